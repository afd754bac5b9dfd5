"""The register of checks: codes, findings once, and no way for a check to break a page."""

import logging
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings

from ita_portal.tables.content import PartContent, PlanContent
from ita_portal.tables.rows import Row
from plans.checks import registry
from plans.checks.facts import PlanFacts
from plans.checks.registry import Finding
from plans.models import ActionPlan
from tests.tables.contents import plans

FACTS = PlanFacts(ActionPlan())
alone = pytest.mark.usefixtures("no_checks")


@pytest.fixture
def no_checks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_CHECKS", {})


def _plan() -> PlanContent:
    shared = Row(title="ก", id=7)
    parts = (
        PartContent("", "unit", 2569, (shared,), id=1),
        PartContent("", "component", 2569, (shared,), id=2),
    )
    return PlanContent("แผน", 2569, parts=parts)


@alone
def test_checks_are_listed_in_the_order_in_which_they_are_registered() -> None:
    registry.check("second", "ข")(lambda content, facts: ())
    registry.check("first", "ก")(lambda content, facts: ())
    assert [(check.code, check.name) for check in registry.all_checks()] == [("second", "ข"), ("first", "ก")]


@alone
def test_a_code_that_is_taken_is_refused() -> None:
    registry.check("same", "ก")(lambda content, facts: ())
    with pytest.raises(ValueError, match="same"):
        registry.check("same", "ข")(lambda content, facts: ())


@alone
def test_a_row_that_two_parts_show_is_found_once() -> None:
    @registry.check("titles", "ชื่อ")
    def titles(content: PlanContent, facts: PlanFacts) -> Iterator[Finding]:
        for part in content.parts:
            for row in part.rows:
                yield Finding("titles", row.title, part.id, row.id)

    assert registry.found_in(_plan(), FACTS) == [Finding("titles", "ก", 1, 7)]


@alone
def test_a_check_that_fails_is_logged_and_the_others_go_on(caplog: pytest.LogCaptureFixture) -> None:
    @registry.check("broken", "เสีย")
    def broken(content: PlanContent, facts: PlanFacts) -> Iterator[Finding]:
        yield Finding("broken", "ก่อนเสีย")
        raise ZeroDivisionError

    registry.check("whole", "ดี")(lambda content, facts: [Finding("whole", "พบ")])
    assert registry.found_in(_plan(), FACTS) == [Finding("whole", "พบ")]
    assert [(record.levelno, record.message) for record in caplog.records] == [
        (logging.ERROR, "check broken failed on plan None")
    ]


@alone
def test_a_check_that_asks_for_more_can_be_left_out() -> None:
    registry.check("asking", "ถาม", asks=True)(lambda content, facts: [Finding("asking", "ก")])
    registry.check("plain", "ไม่ถาม")(lambda content, facts: [Finding("plain", "ข")])
    assert [finding.code for finding in registry.found_in(_plan(), FACTS)] == ["asking", "plain"]
    assert [finding.code for finding in registry.found_in(_plan(), FACTS, asking=False)] == ["plain"]


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(plans)
def test_nothing_that_a_plan_may_hold_makes_a_check_fail(
    caplog: pytest.LogCaptureFixture, content: PlanContent
) -> None:
    codes = {check.code for check in registry.all_checks()}
    assert {finding.code for finding in registry.found_in(content, FACTS, asking=False)} <= codes
    assert [record.getMessage() for record in caplog.records] == []
