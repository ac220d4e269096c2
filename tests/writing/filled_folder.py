"""A folder as a unit would fill it in, from made-up inputs: the files of `juesuan new`, filled."""

from __future__ import annotations

import json
from pathlib import Path

from juesuan.cube.coordinate import Coordinate
from juesuan.performance.scoring import propose
from juesuan.performance.workbook import scored_workbook
from juesuan.writing.inputs_new import unit_text
from juesuan.writing.inputs_notes import parts
from juesuan.writing.inputs_workbook import tables_workbook
from juesuan.writing.model import Inputs


def fill(folder: Path, inputs: Inputs, unit: str = "万元", **more: str) -> Path:
    """Write the four files.

    Args:
        folder: made if it does not exist.
        inputs: what to fill in.
        unit: of the amounts in tables.xlsx.
        more: further keys of unit.toml.
    """
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "unit.toml").write_text(_unit(inputs, more), encoding="utf-8")
    (folder / "tables.xlsx").write_bytes(tables_workbook(inputs.profile, inputs.facts, unit))
    (folder / "notes.toml").write_text(_notes(inputs), encoding="utf-8")
    if inputs.projects:
        scored = [(p, propose(p)) for p in inputs.projects]
        (folder / "projects.xlsx").write_bytes(scored_workbook(scored))
    return folder


def _unit(inputs: Inputs, more: dict[str, str]) -> str:
    profile = inputs.profile
    text = unit_text(profile)
    for key in ("duties", "structure", "offices", "units"):
        listed = json.dumps(list(getattr(profile, key)), ensure_ascii=False)
        text = text.replace(f"{key} = [\n]", f"{key} = {listed}")
    for key, value in more.items():
        assert f'{key} = ""' in text
        text = text.replace(f'{key} = ""', f"{key} = {json.dumps(value, ensure_ascii=False)}")
    head = text.partition("[persons]")[0]
    return head + "[persons]\n" + "".join(f'"{k}" = {n}\n' for k, n in profile.persons.items())


def _notes(inputs: Inputs) -> str:
    """notes.toml: every key with its value, so that the names of keys are tried as well."""
    notes = inputs.notes
    last_year = Coordinate("operating_cost", period=-1)
    amounts = {**{c: f.fen for c, f in inputs.facts.at.items() if c == last_year}, **notes.amounts}
    lines = ['amount_unit = "元"', "confirmed = " + json.dumps(sorted(notes.confirmed))]
    for part in parts():
        lines.append(f"[{part.name}]")
        head, _, below = part.name.partition(".")
        explained = {k.partition(".")[2]: v for k, v in notes.texts.items() if k.startswith("glossary.")}
        words = {"reasons": notes.reasons, "purposes": notes.purposes, "glossary": explained}.get(head, {})
        if part.coded:
            prefix = f"{below}." if below else ""
            codes = [k for k in words if k.startswith(prefix) and k.removeprefix(prefix).isdigit()]
            lines += [f'"{k.removeprefix(prefix)}" = "{words[k]}"' for k in codes]
        for key in part.keys:
            value: object = ""
            if key.type == "amount" and key.at in amounts:
                value = amounts[key.at] / 100
            elif key.type == "count" and key.at in notes.counts:
                value = notes.counts[key.at]
            elif key.type == "text":
                value = words.get(key.name, "") or notes.texts.get(f"{head}.{key.name}", "")
            lines.append(f'"{key.name}" = ' + (f'"{value}"' if isinstance(value, str) else str(value)))
    return "\n".join(lines) + "\n"
