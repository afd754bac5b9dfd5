"""The score sheet is one page, whatever the framework asks; the strip leads from a gap to the next score."""

import io

import pytest
from pypdf import PdfReader

from assessments.models import Framework, Round
from assessments.services.frameworks import load_shipped
from assessments.services.results import recompute
from ita_portal.tables.content import Digits
from reports.formats import Format, printed
from reports.rounds.sheet import sheet_document
from reports.rounds.strip import strip_document
from tests.factories import FrameworkFactory, GapFactory, RoundFactory, RoundInstrumentFactory, ScoreFactory
from tests.reports.rounds.sample_rounds import ACTIVITY, GAP, MEASURE, rounds_of_the_figures, with_everything

pytestmark = pytest.mark.django_db


def rows(document: object, at: int) -> list[list[str]]:
    table = document.tables[at]  # type: ignore[attr-defined]
    return [[cell.text for cell in line.cells] for line in table.body]


def test_sheet_sets_instruments_against_their_targets() -> None:
    document = sheet_document(rounds_of_the_figures()[-1])

    assert rows(document, 0) == [
        ["IIT", "99.27", "95", "ถึงเป้าหมาย", "33", ""],
        ["EIT", "92.96", "95", "ยังไม่ถึงเป้าหมาย", "6", ""],
    ]
    assert [row[-2:] for row in rows(document, 1)][:2] == [["100", "+6.67"], ["99.39", "0"]]
    assert [row[0] for row in rows(document, 2)] == ["e7", "i10"]


def test_sheet_says_which_condition_failed() -> None:
    text = str(sheet_document(rounds_of_the_figures()[-1]).blocks[0])

    assert "ระดับผลการประเมิน ผ่าน" in text
    assert text.count("เงื่อนไขที่ยังไม่ผ่าน") == 2


def test_sheet_of_a_round_without_scores_is_one_page_without_tables() -> None:
    made = RoundFactory(framework=FrameworkFactory())

    document = sheet_document(Round.objects.get(pk=made.pk))

    assert document.tables == ()
    assert len(PdfReader(io.BytesIO(printed(document, Format.PDF))).pages) == 1


def test_strip_has_a_line_for_each_activity_and_the_next_score() -> None:
    made = with_everything(rounds_of_the_figures()[-1])
    following = RoundFactory(
        organisation=made.organisation, framework=made.framework, fiscal_year=2569, kind="last5"
    )
    ScoreFactory(round=following, item=made.framework.items.get(code="i10"), value="95.45")
    recompute(following)
    GapFactory(round=made, issue="ประเด็นที่ยังไม่มีมาตรการ", position=9)

    told = rows(strip_document(made), 0)

    assert [told[0][0], told[0][1], told[0][4], told[0][7]] == [
        f"1. {GAP} (i10)",
        "90.91",
        ACTIVITY,
        "i10 95.45 (+4.54)",
    ]
    assert told[0][2:4] == [f"B : {MEASURE}", "เดิม"]
    assert told[1][2] == "ยังไม่มีมาตรการ"


def test_thai_digits_of_the_plan_are_those_of_the_strip() -> None:
    made = with_everything(rounds_of_the_figures()[-1])
    assert made.plan is not None
    made.plan.parts.update(options={"digits": "thai"})

    document = strip_document(made)

    assert rows(document, 0)[0][1] == "๙๐.๙๑"
    assert (document.title[-4:], document.digits) == ("๒๕๖๙", Digits.THAI)


def test_empty_strip_says_so() -> None:
    table = strip_document(rounds_of_the_figures()[-1]).tables[0]

    assert (table.body, table.notes[0]) == ((), "ยังไม่มีประเด็นที่ต้องปิด Gap และมาตรการในรอบนี้")


@pytest.mark.parametrize("code", ["ita-2562", "ita-2566", "ita-2568", "ita-2569"])
def test_sheet_of_a_full_framework_of_the_agency_is_exactly_one_page(code: str) -> None:
    load_shipped()
    framework = Framework.objects.get(family="nacc-ita", fiscal_year=int(code[-4:]))
    made = RoundFactory(framework=framework, family=framework.family, fiscal_year=framework.fiscal_year)
    for indicator in framework.indicators.filter(parent=None):
        ScoreFactory(round=made, item=None, indicator=indicator, value="93.33")
    for item in framework.items.all():
        ScoreFactory(round=made, item=item, value="91.5")
    for instrument in framework.instruments.all():
        RoundInstrumentFactory(
            round=made, instrument=instrument, respondents=8, population=40, target_score=95
        )
    recompute(made)

    pdf = printed(sheet_document(Round.objects.get(pk=made.pk)), Format.PDF)

    assert len(PdfReader(io.BytesIO(pdf)).pages) == 1
