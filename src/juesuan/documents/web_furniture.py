"""What a web page holds besides the report: navigation, share buttons, addresses of the site. Taken out of the tree.

The rule is that an article never loses text: what is large, holds a table, or speaks of accounts stays, whatever its
name. Lists here are data: what a site's template calls its parts, and the lines it prints.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_DROPPED = "script, style, noscript, template, select, button, input, textarea, svg, canvas, audio, video, map, link"
_CHART = 'figure:has(svg[role="img"] > title)'
_CHART_NAMES = re.compile(r"(?:^|[\s_-])charts?(?:$|[\s_-])", re.I)
_LANDMARKS = "header, nav, footer, aside"
_NAMES = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navi|menu|submenu|crumbs?|bread-?crumbs?|mbx|dqwz|weizhi|cur-?pos|position|location|"
    r"foot|footer|bottom|copyright|copy|banner|logo|top-?bar|sidebar|left-?nav|right-?nav|share|bdshare\w*|fenxiang|"
    r"print|toolbar|tools|search\w*|login|related|recommend|pager|pagination|pages?|prev-?next|qrcode|ewm|erweima|"
    r"weixin|wza|accessib\w*|friend-?links?|links?|hot-?news)(?:$|[\s_\d-])",
    re.I,
)
"""Words in `class` and `id` by which templates of government sites name page furniture."""
_LONGEST_PART = 1_500
_LONGEST_LINE = 120
_BUTTON = (
    "打印|关闭|返回|收藏|分享|字体|字号|大|中|小|顶部|首页|窗口|本页|此页|页面|文章|上一页|下一页|上一篇|下一篇|"
    "到|至|微信|微博|扫一扫|下载|繁体|简体|长者模式|无障碍|无障碍浏览|适老化|手机版|登录|注册|默认|特大|TOP"
)
LINES = re.compile(
    rf"[\s\[\]【】()（）|｜/:：·>>«»、,，\-—]*(?:(?:{_BUTTON})[\s\[\]【】()（）|｜/:：·>>«»、,，\-—]*){{1,16}}"
    r"|(?:您|你)?(?:现在|当前|目前|所在)?的?位置(?:是)?[:：].*"
    r"|(?:首页|网站首页)\s*(?:[>»/|→-]|>>).*"
    r"|[上下]一[篇条页][:：].*"
    r"|.*(?:版权所有|©|Copyright\s).*"
    r"|.*(?:ICP备|ICP证|公网安备|网站标识码).*"
    r"|(?:主办|承办|协办|维护|技术支持|技术维护|运行维护|网站支持)(?:单位)?[:：].*"
    r"|(?:联系我们|网站地图|网站声明|隐私声明|关于我们|使用帮助|站点地图)(?:[\s|｜]*\S{0,8}){0,6}"
    r"|(?:(?:发布|发文|更新|生成)(?:时间|日期)|(?:信息|文章|稿件)?来源|浏览(?:次数|量)|阅读(?:次数|量)?|"
    r"点击(?:数|率|量|次数)?|访问(?:次数|量)?|作者|责任编辑|编辑|字体|字号|索引号|信息索引号|打印)[:：].*"
    r"|(?:建议|推荐)使用.{0,40}(?:浏览|分辨率).*",
    re.I,
)
"""Lines that a site prints around an article; matched against a whole line without blanks at its ends."""
_ACCOUNTS = re.compile("决算|预算|收入|支出|经费|绩效|单位[:：].{0,4}元|年度|情况")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_CARD = re.compile("索引号|信息分类|主题分类")
_CARD_MATE = re.compile("发布机构|发文机关|公开责任部门|生成日期|成文日期|发文日期|文号")
_MAIN_SHARE = 0.8
_LINK_SHARE = 0.75
_FEW_LINKS = 3
_SHORT = 60
_CONTAINERS = frozenset(("body", "div", "section", "article", "main", "form", "center", "span"))
_LISTS = frozenset(("ul", "ol", "dl", "div", "p", "td", "section"))
_HEADINGS = "h1, h2, h3"


def is_furniture(line: str) -> bool:
    """Whether a line is one that a site prints around an article."""
    return len(line) <= _LONGEST_LINE and LINES.fullmatch(line.strip()) is not None


def length(node: LexborNode) -> int:
    """Characters of a node's text without blanks."""
    return len("".join(node.text_lexbor().split()))


def clear(page: LexborHTMLParser) -> int:
    """Take furniture and hidden parts out of the page; the characters that were hidden."""
    _clear_charts(page)
    for node in _inner_first(page, _DROPPED):
        node.decompose()
    hidden = _clear_hidden(page)
    body = page.body
    if body is None:
        return hidden
    total = length(body)
    for node in _inner_first(page, _LANDMARKS):
        _drop_if_furniture(node, total)
    for node in _inner_first(page, "div[class], div[id], ul[class], ul[id], section[class], p[class], dl[class]"):
        names = node.attributes
        if _NAMES.search(f"{names.get('class') or ''} {names.get('id') or ''}"):
            _drop_if_furniture(node, total)
    _clear_link_lists(page)
    for table in _inner_first(page, "table"):
        text = table.text_lexbor()[:2000]
        if len(text) < 2000 and _CARD.search(text) and _CARD_MATE.search(text):
            table.decompose()
    _clear_round_main(body)
    return hidden


def _inner_first(page: LexborHTMLParser, selector: str) -> Iterator[LexborNode]:
    """What the selector matches, from the end of the page: taking a node out frees all that is within it."""
    return reversed(page.css(selector))


def _clear_charts(page: LexborHTMLParser) -> None:
    """Charts that are drawn within the page, with the data that stands beside them: they restate the report.

    A figure without a drawing stays: editors put ordinary tables and pictures into figures. So does one that holds a
    table and isn't called a chart: the drawing may be an icon, and the table one of the report's.
    """
    charts = [node for node in page.css(_CHART) if not _within_figure(node) and _is_chart(node)]
    for node in charts:
        node.decompose()


def _is_chart(node: LexborNode) -> bool:
    called = _CHART_NAMES.search(node.attributes.get("class") or "") is not None
    return called or node.css_first(f"table, {_HEADINGS}") is None


def _within_figure(node: LexborNode) -> bool:
    parent = node.parent
    while parent is not None:
        if parent.tag == "figure":
            return True
        parent = parent.parent
    return False


def _clear_hidden(page: LexborHTMLParser) -> int:
    count = 0
    for node in _inner_first(page, '[style*="none" i], [style*="hidden" i], [hidden]'):
        names = node.attributes
        if node.tag not in ("html", "body") and ("hidden" in names or _HIDDEN.search(names.get("style") or "")):
            count += length(node)
            node.decompose()
    return count


def _drop_if_furniture(node: LexborNode, total: int) -> None:
    size = length(node)
    if size > min(_LONGEST_PART, total * 0.3) or node.css_first(f"table, {_HEADINGS}") is not None:
        return
    if size > _SHORT and _link_share(node, size) < _LINK_SHARE and _ACCOUNTS.search(node.text_lexbor()):
        return
    node.decompose()


def _links(node: LexborNode) -> list[LexborNode]:
    """Links that lead away: not to a place in the page, not to an attachment."""
    found = []
    for link in node.css("a"):
        target = (link.attributes.get("href") or "").strip()
        if target and not target.startswith("#") and not ATTACHED.search(target):
            found.append(link)
    return found


ATTACHED = re.compile(r"\.(?:pdf|xlsx?|docx?|wps|et|ofd|zip|rar|7z|pptx?)(?:[?#]|$)", re.I)
"""A link to a file rather than to a page."""


def _link_share(node: LexborNode, size: int) -> float:
    return sum(map(length, _links(node))) / max(size, 1)


def _clear_link_lists(page: LexborHTMLParser) -> None:
    """Lists of other pages."""
    seen: set[int] = set()
    body = page.body
    for link in _links(body) if body is not None else ():
        parent = link.parent
        for _ in range(4):
            if parent is None or parent.tag in ("body", "html"):
                break
            if parent.tag in _LISTS:
                seen.add(parent.mem_id)
            parent = parent.parent
    for node in _inner_first(page, ", ".join(sorted(_LISTS))) if seen else ():
        if node.mem_id not in seen:
            continue
        size = length(node)
        links = _links(node)
        many = len(links) >= _FEW_LINKS and sum(map(length, links)) >= _LINK_SHARE * size
        if many and node.css_first("table") is None:
            node.decompose()


def _elements(node: LexborNode) -> Iterator[LexborNode]:
    yield from list(node.iter(include_text=False))


def _clear_round_main(body: LexborNode) -> None:
    """Go down to the part that holds nearly all text; leave out short parts beside it that say nothing of accounts."""
    node = body
    for _ in range(40):
        sizes = [(length(child), child) for child in _elements(node)]
        if not sizes:
            return
        largest, main = max(sizes, key=lambda s: s[0])
        if main.tag not in _CONTAINERS or largest < _MAIN_SHARE * sum(s for s, _ in sizes):
            return
        for size, child in sizes:
            if child is not main and size <= _SHORT and not _says_something(child):
                child.decompose()
        node = main


def _says_something(node: LexborNode) -> bool:
    if node.tag in ("h1", "table", "br", "img") or node.css_first("h1, table, img") is not None:
        return True
    return _ACCOUNTS.search(node.text_lexbor()) is not None
