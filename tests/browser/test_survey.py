"""A survey answered on a small phone by touch and by keyboard, by somebody who never signed in."""

from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from assessments.models import SurveyAnswer
from tests.assessments.asked import address, group_of, link, survey_of
from tests.browser.conftest import PATIENCE, Complaints
from tests.factories import OrganisationFactory


def test_survey_is_answered_on_a_small_phone(browser: Browser, live_server: LiveServer) -> None:
    survey = survey_of(OrganisationFactory(), questions=3)
    token = link(group_of(survey))
    first, second, third = (question["item"] for question in survey.questions)
    context = browser.new_context(locale="th-TH", viewport={"width": 360, "height": 740}, has_touch=True)
    context.set_default_timeout(PATIENCE)
    page, complaints = context.new_page(), Complaints()
    complaints.listen(page)
    page.goto(live_server.url + address(token))

    assert page.evaluate("document.documentElement.scrollWidth") == 360
    target = page.locator(f"label[for=id_item-{first}_1]")
    box = target.bounding_box()
    assert box is not None
    assert box["height"] >= 44
    target.tap()
    page.locator("button[type=submit]").tap()

    expect(page.locator(".error-summary")).to_contain_text("ข้อ 2")
    expect(page.locator(f"#id_item-{first}_1")).to_be_checked()
    page.locator(".error-summary a").first.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator(f"#id_item-{second}_0")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.type("ขอที่จอดรถ")
    page.keyboard.press("Tab")
    page.wait_for_timeout(4_500)  # nobody reads three questions quicker
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", name="ขอบคุณที่ตอบแบบสำรวจ")).to_be_visible()
    assert context.cookies() == []
    assert SurveyAnswer.objects.get().answers == {str(first): 1, str(second): 1, str(third): 0}
    page.goto(live_server.url + address(token))
    expect(page.get_by_role("heading", name="ลิงก์นี้ใช้ตอบแล้ว")).to_be_visible()
    context.close()
    assert [words for words in complaints.found if "status of 410" not in words] == []
