"""A plan written with the keyboard alone: from the sign-in to the finished table, no pointer."""

import re

import pytest
from playwright.sync_api import Page, expect

from plans import rows
from plans.models import Activity, PlanPart
from tests.browser.conftest import Visit
from tests.cast import Cast
from tests.factories import PASSWORD, ActionPlanFactory, ActivityFactory, HeadingFactory, PlanPartFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

HEADINGS = ("ยุทธศาสตร์ที่ 1 ตัวอย่าง", "ยุทธศาสตร์ที่ 2 ทดลอง")
FOCUSED = "() => document.activeElement.innerText?.trim() || document.activeElement.name || ''"


def tab_to(page: Page, words: str) -> None:
    """Press Tab until the focus is on what says these words."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate(FOCUSED).startswith(words):
            return
    raise AssertionError(f"Tab does not lead to {words}")


def write_row(page: Page, number: int) -> None:
    """Fill the row that is open: title, then by Tab owner, budget and a quarter."""
    expect(page.locator("#row-0 [name=title]")).to_be_focused()
    page.keyboard.type(f"กิจกรรมที่ {number}")
    for name, words in (("owners", "กลุ่มงานตัวอย่าง"), ("budget", f"{number},000"), ("quarter_1", " ")):
        for _ in range(20):
            page.keyboard.press("Tab")
            if page.evaluate("() => document.activeElement.name") == name:
                break
        page.keyboard.type(words) if words != " " else page.keyboard.press("Space")


def add_heading(page: Page, words: str) -> None:
    page.keyboard.press("Alt+KeyH")
    expect(page.get_by_label("ข้อความหัวข้อ")).to_be_focused()
    page.keyboard.type(words)
    page.keyboard.press("Control+s")
    page.wait_for_url(re.compile("/editor/"))


def test_plan_of_ten_rows_is_written_with_the_keyboard_alone(visit: Visit, cast: Cast) -> None:
    plan = ActionPlanFactory(organisation=cast.organisation("medicine"), title="แผนของกรม ก")
    part = PlanPartFactory(plan=plan, layout="strategy_quarters", title="ตารางหลัก")
    page = visit.open()
    page.goto(f"{visit.address}/accounts/login/?next=/plans/%3Fyear={plan.fiscal_year}")
    expect(page.locator("[name=login]")).to_be_focused()
    page.keyboard.type(cast["secretary@medicine"].username)
    tab_to(page, "password")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/accounts/" not in url)
    for words, address in (("แผนของกรม ก", r"/plans/\d+/$"), ("แก้ไขแผน", "/editor/")):
        tab_to(page, words)
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile(address))

    for heading, numbers in zip(HEADINGS, (range(1, 7), range(7, 11)), strict=True):
        add_heading(page, heading)
        page.keyboard.press("Control+Enter")
        for number in numbers:
            write_row(page, number)
            last = number == numbers[-1]
            page.keyboard.press("Control+s" if last else "Control+Enter")
        expect(page.locator("tr[data-row]", has_text=f"กิจกรรมที่ {numbers[-1]}")).to_be_focused()

    found = rows.of(PlanPart.objects.get(pk=part.pk)).rows
    assert [(row.headings, row.title, row.owners) for row in found] == [
        ((HEADINGS[0] if number < 7 else HEADINGS[1],), f"กิจกรรมที่ {number}", ("กลุ่มงานตัวอย่าง",))
        for number in range(1, 11)
    ]
    assert [row.budget.amount for row in found if row.budget] == [number * 1000 for number in range(1, 11)]
    assert all(row.quarters[1].marked for row in found)


def written(cast: Cast, count: int = 3) -> PlanPart:
    plan = ActionPlanFactory(organisation=cast.organisation("medicine"))
    part = PlanPartFactory(plan=plan, layout="strategy_quarters")
    heading = HeadingFactory(part=part)
    for number in range(1, count + 1):
        ActivityFactory(part=part, heading=heading, position=number, title=f"แถว {number}")
    return part


def titles(part: PlanPart) -> list[str]:
    return [row.title for row in rows.of(part).rows]


def editor(visit: Visit, cast: Cast, part: PlanPart) -> Page:
    me = visit.sign_in(cast["secretary@medicine"])
    me.go(f"/plans/{part.plan_id}/editor/?part={part.pk}")
    me.page.locator("tr[data-row]").first.focus()
    return me.page


def test_arrows_lead_from_cell_to_cell_and_enter_opens_the_row_there(visit: Visit, cast: Cast) -> None:
    page = editor(visit, cast, written(cast))
    for _ in range(2):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    second = page.locator("tr[data-row]").nth(1)
    cell = second.locator(":scope > :is(td, th):not(.field-tools)").nth(1)
    expect(cell).to_be_focused()
    field = re.search(r"field-\w+", cell.get_attribute("class") or "")
    page.keyboard.press("F2")
    assert field
    expect(page.locator(f"tr.editing td.{field.group()} :is(textarea, input)").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(second).to_be_focused()


def test_keys_move_indent_copy_delete_and_undo_rows(visit: Visit, cast: Cast) -> None:
    part = written(cast)
    page = editor(visit, cast, part)
    toasts = page.locator("#toasts")
    page.keyboard.press("Alt+ArrowDown")
    expect(toasts).to_contain_text("ย้ายแถวแล้ว")
    assert titles(part) == ["แถว 2", "แถว 1", "แถว 3"]
    expect(page.locator("tr[data-row]", has_text="แถว 1")).to_be_focused()

    page.keyboard.press("Alt+ArrowRight")
    expect(toasts).to_contain_text("เปลี่ยนระดับแล้ว")
    assert Activity.objects.get(title="แถว 1").level == 2

    expect(page.locator("tr[data-row]", has_text="แถว 1")).to_be_focused()
    page.keyboard.press("Control+KeyD")
    expect(toasts).to_contain_text("ทำสำเนา")
    assert titles(part) == ["แถว 2", "แถว 1", "แถว 1", "แถว 3"]

    expect(page.locator("tr[data-row]").nth(2)).to_be_focused()
    page.keyboard.press("Delete")
    expect(page.locator("#ask-delete")).to_contain_text("แถว 1")
    page.keyboard.press("Enter")
    expect(toasts).to_contain_text("ลบ")
    expect(page.locator("tr[data-row]", has_text="แถว 3")).to_be_focused()
    assert titles(part) == ["แถว 2", "แถว 1", "แถว 3"]

    page.keyboard.press("Control+z")
    expect(page.locator("tr[data-row]")).to_have_count(4)


def test_rows_chosen_with_shift_and_arrows_are_deleted_together(visit: Visit, cast: Cast) -> None:
    part = written(cast, 4)
    page = editor(visit, cast, part)
    page.keyboard.press("Shift+ArrowDown")
    expect(page.locator("[data-tick-count]")).to_have_text("2")
    page.keyboard.press("Delete")
    expect(page.get_by_role("heading", name="ลบ 2 แถวหรือไม่")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("#toasts")).to_contain_text("ลบแล้ว 2 แถว")
    assert titles(part) == ["แถว 3", "แถว 4"]
    page.locator("#toasts").get_by_role("button", name="เลิกทำ").press("Enter")
    expect(page.locator("tr[data-row]")).to_have_count(4)
    assert titles(part) == ["แถว 1", "แถว 2", "แถว 3", "แถว 4"]


def test_row_is_dragged_behind_another(visit: Visit, cast: Cast) -> None:
    part = written(cast)
    page = editor(visit, cast, part)
    handle = page.locator("tr[data-row]").first.locator("[data-drag]")
    last = page.locator("tr[data-row]").last.bounding_box()
    handle.hover()
    page.mouse.down()
    assert last
    page.mouse.move(last["x"] + 60, last["y"] + last["height"] * 0.8, steps=5)
    expect(page.locator("tr.drop-after")).to_have_text(re.compile("แถว 3"))
    page.mouse.up()
    expect(page.locator("#toasts")).to_contain_text("ย้ายแถวแล้ว")
    assert titles(part) == ["แถว 2", "แถว 3", "แถว 1"]
