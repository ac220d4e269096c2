from __future__ import annotations

from collections.abc import Iterator

import pytest
import sample_report

from juesuan.checks.registry import RULES
from juesuan.findings.selection import rules


@pytest.fixture(autouse=True)
def sample_rules() -> Iterator[None]:
    """The registry holds the sample's rules only, so that real ones may change freely."""
    kept = dict(rules())
    RULES.clear()
    RULES.update(sample_report.RULES)
    yield
    RULES.clear()
    RULES.update(kept)
