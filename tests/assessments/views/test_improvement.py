from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessments.models import Gap, Measure, Round, SwocEntry
from organisations.access import Permission
from plans.models import ActionPlan, Activity, PlanCell
from tests.cast import Cast
from tests.conftest import ClientAs
from tests.factories import (
    ActionPlanFactory,
    AssessmentIndicatorFactory,
    FrameworkFactory,
    GapFactory,
    HeadingFactory,
    InstrumentFactory,
    ItemFactory,
    MeasureFactory,
    PlanPartFactory,
    RoundFactory,
    RoundInstrumentFactory,
    RoundNarrativeFactory,
    ScoreFactory,
    SwocEntryFactory,
)


@pytest.fixture
def browser(cast: Cast, client_as: ClientAs) -> Client:
    return client_as(cast["secretary@medicine"])


@pytest.fixture
def of_round(cast: Cast) -> Round:
    """Three items of one instrument with the target 95: 90.91, 94.995 and 96."""
    framework = FrameworkFactory()
    instrument = InstrumentFactory(framework=framework, code="IIT")
    indicator = AssessmentIndicatorFactory(framework=framework, instrument=instrument)
    plan = ActionPlanFactory(organisation=cast.organisation("medicine"))
    made: Round = RoundFactory(organisation=plan.organisation, framework=framework, plan=plan)
    RoundInstrumentFactory(round=made, instrument=instrument, target_score=Decimal(95))
    for code, value in (("i1", "90.91"), ("i2", "94.99"), ("i3", "96")):
        item = ItemFactory(
            framework=framework, indicator=indicator, code=code, label=f"เรื่อง {code} มากน้อยเพียงใด"
        )
        ScoreFactory(round=made, item=item, value=Decimal(value))
    return made


def url(name: str, of: object) -> str:
    return reverse(f"assessments:{name}", args=[of])


def test_items_below_the_target_are_offered_and_raised_several_at_once(
    browser: Client, of_round: Round
) -> None:
    page = browser.get(url("round-improvement", of_round.pk))
    offers = page.context["offers"]
    assert [(low.code, low.is_below) for low in offers] == [("i1", True), ("i2", True)]

    browser.post(url("gap-raise", of_round.pk), {"low": [low.key for low in offers]})
    browser.post(url("gap-raise", of_round.pk), {"low": [low.key for low in offers] + ["item-0"]})

    assert [gap.issue for gap in of_round.gaps.all()] == ["เรื่อง i1 (ข้อ i1)", "เรื่อง i2 (ข้อ i2)"]


def test_lowest_items_are_offered_where_all_reach_the_target(browser: Client, of_round: Round) -> None:
    of_round.instruments.update(target_score=Decimal(50))

    page = browser.get(url("round-improvement", of_round.pk))

    assert [low.code for low in page.context["offers"]] == ["i1", "i2", "i3"]


def test_second_editor_of_a_gap_keeps_the_typed_text_and_sees_the_other(
    browser: Client, of_round: Round
) -> None:
    gap = GapFactory(round=of_round)
    typed = {"issue": "ของฉัน", "cause": "เหตุ", "of": "", "base_version": "1"}
    browser.post(url("gap-edit", gap.pk), typed | {"issue": "ของเพื่อน"})

    page = browser.post(url("gap-edit", gap.pk), typed)

    assert page.status_code == 422
    assert page.context["form"]["issue"].value() == "ของฉัน"
    assert ("ประเด็นที่ต้องปิด Gap", "ของเพื่อน") in page.context["current"]
    browser.post(url("gap-edit", gap.pk), typed | {"base_version": "2"})
    assert Gap.objects.get().issue == "ของฉัน"


def test_item_that_is_a_gap_already_is_refused_at_its_field(browser: Client, of_round: Round) -> None:
    item = of_round.framework.items.get(code="i1")
    GapFactory(round=of_round, item=item)

    page = browser.post(
        url("gap-new", of_round.pk), {"issue": "อีกครั้ง", "of": f"item-{item.pk}", "base_version": 0}
    )

    assert page.status_code == 422
    assert page.context["form"].errors["of"] == ["ข้อนี้เป็นประเด็นที่ต้องปิด Gap ของรอบนี้แล้ว"]


def test_plan_measure_heading_and_activity_are_made_from_the_round(browser: Client, of_round: Round) -> None:
    Round.objects.update(plan=None)
    gap = GapFactory(round=of_round)
    browser.post(url("round-plan", of_round.pk), {"plan": "new", "title": "แผนใหม่"})
    browser.post(
        url("measure-new", of_round.pk),
        {
            "letter": "P",
            "title": "ร่วมมือ",
            "gaps": [gap.pk],
            "standing": "new",
            "base_version": 0,
            "row_version": 0,
        },
    )
    measure = Measure.objects.get()
    page = browser.post(
        url("measure-activity-new", measure.pk),
        {
            "title": "ประชุม",
            "owners": "กอง ก\nกอง ข",
            "quantity": "3 ครั้ง",
            "quarter_2": "/",
            "quarter_3": "๒ ครั้ง",
        },
    )

    assert page.headers["Location"].endswith(f"#measure-{measure.pk}")
    activity = Activity.objects.get(title="ประชุม")
    assert (activity.part.plan, activity.heading.text) == (ActionPlan.objects.get(title="แผนใหม่"), "ร่วมมือ")
    assert list(activity.owners.values_list("text", flat=True)) == ["กอง ก", "กอง ข"]
    cells = PlanCell.objects.filter(activity=activity).values_list("number", "marked", "count", "unit")
    assert list(cells) == [(2, True, None, ""), (3, True, Decimal(2), "ครั้ง")]


def test_plan_that_is_under_consideration_says_so_and_the_typed_text_stays(
    browser: Client, of_round: Round
) -> None:
    plan = ActionPlan.objects.get()
    plan.state = ActionPlan.State.WAITING
    plan.save()

    page = browser.post(
        url("measure-new", of_round.pk),
        {"title": "ร่วมมือ", "standing": "new", "base_version": 0, "row_version": 0},
    )

    assert page.status_code == 422
    assert page.context["form"]["title"].value() == "ร่วมมือ"
    assert page.context["form"].non_field_errors() == [plan.refusal(Permission.PLAN_EDIT)]


def test_second_editor_of_a_measure_sees_what_the_plan_says_by_now(browser: Client, of_round: Round) -> None:
    measure = MeasureFactory(round=of_round, row__part__plan=of_round.plan)
    typed = {"title": "ของฉัน", "standing": "new", "base_version": 1, "row_version": 1}
    browser.post(url("measure-edit", measure.pk), typed | {"title": "ของเพื่อน"})

    page = browser.post(url("measure-edit", measure.pk), typed)

    assert page.status_code == 422
    assert page.context["form"]["title"].value() == "ของฉัน"
    assert page.context["current"][0] == ("มาตรการ", "ของเพื่อน")


def test_words_in_a_quarter_are_refused_there(browser: Client, of_round: Round) -> None:
    measure = MeasureFactory(round=of_round, row__part__plan=of_round.plan)

    page = browser.post(url("measure-activity-new", measure.pk), {"title": "ประชุม", "quarter_1": "ตลอดปี"})

    assert page.status_code == 422
    assert list(page.context["form"].errors) == ["quarter_1"]
    assert not Activity.objects.filter(title="ประชุม").exists()


def test_two_wordings_stand_side_by_side_and_one_is_chosen(browser: Client, of_round: Round) -> None:
    measure = MeasureFactory(
        round=of_round,
        row__part__plan=of_round.plan,
        row__title="ส่งเสริม",
        heading=HeadingFactory(part__plan=of_round.plan, part__layout="measure_quarters", text="1. เสริมสร้าง"),
    )
    page = browser.get(url("round-improvement", of_round.pk)).content.decode()
    assert "ข้อความของมาตรการกับหัวข้อในแผนไม่ตรงกัน" in page

    browser.post(url("measure-words", measure.pk), {"use": "heading", "row_version": 1})

    assert Activity.objects.get(pk=measure.row_id).title == "เสริมสร้าง"
    assert "ไม่ตรงกัน" not in browser.get(url("round-improvement", of_round.pk)).content.decode()


def test_swoc_takes_typed_entries_and_ticked_beginnings(browser: Client, of_round: Round) -> None:
    page = browser.get(url("round-swoc", of_round.pk))
    [weakness] = [one for one in page.context["columns"] if one["kind"] == "weakness"]

    none = browser.post(url("swoc-add", of_round.pk), {"starters": "1"}, follow=True)
    assert "ยังไม่ได้เลือกประเด็น" in none.content.decode()
    browser.post(
        url("swoc-add", of_round.pk), {"starters": "1", "starter": [weakness["starters"][0], "ไม่ได้เสนอ"]}
    )
    browser.post(url("swoc-add", of_round.pk), {"kind": "strength", "text": "ทีมงานเข้มแข็ง"})

    assert {(one.kind, one.text) for one in SwocEntry.objects.all()} == {
        ("weakness", weakness["starters"][0]),
        ("strength", "ทีมงานเข้มแข็ง"),
    }


BEHIND = "ข้อมูลเปลี่ยนไปหลังเขียนข้อความนี้"


def test_narrative_shows_numbers_keeps_mistyped_text_and_flags_typed_numbers(
    browser: Client, of_round: Round
) -> None:
    edit = reverse("assessments:narrative-edit", args=[of_round.pk, "IIT"])
    preview = browser.post(f"{edit}preview/", {"body": "ได้ [คะแนน i1] ไม่ใช่ 96.00"}).content.decode()
    assert ">90.91</data>" in preview
    assert "ตัวเลข 96.00 พิมพ์ไว้เอง" in preview

    page = browser.post(edit, {"body": "ได้ [คะแนน i9]", "base_version": 0})
    assert page.status_code == 422
    assert page.context["form"]["body"].value() == "ได้ [คะแนน i9]"
    assert not of_round.narratives.exists()

    browser.post(edit, {"body": "ได้ [คะแนน i1]", "base_version": 0})
    told = browser.get(url("round-narrative", of_round.pk)).content.decode()
    assert ("ได้ <data" in told, BEHIND in told) == (True, False)

    of_round.narratives.update(basis="อย่างอื่น")
    assert [
        BEHIND in browser.get(one).content.decode() for one in (url("round-narrative", of_round.pk), edit)
    ] == [
        True,
        True,
    ]


@pytest.mark.parametrize("name", ["round-improvement", "round-swoc", "round-narrative"])
def test_page_asks_as_often_for_many_rows_as_for_one(name: str, browser: Client, of_round: Round) -> None:
    pirab = PlanPartFactory(plan=of_round.plan, layout="pirab")

    def more() -> None:
        measure = MeasureFactory(round=of_round, row__part=pirab)
        measure.gaps.add(GapFactory(round=of_round))
        SwocEntryFactory(round=of_round)
        RoundNarrativeFactory(round=of_round)

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            browser.get(url(name, of_round.pk))
        return len(asked)

    more()
    for_one = queries()
    for _ in range(5):
        more()

    assert (queries(), for_one <= 20) == (for_one, True)
