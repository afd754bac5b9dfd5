"""The score sheet of a round: one A4 page with what it came to."""

from collections.abc import Sequence
from decimal import Decimal

from assessments.comparison.findings import lowest_items
from assessments.comparison.shape import RowKind
from assessments.models import Round, RoundInstrument
from assessments.rows import score_words
from assessments.small_numbers import CONCLUSION_WARNING, any_small
from ita_portal.render.document import Document
from ita_portal.render.look import Look, Margins
from ita_portal.tables.content import Digits
from ita_portal.tables.layout import Align
from ita_portal.tables.layouts.score_years import CHANGED, CHANGED_NOTE
from ita_portal.tables.plain import PlainColumn, plain_table
from ita_portal.tables.table import Table
from ita_portal.thai.digits import to_thai
from reports.rounds.flow import Flow
from reports.rounds.reading import RoundFacts, facts_of
from reports.rounds.report import round_and_year, what_was_assessed

_LOWEST = 5
NOT_ESTABLISHED = "ยังไม่มีข้อมูลยืนยัน"
_LONGEST = 140  # characters of an item or an indicator, so that the sheet stays one page
_LOOK = Look(text_points=14, table_points=12, portrait=Margins(1.5, 1.5, 1.2, 1.5))
_NUMBER = Align.END


def sheet_document(of_round: Round) -> Document:
    """The sheet; the number of queries never changes."""
    facts = facts_of(of_round)
    flow = Flow(facts.digits)
    flow.paragraphs(_result(facts))
    for table in (_instruments(facts), _indicators(facts), _lowest(facts)):
        if table:
            flow.unnumbered(table)
    flow.paragraphs(_small(facts))
    return Document(
        title=flow.words(f"ใบคะแนน{what_was_assessed(of_round)} {round_and_year(of_round)}"),
        blocks=flow.blocks(),
        organisation=of_round.organisation.name,
        fiscal_year=of_round.fiscal_year,
        short_title=flow.words(f"ใบคะแนน {round_and_year(of_round)}"),
        digits=facts.digits,
        look=_LOOK,
    )


def _result(facts: RoundFacts) -> str:
    """The total with its rating, what kept it from the next better one, and the numbers of respondents."""
    here, result = facts.comparison.latest, getattr(facts.round, "result", None)
    total = here.total if here.official_total is None else here.official_total
    lines = [f"คะแนนรวม {score_words(total)}"] if total is not None else []
    if total is None and here.missing:
        lines = [f"คะแนนรวมยังไม่ครบ ขาดคะแนน {here.missing} รายการ"]
    if lines and here.target_total is not None:
        lines[0] += f" เป้าหมาย {score_words(here.target_total)}"
    if here.rating:
        lines.append(f"ระดับผลการประเมิน {here.rating}")
    if result:
        lines += [f"เงื่อนไขที่ยังไม่ผ่าน: {words}" for words in result.failed_conditions]
    return "\n".join(lines)


def _instruments(facts: RoundFacts) -> Table | None:
    """Each instrument and group: its score, the target, whether it is reached, and who answered."""
    said = {(one.instrument_id, one.part_id): one for one in facts.said}
    rows = []
    for instrument in facts.instruments:
        of_all = said.get((instrument.pk, None))
        rows.append(_instrument_row(facts, instrument.code, instrument.code, "", of_all))
        for part in instrument.parts.all():
            words = f"{instrument.code} {part.name}"
            rows.append(
                _instrument_row(facts, words, instrument.code, part.code, said.get((instrument.pk, part.pk)))
            )
    columns = (
        PlainColumn("เครื่องมือ", 34),
        PlainColumn("คะแนน", 12, _NUMBER),
        PlainColumn("เป้าหมาย", 12, _NUMBER),
        PlainColumn("ผลเทียบเป้าหมาย", 18, Align.CENTER),
        PlainColumn("ผู้ตอบ (ราย)", 12, _NUMBER),
        PlainColumn("ผู้มีสิทธิตอบ (ราย)", 14, _NUMBER),
    )
    told = [row for row in rows if any(row[1:])]
    return _table("ผลคะแนนรายเครื่องมือ", columns, told, facts) if told else None


def _instrument_row(
    facts: RoundFacts, name: str, code: str, part: str, said: RoundInstrument | None
) -> tuple[str, ...]:
    rows = facts.comparison.of_kind(RowKind.INSTRUMENT, instrument=code)
    computed = next((row.latest.value for row in rows if row.part == part), None)
    score = facts.officials.get((facts.round.pk, code, part), computed)
    target = said.target_score if said else None
    verdict = "" if score is None or target is None else "ถึงเป้าหมาย" if score >= target else "ยังไม่ถึงเป้าหมาย"
    people = [getattr(said, field, None) for field in ("respondents", "population")]
    counts = ("" if count is None else f"{count:,}" for count in people)
    return (name, score_words(score), score_words(target), verdict, *counts)


def _indicators(facts: RoundFacts) -> Table | None:
    """Every indicator over the rounds, with the change since the nearest one before."""
    rows = [
        (
            row.instrument,
            _cut(row.title),
            *(score_words(cell.value) or "–" for cell in row.cells),
            _change(row.latest.change),
        )
        for row in facts.comparison.of_kind(RowKind.INDICATOR)
        if not row.part and row.name and row.latest.value is not None
    ]
    rounds = facts.comparison.columns
    changed = any(column.framework_changed for column in rounds)
    columns = (
        PlainColumn("เครื่องมือ", 10, merges=True),
        PlainColumn("ตัวชี้วัด", 46),
        *(PlainColumn(f"ปี {c.fiscal_year}{CHANGED * c.framework_changed}", 11, _NUMBER) for c in rounds),
        PlainColumn("เพิ่ม/ลด", 11, _NUMBER),
    )
    notes = (CHANGED_NOTE,) if changed else ()
    return _table("ผลคะแนนรายตัวชี้วัด", columns, rows, facts, notes) if rows else None


def _lowest(facts: RoundFacts) -> Table | None:
    found = lowest_items(facts.comparison, count=_LOWEST)[:_LOWEST]
    columns = (
        PlainColumn("ข้อ", 10, Align.CENTER),
        PlainColumn("ข้อความ", 76),
        PlainColumn("คะแนน", 14, _NUMBER),
    )
    rows = [(row.number, _cut(row.name) or NOT_ESTABLISHED, score_words(row.latest.value)) for row in found]
    return _table("ข้อที่ได้คะแนนต่ำสุด", columns, rows, facts) if rows else None


def _small(facts: RoundFacts) -> str:
    return CONCLUSION_WARNING if any_small(one.respondents for one in facts.said) else ""


def _table(
    title: str,
    columns: tuple[PlainColumn, ...],
    rows: Sequence[tuple[str, ...]],
    facts: RoundFacts,
    notes: tuple[str, ...] = (),
) -> Table:
    words = to_thai if facts.digits is Digits.THAI else str
    return plain_table(title, columns, rows, notes=notes, digits=words)


def _change(change: Decimal | None) -> str:
    return "" if change is None else f"{change:+.2f}" if change else "0"


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rstrip()}…"
