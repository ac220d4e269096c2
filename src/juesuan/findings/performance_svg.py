"""Pictures of self-evaluation forms as small inline SVG: a form's indicators, and all projects at a glance.

Colours are the page's variables (`--ink`, `--soft`, `--line`, `--ok`, `--warning`, `--error`) with fallbacks that can
be read on light and dark ground, so that a picture follows the page's theme. Each has a title and a description that
say in words what it shows; nothing is told by colour alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from html import escape

from juesuan.findings.catalogue import say
from juesuan.findings.language import Lang
from juesuan.findings.width import display_width, shorten
from juesuan.performance.funds import rate_interval
from juesuan.performance.model import Indicator, Measure, Number, Operator, Project
from juesuan.performance.scoring import USUAL, How, Settings, comparable, n, operator_of, score_indicator

_INK, _SOFT, _LINE = "var(--ink,#5b6470)", "var(--soft,#7b8490)", "var(--line,#9aa3ad)"
_COLOURS = {"ok": "var(--ok,#2e8b57)", "warning": "var(--warning,#c77700)", "error": "var(--error,#d1453b)"}
_ROW, _LABEL, _TRACK, _WIDTH = 26, 220, 260, 640
_FULL = 1.25
"""What the right end of a bar stands for: 125 % of the target."""
_LABEL_COLUMNS = 32
_PLOT = (56, 16, 400, 220)
"""Left, top, width and height of the portfolio's plot."""
_MOST_LISTED = 30
_HUNDRED = Decimal(100)
_NEAR = Decimal("2.5")
"""Projects whose rate and score differ by less share a dot: per cent, points."""


def bullets(project: Project, lang: Lang, key: str = "p", settings: Settings = USUAL) -> str:
    """A form's indicators as bullet charts: how far each came towards its target, and its score.

    Args:
        project: the form.
        lang: language of title, description and words.
        key: makes the ids of this picture unique on its page.
        settings: how targets are meant.

    Returns:
        an `<svg>` element; "" where the form has no indicator.
    """
    rows = project.filled
    if not rows:
        return ""
    height = _ROW * len(rows) + 24
    parts, told = [], []
    goal = _LABEL + _TRACK / _FULL
    for at, indicator in enumerate(rows):
        top = at * _ROW + 18
        share, colour, words = _attainment(indicator, lang, settings)
        parts.append(_bar(indicator, top, share, colour, words))
        told.append(f"{indicator.label} {words} {_score(indicator)}".strip())
    parts.append(
        f'<line x1="{goal:g}" y1="14" x2="{goal:g}" y2="{height - 6}" stroke="{_INK}" stroke-width="1.5" '
        f'stroke-dasharray="3 2"/><text x="{goal:g}" y="10" text-anchor="middle" {_text(_SOFT, 10)}>100%</text>'
    )
    title = say("svg.bullets.title", lang, name=project.label or "—")
    return _svg(f"{key}-bullets", _WIDTH, height, title, say("svg.bullets.desc", lang, list="；".join(told)), parts)


def _bar(indicator: Indicator, top: int, share: float | None, colour: str, words: str) -> str:
    label = escape(shorten(indicator.label, _LABEL_COLUMNS))
    middle = top + _ROW // 2
    track = (
        f'<rect x="{_LABEL}" y="{top + 7}" width="{_TRACK}" height="10" rx="2" fill="{_LINE}" fill-opacity=".35"/>'
    )
    bar = ""
    if share is not None:
        width = max(2.0, min(share, _FULL) / _FULL * _TRACK)
        bar = (
            f'<rect x="{_LABEL}" y="{top + 9}" width="{width:.1f}" height="6" rx="1" fill="{_COLOURS[colour]}"/>'
        )
    base, beside = middle + 3, escape(shorten(words, 14))
    return (
        f'<text x="{_LABEL - 8}" y="{base}" text-anchor="end" {_text(_INK, 11)}>{label}</text>{track}{bar}'
        f'<text x="{_LABEL + _TRACK + 8}" y="{base}" {_text(_SOFT, 11)}>{beside}</text>'
        f'<text x="{_WIDTH - 4}" y="{base}" text-anchor="end" {_text(_INK, 11)}>'
        f"{escape(_score(indicator))}</text>"
    )


def _attainment(indicator: Indicator, lang: Lang, settings: Settings) -> tuple[float | None, str, str]:
    """How far an indicator came (1 = its target), the colour, and the same in words."""
    target, actual = indicator.target, indicator.actual
    due = score_indicator(indicator, settings)
    good = due.how not in (How.UNMET, How.AT_MOST_UNMET, How.DEVIATION)
    colour = "ok" if good else "error"
    if target is None or actual is None or Measure.BLANK in (target.measure, actual.measure):
        return None, "warning", say("svg.blank", lang)
    if not comparable(target, actual) or target.value is None or actual.value is None:
        if due.high is not None and indicator.weight is not None and indicator.weight.value:
            share = due.high / indicator.weight.value
            return float(share), "ok" if share == 1 else "warning", actual.text
        return None, "warning", actual.text
    below = operator_of(indicator, settings) in (Operator.AT_MOST, Operator.LESS)
    over, under = (target.value, actual.value) if below else (actual.value, target.value)
    if under <= 0:
        return (1.0 if good else 0.0), colour, actual.text
    share = over / under
    return float(share), colour, f"{n((share * _HUNDRED).quantize(Decimal('0.1')))}%"


def _score(indicator: Indicator) -> str:
    score, weight = _value(indicator.score), _value(indicator.weight)
    if weight is None:
        return "" if score is None else n(score)
    return f"{'—' if score is None else n(score)}/{n(weight)}"


def portfolio(projects: Sequence[Project], lang: Lang, key: str = "all") -> str:
    """All projects as dots: execution rate against stated score, larger for more money.

    Args:
        projects: the forms.
        lang: language of title, description and words.
        key: makes the ids of this picture unique on its page.

    Returns:
        an `<svg>` element; "" where no form has both a rate and a score.
    """
    dots = [(p, rate, score) for p in projects if (rate := _rate(p)) is not None and (score := _total(p)) is not None]
    if not dots:
        return ""
    left, top, width, height = _PLOT
    listed = dots[:_MOST_LISTED]
    parts = [*_axes(lang)]
    parts += _dots(dots, left, top, width, height)
    for at, (project, rate, score) in enumerate(listed, 1):
        words = f"{at}. {shorten(project.label, 22)}  {n(rate)}%  {n(score)}"
        parts.append(
            f'<text x="{left + width + 16}" y="{12 + at * 15}" {_text(_INK, 10)}>{escape(words)}</text>'
        )
    told = "；".join(f"{p.label} {n(rate)}% {n(score)}" for p, rate, score in dots)
    tall = max(top + height + 44, 20 + 15 * len(listed))
    wide = left + width + 24 + 6 * max(display_width(shorten(p.label, 22)) + 16 for p, _, _ in listed)
    return _svg(
        f"{key}-portfolio",
        wide,
        tall,
        say("svg.portfolio.title", lang),
        say("svg.portfolio.desc", lang, list=told),
        parts,
    )


_Dot = tuple[Project, Decimal, Decimal]


def _dots(dots: Sequence[_Dot], left: int, top: int, width: int, height: int) -> Iterator[str]:
    """The dots; projects at (nearly) one place share a dot that names their numbers, so that no dot is moved."""
    spots: dict[tuple[int, int], list[int]] = {}
    for at, (_, rate, score) in enumerate(dots):
        spots.setdefault((round(rate / _NEAR), round(score / _NEAR)), []).append(at)
    sums = {spot: sum(float(dots[at][0].amount or 0) for at in found) for spot, found in spots.items()}
    most = max(sums.values()) or 1.0
    for spot, found in spots.items():
        _, rate, score = dots[found[0]]
        x = left + width * min(float(rate), 120.0) / 120
        y = top + height * (1 - min(float(score), 120.0) / 120)
        colour = _COLOURS["ok" if score >= 90 else "warning" if score >= 60 else "error"]
        words = "；".join(f"{at + 1}. {dots[at][0].label}: {n(dots[at][1])}%, {n(dots[at][2])}" for at in found)
        yield (
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{5 + 7 * (sums[spot] / most) ** 0.5:.1f}" '
            f'fill="{colour}" fill-opacity=".75"><title>{escape(words)}</title></circle>'
            f'<text x="{x - 16:.1f}" y="{y + 4:.1f}" text-anchor="end" {_text(_INK, 11)}>'
            f"{_numbers(found)}</text>"
        )


def _numbers(found: Sequence[int]) -> str:
    """1–3, 7: the numbers of projects, runs of them in short."""
    out: list[list[int]] = []
    for at in found:
        if out and out[-1][1] == at:
            out[-1][1] = at + 1
        else:
            out.append([at + 1, at + 1])
    return ", ".join(str(a) if a == b else f"{a}–{b}" for a, b in out)


def _axes(lang: Lang) -> list[str]:
    left, top, width, height = _PLOT
    rate, score = escape(say("svg.rate", lang)), escape(say("svg.score", lang))
    parts = [
        f'<path d="M{left} {top}V{top + height}H{left + width}" fill="none" stroke="{_LINE}" stroke-width="1"/>',
        f'<text x="{left + width / 2:g}" y="{top + height + 34}" text-anchor="middle" {_text(_SOFT, 11)}>'
        f"{rate}</text>",
        f'<text x="14" y="{top + height / 2:g}" text-anchor="middle" transform="rotate(-90 14 {top + height / 2:g})" '
        f'{_text(_SOFT, 11)}>{score}</text>',
    ]
    for mark in (0, 60, 80, 90, 100):
        x, y = left + width * mark / 120, top + height * (1 - mark / 120)
        right = left + width
        parts.append(
            f'<line x1="{left}" y1="{y:.1f}" x2="{right}" y2="{y:.1f}" stroke="{_LINE}" stroke-opacity=".35"/>'
            f'<text x="{left - 6}" y="{y + 4:.1f}" text-anchor="end" {_text(_SOFT, 10)}>{mark}</text>'
            f'<text x="{x:.1f}" y="{top + height + 16}" text-anchor="middle" {_text(_SOFT, 10)}>{mark}%</text>'
        )
    return parts


def _svg(key: str, width: float, height: float, title: str, desc: str, parts: Sequence[str]) -> str:
    name = escape(key, quote=True)
    return (
        f'<svg role="img" aria-labelledby="{name}-t {name}-d" viewBox="0 0 {width:g} {height:g}" '
        f'width="{width:g}" height="{height:g}" class="drawing">'
        f'<title id="{name}-t">{escape(title)}</title><desc id="{name}-d">{escape(desc)}</desc>{"".join(parts)}</svg>'
    )


def _text(colour: str, size: int) -> str:
    return f'fill="{colour}" font-size="{size}"'


def _rate(project: Project) -> Decimal | None:
    """The execution rate that the funds give, else the one printed, in per cent with one digit."""
    total = project.total
    if total is None:
        return None
    budget = total.adjusted or total.initial
    span = rate_interval(budget, total.executed) if budget is not None and total.executed is not None else None
    rate = (span[0] + span[1]) / 2 if span is not None else _value(total.rate)
    return None if rate is None else rate.quantize(Decimal("0.1"))


def _total(project: Project) -> Decimal | None:
    return _value(project.total_score)


def _value(number: Number | None) -> Decimal | None:
    return number.value if number is not None else None
