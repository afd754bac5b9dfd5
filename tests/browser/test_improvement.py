"""From typed scores to a gap, a measure and a new activity in the plan."""

import pytest
from playwright.sync_api import expect

from assessments.models import Framework, Instrument
from plans.models import Activity
from tests.browser.conftest import Visit
from tests.cast import Cast
from tests.factories import (
    ActionPlanFactory,
    AssessmentIndicatorFactory,
    FrameworkFactory,
    InstrumentFactory,
    ItemFactory,
    RoundFactory,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def framework_of_two_items() -> Framework:
    instrument: Instrument = InstrumentFactory(code="IIT")
    framework = FrameworkFactory._meta.model.objects.get(pk=instrument.framework_id)
    indicator = AssessmentIndicatorFactory(framework=framework, instrument=instrument, number="4")
    for code in ("i1", "i2"):
        ItemFactory(framework=framework, indicator=indicator, code=code, label=f"เรื่องตัวอย่าง {code}")
    return framework


def test_low_score_leads_to_an_activity_in_the_plan(visit: Visit, cast: Cast) -> None:
    plan = ActionPlanFactory(organisation=cast.organisation("medicine"))
    made = RoundFactory(organisation=plan.organisation, framework=framework_of_two_items(), plan=plan)
    me = visit.sign_in(cast["secretary@medicine"])
    page = me.page
    me.go(f"/assessments/rounds/{made.pk}/scores/")
    page.get_by_label("คะแนนข้อ i1").fill("100")
    page.get_by_label("คะแนนข้อ i2").fill("90.91")
    page.get_by_role("button", name="บันทึกคะแนน").click()
    page.get_by_role("link", name="Gap และมาตรการ").click()

    page.get_by_label("90.91").check()
    page.get_by_role("button", name="ยกเป็นประเด็นที่ต้องปิด Gap").click()
    page.get_by_role("link", name="เพิ่มมาตรการสำหรับประเด็นนี้").click()
    page.get_by_label("กลยุทธ์ PIRAB").select_option("B")
    page.locator("[name=title]").fill("พัฒนาทักษะตัวอย่าง")
    page.get_by_role("button", name="เพิ่มมาตรการ").click()
    page.get_by_role("article", name="ประเด็นที่ 1").get_by_role("link", name="เพิ่มกิจกรรม").click()
    page.get_by_label("โครงการ/กิจกรรม").fill("อบรมตัวอย่าง")
    page.get_by_label("ผู้รับผิดชอบ").fill("กองตัวอย่าง")
    page.get_by_label("ไตรมาส 2").fill("/")
    page.get_by_role("button", name="เพิ่มกิจกรรม").click()

    strand = page.get_by_role("article", name="ประเด็นที่ 1")
    for words in ("เรื่องตัวอย่าง i2 (ข้อ i2)", "90.91", "พัฒนาทักษะตัวอย่าง", "กองตัวอย่าง", "ยังไม่มีรายงานผล"):
        expect(strand).to_contain_text(words)
    expect(page.get_by_text("พบข้อที่ควรตรวจสอบ")).to_have_count(0)
    strand.get_by_role("link", name="อบรมตัวอย่าง").click()
    expect(page.locator("tr[data-row]", has_text="อบรมตัวอย่าง")).to_be_visible()
    assert [one.heading.text for one in Activity.objects.filter(title="อบรมตัวอย่าง")] == ["พัฒนาทักษะตัวอย่าง"]
