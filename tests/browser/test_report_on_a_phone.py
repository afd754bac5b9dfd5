"""A report from a telephone by its link: photo, sent, returned with a note, sent again, accepted."""

from io import BytesIO

from PIL import Image
from playwright.sync_api import Page, expect

from plans.monitoring.addresses import link_address
from tests.browser.conftest import PATIENCE, Visit
from tests.plans.owned import link_of_owner, owned


def test_report_is_sent_returned_and_sent_again_from_a_phone(visit: Visit) -> None:
    own = owned()
    link = f"{visit.address}/{link_address(link_of_owner(own)).split('/', 3)[3]}"
    phone = phone_of(visit)
    phone.goto(link)
    assert phone.evaluate("document.documentElement.scrollWidth") == 390

    phone.get_by_label("อยู่ระหว่างดำเนินการ").tap()
    phone.fill("[name=actual_percent]", "40")
    phone.fill("[name=narrative]", "จัดประชุมชี้แจงแล้ว 1 ครั้ง")
    phone.get_by_role("button", name="ปัญหา/อุปสรรค: ไม่มี").tap()
    with phone.expect_navigation():
        phone.set_input_files(
            "input[capture]", {"name": "IMG_1.jpg", "mimeType": "image/jpeg", "buffer": photo()}
        )
    expect(phone.locator(".report-evidence li")).to_have_count(1)
    expect(phone.locator("[name=narrative]")).to_have_value("จัดประชุมชี้แจงแล้ว 1 ครั้ง")
    expect(phone.locator("[name=problems]")).to_have_value("ไม่มี")
    phone.get_by_role("button", name="ส่งรายงาน").tap()
    expect(phone.get_by_role("heading", name="ส่งรายงานแล้ว")).to_be_visible()

    desk = visit.sign_in(own.secretary)
    desk.go(f"/plans/progress/{own.progress.pk}/return/")
    desk.page.fill("main textarea", "โปรดระบุจำนวนผู้เข้าร่วม")
    desk.page.click("main form button[type=submit]")
    desk.page.wait_for_url(f"**/plans/progress/{own.progress.pk}/")

    phone.goto(link)
    expect(phone.get_by_text("โปรดระบุจำนวนผู้เข้าร่วม")).to_be_visible()
    phone.fill("[name=narrative]", "จัดประชุมชี้แจงแล้ว 1 ครั้ง ผู้เข้าร่วม 45 คน")
    phone.get_by_role("button", name="ส่งรายงาน").tap()
    expect(phone.get_by_role("heading", name="ส่งรายงานแล้ว")).to_be_visible()
    assert phone.context.cookies() == []

    desk.go(f"/plans/progress/{own.progress.pk}/")
    expect(desk.page.get_by_text("ผู้เข้าร่วม 45 คน").first).to_be_visible()
    desk.page.get_by_role("button", name="ตรวจรับ").click()
    expect(desk.page.get_by_text("ผ่านการตรวจสอบ").first).to_be_visible()
    own.progress.refresh_from_db()
    assert own.progress.state == "accepted"


def phone_of(visit: Visit) -> Page:
    context = visit.browser.new_context(
        locale="th-TH", viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    )
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    visit.windows.append(page)
    visit.complaints.listen(page)
    return page


def photo() -> bytes:
    kept = BytesIO()
    Image.new("RGB", (640, 480), "navy").save(kept, "JPEG")
    return kept.getvalue()
