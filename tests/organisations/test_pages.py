"""The pages on which organisations, people and roles are managed."""

import re
from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.contrib.messages import get_messages
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from organisations.access import Role
from organisations.models import AuditEntry, Membership, Organisation, User
from tests.cast import Cast
from tests.conftest import ClientAs
from tests.factories import MembershipFactory, UserFactory

ADMIN = "unit_admin@medicine"
UNIT = {"name": "กลุ่มงานทดสอบ", "code": "GROUP", "kind": "group", "scoring": "none"}


def test_list_shows_the_part_of_the_tree_in_reach_in_its_order(cast: Cast, client_as: ClientAs) -> None:
    page = client_as(cast[ADMIN]).get(reverse("organisations:organisation-list"))

    assert [(row.code, row.indent) for row in page.context["page"]] == [
        ("MEDICINE", 0),
        ("PLANNING", 3),
        ("INSTITUTE", 3),
        ("LABORATORY", 4),
    ]


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("q=ห้องปฏิบัติการ", ["LABORATORY"]),
        ("q=laboratory", ["LABORATORY"]),
        ("q=REVENUE", []),
        ("kind=division", ["PLANNING", "LABORATORY"]),
        ("kind=nonsense", ["MEDICINE", "PLANNING", "INSTITUTE", "LABORATORY"]),
        ("status=inactive", []),
        ("page=99", ["MEDICINE", "PLANNING", "INSTITUTE", "LABORATORY"]),
    ],
)
def test_list_is_searched_and_filtered(query: str, codes: list[str], cast: Cast, client_as: ClientAs) -> None:
    page = client_as(cast[ADMIN]).get(f"{reverse('organisations:organisation-list')}?{query}")

    assert [row.code for row in page.context["page"]] == codes


def test_new_unit_stands_under_its_parent_in_the_order_of_the_dictionary(
    cast: Cast, client_as: ClientAs
) -> None:
    address = reverse("organisations:organisation-create", args=[cast.organisation("medicine").pk])

    client_as(cast[ADMIN]).post(address, UNIT)

    medicine = Organisation.objects.get(code="MEDICINE")
    below = Organisation.objects.all().directly_below(medicine)
    assert [unit.code for unit in below] == ["GROUP", "PLANNING", "INSTITUTE"]


def test_renamed_unit_moves_and_takes_its_own_units_along(cast: Cast, client_as: ClientAs) -> None:
    address = reverse("organisations:organisation-edit", args=[cast.organisation("institute").pk])

    client_as(cast[ADMIN]).post(address, UNIT | {"code": "INSTITUTE", "name": "กกสถาบัน"})

    assert [unit.code for unit in Organisation.objects.visible_to(cast[ADMIN])] == [
        "MEDICINE",
        "INSTITUTE",
        "LABORATORY",
        "PLANNING",
    ]


@pytest.mark.parametrize(
    ("change", "answer"),
    [
        ({"code": "revenue"}, {"__all__": ["มีหน่วยงานที่ใช้รหัสนี้แล้ว"]}),
        ({"code": "dept hr"}, {"code": ["โปรดใช้เฉพาะตัวอักษร ตัวเลข และเครื่องหมาย - _ . โดยไม่เว้นวรรค"]}),
        ({"code": "ก/1"}, {"code": ["โปรดใช้เฉพาะตัวอักษร ตัวเลข และเครื่องหมาย - _ . โดยไม่เว้นวรรค"]}),
        ({"name": " \x00 "}, {"name": ["โปรดระบุข้อมูลในช่องนี้"]}),
        ({"email": "ไม่ใช่อีเมล"}, {"email": ["โปรดระบุอีเมลให้ถูกต้อง เช่น name@example.go.th"]}),
        ({"kind": "x"}, {"kind": ["โปรดเลือกจากรายการที่มี ไม่มีตัวเลือก x"]}),
        (
            {"social_links": "ไม่ใช่ที่อยู่"},
            {"social_links": ["“ไม่ใช่ที่อยู่” ไม่ใช่ที่อยู่เว็บ โปรดระบุเช่น https://www.facebook.com/example"]},
        ),
        ({"name": "ก" * 50_000}, {"name": ["ข้อความยาว 50000 ตัวอักษร โปรดย่อให้ไม่เกิน 300 ตัวอักษร"]}),
    ],
)
def test_wrong_organisation_is_answered_at_the_place_and_what_was_typed_stays(
    change: dict[str, str], answer: dict[str, list[str]], cast: Cast, client_as: ClientAs
) -> None:
    address = reverse("organisations:organisation-create", args=[cast.organisation("medicine").pk])

    page = client_as(cast[ADMIN]).post(address, UNIT | {"phone": "0 2000 0000"} | change)

    assert (page.status_code, page.context["form"].errors) == (422, answer)
    assert 'value="0 2000 0000"' in page.content.decode()
    assert not Organisation.objects.filter(code="GROUP").exists()


def test_own_organisation_is_not_closed_by_its_administrator(cast: Cast, client_as: ClientAs) -> None:
    own = cast.organisation("medicine")

    answer = client_as(cast[ADMIN]).post(reverse("organisations:organisation-deactivate", args=[own.pk]))

    own.refresh_from_db()
    assert (answer.status_code, own.is_active) == (403, True)


def test_new_person_gets_a_link_and_no_password(
    cast: Cast, client_as: ClientAs, django_capture_on_commit_callbacks: Any
) -> None:
    client = client_as(cast[ADMIN])
    typed = {
        "username": "manee",
        "first_name": "มานี",
        "email": "manee@example.go.th",
        "organisation": cast.organisation("planning").pk,
        "role": Role.SECRETARY.value,
        "starts_on": "๑ ต.ค. ๖๘",
    }

    with django_capture_on_commit_callbacks(execute=True):
        created = client.post(reverse("organisations:user-create"), typed)
    first = client.get(created["Location"]).content.decode()
    second = client.get(created["Location"]).content.decode()

    link = re.search(r"http://testserver(/accounts/password/reset/key/[^/]+/)", str(mail.outbox[0].body))
    assert link
    assert (link[0] in first, link[0] in second) == (True, False)
    assert mail.outbox[0].to == ["manee@example.go.th"]
    person = User.objects.get(username="manee")
    assert not person.has_usable_password()
    assert [(m.organisation.code, m.role) for m in person.active_memberships] == [("PLANNING", "secretary")]
    assert client_as(None).get(link[1], follow=True).status_code == 200


@pytest.mark.parametrize("field", ["organisation", "is_central_admin"])
def test_unit_administrator_makes_nobody_beyond_reach(field: str, cast: Cast, client_as: ClientAs) -> None:
    beyond = {"organisation": cast.organisation("revenue").pk, "is_central_admin": "on"}
    typed = {
        "username": "manee",
        "first_name": "มานี",
        "organisation": cast.organisation("medicine").pk,
        "role": "secretary",
        "starts_on": "1/10/68",
    }

    page = client_as(cast[ADMIN]).post(reverse("organisations:user-create"), typed | {field: beyond[field]})

    if field == "organisation":
        assert page.context["form"].errors == {"organisation": ["ไม่มีหน่วยงานนี้ในรายการที่ท่านเลือกได้"]}
        assert not User.objects.filter(username="manee").exists()
    else:
        assert not User.objects.get(username="manee").is_central_admin


ACCOUNT_ADDRESSES = ["user-edit", "user-invite", "user-deactivate"]


@pytest.mark.parametrize("name", ACCOUNT_ADDRESSES)
@pytest.mark.parametrize("kind", ["elsewhere", "formerly_elsewhere", "central", "staff"])
def test_account_that_also_belongs_beyond_reach_cannot_be_taken_over(
    name: str, kind: str, cast: Cast, client_as: ClientAs
) -> None:
    person = UserFactory(is_central_admin=kind == "central", is_staff=kind == "staff")
    MembershipFactory(user=person, organisation=cast.organisation("medicine"))
    if "elsewhere" in kind:
        ended = "2025-01-01" if kind == "formerly_elsewhere" else None
        MembershipFactory(user=person, organisation=cast.organisation("revenue"), ends_on=ended)
    before = User.objects.filter(pk=person.pk).values().get()
    typed = {"username": person.username, "first_name": "ก", "email": "thief@example.go.th"}

    answer = client_as(cast[ADMIN]).post(reverse(f"organisations:{name}", args=[person.pk]), typed)

    assert (answer.status_code, len(mail.outbox)) == (403, 0)
    assert User.objects.filter(pk=person.pk).values().get() == before


def test_role_in_reach_of_a_person_of_elsewhere_can_still_be_given_and_ended(
    cast: Cast, client_as: ClientAs
) -> None:
    client = client_as(cast[ADMIN])
    stranger = cast["auditor@revenue"]
    role = {"person": stranger.email.upper(), "role": "approver", "starts_on": "1/10/68"}
    medicine = cast.organisation("medicine")

    client.post(reverse("organisations:organisation-add-person", args=[medicine.pk]), role)
    given = Membership.objects.get(user=stranger, organisation=medicine)
    client.post(reverse("organisations:membership-end", args=[given.pk]), {"ends_on": "31 ต.ค. 68"})

    given.refresh_from_db()
    assert (given.role, str(given.ends_on)) == ("approver", "2025-10-31")
    assert AuditEntry.objects.filter(organisation=medicine).count() == 2


@pytest.mark.parametrize("key", ["outsider", "former"])
def test_account_of_no_organisation_is_taken_in_by_a_central_administrator_alone(
    key: str, cast: Cast, client_as: ClientAs
) -> None:
    medicine = cast.organisation("medicine")
    address = reverse("organisations:organisation-add-person", args=[medicine.pk])
    typed = {"person": key, "role": "approver", "starts_on": "1/10/68"}
    given = Membership.objects.filter(user=cast[key], role=Role.APPROVER)

    refused = client_as(cast[ADMIN]).post(address, typed)

    message = "บัญชีนี้ไม่มีบทบาทในหน่วยงานใดในขณะนี้ โปรดให้ผู้ดูแลระบบส่วนกลางเป็นผู้เพิ่มบทบาท"
    assert (refused.status_code, refused.context["form"].errors) == (422, {"person": [message]})
    assert not given.exists()
    assert client_as(cast["central"]).post(address, typed).status_code == 302
    assert given.get().organisation == medicine


@pytest.mark.parametrize("way", ["another", "another_organisation", "changed"])
def test_administrator_does_not_prolong_the_own_right(way: str, cast: Cast, client_as: ClientAs) -> None:
    admin, medicine = cast[ADMIN], cast.organisation("medicine")
    Membership.objects.filter(user=admin).update(ends_on=timezone.localdate() + timedelta(days=1))
    other = MembershipFactory(user=admin, organisation=medicine, role=Role.SECRETARY)
    before = list(Membership.objects.filter(user=admin).order_by("pk").values())
    place = cast.organisation("planning") if way == "another_organisation" else medicine
    name, pk = ("membership-edit", other.pk) if way == "changed" else ("membership-create", admin.pk)
    typed = {"organisation": place.pk, "role": "unit_admin", "starts_on": "2/10/68"}

    answer = client_as(admin).post(reverse(f"organisations:{name}", args=[pk]), typed)

    assert answer.status_code == 403
    assert list(Membership.objects.filter(user=admin).order_by("pk").values()) == before


def test_administrator_gives_other_roles_to_the_own_account_and_the_right_to_others(
    cast: Cast, client_as: ClientAs
) -> None:
    client, medicine = client_as(cast[ADMIN]), cast.organisation("medicine")

    for key, role in ((ADMIN, "approver"), ("secretary@medicine", "unit_admin")):
        address = reverse("organisations:membership-create", args=[cast[key].pk])
        client.post(address, {"organisation": medicine.pk, "role": role, "starts_on": "2/10/68"})

    assert [
        sorted(cast[key].memberships.values_list("role", flat=True)) for key in (ADMIN, "secretary@medicine")
    ] == [["approver", "unit_admin"], ["secretary", "unit_admin"]]


def test_new_address_ends_the_old_one(cast: Cast, client_as: ClientAs) -> None:
    person = cast["secretary@medicine"]
    EmailAddress.objects.create(user=person, email=person.email, primary=True, verified=True)
    typed = {"username": person.username, "first_name": "ก", "email": "new@example.go.th"}

    client_as(cast[ADMIN]).post(reverse("organisations:user-edit", args=[person.pk]), typed)

    person.refresh_from_db()
    assert (person.email, EmailAddress.objects.filter(user=person).count()) == ("new@example.go.th", 0)


def test_administrator_does_not_end_the_own_right(cast: Cast, client_as: ClientAs) -> None:
    own = cast[ADMIN].memberships.get()

    answer = client_as(cast[ADMIN]).post(reverse("organisations:membership-remove", args=[own.pk]))

    assert answer.status_code == 403
    assert Membership.objects.filter(pk=own.pk).exists()


def test_trail_holds_no_personal_data(cast: Cast, client_as: ClientAs) -> None:
    person = cast["secretary@medicine"]
    typed = {
        "username": "secret-name",
        "first_name": "ชื่อลับ",
        "email": "secret@example.go.th",
        "phone": "0899",
    }

    client_as(cast[ADMIN]).post(reverse("organisations:user-edit", args=[person.pk]), typed)

    entry = AuditEntry.objects.get()
    assert entry.object_text == f"ผู้ใช้งานหมายเลข {person.pk}"
    assert (entry.before, entry.after) == (
        None,
        {"fields": ["email", "first_name", "last_name", "phone", "position", "prefix", "username"]},
    )


def test_profile_changes_name_and_nothing_else(cast: Cast, client_as: ClientAs) -> None:
    person = cast["outsider"]
    client = client_as(person)

    answer = client.post(
        reverse("organisations:profile"),
        {"first_name": "ใหม่", "position": "ผู้อำนวยการ", "is_central_admin": "on", "username": "boss"},
    )

    person.refresh_from_db()
    assert (person.first_name, person.position, person.username, person.is_central_admin) == (
        "ใหม่",
        "ผู้อำนวยการ",
        "outsider",
        False,
    )
    assert [str(message) for message in get_messages(answer.wsgi_request)] == ["บันทึกข้อมูลส่วนตัวแล้ว"]


def test_users_are_filtered_by_role_place_and_words(cast: Cast, client_as: ClientAs) -> None:
    MembershipFactory(
        user=cast["auditor@medicine"], organisation=cast.organisation("planning"), role=Role.SECRETARY
    )
    client, address = client_as(cast[ADMIN]), reverse("organisations:user-list")

    found = {
        query: {row.username for row in client.get(f"{address}?{query}").context["page"]}
        for query in (
            "role=secretary",
            "organisation=PLANNING",
            "role=none",
            "q=ผู้บริหาร ทดสอบ",
            "status=inactive",
        )
    }

    assert found == {
        "role=secretary": {"secretary-medicine", "auditor-medicine"},
        "organisation=PLANNING": {"auditor-medicine"},
        "role=none": {"former"},
        "q=ผู้บริหาร ทดสอบ": {"executive-medicine"},
        "status=inactive": set(),
    }


@pytest.mark.parametrize(("code", "found"), [("%00", None), ("%00PLANNING", "PLANNING")])
def test_what_no_database_holds_is_no_part_of_a_code(
    code: str, found: str | None, cast: Cast, client_as: ClientAs
) -> None:
    client = client_as(cast[ADMIN])

    people = client.get(f"{reverse('organisations:user-list')}?organisation={code}")
    person = client.get(f"{reverse('organisations:user-create')}?organisation={code}")

    chosen = (people.context["organisation"], person.context["form"].initial["organisation"])
    assert [getattr(organisation, "code", None) for organisation in chosen] == [found, found]
