"""A briefing for those who will answer an instrument: how the agency works, and how questions are meant.

Source: the agency's แนวปฏิบัติรายตัวชี้วัด, per indicator one statement and the controls it rests on.
"""

from assessments.models import IndicatorStatement, Instrument, QuestionNote
from assessments.rows import question_sample
from ita_portal.render.document import Document
from ita_portal.tables.plain import PlainColumn, plain_table
from ita_portal.tables.table import Table
from organisations.models import Organisation
from reports.rounds.flow import Flow

_CONTROLS = (PlainColumn("การควบคุม", 25), PlainColumn("การดำเนินการ", 45), PlainColumn("หลักฐาน", 30))
_NOTHING = "หน่วยงานยังไม่ได้จัดทำแนวปฏิบัติรายตัวชี้วัดและคำอธิบายข้อคำถามของแบบวัดนี้"


def briefing_document(organisation: Organisation, instrument: Instrument) -> Document:
    """The briefing, in three queries; ``instrument`` comes with its framework."""
    flow = Flow()
    statements = IndicatorStatement.objects.filter(
        organisation=organisation, indicator__instrument=instrument
    ).select_related("indicator")
    notes = QuestionNote.objects.filter(
        organisation=organisation, item__indicator__instrument=instrument
    ).select_related("item__scale")
    for statement in statements.prefetch_related("controls"):
        _statement(flow, statement)
    _questions(flow, list(notes), instrument.framework.fiscal_year)
    title = f"เอกสารชี้แจงก่อนตอบแบบวัด {instrument.code} ปีงบประมาณ พ.ศ. {instrument.framework.fiscal_year}"
    if not flow.blocks():
        flow.paragraphs(_NOTHING)
    return Document(
        title=title,
        blocks=flow.blocks(),
        organisation=organisation.name,
        fiscal_year=instrument.framework.fiscal_year,
        short_title=f"{title} {organisation.name}",
    )


def _statement(flow: Flow, statement: IndicatorStatement) -> None:
    indicator = statement.indicator
    number = f"{indicator.reference} " if indicator.number else ""
    flow.section(f"{number}{indicator.name}".strip())
    flow.paragraphs(statement.body)
    if controls := _controls(statement):
        flow.unnumbered(controls)


def _controls(statement: IndicatorStatement) -> Table | None:
    rows = [(one.get_kind_display(), one.text, one.evidence or "–") for one in statement.controls.all()]
    return plain_table("", _CONTROLS, rows) if rows else None


def _questions(flow: Flow, notes: list[QuestionNote], fiscal_year: int) -> None:
    """The questions that are misread, with their answers, and below them how each is meant."""
    if not notes:
        return
    flow.section("ข้อคำถามที่มักเข้าใจคลาดเคลื่อน")
    if sample := question_sample([note.item for note in notes], fiscal_year):
        flow.figure(sample)
    for note in notes:
        if note.text:
            flow.paragraphs(f"ข้อ {note.item.code}: {note.text}")
