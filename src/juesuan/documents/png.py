"""PNG files written by hand: pages of text need two of the format's many kinds, and no imaging library.

Black and white pages become 16 shades of grey, four bits a pixel; pages with colours a palette of 6 x 6 x 6. Both
hide no figure, keep grey exactly grey, and take a third of what 24 bits a pixel would.
"""

from __future__ import annotations

import functools
import struct
import zlib
from itertools import product

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_GREY, _PALETTE = 0, 3
_LEVELS = 6
_STEP = 255 // (_LEVELS - 1)
_PACKING = 6
"""zlib's level: 9 takes three times as long for 2 % less."""


def encode(width: int, height: int, pixels: bytes) -> bytes:
    """A PNG file.

    Args:
        width: pixels in a row; even, since two pixels of grey share a byte.
        height: number of rows.
        pixels: four bytes a pixel: blue, green, red, and one that does not count; rows without padding.
    """
    if width % 2 or len(pixels) != 4 * width * height:
        raise ValueError(f"{len(pixels)} bytes are no picture of {width} x {height}")
    blue, green, red = pixels[0::4], pixels[1::4], pixels[2::4]
    if blue == green == red:
        high, low = _grey_tables()
        data = _added(green[0::2].translate(high), green[1::2].translate(low))
        return _file(width, height, 4, _GREY, b"", data)
    red_table, green_table, blue_table = _colour_tables()
    data = _added(_added(red.translate(red_table), green.translate(green_table)), blue.translate(blue_table))
    return _file(width, height, 8, _PALETTE, _palette(), data)


def _added(one: bytes, other: bytes) -> bytes:
    """Byte for byte, where no sum exceeds 255: as one long number, which is what makes it fast."""
    return (int.from_bytes(one, "big") + int.from_bytes(other, "big")).to_bytes(len(one), "big")


@functools.cache
def _grey_tables() -> tuple[bytes, bytes]:
    """From a shade to the upper and to the lower half of a byte."""
    shades = [(value * 15 + 127) // 255 for value in range(256)]
    return bytes(shade << 4 for shade in shades), bytes(shades)


@functools.cache
def _colour_tables() -> tuple[bytes, bytes, bytes]:
    levels = [(value + _STEP // 2) // _STEP for value in range(256)]
    return bytes(36 * n for n in levels), bytes(6 * n for n in levels), bytes(levels)


@functools.cache
def _palette() -> bytes:
    return bytes(_STEP * n for colour in product(range(_LEVELS), repeat=3) for n in colour)


def _file(width: int, height: int, depth: int, kind: int, palette: bytes, data: bytes) -> bytes:
    row = len(data) // height if height else 0
    # Filter 0 on every row: what filters gain with photographs they lose with few shades.
    lines = b"".join(b"\0" + data[at : at + row] for at in range(0, len(data), row))
    parts = [_chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, kind, 0, 0, 0))]
    if palette:
        parts.append(_chunk(b"PLTE", palette))
    parts += [_chunk(b"IDAT", zlib.compress(lines, _PACKING)), _chunk(b"IEND", b"")]
    return _SIGNATURE + b"".join(parts)


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
