"""Pages of signed scans: sending files, what is said of each, filing by hand, giving them back."""

import html
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from organisations import fields
from organisations.models import Organisation
from plans.models import SignedScan
from plans.revisions import check_address, new_token
from tests.cast import Cast
from tests.conftest import ClientAs
from tests.factories import RevisionFactory, SignedScanFactory
from tests.factories.base import PIXEL
from tests.plans.services.test_signed_scans import paper_of, qr, revision_of


@pytest.fixture
def medicine(cast: Cast) -> Organisation:
    return cast.organisation("medicine")


@pytest.fixture
def browser(cast: Cast, client_as: ClientAs) -> Client:
    return client_as(cast["secretary@medicine"])


def sent(browser: Client, medicine: Organisation, *contents: bytes, query: str = "", **more: Any) -> Any:
    files = [SimpleUploadedFile(f"หน้า {at}.png", content) for at, content in enumerate(contents, start=1)]
    url = reverse("plans:scan-new", args=[medicine.pk]) + query
    return browser.post(url, {"chosen": files, **more}, follow=True)


def words(answer: Any) -> str:
    return html.unescape(answer.content.decode())


def test_files_are_kept_one_after_another_and_each_is_told(browser: Client, medicine: Organisation) -> None:
    revision = revision_of(medicine)

    answer = sent(browser, medicine, paper_of(revision), qr())

    assert answer.redirect_chain == [(reverse("plans:scan-list", args=[medicine.pk]), 302)]
    said = [str(message) for message in answer.context["messages"]]
    assert said == [
        f"จัดเก็บ “หน้า 1.png” ไว้กับ{revision.plan.title} {revision} แล้ว",
        "เก็บ “หน้า 2.png” ไว้ในรายการรอจัดเก็บ ไม่พบ QR โปรดตรวจสอบและเลือกฉบับที่จะจัดเก็บ",
    ]
    assert SignedScan.objects.count() == 2


def test_photo_is_sent_by_itself(browser: Client, medicine: Organisation) -> None:
    revision = revision_of(medicine)

    sent(browser, medicine, photo=SimpleUploadedFile("image.png", paper_of(revision)))

    assert SignedScan.objects.get().revision == revision


def test_what_is_refused_is_said_and_takes_nothing_from_the_rest(
    browser: Client, medicine: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fields, "MAX_BYTES", 5_000)
    good = paper_of(revision_of(medicine))

    answer = sent(browser, medicine, good, b"MZ", b"%PDF-1.7" + b" " * 5_000, good)

    assert answer.status_code == 422
    assert answer.context["form"].errors["chosen"] == [
        "“หน้า 2.png”: ไฟล์นี้ไม่ใช่ PDF, JPEG, PNG หรือ HEIC ที่อ่านได้ โปรดเลือกไฟล์อื่น",
        "“หน้า 3.png”: ไฟล์มีขนาดใหญ่กว่า 20 MB โปรดสแกนด้วยความละเอียดที่ต่ำลง",
        f"“หน้า 4.png”: ไฟล์นี้มีอยู่แล้ว จัดเก็บไว้กับ{SignedScan.objects.get().revision.plan.title} "  # type: ignore[union-attr]
        f"{SignedScan.objects.get().revision}",
    ]


@pytest.mark.parametrize(("count", "said"), [(0, "โปรดถ่ายภาพหรือเลือกไฟล์ที่จะส่ง"), (6, "ส่งได้คราวละไม่เกิน 5 ไฟล์")])
def test_no_file_and_too_many_are_answered_at_the_field(
    count: int, said: str, browser: Client, medicine: Organisation
) -> None:
    answer = sent(browser, medicine, *[PIXEL] * count)

    assert (answer.status_code, said in words(answer)) == (422, True)
    assert SignedScan.objects.count() == 0


def test_qr_of_another_plan_is_named_and_confirmed(browser: Client, medicine: Organisation) -> None:
    expected, named = revision_of(medicine), revision_of(medicine)
    said = f"QR ในเอกสารเป็นของ{named.plan.title} {named} โปรดตรวจสอบและยืนยันการจัดเก็บ"

    answer = sent(browser, medicine, paper_of(named), query=f"?revision={expected.pk}")
    scan = SignedScan.objects.get()
    place = reverse("plans:scan-place", args=[scan.pk])
    form = browser.get(place).context["form"]

    assert (scan.revision, said in words(answer)) == (None, True)
    assert form.initial == {"revision": named, "note": "ตรวจสอบแล้ว ตรงกับ QR ในเอกสาร"}
    browser.post(place, {"revision": named.pk, "note": form.initial["note"]})
    scan.refresh_from_db()
    assert scan.revision == named
    again = browser.get(place, follow=True)
    assert f"ไฟล์นี้จัดเก็บไว้กับ{named.plan.title} {named} แล้ว" in words(again)


def test_plan_of_somebody_else_is_not_named(cast: Cast, browser: Client, medicine: Organisation) -> None:
    foreign = revision_of(cast.organisation("revenue"))

    answer = sent(browser, medicine, paper_of(foreign))

    assert "พบ QR ของแผนอื่น โปรดตรวจสอบและเลือกฉบับที่จะจัดเก็บ" in words(answer)
    assert foreign.plan.title not in words(answer)
    place = reverse("plans:scan-place", args=[SignedScan.objects.get().pk])
    refused = browser.post(place, {"revision": foreign.pk, "note": ""})
    assert refused.status_code == 422
    assert "ไม่พบฉบับนี้ในหน่วยงาน" in words(refused)
    assert "โปรดระบุเหตุผลที่จัดเก็บไว้กับฉบับนี้" in words(refused)


def test_scans_that_wait_stand_before_those_filed(browser: Client, medicine: Organisation) -> None:
    filed = SignedScanFactory(organisation=medicine, revision=revision_of(medicine))
    waiting = SignedScanFactory(organisation=medicine)
    SignedScanFactory(organisation=medicine, revision=revision_of(medicine))

    page = browser.get(reverse("plans:scan-list", args=[medicine.pk])).context["page"]

    assert page[0].scan == waiting
    assert page[2].scan == filed


def test_list_asks_as_often_for_thirty_scans_as_for_one(browser: Client, medicine: Organisation) -> None:
    url = reverse("plans:scan-list", args=[medicine.pk])
    counts = []
    for rows in (1, 29):
        for _ in range(rows):
            named = RevisionFactory(plan__organisation=medicine, token=new_token())
            SignedScanFactory(organisation=medicine, revision=named)
            SignedScanFactory(organisation=medicine, found="other", found_text=check_address(named.token))
        with CaptureQueriesContext(connection) as queries:
            browser.get(url)
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_file_comes_back_as_it_was_and_runs_nothing(browser: Client, medicine: Organisation) -> None:
    sent(browser, medicine, PIXEL)

    answer = browser.get(reverse("plans:scan-file", args=[SignedScan.objects.get().pk]))

    assert (answer.getvalue(), answer["Content-Type"]) == (PIXEL, "image/png")
    assert answer["Content-Security-Policy"].startswith("default-src 'none'")
    assert (answer["X-Content-Type-Options"], answer["Cache-Control"]) == ("nosniff", "private, no-store")


def test_pdf_is_given_to_keep_never_shown(browser: Client, medicine: Organisation) -> None:
    scan = SignedScanFactory(organisation=medicine, name="ลงนาม.pdf")

    answer = browser.get(reverse("plans:scan-file", args=[scan.pk]))

    assert answer["Content-Disposition"].startswith("attachment;")
