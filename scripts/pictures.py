"""Make the READMEs' pictures, docs/pictures/check-en.png and check-zh.png: the HTML page that `check` gives.

Needs a Chromium (chromium, google-chrome, ... on the path, or its name as argument) and a font with Chinese characters:

    .venv/bin/python scripts/pictures.py [/path/to/chromium]

The example is a DOCX, which has no pages; so it is printed as a PDF by the same browser first, and that is checked: the
picture then shows findings beside pictures of pages. Nothing else of what is made on the way is kept.
"""

from __future__ import annotations

import html
import shutil
import struct
import subprocess
import sys
import tempfile
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from juesuan.documents import open_document
from juesuan.documents.model import Cell, Paragraph, Table

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = ROOT / "examples" / "linjiang-2021" / "published" / "report.docx"
OUT = ROOT / "docs" / "pictures"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
SIZE = (1160, 1640)
"""Width and height of the pictures."""
SPARE = 160
"""Rows that a browser without a window may leave empty at the bottom, to be cut off."""
MOST_BYTES = 300_000
COLOURS = 256

STYLE = """
@page { size: A4; margin: 26mm 24mm; }
body { font: 15px/1.9 "Noto Serif CJK SC", "Songti SC", SimSun, serif; }
h2 { font: 600 17px/1.9 "Noto Sans CJK SC", "PingFang SC", SimHei, sans-serif; text-align: center; }
h3 { font: 600 15px/1.9 "Noto Sans CJK SC", "PingFang SC", SimHei, sans-serif; }
p, h3 { text-indent: 2em; margin: .2em 0; }
table { border-collapse: collapse; width: 100%; font-size: 11px; line-height: 1.4; }
td { border: 1px solid #000; padding: 3px 4px; text-align: center; }
tr { break-inside: avoid; }
"""


def main(arguments: list[str]) -> int:
    """Make the pictures; the exit status says whether all are small enough."""
    browser = arguments[0] if arguments else next((b for b in BROWSERS if shutil.which(b)), None)
    if browser is None:
        raise SystemExit(f"no browser found; install one of {', '.join(BROWSERS)}")
    OUT.mkdir(parents=True, exist_ok=True)
    too_large = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "report.html").write_text(page(), encoding="utf-8")
        run(browser, folder, "--no-pdf-header-footer", f"--print-to-pdf={folder / 'report.pdf'}", "report.html")
        for lang in ("en", "zh"):
            check(folder, lang)
            shot = folder / f"{lang}.png"
            run(browser, folder, f"--window-size={SIZE[0]},{SIZE[1] + SPARE}", f"--screenshot={shot}", f"{lang}.html")
            data = smaller(shot.read_bytes())
            (OUT / f"check-{lang}.png").write_bytes(data)
            print(f"docs/pictures/check-{lang}.png: {len(data)} bytes")
            too_large += len(data) > MOST_BYTES
    return 1 if too_large else 0


def run(browser: str, folder: Path, *options: str) -> None:
    """Run the browser without a window on a file of the folder, which is the last option."""
    *before, file = options
    profile = f"--user-data-dir={folder / 'profile'}"
    # The sandbox needs rights that containers often lack; the only page shown is our own.
    command = [browser, "--headless", "--disable-gpu", "--no-sandbox", "--hide-scrollbars", profile, *before]
    done = subprocess.run(  # noqa: S603 - fixed words
        [*command, (folder / file).as_uri()], capture_output=True, text=True, timeout=120, check=False
    )
    if done.returncode != 0:
        raise SystemExit(f"{browser} failed:\n{done.stderr}")


def check(folder: Path, lang: str) -> None:
    """Check the printed example, from within the folder, so that the page names the file alone."""
    command = [sys.executable, "-m", "juesuan", "check", "report.pdf", "--format", "html", "--lang", lang]
    done = subprocess.run(  # noqa: S603 - fixed words
        [*command, "-o", f"{lang}.html"], cwd=folder, capture_output=True, text=True, check=False
    )
    if done.returncode not in (0, 1):
        raise SystemExit(f"the check failed:\n{done.stderr}")


# --- the example as a page to print


def page() -> str:
    """The example's paragraphs and tables as HTML."""
    body = "\n".join(_blocks())
    return f"<!DOCTYPE html><meta charset='utf-8'><title>-</title><style>{STYLE}</style>\n{body}"


def _blocks() -> Iterator[str]:
    for block in open_document(str(EXAMPLE)).blocks:
        if isinstance(block, Paragraph):
            tag = "p" if not block.emphasis else "h2" if block.text.startswith("第") else "h3"
            yield f"<{tag}>{html.escape(block.text)}</{tag}>"
        elif isinstance(block, Table):
            rows = ([c for c in block.cells if c.row == n] for n in range(block.rows))
            yield "<table>" + "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in rows) + "</table>"


def _cell(cell: Cell) -> str:
    text = html.escape(cell.text).replace("\n", "<br>")
    return f"<td rowspan={cell.rowspan} colspan={cell.colspan}>{text}</td>"


# --- smaller PNG files


def smaller(data: bytes) -> bytes:
    """A browser's PNG with 256 colours: a third of the size, and no difference that one sees.

    Args:
        data: a PNG of 8 bits a channel, without interlacing, as Chromium writes it.
    """
    width, height, pixels = _unpacked(data)
    height = min(height, SIZE[1])
    pixels = pixels[: 3 * width * height]
    colours = [pixels[at : at + 3] for at in range(0, len(pixels), 3)]
    counts = Counter(colours)
    kept = [colour for colour, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:COLOURS]]
    index = {colour: n for n, colour in enumerate(kept)}
    for colour in counts:
        if colour not in index:
            index[colour] = min(range(len(kept)), key=lambda n: _distance(kept[n], colour))
    rows = (bytes(map(index.__getitem__, colours[y * width : (y + 1) * width])) for y in range(height))
    packed = zlib.compress(b"".join(b"\0" + row for row in rows), 9)
    head = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"PLTE", b"".join(kept)), (b"IDAT", packed), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in chunks
    )


def _distance(one: bytes, other: bytes) -> int:
    return sum((a - b) ** 2 for a, b in zip(one, other, strict=True))


def _unpacked(data: bytes) -> tuple[int, int, bytes]:
    """Width, height and the pixels as red, green, blue."""
    at, packed, width, height, channels = 8, b"", 0, 0, 3
    while at < len(data):
        (size,) = struct.unpack(">I", data[at : at + 4])
        name, body = data[at + 4 : at + 8], data[at + 8 : at + 8 + size]
        if name == b"IHDR":
            width, height, depth, kind = struct.unpack(">IIBB", body[:10])
            channels = {2: 3, 6: 4}[kind]
            assert depth == 8
        elif name == b"IDAT":
            packed += body
        at += 12 + size
    raw, stride = zlib.decompress(packed), width * channels
    before, pixels = bytearray(stride), bytearray()
    for y in range(height):
        start = y * (stride + 1)
        before = _unfiltered(raw[start], bytearray(raw[start + 1 : start + 1 + stride]), before, channels)
        line = before
        if channels == 4:
            line = bytearray(3 * width)
            for n in range(3):
                line[n::3] = before[n::4]
        pixels += line
    return width, height, bytes(pixels)


def _unfiltered(kind: int, line: bytearray, above: bytearray, step: int) -> bytearray:
    """A row without its filter (none, left, above, mean, Paeth), as the PNG specification has them."""
    for i in range(len(line)) if kind else ():
        left = line[i - step] if i >= step else 0
        corner = above[i - step] if i >= step else 0
        guess = left + above[i] - corner
        nearest = min((left, above[i], corner), key=lambda value: abs(guess - value))
        line[i] = (line[i] + (0, left, above[i], (left + above[i]) // 2, nearest)[kind]) & 255
    return line


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
