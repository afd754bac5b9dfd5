"""The form of a report and its owner's page: nothing typed is lost, what is missing is said at its place."""

import html
from datetime import timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from organisations.access import Role
from organisations.models import AuditEntry, Draft
from plans.models import Indicator, MoneyEntry, Progress, ProgressEvidence, ReportingPeriod
from plans.monitoring.addresses import link_address
from plans.services.report_links import make_links
from tests.conftest import ClientAs
from tests.factories import EvidenceVersionFactory, ProgressEvidenceFactory, ProgressFactory
from tests.plans.owned import WHOLE, Owned, counted, later_period, member, owned


@pytest.fixture
def own(db: None) -> Owned:
    return owned()


@pytest.fixture
def browser(own: Owned, client_as: ClientAs) -> Client:
    return client_as(own.owner)


def form_of(progress: Progress) -> str:
    return reverse("plans:progress-edit", args=[progress.pk])


def post(browser: Client, progress: Progress, act: str = "save", **typed: Any) -> Any:
    typed = {"base_version": progress.version, "act": act, **typed}
    return browser.post(form_of(progress), {name: text for name, text in typed.items() if text is not None})


def words(answer: Any) -> str:
    return html.unescape(answer.content.decode())


def photo(colour: str = "red", name: str = "ภาพ.jpg") -> SimpleUploadedFile:
    kept = BytesIO()
    Image.new("RGB", (80, 40), colour).save(kept, "JPEG")
    return SimpleUploadedFile(name, kept.getvalue(), "image/jpeg")


def now(progress: Progress) -> Progress:
    return Progress.objects.get(pk=progress.pk)


def test_draft_may_have_gaps_and_reads_thai_digits(browser: Client, own: Owned) -> None:
    answer = post(browser, own.progress, work="ongoing", actual_percent="๔๐.๕")

    assert (answer.status_code, answer["Location"]) == (302, form_of(own.progress))
    kept = now(own.progress)
    assert (kept.state, kept.work, kept.actual_percent) == ("draft", "ongoing", Decimal("40.5"))


def test_what_is_missing_at_sending_is_said_at_its_place(browser: Client, own: Owned) -> None:
    answer = post(browser, own.progress, "send", problems="ฝนตกหนัก")

    assert answer.status_code == 422
    errors = answer.context["form"].errors
    assert errors["work"] == ["โปรดเลือกสถานะการดำเนินงาน"]
    assert errors["narrative"] == ["โปรดระบุผลการดำเนินการ หากยังไม่ได้ดำเนินการ โปรดระบุเหตุผล"]
    assert "ฝนตกหนัก" in words(answer)
    assert now(own.progress).state == "waiting"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("120", "ความก้าวหน้าต้องอยู่ระหว่างร้อยละ 0 ถึง 100"),
        ("-5", "จำนวนต้องไม่ติดลบ"),
        ("ครึ่งหนึ่ง", "โปรดระบุเป็นตัวเลข เช่น 1,250.50"),
        ("1.234", "ระบุทศนิยมได้ไม่เกิน 2 ตำแหน่ง"),
    ],
)
def test_percent_that_cannot_be_is_said_and_kept(browser: Client, own: Owned, typed: str, said: str) -> None:
    answer = post(browser, own.progress, "send", **{**WHOLE, "actual_percent": typed})

    assert (answer.status_code, answer.context["form"].errors) == (422, {"actual_percent": [said]})
    assert f'value="{typed}"' in words(answer)


def test_count_is_asked_where_the_plan_counts(client_as: ClientAs, db: None) -> None:
    own = owned(**counted())
    browser = client_as(own.owner)

    form = browser.get(form_of(own.progress)).context["form"]
    post(browser, own.progress, "send", **{**WHOLE, "actual_percent": None, "actual_count": "1"})

    assert "actual_percent" not in form.fields
    assert (now(own.progress).actual_count, now(own.progress).state) == (Decimal(1), "submitted")


def test_report_is_sent_with_results_and_without_its_draft(browser: Client, own: Owned) -> None:
    said = "ร้อยละของผู้เข้าร่วมที่มีความรู้ ไม่น้อยกว่าร้อยละ 80"
    indicator = Indicator.objects.create(activity=own.activity, position=0, statement=said)
    position = browser.get(form_of(own.progress)).context["form"].asked[-1].position
    draft = reverse("plans:progress-draft", args=[own.progress.pk])
    assert set(browser.post(draft, {"narrative": "พิมพ์ไว้"}).json()) == {"at", "understood"}
    assert Draft.objects.get().data["narrative"] == "พิมพ์ไว้"

    answer = post(browser, own.progress, "send", **WHOLE, **{f"result_{position}": "ร้อยละ ๘๕"})

    assert answer["Location"] == reverse("plans:own-reports")
    result = own.progress.results.get(indicator=indicator)
    assert (now(own.progress).state, result.value, result.is_met) == ("submitted", Decimal(85), True)
    assert not Draft.objects.exists()
    entry = AuditEntry.objects.get(object_type="plans.progress")
    assert (entry.person.user_id, entry.reason) == (own.owner.pk, "")  # type: ignore[union-attr]


def test_both_texts_are_shown_to_whoever_was_overtaken(
    browser: Client, own: Owned, client_as: ClientAs
) -> None:
    post(client_as(own.secretary), own.progress, **{**WHOLE, "narrative": "ข้อความของเลขานุการ"})

    answer = post(browser, own.progress, **{**WHOLE, "narrative": "ข้อความของข้าพเจ้า"})

    assert answer.status_code == 409
    assert "ข้อความของเลขานุการ" in words(answer)
    assert "ข้อความของข้าพเจ้า" in words(answer)
    base = answer.context["form"]["base_version"].value()
    post(browser, own.progress, **{**WHOLE, "narrative": "ข้อความของข้าพเจ้า", "base_version": base})
    assert now(own.progress).narrative == "ข้อความของข้าพเจ้า"


def test_text_survives_the_closing_of_the_period(browser: Client, own: Owned) -> None:
    ReportingPeriod.objects.update(closed_at=timezone.now())

    answer = post(browser, own.progress, "send", **{**WHOLE, "narrative": "พิมพ์ค้างไว้"})

    assert answer.status_code == 409
    assert "พิมพ์ค้างไว้" in words(answer)
    assert Draft.objects.get().data["narrative"] == "พิมพ์ค้างไว้"
    assert (now(own.progress).state, now(own.progress).narrative) == ("waiting", "")
    shown = browser.get(form_of(own.progress))
    assert shown["Location"] == reverse("plans:progress-detail", args=[own.progress.pk])


def test_photo_is_put_to_the_report_with_what_was_typed(browser: Client, own: Owned) -> None:
    answer = post(browser, own.progress, "attach", narrative="พิมพ์ยังไม่เสร็จ", chosen=photo())

    assert answer.status_code == 302
    use = own.progress.evidence_uses.get()
    shown = browser.get(form_of(own.progress))
    assert shown.context["form"]["narrative"].value() == "พิมพ์ยังไม่เสร็จ"
    assert now(own.progress).version == own.progress.version
    post(browser, own.progress, **WHOLE, **{f"caption_{use.pk}": "ผู้เข้าร่วมประชุม"})
    use.refresh_from_db()
    assert (use.caption, use.in_report) == ("ผู้เข้าร่วมประชุม", False)
    post(browser, now(own.progress), "", remove=use.pk)
    assert not own.progress.evidence_uses.exists()


def test_same_photo_is_offered_for_use_instead(browser: Client, own: Owned) -> None:
    post(browser, own.progress, "attach", chosen=photo())
    use = own.progress.evidence_uses.get()
    post(browser, own.progress, "", remove=use.pk)

    answer = post(browser, own.progress, "attach", narrative="พิมพ์ไว้", chosen=photo(name="อีกชื่อ.jpg"))

    assert (answer.status_code, answer.context["opened"].offered) == (422, [use.evidence])
    assert "พิมพ์ไว้" in words(answer)
    post(browser, own.progress, "", use=use.evidence.pk)
    assert own.progress.evidence_uses.get().evidence == use.evidence


def test_file_that_is_no_evidence_is_refused_at_its_place(browser: Client, own: Owned) -> None:
    drawing = SimpleUploadedFile("ภาพ.jpg", b"<svg onload='alert(1)'/>", "image/jpeg")

    answer = post(browser, own.progress, "send", **WHOLE, chosen=drawing)

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["chosen"])
    assert "จัดประชุมแล้ว" in words(answer)
    assert (own.progress.evidence_uses.exists(), now(own.progress).state) == (False, "waiting")


def test_inner_address_is_refused_as_evidence(browser: Client, own: Owned) -> None:
    answer = post(browser, own.progress, "attach", url="http://127.0.0.1/", url_title="ภาพ")

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["url"])
    assert not own.progress.evidence_uses.exists()


def test_spending_over_the_budget_is_kept_and_told(browser: Client, own: Owned) -> None:
    day = timezone.localdate()
    spent = {"spent": "99,999.25", "spent_on": f"{day.day}/{day.month}/{day.year + 543}", "reference": "ฎ 12"}

    answer = post(browser, own.progress, **WHOLE, **spent)

    assert answer.status_code == 302
    entry = MoneyEntry.objects.get()
    assert (entry.act, entry.amount, entry.reference) == ("disbursement", Decimal("99999.25"), "ฎ 12")
    shown = browser.get(form_of(own.progress))
    assert any("เกินงบประมาณตามแผน" in warning for warning in shown.context["opened"].money_warnings)
    assert not shown.context["form"]["spent"].value()


def test_spending_without_a_day_writes_nothing_at_all(browser: Client, own: Owned) -> None:
    answer = post(browser, own.progress, **WHOLE, spent="100", spent_on="")

    assert answer.context["form"].errors == {"spent_on": ["โปรดระบุวันที่เบิกจ่าย"]}
    assert (now(own.progress).state, MoneyEntry.objects.count()) == ("waiting", 0)


def test_evidence_is_chosen_from_the_library(browser: Client, own: Owned) -> None:
    year = own.period.plan.fiscal_year
    mine = EvidenceVersionFactory(
        evidence__organisation=own.organisation, evidence__fiscal_year=year, evidence__title="คำสั่งแต่งตั้ง"
    ).evidence
    foreign = EvidenceVersionFactory(evidence__fiscal_year=year).evidence
    page = reverse("plans:progress-evidence-choose", args=[own.progress.pk])

    assert list(browser.get(page).context["page"]) == [mine]
    assert list(browser.get(page, {"q": "ไม่มีชื่อนี้"}).context["page"]) == []
    assert browser.post(page, {"evidence": [foreign.pk]}).status_code == 422
    browser.post(page, {"evidence": [mine.pk]})

    assert [use.evidence for use in own.progress.evidence_uses.all()] == [mine]


def test_member_who_does_not_report_the_activity_is_refused(own: Owned, client_as: ClientAs) -> None:
    other = client_as(member(own.organisation, Role.ACTIVITY_OWNER))

    assert other.get(form_of(own.progress)).status_code == 403
    assert post(other, own.progress, "send", **WHOLE).status_code == 403
    assert other.get(reverse("plans:own-reports")).context["own"].due == []


def test_own_page_has_what_is_late_first_and_asks_the_same_for_many(browser: Client, own: Owned) -> None:
    page = f"{reverse('plans:own-reports')}?year={own.period.plan.fiscal_year}"
    with CaptureQueriesContext(
        connection,
    ) as few:
        browser.get(page)
    today = timezone.localdate()
    late = later_period(own, 2, today - timedelta(days=90))
    later = later_period(own, 3, today + timedelta(days=5))
    ProgressFactory(activity=own.activity, period=late)
    ProgressFactory(activity=own.activity, period=later)
    for position in range(4, 31):
        ProgressFactory(activity=own.activity, period=later_period(own, position, today))

    with CaptureQueriesContext(connection) as many:
        shown = browser.get(page).context["own"]

    assert len(many) == len(few)
    assert [one.progress.period for one in shown.due[:2]] == [late, own.period]
    assert shown.due[0].when == "เกินกำหนด 55 วัน"
    assert [one.progress.period for one in shown.later] == [later]
    assert [(one.sent, one.expected) for one in shown.activities] == [(0, 30)]


def kept_from_owners(own: Owned) -> ProgressEvidence:
    """Evidence that the secretary put to the report, for the library's keepers alone."""
    version = EvidenceVersionFactory(
        evidence__organisation=own.organisation, evidence__sight="keepers", evidence__title="หนังสือลับมาก"
    )
    use: ProgressEvidence = ProgressEvidenceFactory(progress=own.progress, evidence=version.evidence)
    return use


def test_evidence_of_keepers_is_not_told_to_the_owner(browser: Client, own: Owned) -> None:
    use = kept_from_owners(own)
    link = Client().get(urlsplit(link_address(make_links(own.owner, [own.progress])[own.progress.pk])).path)

    assert [use.evidence.title in words(page) for page in (browser.get(form_of(own.progress)), link)] == [
        False,
        False,
    ]
    assert post(browser, own.progress, remove=use.pk).status_code == 404
    assert own.progress.evidence_uses.get() == use


def test_evidence_beyond_the_most_is_refused_at_its_place(
    browser: Client, own: Owned, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("plans.services.progress_evidence.MOST_EVIDENCE", 0)
    evidence = EvidenceVersionFactory(evidence__organisation=own.organisation).evidence

    answer = post(browser, own.progress, use=evidence.pk, narrative="จัดประชุมแล้ว")

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["chosen"])
    assert "จัดประชุมแล้ว" in words(answer)
