"""The panel of checks in a real browser: it follows the saves, and its links open the very cell."""

from decimal import Decimal

import pytest
from playwright.sync_api import expect

from plans.models import ActionPlan, PlanCell
from tests.browser.conftest import Visit
from tests.cast import Cast
from tests.factories import ActionPlanFactory, ActivityFactory, IndicatorFactory, PlanPartFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_link_opens_the_cell_and_the_panel_follows_the_save(visit: Visit, cast: Cast) -> None:
    plan = short_plan(cast)
    me = visit.sign_in(cast["secretary@medicine"])
    page = me.page
    me.go(f"/plans/{plan.pk}/editor/")
    expect(page.locator("td.cell-found")).to_have_count(1)
    button = page.get_by_role("link", name="ข้อตรวจสอบ 1")
    button.click()
    page.locator("#checks-list").get_by_role("link", name="ประชุม").click()

    expect(page.locator("tr.editing [name=quarter_2]")).to_be_focused()
    page.locator("tr.editing [name=quarter_2]").fill("4")
    page.keyboard.press("Control+s")

    expect(page.locator("#checks-list")).to_contain_text("ไม่พบข้อที่ควรตรวจสอบ")
    expect(page.locator("#checks-in-head")).to_have_text("0")
    expect(page.locator(".cell-found")).to_have_count(0)
    assert ActionPlan.objects.get(pk=plan.pk).known_findings == 0


def test_page_leads_to_the_cell_in_the_editor_once(visit: Visit, cast: Cast) -> None:
    plan = short_plan(cast)
    me = visit.sign_in(cast["secretary@medicine"])
    page = me.page
    me.go(f"/plans/?year={plan.fiscal_year}")
    page.get_by_role("link", name="1 ข้อที่ควรตรวจสอบ").click()
    page.get_by_role("link", name="ประชุม").click()
    expect(page.locator("tr.editing [name=quarter_2]")).to_be_focused()
    assert "field=" not in page.url


def short_plan(cast: Cast) -> ActionPlan:
    """Three meetings in the second quarter, where four are the target."""
    plan = ActionPlanFactory(organisation=cast.organisation("medicine"), title="แผนของกรม ก")
    part = PlanPartFactory(plan=plan, layout="strategy_quarters")
    activity = ActivityFactory(part=part, title="ประชุม")
    activity.owners.create(text="กอง")
    IndicatorFactory(activity=activity, statement="4 ครั้ง")
    PlanCell.objects.create(activity=activity, span="quarter", number=2, marked=True, count=Decimal(3))
    return plan
