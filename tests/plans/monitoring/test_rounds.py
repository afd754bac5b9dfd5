"""What a round comes to, which presets there are, and what differs between two closings."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ita_portal.tables.json_values import Json
from plans.monitoring.round_differences import Difference, differences
from plans.monitoring.round_presets import not_made, presets_of, suggested
from plans.monitoring.rounds import closed_round_of, figures_of, missing_of, overview
from plans.services.rounds import close_round, reopen_round
from tests.cast import Cast
from tests.factories import ActivityFactory, IndicatorResultFactory, ProgressFactory
from tests.plans.monitoring.year import Year, year_of


@pytest.fixture
def year(cast: Cast) -> Year:
    return year_of(cast)


def activities(figures: Json) -> dict[str, Json]:
    return {one["title"]: one for part in figures["parts"] for one in part["activities"]}


def disbursed(money: Json) -> tuple[str, str]:
    return money["during"]["disbursed"], money["so_far"]["disbursed"]


def test_figures_tell_what_was_planned_and_done(year: Year) -> None:
    IndicatorResultFactory(progress=year.report(year.training, 1), position=1)

    training = activities(figures_of(year.round("quarter-10")))["อบรมจริยธรรม"]

    told = {name: training[name] for name in ("number", "planned", "actual", "unit", "percent", "work")}
    assert told == {
        "number": "1",
        "planned": "2",
        "actual": "1",
        "unit": "ครั้ง",
        "percent": "50",
        "work": "ongoing",
    }
    (report,) = training["reports"]
    assert (report["period"], report["standing"]) == ("ไตรมาสที่ 1", "submitted")
    assert report["narrative"] == "จัดประชุมชี้แจงแล้ว 1 ครั้ง"
    (result,) = training["results"]
    assert (result["text"], result["value"], result["is_met"]) == ("ร้อยละ 85", "85", True)


def test_figures_count_up_to_the_end_of_the_round(year: Year) -> None:
    training = activities(figures_of(year.round("quarter-01")))["อบรมจริยธรรม"]

    assert (training["planned"], training["actual"], training["percent"]) == ("4", "1", "25")
    assert [report["period"] for report in training["reports"]] == ["ไตรมาสที่ 2"]


def test_money_adds_up_at_every_level(year: Year) -> None:
    figures = figures_of(year.round("quarter-01"))

    assert disbursed(activities(figures)["อบรมจริยธรรม"]["money"]) == ("100.00", "500.10")
    assert disbursed(figures["parts"][0]["totals"]["money"]) == ("100.00", "500.10")
    assert [disbursed(line["money"]) for line in figures["lines"]] == [("0.00", "50.00")]
    assert disbursed(figures["totals"]["money"]) == ("100.00", "550.10")
    for name in ("planned", "allotted", "committed", "disbursed", "remaining"):
        below = [
            *(part["totals"]["money"]["so_far"][name] for part in figures["parts"]),
            *(line["money"]["so_far"][name] for line in figures["lines"]),
        ]
        assert figures["totals"]["money"]["so_far"][name] == f"{sum(map(Decimal, below)):.2f}"


def test_what_is_no_more_in_the_plan_keeps_its_money(year: Year) -> None:
    round = year.round("quarter-10")
    before = figures_of(round)["totals"]["money"]["so_far"]["disbursed"]
    type(year.training).objects.filter(pk=year.training.pk).update(
        deleted_at="2026-01-01T00:00Z", deleted_by=year.secretary
    )

    figures = figures_of(round)

    assert list(activities(figures)) == ["จัดทำคู่มือ"]
    assert [line["title"] for line in figures["lines"]] == ["ค่าจ้างเหมา", "กิจกรรมที่นำออกจากแผนแล้ว"]
    assert (before, figures["totals"]["money"]["so_far"]["disbursed"]) == ("450.10", "450.10")


def test_drafts_and_internal_notes_are_not_told(year: Year) -> None:
    type(year.report(year.manual, 1)).objects.filter(pk=year.report(year.manual, 1).pk).update(
        state="draft", narrative="ร่างที่ยังไม่ส่ง", internal_note="หมายเหตุลับ", lesson="บทเรียนลับ"
    )
    type(year.report(year.training, 1)).objects.filter(pk=year.report(year.training, 1).pk).update(
        internal_note="หมายเหตุลับ"
    )

    told = str(figures_of(year.round("quarter-10")))

    assert [words in told for words in ("จัดประชุมชี้แจง", "ร่างที่ยังไม่ส่ง", "หมายเหตุลับ", "บทเรียนลับ")] == [
        True,
        False,
        False,
        False,
    ]


def test_missing_reports_are_named_with_their_reporters(year: Year) -> None:
    year.manual.reporters.create(user=year.secretary)
    round = year.round("quarter-10")

    (missing,) = figures_of(round)["missing"]

    assert missing_of(round) == [year.report(year.manual, 1)]
    assert (missing["title"], missing["period"], missing["reporters"]) == (
        "จัดทำคู่มือ",
        "ไตรมาสที่ 1",
        [str(year.secretary)],
    )


def test_round_of_five_months_has_the_periods_that_end_in_it(year: Year) -> None:
    first, second = year.round("five_months-10"), year.round("five_months-03")

    named = [[period["name"] for period in figures_of(one)["periods"]] for one in (first, second)]

    assert named == [["ไตรมาสที่ 1"], ["ไตรมาสที่ 2", "ไตรมาสที่ 3"]]


def test_closed_round_of_a_day_is_the_widest_that_is_closed_now(year: Year) -> None:
    quarter, half = year.round("quarter-10"), year.round("half-10")
    day = date(2025, 11, 1)
    assert closed_round_of(year.plan, day) is None

    close_round(by=year.secretary, round=quarter, base_version=1, missing_confirmed=1)
    assert closed_round_of(year.plan, day) == quarter
    assert closed_round_of(year.plan, date(2026, 1, 1)) is None

    close_round(by=year.secretary, round=half, base_version=1, missing_confirmed=3)
    assert closed_round_of(year.plan, day) == half
    reopen_round(by=year.approver, round=half, reason="แก้ไขจำนวน")
    assert closed_round_of(year.plan, day) == quarter


def test_overview_counts_what_is_missing(year: Year) -> None:
    year.round("quarter-10")
    year.round("year-10")

    counted = [(one.name, one.expected, one.missing, one.unchecked) for one in overview(year.plan)]  # type: ignore[attr-defined]

    assert counted == [("ไตรมาสที่ 1", 2, 1, 1), ("รอบ 12 เดือน", 8, 7, 1)]


def test_figures_ask_as_often_for_thirty_activities(year: Year) -> None:
    round = year.round("year-10")
    with CaptureQueriesContext(connection) as few:
        figures_of(round)
    for number in range(30):
        activity = ActivityFactory(part=year.training.part, position=10 + number)
        ProgressFactory(activity=activity, period=year.plan.periods.first())
    with CaptureQueriesContext(connection) as many:
        figures = figures_of(round)

    assert figures["totals"]["activities"] == 32
    assert len(many) == len(few)


def test_presets_are_the_usual_rounds_of_the_year() -> None:
    days = {preset.name: (preset.starts_on, preset.ends_on) for preset in presets_of(2568)}

    assert len(days) == 9
    assert days["รอบ 5 เดือนแรก"] == (date(2024, 10, 1), date(2025, 2, 28))
    assert days["รอบ 5 เดือนหลัง"] == (date(2025, 3, 1), date(2025, 7, 31))
    assert days["รอบ 6 เดือนหลัง"] == (date(2025, 4, 1), date(2025, 9, 30))
    assert presets_of(2567)[6].ends_on == date(2024, 2, 29)


def test_rounds_to_make_next_have_begun_and_suit_the_periods(year: Year) -> None:
    year.round("quarter-10")
    left = not_made(presets_of(2569), year.plan.monitoring_rounds.all())

    names = [preset.name for preset in suggested(left, "quarter", date(2026, 2, 1))]

    assert names == ["ไตรมาสที่ 2", "รอบ 6 เดือนแรก", "รอบ 12 เดือน"]


def test_differences_between_closings_are_named(year: Year) -> None:
    round = year.round("quarter-10")
    before = figures_of(round)
    report = year.report(year.training, 1)
    type(report).objects.filter(pk=report.pk).update(actual_count=Decimal(2))
    after = figures_of(round)

    assert differences(before, before) == []
    assert differences(before, after) == [
        Difference("ภาพรวมของแผน", "ความก้าวหน้าของแผน (ร้อยละ)", "25", "50"),
        Difference("อบรมจริยธรรม", "ผล", "1", "2"),
        Difference("อบรมจริยธรรม", "ร้อยละ", "50", "100"),
    ]
