"""Make docs/pictures/release-docx.png and release-pdf.png: pages of a compiled report, as Word and PDF show them.

The Word report is printed by LibreOffice, which must be on the path (soffice); the PDF needs the extra `pdf`:

    .venv/bin/python scripts/pictures_release.py

The department is made up (juesuan.writing.samples). Fonts are those of this machine: where the fonts of official
documents are installed, the pictures show them.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pypdfium2

from juesuan.documents.png import encode
from juesuan.writing import docx_report, pdf_report
from juesuan.writing.model import Release
from juesuan.writing.release import assemble
from juesuan.writing.samples import sample

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "docs" / "pictures"
SAMPLE = (8, "jilin-2021")
PAGES = ("第一部分", "收入支出决算总表", "收入决算表", "第三部分", "附件")
"""What the pages shown after cover and contents have on them; found after the contents."""
SCALE = 0.85
COLUMNS = 4
GAP = 14
GREY, WHITE = 0xE4, 0xFF
MOST_BYTES = 300_000


def main() -> int:
    """Make the pictures; the exit status says whether all are small enough."""
    release = assemble(sample(*SAMPLE))
    OUT.mkdir(parents=True, exist_ok=True)
    too_large = 0
    for name, data in (("docx", printed(release)), ("pdf", pdf_report.render(release))):
        picture = sheet(data)
        (OUT / f"release-{name}.png").write_bytes(picture)
        print(f"docs/pictures/release-{name}.png: {len(picture)} bytes")
        too_large += len(picture) > MOST_BYTES
    return 1 if too_large else 0


def printed(release: Release) -> bytes:
    """The Word report as LibreOffice prints it."""
    office = shutil.which("soffice")
    if office is None:
        raise SystemExit("soffice is not on the path; install LibreOffice Writer")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        docx_report.write(release, folder / "report.docx")
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", name, str(folder / "report.docx")]
        done = subprocess.run(command, capture_output=True, text=True, timeout=180, check=False)  # noqa: S603
        result = folder / "report.pdf"
        if not result.exists():
            raise SystemExit(f"soffice failed:\n{done.stderr}")
        return result.read_bytes()


def sheet(data: bytes) -> bytes:
    """A PNG with some of a PDF's pages side by side."""
    with pypdfium2.PdfDocument(data) as document:
        pictures = [picture(document, n) for n in chosen(document)]
    rows = [pictures[at : at + COLUMNS] for at in range(0, len(pictures), COLUMNS)]
    width = max(sum(w for w, _, _ in row) + GAP * (len(row) + 1) for row in rows)
    width += width % 2
    lines = [line for row in rows for line in beside(row, width)]
    lines += [bytes([GREY]) * width] * GAP
    grey = b"".join(lines)
    pixels = bytearray(4 * len(grey))
    for channel in range(3):
        pixels[channel::4] = grey
    return encode(width, len(lines), bytes(pixels))


def chosen(document: pypdfium2.PdfDocument) -> Sequence[int]:
    """Cover, contents, and the first page after the contents for each of `PAGES`."""
    texts = ["".join(page.get_textpage().get_text_bounded().split()) for page in document]
    start = next(n for n, text in enumerate(texts) if text.endswith("—1—"))
    found = [next(n for n in range(start, len(texts)) if words in texts[n][:40]) for words in PAGES]
    return (0, 1, *found)


def picture(document: pypdfium2.PdfDocument, number: int) -> tuple[int, int, list[bytes]]:
    """Width, height and lines of a page in grey."""
    bitmap = document[number].render(scale=SCALE, grayscale=True)
    stride, data = bitmap.stride, bytes(bitmap.buffer)
    lines = [data[y * stride : y * stride + bitmap.width] for y in range(bitmap.height)]
    return bitmap.width, bitmap.height, lines


def beside(pictures: list[tuple[int, int, list[bytes]]], width: int) -> list[bytes]:
    """The lines of pages side by side on grey, a gap above them."""
    height = max(h for _, h, _ in pictures)
    made = [bytes([GREY]) * width for _ in range(GAP)]
    gap = bytes([GREY]) * GAP
    for y in range(height):
        line = b"".join(gap + (lines[y] if y < h else bytes([GREY]) * w) for w, h, lines in pictures)
        made.append(line + bytes([GREY]) * (width - len(line)))
    return made


if __name__ == "__main__":
    sys.exit(main())
