"""A briefing says how the agency works and how questions are meant, of the instrument asked for alone."""

import io

import pytest
from docx import Document as WordDocument
from pytest_django import DjangoAssertNumQueries

from assessments.models import Instrument
from ita_portal.render.blocks import Prose
from reports.formats import Format, printed
from reports.rounds.briefing import briefing_document
from tests.factories import (
    AssessmentIndicatorFactory,
    IndicatorControlFactory,
    IndicatorStatementFactory,
    ItemFactory,
    OrganisationFactory,
    QuestionNoteFactory,
)

pytestmark = pytest.mark.django_db


def test_briefing_tells_statement_controls_and_questions_of_its_instrument_alone() -> None:
    organisation = OrganisationFactory()
    item, other = ItemFactory(), ItemFactory()
    for one, words in ((item, "ของเรา"), (other, "ของเครื่องมืออื่น")):
        statement = IndicatorStatementFactory(
            organisation=organisation, indicator=one.indicator, body=f"แนวปฏิบัติ{words}"
        )
        IndicatorControlFactory(statement=statement, text=f"ควบคุม{words}", evidence="ประกาศ")
        QuestionNoteFactory(organisation=organisation, item=one, text=f"คำอธิบาย{words}")
    QuestionNoteFactory(item=item, text="คำอธิบายของหน่วยงานอื่น")

    document = briefing_document(organisation, item.indicator.instrument)

    text = str(document.blocks)
    told = ("แนวปฏิบัติของเรา", "ควบคุมของเรา", "คำอธิบายของเรา", item.label)
    assert [words in text for words in told] == [True] * 4
    assert [words in text for words in ("ของเครื่องมืออื่น", "ของหน่วยงานอื่น", other.label)] == [False] * 3
    word = WordDocument(io.BytesIO(printed(document, Format.DOCX)))
    assert [cell.text for cell in word.tables[0].rows[1].cells][1:] == ["ควบคุมของเรา", "ประกาศ"]


def test_briefing_of_an_agency_without_statements_says_so() -> None:
    document = briefing_document(OrganisationFactory(), ItemFactory().indicator.instrument)

    assert [type(block) for block in document.blocks] == [Prose]
    assert "ยังไม่ได้จัดทำ" in str(document.blocks)


def test_briefing_takes_three_queries_for_one_statement_and_for_eight(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    organisation, first = OrganisationFactory(), ItemFactory()
    instrument = Instrument.objects.select_related("framework").get(pk=first.indicator.instrument_id)
    for number in range(8):
        indicator = AssessmentIndicatorFactory(framework=instrument.framework, instrument=instrument)
        item = ItemFactory(framework=instrument.framework, indicator=indicator) if number else first
        statement = IndicatorStatementFactory(organisation=organisation, indicator=item.indicator)
        IndicatorControlFactory(statement=statement)
        QuestionNoteFactory(organisation=organisation, item=item)
        if number in (0, 7):
            with django_assert_num_queries(3):
                document = briefing_document(organisation, instrument)

    assert str(document.blocks).count("แนวปฏิบัติตัวอย่าง") == 8
