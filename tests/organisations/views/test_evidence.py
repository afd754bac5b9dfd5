"""Pages of the library: what is listed and found, what becomes of files that are sent, and how it is told."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from organisations.models import Evidence, Organisation
from tests.factories import EvidenceFactory, EvidenceVersionFactory, ItemEvidenceFactory
from tests.factories.base import FISCAL_YEAR, PIXEL
from tests.organisations.files_of_evidence import PDF


def library(organisation: Organisation, **asked: Any) -> str:
    url = reverse("organisations:evidence-list", args=[organisation.pk])
    return f"{url}?fiscal_year={FISCAL_YEAR}" + "".join(f"&{name}={value}" for name, value in asked.items())


def listed(browser: Client, url: str) -> set[str]:
    return {one.title for one in browser.get(url).context["page"]}


def send(browser: Client, organisation: Organisation, *files: SimpleUploadedFile, **said: str) -> Any:
    url = reverse("organisations:evidence-new", args=[organisation.pk])
    data = {"fiscal_year": str(FISCAL_YEAR), "sight": "organisation", "chosen": list(files), **said}
    return browser.post(url, data)


@pytest.fixture
def shelf(medicine: Organisation) -> dict[str, Evidence]:
    """A photo that is used, a document, a link, and one of another year."""

    def put(title: str, year: int = FISCAL_YEAR, **version: Any) -> Evidence:
        evidence = EvidenceFactory(organisation=medicine, title=title, fiscal_year=year)
        EvidenceVersionFactory(evidence=evidence, **version)
        return evidence

    found = {
        "photo": put("ภาพการอบรม"),
        "pdf": put("คำสั่ง", name="คำสั่งคณะทำงาน.pdf"),
        "link": put("ข่าว", url="https://www.example.go.th/", file="", name="", sha256="", size=None),
        "earlier": put("ปีก่อน", FISCAL_YEAR - 1),
    }
    ItemEvidenceFactory(round__organisation=medicine, evidence=found["photo"])
    return found


@pytest.mark.parametrize(
    ("asked", "titles"),
    [
        ({}, {"ภาพการอบรม", "คำสั่ง", "ข่าว"}),
        ({"q": "คณะทำงาน"}, {"คำสั่ง"}),
        ({"kind": "photo"}, {"ภาพการอบรม"}),
        ({"kind": "link"}, {"ข่าว"}),
        ({"used": "yes"}, {"ภาพการอบรม"}),
        ({"used": "no"}, {"คำสั่ง", "ข่าว"}),
        ({"person": "0", "kind": "nonsense"}, {"ภาพการอบรม", "คำสั่ง", "ข่าว"}),
    ],
)
def test_library_shows_what_is_asked_for(
    asked: dict[str, str],
    titles: set[str],
    browser: Client,
    medicine: Organisation,
    shelf: dict[str, Evidence],
) -> None:
    assert listed(browser, library(medicine, **asked)) == titles


def test_library_takes_as_many_queries_for_thirty_as_for_one(browser: Client, medicine: Organisation) -> None:
    counts = []
    for more in (1, 29):
        for _ in range(more):
            EvidenceVersionFactory(evidence__organisation=medicine)
        with CaptureQueriesContext(connection) as queries:
            page = browser.get(library(medicine)).context["page"]
        counts.append((len(page), len(queries)))

    assert [length for length, _ in counts] == [1, 30]
    assert counts[0][1] == counts[1][1]


def test_many_files_are_kept_one_by_one_and_the_refused_one_is_named(
    browser: Client, medicine: Organisation
) -> None:
    good = [SimpleUploadedFile("a.pdf", PDF), SimpleUploadedFile("b.png", PIXEL)]
    bad = SimpleUploadedFile("c.pdf", b"<html><script>alert(1)</script>")

    answer = send(browser, medicine, *good, bad, title="อบรม", note="ข้อความที่พิมพ์")

    assert {one.title for one in Evidence.objects.all()} == {"อบรม (1)", "อบรม (2)"}
    page = answer.content.decode()
    assert (answer.status_code, "“c.pdf”" in page, "ข้อความที่พิมพ์" in page) == (422, True, True)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"fiscal_year": "2026"}, "fiscal_year"),
        ({"dated_on": "32 มกราคม"}, "dated_on"),
        ({"sight": "anybody"}, "sight"),
        ({"chosen": ""}, "chosen"),
    ],
)
def test_what_cannot_be_read_is_told_at_its_place_and_keeps_nothing(
    said: dict[str, str], field: str, browser: Client, medicine: Organisation
) -> None:
    answer = send(browser, medicine, SimpleUploadedFile("a.pdf", PDF), **said)

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert not Evidence.objects.exists()


def test_page_of_evidence_shows_its_hash_and_every_use(browser: Client, shelf: dict[str, Evidence]) -> None:
    photo = shelf["photo"]
    use = photo.item_uses.get()

    page = browser.get(photo.get_absolute_url()).content.decode()

    assert photo.newest.sha256 in page
    assert reverse("assessments:item-evidence", args=[use.round_id, use.item.code]) in page


def test_evidence_of_an_item_is_attached_added_and_taken_off(
    browser: Client, medicine: Organisation, shelf: dict[str, Evidence]
) -> None:
    use = shelf["photo"].item_uses.get()
    place = [use.round_id, use.item.code]

    browser.post(reverse("assessments:item-evidence-attach", args=place), {"chosen": [shelf["pdf"].pk]})
    new = SimpleUploadedFile("ใหม่.pdf", PDF)
    browser.post(reverse("assessments:item-evidence-new", args=place), {"upload": new})
    browser.post(reverse("assessments:item-evidence-detach", args=[use.pk]))

    titles = {one.evidence.title for one in use.round.evidence_uses.filter(item=use.item)}
    assert titles == {"คำสั่ง", "ใหม่"}
    page = browser.get(reverse("assessments:item-evidence", args=place)).content.decode()
    assert ("คำสั่ง" in page, "ภาพการอบรม" in page) == (True, False)
