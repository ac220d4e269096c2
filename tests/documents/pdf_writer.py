"""A small PDF writer for tests: places text and rules exactly, in the order of the calls.

Chinese text uses a font that is not embedded, with a predefined encoding of Unicode, so characters are as wide as
their size and ASCII half as wide. Coordinates are as in the reader: points from the top left, baselines downwards.
"""

from __future__ import annotations

import zlib
from pathlib import Path

A4 = (595.0, 842.0)
_FONT = (
    b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UTF16-H/DescendantFonts[<</Type/Font"
    b"/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>"
    b"/DW 1000/W[1 95 500 814 939 500]/FontDescriptor<</Type/FontDescriptor/FontName/STSong-Light/Flags 4"
    b"/FontBBox[-25 -254 1000 880]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 93>>>>]>>"
)


class Page:
    """One page's drawing instructions."""

    def __init__(self, size: tuple[float, float] = A4, extra: bytes = b"") -> None:
        self.width, self.height = size
        self.extra = extra
        self.operations: list[bytes] = []

    def text(self, x: float, y: float, text: str, size: float = 12, matrix: str | None = None, mode: int = 0) -> None:
        """Draw text; `matrix` (a b c d) turns it."""
        turn = matrix or "1 0 0 1"
        code = text.encode("utf-16-be").hex()
        self.operations.append(
            f"BT {mode} Tr /F1 {size} Tf {turn} {x:.3f} {self.height - y:.3f} Tm <{code}> Tj ET".encode()
        )

    def line(self, x0: float, y0: float, x1: float, y1: float, width: float = 0.5) -> None:
        """Stroke a line."""
        self.operations.append(
            f"{width} w {x0:.3f} {self.height - y0:.3f} m {x1:.3f} {self.height - y1:.3f} l S".encode()
        )

    def fill(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """Fill a box, as word processors draw borders."""
        self.operations.append(f"{x0:.3f} {self.height - y1:.3f} {x1 - x0:.3f} {y1 - y0:.3f} re f".encode())

    def box(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """Stroke a rectangle."""
        self.operations.append(f"{x0:.3f} {self.height - y1:.3f} {x1 - x0:.3f} {y1 - y0:.3f} re S".encode())

    def raw(self, operation: str) -> None:
        """Any instruction."""
        self.operations.append(operation.encode())

    def grid(self, xs: list[float], ys: list[float]) -> None:
        """All rules of a regular table."""
        for y in ys:
            self.line(xs[0], y, xs[-1], y)
        for x in xs:
            self.line(x, ys[0], x, ys[-1])

    def table(self, xs: list[float], ys: list[float], rows: list[list[str]], size: float = 9) -> None:
        """A regular table with its texts."""
        self.grid(xs, ys)
        for r, row in enumerate(rows):
            for c, text in enumerate(row):
                for k, part in enumerate(text.split("\n")):
                    if part:
                        self.text(xs[c] + 3, ys[r] + size + 3 + k * (size + 2), part, size)

    def paragraph(self, x: float, y: float, lines: list[str], size: float = 12, pitch: float = 20) -> float:
        """Lines one below the other; gives the next line's baseline."""
        for line in lines:
            self.text(x, y, line, size)
            y += pitch
        return y


class Pdf:
    """A document of pages."""

    def __init__(self) -> None:
        self.pages: list[Page] = []
        self.xobjects: list[tuple[str, bytes]] = []

    def page(self, size: tuple[float, float] = A4, extra: bytes = b"") -> Page:
        """Add a page; `extra` goes into its dictionary (/Rotate 90, /CropBox ...)."""
        page = Page(size, extra)
        self.pages.append(page)
        return page

    def image(self) -> str:
        """Add a small picture and give its name, for `/Im0 Do`."""
        name = f"Im{len(self.xobjects)}"
        head = b"<</Type/XObject/Subtype/Image/Width 2/Height 2/BitsPerComponent 8/ColorSpace/DeviceGray/Length 4>>"
        self.xobjects.append((name, head + b"stream\n\x00\x80\xff\x40\nendstream"))
        return name

    def form(self, page: Page, matrix: str) -> str:
        """Add a form with a page's instructions and give its name."""
        name = f"Fm{len(self.xobjects)}"
        body = b"\n".join(page.operations)
        head = (
            f"<</Type/XObject/Subtype/Form/BBox[-2000 -2000 2000 2000]/Matrix[{matrix}]"
            f"/Resources<</Font<</F1 3 0 R>>>>/Length {len(body)}>>"
        ).encode()
        self.xobjects.append((name, head + b"stream\n" + body + b"\nendstream"))
        return name

    def data(self) -> bytes:
        """The file."""
        objects: dict[int, bytes] = {3: _FONT}
        names = []
        number = 4
        for name, body in self.xobjects:
            objects[number] = body
            names.append(f"/{name} {number} 0 R")
            number += 1
        kids = []
        for page in self.pages:
            stream = zlib.compress(b"\n".join(page.operations))
            objects[number] = b"<</Filter/FlateDecode/Length %d>>stream\n" % len(stream) + stream + b"\nendstream"
            objects[number + 1] = (
                (
                    f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {page.width} {page.height}]/Contents {number} 0 R"
                    f"/Resources<</Font<</F1 3 0 R>>/XObject<<{''.join(names)}>>>>"
                ).encode()
                + page.extra
                + b">>"
            )
            kids.append(f"{number + 1} 0 R")
            number += 2
        objects[1] = b"<</Type/Catalog/Pages 2 0 R>>"
        objects[2] = f"<</Type/Pages/Count {len(kids)}/Kids[{' '.join(kids)}]>>".encode()
        out = bytearray(b"%PDF-1.7\n")
        places = {}
        for key in sorted(objects):
            places[key] = len(out)
            out += b"%d 0 obj\n" % key + objects[key] + b"\nendobj\n"
        start = len(out)
        out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
        for key in sorted(objects):
            out += b"%010d 00000 n \n" % places[key]
        out += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
        return bytes(out)

    def save(self, path: Path) -> Path:
        """Write the file and give its path."""
        path.write_bytes(self.data())
        return path
