"""Statements that are not read: absent, or there and unreadable."""

from juesuan.documents.model import Document, Paragraph, Piece, Trouble, TroubleKind
from juesuan.place import Place
from juesuan.recognition import recognise


def unread(*troubles: Trouble) -> dict[str, tuple[str, Place | None]]:
    """Why each statement of a report of two titles on pages 3 and 4 was not checked, and where."""
    titles = ("收入决算表", "支出决算表")
    blocks = tuple(Paragraph(n, text, (Piece(0, len(text), n + 3),)) for n, text in enumerate(titles))
    document = Document("a.pdf", "pdf", blocks, troubles=troubles)
    entries = recognise(document, "national-2022").not_checked
    return {n.code: (n.reason_code, n.place) for n in entries if n.code.startswith("statement:")}


def test_a_title_whose_table_was_not_read_is_no_absence() -> None:
    at = Place(page=4)
    told = unread(Trouble(TroubleKind.UNREADABLE, at, "no columns"))
    assert told["statement:expenditure"] == ("unreadable", at)
    assert told["statement:income"] == ("absent", None)


def test_a_trouble_elsewhere_explains_no_absence() -> None:
    told = unread(Trouble(TroubleKind.UNREADABLE, Place(page=9), "no columns"))
    assert {reason for reason, _ in told.values()} == {"absent"}
    told = unread(Trouble(TroubleKind.UNREADABLE, Place(), "a part of the file"))
    assert {reason for reason, _ in told.values()} == {"absent"}
