"""The table of progress says of every activity what was accepted, period by period, and what is missing."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ita_portal.render.arrangement import EntryKind
from ita_portal.render.kinds import kind_for
from ita_portal.tables.build import build
from ita_portal.tables.layouts.progress import MISSING
from plans.models import ActionPlan, MoneyEntry, Progress, ReportingPeriod
from reports.monitoring.joining import joined
from reports.monitoring.progress_table import progress_part
from reports.sources import sources_of, state_of
from tests.factories import ActivityFactory, BudgetLineFactory, MoneyEntryFactory
from tests.reports.monitoring.followed import SINCE, UNTIL, Followed, followed_plan, report, reported
from tests.tables.tables import fields, texts

ENTRIES = kind_for("annual_report").entries
SPENT = "เบิกจ่าย 2,500.50 บาท คิดเป็นร้อยละ 25.01 ของงบประมาณที่ได้รับจัดสรร 10,000 บาท"
TRAINING = "ไตรมาสที่ 1: จัดอบรมรุ่นที่ 1\nไตรมาสที่ 2: จัดอบรมรุ่นที่ 2 และ 3\n(ดำเนินการได้ 3 จาก 4 ครั้ง คิดเป็นร้อยละ 75)"


def said(*texts_by_period: str, state: str = "accepted") -> str:
    reports = [
        Progress(period=ReportingPeriod(name=f"ไตรมาสที่ {at}"), state=state, problems=text)
        for at, text in enumerate(texts_by_period, start=1)
    ]
    return joined(reports, lambda one: one.problems)


def test_periods_are_named_where_they_say_different_things() -> None:
    assert said("ฝนตก", "ฝนตก", "แดดออก") == "ไตรมาสที่ 1, ไตรมาสที่ 2: ฝนตก\nไตรมาสที่ 3: แดดออก"
    assert said("ไม่มี", "ไม่มี") == "ไม่มี"
    assert said("ไม่มี", "ฝนตก") == "ไตรมาสที่ 2: ฝนตก"
    assert said("", "ฝนตก") == "ฝนตก"
    assert said("", " ") == ""
    assert said("ฝนตก", state="submitted") == "(ยังไม่ผ่านการตรวจสอบ): ฝนตก"


def printed(of: Followed, **choices: Any) -> list[list[str]]:
    return texts(build(progress_part(of.again(), SINCE, UNTIL, **choices)))


@pytest.mark.django_db
def test_table_joins_the_periods_of_each_activity_and_shows_what_nobody_said() -> None:
    made = reported(followed_plan())
    ActivityFactory(part=made.training.part, title="ไม่มีงานในรอบนี้", position=3)

    assert printed(made) == [
        ["1. อบรม", "10,000", "ต.ค. 68 - มี.ค. 69", TRAINING, SPENT, "ไตรมาสที่ 2: ห้องประชุมไม่พอ", "ไม่มี"],
        ["2. สำรวจ", "ไม่ใช้งบประมาณ", "มี.ค. 69", MISSING, "ไม่ใช้งบประมาณ", MISSING, MISSING],
        ["3. ไม่มีงานในรอบนี้", "10,000", MISSING, "ไม่มีงานตามแผนในช่วงเวลานี้", "–", "–", "–"],
    ]
    assert printed(made, submitted=True)[1][3:] == [
        "(ยังไม่ผ่านการตรวจสอบ): สำรวจแล้ว\n(ความก้าวหน้าร้อยละ 60)",
        "ไม่ใช้งบประมาณ",
        "(ยังไม่ผ่านการตรวจสอบ): ไม่มี",
        MISSING,
    ]


@pytest.mark.django_db
def test_internal_notes_stand_in_the_internal_print_alone() -> None:
    made = reported(followed_plan())
    public = build(progress_part(made.again(), SINCE, UNTIL))
    internal = build(progress_part(made.again(), SINCE, UNTIL, internal=True))

    assert (public.is_internal, internal.is_internal) == (False, True)
    assert fields(internal) == [*fields(public), "internal_note"]
    assert [row[-1] for row in texts(internal)] == ["วิทยากรมาสาย", ""]
    assert "วิทยากรมาสาย" not in str(public)


@pytest.mark.django_db
def test_table_asks_as_often_for_many_activities_as_for_one() -> None:
    made = reported(followed_plan())

    def queries() -> int:
        plan = made.again()
        with CaptureQueriesContext(
            connection,
        ) as asked:
            progress_part(plan, SINCE, UNTIL)
        return len(asked)

    before = queries()
    for at in range(5):
        report(
            ActivityFactory(part=made.training.part, position=10 + at), made.quarters[0], narrative="ทำแล้ว"
        )

    assert queries() == before <= 19


@pytest.mark.django_db
def test_annual_report_has_progress_and_results_where_the_plan_has_none() -> None:
    made = reported(followed_plan())
    own = ActivityFactory(part=made.indicator.part, title="มีผลแล้ว", values={"result": "ร้อยละ 91"})
    first = report(own, made.quarters[0])
    first.results.create(position=0, statement="มีผลแล้ว", text="ร้อยละ 12")

    sources = sources_of(made.again(), ENTRIES)

    [part] = sources.brought[EntryKind.PROGRESS]
    assert [row.values["outcome"] for row in part.rows] == [TRAINING, ""]
    results = {row.title: row.values for part in sources.plan.parts for row in part.rows if row.values}
    assert results == {
        "ร้อยละความพึงพอใจ": {"result": "ร้อยละ 85", "as_of": "31 มีนาคม 2569"},
        "มีผลแล้ว": {"result": "ร้อยละ 91"},
    }
    made.indicator.refresh_from_db()
    assert made.indicator.values == {}


@pytest.mark.django_db
def test_plan_that_nobody_follows_brings_no_progress() -> None:
    plan = ActivityFactory().part.plan

    assert sources_of(ActionPlan.objects.get(pk=plan.pk), ENTRIES).brought == {}


@pytest.mark.django_db
def test_kept_documents_are_old_as_soon_as_a_report_or_an_entry_changes() -> None:
    made = reported(followed_plan())
    seen = [state_of(made.again(), ENTRIES)]
    assert state_of(made.again(), ENTRIES) == seen[0]

    Progress.objects.filter(activity=made.survey).update(state="accepted", version=2)
    seen.append(state_of(made.again(), ENTRIES))
    entry = MoneyEntryFactory(line=BudgetLineFactory(plan=made.plan))
    seen.append(state_of(made.again(), ENTRIES))
    MoneyEntry.objects.filter(pk=entry.pk).update(version=2)
    seen.append(state_of(made.again(), ENTRIES))

    assert len(set(seen)) == 4
