"""Data that differ by edition: a base table and overlays, from the package's data files."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any


@cache
def _file(name: str) -> dict[str, Any]:
    import tomllib

    return tomllib.loads((files("juesuan.writing") / "data" / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def table(name: str, edition: str) -> dict[str, Any]:
    """The edition's table of a data file, laid over what it is based on.

    Args:
        name: the file's name without its ending.
        edition: id of the edition; one without a table of its own has the base's.
    """
    data = _file(name)
    if edition == "base" or edition not in data:
        return dict(data["base"])
    own: dict[str, Any] = data[edition]
    return _laid_over(table(name, own.get("base", "base")), own)


def _laid_over(base: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    merged = dict(base)
    for key, value in own.items():
        if isinstance(value, dict) and isinstance(merged.get(key), dict):
            merged[key] = _laid_over(merged[key], value)
        else:
            merged[key] = value
    return merged
