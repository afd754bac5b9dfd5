"""The report of a round: the figures of a committee's report, and nothing of what a round does not have."""

import io
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from docx import Document as WordDocument
from pytest_django import DjangoAssertNumQueries

from assessments.models import Round
from assessments.services.results import recompute
from ita_portal.render.blocks import Prose
from ita_portal.render.document import Document
from reports.formats import Format, printed
from reports.rounds.report import report_document
from tests.factories import (
    ActivityFactory,
    GapFactory,
    InstrumentPartFactory,
    ItemFactory,
    RoundFactory,
    RoundInstrumentFactory,
    ScoreFactory,
    SwocEntryFactory,
)
from tests.render.reading import READERS, without_space
from tests.reports.rounds.sample_rounds import (
    ACTIVITY,
    FIGURES,
    GAP,
    MEASURE,
    NO_SUGGESTIONS,
    STRENGTH,
    rounds_of_the_figures,
    with_everything,
)


def current(made: Round) -> Round:
    related = ("organisation", "framework", "plan__organisation", "result")
    return Round.objects.select_related(*related).get(pk=made.pk)


@pytest.fixture
def bare(db: None) -> Round:
    return current(rounds_of_the_figures()[-1])


@pytest.fixture
def whole(db: None) -> Round:
    return current(with_everything(rounds_of_the_figures()[-1]))


def cells(document: Document, title: str) -> list[list[str]]:
    table = next(table for table in document.tables if title in table.title)
    return [[cell.text for cell in line.cells] for line in table.body]


def prose(document: Document) -> str:
    return re.sub(
        r"<[^>]+>", "\n", "".join(one.title + one.html for one in document.blocks if isinstance(one, Prose))
    )


def all_words(document: Document) -> str:
    return prose(document) + str(document.tables)


@pytest.mark.parametrize("code", ["IIT", "EIT"])
def test_table_of_an_instrument_prints_the_figures_as_announced(bare: Round, code: str) -> None:
    indicators, totals = FIGURES[code]

    told = cells(report_document(bare), f"ผลการประเมิน {code}")

    expected = [[f"{number}. {name}", *scores] for number, (name, *scores) in indicators.items()]
    assert told == [*expected, ["คะแนนรวม", *totals]]


def test_three_tables_are_numbered_and_referred_to(whole: Round) -> None:
    document = report_document(whole)

    titles = [
        title[: len("ตารางที่ 1")] for table in document.tables if (title := table.title).startswith("ตารางที่")
    ]
    assert titles == ["ตารางที่ 1", "ตารางที่ 2", "ตารางที่ 3"]
    assert [prose(document).count(f"ดัง{title}") for title in titles] == [1, 1, 1]
    assert [prose(document).count(f"จาก{title} ") for title in titles] == [1, 1, 0]


def test_paragraph_says_highest_lowest_and_lowest_item_in_the_numbers_of_the_table(bare: Round) -> None:
    told = prose(report_document(bare))

    assert "ตัวชี้วัดที่ 1, 3 และ 5 (ร้อยละ 100)" in told
    assert "(ร้อยละ 96.97)" in told
    assert "ร้อยละ 90.91" in told
    assert "[" not in told


def test_measures_of_other_rounds_are_not_in_the_table_of_measures(whole: Round) -> None:
    document = report_document(whole)

    rows = cells(document, "มาตรการ")
    assert [row[1] for row in rows] == [f"1. {MEASURE}"]
    assert ACTIVITY in str(cells(document, "แผนขับเคลื่อนตัวอย่าง"))


def test_approver_has_a_place_below_the_plan_where_nobody_is_named(whole: Round) -> None:
    last = report_document(whole).tables[-1]

    assert [signature.label for signature in last.signatures] == ["ผู้อนุมัติแผน"]


def test_swoc_and_changed_questions_count_as_pictures(whole: Round) -> None:
    titles = [table.title for table in report_document(whole).tables if table.title.startswith("ภาพที่")]

    assert [title[: len("ภาพที่ 1")] for title in titles] == ["ภาพที่ 1", "ภาพที่ 2"]


def test_round_with_scores_alone_leaves_nothing_behind(bare: Round) -> None:
    words = ("SWOC", "ประเด็นที่ต้องปิด", "ระดับที่ 2", "PIRAB", STRENGTH, GAP, MEASURE, "ภาพที่")

    before = all_words(report_document(bare))
    after = all_words(report_document(current(with_everything(bare))))

    assert [word for word in words if word in before] == []
    assert [word for word in words if word not in after] == []


def test_groups_of_respondents_have_tables_of_their_own(bare: Round) -> None:
    instrument = bare.framework.instruments.get(code="EIT")
    indicator = bare.framework.indicators.get(number="6")
    for code, official in (("EIT1", "88"), ("EIT2", None)):
        part = InstrumentPartFactory(instrument=instrument, code=code, name=f"กลุ่ม {code}")
        RoundInstrumentFactory(round=bare, instrument=instrument, part=part, official_score=official)
        ScoreFactory(round=bare, item=None, indicator=indicator, part=part, value="90.5")

    document = report_document(current(bare))

    assert [cells(document, f"ผลการประเมิน EIT กลุ่ม {code}") for code in ("EIT1", "EIT2")] == [
        [["6. คุณภาพการดำเนินงาน", "90.50"], ["คะแนนรวม", "88"]],
        [["6. คุณภาพการดำเนินงาน", "90.50"], ["คะแนนรวม", "-"]],
    ]
    assert cells(document, "ผลการประเมิน EIT ของ")[-1] == ["คะแนนรวม", "84.89", "91.11", "92.96"]


def test_instrument_without_named_indicators_lists_its_items(db: None) -> None:
    item = ItemFactory(indicator__name="", indicator__number="", code="M 1", label="เผยแพร่ข้อมูลตัวอย่าง")
    made = RoundFactory(framework=item.framework)
    ScoreFactory(round=made, item=item, value="100")
    recompute(made)

    document = report_document(current(made))

    assert [[cell.text for cell in line.cells] for line in document.tables[0].body] == [
        ["M 1. เผยแพร่ข้อมูลตัวอย่าง", "100"],
        ["คะแนนรวม", "100"],
    ]


def test_no_suggestions_are_stated_with_their_source_only_where_they_are(bare: Round) -> None:
    told = prose(report_document(bare))

    assert told.count(NO_SUGGESTIONS) == 1
    assert "ข้อเสนอแนะของผู้ตอบ EIT" not in told


def test_thai_digits_of_the_plan_are_those_of_the_report(whole: Round) -> None:
    assert whole.plan
    whole.plan.parts.update(options={"digits": "thai"})

    document = report_document(current(whole))

    assert cells(document, "ผลการประเมิน IIT")[-1] == ["คะแนนรวม", "๙๘.๙๑", "๙๗.๕๘", "๙๙.๒๗"]
    assert re.findall(r"[0-9]", prose(document)) == []


@pytest.mark.parametrize("reader", ["pdfium", "mupdf"])
def test_pdf_says_every_figure_to_any_reader(whole: Round, reader: str) -> None:
    text = without_space(READERS[reader](printed(report_document(whole), Format.PDF)))

    expected = [
        figure for lines, totals in FIGURES.values() for figure in (*totals, *sum(lines.values(), ()))
    ]
    missing = [
        figure
        for figure in (*expected, GAP, MEASURE, ACTIVITY, STRENGTH)
        if without_space(figure) not in text
    ]
    assert missing == []


def test_word_file_has_the_same_tables(whole: Round) -> None:
    document = report_document(whole)
    word = WordDocument(io.BytesIO(printed(document, Format.DOCX)))

    said = [[cell.text for cell in row.cells] for table in word.tables for row in table.rows]
    assert all(line in said for line in cells(document, "ผลการประเมิน IIT"))
    assert "ระดับที่ 2 Advocacy / Intervention" in [paragraph.text for paragraph in word.paragraphs]


def test_title_page_is_optional(whole: Round) -> None:
    covers = [type(report_document(whole, has_cover=asked).blocks[0]).__name__ for asked in (False, True)]

    assert covers == ["Prose", "Cover"]


def test_number_of_queries_does_not_grow(
    whole: Round, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with CaptureQueriesContext(connection) as few:
        report_document(current(whole))
    GapFactory.create_batch(10, round=whole)
    SwocEntryFactory.create_batch(10, round=whole)
    assert whole.plan
    part = whole.plan.parts.get(layout="measure_quarters")
    ActivityFactory.create_batch(20, part=part, heading=part.headings.get())

    with django_assert_num_queries(len(few)):
        report_document(current(whole))
