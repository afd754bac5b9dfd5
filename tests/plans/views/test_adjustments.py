"""Requests to adjust an approved plan, misprints mended, the plan opened again: by the browser."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ita_portal.tables.from_json import row_from_json
from organisations.models import AuditEntry
from plans import rows
from plans.adjusting import adjusted, first_and_adjusted, table_of, unready
from plans.corrections import noted
from plans.models import (
    ActionPlan,
    Activity,
    Adjustment,
    AdjustmentLine,
    Correction,
    PlanPart,
    Revision,
)
from plans.services.adjusting import apply
from plans.snapshots import snapshot_of
from tests.cast import Cast
from tests.conftest import ClientAs
from tests.factories import (
    ActionPlanFactory,
    ActivityFactory,
    AdjustmentFactory,
    AdjustmentLineFactory,
    AdjustmentRuleFactory,
    ApprovedRevisionFactory,
    HeadingFactory,
    PlanPartFactory,
    RevisionFactory,
)

pytestmark = pytest.mark.django_db
State = Adjustment.State


@pytest.fixture
def plan(cast: Cast) -> ActionPlan:
    """Approved, with a table of two rows under a heading."""
    plan = ActionPlanFactory(organisation=cast.organisation("medicine"), state="approved")
    heading = HeadingFactory(part=PlanPartFactory(plan=plan, layout="component"), text="ยุทธศาสตร์ที่ 1")
    ActivityFactory(heading=heading, position=1, title="อบรบบุคลากร", level=1)
    ActivityFactory(heading=heading, position=2, title="ประเมินผล", level=2)
    ApprovedRevisionFactory(plan=plan)
    return plan


@pytest.fixture
def part(plan: ActionPlan) -> PlanPart:
    return plan.parts.get()


@pytest.fixture
def activity(part: PlanPart) -> Activity:
    found: Activity = part.activities.get(position=1)
    return found


@pytest.fixture
def adjustment(plan: ActionPlan) -> Adjustment:
    return AdjustmentFactory(plan=plan, based_on=plan.revisions.get())


@pytest.fixture
def browser(cast: Cast, client_as: ClientAs) -> Client:
    return client_as(cast["secretary@medicine"])


def url(name: str, *keys: Any) -> str:
    return reverse(f"plans:{name}", args=keys)


def posted(page: Any, **changes: str) -> dict[str, str]:
    """What the form of the page posts, with the changes."""
    values = {field.html_name: field.value() for field in page.context["form"]}
    return {name: str(value) for name, value in values.items() if value is not None} | changes


def fill_in(browser: Client, address: str, **changes: str) -> Any:
    return browser.post(address, posted(browser.get(address), **changes))


def test_secretary_asks_for_a_row_to_change_and_the_plan_stays_as_it_is(
    browser: Client, plan: ActionPlan, activity: Activity
) -> None:
    fill_in(browser, url("adjustment-new", plan.pk), reason="งบประมาณลดลง")
    request = plan.adjustments.get()
    address = url("adjustment-line-change", request.pk, activity.pk)
    page = browser.get(address)
    old = [(f.name, was) for group in page.context["form"].sides() for f, was in group["fields"]]

    fill_in(browser, address, title="อบรมบุคลากรออนไลน์", budget="5,000 บาท", necessity="ได้รับจัดสรรน้อยลง")

    assert (request.reason, request.based_on) == ("งบประมาณลดลง", plan.revisions.get())
    assert {("title", "อบรบบุคลากร"), ("budget", "10,000")} <= set(old)
    line = request.lines.get()
    assert (line.kind, line.reason, line.row_version) == ("change", "ได้รับจัดสรรน้อยลง", activity.version)
    after = row_from_json(line.after or {})
    assert after.budget
    assert (after.title, str(after.budget.amount)) == ("อบรมบุคลากรออนไลน์", "5000.00")
    assert [cell.text for cell in table_of(request).body[0].cells][2:] == [
        "โครงการ/กิจกรรม: อบรบบุคลากร\nงบประมาณ: 10,000",
        "โครงการ/กิจกรรม: อบรมบุคลากรออนไลน์\nงบประมาณ: 5,000 บาท",
        "ได้รับจัดสรรน้อยลง",
    ]
    plan.refresh_from_db()
    activity.refresh_from_db()
    assert (plan.state, activity.title, activity.version) == ("approved", "อบรบบุคลากร", 1)
    assert unready(request) == []


def test_new_row_and_rows_to_go_are_asked_for(
    browser: Client, part: PlanPart, activity: Activity, adjustment: Adjustment
) -> None:
    add = f"{url('adjustment-line-add', adjustment.pk, part.pk)}?after={activity.pk}"
    fill_in(browser, add, title="กิจกรรมใหม่", necessity="เพิ่มเติม")
    fill_in(browser, url("adjustment-line-remove", adjustment.pk, activity.pk), necessity="รวมกันแล้ว")

    lines = list(adjustment.lines.all())
    assert [(line.kind, line.name) for line in lines] == [
        ("add", "กิจกรรมใหม่"),
        ("remove", "อบรบบุคลากร"),
        ("remove", "ประเมินผล"),
    ]
    assert lines[0].after
    assert (lines[0].after_row, lines[0].heading, lines[0].after["level"]) == (activity, activity.heading, 1)


def test_nothing_typed_is_lost_where_a_line_cannot_be_kept(
    browser: Client, activity: Activity, adjustment: Adjustment
) -> None:
    address = url("adjustment-line-change", adjustment.pk, activity.pk)

    no_reason = fill_in(browser, address, title="ชื่อใหม่", necessity="")
    same = fill_in(browser, address, necessity="จำเป็น")
    too_long = fill_in(browser, address, title="ชื่อ", owners="ก" * 5000, necessity="จำเป็น")

    assert [page.status_code for page in (no_reason, same, too_long)] == [422] * 3
    assert no_reason.context["form"]["title"].value() == "ชื่อใหม่"
    assert same.context["form"].non_field_errors() == ["ยังไม่มีข้อความที่ต่างจากเดิม โปรดแก้ไขช่องที่ขอปรับ"]
    assert "owners" in too_long.context["form"].errors
    assert not adjustment.lines.exists()


def test_row_changed_meanwhile_is_marked_and_keeps_what_else_was_changed(
    browser: Client, activity: Activity, adjustment: Adjustment
) -> None:
    address = url("adjustment-line-change", adjustment.pk, activity.pk)
    fill_in(browser, address, budget="5,000", necessity="ลดลง")
    line = adjustment.lines.get()
    Activity.objects.filter(pk=activity.pk).update(title="อบรมบุคลากร", version=2)

    assert unready(adjustment) != []
    assert "มีการเปลี่ยนแปลง โปรดตรวจสอบ" in browser.get(adjustment.get_absolute_url()).content.decode()
    page = browser.get(url("adjustment-line", line.pk))
    assert [page.context["form"][name].value() for name in ("title", "budget")] == ["อบรมบุคลากร", "5,000"]

    browser.post(url("adjustment-line", line.pk), posted(page))
    line.refresh_from_db()
    assert line.before
    assert line.after
    assert (line.row_version, line.before["title"], line.after["title"]) == (2, "อบรมบุคลากร", "อบรมบุคลากร")
    assert (line.after["budget"]["text"], unready(adjustment)) == ("5,000", [])


def test_row_changed_while_the_form_was_open_is_shown_beside_what_was_typed(
    browser: Client, activity: Activity, adjustment: Adjustment
) -> None:
    address = url("adjustment-line-change", adjustment.pk, activity.pk)
    typed = posted(browser.get(address), budget="5,000", necessity="ลดลง")
    Activity.objects.filter(pk=activity.pk).update(title="อบรมบุคลากร", version=2)

    page = browser.post(address, typed)

    assert (page.status_code, adjustment.lines.count()) == (409, 0)
    assert page.context["form"]["budget"].value() == "5,000"
    assert browser.post(address, posted(page)).status_code == 302
    assert adjustment.lines.get().row_version == 2


@pytest.mark.parametrize("what", ["other plan", "binned part", "binned row", "no number"])
def test_rows_that_are_not_of_the_plan_are_not_found(
    what: str, browser: Client, cast: Cast, plan: ActionPlan, part: PlanPart, adjustment: Adjustment
) -> None:
    bin_mark = {"deleted_at": "2026-01-01T00:00:00Z", "deleted_by": cast["secretary@medicine"]}
    other = part.activities.get(position=2)
    if what == "other plan":
        other = ActivityFactory(part__plan__organisation=plan.organisation)
    elif what == "binned part":
        PlanPart.objects.filter(pk=part.pk).update(**bin_mark)
    elif what == "binned row":
        Activity.objects.filter(pk=other.pk).update(**bin_mark)
    keys = [other.pk if what != "no number" else 99_999_999_999_999]
    addresses = [
        url("adjustment-line-change", adjustment.pk, *keys),
        url("adjustment-line-remove", adjustment.pk, *keys),
        url("correction-new", *keys),
    ]
    if what == "other plan":
        foreign = HeadingFactory(part__plan__organisation=plan.organisation)
        add = url("adjustment-line-add", adjustment.pk, part.pk)
        addresses[2:] = [
            url("adjustment-line-add", adjustment.pk, other.part_id),
            f"{add}?heading={foreign.pk}",
            f"{add}?after={other.pk}",
            f"{add}?after=x",
        ]

    assert [browser.get(address).status_code for address in addresses] == [404] * len(addresses)


@pytest.mark.parametrize("state", [State.WAITING, State.APPROVED, State.DROPPED])
def test_request_that_is_not_open_cannot_be_changed(
    state: str, browser: Client, activity: Activity, plan: ActionPlan
) -> None:
    line = AdjustmentLineFactory(adjustment__plan=plan, adjustment__based_on=plan.revisions.get())
    request = line.adjustment
    Adjustment.objects.filter(pk=request.pk).update(state=state, revision=request.based_on)

    answers = [
        browser.post(url("adjustment-line", line.pk), {"necessity": "ใหม่"}),
        browser.post(url("adjustment-line-drop", line.pk)),
        browser.post(url("adjustment-drop", request.pk)),
        browser.post(url("adjustment-edit", request.pk), {"reason": "ใหม่", "base_version": "1"}),
    ]

    assert [answer.status_code for answer in answers] == [403] * 4
    assert browser.get(request.get_absolute_url()).status_code == 200
    assert AdjustmentLine.objects.filter(pk=line.pk, version=1).exists()


def test_returned_request_can_be_changed_and_one_that_was_begun_is_led_to(
    browser: Client, plan: ActionPlan, activity: Activity, adjustment: Adjustment
) -> None:
    Adjustment.objects.filter(pk=adjustment.pk).update(state=State.RETURNED)

    answer = browser.get(url("adjustment-new", plan.pk))
    fill_in(browser, url("adjustment-edit", adjustment.pk), reason="เหตุผลใหม่")
    fill_in(
        browser, url("adjustment-line-change", adjustment.pk, activity.pk), title="ใหม่", necessity="จำเป็น"
    )

    adjustment.refresh_from_db()
    assert answer["Location"] == adjustment.get_absolute_url()
    assert (adjustment.reason, adjustment.lines.count()) == ("เหตุผลใหม่", 1)


# Misprints


def test_misprint_is_mended_with_a_note_and_printed_below_its_table(
    browser: Client, plan: ActionPlan, activity: Activity
) -> None:
    address = url("correction-new", activity.pk)

    assert fill_in(browser, address, title="อบรมบุคลากร", necessity="พิมพ์ผิด").status_code == 302

    mended = Correction.objects.get()
    assert (mended.field, mended.before, mended.after) == ("title", "อบรบบุคลากร", "อบรมบุคลากร")
    plan.refresh_from_db()
    assert (plan.state, plan.revisions.count()) == ("approved", 1)
    content = rows.contents(plan)
    (note,) = noted(content, plan).parts[0].notes
    assert content.parts[0].notes == ()
    assert note.endswith("กิจกรรม จาก “อบรบบุคลากร” เป็น “อบรมบุคลากร” (พิมพ์ผิด)")
    entry = AuditEntry.objects.about(plan).get()
    assert entry.after
    assert (entry.action, entry.reason, entry.after["title"]) == ("update", "พิมพ์ผิด", "อบรมบุคลากร")
    assert "อบรบบุคลากร" in browser.get(url("adjustment-list", plan.pk)).content.decode()
    Revision.objects.update(state="replaced")
    assert noted(content, plan) == content


def test_what_is_no_misprint_is_refused_at_its_field_unless_no_request_is_needed(
    browser: Client, plan: ActionPlan, activity: Activity
) -> None:
    address = url("correction-new", activity.pk)

    refused = fill_in(browser, address, budget="20,000", necessity="พิมพ์ผิด")
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["budget"])
    assert refused.context["form"]["budget"].value() == "20,000"

    AdjustmentRuleFactory(organisation=plan.organisation, needs=["owner"])
    assert fill_in(browser, address, budget="20,000", necessity="แก้วงเงิน").status_code == 302
    activity.refresh_from_db()
    assert activity.budget_amount == 20_000


def test_nothing_is_mended_while_a_revision_waits(
    browser: Client, plan: ActionPlan, activity: Activity
) -> None:
    typed = posted(browser.get(url("correction-new", activity.pk)), title="อบรมบุคลากร", necessity="ผิด")
    RevisionFactory(plan=plan)

    answer = browser.post(url("correction-new", activity.pk), typed)

    assert (answer.status_code, Correction.objects.count()) == (403, 0)
    activity.refresh_from_db()
    assert activity.title == "อบรบบุคลากร"


# Targets; pages


def test_targets_are_known_as_first_approved_and_as_adjusted(
    cast: Cast, browser: Client, plan: ActionPlan, part: PlanPart, activity: Activity, adjustment: Adjustment
) -> None:
    fill_in(
        browser,
        url("adjustment-line-change", adjustment.pk, activity.pk),
        budget="5,000",
        period="ม.ค. 69",
        necessity="ลดลง",
    )
    fill_in(browser, url("adjustment-line-add", adjustment.pk, part.pk), title="ใหม่", necessity="เพิ่ม")
    other = part.activities.get(position=2)
    fill_in(browser, url("adjustment-line-remove", adjustment.pk, other.pk), necessity="ยกเลิก")
    assert [row.is_adjusted for row in first_and_adjusted(plan)] == [False, False]

    frozen = snapshot_of(adjusted(rows.contents(plan), adjustment))
    apply(adjustment, cast["approver@medicine"])
    before = plan.revisions.get()
    Revision.objects.filter(pk=before.pk).update(state="replaced")
    ApprovedRevisionFactory(plan=plan, number=before.number + 1, content=frozen)

    found = {row.row_id: (row.first, row.adjusted) for row in first_and_adjusted(plan)}
    new = part.activities.get(title="ใหม่")
    assert set(found) == {activity.pk, other.pk, new.pk}
    first, after = found[activity.pk]
    assert first
    assert after
    assert (first.budget, first.period, after.budget, after.period) == ("10,000", "", "5,000", "ม.ค. 69")
    assert (found[new.pk][0], found[other.pk][1]) == (None, None)


@pytest.mark.parametrize("name", ["adjustment-detail", "adjustment-rows", "adjustment-list"])
def test_pages_ask_as_often_for_many_lines_as_for_one(
    name: str, browser: Client, plan: ActionPlan, part: PlanPart, adjustment: Adjustment
) -> None:
    def count() -> int:
        key = plan.pk if name == "adjustment-list" else adjustment.pk
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert browser.get(url(name, key)).status_code == 200
        return len(queries)

    def line() -> None:
        row = ActivityFactory(part=part)
        AdjustmentLineFactory(adjustment=adjustment, activity=row)
        Correction.objects.create(
            plan=plan, revision=plan.revisions.get(), activity=row, field="title", note="ผิด"
        )

    line()
    count()
    one = count()
    for _ in range(12):
        line()
    assert count() == one <= 20
