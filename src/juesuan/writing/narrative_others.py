"""Funds beside the general budget, performance, 机关运行经费, procurement and assets."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from juesuan.cube.coordinate import Coordinate
from juesuan.money.units import scale
from juesuan.performance.model import Kind, Project
from juesuan.writing.model import GapKind, ReportKind, UnitKind, wan
from juesuan.writing.narrative_budget import leaves, tell_items
from juesuan.writing.narrative_change import change
from juesuan.writing.teller import Teller, percent


def government_fund(teller: Teller) -> None:
    """政府性基金预算财政拨款."""
    _fund(teller, "government_fund")


def state_capital(teller: Teller) -> None:
    """国有资本经营预算财政拨款."""
    _fund(teller, "state_capital")


def _fund(teller: Teller, fund: str) -> None:
    spent = Coordinate("expenditure", fund=fund)
    flows = {
        "o": teller.fen(Coordinate("opening", fund=fund)),
        "i": teller.fen(Coordinate("income", fund=fund)),
        "e": teller.fen(spent),
        "eb": teller.fen(spent._replace(kind="basic")),
        "ep": teller.fen(spent._replace(kind="project")),
        "z": teller.fen(Coordinate("closing", fund=fund)),
    }
    if not any(flows.values()):
        teller.say(teller.fill(fund, "none"))
        return
    told = teller.fill(fund, "flows", **{key: wan(fen or 0) for key, fen in flows.items()})
    codes = leaves(teller, spent)
    teller.say(told + (teller.phrase(fund, "items") if codes else ""))
    tell_items(teller, spent, codes, budgets_due=bool(teller.phrases[fund]["budgets_due"]))


def operating_cost(teller: Teller) -> None:
    """机关运行经费: of 行政 and 参公 only."""
    cost = Coordinate("operating_cost")
    if teller.inputs.profile.unit_kind is UnitKind.INSTITUTION and not operating_cost_of(teller):
        teller.say(teller.fill("operating_cost", "institution"))
        return
    now = operating_cost_of(teller)
    if now == 0:
        teller.say(teller.fill("operating_cost", "none"))
        return
    if now is None:
        missing = teller.gap(GapKind.AMOUNT, teller.where(cost))
        teller.say(teller.fill("operating_cost", "total", a=missing) + "。")
        return
    against, prefix = teller.fen(cost._replace(period=-1)), ""
    initial = teller.fen(cost._replace(basis="initial"))
    if teller.phrase("operating_cost", "against") == "initial" and initial is not None:
        against, prefix = initial, "budget_"
    told = teller.fill("operating_cost", "total", a=wan(now))
    compared = change(
        teller,
        now,
        against,
        family="operating_cost",
        prefix=prefix,
        reason="operating_cost",
        section="operating_cost",
        source=teller.where(cost._replace(period=-1)),
        said=told,
    )
    teller.say(told + (compared or "。"))


def operating_cost_of(teller: Teller) -> int | None:
    """As stated; of one 行政 or 参公 unit it is the general budget's basic 公用经费, of one 事业 unit nothing."""
    stated = teller.fen(Coordinate("operating_cost"))
    profile = teller.inputs.profile
    several = profile.report_kind is ReportKind.DEPARTMENT and len(profile.units) > 1
    if profile.unit_kind is UnitKind.INSTITUTION:  # may have 行政 or 参公 units below it
        return stated if several and stated is not None else 0
    if stated is not None or several:
        return stated
    return teller.fen(Coordinate("expenditure", fund="general", kind="public"))


def meetings(teller: Teller) -> None:
    """会议费 and 培训费, of all funds."""
    meeting, training = (Coordinate("expenditure", economic=code) for code in ("30215", "30216"))
    if teller.fen(meeting) == 0 == teller.fen(training):
        teller.say(teller.fill("meetings", "none"))
        return
    key = "meeting" if teller.fen(training) == 0 else "training" if teller.fen(meeting) == 0 else "both"
    teller.say(teller.fill("meetings", key, meeting=teller.amount(meeting), training=teller.amount(training)))


def procurement(teller: Teller) -> None:
    """政府采购: goods, works, services, and what went to small and medium enterprises."""
    names = ("goods", "works", "services")
    parts = {name: teller.fen(Coordinate(f"procurement.{name}")) for name in names}
    total = teller.fen(Coordinate("procurement"))
    known = [p for p in parts.values() if p is not None]
    if total is None and known:
        total = sum(known) if len(known) == len(parts) else None
    if total == 0:
        teller.say(teller.fill("procurement", "none"))
        return
    shown = {name: teller.amount(Coordinate(f"procurement.{name}")) for name in names}
    a = str(wan(total)) if total is not None else teller.gap(GapKind.AMOUNT, teller.where(Coordinate("procurement")))
    told = teller.fill("procurement", "total", a=a, **shown)
    if teller.phrase("procurement", "reserved"):
        keys = ("reserved_sme", "reserved_small", "reserved_sme_awarded", "reserved_small_awarded", "other_sme_awarded")
        amounts = {key: teller.amount(Coordinate(f"procurement.{key}")) for key in keys}
        teller.say(told)
        teller.say(teller.fill("procurement", "reserved", **amounts))
        return
    teller.say(told + _small_firms(teller, total))


def _small_firms(teller: Teller, total: int | None) -> str:
    sme, small = (teller.fen(Coordinate(f"procurement.{key}")) for key in ("sme", "small"))
    if sme is None or total is None:
        missing = teller.gap(GapKind.AMOUNT, teller.where(Coordinate("procurement.sme")))
        return teller.fill("procurement", "sme", sme=missing, p="【…】", small="【…】", q="【…】")
    if sme == 0:
        return teller.fill("procurement", "sme_none")
    shares = {"sme": wan(sme), "p": percent(sme, total)}
    if small == 0:
        told = teller.fill("procurement", "sme_no_small", **shares)
    else:
        shown = teller.amount(Coordinate("procurement.small"))
        told = teller.fill("procurement", "sme", **shares, small=shown, q=percent(small, sme) if small else "【…】")
    return told + _small_firms_by_kind(teller)


def _small_firms_by_kind(teller: Teller) -> str:
    """Their share of goods, works and services, where the notes tell it."""
    told = []
    for kind in ("goods", "works", "services"):
        whole, sme = (teller.fen(Coordinate(f"procurement.{kind}{part}")) for part in ("", ".sme"))
        if whole and sme is not None:
            told.append(teller.fill("procurement", f"sme_{kind}", p=percent(sme, whole)))
    return "，".join(told) + "。" if told else ""


def assets(teller: Teller) -> None:
    """Vehicles by class and equipment above the form's price."""
    names: dict[str, str] = teller.phrases["assets"]["names"]
    classes = {key: teller.count_of(key) for key in names}
    total = teller.count_of("vehicles")
    known = [n for n in classes.values() if n is not None]
    if total is None and known:
        total = sum(known)
    if total == 0:
        told = teller.fill("assets", "no_vehicles")
    else:
        shown = str(total) if total is not None else teller.count("vehicles")
        told = teller.fill("assets", "vehicles", n=shown)
        # a class not named is one of which there are none, once those named make up the whole
        whole = total is not None and sum(known) == total
        listed = [
            teller.fill("assets", "class", name=name, n=classes[key] or 0 if whole else teller.count(key))
            for key, name in names.items()
        ]
        if total is not None:
            told += teller.fill("assets", "classes", list="、".join(listed))
    equipment = {key.replace(".", "_"): teller.count(key) for key in teller.phrases["assets"]["equipment_keys"]}
    teller.say(told + teller.fill("assets", "equipment", **equipment))


def performance(teller: Teller) -> None:
    """Self-evaluations: how many, of what money, with what result."""
    work = teller.text("performance.work")
    if not work and teller.phrases["performance"].get("work_due"):
        work = teller.words(GapKind.TEXT, "", "performance.work", teller.inputs.notes.texts)
    if work:
        # who writes the whole sentence is not led in twice
        told = work if "开展情况" in work else teller.fill("performance", "work", work=work)
        teller.say(told.rstrip("。") + "。")
    projects = [p for p in teller.inputs.projects if p.kind is Kind.PROJECT]
    if not projects:
        teller.say(_without_forms(teller))
        return
    told = _stages(teller)
    scores = [p.total_score.value for p in projects if p.total_score is not None and p.total_score.value is not None]
    average: object = teller.gap(GapKind.AMOUNT, "projects.xlsx: 总分")
    if len(scores) == len(projects):
        average = (sum(scores, Decimal(0)) / len(scores)).quantize(Decimal("0.01"), ROUND_HALF_UP)
    amounts = [project_fen(p) for p in projects]
    funds = (
        str(wan(sum(a for a in amounts if a is not None)))
        if None not in amounts
        else teller.gap(GapKind.AMOUNT, "projects.xlsx: 全年预算数")
    )
    told += teller.fill("performance", "done", n=len(projects), a=funds)
    told += teller.fill("performance", "score", s=average)
    order: list[str] = teller.phrases["performance"]["order"]
    grades = [grade_of(p, order) for p in projects]
    if all(grades):
        shown = [g for g in order if g in grades or teller.phrases["performance"]["grades_all"]]
        listed = [teller.fill("performance", "grade", grade=g, n=grades.count(g)) for g in shown]
        told += teller.fill("performance", "grades", list=teller.phrases["clause_end"].join(listed))
    told += teller.phrase("performance", "end")
    teller.say(told + _problems(teller))
    _each_project(teller, projects)


def _without_forms(teller: Teller) -> str:
    """Where there are no forms: that nothing was to be evaluated is for the unit to say if there were projects."""
    evaluated = teller.count_of("performance.evaluated")
    spent = teller.fen(Coordinate("expenditure", kind="project"))
    if evaluated == 0 or (evaluated is None and not wan(spent or 0)):
        return teller.fill("performance", "none")
    amount = "【…】" if evaluated is None else teller.amount(Coordinate("performance.evaluated"))
    told = teller.fill("performance", "done", n=teller.count("performance.evaluated"), a=amount)
    return _stages(teller) + told + teller.phrase("performance", "end")


def _stages(teller: Teller) -> str:
    if not teller.phrase("performance", "stages"):
        return ""
    words = {}
    for stage in ("targets", "tracked"):
        words[stage] = teller.count(f"performance.{stage}")
        words[f"{stage}_a"] = teller.amount(Coordinate(f"performance.{stage}"))
    return teller.fill("performance", "stages", **words)


def _problems(teller: Teller) -> str:
    if not teller.phrase("performance", "problems"):
        return ""
    keys = {
        "problems": "performance.problems",
        "fixed": "performance.problems.fixed",
        "fixing": "performance.problems.fixing",
    }
    return teller.fill("performance", "problems", **{k: teller.count(m) for k, m in keys.items()})


def _each_project(teller: Teller, projects: list[Project]) -> None:
    if not teller.phrase("performance", "project"):
        return
    for n, project in enumerate(projects, 1):
        fen = project_fen(project)
        missing = f"projects.xlsx: {project.label} 全年预算数"
        amount = str(wan(fen)) if fen is not None else teller.gap(GapKind.AMOUNT, missing)
        goal = project.expected.text.strip() if project.expected is not None else ""
        told = teller.fill(
            "performance", "project", name=project.label, a=amount, goal=f"目标：{goal.rstrip('。')}。" if goal else ""
        )
        teller.say(teller.phrases["number"].format(n=n) + told)


def project_fen(project: Project) -> int | None:
    """What the project is worth, in fen."""
    amount = project.amount
    return None if amount is None else int((amount * scale(project.money_unit) * 100).to_integral_value(ROUND_HALF_UP))


_BANDS = (Decimal(90), Decimal(80), Decimal(60))  # 财预〔2020〕10号: 优 from 90, 良 from 80, 中 (合格) from 60


def grade_of(project: Project, order: list[str]) -> str:
    """The printed grade if it is one of the edition's words, else that of the score; "" if there is neither."""
    printed = "".join(project.grade.text.split()) if project.grade is not None else ""
    if printed in order:
        return printed
    score = project.total_score.value if project.total_score is not None else None
    if score is None:
        return ""
    return order[next((n for n, least in enumerate(_BANDS) if score >= least), len(_BANDS))]
