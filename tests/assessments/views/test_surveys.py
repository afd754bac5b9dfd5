"""The secretary's pages of own surveys: made of a framework's items, handed out, followed, closed."""

import io
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook
from pypdf import PdfReader

from assessments.models import AnswerScale, Item, Round, Survey, SurveyGroup, SurveyLink
from assessments.services.surveys_closing import close_survey
from assessments.surveys.tokens import digest_of
from tests.assessments.asked import group_of, survey_of
from tests.cast import Cast
from tests.conftest import ClientAs
from tests.factories import (
    AnswerScaleFactory,
    AssessmentIndicatorFactory,
    InstrumentFactory,
    ItemFactory,
    RoundFactory,
    SurveyAnswerFactory,
    SurveyLinkFactory,
)


def url(name: str, *args: Any) -> str:
    return reverse(f"assessments:survey-{name}", args=args)


@pytest.fixture
def secretary(cast: Cast, client_as: ClientAs) -> Client:
    return client_as(cast["secretary@medicine"])


@pytest.fixture
def survey(cast: Cast) -> Survey:
    return survey_of(cast.organisation("medicine"))


@pytest.fixture
def practice(cast: Cast) -> Round:
    """A practice round whose framework has an established item and two of which something is not known."""
    practice = RoundFactory(organisation=cast.organisation("medicine"), kind="practice")
    framework = practice.framework
    instrument = InstrumentFactory(framework=framework, code="IIT")
    indicator = AssessmentIndicatorFactory(framework=framework, instrument=instrument)
    unknown = AnswerScaleFactory(framework=framework, answers=[{"label": "มาก", "points": None}])
    for code, label, scale in (
        ("i1", "มีคู่มือหรือไม่", None),
        ("i2", "", unknown),
        ("i3", "มีระเบียบหรือไม่", unknown),
    ):
        given: dict[str, Any] = {"scale": scale} if scale else {}
        ItemFactory(
            framework=framework, indicator=indicator, code=code, label=label, position=code[1], **given
        )
    return practice


def typed(**more: str) -> dict[str, str]:
    return {
        "title": "แบบสำรวจทดลอง",
        "introduction": "",
        "opens_on": "1/12/2569",
        "opens_time": "8.30",
        "closes_on": "๑๕ ธันวาคม ๒๕๖๙",
        "closes_time": "16.30 น.",
        "asks_suggestions": "on",
        **more,
    }


def new_url(practice: Round) -> str:
    return f"{url('new', practice.pk)}?instrument={practice.framework.instruments.get().pk}"


def test_survey_freezes_the_framework_s_items_with_the_office_s_own_words(
    secretary: Client, practice: Round
) -> None:
    first, second, third = Item.objects.order_by("position")
    own = f"framework-{first.scale_id}"
    data = typed() | {
        f"item-{first.pk}-is_asked": "on",
        f"item-{first.pk}-words": first.label,
        f"item-{first.pk}-scale": own,
        f"item-{second.pk}-is_asked": "on",
        f"item-{second.pk}-words": "ข้อความของหน่วยงาน",
        f"item-{second.pk}-scale": "amount-reversed",
        f"item-{third.pk}-words": third.label,
    }

    answer = secretary.post(new_url(practice), data)
    Item.objects.update(label="ข้อความใหม่")
    AnswerScale.objects.update(answers=[])

    made = Survey.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, made.get_absolute_url())
    assert [(one["code"], one["words"]) for one in made.questions] == [
        ("i1", "มีคู่มือหรือไม่"),
        ("i2", "ข้อความของหน่วยงาน"),
    ]
    assert made.questions[0]["answers"] == [
        {"label": "มี", "points": "100"},
        {"label": "ไม่มี", "points": "0"},
    ]
    assert [one["points"] for one in made.questions[1]["answers"]] == ["0", "25", "50", "75", "100"]
    assert f"{made.opens_at:%Y-%m-%d %H:%M}" == "2026-12-01 01:30"


def test_question_without_words_or_scale_is_marked_at_the_place(secretary: Client, practice: Round) -> None:
    second = Item.objects.get(code="i2")

    answer = secretary.post(new_url(practice), typed() | {f"item-{second.pk}-is_asked": "on"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert [f'id="id_item-{second.pk}-{name}_error"' in page for name in ("words", "scale")] == [True] * 2
    assert "แบบสำรวจทดลอง" in page
    assert Survey.objects.count() == 0


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"closes_on": "1/12/2569", "closes_time": "8.30"}, "เวลาปิดตอบต้องอยู่หลังเวลาเปิดตอบ"),
        ({"opens_on": "32/1/2569"}, "วันที่"),
        ({"title": ""}, "โปรดระบุชื่อแบบสำรวจ"),
        ({}, "โปรดเลือกข้อคำถามอย่างน้อย 1 ข้อ"),
    ],
)
def test_bad_survey_is_told_and_kept(
    secretary: Client, practice: Round, wrong: dict[str, str], words: str
) -> None:
    answer = secretary.post(new_url(practice), typed(introduction="คำชี้แจงที่พิมพ์ไว้") | wrong)

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert "คำชี้แจงที่พิมพ์ไว้" in answer.content.decode()


def test_instrument_has_one_survey_in_a_round(secretary: Client, survey: Survey) -> None:
    item = survey.questions[0]["item"]
    data = typed() | {
        f"item-{item}-is_asked": "on",
        f"item-{item}-words": "ข้อ",
        f"item-{item}-scale": "has",
    }

    answer = secretary.post(f"{url('new', survey.round_id)}?instrument={survey.instrument_id}", data)

    assert answer.status_code == 422
    assert "รอบนี้มีแบบสำรวจของเครื่องมือนี้แล้ว" in answer.content.decode()


@pytest.mark.parametrize("asked", ["999999", "x", "1&part=x", "๑"])
def test_instrument_of_another_framework_is_not_found(secretary: Client, practice: Round, asked: str) -> None:
    InstrumentFactory()

    assert secretary.get(f"{url('new', practice.pk)}?instrument={asked}").status_code == 404


def test_round_that_is_not_for_practice_leads_to_one(secretary: Client, cast: Cast) -> None:
    annual = RoundFactory(organisation=cast.organisation("medicine"), kind="annual")

    answers = [secretary.post(url("practice-round", annual.pk)) for _ in range(2)]

    practice = Round.objects.get(kind="practice")
    assert (practice.framework, practice.fiscal_year) == (annual.framework, annual.fiscal_year)
    assert [answer["Location"] for answer in answers] == [url("list", practice.pk)] * 2
    assert secretary.get(url("new", annual.pk)).status_code == 404


def test_links_are_told_once_and_kept_as_digests(secretary: Client, survey: Survey) -> None:
    group = group_of(survey, name="=กลุ่ม")

    answer = secretary.post(url("make-links", group.pk), {"number": "๓", "sheet": "xlsx"})

    rows = load_workbook(io.BytesIO(answer.content))["ลิงก์"].iter_rows(min_row=5, values_only=True)
    tokens = [str(address).rstrip("/").rpartition("/")[2] for _, address in rows]
    kept = SurveyLink.objects.filter(group=group, is_used=False).values_list("digest", flat=True)
    assert len(tokens) == 3
    assert set(kept) == {digest_of(token) for token in tokens}
    assert answer["Cache-Control"] == "private, no-store"
    assert [token in secretary.get(survey.get_absolute_url()).content.decode() for token in tokens] == [
        False
    ] * 3


def test_slips_hold_every_link(secretary: Client, survey: Survey) -> None:
    group = group_of(survey)

    answer = secretary.post(url("make-links", group.pk), {"number": "13", "sheet": "pdf"})

    pages = PdfReader(io.BytesIO(answer.content)).pages
    text = "".join(page.extract_text() for page in pages).replace("\n", "")
    assert (len(pages), text.count("/assessments/answer/")) == (2, 13)


@pytest.mark.parametrize("number", ["0", "501", "-1", "1.5", "มาก", ""])
def test_number_of_links_that_makes_no_sense_is_told(secretary: Client, survey: Survey, number: str) -> None:
    answer = secretary.post(url("make-links", group_of(survey).pk), {"number": number, "sheet": "pdf"})

    assert answer.status_code == 422
    assert 'id="id_number_error"' in answer.content.decode()
    assert SurveyLink.objects.count() == 0


def test_group_is_added_renamed_and_taken_away(secretary: Client, survey: Survey) -> None:
    secretary.post(url("add-group", survey.pk), {"name": "กองแผนงาน", "asked": "1,200", "has_qr": "on"})
    group = SurveyGroup.objects.get()
    first_key = group.key
    again = secretary.post(url("add-group", survey.pk), {"name": "กองแผนงาน"})
    secretary.post(url("edit-group", group.pk), {"name": "กองคลัง", "asked": ""})
    group.refresh_from_db()

    assert first_key
    assert (group.name, group.asked, group.key) == ("กองคลัง", None, None)
    assert again.status_code == 422
    assert "แบบสำรวจนี้มีกลุ่มชื่อนี้แล้ว" in again.content.decode()
    secretary.post(url("delete-group", group.pk))
    assert SurveyGroup.objects.count() == 0


def test_what_was_answered_is_not_taken_away(secretary: Client, survey: Survey) -> None:
    group = group_of(survey)
    SurveyAnswerFactory(group=group)

    pages = [
        secretary.post(url(f"delete{what}", pk), follow=True)
        for what, pk in (("", survey.pk), ("-group", group.pk))
    ]

    assert ["จึงลบไม่ได้" in page.content.decode() for page in pages] == [True] * 2
    assert SurveyGroup.objects.count() == 1


def test_poster_shows_the_qr_of_its_group(secretary: Client, survey: Survey) -> None:
    with_qr, without = group_of(survey, key="the-key"), group_of(survey)

    page = secretary.get(url("poster", with_qr.pk)).content.decode()

    assert "http://testserver/assessments/answer/group/the-key/" in page
    assert "<svg" in page
    assert "style=" not in page
    assert secretary.get(url("poster", without.pk)).status_code == 404


def test_results_of_groups_stand_beside_the_total_but_not_of_few(
    secretary: Client, survey: Survey, cast: Cast
) -> None:
    first, second = (str(question["item"]) for question in survey.questions)
    for name, count, place in (("กองใหญ่", 20, 0), ("กองกลาง", 10, 2), ("กองเล็ก", 4, 4)):
        SurveyAnswerFactory.create_batch(
            count, group=group_of(survey, name=name), answers={first: place, second: 0}
        )
    while_open = secretary.get(survey.get_absolute_url()).content.decode()
    close_survey(by=cast["secretary@medicine"], survey=survey)

    page = secretary.get(survey.get_absolute_url()).content.decode()
    table = page[page.index("survey-results") :]

    assert "survey-results" not in while_open
    # 20 × 100 and 10 × 50 of 34; the small group would be what is left of the middle one.
    assert ["กองใหญ่" in table, "กองกลาง" in table, "กองเล็ก" in table] == [True, False, False]
    assert ["73.53" in table, "100.00" in table, "50.00" in table] == [True, True, False]
    assert "เพื่อไม่ให้คาดเดาได้" in table


def test_survey_is_closed_from_its_page(secretary: Client, survey: Survey) -> None:
    answers = {str(question["item"]): 0 for question in survey.questions}
    group = group_of(survey)
    SurveyAnswerFactory.create_batch(9, group=group, answers=answers)
    refused = secretary.post(url("close", survey.pk), follow=True).content.decode()
    SurveyAnswerFactory(group=group, answers=answers)

    secretary.post(url("close", survey.pk))

    survey.refresh_from_db()
    assert "ต้องมีผู้ตอบอย่างน้อย 10 คน" in refused
    assert survey.closed_at
    assert secretary.get(url("edit", survey.pk)).status_code == 403


def test_edit_that_comes_second_is_told_and_kept(secretary: Client, survey: Survey) -> None:
    data = typed(title="ชื่อแรก", base_version=str(survey.version))

    first = secretary.post(url("edit", survey.pk), data)
    second = secretary.post(url("edit", survey.pk), data | {"title": "ชื่อที่สอง"})

    assert (first.status_code, second.status_code) == (302, 422)
    assert "มีผู้แก้ไขแบบสำรวจนี้ก่อนท่าน" in second.content.decode()
    assert 'value="ชื่อที่สอง"' in second.content.decode()
    assert Survey.objects.get().title == "ชื่อแรก"


@pytest.mark.parametrize("name", ["detail", "list", "new"])
def test_pages_ask_as_often_for_thirty_as_for_one(
    secretary: Client, survey: Survey, name: str, cast: Cast
) -> None:
    key = survey.pk if name == "detail" else survey.round_id
    query = f"?instrument={survey.instrument_id}" if name == "new" else ""

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert secretary.get(url(name, key) + query).status_code == 200
        return len(asked)

    def add() -> None:
        group = group_of(survey)
        SurveyLinkFactory(group=group)
        SurveyAnswerFactory(group=group, answers={str(question["item"]): 0 for question in survey.questions})
        indicator = AssessmentIndicatorFactory(framework=survey.round.framework, instrument=survey.instrument)
        ItemFactory(framework=survey.round.framework, indicator=indicator)
        other = InstrumentFactory(framework=survey.round.framework)
        Survey.objects.create(
            round=survey.round,
            instrument=other,
            title="อีกแบบ",
            opens_at=survey.opens_at,
            closes_at=survey.closes_at,
        )

    add()
    secretary.get(url(name, key) + query)
    one = queries()
    for _ in range(29):
        add()

    assert (queries(), one <= 15) == (one, True)


def test_nobody_is_asked_of_what_is_published(secretary: Client, practice: Round) -> None:
    published = InstrumentFactory(framework=practice.framework, code="OIT")

    offered = secretary.get(url("new", practice.pk)).context["instruments"]

    assert [instrument.code for instrument in offered] == ["IIT"]
    assert secretary.get(url("new", practice.pk), {"instrument": published.pk}).status_code == 404
