"""The strip of a round in print: what lost points, what is done about it, and what came of it."""

from collections.abc import Iterator

from assessments.improvement.strip import strip_of
from assessments.improvement.strip_shape import ActivityLine, GapLine, MeasureLine
from assessments.models import Round
from assessments.rows import score_words
from ita_portal.render.blocks import TableBlock
from ita_portal.render.document import Document
from ita_portal.tables.content import Digits
from ita_portal.tables.layout import Align, Orientation
from ita_portal.tables.plain import PlainColumn, plain_table
from ita_portal.thai.digits import to_thai
from reports.rounds.report import round_and_year

NOTHING = "–"
_NONE_YET = {"measure": "ยังไม่มีมาตรการ", "activity": "ยังไม่มีกิจกรรม"}
_COLUMNS = (
    PlainColumn("ประเด็นที่ต้องปิด Gap", 22, merges=True),
    PlainColumn("คะแนน", 8, Align.CENTER, merges=True),
    PlainColumn("มาตรการ (PIRAB)", 22, merges=True),
    PlainColumn("เทียบกับรอบก่อน", 8, Align.CENTER, merges=True),
    PlainColumn("กิจกรรม", 22),
    PlainColumn("ระยะเวลา", 11),
    PlainColumn("ความคืบหน้า", 10),
    PlainColumn("คะแนนรอบถัดไป", 12),
)


def strip_document(of_round: Round) -> Document:
    """The strip as one landscape table; a round without gaps and measures says so."""
    strip = strip_of(of_round)
    rows = [row for gap in strip.gaps for row in _gap_rows(gap)]
    for measure in strip.loose_measures:
        rows += _measure_rows(("ไม่ได้ผูกกับประเด็น", NOTHING), measure, NOTHING)
    rows += [
        ("กิจกรรมที่ไม่ได้ผูกกับประเด็น", NOTHING, NOTHING, NOTHING, *_activity(one), NOTHING)
        for one in strip.loose_activities
    ]
    empty = "ยังไม่มีประเด็นที่ต้องปิด Gap และมาตรการในรอบนี้"
    notes = () if rows else (empty,)
    if strip.next_round:
        changed = " ซึ่งใช้กรอบการประเมินที่เปลี่ยนไป" if strip.framework_changed else ""
        notes = (*notes, f"คะแนนรอบถัดไป: {strip.next_round}{changed}")
    digits = _digits(of_round)
    words = to_thai if digits is Digits.THAI else str
    title = f"จาก Gap สู่ผลคะแนนรอบถัดไป {round_and_year(of_round)}"
    table = plain_table(
        f"{title}\n{of_round.organisation.name}",
        _COLUMNS,
        rows,
        notes=notes,
        orientation=Orientation.LANDSCAPE,
        digits=words,
    )
    return Document(
        title=words(title),
        blocks=(TableBlock(table),),
        organisation=of_round.organisation.name,
        fiscal_year=of_round.fiscal_year,
        short_title=words(title),
        digits=digits,
    )


def _digits(of_round: Round) -> Digits:
    """Those of the plan, as in the report: Thai ones where all of its tables are in them."""
    if of_round.plan is None:
        return Digits.AS_TYPED
    used = {
        (options or {}).get("digits") for options in of_round.plan.parts.values_list("options", flat=True)
    }
    return Digits.THAI if used == {Digits.THAI.value} else Digits.AS_TYPED


def _gap_rows(gap: GapLine) -> Iterator[tuple[str, ...]]:
    named = f"{gap.number}. {gap.issue}" + (f" ({gap.code})" if gap.code else "")
    head = (named, score_words(gap.score) or NOTHING)
    following = "\n".join(
        f"{one.code} {score_words(one.score) or NOTHING}"
        + ("" if one.change is None else f" ({one.change:+})")
        for one in gap.next_scores
    )
    if not gap.measures:
        yield (*head, _NONE_YET["measure"], NOTHING, NOTHING, NOTHING, NOTHING, following or NOTHING)
    for measure in gap.measures:
        yield from _measure_rows(head, measure, following or NOTHING)


def _measure_rows(head: tuple[str, str], measure: MeasureLine, following: str) -> Iterator[tuple[str, ...]]:
    letter = f"{measure.letter} : " if measure.letter else ""
    named = (f"{letter}{measure.title}", measure.standing_label)
    if not measure.activities:
        yield (*head, *named, _NONE_YET["activity"], NOTHING, NOTHING, following)
    for activity in measure.activities:
        yield (*head, *named, *_activity(activity), following)


def _activity(activity: ActivityLine) -> tuple[str, str, str]:
    quarters = ", ".join(
        f"ไตรมาส {number}" + (f" ({count})" if count else "") for number, count in activity.quarters.items()
    )
    return activity.title, activity.period or quarters or NOTHING, activity.progress
