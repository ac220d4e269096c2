"""Helpers for tests of the narrative: documents from lines, claims in a short notation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from juesuan.cube.coordinate import Coordinate
from juesuan.documents.model import Document, Paragraph, Piece
from juesuan.place import Place
from juesuan.recognition.claims import Reading, read_claims
from juesuan.recognition.report import Claim, Section

_USUAL = Coordinate("", basis="final")


def document(lines: Sequence[str]) -> Document:
    blocks = tuple(Paragraph(i, text, (Piece(0, len(text), line=i + 1),)) for i, text in enumerate(lines))
    return Document("lines", "text", blocks)


def read(
    section: str,
    *lines: str,
    year: int | None = 2023,
    codes: Mapping[str, str] | None = None,
    edition: str = "national-2022",
) -> Reading:
    """Read lines as if they were the body of one section."""
    whole = Section(section, "", 2, 0, len(lines) - 1, place=Place(end=0))
    return read_claims(document(lines), [whole], year, codes or {}, edition)


def place(coordinate: Coordinate) -> str:
    """measure and every member that is not the usual one, parted by blanks: `expenditure general basic -1`."""
    unusual = [
        str(member)
        for member, usual in zip(coordinate[1:], _USUAL[1:], strict=True)
        if member != usual and member not in ("count", "score")
    ]
    return " ".join([coordinate.measure, *unusual])


def short(claim: Claim) -> str:
    """One claim in one line: kind, subjects, what is said, base; `?` in front where it is not bound."""
    said = f"{'' if claim.value is None else claim.value}{claim.unit}"
    sign = {1: "+", -1: "-", 0: ""}[claim.sign]
    if claim.kind.value == "names":
        said = ",".join(name for name, _ in claim.names)
    if claim.kind.value == "direction":
        sign, said = "", {1: "more", -1: "less", 0: "equal"}[claim.sign]
    parts = [
        claim.kind.value,
        " or ".join(map(place, claim.subjects)) + "".join(f" & {place(c)}" for c in claim.also),
        f"{'~' if claim.approximate else ''}{sign}{said}",
    ]
    if claim.base:
        parts.append(f"of {' or '.join(map(place, claim.base))}")
    return f"{'' if claim.bound else '?'}{' | '.join(parts)}"


def shorts(reading: Reading, *, hints: bool = False) -> list[str]:
    """All claims in short; hints (unbound directions) only on demand."""
    return [short(c) for c in reading.claims if hints or c.bound or c.kind.value != "direction"]
