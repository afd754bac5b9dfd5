"""Django's own pages: for staff alone, the trail only to read, files read with a preview."""

import pytest
from django.contrib import admin
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from organisations.imports import OrganisationResource, UserResource
from organisations.models import AuditEntry, Organisation, User
from tests.cast import Cast
from tests.conftest import ClientAs
from tests.factories import AuditEntryFactory, UserFactory

ORGANISATIONS = (
    "code,name,kind,parent\nNORTH,กรมทางเหนือ,department,HEALTH\nNORTH1,กองทางเหนือ,division,NORTH\n"
)


@pytest.fixture
def staff_client(client_as: ClientAs, db: None) -> Client:
    return client_as(UserFactory(username="staff", is_staff=True, is_superuser=True))


@pytest.mark.parametrize("key", ["central", "unit_admin@medicine", "outsider"])
def test_administration_is_closed_to_those_who_are_not_staff(
    key: str, cast: Cast, client_as: ClientAs
) -> None:
    response = client_as(cast[key]).get("/admin/", follow=True)

    assert "ข้อมูลของระบบ" not in response.content.decode()


@pytest.mark.parametrize("model", admin.site._registry, ids=lambda model: model._meta.label)
def test_list_opens(model: type, cast: Cast, staff_client: Client) -> None:
    AuditEntryFactory(organisation=cast.organisation("medicine"))

    options = model._meta  # type: ignore[attr-defined]
    response = staff_client.get(reverse(f"admin:{options.app_label}_{options.model_name}_changelist"))

    assert response.status_code == 200


@pytest.mark.parametrize("model", ["organisation", "user"])
def test_own_rows_open_for_change(model: str, cast: Cast, staff_client: Client) -> None:
    pk = cast.organisation("medicine").pk if model == "organisation" else cast["central"].pk

    response = staff_client.get(reverse(f"admin:organisations_{model}_change", args=[pk]))

    assert response.status_code == 200


def test_trail_is_only_read(staff_client: Client) -> None:
    entry = AuditEntryFactory(object_text="รายการเดิม")
    address = reverse("admin:organisations_auditentry_change", args=[entry.pk])

    answers = [
        staff_client.get(address).status_code,
        staff_client.post(address, {"object_text": "แก้แล้ว"}).status_code,
        staff_client.post(reverse("admin:organisations_auditentry_delete", args=[entry.pk])).status_code,
        staff_client.get(reverse("admin:organisations_auditentry_add")).status_code,
    ]

    assert answers == [200, 403, 403, 403]


def test_file_of_organisations_is_shown_first_and_then_read(cast: Cast, staff_client: Client) -> None:
    preview = staff_client.post(
        reverse("admin:organisations_organisation_import"),
        {"format": "0", "import_file": SimpleUploadedFile("units.csv", ORGANISATIONS.encode(), "text/csv")},
    )
    assert "กรมทางเหนือ" in preview.content.decode()
    assert not Organisation.objects.filter(code="NORTH").exists()

    confirm = preview.context["confirm_form"].initial
    staff_client.post(reverse("admin:organisations_organisation_process_import"), confirm)

    found = {
        node.code: Organisation.objects.get_parent(node).code
        for node in Organisation.objects.filter(code__startswith="NORTH")
    }
    assert found == {"NORTH": "HEALTH", "NORTH1": "NORTH"}
    assert list(AuditEntry.objects.filter(action="import").values_list("object_text", flat=True)) == [
        "กองทางเหนือ",
        "กรมทางเหนือ",
    ]


@pytest.mark.parametrize(
    ("row", "answer"),
    [
        (("MEDICINE", "", "department", ""), {"name": ["โปรดระบุข้อมูลในช่องนี้"]}),
        (
            ("NEW", "กรมใหม่", "department", "NOWHERE"),
            {"parent": ["ไม่พบหน่วยงานรหัส NOWHERE โปรดเรียงหน่วยงานแม่ไว้ก่อน"]},
        ),
    ],
)
def test_wrong_row_is_answered_and_nothing_is_read(
    row: tuple[str, ...], answer: dict[str, list[str]], cast: Cast
) -> None:
    before = list(Organisation.objects.values())

    result = OrganisationResource().import_data(_table(("code", "name", "kind", "parent"), row))

    assert [invalid.error.message_dict for invalid in result.invalid_rows] == [answer]
    assert list(Organisation.objects.values()) == before


def test_person_from_a_file_has_no_password(db: None) -> None:
    UserResource().import_data(_table(("username", "first_name"), ("manee", "มานี")), raise_errors=True)

    person = User.objects.get(username="manee")
    assert (person.has_usable_password(), person.first_name, person.sort_key) == (False, "มานี", "มานี\x01")


def _table(headers: tuple[str, ...], *rows: tuple[str, ...]) -> object:
    import tablib

    return tablib.Dataset(*rows, headers=headers)
