"""What an organisation says of itself year by year."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from organisations.models import AuditEntry, OrganisationYear
from organisations.services.years import Staff, add_year, save_year, staff_of
from tests.cast import Cast
from tests.conftest import ClientAs
from tests.factories import OrganisationYearFactory, StaffNumberFactory


def typed(lines: list[tuple[str, str, str]] | None = None, **texts: str) -> dict[str, Any]:
    """What the page of a year posts."""
    lines = lines or []
    data = {"staff-TOTAL_FORMS": str(len(lines)), "staff-INITIAL_FORMS": "0", "base_version": "0"}
    for at, (unit, kind, count) in enumerate(lines):
        data |= {f"staff-{at}-unit": unit, f"staff-{at}-kind": kind, f"staff-{at}-count": count}
    return data | {"fiscal_year": "๒๕๖๙"} | texts


def test_secretary_writes_a_year_in_thai_digits(cast: Cast, client_as: ClientAs) -> None:
    organisation = cast.organisation("medicine")
    lines = [("กอง ก", "ข้าราชการ", "๑,๒๐๐"), ("", "", ""), ("กอง ข", "พนักงานราชการ", "0")]

    answer = client_as(cast["secretary@medicine"]).post(
        reverse("organisations:year-create", args=[organisation.pk]),
        typed(lines, vision="เห็นไกล", mission="หนึ่ง\nสอง"),
    )

    year = organisation.years.get()
    assert answer.headers["Location"] == year.get_absolute_url()
    assert (year.fiscal_year, year.vision, year.mission) == (2569, "เห็นไกล", "หนึ่ง\nสอง")
    assert staff_of(year) == (Staff("กอง ก", "ข้าราชการ", 1200), Staff("กอง ข", "พนักงานราชการ", 0))
    assert year.staff_total == 1200


def test_new_year_begins_from_what_was_said_last(cast: Cast, client_as: ClientAs) -> None:
    organisation = cast.organisation("medicine")
    StaffNumberFactory(
        year=OrganisationYearFactory(organisation=organisation, fiscal_year=2568, vision="เดิม"), kind="ลูกจ้าง"
    )

    page = client_as(cast["secretary@medicine"]).get(
        reverse("organisations:year-create", args=[organisation.pk])
    )

    assert page.context["form"]["fiscal_year"].value() == 2569
    assert page.context["form"]["vision"].value() == "เดิม"
    assert page.context["staff"][0]["kind"].value() == "ลูกจ้าง"


@pytest.mark.parametrize(
    ("lines", "texts", "words"),
    [
        ([], {"fiscal_year": "2026"}, "2026 เป็นปี ค.ศ. โปรดระบุเป็น พ.ศ. เช่น 2569"),
        ([], {"fiscal_year": "สองพัน"}, "โปรดระบุปีงบประมาณเป็น พ.ศ. สี่หลัก เช่น 2569"),
        ([], {"fiscal_year": "2568"}, "หน่วยงานนี้มีข้อมูลของปีงบประมาณนี้แล้ว"),
        ([("กอง", "", "5")], {}, "โปรดระบุประเภทบุคลากร"),
        ([("กอง", "ข้าราชการ", "")], {}, "โปรดระบุจำนวน"),
        ([("กอง", "ข้าราชการ", "-5")], {}, "โปรดระบุจำนวนเป็นตัวเลขไม่เกิน 1,000,000"),
        ([("กอง", "ข้าราชการ", "9" * 19)], {}, "โปรดระบุจำนวนเป็นตัวเลขไม่เกิน 1,000,000"),
    ],
)
def test_bad_year_is_answered_in_thai_and_nothing_typed_is_lost(
    lines: list[tuple[str, str, str]], texts: dict[str, str], words: str, cast: Cast, client_as: ClientAs
) -> None:
    organisation = cast.organisation("medicine")
    OrganisationYearFactory(organisation=organisation, fiscal_year=2568)

    answer = client_as(cast["secretary@medicine"]).post(
        reverse("organisations:year-create", args=[organisation.pk]), typed(lines, vision="เห็นไกล", **texts)
    )

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert answer.context["form"]["vision"].value() == "เห็นไกล"
    assert organisation.years.count() == 1


def test_two_people_at_one_year_do_not_overwrite_each_other(cast: Cast, client_as: ClientAs) -> None:
    year = OrganisationYearFactory(organisation=cast.organisation("medicine"), fiscal_year=2569)
    browser = client_as(cast["secretary@medicine"])
    url = reverse("organisations:year-edit", args=[year.pk])
    browser.post(url, typed(vision="คนแรก", base_version="1"))

    late = browser.post(url, typed(vision="คนหลัง", base_version="1"))
    year.refresh_from_db()
    assert (late.status_code, year.vision) == (422, "คนแรก")
    assert "มีผู้แก้ไขข้อมูลของปีนี้ก่อนท่าน" in late.content.decode()
    assert late.context["form"]["vision"].value() == "คนหลัง"

    again = browser.post(
        url, typed(vision="คนหลัง", base_version=late.context["form"]["base_version"].value())
    )
    year.refresh_from_db()
    assert (again.status_code, year.vision) == (302, "คนหลัง")


def test_trail_has_the_year_before_and_after(cast: Cast) -> None:
    year = OrganisationYearFactory(organisation=cast.organisation("medicine"), fiscal_year=2569)
    StaffNumberFactory(year=year, unit="กอง", kind="ข้าราชการ", count=3)

    save_year(
        by=cast["secretary@medicine"],
        year=year,
        values={"vision": "ใหม่"},
        staff=[Staff("กอง", "ข้าราชการ", 4)],
        base_version=1,
    )

    entry = AuditEntry.objects.get()
    assert entry.before
    assert entry.after
    assert entry.before["staff"] == [{"unit": "กอง", "kind": "ข้าราชการ", "count": 3}]
    assert (entry.after["vision"], entry.after["staff"][0]["count"]) == ("ใหม่", 4)


def test_years_are_seen_with_their_organisation_and_written_by_its_keepers(cast: Cast) -> None:
    for organisation in cast.organisations.values():
        OrganisationYearFactory(organisation=organisation)

    seen = cast.keys_of(
        year.organisation for year in OrganisationYear.objects.visible_to(cast["unit_admin@medicine"])
    )

    assert seen == {"medicine", "planning", "institute", "laboratory"}
    with pytest.raises(PermissionDenied, match="ท่านไม่มีสิทธิ์แก้ไขข้อมูลหน่วยงานนี้"):
        add_year(
            by=cast["activity_owner@medicine"],
            organisation=cast.organisation("medicine"),
            values={"fiscal_year": 2569},
            staff=[],
        )


def test_too_many_staff_lines_are_refused_whole(cast: Cast) -> None:
    with pytest.raises(ValidationError, match="ไม่เกิน 300 บรรทัด"):
        add_year(
            by=None,
            organisation=cast.organisation("medicine"),
            values={"fiscal_year": 2569},
            staff=[Staff("", "ข้าราชการ", 1)] * 301,
        )

    assert not OrganisationYear.objects.exists()
