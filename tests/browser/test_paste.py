"""A table on the clipboard, in the editor and on the page for pasting, with a real browser."""

import re

import pytest
from playwright.sync_api import Locator, expect

from plans.models import Activity, PlanPart
from tests.browser.conftest import Visit
from tests.cast import Cast
from tests.factories import ActionPlanFactory, ActivityFactory, HeadingFactory, PlanPartFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

EXCEL = """<html><head><style>td { color: red }</style></head><body><!--StartFragment-->
<table style='width:300pt'><tr><td style='border:none'>กิจกรรม</td><td>งบประมาณ</td><td>ไตรมาส 1</td></tr>
<tr><td colspan=3 style='text-align:center'>ยุทธศาสตร์ที่ 2 จากตาราง</td></tr>
<tr><td>งานที่วาง<br>บรรทัดสอง<img src=x onerror="alert(1)"></td><td>1,500</td><td>/</td></tr>
<tr style='display:none'><td>แถวซ่อน</td><td></td><td></td></tr></table></body></html>"""
PASTE = """(target, { html, text, picture }) => {
  const data = new DataTransfer();
  if (html) data.setData("text/html", html);
  if (text) data.setData("text/plain", text);
  if (picture) data.items.add(new File(["x"], "a.png", { type: "image/png" }));
  target.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""


def put(target: Locator, *, html: str = "", text: str = "", picture: bool = False) -> None:
    """What Ctrl+V does at the place with that on the clipboard; a browser's own clipboard knows no Excel."""
    target.evaluate(PASTE, {"html": html, "text": text, "picture": picture})


@pytest.fixture
def first(cast: Cast) -> Activity:
    plan = ActionPlanFactory(organisation=cast.organisation("medicine"))
    part = PlanPartFactory(plan=plan, layout="strategy_quarters")
    return ActivityFactory(part=part, heading=HeadingFactory(part=part), title="กิจกรรมแรก", position=1)


def editor(part: PlanPart) -> str:
    return f"/plans/{part.plan_id}/editor/?part={part.pk}"


def test_table_pasted_on_a_row_opens_its_preview_and_is_taken_in(
    visit: Visit, cast: Cast, first: Activity
) -> None:
    me = visit.sign_in(cast["secretary@medicine"])
    me.go(editor(first.part))
    row = me.page.locator(f"#row-{first.pk}")
    row.focus()

    put(row, html=EXCEL, text="ไม่ใช่\tตาราง")

    expect(me.page.get_by_role("heading", name="ตรวจดูก่อนนำเข้า")).to_be_visible()
    expect(me.page.locator("[name=place]")).to_have_value("")
    expect(me.page.locator(".paste-table")).to_contain_text("เข้าใจว่า 1,500 บาท")
    expect(me.page.locator(".notice")).to_have_count(2)
    me.page.get_by_role("button", name="นำเข้า 1 แถว").click()
    expect(me.page.locator("#toasts")).to_contain_text("นำเข้าแล้ว 1 แถว")
    made = Activity.objects.get(title="งานที่วาง\nบรรทัดสอง")
    assert made.heading
    assert made.heading.text == "ยุทธศาสตร์ที่ 2 จากตาราง"
    me.page.locator("#toasts").get_by_role("button", name="เลิกทำ").click()
    expect(me.page.locator("tr[data-row]")).to_have_count(1)


def test_words_without_a_table_and_tables_in_a_text_stay_where_they_are(
    visit: Visit, cast: Cast, first: Activity
) -> None:
    me = visit.sign_in(cast["secretary@medicine"])
    me.go(editor(first.part))
    row = me.page.locator(f"#row-{first.pk}")

    put(row, text="คำเดียว\nอีกบรรทัด")
    row.locator(".field-title").click()
    put(me.page.locator("tr.editing [name=title]"), html=EXCEL, text="ก\tข\nค\tง")

    expect(me.page.locator("tr.editing [name=title]")).to_be_visible()
    assert me.page.url.endswith(editor(first.part))


def test_rows_of_tabs_pasted_on_a_row_go_behind_it(visit: Visit, cast: Cast, first: Activity) -> None:
    me = visit.sign_in(cast["secretary@medicine"])
    me.go(editor(first.part))
    row = me.page.locator(f"#row-{first.pk}")
    row.focus()

    put(row, text="กิจกรรม\tงบประมาณ\nงานหนึ่ง\t100\nงานสอง\t200\n")

    expect(me.page.locator("[name=place]")).to_have_value(f"row:{first.pk}")
    me.page.get_by_role("button", name="นำเข้า 2 แถว").click()
    expect(me.page.locator("tr[data-row]")).to_have_count(3)
    assert [a.title for a in first.part.activities.order_by("position")] == ["กิจกรรมแรก", "งานหนึ่ง", "งานสอง"]


def test_page_carries_the_html_beside_the_text_until_somebody_types(
    visit: Visit, cast: Cast, first: Activity
) -> None:
    me = visit.sign_in(cast["secretary@medicine"])
    me.go(f"/plans/parts/{first.part_id}/paste/")
    area, carried = me.page.locator("[name=text]"), me.page.locator("[name=html]")

    put(area, picture=True)
    expect(me.page.get_by_text("ข้อมูลที่วางเป็นรูปภาพ")).to_be_visible()
    put(area, html=EXCEL, text="ก\tข")
    expect(carried).to_have_value(re.compile("ยุทธศาสตร์ที่ 2"))
    expect(me.page.get_by_text("ข้อมูลที่วางเป็นรูปภาพ")).to_be_hidden()
    assert "style=" not in carried.input_value().replace("data-style=", "")
    area.press_sequentially("พิมพ์เอง")
    expect(carried).to_have_value("")
