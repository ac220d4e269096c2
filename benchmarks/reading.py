"""How long reading takes, against what pdfium alone needs to load the pages and emit their text.

    python benchmarks/reading.py report.pdf [more.pdf report.docx book.xlsx page.html ...]

Prints for each file both times in a warm process (best of several), their ratio, and at the end the peak memory. The
target is a ratio near 2.4, so that a whole check stays near 3. Of other formats only the time is printed; for a report
of 30 pages it should stay within 80 ms for a workbook and 100 ms for a web page or DOCX.
"""

from __future__ import annotations

import ctypes
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pypdfium2_raw as pdfium

from juesuan.documents import open_document

RUNS = 7


def pdfium_alone(data: bytes) -> int:
    """Load every page and emit its text; gives the number of characters."""
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    characters = 0
    for number in range(pdfium.FPDF_GetPageCount(document)):
        page = pdfium.FPDF_LoadPage(document, number)
        text = pdfium.FPDFText_LoadPage(page)
        count = pdfium.FPDFText_CountChars(text)
        buffer = (ctypes.c_ushort * (count + 1))()
        pdfium.FPDFText_GetText(text, 0, count, buffer)
        characters += count
        pdfium.FPDFText_ClosePage(text)
        pdfium.FPDF_ClosePage(page)
    pdfium.FPDF_CloseDocument(document)
    return characters


def best(action: Callable[[], object]) -> float:
    """Shortest of several runs in seconds, after one that warms up."""
    action()
    times = []
    for _ in range(RUNS):
        started = time.perf_counter()
        action()
        times.append(time.perf_counter() - started)
    return min(times)


def main(paths: list[str]) -> int:
    """Measure each file."""
    if not paths:
        print(__doc__)
        return 2
    pdfium.FPDF_InitLibrary()
    total_floor = total_read = 0.0
    for path in paths:
        data = Path(path).read_bytes()
        read = best(lambda path=path: open_document(path))
        document = open_document(path)
        tables = list(document.tables())
        cells = sum(len(table.cells) for table in tables)
        pages = f"{document.pages} pages" if document.pages is not None else document.format
        print(f"{Path(path).name}: {pages}, {len(tables)} tables, {cells} cells; reading {read * 1000:.1f} ms", end="")
        if document.format == "pdf":
            floor = best(lambda data=data: pdfium_alone(data))
            total_floor, total_read = total_floor + floor, total_read + read
            print(f", pdfium {floor * 1000:.1f} ms, ratio {read / floor:.2f}", end="")
        print()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    ratio = f"ratio {total_read / total_floor:.2f}, " if total_floor else ""
    print(f"all: {ratio}peak memory {peak:.0f} MiB")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
