"""Make docs/pictures/release-docx.png, release-pdf.png and release-html.png: a compiled report as readers see it.

The Word report is printed by LibreOffice, which must be on the path (soffice); the PDF needs the extra `pdf`; the page
is shown by a Chromium, wide and as on a telephone:

    .venv/bin/python scripts/pictures_release.py

The report is that of examples/linjiang-2021. Fonts are those of this machine: where the fonts of official
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
from pictures import BROWSERS, run, smaller

from juesuan.compiling.gather import gather
from juesuan.documents.png import encode
from juesuan.writing import docx_report, html_report, pdf_report
from juesuan.writing.model import Release
from juesuan.writing.release import assemble

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "docs" / "pictures"
EXAMPLE = ROOT / "examples" / "linjiang-2021"
PAGES = (
    "第一部分",
    "收入支出决算总表",
    "基本支出决算表",
    "第三部分",
    "附件",
    "项目支出绩效自评表（2021年度）项目名称更换",
)
"""What the pages shown after cover and contents have on them; found after the contents."""
SCALE = 0.85
COLUMNS = 4
GAP = 14
GREY, WHITE = 0xE4, 0xFF
MOST_BYTES = 300_000
WIDE, PHONE, HEIGHT, SHOWN = 1180, 390, 2180, 0.75
"""Of the page: widths and height in CSS pixels, and how much smaller they are shown."""


def main() -> int:
    """Make the pictures; the exit status says whether all are small enough."""
    release = assemble(gather(EXAMPLE))
    OUT.mkdir(parents=True, exist_ok=True)
    too_large = 0
    pictures = {"docx": sheet(printed(release)), "pdf": sheet(pdf_report.render(release)), "html": page(release)}
    for name, picture in pictures.items():
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


def page(release: Release) -> bytes:
    """A PNG of the web page's beginning, wide and as on a telephone."""
    browser = next((b for b in BROWSERS if shutil.which(b)), None)
    if browser is None:
        raise SystemExit(f"no browser found; install one of {', '.join(BROWSERS)}")
    frames = "".join(
        f'<iframe src="report.html" width="{width}" height="{HEIGHT}" style="border:0;flex:none"></iframe>'
        for width in (WIDE, PHONE)
    )
    around = f"margin:0;background:#e4e4e4;display:flex;gap:{GAP}px;transform:scale({SHOWN});transform-origin:0 0"
    width, height = round((WIDE + PHONE + GAP) * SHOWN), round(HEIGHT * SHOWN)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        html_report.write(release, folder / "report.html")
        (folder / "both.html").write_text(f'<body style="{around}">{frames}', encoding="utf-8")
        shot = folder / "shot.png"
        run(browser, folder, f"--window-size={width},{height + 160}", f"--screenshot={shot}", "both.html")
        return smaller(shot.read_bytes())


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
    found = [next(n for n in range(start, len(texts)) if words in texts[n][:60]) for words in PAGES]
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
