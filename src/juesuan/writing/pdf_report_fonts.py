"""Which fonts a PDF is set in: those of official documents where the machine has them, else free ones."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

_PACKAGE = "pylopdf_fonts_zh_cn"
"""Of the extra `pdf`: Noto Sans SC and Noto Serif SC, one weight each."""
_LATIN = ("Times New Roman", "Liberation Serif", "TeX Gyre Termes", "Libertinus Serif")
_SERIF = ("Noto Serif CJK SC", "Source Han Serif SC", "Source Han Serif CN", "Noto Serif SC")
_SANS = ("Noto Sans CJK SC", "Source Han Sans SC", "Source Han Sans CN", "Noto Sans SC")
_REAL = {
    "title": (
        "FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", "方正小标宋简体", "方正小标宋_GBK", "STZhongsong", "华文中宋",
    ),
    "head": ("SimHei", "黑体", "FZHei-B01S", "STHeiti", "FandolHei"),
    "kai": ("KaiTi_GB2312", "楷体_GB2312", "KaiTi", "楷体", "STKaiti", "FandolKai", "AR PL UKai CN", "LXGW WenKai"),
    "body": ("FangSong_GB2312", "仿宋_GB2312", "FangSong", "仿宋", "STFangsong", "FZFangSong-Z02S", "FandolFang R"),
    "table": ("SimSun", "宋体", "NSimSun", "STSong", "FandolSong"),
}  # fmt: skip
"""Role → families that are the real thing, the best first."""
_STAND_INS = {"title": ("FandolSong", *_SERIF), "head": _SANS, "kai": _SERIF, "body": _SERIF, "table": _SERIF}
_STANDS_OUT = frozenset(("title", "kai"))
"""Roles whose stand-ins look like the text's type and are therefore set bold."""
_WITH_LATIN = frozenset(("kai", "body", "table"))
"""Roles whose digits are in Times; titles have theirs in their own type, which is as heavy as its characters."""
_BOLD = 700


@dataclass(frozen=True, slots=True)
class Face:
    """The type of one role.

    Attributes:
        families: in which a character is looked for, in order.
        weight: 400, or 700 where a stand-in has a bold.
        thicken: stand-in without a bold: its lines are drawn thicker.
        real: the first family is that of official documents.
    """

    families: tuple[Any, ...]
    weight: int
    thicken: bool
    real: bool

    @property
    def name(self) -> str:
        """The family that Chinese characters are set in."""
        return str(next(f for f in self.families if isinstance(f, str)))


@dataclass(frozen=True, slots=True)
class Fonts:
    """What was found.

    Attributes:
        handle: typst's own list of fonts.
        faces: role (title, head, kai, body, table) → its type.
    """

    handle: Any
    faces: dict[str, Face]


@cache
def fonts() -> Fonts:
    """Look for fonts, once a process: the system's, then the extra's.

    Raises:
        ImportError: typst is not installed.
        LookupError: no font with Chinese characters was found.
    """
    import typst

    handle = typst.Fonts(font_paths=_package_folders())
    weights: dict[str, set[int]] = {}
    for font in handle.fonts():
        weights.setdefault(font.family, set()).add(int(font.weight))
    return Fonts(handle, {role: _face(role, weights) for role in _REAL})


def _package_folders() -> list[Path]:
    spec = find_spec(_PACKAGE)
    return [Path(spec.origin).parent] if spec is not None and spec.origin else []


def _face(role: str, weights: dict[str, set[int]]) -> Face:
    real = [family for family in _REAL[role] if family in weights]
    stand_ins = [family for family in _STAND_INS[role] if family in weights]
    chosen = [*real, *stand_ins]
    if not chosen:
        raise LookupError(role)
    times = [family for family in _LATIN if family in weights] if role in _WITH_LATIN else []
    latin = [{"name": family, "covers": "latin-in-cjk"} for family in times[:1]]
    heavy = not real and role in _STANDS_OUT
    has_bold = any(weight >= _BOLD for weight in weights[chosen[0]])
    return Face((*latin, *chosen), _BOLD if heavy and has_bold else 400, heavy and not has_bold, bool(real))
