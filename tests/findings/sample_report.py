"""A small recognised report with findings, built by hand; all names and sentences are invented."""

from __future__ import annotations

from decimal import Decimal

from juesuan.checks.engine import CheckResult
from juesuan.checks.finding import Candidate, Cause, Finding, Location, Related, Severity, Words
from juesuan.checks.registry import Rule
from juesuan.cube.coordinate import Coordinate
from juesuan.cube.occurrence import Occurrence
from juesuan.documents.model import Cell, Document, Paragraph, Piece, Table
from juesuan.place import Place
from juesuan.recognition.report import Claim, ClaimKind, Coverage, NotChecked, Report, Section, Statement
from juesuan.taxonomy.edition import Edition

HEADING = "四、财政拨款收入支出总体情况"
SENTENCE = "柳河县水文站2024年度财政拨款收入支出总计0.52万元，比上年减少12.40万元，下降3.15%。"
LATER = "其中基本支出300.00万元。"

RULES = {
    rule.code: rule
    for rule in (
        Rule(
            "JS101",
            "whole_is_not_sum",
            Severity.ERROR,
            Words("合计不等于分项之和", "A total is not the sum of its parts"),
            Words("算术", "arithmetic"),
            {"": Words("{row}为 {stated} 万元，分项之和为 {expected} 万元", "{row} is {stated}, not {expected}")},
            doc="A total is not the sum of its parts.\n\nWhat this means.",
        ),
        Rule(
            "JS301",
            "amount_differs_from_table",
            Severity.ERROR,
            Words("文字与表不一致", "The narrative differs from the table"),
            Words("表说一致", "the same fact has one value"),
            {
                "": Words("{what}写作 {stated} 万元，表中为 {expected} 万元", "{what} is {stated}, not {expected}"),
                "unsure": Words("{what}存疑", "{what} is doubtful"),
            },
        ),
        Rule(
            "JS502",
            "statement_missing",
            Severity.WARNING,
            Words("缺表", "A statement is missing"),
            Words("《部门决算公开操作规程》", "Rules for publishing final accounts"),
            {"": Words("没有{title}", "There is no {title}")},
        ),
    )
}  # fmt: skip


NOT_CHECKED = (
    NotChecked("statement:income", "picture", "表是图片", "the table is a picture"),
    NotChecked("statement:expenditure", "picture", "表是图片", "the table is a picture"),
    NotChecked("JS301", "no_previous_year", "没有上年报告", "no report of last year", "上年对比", "growth"),
)


def paragraph(index: int, text: str, page: int) -> Paragraph:
    return Paragraph(index, text, (Piece(0, len(text), page, (72.0, 100.004, 520.0, 130.0)),))


def document(source: str = "柳河.pdf") -> Document:
    table = Table(2, 1, 2, (Cell(0, 0, 1, 1, "总计"), Cell(0, 1, 1, 1, "381.26", 5, (1.0, 2.0, 3.0, 4.0))), (5,))
    return Document(
        source, "pdf", (paragraph(0, HEADING, 3), paragraph(1, SENTENCE + LATER, 3), table), pages=5
    )  # fmt: skip


def in_text(quote: str, **more: str) -> Location:
    start = (SENTENCE + LATER).index(quote)
    place = Place(3, (72.0, 100.004, 520.0, 130.0), 1, start, start + len(quote))
    return Location(place, quote=quote, **more)  # type: ignore[arg-type]


TOTAL = Location(
    Place(5, (1.0, 2.0, 3.0, 4.0), 2), statement="appropriation_summary", row="总计", row_index=0, column="收入/决算数"
)


def amount(text: str, unit: str = "万元", **more: object) -> dict[str, object]:
    number = Decimal(text)
    return {"value": number, "unit": unit, "decimals": -int(number.as_tuple().exponent), "text": text, **more}


def report(source: str = "柳河.pdf") -> Report:
    whole = document(source)
    cells = (
        Occurrence(Coordinate("resources", "appropriation"), place=TOTAL.place, statement="appropriation_summary",
                   row="总计", row_index=0, column="收入/决算数", column_index=1, **amount("381.26")),
        Occurrence(Coordinate("uses", "appropriation"), Decimal("1234.50"), "万元", 2, "1,234.50", Place(5, block=2),
                   "appropriation_summary", "总计", None, 0, "支出/决算数", 2),
        Occurrence(Coordinate("opening", "appropriation"), None, "万元", 0, "", Place(5, block=2),
                   "appropriation_summary", "年初结转", None, 1, "收入/决算数", 1),
        Occurrence(Coordinate("closing", "appropriation"), None, "万元", 0, "—", Place(5, block=2),
                   "appropriation_summary", "年末结转", None, 1, "支出/决算数", 1),
    )  # fmt: skip
    statement = Statement(
        "appropriation_summary", "财政拨款收入支出决算总表", whole.blocks[2], "万元", True, cells, {0: "总计"}  # type: ignore[arg-type]
    )  # fmt: skip
    sentence = (0, len(SENTENCE))

    def claim(kind: ClaimKind, subject: Coordinate, text: str, unit: str, **more: object) -> Claim:
        common = {"section": "appropriation", "sentence": sentence, "place": in_text(text).place}
        return Claim(kind, (subject,), **{**common, **amount(text, unit), **more})  # type: ignore[arg-type]

    total = Coordinate("resources", "appropriation")
    claims = (
        claim(ClaimKind.AMOUNT, total, "0.52", "万元", also=(Coordinate("uses", "appropriation"),)),
        claim(ClaimKind.CHANGE, total, "12.40", "万元", sign=-1, base=(total._replace(period=-1),)),
        claim(ClaimKind.GROWTH, total, "3.15", "%", sign=-1),
        claim(ClaimKind.DIRECTION, total, "3.15", "", value=None),
        claim(ClaimKind.AMOUNT, total, "300.00", "万元", bound=False, sentence=(len(SENTENCE), len(SENTENCE + LATER))),
    )
    return Report(
        whole, Edition("national-2022"), ("2024 年度", "fiscal year 2024"), "柳河县水文站", 2024, (statement,),
        (Section("part", "第二部分 情况说明", 1, 0, 2), Section("appropriation", HEADING, 2, 0, 1, 4)),
        claims, NOT_CHECKED, Coverage(812, 812, 143, 142),
    )  # fmt: skip


def findings() -> tuple[Finding, ...]:
    """In no particular order, as rules give them."""
    terms = tuple(
        Related(Location(Place(5, block=2), statement="income", row=f"第{n}项", column="决算数"), f"{n}.00", "term")
        for n in range(1, 7)
    )
    return (
        Finding("JS502", Severity.WARNING, Location(), args={"title": Words("收入决算表", "statement of income")}),
        Finding(
            "JS101", Severity.INFO, TOTAL, stated="381.26", expected="381.27", difference="-0.01", tolerance="0.03",
            unit="万元", related=terms, candidates=(Candidate(terms[0].location, "1.01"),),
        ),
        Finding(
            "JS301", Severity.ERROR, in_text("0.52"),
            args={"what": Words("财政拨款收入支出总计", "the total of appropriations")},
            stated="0.52", expected="381.26", difference="-380.74", tolerance="0.005", unit="万元",
            cause=Cause.TRUNCATED, related=(Related(TOTAL, "381.26", "same_fact"),),
            suggestion=Words("改为 381.26 万元", "write 381.26"),
        ),
        Finding(
            "JS301", Severity.ERROR, in_text("0.52"), variant="unsure", args={"what": "0.52"},
        ),
    )  # fmt: skip


def result(source: str = "柳河.pdf") -> CheckResult:
    whole = report(source)
    return CheckResult(whole, findings(), whole.not_checked)
