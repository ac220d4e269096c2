"""类/款/项 paths as the narrative prints them → codes of 支出功能分类.

一般公共服务支出（类）财政事务（款）行政运行（项）, with quotation marks, with codes, with a level or a trailing 支出
left out, with other brackets or none at all. What the tables of the report print decides first; the classification
second.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from juesuan.taxonomy.codes import CodeTree, functional
from juesuan.taxonomy.lexicon import classes
from juesuan.taxonomy.naming import key, loose_key

Names = tuple[str, str, str]

_MARK = re.compile(r"\((类|款|项)\)")
_BOUNDARY = re.compile(r"[。;；,，:\d.、)《》=]")
_LEADING = re.compile(
    r"^(?:\((?:\d{1,2}|[一二三四五六七八九十]{1,3})\)|其中|主要用于|用于|主要是|包括|分别为|以及|和|及|按)+"
)
# 272,276.69元 is an amount, whose first digits look like a code.
_CODE = re.compile(r"[(]?(2\d{2}(?:\d{2}){0,2})(?!\d|\.\d|[,，]\d{3}(?!\d)|万|元|年)[)]?")
_CODED = re.compile(r"(?P<name>[^。.;:，,、\d()]{2,40})\((?P<code>2\d{2}(?:\d{2}){0,2})\)")
_LEADING_CODE = re.compile(
    r"(?P<code>2\d{6}|2\d{4})-?(?P<name>[一-鿿][^。;:，,\d]{1,40}?)"
    r"(?=年初预算|支出决算|决算|[。;:，,\d(])"
)
_UNMARKED_END = re.compile(r"[。;；:，,(]|年初预算|支出决算|全年预算|预算数|预算为|决算|主要用于|\d")
_GENERIC = {"行政运行", "一般行政管理事务", "机关服务", "事业运行", "信息化建设", "其他支出"}
_ALIKE = 0.8  # share of characters in common that makes two names of one 款 the same


@dataclass(frozen=True, slots=True)
class Path:
    """A path in squeezed text.

    Attributes:
        start: first character.
        end: one past the last.
        names: 类, 款, 项 as printed, "" for an absent level.
        code: a code printed with it.
    """

    start: int
    end: int
    names: Names
    code: str | None = None


def find_paths(text: str) -> list[Path]:
    """The paths that are marked with （类）（款）（项）, in order."""
    marks = list(_MARK.finditer(text)) if "(类)" in text or "(款)" in text or "(项)" in text else []
    paths: list[Path] = []
    i = 0
    while i < len(marks):
        first = i
        start = _name_start(text, marks[i].start(), paths[-1].end if paths else 0)
        names = {marks[i].group(1): text[start : marks[i].start()]}
        while i + 1 < len(marks) and _follows(text, marks[i], marks[i + 1]):
            between = _CODE.sub("", text[marks[i].end() : marks[i + 1].start()])
            i += 1
            names[marks[i].group(1)] = between.removeprefix("支出") or between
        end = marks[i].end()
        # Each level may have its code; the path's own is that of its lowest level.
        length = 1 + 2 * max("类款项".index(level) + 1 for level in names)
        codes = [_CODE.match(text, end), *_CODE.finditer(text, start, end)]
        code = next((c for c in codes if c is not None and len(c.group(1)) == length), None)
        if code is not None and code.start() == end:
            end = code.end()
        lead = _LEADING.match(names[marks[first].group(1)])
        if lead:
            start += lead.end()
            names[marks[first].group(1)] = names[marks[first].group(1)][lead.end() :]
        printed = (names.get("类", ""), names.get("款", ""), names.get("项", ""))
        if any(printed):
            paths.append(Path(start, end, printed, code.group(1) if code else None))
        i += 1
    return paths or _coded_paths(text)


def _coded_paths(text: str) -> list[Path]:
    """Paths whose levels are marked with their codes: 教育支出(205)普通教育(20502)小学教育(2050202)."""
    paths: list[Path] = []
    for match in _CODED.finditer(text) if "(2" in text else ():
        code, name = match.group("code"), match.group("name")
        level = (len(code) - 3) // 2
        if paths and paths[-1].end == match.start() and code.startswith(paths[-1].code or "?"):
            above = paths.pop()
            names, start = [*above.names[:level], name], above.start
        else:
            names, start = [*[""] * level, name], match.start()
        names += [""] * (3 - len(names))
        paths.append(Path(start, match.end(), (names[0], names[1], names[2]), code))
    return paths


def _follows(text: str, one: re.Match[str], other: re.Match[str]) -> bool:
    if "类款项".index(other.group(1)) <= "类款项".index(one.group(1)):
        return False
    between = text[one.end() : other.start()]
    return 0 < len(between) <= 45 and not re.search(r"[。;；:]|万元", between)


def _name_start(text: str, end: int, least: int) -> int:
    """Where the name that ends at `end` begins: after the last character that no name holds."""
    i = end
    while i > least and not (_BOUNDARY.match(text[i - 1]) and text[i - 1] != ")"):
        if text[i - 1] == ")":
            opening = text.rfind("(", least, i - 1)
            if opening < 0 or i - opening > 12:
                break
            i = opening + 1
        i -= 1
    return i


class Functions:
    """Finds the code that a path of names means, for one report."""

    def __init__(self, table_codes: Mapping[str, str], year: int | None) -> None:
        self._tables = {code: name for code, name in table_codes.items() if code.isdecimal() and len(code) in (3, 5, 7)}
        self._year = year or 2024
        self._known: dict[tuple[Names, str | None], str | None] = {}

    @cached_property
    def _tree(self) -> CodeTree:
        return functional(self._year)

    @cached_property
    def _table_keys(self) -> dict[str, str]:
        return {code: loose_key(name) for code, name in self._tables.items()}

    def completed(self, path: Path, above: Names) -> Path:
        """The path with the levels above it that a heading or the last path of the list has told.

        教育支出（类）…其中：普通教育（款）…: the 款 alone leaves the 类 to what stands before it.
        """
        level = next((n for n, name in enumerate(path.names) if name), 3)
        if not level or not all(above[:level]):
            return path
        names = (*above[:level], *path.names[level:])
        whole = Path(path.start, path.end, (names[0], names[1], names[2]), path.code)
        return whole if self.code(whole) is not None else path

    def settle(self, paths: Sequence[Path]) -> None:
        """Look at all paths of a list together: the one left over means the row left over.

        Where the list names all rows of a 款 but one, the one path of that 款 whose name no row bears means that row.
        """
        if not self._tables:
            return
        codes = {path.names: self.code(path) for path in paths if path.names[2]}
        taken = set(codes.values())
        left: dict[str, list[Names]] = {}
        for names in (n for n, c in codes.items() if c is None and n[1]):
            for parent in {c[:5] for c in self._tables if len(c) == 7 and self._is(c[:5], loose_key(names[1]))}:
                if not names[0] or self._is(parent[:3], loose_key(names[0])):
                    left.setdefault(parent, []).append(names)
        for parent, unnamed in left.items():
            rows = [c for c in self._tables if len(c) == 7 and c.startswith(parent) and c not in taken]
            if len(rows) == 1 and len(unnamed) == 1 and loose_key(unnamed[0][2]) not in _GENERIC:
                self._known[unnamed[0], None] = rows[0]

    def code(self, path: Path) -> str | None:
        """The code that the path means; None where the names leave it open."""
        asked = (path.names, path.code)
        if asked not in self._known:
            self._known[asked] = self._find(path)
        return self._known[asked]

    def _find(self, path: Path) -> str | None:
        names = [loose_key(n) if n else "" for n in path.names]
        if path.code is not None and self._stands(path.code, names):
            return path.code
        level = 3 if names[2] else 2 if names[1] else 1
        found = self._in_tables(names, level)
        if found is None:
            found = self._in_classification(path.names, level)
        if found is None and self._tables:
            found = self._alike(names, path.names, level)
        return found

    def _stands(self, code: str, names: list[str]) -> bool:
        last = next((n for n in reversed(names) if n), "")
        return code in self._tables or last in {loose_key(e.name) for e in self._tree.names(code)}

    def _in_tables(self, names: list[str], level: int) -> str | None:
        keys = self._table_keys
        length = 1 + 2 * level
        candidates = [c for c, k in keys.items() if len(c) == length and k == names[level - 1]]
        if not candidates:
            return None
        above = [(1, 3), (2, 5)][: level - 1]
        exact = [c for c in candidates if all(not names[n - 1] or self._is(c[:d], names[n - 1]) for n, d in above)]
        if len(exact) == 1:
            return exact[0]
        if exact or level == 1:
            return None
        # an outdated or wrong name above: the 类 and a telling 项 suffice
        within = [c for c in candidates if not names[0] or self._is(c[:3], names[0])]
        return within[0] if len(within) == 1 and names[level - 1] not in _GENERIC else None

    def _is(self, code: str, name: str) -> bool:
        if self._table_keys.get(code) == name:
            return True
        if len(code) == 3 and name in {loose_key(n) for n in classes().get(code, ())}:
            return True
        return name in {loose_key(e.name) for e in self._tree.names(code)}

    def _in_classification(self, names: Names, level: int) -> str | None:
        codes = self._tree.find(names[level - 1], level=1 + 2 * level)
        above = [(1, 3), (2, 5)][: level - 1]
        given = [(d, loose_key(names[n - 1])) for n, d in above if names[n - 1]]
        exact = [c for c in codes if all(self._is(c[:d], name) for d, name in given)]
        if self._tables:
            printed = [c for c in exact if c in self._tables]
            if len(printed) == 1:
                return printed[0]
        if len(exact) == 1 and all(names[:level]):
            return exact[0]
        if level == 1:
            return next((c for c, n in classes().items() if loose_key(names[0]) in map(loose_key, n)), None)
        return None

    def _alike(self, names: list[str], printed: Names, level: int) -> str | None:
        """A name printed slightly otherwise, where 类 and 款 leave one row of the tables."""
        if level < 2 or not names[level - 2] or names[level - 1] in _GENERIC:
            return None
        length = 1 + 2 * level
        siblings = [c for c in self._tables if len(c) == length and self._is(c[:-2], names[level - 2])]
        scored = sorted(((_alike(names[level - 1], self._table_keys[c]), c) for c in siblings), reverse=True)
        if not scored or scored[0][0] < _ALIKE or (len(scored) > 1 and scored[0][0] - scored[1][0] < 0.1):
            return None
        return scored[0][1] if not printed[0] or self._is(scored[0][1][:3], names[0]) else None

    # --- paths without marks

    def unmarked(self, text: str, start: int) -> tuple[Path, str] | None:
        """The path that begins at `start` without any mark, with its code; None if the words are no such path."""
        coded = _LEADING_CODE.match(text, start)
        if coded is not None:
            level = (len(coded.group("code")) - 3) // 2
            names: Names = ("", "", coded.group("name")) if level == 2 else ("", coded.group("name"), "")
            path = Path(start, coded.end(), names, coded.group("code"))
            code = self.code(path)
            return (path, code) if code else None
        end = _UNMARKED_END.search(text, start)
        stop = end.start() if end else len(text)
        while end is not None and end.group() == "(":  # 政府办公厅(室)及相关机构事务
            closing = text.find(")", stop)
            if not 0 <= closing - stop <= 8:
                break
            end = _UNMARKED_END.search(text, closing)
            stop = end.start() if end else len(text)
        printed = text[start:stop].rstrip("的")
        if not 4 <= len(printed) <= 90:
            return None
        squashed = key(printed).replace("支出", "")
        code = self._joined.get(squashed)
        if code is None:
            codes = {c for c, k in self._table_keys.items() if len(c) == 7 and k == loose_key(printed)}
            code = codes.pop() if len(codes) == 1 and loose_key(printed) not in _GENERIC else None
            names = ("", "", printed)
        else:
            names = self._split(printed, code)
        return (Path(start, start + len(printed), names), code) if code else None

    @cached_property
    def _joined(self) -> dict[str, str]:
        """类 + 款 + 项 written together → code; of the tables if they are there, else of the classification."""
        joined: dict[str, str] = {}
        for code in self._tables or self._tree:
            if len(code) != 7:
                continue
            names = [self._name(code[:3]), self._name(code[:5]), self._name(code)]
            squashed = "".join(key(n) for n in names).replace("支出", "")
            if joined.get(squashed, code) != code:
                joined[squashed] = ""
            else:
                joined[squashed] = code
        return {k: c for k, c in joined.items() if c}

    def _name(self, code: str) -> str:
        return self._tables.get(code) or self._tree.name(code) or ""

    def _split(self, printed: str, code: str) -> Names:
        first = _prefix(printed, self._name(code[:3]))
        second = _prefix(printed[first:], self._name(code[:5]))
        return printed[:first], printed[first : first + second], printed[first + second :]


def _prefix(printed: str, name: str) -> int:
    """Length of the beginning of `printed` that is `name`."""
    wanted = key(name).replace("支出", "")
    best = 0
    for length in range(1, len(printed) + 1):
        got = key(printed[:length]).replace("支出", "")
        if got == wanted:
            best = length
        elif len(got) > len(wanted) + 1:
            break
    return best


def _alike(one: str, other: str) -> float:
    common = sum((Counter(one) & Counter(other)).values())
    return 2 * common / (len(one) + len(other)) if one and other else 0.0
