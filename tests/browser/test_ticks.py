"""Ticking many lines of a list in a real browser."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.cast import Cast
from tests.factories import ActionPlanFactory, PlanPartFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_one_tick_takes_all_units_of_a_call_without_a_bar_of_acts(visit: Visit, cast: Cast) -> None:
    plan = ActionPlanFactory(organisation=cast.organisation("medicine"))
    PlanPartFactory(plan=plan)
    me = visit.sign_in(cast["secretary@medicine"])
    me.go(f"/plans/{plan.pk}/calls/new/")
    units = me.page.locator("[data-tick]")
    assert units.count() > 0

    me.page.locator("[data-tick-all]").check()

    expect(me.page.locator("[data-tick]:checked")).to_have_count(units.count())
    units.first.uncheck()
    expect(me.page.locator("[data-tick-all]")).not_to_be_checked()
