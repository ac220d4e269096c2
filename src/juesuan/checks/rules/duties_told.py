"""JS8xx: disclosure duties. Codes, words and what must be told are data: see `juesuan/taxonomy/data/duties.toml`."""

from __future__ import annotations

from functools import partial

from juesuan.checks.duties import judge
from juesuan.checks.finding import Severity, Words
from juesuan.checks.registry import Rule, register
from juesuan.taxonomy.duties import duty_rules

for _rule in duty_rules():
    register(
        Rule(
            _rule.code,
            _rule.name,
            Severity.WARNING,
            Words(*_rule.title),
            Words(*_rule.basis),
            {"": Words(*_rule.message)},
            partial(judge, code=_rule.code),
            _rule.doc.strip(),
        )
    )
