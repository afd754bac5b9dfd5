"""What the checks find: the page, the editor's panel, the number in the list of plans."""

import re
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from plans.checks.registry import Finding, Severity
from plans.models import ActionPlan, Activity, PlanCell
from plans.services.checkups import keep_count
from tests.cast import Cast
from tests.conftest import ClientAs
from tests.factories import ActivityFactory, IndicatorFactory
from tests.plans.conftest import HTMX, Desk

pytestmark = pytest.mark.django_db


def links(answer: Any) -> list[str]:
    return re.findall(r'href="(/plans/[^"]*\?part=[^"]*)"', answer.content.decode())


@pytest.fixture
def short(desk: Desk) -> Activity:
    """An activity whose quarters miss its target; it has an owner, so nothing else is to be said of it."""
    activity = ActivityFactory(part=desk.part, heading=desk.heading, title="ประชุม")
    activity.owners.create(text="กอง")
    IndicatorFactory(activity=activity, statement="4 ครั้ง")
    PlanCell.objects.create(activity=activity, span="quarter", number=2, marked=True, count=Decimal(3))
    desk.activity.delete()
    return activity


def test_page_leads_to_the_very_cell(desk: Desk, short: Activity) -> None:
    answer = desk.get("plan-checks", desk.plan)
    assert [(group.name, len(group.items)) for group in answer.context["checkup"].groups] == [
        ("จำนวนรายไตรมาสหรือรายเดือนเทียบกับเป้าหมาย", 1)
    ]
    url = f"{desk.url('plan-editor', desk.plan)}?part={desk.part.pk}&amp;field=quarter_2#row-{short.pk}"
    assert links(answer) == [url]
    assert "จำนวนรายไตรมาสรวม 3 แต่เป้าหมายคือ 4 ครั้ง" in answer.content.decode()


def test_reader_sees_the_findings_without_links(
    desk: Desk, short: Activity, cast: Cast, client_as: ClientAs
) -> None:
    answer = client_as(cast["auditor@medicine"]).get(desk.url("plan-checks", desk.plan))
    assert answer.context["checkup"].count == 1
    assert links(answer) == []


def test_panel_is_the_list_alone_with_the_numbers_of_the_page(desk: Desk, short: Activity) -> None:
    answer = desk.get("plan-checks", desk.plan, f"?part={desk.part.pk}", htmx=True)
    html = answer.content.decode()
    assert "<html" not in html
    assert '<span id="checks-in-head" hx-swap-oob="true">1</span>' in html
    assert "ยังไม่ครบถ้วน 1 รายการ" in html
    assert "ยังไม่ครบถ้วน" not in desk.get("plan-checks", desk.plan, "?part=x", htmx=True).content.decode()


def test_editor_asks_for_the_panel_of_its_table(desk: Desk) -> None:
    html = desk.get("plan-editor", desk.plan).content.decode()
    assert f'hx-get="{desk.url("plan-checks", desk.plan)}?part={desk.part.pk}"' in html


def test_row_is_marked_with_what_the_checks_say(desk: Desk, short: Activity) -> None:
    html = desk.get("plan-editor", desk.plan).content.decode()
    assert html.count("row-doubt") == 1
    assert 'title="จำนวนรายไตรมาสรวม 3 แต่เป้าหมายคือ 4 ครั้ง"' in html


def test_plan_without_findings_says_so(desk: Desk) -> None:
    desk.activity.delete()
    assert "ไม่พบข้อที่ควรตรวจสอบ" in desk.get("plan-checks", desk.plan).content.decode()


def test_thirty_rows_are_checked_with_as_many_queries_as_one(desk: Desk) -> None:
    counts = []
    for rows in (1, 29):
        for _ in range(rows):
            IndicatorFactory(activity=ActivityFactory(part=desk.part, heading=desk.heading))
        desk.get("plan-checks", desk.plan)  # keeps the number
        with CaptureQueriesContext(connection) as queries:
            desk.get("plan-checks", desk.plan)
        counts.append(len(queries))
    assert counts == [21, 21]


# The number


def test_list_shows_the_number_of_the_plan_as_it_is(desk: Desk, short: Activity) -> None:
    address = f"{reverse('plans:plan-list')}?year={desk.plan.fiscal_year}"
    count_url = desk.url("plan-checks-count", desk.plan)
    assert f'hx-get="{count_url}"' in desk.browser.get(address).content.decode()

    assert ">1<" in desk.browser.get(count_url, headers=HTMX).content.decode()
    assert f'hx-get="{count_url}"' not in desk.browser.get(address).content.decode()

    ActionPlan.objects.filter(pk=desk.plan.pk).update(version=desk.plan.version + 1)
    assert f'hx-get="{count_url}"' in desk.browser.get(address).content.decode()


def test_notes_are_not_counted(desk: Desk) -> None:
    found = [
        Finding("a", "ก"),
        Finding("b", "ข", severity=Severity.NOTE),
        Finding("c", "ค", severity=Severity.ERROR),
    ]
    assert keep_count(desk.plan, found) == 2
    desk.plan.refresh_from_db()
    assert (desk.plan.finding_count, desk.plan.checked_version) == (2, desk.plan.version)


def test_number_of_a_plan_that_changed_meanwhile_is_not_kept(desk: Desk) -> None:
    ActionPlan.objects.filter(pk=desk.plan.pk).update(version=desk.plan.version + 1)
    keep_count(desk.plan, [Finding("a", "ก")])
    assert ActionPlan.objects.get(pk=desk.plan.pk).known_findings is None


def test_keeping_the_number_is_no_change_of_the_plan(desk: Desk) -> None:
    before = ActionPlan.objects.get(pk=desk.plan.pk)
    desk.get("plan-checks", desk.plan)
    after = ActionPlan.objects.get(pk=desk.plan.pk)
    assert (after.version, after.updated_at) == (before.version, before.updated_at)
    assert after.known_findings is not None
