"""The summary of a round for a meeting, on one page: numbers, what is late and whose, what to decide."""

from collections.abc import Iterable, Iterator

from ita_portal.render.document import Document
from ita_portal.render.look import Look, Margins
from ita_portal.tables.json_values import Json
from ita_portal.tables.layout import Align
from ita_portal.tables.plain import PlainColumn, plain_table
from ita_portal.tables.table import Table
from ita_portal.thai.amounts import format_baht
from plans.models import MonitoringRound, Progress
from plans.monitoring.standing import Standing
from reports.monitoring.facts import RoundFacts, facts_of, sums_from
from reports.monitoring.progress_table import stretch_words
from reports.rounds.flow import Flow

NAME = "สรุปผลการดำเนินงานสำหรับที่ประชุม"
NOTHING_LATE = "ไม่มีกิจกรรมที่ล่าช้าและไม่มีรายงานที่เกินกำหนด"
# What keeps the sheet on one page: characters of a title, a name and a point; rows, points.
_TITLE, _NAMES, _POINT, _ROWS, _POINTS = 70, 45, 150, 8, 5
_PLAN_TITLE = 120
_LOOK = Look(text_points=14, table_points=12, portrait=Margins(1.5, 1.5, 1.2, 1.5))
_LATE = (
    PlainColumn("กิจกรรม", 48),
    PlainColumn("งวด", 14),
    PlainColumn("ผู้รับผิดชอบ", 24),
    PlainColumn("สถานะ", 14, Align.CENTER),
)


def meeting_document(round: MonitoringRound) -> Document:
    """One A4 page, however long the plan's texts are; what does not fit is counted."""
    facts = facts_of(round)
    flow = Flow(facts.digits)
    flow.paragraphs(_cut(facts.plan.title, _PLAN_TITLE))
    flow.paragraphs(f"{stretch_words(round.starts_on, round.ends_on)} ({facts.as_of})")
    flow.unnumbered(_numbers(facts, flow))
    late = list(_late(facts.figures))
    flow.section("สิ่งที่ล่าช้าและผู้รับผิดชอบ")
    if late:
        flow.unnumbered(plain_table("", _LATE, late[:_ROWS], digits=flow.words))
    flow.paragraphs(_more(len(late) - _ROWS, "รายการ") if late else NOTHING_LATE)
    points = list(_to_decide(facts))
    flow.section("เรื่องที่เสนอให้ที่ประชุมพิจารณา")
    flow.points(points[:_POINTS])
    flow.paragraphs(_more(len(points) - _POINTS, "เรื่อง"))
    title = f"{NAME} {round.name} ปีงบประมาณ พ.ศ. {facts.plan.fiscal_year}"
    return Document(
        title=flow.words(title),
        blocks=flow.blocks(),
        organisation=facts.plan.organisation.name,
        fiscal_year=facts.plan.fiscal_year,
        short_title=flow.words(f"{NAME} {round.name}"),
        digits=facts.digits,
        look=_LOOK,
    )


def _numbers(facts: RoundFacts, flow: Flow) -> Table:
    """What a meeting asks first, side by side."""
    totals = facts.figures["totals"]
    money = sums_from(totals["money"]["so_far"])
    works, late = totals["works"], totals["standings"].get(Standing.LATE, 0)
    told = (
        ("ความก้าวหน้า\n(ร้อยละ)", totals["percent"] or "–"),
        ("รายการ\nที่ติดตาม", f"{totals['activities']:,}"),
        ("แล้วเสร็จ", f"{works.get(Progress.Work.DONE, 0):,}"),
        ("ล่าช้ากว่าแผน", f"{works.get(Progress.Work.BEHIND, 0):,}"),
        ("รายงาน\nเกินกำหนด", f"{late:,}"),
        ("ได้รับจัดสรร\n(บาท)", format_baht(money.allotted)),
        ("เบิกจ่าย\n(ร้อยละ)", "–" if money.percent_disbursed is None else str(money.percent_disbursed)),
    )
    columns = [PlainColumn(label, 1 if "บาท" not in label else 1.5, Align.CENTER) for label, _ in told]
    return plain_table("", columns, [[value for _, value in told]], digits=flow.words)


def _late(figures: Json) -> Iterator[tuple[str, ...]]:
    """Reports past their day first, then activities that say that they are behind."""
    for one in figures["missing"]:
        if one["standing"] in (Standing.LATE, Standing.MISSED, Standing.RETURNED):
            word = Standing(one["standing"]).word
            yield (_cut(one["title"], _TITLE), _cut(one["period"], _NAMES), _named(one["reporters"]), word)
    for one in _behind(figures):
        yield (_cut(one["title"], _TITLE), "–", _named(one["owners"]), Progress.Work.BEHIND.label)


def _behind(figures: Json) -> list[Json]:
    activities = (one for part in figures["parts"] for one in part["activities"])
    return [one for one in activities if one["work"] == Progress.Work.BEHIND]


def _to_decide(facts: RoundFacts) -> Iterator[str]:
    """What the figures ask for, then what the round suggests."""
    late = facts.figures["totals"]["standings"].get(Standing.LATE, 0)
    behind = len(_behind(facts.figures))
    if late:
        yield f"เร่งรัดการส่งรายงานที่เกินกำหนด {late:,} ฉบับ"
    if behind:
        yield f"พิจารณาแนวทางแก้ไขกิจกรรมที่ล่าช้ากว่าแผน {behind:,} รายการ"
    for text in filter(None, map(str.strip, facts.text("suggestions").splitlines())):
        yield _cut(text, _POINT)
    yield (
        "รับทราบผลการดำเนินงาน" if not (late or behind) else "รับทราบผลการดำเนินงานและมอบหมายผู้รับผิดชอบดำเนินการต่อไป"
    )


def _named(names: Iterable[str]) -> str:
    return _cut(", ".join(names), _NAMES) or "–"


def _more(count: int, unit: str) -> str:
    return f"และอีก {count:,} {unit}" if count > 0 else ""


def _cut(text: str, most: int) -> str:
    """The text in one line, cut where it is longer than that many characters."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[:most].rstrip()}…"
