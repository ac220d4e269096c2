"""Which runs make which cell: of all ways to share a row's runs out to its columns, the likeliest."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

Cells = dict[str, tuple[int, int]]
"""Key of the column → first run and one past the last, counted within the row."""

_CELL = {
    "amount": re.compile(r"-?(?:0|[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d*)(?:\.\d{1,6})?(?:亿元|万元|元)?|[―—–\-/]+"),
    "points": re.compile(r"(?:0|[1-9]\d{0,2})(?:\.\d{1,3})?分?|[―—–\-/]+"),
    "rate": re.compile(r"(?:0|[1-9]\d{0,3})(?:\.\d{1,4})?[%&]?|[―—–\-/]+"),
    "value": re.compile(
        r"(?:[≥≤><=]|[><]=)?-?(?:0|[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d*)(?:\.\d{1,6})?(?:[%‰&]|[^\d\s.,。，、;；:≥≤><=%]{1,6})?"
    ),
}
_JOINED_LEFT = re.compile(r"[.%‰&,]")
_OPERATORS = frozenset("≥≤><=")
_DASHES = frozenset("―—–-/")
_GRADE = re.compile(
    r"合格|及时|达标|达到|完成|提[高升]|增强|改善|优秀|优良|良好|优|良|好|是|有效|显著|明显|健全|完善|保障|满意|长期|持续|较好|正常|稳定"
    r"|按时|按期|规范|降低|减少|符合|严格|无|全面|基本|通过|安全|到位|较高|高"
)
_WHOLE_GRADE = re.compile(
    r"已?(?:有效|持续|显著|明显|进一步|不断|较|基本|全面|按时|按期|稳步|长期|得到|大幅)*"
    r"(?:合格|及时|达标|达到|完成|提[高升]|增强|改善|优秀|优良|良好|优化|健全|完善|保障|满意|正常|稳定|规范|降低|减少|安全|显著|有效|明显|优|良|好|是|无)"
)
_VALUE_BEGINS = re.compile(
    rf"[\d≥≤><=―—–\-/]|(?:已|有|较|基|按|持|显|明|进|不|稳|长|得|大|全|定|正|反)|(?:{_GRADE.pattern})|合|及|达|完|提|增|改|优|良|规|健|满"
)
_NAME_END = re.compile(
    r"(?:率|数|数量|量|度|性|成本|\)|。|情况|水平|能力|标准|时间|天数|户数|次数|质量|效能|效率|问题|意识|影响|指标|机制|费|额|预算)$"
)
_FINISH = re.compile(r"[。！；;]$")
_ROW = -6.0
"""A row costs this much, so that the tail of a row is not taken for another one."""
_GOOD_ROW = 8.0
"""A row worth this much has all its cells, and they go together."""
_STEPS, _ROW_STEPS = 3_000_000, 40_000
"""Steps of the search for a document and for a row: cut-up text of a real form takes some thousands a form."""
_MOST_TEXTS, _LONGEST_ROW = 400, 90
"""More pieces in one 二级指标, or in one row, are no form's."""
_MAX_POINTS = 100


class Work:
    """What the search may still cost: hostile text must not keep it busy."""

    def __init__(self, steps: int = _STEPS) -> None:
        self._left = steps
        self._row = 0

    def begin(self) -> None:
        """A row begins."""
        self._row = _ROW_STEPS

    def spend(self) -> bool:
        """Take a step; False when there is none left."""
        self._left -= 1
        self._row -= 1
        return self._left > 0 and self._row > 0


def merged(runs: Sequence[str]) -> list[tuple[int, int]]:
    """Runs that belong to one cell whatever the rest is: ≥ | 100, 8 | .7, 100 | %. Ranges of runs."""
    out: list[tuple[int, int]] = []
    text = ""
    for n, run in enumerate(runs):
        number_so_far = bool(out) and text[-1:].isdigit()
        left = bool(out) and (
            (_JOINED_LEFT.match(run) is not None and number_so_far)
            or text[-1:] in _OPERATORS
            or (text.endswith(".") and run[:1].isdigit() and text[:1].isdigit())
        )
        if left:
            out[-1] = (out[-1][0], n + 1)
            text += run
        else:
            out.append((n, n + 1))
            text = run
    return out


@lru_cache(maxsize=4096)
def _fits(kind: str, text: str) -> bool:
    return _CELL[kind].fullmatch(text) is not None


# --- funds --------------------------------------------------------------------------------------------------------

_FUND_KIND = {
    "initial": "amount", "adjusted": "amount", "executed": "amount", "weight": "points", "rate": "rate",
    "score": "points",
}  # fmt: skip


def fund_cells(runs: Sequence[str], columns: Sequence[str], work: Work) -> Cells:
    """Share the runs of a funds row out to its columns.

    Args:
        runs: numbers and dashes, cut anywhere.
        columns: keys of the columns in the order printed.
        work: what the search may cost.
    """
    atoms = merged(runs)
    texts = ["".join(runs[a:b]) for a, b in atoms]
    columns = [c for c in columns if c in _FUND_KIND]
    best: float = -1e9
    found: Cells = {}
    work.begin()
    for choice in _choices(texts, columns, lambda c, t: _fits(_FUND_KIND[c], t), work):
        points = _fund_points({c: "".join(texts[a:b]) for c, (a, b) in choice.items()}, columns)
        if points > best:
            best, found = points, choice
    return {c: (atoms[a][0], atoms[b - 1][1]) for c, (a, b) in found.items()}


def _choices(
    texts: Sequence[str],
    columns: Sequence[str],
    fits: Callable[[str, str], bool],
    work: Work,
    longest: int = 16,
) -> Iterator[Cells]:
    """Every way to give all texts, in order, to some of the columns, in order."""

    def go(i: int, c: int) -> Iterator[list[tuple[str, int, int]]]:
        if i == len(texts):
            yield []
            return
        if c == len(columns) or len(texts) > 2 * _LONGEST_ROW:
            return
        text = ""
        for j in range(i + 1, len(texts) + 1):
            if not work.spend():
                return
            text += texts[j - 1]
            if len(text) > longest:
                break
            if fits(columns[c], text):
                for rest in go(j, c + 1):
                    yield [(columns[c], i, j), *rest]
        yield from go(i, c + 1)

    for choice in go(0, 0):
        yield {c: (a, b) for c, a, b in choice}


def _number(text: str | None) -> float | None:
    if not text or text[0] in _DASHES:
        return None
    match = re.match(r"[≥≤><=]*(-?[\d,]+(?:\.\d+)?)", text)
    return float(match.group(1).replace(",", "")) if match else None


def _decimals(text: str) -> int:
    return len(text.partition(".")[2])


def _fund_points(cells: dict[str, str], columns: Sequence[str]) -> float:
    points = 0.0
    money = [cells.get(c) for c in ("initial", "adjusted", "executed")]
    numbers = [_number(m) for m in money]
    for column in columns:
        text = cells.get(column)
        if text is None:
            points -= 2.0
        elif text[0] in _DASHES:
            points -= {"weight": 0.0, "score": 0.1, "rate": 0.8}.get(column, 1.5)
    shown = {_decimals(m) for m in money if m and m[0] not in _DASHES}
    points += 1.0 if len(shown) == 1 else 0.0
    initial, adjusted, executed = numbers
    points += 1.0 if initial is not None and initial == adjusted else 0.0
    points += 1.0 if adjusted is not None and adjusted == executed else 0.0
    if adjusted is not None and executed is not None and executed > adjusted * 1.5 + 1:
        points -= 2.0
    if adjusted is not None and initial is not None and adjusted and not 0.1 <= initial / adjusted <= 10:
        points -= 1.0
    rate = _number(cells.get("rate"))
    if rate is not None:
        points += 3.0 if cells["rate"][-1] in "%&" else -2.0
        if adjusted and executed is not None:
            points += 6.0 if abs(executed / adjusted * 100 - rate) <= 0.6 else -1.0
    weight, score = _number(cells.get("weight")), _number(cells.get("score"))
    if weight is not None:
        points += 2.0 if weight in (10.0, 20.0, 5.0, 15.0) else -1.0
    if weight is not None and score is not None:
        points += 1.0 if score <= weight else -1.0
        if rate is not None and abs(min(rate, 100) / 100 * weight - score) <= 0.06:
            points += 3.0
    return points


# --- totals -------------------------------------------------------------------------------------------------------


def total_cells(runs: Sequence[str], work: Work) -> Cells:
    """总分: weight and score, or the score alone."""
    work.begin()
    atoms = merged(runs)
    texts = ["".join(runs[a:b]) for a, b in atoms]
    best: float = -1e9
    found: Cells = {}
    for choice in _choices(texts, ("weight", "score"), lambda _, t: _fits("points", t), work):
        cells = {c: "".join(texts[a:b]) for c, (a, b) in choice.items()}
        weight, score = _number(cells.get("weight")), _number(cells.get("score"))
        points = 3.0 * len(cells)
        for value in (weight, score):
            if value is not None:
                points += 2.0 if 50 <= value <= 120 else -1.0
        points += 2.0 if weight == 100 else 1.0 if weight in (90.0, 110.0) else 0.0
        if weight is not None and score is not None:
            points += 1.0 if score <= weight else -1.0
        if points > best:
            best, found = points, choice
    return {c: (atoms[a][0], atoms[b - 1][1]) for c, (a, b) in found.items()}


# --- indicators ---------------------------------------------------------------------------------------------------


def indicator_rows(
    runs: Sequence[str], columns: Sequence[str], work: Work, *, single: bool = False
) -> list[tuple[float, Cells]]:
    """Split runs into rows of indicators and each row into its cells.

    Args:
        runs: the runs of one 二级指标, without the markers 指标1： that part its rows.
        columns: keys of the columns from the name on, in the order printed.
        work: what the search may cost.
        single: they are one row.

    Returns:
        for each row its points and its cells, counted from the first of `runs`; [] if no way fits.
    """
    atoms = merged(runs)
    texts = ["".join(runs[a:b]) for a, b in atoms]
    if len(texts) > _MOST_TEXTS:
        return []
    starts = [0] if single else [0, *(k for k in range(1, len(texts)) if _may_begin(texts, k))]
    memo: dict[int, tuple[float, list[tuple[float, Cells]]]] = {len(texts): (0.0, [])}
    for start in reversed(starts):
        best: tuple[float, list[tuple[float, Cells]]] = (-1e9, [])
        for end in (*(s for s in starts if s > start), len(texts)):
            if end not in memo or memo[end][0] <= -1e8 or end - start > _LONGEST_ROW:
                continue
            points, cells = _row(texts[start:end], columns, work)
            if cells is not None and points + memo[end][0] > best[0]:
                moved = {c: (atoms[a + start][0], atoms[b + start - 1][1]) for c, (a, b) in cells.items()}
                best = (points + memo[end][0], [(points, moved), *memo[end][1]])
        memo[start] = best
    return memo[0][1]


def _may_begin(texts: Sequence[str], k: int) -> bool:
    """A row may begin with words, after a number or after words that end a sentence."""
    first, before = texts[k][:1], texts[k - 1]
    return "\u4e00" <= first <= "\u9fff" and (
        before[-1:] in "%&分" or before[-1:].isdigit() or bool(_FINISH.search(before))
    )


def _row(texts: Sequence[str], columns: Sequence[str], work: Work) -> tuple[float, Cells | None]:
    """The likeliest cells of one row, whose first column is the name."""
    work.begin()
    rest: Sequence[str] = [c for c in columns if c != "name"]
    before = columns.index("name") if "name" in columns else 0
    if before:
        rest = columns[before + 1 :]
    ends = [e for e in range(1, len(texts) + 1) if _name_may_end(texts, e)]
    likely = [e for e in ends if e < len(texts) and _VALUE_BEGINS.match(texts[e])]
    best = _best_row(texts, rest, likely, work)
    return best if best[0] >= _GOOD_ROW else max(best, _best_row(texts, rest, ends, work), key=lambda x: x[0])


def _best_row(texts: Sequence[str], rest: Sequence[str], ends: Sequence[int], work: Work) -> tuple[float, Cells | None]:
    """The likeliest cells, where the name is one of the first so many texts."""
    best: tuple[float, Cells | None] = (-1e9, None)
    for end in ends:
        base = _name_points("".join(texts[:end]), texts[:end])
        for choice in _choices(texts[end:], rest, _indicator_fits, work, 240):
            cells = {c: "".join(texts[a + end : b + end]) for c, (a, b) in choice.items()}
            points = base + _indicator_points(cells, rest)
            if points > best[0]:
                moved = {c: (a + end, b + end) for c, (a, b) in choice.items()}
                best = (points, {"name": (0, end), **moved})
    return best


def _name_may_end(texts: Sequence[str], end: int) -> bool:
    name = "".join(texts[:end])
    return name.count("(") <= name.count(")") or end == len(texts)


def _name_points(name: str, texts: Sequence[str]) -> float:
    points = 1.0 if _NAME_END.search(name) else 0.0
    points -= 2.0 if name[-1:] in _OPERATORS else 0.0
    points -= 1.5 * sum(_fits("value", t) and t[0].isdigit() for t in texts[1:])
    points -= 2.0 if re.search(r"\d$", name) else 0.0
    points -= 3.0 if "。" in name[:-1] else 0.0
    points -= 4.0 if not re.search(r"[\u4e00-\u9fffA-Za-z]", name) else 0.0
    return points


def _indicator_fits(column: str, text: str) -> bool:
    if column in ("weight", "score"):
        return _fits("points", text) and (text[0] in _DASHES or (_number(text) or 0) <= _MAX_POINTS)
    if column in ("target", "actual"):
        return len(text) <= 60 and text[-1:] not in _OPERATORS
    if column == "nature":
        return len(text) <= 4 and (text[0] in _OPERATORS or "定" in text or "向" in text)
    if column == "unit":
        return len(text) <= 8 and not text[-1:].isdigit()
    if column == "rate":
        return _fits("rate", text)
    if column in ("deviation", "remedy"):
        return re.search(r"[\u4e00-\u9fff]", text) is not None and not text[-1:].isdigit()
    return False


def _indicator_points(cells: dict[str, str], columns: Sequence[str]) -> float:
    points = _ROW
    for column, worth in (("target", 3.0), ("actual", 3.0), ("weight", 4.0), ("score", 4.0)):
        if column in columns and column in cells:
            points += worth
    target, actual = cells.get("target"), cells.get("actual")
    weight, score = _number(cells.get("weight")), _number(cells.get("score"))
    for value in (target, actual):
        if value is not None:
            points += _value_points(value)
    if target is not None and actual is not None:
        points += _agreement(target, actual)
    if weight is not None:
        points += 1.0 if weight == int(weight) and weight > 0 else -1.0
        points += 0.5 if weight % 5 == 0 and 0 < weight <= 50 else -1.0 if weight > 30 else 0.0
    if weight is not None and score is not None:
        points += 2.0 if score == weight else 0.5 if score < weight else -6.0
        t, a = _number(target), _number(actual)
        points -= 3.0 if score == weight and t and a is not None and a < t / 2 else 0.0
        points -= 2.5 if score < weight and t is not None and t == a else 0.0
        points -= 3.0 if score == 0 and a != 0 and "未" not in (actual or "") else 0.0
        points -= (4.5 if t and a else 3.0) if score < weight and "deviation" not in cells else 0.0
        if score < weight and t and a and any(abs(weight * r - score) < 0.051 for r in (a / t, t / a)):
            points += 2.5
    deviation = cells.get("deviation")
    if deviation is not None:
        points += -3.0 if score is not None and score == weight and target == actual else 0.5
        points += 0.5 if score is None or weight is None or score < weight else 0.0
        points += 0.5 if len(deviation) > 4 else -2.0
        points -= 2.0 if deviation[0].isdigit() else 0.0
    points -= 4.0 if weight is None and score is None else 0.0
    nature, unit = cells.get("nature"), cells.get("unit")
    points += 1.0 if nature is not None else 0.0
    points += 1.0 if unit is not None else 0.0
    return points


def _value_points(value: str) -> float:
    if _fits("value", value):
        return 1.0 if value[-1] in "%&" or value[0] in _OPERATORS else 0.5
    if value[0] in _DASHES:
        return 0.0
    grade = _GRADE.search(value)
    digits = 0.6 * len(re.findall(r"\d+(?:\.\d+)?%?", value)) if len(value) < 12 else 0.0
    if grade is not None:
        whole = 1.0 if _WHOLE_GRADE.fullmatch(value) else 0.0
        return whole + (1.5 if grade.start() == 0 else 0.5) - 0.08 * max(0, len(value) - 4) - digits
    return -1.0 - 0.08 * len(value) - digits


def _agreement(target: str, actual: str) -> float:
    if target == actual:
        return 3.0
    if target[-1:] in "已了":
        return -2.0
    t_number, a_number = _fits("value", target), _fits("value", actual)
    if t_number and a_number:
        same = (target[-1] in "%&") == (actual[-1] in "%&")
        t, a = _number(target), _number(actual)
        if t == a:
            return 2.5 if same else 1.0
        near = t is not None and a is not None and bool(t) and 0.4 <= a / t <= 2.5
        return (1.0 if same else -1.0) + (1.0 if near else -2.0)
    if t_number != a_number:
        return -1.0 if t_number else -3.0
    if target in actual:
        return 2.5 - 0.3 * min(len(actual) - len(target), 6)
    return 0.5 if actual in target else 0.3 if target[-1:] == actual[-1:] else 0.0
