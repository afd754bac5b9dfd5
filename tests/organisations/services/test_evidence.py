"""The library keeps each file once, its versions, who may see it, and lets nothing go that is used."""

import hashlib
import io
import tracemalloc
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from organisations.models import AuditEntry, Evidence, EvidenceVersion, Organisation, User
from organisations.services import evidence as library
from organisations.services.errors import StaleError
from organisations.services.evidence import DuplicateEvidenceError
from organisations.virus_scan import EICAR
from tests.cast import Cast
from tests.conftest import ClientAs
from tests.factories import (
    ActivityReporterFactory,
    EvidenceFactory,
    EvidenceVersionFactory,
    ItemEvidenceFactory,
    ProgressFactory,
)
from tests.factories.base import FISCAL_YEAR, PIXEL
from tests.organisations.files_of_evidence import PDF, from_a_phone


@pytest.fixture
def medicine(cast: Cast) -> Organisation:
    return cast.organisation("medicine")


@pytest.fixture
def secretary(cast: Cast) -> User:
    return cast["secretary@medicine"]


def upload(content: bytes = PDF, name: str = "แผน.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def kept(by: User, organisation: Organisation, content: bytes = PDF, **more: Any) -> Evidence:
    name = more.pop("name", "แผน.pdf")
    more.setdefault("fiscal_year", FISCAL_YEAR)
    return library.keep_file(by=by, organisation=organisation, upload=upload(content, name), **more)


def files() -> set[str]:
    root = Path(settings.MEDIA_ROOT) / "evidence"
    return {path.name for path in root.rglob("*") if path.is_file()}


def test_file_is_kept_byte_for_byte_under_a_name_of_its_own(secretary: User, medicine: Organisation) -> None:
    made = kept(secretary, medicine, name="../../แผน\u202e.pdf", dated_on=date(2026, 1, 2), note="หมายเหตุ")

    version = made.newest
    assert (made.title, made.dated_on, made.added_by, version.name) == (
        "แผน",
        date(2026, 1, 2),
        secretary,
        "แผน.pdf",
    )
    assert (version.number, version.size, version.sha256) == (1, len(PDF), hashlib.sha256(PDF).hexdigest())
    assert str(version.file.name).startswith("evidence/")
    assert version.file.read() == PDF
    version.file.close()


def test_photo_of_a_phone_is_kept_small_upright_and_without_its_place(
    secretary: User, medicine: Organisation
) -> None:
    made = kept(secretary, medicine, from_a_phone((5200, 2600)), name="IMG_1.JPG")

    version = made.newest
    with version.file.open() as stored:
        content = stored.read()
    with Image.open(io.BytesIO(content)) as image:
        assert (image.size, dict(image.getexif())) == ((1280, 2560), {})
    assert (made.title, made.dated_on) == ("IMG_1", date(2026, 1, 15))
    assert (version.was_shrunk, version.sha256) == (True, hashlib.sha256(content).hexdigest())


def test_same_file_again_names_the_one_that_is_there(cast: Cast, medicine: Organisation) -> None:
    owner, secretary = cast["activity_owner@medicine"], cast["secretary@medicine"]
    first = kept(secretary, medicine)
    before = files()

    with pytest.raises(DuplicateEvidenceError) as refused:
        kept(owner, medicine, name="ชื่ออื่น.pdf")

    assert (refused.value.existing, list(refused.value.message_dict)) == (first, ["file"])
    assert (files(), Evidence.objects.count()) == (before, 1)
    kept(owner, medicine, fiscal_year=FISCAL_YEAR + 1)


def test_same_file_that_its_sender_may_not_see_is_not_given_away(cast: Cast, medicine: Organisation) -> None:
    hidden = kept(cast["secretary@medicine"], medicine, sight="keepers")

    own = kept(cast["activity_owner@medicine"], medicine)

    assert own != hidden


@pytest.mark.parametrize(
    ("content", "name", "field"),
    [(EICAR, "a.txt", "file"), (b"", "a.pdf", "file"), (b"<svg/>", "a.svg", "file"), (PDF, "a.docx", "file")],
)
def test_refused_file_leaves_nothing(
    content: bytes, name: str, field: str, secretary: User, medicine: Organisation
) -> None:
    before = files()

    with pytest.raises(ValidationError) as refused:
        kept(secretary, medicine, content, name=name)

    assert list(refused.value.message_dict) == [field]
    assert (files(), Evidence.everything.count(), AuditEntry.objects.count()) == (before, 0, 0)


def test_file_goes_again_where_its_row_cannot_be_written(secretary: User, medicine: Organisation) -> None:
    before = files()

    with pytest.raises(ValidationError):
        kept(secretary, medicine, fiscal_year=2026)

    assert files() == before


def test_reporter_without_a_role_there_adds_evidence_to_what_is_reported(cast: Cast) -> None:
    progress = ProgressFactory(activity__part__plan__organisation=cast.organisation("medicine"))
    person = cast["activity_owner@revenue"]
    ActivityReporterFactory(activity=progress.activity, user=person)

    made = kept(person, progress.organisation, on=progress)

    assert made.added_by == person
    with pytest.raises(PermissionDenied):
        kept(person, progress.organisation, PDF + b"\n")
    with pytest.raises(ValidationError, match="หน่วยงานอื่น"):
        kept(person, cast.organisation("planning"), PDF + b"\n", on=progress)


def test_link_is_kept_unless_it_leads_inside_or_is_there(secretary: User, medicine: Organisation) -> None:
    def link(url: str) -> Evidence:
        return library.keep_link(
            by=secretary, organisation=medicine, fiscal_year=FISCAL_YEAR, url=url, title="ข่าว"
        )

    made = link(" https://www.example.go.th/news ")

    assert (made.newest.url, made.newest.is_link) == ("https://www.example.go.th/news", True)
    with pytest.raises(DuplicateEvidenceError):
        link("https://www.example.go.th/news")
    with pytest.raises(ValidationError, match="เครือข่ายภายใน"):
        link("http://2130706433/")


def test_new_version_needs_a_reason_and_leaves_the_old_one(secretary: User, medicine: Organisation) -> None:
    made = kept(secretary, medicine)

    with pytest.raises(ValidationError) as refused:
        library.add_version(by=secretary, evidence=made, reason=" ", upload=upload(PDF + b"2"))
    assert list(refused.value.message_dict) == ["reason"]
    with pytest.raises(DuplicateEvidenceError):
        library.add_version(by=secretary, evidence=made, reason="ซ้ำ", upload=upload())
    library.add_version(by=secretary, evidence=made, reason="สแกนใหม่", upload=upload(PDF + b"2"))

    versions = list(made.versions.all())
    found = [(one.number, one.reason, one.file.read()) for one in versions]
    assert found == [(2, "สแกนใหม่", PDF + b"2"), (1, "", PDF)]
    for one in versions:
        one.file.close()


def test_change_from_an_old_page_is_told(secretary: User, medicine: Organisation) -> None:
    made = kept(secretary, medicine)
    said: dict[str, Any] = {"title": "ชื่อใหม่", "dated_on": None, "note": "", "sight": "keepers"}

    library.change_evidence(by=secretary, evidence=made, base_version=1, **said)

    with pytest.raises(StaleError) as stale:
        library.change_evidence(by=secretary, evidence=made, base_version=1, **said)
    assert (stale.value.current.title, stale.value.current.version) == ("ชื่อใหม่", 2)


def test_used_evidence_stays_and_says_where_it_is_used(secretary: User, medicine: Organisation) -> None:
    made = kept(secretary, medicine)
    use = ItemEvidenceFactory(round__organisation=medicine, evidence=made)

    with pytest.raises(ValidationError, match=use.item.code):
        library.bin_evidence(by=secretary, evidence=made)

    use.delete()
    library.bin_evidence(by=secretary, evidence=made)
    assert not Evidence.objects.exists()
    library.restore_evidence(by=secretary, evidence=made)
    assert Evidence.objects.get() == made


def test_emptied_bin_takes_its_files_along_and_nothing_else(
    secretary: User, medicine: Organisation, django_capture_on_commit_callbacks: Any
) -> None:
    before = files()
    long_ago = timezone.now() - timedelta(days=31)
    old = kept(secretary, medicine, from_a_phone((600, 300)), name="a.jpg")
    gone = files() - before
    others = [kept(secretary, medicine, PDF + str(number).encode()) for number in range(2)]
    Evidence.objects.filter(pk=old.pk).update(deleted_at=long_ago, deleted_by=secretary)
    Evidence.objects.filter(pk=others[0].pk).update(deleted_at=timezone.now(), deleted_by=secretary)

    with django_capture_on_commit_callbacks(execute=True):
        call_command("empty_bin", stdout=io.StringIO())

    # The photo and its small picture.
    assert len(gone) == 2
    assert not files() & gone
    assert set(Evidence.everything.all()) == set(others)
    assert AuditEntry.objects.filter(object_id=old.pk, action="delete", person=None).count() == 1


# Who sees evidence of medicine that is for everybody there, and what is for its keepers alone.
_ALL = {
    *("secretary@medicine", "activity_owner@medicine", "approver@medicine", "executive@medicine"),
    *("auditor@medicine", "unit_admin@medicine", "central"),
}
_KEEPERS = {"secretary@medicine", "approver@medicine", "executive@medicine", "auditor@medicine"}


@pytest.mark.parametrize(("sight", "seeing"), [("organisation", _ALL), ("keepers", _KEEPERS)])
def test_every_file_of_evidence_is_behind_the_door(
    sight: str, seeing: set[str], cast: Cast, client_as: ClientAs
) -> None:
    evidence = EvidenceFactory(organisation=cast.organisation("medicine"), sight=sight)
    versions = [EvidenceVersionFactory(evidence=evidence, number=number) for number in (1, 2)]
    urls = [
        reverse(f"organisations:evidence-{what}", args=[version.pk])
        for version in versions
        for what in ("file", "thumbnail")
    ]
    browsers = {key: client_as(person) for key, person in cast.people.items()}

    found = {url: {key for key in browsers if browsers[key].get(url).status_code == 200} for url in urls}

    assert found == dict.fromkeys(urls, seeing)
    assert {Client().get(url).status_code for url in urls} == {302}
    # Whoever added it sees it; in the bin nobody does.
    Evidence.objects.filter(pk=evidence.pk).update(added_by=cast["activity_owner@medicine"])
    assert browsers["activity_owner@medicine"].get(urls[0]).status_code == 200
    Evidence.objects.filter(pk=evidence.pk).update(
        deleted_at=timezone.now(), deleted_by=cast["secretary@medicine"]
    )
    assert {browser.get(urls[0]).status_code for browser in browsers.values()} == {404}


def test_large_file_is_never_held_in_memory_whole(
    secretary: User, medicine: Organisation, client_as: ClientAs
) -> None:
    """50 MB in and out again, at most 4 MB of it in memory at any time."""
    size = 50 * 1024 * 1024
    sent = TemporaryUploadedFile("ข้อมูล.pdf", "application/pdf", size, None)
    sent.write(PDF)
    for _ in range(49):
        sent.write(b"%" + b"0" * (1024 * 1024 - 1))
    sent.write(PDF)
    sent.seek(0)
    browser = client_as(secretary)
    tracemalloc.start()
    try:
        library.keep_file(by=secretary, organisation=medicine, fiscal_year=FISCAL_YEAR, upload=sent)
        version = EvidenceVersion.objects.get()
        answer = browser.get(reverse("organisations:evidence-file", args=[version.pk]))
        pieces: Any = answer.streaming_content  # type: ignore[attr-defined]
        length = sum(map(len, pieces))
        highest = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
        sent.close()

    assert length == version.size == 49 * 1024 * 1024 + 2 * len(PDF)
    assert highest < 4 * 1024 * 1024


def test_file_is_served_so_that_it_runs_nothing(
    secretary: User, medicine: Organisation, client_as: ClientAs
) -> None:
    browser = client_as(secretary)
    served = {}
    for content, name in ((PDF, "a.pdf"), (PIXEL, "b.png"), (b"words", "c.txt")):
        version = kept(secretary, medicine, content, name=name).newest
        answer = browser.get(reverse("organisations:evidence-file", args=[version.pk]))
        assert answer.getvalue() == content
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in answer["Content-Security-Policy"]
        served[name] = (answer["Content-Type"], answer["Content-Disposition"].partition(";")[0])

    assert served == {
        "a.pdf": ("application/pdf", "attachment"),
        "b.png": ("image/png", "inline"),
        "c.txt": ("text/plain; charset=utf-8", "attachment"),
    }
