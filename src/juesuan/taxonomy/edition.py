"""Editions: how a place and a year print the accounts. A base and small overlays, as data."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition of the report's form."""

    id: str
