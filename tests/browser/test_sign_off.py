"""From a draft to an approved plan, by four people, with a return on the way."""

import pytest
from django.urls import reverse
from playwright.sync_api import Locator, Page, expect
from pytest_django import Settings

from organisations.access import Role
from plans.models import ActionPlan, Revision, SignOffStep
from plans.revisions import check_address
from tests.browser.conftest import Visit, Visitor
from tests.cast import Cast
from tests.factories import ChainFactory, ChainStepFactory
from tests.reports.filled_plans import THIS_YEAR, complete_activity, plan_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TITLE = "แผนตัวอย่างที่เสนอ"
REASON = "โปรดระบุผู้รับผิดชอบหลักให้ชัดเจน"
OPINION = "เห็นควรเสนออธิบดี"
MENDED = "ระบุผู้รับผิดชอบหลักแล้ว"


@pytest.fixture
def plan(cast: Cast) -> ActionPlan:
    """A draft, in an organisation whose deputy endorses and whose director approves."""
    plan = plan_of(cast, fiscal_year=THIS_YEAR, title=TITLE)
    complete_activity(plan, title="อบรมตัวอย่าง")
    chain = ChainFactory(organisation=plan.organisation, name="ลำดับการพิจารณาแผน")
    ChainStepFactory(chain=chain, act="endorse", role=Role.EXECUTIVE, label="ผู้เห็นชอบแผน", post="รองอธิบดี")
    ChainStepFactory(chain=chain, label="ผู้อนุมัติแผน", post="อธิบดี")
    return plan


def test_plan_is_returned_submitted_again_and_approved(
    visit: Visit, cast: Cast, plan: ActionPlan, settings: Settings
) -> None:
    settings.PUBLIC_ADDRESS = visit.address
    secretary, deputy, director, auditor = (
        visit.sign_in(cast[f"{role}@medicine"]) for role in ("secretary", "executive", "approver", "auditor")
    )
    anybody = visit.open()
    director.page.set_viewport_size({"width": 390, "height": 844})

    submit(secretary, plan)
    says(anybody, latest(plan), "อยู่ระหว่างการพิจารณา")
    waits_for_nothing(director)
    sign(deputy, "เห็นชอบ", OPINION)
    return_it(director)
    says(anybody, latest(plan), "ส่งคืนเพื่อแก้ไข ไม่ใช่ฉบับที่ได้รับอนุมัติ")

    read_the_return(secretary, plan)
    submit(secretary, plan, reason=MENDED)
    says(anybody, latest(plan), "อยู่ระหว่างการพิจารณา")
    cannot_sign(auditor, latest(plan))
    sign(deputy, "เห็นชอบ")
    cannot_sign_again(deputy, latest(plan))
    sign(director, "อนุมัติ")

    says(anybody, latest(plan), "เป็นฉบับปัจจุบันที่ได้รับอนุมัติแล้ว")
    is_locked(secretary, plan)
    reads_the_trail(auditor, plan)
    plan.refresh_from_db()
    states = list(plan.revisions.order_by("number").values_list("state", flat=True))
    assert (plan.state, states) == ("approved", ["returned", "approved"])


def latest(plan: ActionPlan) -> Revision:
    return plan.revisions.latest("number")


def submit(secretary: Visitor, plan: ActionPlan, reason: str = "") -> None:
    page = secretary.page
    secretary.go(plan.get_absolute_url())
    page.get_by_role("link", name="เสนอแผน", exact=True).click()
    if reason:
        page.get_by_label("เหตุผล").fill(reason)
    page.get_by_role("button", name="เสนอแผน").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("ฉบับที่")
    expect(page.locator(".step-current")).to_contain_text("ผู้เห็นชอบแผน")


def waits_for_nothing(person: Visitor) -> None:
    """The home page asks the person for nothing while a step before the person's own is open."""
    person.go("/")
    expect(person.page.get_by_role("heading", level=1)).to_have_text("หน้าหลัก")
    expect(waiting_at_home(person.page)).to_have_count(0)


def waiting_at_home(page: Page) -> Locator:
    return page.get_by_role("region", name="รอท่านพิจารณา")


def open_from_home(person: Visitor) -> Page:
    person.go("/")
    page = person.page
    waiting_at_home(page).get_by_role("link", name=TITLE).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(TITLE)
    width = page.viewport_size["width"] if page.viewport_size else 0
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    return page


def sign(person: Visitor, word: str, note: str = "") -> None:
    page = open_from_home(person)
    if note:
        page.get_by_label("ความเห็น").fill(note)
    page.get_by_role("button", name=word, exact=True).click()
    expect(page.get_by_role("status").or_(page.get_by_role("alert"))).to_contain_text(f"{word}แล้ว")


def return_it(director: Visitor) -> None:
    page = open_from_home(director)
    page.get_by_role("link", name="ส่งคืนเพื่อแก้ไข").click()
    page.get_by_label("เหตุผล").fill(REASON)
    page.get_by_role("button", name="ส่งคืนเพื่อแก้ไข").click()
    expect(page.locator(".step-returned")).to_contain_text(REASON)


def read_the_return(secretary: Visitor, plan: ActionPlan) -> None:
    secretary.go(plan.get_absolute_url())
    expect(secretary.page.locator(".notice")).to_contain_text(REASON)


def cannot_sign(person: Visitor, revision: Revision) -> None:
    """Whom no step names is offered no signature, and is refused at every step."""
    offers_no_signature(person, revision)
    for step in revision.steps.all():
        assert person.page.request.get(f"{person.address}{sign_address(step)}").status == 403


def cannot_sign_again(person: Visitor, revision: Revision) -> None:
    """Whoever has signed finds the own step done, and is no signer of the one that waits."""
    offers_no_signature(person, revision)
    signed, waiting = revision.steps.all()
    person.go(sign_address(signed))
    expect(person.page.get_by_text("ขั้นตอนนี้ไม่ได้รอดำเนินการ")).to_be_visible()
    expect(person.page.get_by_role("button", name="เห็นชอบ")).to_have_count(0)
    assert person.page.request.get(f"{person.address}{sign_address(waiting)}").status == 403


def offers_no_signature(person: Visitor, revision: Revision) -> None:
    person.go(revision.get_absolute_url())
    expect(person.page.locator(".step-current")).to_be_visible()
    expect(person.page.get_by_role("link", name="พิจารณาและลงนาม")).to_have_count(0)


def sign_address(step: SignOffStep) -> str:
    return reverse("reports:step-sign", args=[step.pk])


def says(anybody: Page, revision: Revision, state: str) -> None:
    """The check page of the revision, without a sign-in, names its state and the beginning of its hash."""
    anybody.goto(check_address(revision.token))
    expect(anybody.get_by_role("heading", level=1)).to_contain_text(state)
    expect(anybody.get_by_text(revision.content_sha256[:8])).to_be_visible()


def is_locked(secretary: Visitor, plan: ActionPlan) -> None:
    secretary.go(plan.get_absolute_url())
    expect(secretary.page.get_by_role("link", name="ขอปรับแผน")).to_be_visible()
    expect(secretary.page.get_by_role("link", name="แก้ไขแผน")).to_have_count(0)


def reads_the_trail(auditor: Visitor, plan: ActionPlan) -> None:
    auditor.go(f"/organisations/{plan.organisation_id}/trail/")
    acts = auditor.page.locator("ol.acts")
    for words in (REASON, MENDED, OPINION):
        expect(acts).to_contain_text(words)
