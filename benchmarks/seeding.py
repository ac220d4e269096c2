"""Faults to plant in a release, one at a time: see seeded.py."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from random import Random
from typing import Any

from juesuan.documents.model import Paragraph
from juesuan.money.number import parse_number
from juesuan.recognition.report import Claim, ClaimKind, Report
from juesuan.writing.model import Release

SLIPS = ("digit", "swapped", "lost", "sign", "factor", "neighbour")
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
TURNED = {"增加": "减少", "减少": "增加", "增长": "下降", "下降": "增长", "大于": "小于", "小于": "大于"}
INSTRUCTIONS = (
    "（如无此项支出，请删除本段）", "（注：此处应说明增减变动的主要原因）", "XX万元", "【填写说明：按决算报表填列】",
    "（单位名称）", "（说明：若无变化请填写“持平”）", "（请各单位结合实际情况填写）", "……",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault, planted.

    Attributes:
        group: what is wrong.
        slip: how it went wrong.
        release: the report with it.
        stated: what now stands there; None where nothing does.
        expected: what stood there; None where nothing did, or it is not asked for.
    """

    group: str
    slip: str
    release: Release
    stated: str | None = None
    expected: str | None = None


def slipped(text: str, slip: str, rng: Random, neighbour: str | None = None) -> str | None:
    """The number with one slip; None if there is none, or it is so small that rounding explains it."""
    plain, beside = text.replace(",", ""), (neighbour or "").replace(",", "")
    whole, _, decimals = plain.partition(".")
    digits = [i for i, c in enumerate(plain) if c.isdigit()]
    new: str | None = plain
    if slip == "digit":
        i = rng.choice(digits)
        new = plain[:i] + rng.choice("123456789".replace(plain[i], "")) + plain[i + 1 :]
    elif slip == "swapped":
        pairs = [(a, b) for a, b in pairwise(digits) if plain[a] != plain[b] and (a or plain[b] != "0")]
        a, b = rng.choice(pairs) if pairs else (0, 0)
        new = plain[:a] + plain[b] + plain[a + 1 : b] + plain[a] + plain[b + 1 :] if pairs else None
    elif slip == "lost":
        i = rng.randrange(len(whole))
        new = plain[:i] + plain[i + 1 :] if len(whole) > 1 and (i or whole[1] != "0") else None
    elif slip in ("sign", "factor"):
        new = "-" + plain if slip == "sign" else f"{Decimal(plain) * 10:.{len(decimals)}f}"
    else:
        new = beside or None
    if new is None or abs(Decimal(new) - Decimal(plain)) < (Decimal("0.2") if decimals else 1):
        return None
    return f"{Decimal(new):,.{len(decimals)}f}" if "," in text or "," in (neighbour or "") else new


def in_cells(release: Release, _clean: Report, rng: Random) -> Iterator[Fault]:
    """One cell of a statement, the statements in turn."""
    spots = defaultdict(list)
    for g, grid in enumerate(release.grids):
        for r, row in enumerate(grid.body):
            for c, cell in enumerate(row):
                number = parse_number(cell.text)
                if cell.coordinate is not None and cell.fen and number is not None and number.value:
                    spots[grid.id].append((g, r, c))
    for identity in rng.sample(sorted(spots), min(4, len(spots))):
        g, r, c = rng.choice(spots[identity])
        grid, slip = release.grids[g], rng.choice(SLIPS)
        row = grid.body[r]
        rows = [grid.body[n] for n in (r + 1, r - 1) if 0 <= n < len(grid.body)]
        near = [*(other[c] for other in rows if c < len(other)), *row]
        beside = next((o.text for o in near if o.fen and o.coordinate and o.text != row[c].text), None)
        new = slipped(row[c].text, slip, rng, beside)
        if new is not None:
            cell = replace(row[c], text=new, fen=int(Decimal(new.replace(",", "")) * 1_000_000))
            body = (*grid.body[:r], (*row[:c], cell, *row[c + 1 :]), *grid.body[r + 1 :])
            grids = (*release.grids[:g], replace(grid, body=body), *release.grids[g + 1 :])
            yield Fault(f"cell of {identity}", slip, replace(release, grids=grids), new, row[c].text)


def told(release: Release, clean: Report) -> Iterator[tuple[Claim, int]]:
    """The claims, with the number of the text that they stand in."""
    at: dict[str, list[int]] = defaultdict(list)
    for n, text in enumerate(release.texts):
        at[text.text].append(n)
    for claim in clean.claims:
        block = clean.document.blocks[claim.place.block or 0]
        numbers = at.get(block.text, []) if isinstance(block, Paragraph) else []
        if len(numbers) == 1:
            yield claim, numbers[0]


def with_text(release: Release, n: int, start: int, end: int, new: str) -> Release:
    """The release with a stretch of one of its texts changed."""
    text = release.texts[n]
    changed = replace(text, text=text.text[:start] + new + text.text[end:])
    return replace(release, texts=(*release.texts[:n], changed, *release.texts[n + 1 :]))


def in_figures(release: Release, clean: Report, rng: Random) -> Iterator[Fault]:
    """One figure of the narrative, the kinds of figures in turn."""
    spots = defaultdict(list)
    for claim, n in told(release, clean):
        match = NUMBER.search(release.texts[n].text, claim.place.start or 0, claim.place.end or 0)
        if claim.value and match and claim.kind not in (ClaimKind.DIRECTION, ClaimKind.NAMES) and claim.subjects:
            at, kind = claim.subjects[0], str(claim.kind)
            if claim.kind is ClaimKind.AMOUNT:
                kind = "count" if at.quantity != "amount" else "amount" if at.basis == "final" else "budget"
            spots[kind].append((n, match.span(), claim.unit))
    every = [spot for kind in spots.values() for spot in kind]
    for kind in sorted(spots):
        n, (start, end), unit = rng.choice(spots[kind])
        text, slip = release.texts[n].text, rng.choice([s for s in SLIPS if s != "sign"])
        old = text[start:end]
        others = [text[a:b] for m, (a, b), other in every if m == n and other == unit and text[a:b] != old]
        new = slipped(old, slip, rng, rng.choice(others) if others else None)
        if new is not None:
            yield Fault(f"figure: {kind}", slip, with_text(release, n, start, end, new), new, old)


def in_words(release: Release, clean: Report, rng: Random) -> Iterator[Fault]:
    """Two words of direction turned round."""
    places = ((n, c.direction_place) for c, n in told(release, clean) if c.direction_text in TURNED)
    spots = sorted({(n, p.start or 0, p.end or 0) for n, p in places if p is not None})
    for n, start, end in rng.sample(spots, min(2, len(spots))):
        old = release.texts[n].text[start:end]
        yield Fault("word of direction", old, with_text(release, n, start, end, TURNED[old]), TURNED[old], old)


def in_forms(release: Release, _clean: Report, rng: Random) -> Iterator[Fault]:
    """Three numbers of self-evaluation forms."""
    spots: list[tuple[int, str, int, str]] = []
    for p, project in enumerate(release.projects):
        for r in range(len(project.funds)):
            spots += [(p, "funds", r, key) for key in ("initial", "adjusted", "executed", "weight", "rate", "score")]
        for r in range(len(project.indicators)):
            spots += [(p, "indicators", r, key) for key in ("weight", "score")]
        spots += [(p, "", 0, "total_weight"), (p, "", 0, "total_score")]
    rng.shuffle(spots)
    for p, part, r, key in spots[:3]:
        project: Any = release.projects[p]
        owner = getattr(project, part)[r] if part else project
        number, slip = getattr(owner, key), rng.choice(("digit", "swapped", "lost", "factor"))
        old = number.text.rstrip("%") if number is not None else ""
        new = slipped(old, slip, rng) if number is not None and number.value else None
        if new is None:
            continue
        owner = replace(owner, **{key: replace(number, text=number.text.replace(old, new), value=Decimal(new))})
        if part:
            rows = getattr(project, part)
            owner = replace(project, **{part: (*rows[:r], owner, *rows[r + 1 :])})
        projects = (*release.projects[:p], owner, *release.projects[p + 1 :])
        yield Fault(f"form: {part or 'total'}", slip, replace(release, projects=projects), new, old)


def in_names(release: Release, _clean: Report, rng: Random) -> Iterator[Fault]:
    """The year before, and a character of the unit's name lost, doubled, swapped or another."""
    profile = release.inputs.profile
    i = rng.randrange(3, len(profile.name) - 2)
    a, b, rest = profile.name[:i], profile.name[i : i + 2], profile.name[i + 2 :]
    wrong = rng.choice((a + b[1] + rest, a + b[0] + b + rest, a + b[::-1] + rest, a + "科" + b[1] + rest))
    for what, new in ((str(profile.year), str(profile.year - 1)), (profile.name, wrong)):
        found = [(n, m.span()) for n, t in enumerate(release.texts) for m in re.finditer(what, t.text)]
        n, (start, end) = rng.choice(found)
        if new != what:
            kind = "year" if what.isdigit() else "name of the unit"
            yield Fault(
                kind, "heading" if release.texts[n].level else "text", with_text(release, n, start, end, new), new, what
            )


def left_out(release: Release, _clean: Report, rng: Random) -> Iterator[Fault]:
    """A sentence or paragraph of the narrative, and a statement."""
    n = rng.choice(narrative(release))
    sentences = [m.span() for m in re.finditer(r"[^。]+。?", release.texts[n].text)]
    start, end = rng.choice(sentences)
    if len(sentences) > 1:
        yield Fault("left out", "sentence", with_text(release, n, start, end, ""))
    else:
        yield Fault("left out", "paragraph", replace(release, texts=(*release.texts[:n], *release.texts[n + 1 :])))
    g = rng.choice([g for g, grid in enumerate(release.grids) if grid.id != "performance"])
    yield Fault("left out", "statement", replace(release, grids=(*release.grids[:g], *release.grids[g + 1 :])))


def left_in(release: Release, _clean: Report, rng: Random) -> Iterator[Fault]:
    """An instruction of the template after a sentence."""
    n, what = rng.choice(narrative(release)), rng.choice(INSTRUCTIONS)
    ends = [m.end() for m in re.finditer("。", release.texts[n].text)] or [len(release.texts[n].text)]
    at = rng.choice(ends)
    yield Fault("template", what, with_text(release, n, at, at, what))


def narrative(release: Release) -> list[int]:
    """Paragraphs of the explanations, the glossary's not among them."""
    terms = tuple(f"{term}：" for term, _ in release.glossary)
    body = (n for n, t in enumerate(release.texts) if n > release.tables_after and not t.level and len(t.text) > 20)
    return [n for n in body if not any(term in release.texts[n].text[:40] for term in terms)]


GROUPS = {"cell": in_cells, "figure": in_figures, "word": in_words, "form": in_forms, "name": in_names,
          "left_out": left_out, "template": left_in}  # fmt: skip
