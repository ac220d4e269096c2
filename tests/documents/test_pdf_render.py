"""Pictures of pages: what is drawn, where words stand, what is refused."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest
from pdf_writer import Pdf

import juesuan.documents.pdf_render as pdf_render
from juesuan.documents.pdf_render import rendering
from juesuan.documents.png import encode


def decoded(data: bytes) -> tuple[int, int, list[list[tuple[int, int, int]]]]:
    """Width, height and colours of a PNG as this project writes them (no filters)."""
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    chunks: dict[bytes, bytes] = {}
    at = 8
    while at < len(data):
        (size,) = struct.unpack(">I", data[at : at + 4])
        name, body = data[at + 4 : at + 8], data[at + 8 : at + 8 + size]
        assert struct.unpack(">I", data[at + 8 + size : at + 12 + size])[0] == zlib.crc32(name + body)
        chunks[name] = body
        at += 12 + size
    width, height, depth, kind = struct.unpack(">IIBB", chunks[b"IHDR"][:10])
    raw = zlib.decompress(chunks[b"IDAT"])
    stride = width * depth // 8 + 1
    assert len(raw) == stride * height
    rows = []
    for y in range(height):
        line = raw[y * stride : (y + 1) * stride]
        assert line[0] == 0
        if kind == 0:
            shades = [n * 17 for byte in line[1:] for n in (byte >> 4, byte & 15)]
            rows.append([(shade, shade, shade) for shade in shades])
        else:
            palette = chunks[b"PLTE"]
            rows.append([tuple(palette[3 * n : 3 * n + 3]) for n in line[1:]])  # type: ignore[misc]
    return width, height, rows


def dark(data: bytes) -> list[tuple[int, int]]:
    """Where a picture has ink."""
    _, _, rows = decoded(data)
    return [(x, y) for y, row in enumerate(rows) for x, colour in enumerate(row) if sum(colour) < 300]


def test_grey_keeps_sixteen_shades() -> None:
    shades = [0, 17, 100, 255]
    pixels = b"".join(bytes((s, s, s, 9)) for s in shades)
    assert decoded(encode(4, 1, pixels)) == (4, 1, [[(0,) * 3, (17,) * 3, (102,) * 3, (255,) * 3]])
    assert decoded(encode(2, 2, pixels))[2] == [[(0,) * 3, (17,) * 3], [(102,) * 3, (255,) * 3]]


def test_colours_take_the_nearest_of_a_palette() -> None:
    pixels = bytes((0, 0, 255, 0, 250, 130, 30, 0))  # blue, green, red, nothing
    assert decoded(encode(2, 1, pixels))[2] == [[(255, 0, 0), (51, 153, 255)]]


def test_what_is_no_picture_is_refused() -> None:
    for width, height, size in ((3, 1, 12), (2, 2, 12), (2, 1, 9)):
        with pytest.raises(ValueError, match="no picture"):
            encode(width, height, bytes(size))


def test_clip_and_scale(tmp_path: Path) -> None:
    pdf = Pdf()
    pdf.page().fill(100, 200, 140, 220)
    with rendering(str(pdf.save(tmp_path / "a.pdf"))) as renderer:
        assert renderer is not None
        shape = renderer.shape(1)
        assert shape is not None
        assert (shape.width, shape.height, shape.turn) == (595.0, 842.0, 0)
        data = renderer.picture(1, (90, 190, 150, 240), 2.0)
        assert data is not None
        width, height, _ = decoded(data)
        ink = dark(data)
        assert (width, height) == (120, 100)
        assert (min(ink), max(ink)) == ((20, 20), (99, 59))
        assert renderer.picture(2, (0, 0, 10, 10), 1.0) is None
        assert renderer.shape(0) is None
        assert renderer.picture(1, (90, 190, 150, 240), 2.0) == data


LINE = "支出总计 0.30 万元，占0.30%"


def test_words_are_found_within_their_line(tmp_path: Path) -> None:
    pdf = Pdf()
    pdf.page().text(72, 300, LINE, 12)
    with rendering(str(pdf.save(tmp_path / "a.pdf"))) as renderer:
        assert renderer is not None
        box = (70.0, 288.0, 400.0, 303.0)
        second = LINE.rindex("0.30")
        found = renderer.words(1, box, LINE, second, second + 4)
        assert found is not None
        # 6 Chinese characters of 12 points and 12 ASCII ones of 6 stand before it: blanks count
        assert found[0] == pytest.approx(72 + 12 * 8 + 6 * 6, abs=8)
        assert found[2] - found[0] == pytest.approx(24, abs=1)
        assert (found[1], found[3]) == (288.0, 303.0)
        assert renderer.words(1, box, "另外的文字", 0, 2) is None
        assert renderer.words(1, box, LINE, 4, 5) is None  # a blank has no ink
        assert renderer.words(9, box, LINE, 0, 2) is None


@pytest.mark.parametrize(
    ("matrix", "extra", "turn", "at"),
    [
        ("1 0 0 1", b"", 0, (72, 300)),
        ("0 1 -1 0", b"", 1, (300, 700)),
        ("-1 0 0 -1", b"", 2, (500, 300)),
        ("0 -1 1 0", b"", 3, (300, 100)),
        ("0 1 -1 0", b"/Rotate 90", 1, (300, 700)),
        ("1 0 0 1", b"/Rotate 90", 0, (72, 300)),
    ],
)
def test_turned_pages_are_shown_upright(
    tmp_path: Path, matrix: str, extra: bytes, turn: int, at: tuple[int, int]
) -> None:
    from juesuan.documents import open_document

    pdf = Pdf()
    page = pdf.page(extra=extra)
    page.text(*at, "四四四四四四四四", 20, matrix)
    path = str(pdf.save(tmp_path / "a.pdf"))
    (paragraph,) = open_document(path).paragraphs()
    (piece,) = paragraph.pieces
    with rendering(path) as renderer:
        assert renderer is not None
        shape = renderer.shape(1)
        assert shape is not None
        assert shape.turn == turn
        assert (shape.width, shape.height) == ((842, 595) if turn % 2 else (595, 842))
        assert piece.bbox is not None
        box = shape.frame_box(piece.bbox)
        assert box[2] - box[0] == pytest.approx(160, abs=4)  # upright: wide, not high
        found = renderer.words(1, box, paragraph.text, 2, 4)
        assert found is not None
        assert found[0] - box[0] == pytest.approx(40, abs=3)
        whole = renderer.picture(1, (0.0, 0.0, shape.width, shape.height), 1.0)
        assert whole is not None
        ink = dark(whole)
        assert ink
        assert box[0] - 2 <= min(x for x, _ in ink)
        assert max(x for x, _ in ink) <= box[2] + 2
        assert box[1] - 3 <= min(y for _, y in ink)
        assert max(y for _, y in ink) <= box[3] + 3


def test_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pdf = Pdf()
    page = pdf.page()
    page.raw(f"/{pdf.image()} Do")
    path = str(pdf.save(tmp_path / "a.pdf"))
    clip = (0.0, 0.0, 100.0, 100.0)

    def picture() -> bytes | None:
        with rendering(path) as renderer:
            assert renderer is not None
            return renderer.picture(1, clip, 1.0)

    assert picture() is not None
    for name, value in (("MAX_PICTURE_PIXELS", 9_999), ("MAX_SHOWN_PIXELS", 3), ("MAX_PICTURE_SECONDS", -1.0)):
        with monkeypatch.context() as patch:
            patch.setattr(pdf_render, name, value)
            assert picture() is None, name


def test_drawing_stops_when_time_is_up(tmp_path: Path) -> None:
    pdf = Pdf()
    page = pdf.page()
    for n in range(3000):
        page.fill(n % 500, n % 700, n % 500 + 30, n % 700 + 30)
    with rendering(str(pdf.save(tmp_path / "a.pdf"))) as renderer:
        assert renderer is not None
        opened = renderer._page(1)
        assert opened is not None
        renderer._deadline = 0.0
        assert renderer._draw(opened, (0, 0, 595, 842), 1.0, 596, 842) is None


def test_what_cannot_be_opened_gives_nothing(tmp_path: Path) -> None:
    (tmp_path / "bad.pdf").write_bytes(b"%PDF-1.7 nothing")
    for name in ("bad.pdf", "none.pdf"):
        with rendering(str(tmp_path / name)) as renderer:
            assert renderer is None
