import pymupdf
import pytest
from django.db import DatabaseError
from django.urls import reverse

from organisations.models import AuditEntry, Letter
from plans.models import ActionPlan, PlanLetter
from reports.letters.texts import TEXTS
from reports.services.letters import draft_plan_letter
from tests.cast import Cast
from tests.conftest import ClientAs
from tests.factories import ActivityFactory, LetterFactory, PlanLetterFactory, PlanPartFactory
from tests.guards.trail import refusing_entries
from tests.reports.filled_plans import plan_of

SECRETARY = "secretary@medicine"


@pytest.fixture
def plan(cast: Cast) -> ActionPlan:
    made = plan_of(cast, title="แผนทดสอบ", fiscal_year=2569)
    ActivityFactory(
        part=PlanPartFactory(plan=made), budget_text="1,500", budget_amount=1500, budget_kind="amount"
    )
    return made


def test_page_offers_each_kind_with_one_line(plan: ActionPlan, cast: Cast, client_as: ClientAs) -> None:
    page = client_as(cast[SECRETARY]).get(reverse("reports:letter-choose", args=[plan.pk])).content.decode()
    assert [text.name for text in TEXTS.values() if f">{text.name}</th>" not in page] == []
    assert [
        kind for kind in TEXTS if f'{reverse("reports:letter-new", args=[plan.pk, kind])}"' not in page
    ] == []


def test_letter_is_prepared_kept_with_its_plan_and_opened(
    plan: ActionPlan, cast: Cast, client_as: ClientAs
) -> None:
    answer = client_as(cast[SECRETARY]).post(reverse("reports:letter-new", args=[plan.pk, "propose"]))

    (link,) = PlanLetter.objects.filter(plan=plan).select_related("letter")
    letter = link.letter
    assert (answer.status_code, answer.headers["Location"]) == (
        302,
        reverse("organisations:letter-edit", args=[letter.pk]),
    )
    assert (letter.organisation, letter.state, letter.created_by) == (
        plan.organisation,
        "draft",
        cast[SECRETARY],
    )
    assert letter.body.split("\n")[1] == (
        "แผนดังกล่าวประกอบด้วย 1 กิจกรรม งบประมาณรวม 1,500 บาท (หนึ่งพันห้าร้อยบาทถ้วน) รายละเอียดปรากฏตามสิ่งที่ส่งมาด้วย"
    )


def test_letter_that_the_plan_has_no_room_for_is_refused_with_the_reason(
    plan: ActionPlan, cast: Cast, client_as: ClientAs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("plans.services.letters.MOST_LETTERS", 1)
    PlanLetterFactory(plan=plan, letter=LetterFactory(organisation=plan.organisation))

    answer = client_as(cast[SECRETARY]).post(
        reverse("reports:letter-new", args=[plan.pk, "propose"]), follow=True
    )

    assert answer.redirect_chain == [(reverse("reports:letter-choose", args=[plan.pk]), 302)]
    assert "แผนหนึ่งมีหนังสือได้ไม่เกิน 1 ฉบับ" in answer.content.decode()
    assert Letter.objects.count() == 1


def test_kind_that_there_is_not_is_not_found(plan: ActionPlan, cast: Cast, client_as: ClientAs) -> None:
    answer = client_as(cast[SECRETARY]).post(reverse("reports:letter-new", args=[plan.pk, "poem"]))
    assert (answer.status_code, Letter.objects.count()) == (404, 0)


def test_letter_goes_the_way_of_the_last_of_its_kind(plan: ActionPlan, cast: Cast) -> None:
    said = {"organisation": plan.organisation, "addressee": "อธิบดี", "signer_name": "นาย ก"}
    LetterFactory(**said | {"addressee": "เก่ากว่า"}, kind="propose")
    LetterFactory(**said, kind="propose")
    LetterFactory(**said | {"addressee": "ยกเลิก"}, kind="propose", state="cancelled")
    LetterFactory(kind="propose", addressee="หน่วยงานอื่น")

    letters = [draft_plan_letter(by=cast[SECRETARY], plan=plan, kind=kind) for kind in ("propose", "approve")]

    assert [(one.addressee, one.signer_name) for one in letters] == [("อธิบดี", "นาย ก"), ("", "")]


def test_letter_is_prepared_whole_or_not_at_all(plan: ActionPlan, cast: Cast) -> None:
    with refusing_entries(), pytest.raises(DatabaseError):
        draft_plan_letter(by=cast[SECRETARY], plan=plan, kind="propose")
    assert (Letter.objects.count(), PlanLetter.objects.count()) == (0, 0)


def test_preparing_leaves_entries_of_letter_and_plan(plan: ActionPlan, cast: Cast) -> None:
    before = AuditEntry.objects.count()
    draft_plan_letter(by=cast[SECRETARY], plan=plan, kind="propose")
    assert AuditEntry.objects.count() == before + 2


def test_preview_shows_the_letter_as_text(cast: Cast, client_as: ClientAs) -> None:
    letter = LetterFactory(organisation=cast.organisation("medicine"), subject="<b>เรื่อง</b>", body="1. ข้อแรก")
    page = (
        client_as(cast[SECRETARY]).get(reverse("reports:letter-preview", args=[letter.pk])).content.decode()
    )
    assert '<p class="letter-value">&lt;b&gt;เรื่อง&lt;/b&gt;</p>' in page
    assert '<p class="letter-text letter-level-1">๑. ข้อแรก</p>' in page
    assert "style=" not in page


@pytest.mark.parametrize("name", ["letter-preview", "letter-pdf", "letter-docx"])
def test_letter_that_came_in_is_not_ours_to_print(name: str, cast: Cast, client_as: ClientAs) -> None:
    letter = LetterFactory(organisation=cast.organisation("medicine"), direction="in", state="received")
    assert client_as(cast[SECRETARY]).get(reverse(f"reports:{name}", args=[letter.pk])).status_code == 404


def test_pdf_opens_in_the_browser_and_word_is_taken_away(cast: Cast, client_as: ClientAs) -> None:
    letter = LetterFactory(organisation=cast.organisation("medicine"), subject="น้ำใส")
    client = client_as(cast[SECRETARY])
    pdf, word = (
        client.get(reverse(f"reports:letter-{ending}", args=[letter.pk])) for ending in ("pdf", "docx")
    )

    assert [answer.headers["Content-Disposition"].partition(";")[0] for answer in (pdf, word)] == [
        "inline",
        "attachment",
    ]
    with pymupdf.open(stream=pdf.content) as document:
        assert "น้ำใส" in document[0].get_text()
