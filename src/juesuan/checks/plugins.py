"""Rules that other packages bring, found by the entry point group `juesuan.rules`.

An entry point names a module that registers its rules on import, by the decorator `juesuan.checks.registry.rule`, as
ours do. Nothing is looked for unless the user asks for it, since looking costs time and runs other people's code.
"""

from __future__ import annotations

from functools import cache

from juesuan.checks.local import CODE
from juesuan.checks.registry import RULES
from juesuan.recognition.report import NotChecked

GROUP = "juesuan.rules"


@cache
def load_plugins() -> tuple[NotChecked, ...]:
    """Load all of them, once a process; what could not be loaded, and why."""
    from importlib.metadata import entry_points

    from juesuan.checks.engine import load_rules

    load_rules()
    failures = []
    for point in sorted(entry_points(group=GROUP), key=lambda point: (point.name, point.value)):
        before = dict(RULES)
        try:
            point.load()
            wrong = sorted(code for code in RULES.keys() - before.keys() if not CODE.fullmatch(code))
            if wrong:
                raise ValueError(f"rule codes not allowed: {', '.join(wrong)}")
        except Exception as error:
            # Half a plugin is none: what it registered before it failed is taken out again.
            RULES.clear()
            RULES.update(before)
            failures.append(_failure(point.name, error))
    return tuple(failures)


def _failure(name: str, error: Exception) -> NotChecked:
    told = f"{type(error).__name__}: {' '.join(str(error).split())}"
    return NotChecked(
        f"plugin:{name}",
        "crashed",
        f"无法加载（{told}）",
        f"it cannot be loaded ({told})",
        f"扩展规则 {name}",
        f"the rules of plugin {name}",
    )
