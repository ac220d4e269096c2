"""A `Document` → a `Report`: which table is which, which cell is which coordinate, which sentence claims what."""

from juesuan.recognition.recognise import recognise

__all__ = ["recognise"]
