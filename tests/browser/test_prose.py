"""The rich-text editor in a real browser: lists with Thai numbers, tables, and not a word of English."""

import re

import pytest

from plans.models import PlanSection
from tests.browser.conftest import Visit
from tests.cast import Cast
from tests.factories import ActionPlanFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_list_with_thai_numbers_and_table_are_written_in_thai(visit: Visit, cast: Cast) -> None:
    plan = ActionPlanFactory(organisation=cast.organisation("medicine"))
    me = visit.sign_in(cast["secretary@medicine"])
    page = me.page
    me.go(f"/plans/{plan.pk}/sections/new/")
    page.get_by_label("หัวข้อ").fill("หลักการ")
    page.get_by_role("textbox", name="เนื้อหา").click()
    page.keyboard.type("ข้อแรก")
    page.locator("[title='รายการลำดับเลข']").click()
    page.locator("[title='รูปแบบเลขลำดับ']").click()
    dialog = page.locator("dialog[open]")
    said = [dialog.inner_text()]
    dialog.get_by_role("combobox").select_option(label="๑, ๒, ๓")
    dialog.get_by_role("button", name="ตกลง").click()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.locator("[title='แทรกตาราง']").click()
    said.append(dialog.inner_text())
    dialog.get_by_role("combobox").select_option(label="มี")
    dialog.get_by_role("button", name="แทรกตาราง").click()
    page.keyboard.type("หัวตาราง")
    titles = [button.get_attribute("title") or "" for button in page.locator(".prose-menubar [title]").all()]
    page.get_by_role("button", name="บันทึก", exact=True).click()
    page.wait_for_url(re.compile("/editor/"))

    html = PlanSection.objects.get().html
    assert html.startswith('<ol data-type="thai"><li><p>ข้อแรก</p></li></ol>')
    assert "<table><tbody><tr><th><p>หัวตาราง</p></th>" in html
    # The kinds of numbers a, A, i and I are shown as they are.
    assert [
        words
        for words in (*said, *titles)
        if re.search("[A-Za-z]{2,}", words.lower().replace("iii", "").replace("ii", ""))
    ] == []
