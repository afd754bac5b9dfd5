"""What every page says of where one is and what one may open."""

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import resolve

from organisations import context
from organisations.models import User
from tests.cast import Cast


def page(rf: RequestFactory, user: User, address: str = "/plans/") -> dict[str, Any]:
    request = rf.get(address)
    request.user = User.objects.get(pk=user.pk)
    request.resolver_match = resolve(request.path)
    return context.page(request)


READING = [
    "หน้าหลัก",
    "แผนปฏิบัติการ",
    "ติดตามผล",
    "การประเมิน",
    "คณะกรรมการ",
    "คำขอข้อมูล",
    "ทะเบียนหนังสือ",
]


@pytest.mark.parametrize(
    ("key", "labels"),
    [
        ("central", [*READING, "หน่วยงาน", "ผู้ใช้งาน"]),
        ("unit_admin@medicine", [*READING, "หน่วยงาน", "ผู้ใช้งาน"]),
        ("secretary@medicine", READING),
        ("outsider", ["หน้าหลัก"]),
    ],
)
def test_menu_offers_what_the_person_may_open(
    key: str, labels: list[str], cast: Cast, rf: RequestFactory
) -> None:
    assert [entry["label"] for entry in page(rf, cast[key])["menu"]] == labels


@pytest.mark.parametrize(
    ("address", "label"),
    [
        ("/", "หน้าหลัก"),
        ("/plans/", "แผนปฏิบัติการ"),
        ("/plans/reports/1/", "ติดตามผล"),
        ("/assessments/frameworks/", "การประเมิน"),
        ("/assessments/comparison/national/", "การประเมิน"),
        ("/rounds/1/documents/", "การประเมิน"),
    ],
)
def test_menu_marks_the_room_of_the_page(address: str, label: str, cast: Cast, rf: RequestFactory) -> None:
    menu = page(rf, cast["central"], address)["menu"]

    assert [entry["label"] for entry in menu if entry["active"]] == [label]


@pytest.mark.parametrize(
    ("key", "codes"),
    [
        ("secretary@medicine", ["MEDICINE"]),
        ("executive@medicine", ["MEDICINE", "PLANNING", "INSTITUTE", "LABORATORY"]),
        ("outsider", []),
    ],
)
def test_bar_offers_the_organisations_in_reach(
    key: str, codes: list[str], cast: Cast, rf: RequestFactory
) -> None:
    assert [code for code, _ in page(rf, cast[key])["context_bar"]["organisations"]] == codes


@pytest.mark.parametrize(
    ("query", "organisation", "year"),
    [
        ("organisation=INSTITUTE&year=2568", "INSTITUTE", 2568),
        ("organisation=INSTITUTE&year=๒๕๖๘", "INSTITUTE", 2568),
        ("organisation=REVENUE&year=2568", None, 2568),
        ("year=2026", None, None),
        ("year=abc&organisation=%00", None, None),
        ("organisation=%00INSTITUTE", "INSTITUTE", None),
        ("year=" + "9" * 99, None, None),
    ],
)
def test_bar_shows_what_the_address_asks_for_and_the_person_may_see(
    query: str, organisation: str | None, year: int | None, cast: Cast, rf: RequestFactory
) -> None:
    bar = page(rf, cast["executive@medicine"], f"/plans/?{query}")["context_bar"]

    today = page(rf, cast["executive@medicine"])["context_bar"]["fiscal_year"]
    assert (getattr(bar["organisation"], "code", None), bar["fiscal_year"]) == (organisation, year or today)


@pytest.mark.parametrize("address", ["/users/", "/assessments/frameworks/", "/assessments/frameworks/load/"])
def test_pages_about_people_and_frameworks_have_no_bar(address: str, cast: Cast, rf: RequestFactory) -> None:
    assert not page(rf, cast["central"], address)["context_bar"]


def test_nobody_signed_in_costs_nothing(rf: RequestFactory) -> None:
    request = rf.get("/accounts/login/")
    request.user = AnonymousUser()

    assert context.page(request) == {}


@pytest.mark.parametrize(
    ("key", "queries"), [("secretary@medicine", 1), ("executive@medicine", 2), ("central", 2)]
)
def test_page_costs_the_memberships_and_the_choices(
    key: str, queries: int, cast: Cast, rf: RequestFactory
) -> None:
    found = page(rf, cast[key])

    with CaptureQueriesContext(connection) as asked:
        str(found["menu"]), str(found["context_bar"]), str(found["user_roles"])

    assert len(asked) == queries


def test_bar_of_the_register_chooses_an_organisation_and_no_year(cast: Cast, rf: RequestFactory) -> None:
    shown = page(rf, cast["executive@medicine"], "/letters/?organisation=PLANNING")["context_bar"]

    assert (shown["organisation"].code, shown["fiscal_years"], shown["action"]) == ("PLANNING", [], "")
    assert not page(rf, cast["executive@medicine"], "/organisations/")["context_bar"]
