"""Scans of signed paper: kept as they came, filed by their QR or by hand, never lost."""

import io
from hashlib import sha256
from typing import Any

import pytest
import segno
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from PIL import Image

from organisations.models import AuditEntry, Organisation, User
from plans.models import Revision, SignedScan
from plans.revisions import check_address, new_token
from plans.services.signed_scans import SameScanError, keep_scan, place_scan
from tests.cast import Cast
from tests.factories import ActionPlanFactory, RevisionFactory, SignedScanFactory
from tests.factories.base import PIXEL

Found = SignedScan.Found


def qr(*texts: str) -> bytes:
    """A picture of these QR codes and nothing else; a point, without any."""
    if not texts:
        return PIXEL
    paper = Image.new("L", (300 * len(texts), 300), 255)
    for place, text in enumerate(texts):
        file = io.BytesIO()
        segno.make(text, error="m", micro=False).save(file, kind="png", scale=6, border=4)
        paper.paste(Image.open(file).convert("L"), (300 * place, 0))
    made = io.BytesIO()
    paper.save(made, "PNG")
    return made.getvalue()


def paper_of(*revisions: Revision) -> bytes:
    return qr(*(check_address(revision.token) for revision in revisions))


@pytest.fixture
def secretary(cast: Cast) -> User:
    return cast["secretary@medicine"]


@pytest.fixture
def medicine(cast: Cast) -> Organisation:
    return cast.organisation("medicine")


def revision_of(organisation: Organisation, **values: Any) -> Revision:
    return RevisionFactory(plan__organisation=organisation, token=new_token(), **values)


def kept(by: User, organisation: Organisation, content: bytes, **more: Any) -> SignedScan:
    return keep_scan(by=by, organisation=organisation, name="ลงนาม.png", content=content, **more)


def test_scan_is_kept_byte_for_byte_on_the_revision_that_its_qr_names(
    secretary: User, medicine: Organisation
) -> None:
    revision = revision_of(medicine)
    content = paper_of(revision)

    scan = kept(secretary, medicine, content)

    scan.refresh_from_db()
    with scan.file.open() as file:
        assert file.read() == content
    assert (scan.revision, scan.found, scan.found_text) == (
        revision,
        Found.CURRENT,
        check_address(revision.token),
    )
    assert (scan.sha256, scan.size) == (sha256(content).hexdigest(), len(content))
    entry = AuditEntry.objects.about(revision.plan).get()
    assert entry.after
    assert (entry.action, entry.after["revision"]) == ("create", str(revision))


def test_qr_of_a_returned_revision_is_told_old_and_filed_there(
    secretary: User, medicine: Organisation
) -> None:
    revision = revision_of(medicine, state="returned", decided_at=timezone.now())

    scan = kept(secretary, medicine, paper_of(revision))

    assert (scan.revision, scan.found) == (revision, Found.OLD)


def test_qr_of_another_plan_waits_for_the_secretary_to_confirm(
    secretary: User, medicine: Organisation
) -> None:
    expected, named = revision_of(medicine), revision_of(medicine)

    scan = kept(secretary, medicine, paper_of(named), revision=expected)
    assert (scan.revision, scan.found, scan.found_text) == (None, Found.OTHER, check_address(named.token))

    place_scan(by=secretary, scan=scan, revision=named, note="ตรวจสอบแล้ว")
    scan.refresh_from_db()
    assert (scan.revision, scan.found, scan.note) == (named, Found.OTHER, "ตรวจสอบแล้ว")


def test_qr_of_another_organisation_files_nothing(
    cast: Cast, secretary: User, medicine: Organisation
) -> None:
    scan = kept(secretary, medicine, paper_of(revision_of(cast.organisation("revenue"))))

    assert (scan.revision, scan.found) == (None, Found.OTHER)


def test_pages_of_two_revisions_in_one_file_file_nothing(secretary: User, medicine: Organisation) -> None:
    first, second = revision_of(medicine), revision_of(medicine)

    scan = kept(secretary, medicine, paper_of(first, second), revision=first)

    assert (scan.revision, scan.found) == (None, Found.OTHER)


@pytest.mark.parametrize("with_token", [True, False], ids=["of another site", "unknown token"])
def test_forged_qr_files_nothing(with_token: bool, secretary: User, medicine: Organisation) -> None:
    token = revision_of(medicine).token
    text = f"https://forged.example/check/{token}/" if with_token else check_address(new_token())

    scan = kept(secretary, medicine, qr(text))

    assert (scan.revision, scan.found, scan.found_text) == (None, Found.UNKNOWN, text)


def test_another_qr_on_the_page_is_no_hindrance(secretary: User, medicine: Organisation) -> None:
    revision = revision_of(medicine)

    scan = kept(secretary, medicine, qr("https://news.example/7", check_address(revision.token)))

    assert (scan.revision, scan.found) == (revision, Found.CURRENT)


def test_scan_without_qr_is_kept_and_placed_by_hand_with_a_note(
    secretary: User, medicine: Organisation
) -> None:
    revision = revision_of(medicine)
    scan = kept(secretary, medicine, qr())

    assert (scan.revision, scan.found) == (None, Found.NONE)
    with pytest.raises(ValidationError, match="โปรดระบุเหตุผล"):
        place_scan(by=secretary, scan=scan, revision=revision, note=" ")
    place_scan(by=secretary, scan=scan, revision=revision, note="พิมพ์ก่อนมี QR")

    scan.refresh_from_db()
    assert (scan.revision, scan.found, scan.note) == (revision, Found.NONE, "พิมพ์ก่อนมี QR")
    with pytest.raises(ValidationError, match="จัดเก็บแล้ว"):
        place_scan(by=secretary, scan=scan, revision=revision_of(medicine), note="อีกครั้ง")


def test_scan_is_placed_in_its_own_organisation_only(
    cast: Cast, secretary: User, medicine: Organisation
) -> None:
    scan = SignedScanFactory(organisation=medicine)

    with pytest.raises(ValidationError, match="ไม่พบฉบับนี้ในหน่วยงาน"):
        place_scan(by=secretary, scan=scan, revision=revision_of(cast.organisation("revenue")), note="ที่อื่น")

    scan.refresh_from_db()
    assert scan.revision is None


def test_same_file_twice_is_told_with_its_place_and_kept_once(
    secretary: User, medicine: Organisation
) -> None:
    revision = revision_of(medicine)
    scan = kept(secretary, medicine, paper_of(revision))

    with pytest.raises(SameScanError, match=f"ไฟล์นี้มีอยู่แล้ว จัดเก็บไว้กับ{revision.plan.title}") as refused:
        kept(secretary, medicine, paper_of(revision))

    assert (refused.value.scan, SignedScan.objects.count()) == (scan, 1)


def test_revision_of_a_plan_in_the_bin_is_no_place(secretary: User, medicine: Organisation) -> None:
    plan = ActionPlanFactory(organisation=medicine, deleted_at=timezone.now(), deleted_by=secretary)
    revision = RevisionFactory(plan=plan, token=new_token())

    scan = kept(secretary, medicine, paper_of(revision))

    assert (scan.revision, scan.found) == (None, Found.OTHER)


def test_scan_is_sent_by_the_secretary_alone(cast: Cast, medicine: Organisation) -> None:
    with pytest.raises(PermissionDenied, match="ท่านไม่มีสิทธิ์เสนอแผน"):
        kept(cast["executive@medicine"], medicine, qr())

    assert SignedScan.objects.count() == 0
