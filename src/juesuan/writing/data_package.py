"""data/: the release as open data, a Fiscal Data Package 1.0 (an extension of the Tabular Data Package).

Source: specs.frictionlessdata.io/fiscal-data-package (1.0rc1): what a column is, is said by its `columnType`, and what
is the same in every row (unit, currency) by `extraFields`. The schema published for it still asks for the `model` of
measures and dimensions of earlier drafts, and for the profile of the Tabular Data Package: both are given. (Were the
fiscal profile named, tools would fetch its schema from the network.)

Amounts are exact, in 元 with two digits. Files are UTF-8 without a mark, rows in a fixed order: the same release gives
the same bytes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from juesuan.cube.coordinate import Coordinate
from juesuan.performance.model import Entry, FundRow, Number
from juesuan.taxonomy.codes import economic
from juesuan.writing.csv_text import csv_text, yuan
from juesuan.writing.fit import placed
from juesuan.writing.grid_roles import Role, Spot, spots
from juesuan.writing.inputs_notes import parts as note_parts
from juesuan.writing.model import GridCell, Origin, Release, StatementGrid, wan
from juesuan.writing.statements_sheet import name_of
from juesuan.writing.totals import Book

DESCRIPTOR = "datapackage.json"
_CURRENCY = "CNY"
_YUAN = {"元": Decimal(1), "千元": Decimal(1_000), "万元": Decimal(10_000), "亿元": Decimal(100_000_000)}
Row = list[str]


def write(release: Release, path: Path) -> None:
    """Write the open data.

    Args:
        release: the report.
        path: the folder, made if it is not there.
    """
    path.mkdir(parents=True, exist_ok=True)
    for name, content in render(release).items():
        (path / name).write_bytes(content)


def render(release: Release) -> dict[str, bytes]:
    """Every file of the package: its name and its bytes."""
    tables = _tables(release)
    made: dict[str, bytes] = {}
    described = []
    for resource in _layout()["resource"]:
        name = f"{resource['name']}.csv"
        heads = [field[0] for field in resource["fields"]]
        made[name] = csv_text([heads, *tables[resource["name"]]]).encode()
        described.append(_resource(release, resource, name, made[name]))
    descriptor = json.dumps(_descriptor(release, described), ensure_ascii=False, indent=2)
    return {DESCRIPTOR: (descriptor + "\n").encode(), **made}


@cache
def _layout() -> dict[str, Any]:
    import tomllib

    return tomllib.loads((files("juesuan.writing") / "data" / "data_package.toml").read_text(encoding="utf-8"))


def _descriptor(release: Release, resources: list[dict[str, Any]]) -> dict[str, Any]:
    profile = release.inputs.profile
    # names must be of Latin letters; the unit's own is in the title
    mark = hashlib.sha256(profile.name.encode()).hexdigest()[:12]
    return {
        "profile": "tabular-data-package",
        "name": f"juesuan-{profile.year}-{mark}",
        "title": release.title,
        "description": f"{profile.name}{profile.year}年度决算公开数据（Fiscal Data Package 1.0）。金额单位：元。",
        "keywords": ["部门决算", "fiscal", "final accounts", str(profile.year)],
        "countryCode": "CN",
        "granularity": "aggregated",
        "fiscalPeriod": {"start": f"{profile.year}-01-01", "end": f"{profile.year}-12-31"},
        "model": _model(),
        "resources": resources,
    }


def _model() -> dict[str, Any]:
    """Measures and dimensions of facts.csv, which holds every amount once."""
    resource = "facts"
    dimensions = {}
    for each in _layout()["dimension"]:
        code, label = each["code"], each.get("label")
        attributes = {code: {"source": code, "resource": resource}}
        if label is not None:
            attributes[label] = {"source": label, "resource": resource, "labelfor": code}
        dimension = {"attributes": attributes, "primaryKey": [code], "dimensionType": each["type"]}
        dimensions[each["name"]] = {**dimension, "classificationType": each["kind"]} if "kind" in each else dimension
    amount = {"source": "amount", "resource": resource, "currency": _CURRENCY}
    return {"measures": {"amount": amount}, "dimensions": dimensions}


def _resource(release: Release, resource: dict[str, Any], path: str, content: bytes) -> dict[str, Any]:
    fields = []
    for name, kind, column_type, title in resource["fields"]:
        field = {"name": name, "type": kind, "title": title}
        fields.append({**field, "columnType": column_type} if column_type else field)
    key = set(resource["key"])
    for field in fields:
        if field["name"] in key:
            field["constraints"] = {"required": True}
    return {
        "profile": "tabular-data-resource",
        "name": resource["name"],
        "title": resource["title"],
        "description": resource["description"],
        "path": path,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": {"fields": fields, "primaryKey": resource["key"], "extraFields": _constants(release, resource)},
    }


def _constants(release: Release, resource: dict[str, Any]) -> list[dict[str, str]]:
    """Columns whose value is the same in every row."""
    unit = ("unit_name", "administrative-classification:generic:code", release.inputs.profile.name)
    currency = ("currency", "value-currency:code", _CURRENCY)
    told = (unit, currency) if any(field[2] == "value" for field in resource["fields"]) else (unit,)
    return [{"name": name, "type": "string", "columnType": kind, "constant": value} for name, kind, value in told]


def _tables(release: Release) -> dict[str, list[Row]]:
    return {
        "facts": list(_facts(release)),
        "statements": [row for grid in release.grids for row in _statement(release, grid)],
        "counts": list(_counts(release)),
        "projects": list(_projects(release)),
        "indicators": list(_indicators(release)),
    }


# --- amounts ----------------------------------------------------------------------------------------------------------


def _facts(release: Release) -> Iterator[Row]:
    book, notes = Book(release.inputs.facts), release.inputs.notes
    stated = release.inputs.facts.at
    amounts = {c: (fact.fen, str(fact.origin) if c in stated else _derived(fact.origin)) for c, fact in book.at.items()}
    for c, fen in notes.amounts.items():
        amounts.setdefault(c, (fen, str(Origin.NOTES)))
    names = _Names(release, book)
    for c in sorted((c for c in amounts if c.quantity == "amount"), key=lambda c: (-c.period, *map(str, c))):
        fen, origin = amounts[c]
        yield [
            str(release.inputs.profile.year + c.period),
            c.measure,
            names.measure(c.measure),
            names.of("direction", c.measure, "other"),
            c.fund,
            names.of("fund", c.fund),
            c.function,
            names.function(c.function),
            c.economic,
            names.economic(c.economic),
            c.kind,
            names.of("kind", c.kind),
            c.basis,
            names.of("phase", c.basis),
            yuan(fen),
            origin,
        ]


def _derived(origin: Origin) -> str:
    """A sum that rests on a made-up amount is made up too."""
    return str(origin) if origin is Origin.RECONSTRUCTED else "derived"


class _Names:
    """What members are called."""

    def __init__(self, release: Release, book: Book) -> None:
        self._book = book
        self._year = release.inputs.profile.year
        self._members: dict[str, dict[str, str]] = _layout()["members"]
        self._noted = {key.at: key.words for part in note_parts() for key in part.keys if key.at is not None}

    def of(self, dimension: str, member: str, otherwise: str = "") -> str:
        """The name of a member, or what is given."""
        return self._members[dimension].get(member, otherwise or member)

    def measure(self, member: str, quantity: str = "amount") -> str:
        """The name of a measure; of what notes.toml asks for, its own words."""
        known = self._members["measure"].get(member)
        return known or self._noted.get(Coordinate(member, quantity=quantity), member)

    def function(self, code: str) -> str:
        """The name of a functional code."""
        return "合计" if code == "all" else name_of(self._book, self._year, code)

    def economic(self, code: str) -> str:
        """The name of an economic code or of a named set of them."""
        if code == "all":
            return "合计"
        return (economic(self._year).name(code) or "") if code.isdigit() else self.of("economic", code)


def _statement(release: Release, grid: StatementGrid) -> Iterator[Row]:
    """The amounts of a statement, row by row."""
    cells = {(row, column): cell for row, column, cell in placed(grid)}
    for row in spots(grid):
        for spot in row:
            c = spot.cell.coordinate
            if spot.role is not Role.AMOUNT or c is None or spot.cell.fen is None:
                continue
            code, label = _labels(spot, cells, len(grid.header))
            yield [
                grid.id,
                grid.mark,
                grid.title,
                str(spot.row - len(grid.header) + 1),
                str(spot.column + 1),
                code,
                label,
                "/".join(cells[at].text for at in spot.heads if at[0] < len(grid.header)),
                yuan(spot.cell.fen),
                str(wan(spot.cell.fen)) if spot.cell.text else "",
                c.measure,
                c.fund,
                c.function,
                c.economic,
                c.kind,
                c.basis,
                str(release.inputs.profile.year + c.period),
            ]


def _labels(spot: Spot, cells: dict[tuple[int, int], GridCell], header: int) -> tuple[str, str]:
    """Code and name of the row that an amount stands in."""
    texts = [cells[at].text for at in spot.heads if at[0] >= header]
    return next((t for t in texts if t.isdigit()), ""), " ".join(t for t in texts if not t.isdigit())


def _counts(release: Release) -> Iterator[Row]:
    inputs = release.inputs
    names = _Names(release, Book(inputs.facts))
    year = str(inputs.profile.year)
    for c in sorted(inputs.notes.counts, key=lambda c: tuple(map(str, c))):
        shown = c.measure if c.economic == "all" else f"{c.measure}@{c.economic}"
        count = inputs.notes.counts[c]
        yield [str(inputs.profile.year + c.period), shown, names.measure(c.measure, "count"), str(count)]
    for kind, number in inputs.profile.persons.items():
        yield [year, f"persons:{kind}", kind, str(number)]


# --- projects ---------------------------------------------------------------------------------------------------------


def _projects(release: Release) -> Iterator[Row]:
    for n, project in enumerate(release.projects, 1):
        total = project.total or FundRow(project.funds[0].fund, Entry("")) if project.funds else None
        scale = _YUAN.get(project.money_unit)
        money = [total.initial, total.adjusted, total.executed] if total is not None else [None] * 3
        yield [
            str(n),
            _text(project.name),
            _text(project.department) or release.inputs.profile.name,
            _text(project.unit) or release.inputs.profile.name,
            *(_number(each, scale) for each in money),
            _number(total.rate if total is not None else None),
            _number(project.total_weight),
            _number(project.total_score),
            _text(project.grade),
        ]


def _indicators(release: Release) -> Iterator[Row]:
    for n, project in enumerate(release.projects, 1):
        for row, each in enumerate(project.filled, 1):
            yield [
                str(n),
                str(row),
                _text(each.level_text) or str(each.level),
                _text(each.aspect_text) or str(each.aspect),
                _text(each.name),
                _text(each.target),
                _text(each.actual),
                _number(each.weight),
                _number(each.score),
                _text(each.deviation),
            ]


def _text(entry: Entry | None) -> str:
    return "" if entry is None else entry.text


def _number(entry: Number | None, scale: Decimal | None = Decimal(1)) -> str:
    """A number as it was printed, in 元 where it is an amount; blank where there is none, or its unit is unknown."""
    if entry is None or entry.value is None or scale is None:
        return ""
    value = entry.value * scale
    return f"{value.quantize(Decimal('0.01')) if scale != 1 else value:f}"
