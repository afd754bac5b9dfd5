"""The secretary's journey, and what happens to typed text when things go wrong."""

import re

import pytest
from playwright.sync_api import Route, expect

from plans.models import ActionPlan, Activity, PlanPart
from tests.browser.conftest import Visit
from tests.cast import Cast
from tests.factories import (
    ActionPlanFactory,
    ActivityFactory,
    HeadingFactory,
    MembershipFactory,
    PlanPartFactory,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def written_plan(cast: Cast) -> tuple[ActionPlan, PlanPart, Activity]:
    plan = ActionPlanFactory(organisation=cast.organisation("medicine"), title="แผนของกรม ก")
    part = PlanPartFactory(plan=plan, layout="strategy_quarters", title="ตารางหลัก")
    heading = HeadingFactory(part=part, text="ยุทธศาสตร์ที่ 1 ตัวอย่าง")
    return plan, part, ActivityFactory(part=part, heading=heading, title="กิจกรรมแรก", position=1)


def test_secretary_adds_an_activity_edits_it_in_place_and_takes_the_pdf(visit: Visit, cast: Cast) -> None:
    plan, _, first = written_plan(cast)
    me = visit.sign_in(cast["secretary@medicine"])
    page = me.page
    me.go(f"/plans/?year={plan.fiscal_year}")
    page.get_by_role("link", name="แผนของกรม ก").click()
    page.get_by_role("link", name="แก้ไขแผน").click()

    page.get_by_role("link", name="เพิ่มกิจกรรม", exact=True).click()
    title = page.locator("#row-0 [name=title]")
    expect(title).to_be_focused()
    page.keyboard.type("อบรมตัวอย่าง")
    page.locator("#row-0 [name=quarter_2]").click()
    page.keyboard.press("Control+s")
    row = page.locator("tr[data-row]", has_text="อบรมตัวอย่าง")
    expect(row).to_be_focused()
    expect(page.locator("#toasts")).to_contain_text("เพิ่มกิจกรรมแล้ว")
    assert row.locator("th").inner_text().startswith("2. ")

    row.locator(".field-budget").click()
    expect(page.locator("tr.editing [name=budget]")).to_be_focused()
    page.keyboard.type("๒๐,๐๐๐")
    expect(page.locator("tr.editing [data-understood=budget]")).to_have_text("เข้าใจว่า 20,000 บาท")
    page.locator("tr.editing").get_by_role("button", name="บันทึก", exact=True).click()
    expect(row.locator(".field-budget")).to_have_text("๒๐,๐๐๐")
    expect(page.get_by_text("บันทึกแล้ว เวลา")).to_be_visible()
    expect(row).to_be_focused()

    page.keyboard.press("Alt+ArrowUp")
    expect(page.locator("tr[data-row]").first).to_contain_text("อบรมตัวอย่าง")
    page.locator("#toasts").get_by_role("button", name="เลิกทำ").click()
    expect(page.locator("tr[data-row]").first).to_contain_text("กิจกรรมแรก")

    page.get_by_role("link", name="ดูตามที่พิมพ์").click()
    pdf = page.request.get(me.address + str(page.get_by_role("link", name="PDF").get_attribute("href")))
    assert pdf.body().startswith(b"%PDF")
    assert [str(a) for a in Activity.objects.order_by("position")] == [str(first), "อบรมตัวอย่าง"]


def test_typed_text_waits_as_a_draft_and_outlives_the_session(visit: Visit, cast: Cast) -> None:
    plan, _, activity = written_plan(cast)
    me = visit.sign_in(cast["secretary@medicine"])
    page = me.page
    me.go(f"/plans/{plan.pk}/editor/")
    page.locator(f"#row-{activity.pk} .field-objective").click()
    expect(page.locator("tr.editing [name=objective]")).to_be_focused()
    page.keyboard.type("ค้างไว้")
    expect(page.get_by_text("บันทึกร่างแล้ว เวลา")).to_be_visible()

    me.go(f"/plans/{plan.pk}/editor/")
    expect(page.locator(f"#row-{activity.pk} .chip-warn.row-mark")).to_have_text("ร่าง")
    page.locator(f"#row-{activity.pk} .field-objective").click()
    expect(page.locator("tr.editing [name=objective]")).to_have_value("ค้างไว้")
    expect(page.locator("tr.editing [name=objective]")).to_be_focused()

    page.context.clear_cookies(name="sessionid")
    page.keyboard.type(" และต่อ")
    page.keyboard.press("Control+s")
    expect(page.locator("#toasts")).to_contain_text("ท่านออกจากระบบแล้ว ข้อความที่ท่านพิมพ์ยังอยู่ในหน้านี้")
    expect(page.locator("tr.editing [name=objective]")).to_have_value("ค้างไว้ และต่อ")
    assert Activity.objects.get(pk=activity.pk).objective == ""


def test_second_of_two_people_sees_both_texts_and_chooses(visit: Visit, cast: Cast) -> None:
    plan, _, activity = written_plan(cast)
    colleague = MembershipFactory(organisation=plan.organisation).user
    both = [visit.sign_in(person) for person in (cast["secretary@medicine"], colleague)]
    for person, words in zip(both, ("ของคนแรก", "ของคนที่สอง"), strict=True):
        person.go(f"/plans/{plan.pk}/editor/")
        person.page.locator(f"#row-{activity.pk} .field-title").click()
        person.page.locator("tr.editing [name=title]").fill(words)
    first, second = both
    first.page.keyboard.press("Control+s")
    expect(first.page.locator(f"#row-{activity.pk}:not(.editing)")).to_contain_text("ของคนแรก")

    second.page.keyboard.press("Control+s")
    row = second.page.locator("tr.editing")
    expect(row).to_contain_text("มีผู้แก้ไขรายการนี้ก่อนท่าน")
    expect(row.locator(".conflict-text")).to_have_text("ของคนแรก")
    expect(row.locator("textarea[name=title]")).to_have_value("ของคนที่สอง")
    row.get_by_label("ใช้ข้อความของท่าน", exact=True).check()
    row.get_by_role("button", name="บันทึก", exact=True).click()
    expect(second.page.locator(f"#row-{activity.pk}:not(.editing)")).to_contain_text("ของคนที่สอง")
    assert Activity.objects.get(pk=activity.pk).title == "ของคนที่สอง"


def test_section_is_written_with_the_rich_text_editor(visit: Visit, cast: Cast) -> None:
    plan, _, _ = written_plan(cast)
    me = visit.sign_in(cast["secretary@medicine"])
    page = me.page
    me.go(f"/plans/{plan.pk}/sections/new/")
    page.get_by_label("หัวข้อ").fill("หลักการ")
    page.get_by_role("textbox", name="เนื้อหา").click()
    page.locator("[title='ตัวหนา']").click()
    page.keyboard.type("สำคัญ")
    page.get_by_role("button", name="บันทึก", exact=True).click()
    page.wait_for_url(re.compile("/editor/"))

    assert [section.html for section in plan.sections.all()] == ["<p><strong>สำคัญ</strong></p>"]


def test_editing_on_a_phone_opens_a_page_of_its_own(visit: Visit, cast: Cast) -> None:
    plan, _, activity = written_plan(cast)
    me = visit.sign_in(cast["secretary@medicine"])
    me.page.set_viewport_size({"width": 390, "height": 844})
    me.go(f"/plans/{plan.pk}/editor/")
    me.page.locator(f"#row-{activity.pk} a[data-act=edit]").click()
    me.page.wait_for_url(f"**/plans/activities/{activity.pk}/")
    me.page.get_by_label("วัตถุประสงค์").fill("จากโทรศัพท์")
    me.page.get_by_role("button", name="บันทึก", exact=True).click()
    me.page.wait_for_url(re.compile("/editor/"))

    assert Activity.objects.get(pk=activity.pk).objective == "จากโทรศัพท์"


COVERED = """row => [...row.querySelectorAll("td")].flatMap((cell) => {
  const { left, right } = cell.getBoundingClientRect();
  return [...cell.querySelectorAll("textarea, input:not([type=hidden]), p, li")]
    .filter((part) => part.getClientRects().length && !part.closest(".visually-hidden"))
    .map((part) => part.getBoundingClientRect())
    .filter((place) => place.left < left - 1 || place.right > right + 1)
    .map(() => cell.className);
})"""


def test_quarters_are_ticked_and_typed_in_place_and_no_field_covers_another(visit: Visit, cast: Cast) -> None:
    plan, _, activity = written_plan(cast)
    me = visit.sign_in(cast["secretary@medicine"])
    page = me.page
    me.go(f"/plans/{plan.pk}/editor/")
    page.locator(f"#row-{activity.pk} .field-budget").click()
    row = page.locator("tr.editing")
    expect(row.locator("[name=budget]")).to_be_focused()
    row.locator("[name=budget]").fill("-5")
    for number, keys in ((1, []), (2, ["Space"]), (3, ["2", "x"])):
        row.locator(f"[name=quarter_{number}]").click()
        for key in keys:
            page.keyboard.press(key)
    values = [row.locator(f"[name=quarter_{number}]").input_value() for number in range(1, 5)]
    assert values == ["/", "", "2x", ""]
    page.keyboard.press("Control+s")
    expect(row.locator(".field-errors")).to_have_text("งบประมาณต้องไม่เป็นจำนวนลบ")
    expect(row.get_by_text("งบประมาณต้องไม่เป็นจำนวนลบ")).to_have_count(1)
    assert row.evaluate(COVERED) == []

    row.locator("[name=budget]").fill("5")
    page.keyboard.press("Control+s")
    expect(page.locator("#undo button")).to_be_enabled()
    page.locator(f"#row-{activity.pk}").press("Control+z")
    expect(page.locator("#toasts")).to_contain_text("เลิกทำการแก้ไข “กิจกรรมแรก”แล้ว")
    assert Activity.objects.get(pk=activity.pk).budget_text == activity.budget_text


def test_second_tab_leads_past_the_menus_to_the_table(visit: Visit, cast: Cast) -> None:
    plan, _, _ = written_plan(cast)
    me = visit.sign_in(cast["secretary@medicine"])
    me.go(f"/plans/{plan.pk}/editor/")
    for key in ("Tab", "Tab", "Enter"):
        me.page.keyboard.press(key)

    expect(me.page.locator("#table")).to_be_focused()


def test_lost_answer_leaves_the_result_open_and_sending_again_adds_no_second_row(
    visit: Visit, cast: Cast
) -> None:
    plan, part, _ = written_plan(cast)
    me = visit.sign_in(cast["secretary@medicine"])
    page = me.page
    me.go(f"/plans/{plan.pk}/editor/")
    page.get_by_role("link", name="เพิ่มกิจกรรม", exact=True).click()
    title = page.locator("#row-0 [name=title]")
    expect(title).to_be_focused()
    title.fill("เพิ่มครั้งเดียว")

    def lose(route: Route) -> None:
        if route.request.method != "POST":
            route.continue_()
            return
        route.fetch()
        route.abort()

    # Every answer until the page has said so: which request comes first is not for the test to know.
    page.route("**/activities/new/**", lose)
    page.keyboard.press("Control+s")
    expect(page.get_by_text("ยังไม่ทราบผลการบันทึก")).to_be_visible()
    page.unroute("**/activities/new/**")
    visit.complaints.found.clear()  # the browser's own words about the lost answer
    page.keyboard.press("Control+s")
    expect(page.locator("tr[data-row]", has_text="เพิ่มครั้งเดียว")).to_have_count(1)
    assert part.activities.count() == 2
