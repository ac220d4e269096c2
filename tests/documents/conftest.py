from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pdf_writer import Pdf

from juesuan.documents import open_document
from juesuan.documents.model import Document


@pytest.fixture
def read_pdf(tmp_path: Path) -> Callable[[Pdf], Document]:
    """Write a PDF and read it again."""

    def read(pdf: Pdf) -> Document:
        return open_document(pdf.save(tmp_path / "test.pdf"))

    return read
