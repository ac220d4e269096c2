"""report.html: the whole report as one page that needs nothing else, with the year in charts before it.

For a government's site and for a reader without Office: headings, real tables, charts with their data, light and dark,
telephone and paper. Nothing is fetched and nothing runs: no script, no font, no picture from elsewhere, and a content
security policy that says so. All that the report says is escaped.

The charts restate what the report says; they stand in a `<figure>` with a drawn picture, which whoever reads the page
for its statements leaves out.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from functools import cache
from importlib.resources import files
from pathlib import Path

from juesuan.writing.csv_text import yuan
from juesuan.writing.figures import figures, tiles
from juesuan.writing.figures_model import Figure, Item, Tile, any_made_up, compared, money, shown
from juesuan.writing.html_report_markup import table_link, text
from juesuan.writing.html_report_svg import chart
from juesuan.writing.html_report_tables import table
from juesuan.writing.model import Release
from juesuan.writing.overlay import table as table_of
from juesuan.writing.pages import (
    CONTENTS_TITLE,
    RECONSTRUCTED_MARK,
    Body,
    Contents,
    Cover,
    Heading,
    Sheet,
    contents,
    marked,
    parts,
    runs,
)
from juesuan.writing.teller import percent

_OVERVIEW = "图表速览"
_ROUNDED = "金额单位：万元。图表数据取自本报告；占比、增减按未折算的金额计算，四舍五入可能有尾差。"
_SAVE = "下载数据（CSV，金额单位：元）"


def write(release: Release, path: Path) -> None:
    """Write the report as a web page.

    Args:
        release: the report.
        path: the file, replaced if it is there.
    """
    path.write_bytes(render(release).encode())


def render(release: Release) -> str:
    """The report as an HTML document."""
    style = _style()
    digest = b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n<meta name="referrer" content="no-referrer">\n'
        f"<title>{text(release.title)}</title>\n<style>{style}</style>\n</head>\n<body>\n"
        f"{_body(release)}</body>\n</html>\n"
    )


@cache
def _style() -> str:
    return (files("juesuan.writing") / "data" / "report.css").read_text(encoding="utf-8")


def _body(release: Release) -> str:
    printed = parts(release)
    entries = contents(printed)
    names = {index: f"p{n}" for n, (_, _, index) in enumerate(entries, 1)}
    drawn = figures(release)
    out: list[str] = ['<a class="skip" href="#report">跳到报告正文</a>\n']
    opened = False
    sheets = level = 0
    for index, part in enumerate(printed):
        if isinstance(part, Cover):
            out.append(_cover(part))
            out.append(_overview(release, drawn))
        elif isinstance(part, Contents):
            out.append(_contents(entries, names))
            out.append('<main id="report">\n')
        elif isinstance(part, Heading):
            if part.level == 1:
                out.append("</section>\n<section>\n" if opened else "<section>\n")
                opened = True
            level = min(part.level, level + 1)  # an outline skips no level
            out.append(_heading(part.text, level + 1, names.get(index, "")))
        elif isinstance(part, Body):
            out.append(f"<p>{_marked(part.text)}</p>\n")
        else:
            sheets += 1
            level = min(part.level, level + 1)
            out.append(_sheet(part, level + 1, names.get(index, f"f{sheets}")))
    return "".join(out) + ("</section>\n" if opened else "") + "</main>\n"


def _cover(part: Cover) -> str:
    lines = "".join(f"<span>{text(line)}</span>" for line in part.lines)
    return f'<header class="cover"><h1>{lines}</h1></header>\n'


def _contents(entries: list[tuple[str, int, int]], names: dict[int, str]) -> str:
    items = "".join(
        f'<li class="l{level}"><a href="#{names[index]}">{text(title)}</a></li>' for title, level, index in entries
    )
    listed = f"<details open><summary>{CONTENTS_TITLE}</summary><ul>{items}</ul></details>"
    return f'<nav aria-label="{CONTENTS_TITLE}">{listed}</nav>\n'


def _heading(words: str, level: int, name: str) -> str:
    anchor = f' id="{name}"' if name else ""
    return f"<h{level}{anchor}>{_marked(words)}</h{level}>\n"


def _marked(words: str) -> str:
    """Text in which gaps still to be filled in stand out."""
    return "".join(f"<mark>{text(piece)}</mark>" if gap else text(piece) for piece, gap in runs(words))


def _sheet(part: Sheet, level: int, key: str) -> str:
    grid = marked(part.grid)
    kind = "sheet wide" if grid.landscape else "sheet"
    out = [f'<section class="{kind}">\n<h{level} id="{key}">{text(grid.title)}</h{level}>\n']
    if grid.mark:
        out.append(f'<p class="mark">{text(grid.mark)}</p>\n')
    around = [line for line in (part.owner, part.measure) if line]
    if around:
        out.append(f'<div class="around">{"".join(f"<p>{text(line)}</p>" for line in around)}</div>\n')
    out.append(f'<div class="scroll" role="region" aria-labelledby="{key}" tabindex="0">{table(grid, key)}</div>\n')
    out += [f'<p class="note">{text(note)}</p>\n' for note in grid.notes]
    return "".join(out) + "</section>\n"


# --- the charts -------------------------------------------------------------------------------------------------------


def _overview(release: Release, drawn: list[Figure]) -> str:
    if not drawn:
        return ""
    title = f"{release.inputs.profile.year}年度{_OVERVIEW}"
    glance = "".join(_tile(tile) for tile in tiles(release))
    made_up = ""
    if any_made_up(drawn):
        made_up = text(table_of("statements", release.inputs.profile.edition)["reconstructed"])
    charts = "".join(_figure(figure) for figure in drawn)
    return (
        f'<figure class="charts" aria-labelledby="charts"><h2 id="charts">{title}</h2>\n'
        f'<p class="note">{_ROUNDED}{made_up}</p>\n<dl class="tiles">{glance}</dl>\n{charts}</figure>\n'
    )


def _tile(tile: Tile) -> str:
    change = ""
    if tile.before:
        rate = percent(tile.fen - tile.before, tile.before)
        change = "与上年持平" if not rate else f"比上年{'增长' if rate > 0 else '下降'}{abs(rate)}%"
    amount = money(tile.fen) + (RECONSTRUCTED_MARK if tile.made_up else "")
    return (
        f"<div><dt>{text(tile.label)}</dt><dd><b>{amount}</b> <span class='n'>万元</span></dd>"
        f"{f'<dd class=change>{change}</dd>' if change else ''}</div>"
    )


def _figure(figure: Figure) -> str:
    return (
        f'<figure class="chart" id="{figure.key}"><figcaption><h3>{text(figure.title)}</h3></figcaption>\n'
        f'<div class="picture">{chart(figure)}</div>\n<div class="data">{_data(figure)}'
        f"<p>{table_link(f'{figure.key}.csv', _rows(figure), _SAVE)}</p></div></figure>\n"
    )


def _columns(figure: Figure) -> list[str]:
    more = [figure.comparison] if figure.comparison else ["占比"] if figure.whole else []
    return [*figure.series, *more]


def _data(figure: Figure) -> str:
    """The table beside a chart."""
    heads = "".join(f'<th scope="col">{text(name)}</th>' for name in _columns(figure))
    groups = (
        ((figure.groups[0], figure.drawn), (figure.groups[1], figure.into)) if figure.into else (("", figure.listed),)
    )
    bodies = []
    for name, items in groups:
        over = f'<tr><th scope="rowgroup" colspan="{len(_columns(figure)) + 1}">{text(name)}</th></tr>' if name else ""
        bodies.append(f"<tbody>{over}{''.join(_row(figure, item) for item in items)}</tbody>")
    return (
        f'<div class="scroll" role="region" aria-label="{text(figure.title)}：数据" tabindex="0"><table>'
        f'<thead><tr><th scope="col">项目</th>{heads}</tr></thead>{"".join(bodies)}</table></div>'
    )


def _row(figure: Figure, item: Item) -> str:
    amounts = "".join(f"<td>{shown(item, n)}</td>" for n in range(len(item.values)))
    if figure.comparison:
        amounts += f"<td>{compared(figure, item) or '—'}</td>"
    elif figure.whole:
        amounts += f"<td>{percent(item.values[-1] or 0, figure.whole)}%</td>"
    level = (len(item.code) - 3) // 2 if item.code and figure.whole else 0  # 类, 款, 项 below each other
    return f'<tr><th scope="row"{f" class=i{level}" if level else ""}>{text(item.label)}</th>{amounts}</tr>'


def _rows(figure: Figure) -> list[list[str]]:
    """The same as rows of a file, in 元 to the fen."""
    head = ["类别", "科目编码", "项目", *figure.series]
    lines = (
        [item.sort, item.code, item.label, *("" if value is None else yuan(value) for value in item.values)]
        for item in figure.listed
    )
    return [head, *lines]
