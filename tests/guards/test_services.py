"""Every write of the organisations room: it succeeds with one entry, is refused, or happens not at all."""

import inspect
from collections.abc import Callable
from datetime import date
from types import ModuleType
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

from organisations.access import Role
from organisations.models import (
    AuditEntry,
    Letter,
    LetterMark,
    LetterReference,
    LetterScan,
    Membership,
    Organisation,
    OrganisationYear,
    StaffNumber,
    User,
)
from organisations.services import memberships, organisations, users, years
from tests.cast import OUTSIDER, Cast
from tests.factories import OrganisationYearFactory
from tests.guards import letter_calls
from tests.guards.kept import rows_of
from tests.guards.trail import REFUSAL, refusing_entries

SERVICES: tuple[ModuleType, ...] = (memberships, organisations, users, years, *letter_calls.SERVICES)
TODAY = date(2026, 2, 1)


def person(cast: Cast) -> User:
    return cast["secretary@medicine"]


def role(cast: Cast) -> Membership:
    return person(cast).memberships.get()


# The service, what it is called with beside `by`, and how many entries it writes.
CALLS: dict[str, tuple[Callable[..., Any], Callable[[Cast], dict[str, Any]], int]] = {
    "create_organisation": (
        organisations.create_organisation,
        lambda cast: {"parent": cast.organisation("medicine"), "values": {"name": "กลุ่มใหม่", "code": "NEW"}},
        1,
    ),
    "update_organisation": (
        organisations.update_organisation,
        lambda cast: {"organisation": cast.organisation("medicine"), "values": {"name": "กรมใหม่"}},
        1,
    ),
    "set_organisation_active": (
        organisations.set_organisation_active,
        lambda cast: {"organisation": cast.organisation("planning"), "active": False},
        1,
    ),
    "add_membership": (
        memberships.add_membership,
        lambda cast: {
            "user": cast[OUTSIDER],
            "organisation": cast.organisation("medicine"),
            "role": Role.AUDITOR,
            "starts_on": TODAY,
        },
        1,
    ),
    "change_membership": (
        memberships.change_membership,
        lambda cast: {
            "membership": role(cast),
            "role": Role.AUDITOR,
            "starts_on": TODAY,
            "ends_on": None,
        },
        1,
    ),
    "remove_membership": (memberships.remove_membership, lambda cast: {"membership": role(cast)}, 1),
    "create_user": (
        users.create_user,
        lambda cast: {
            "values": {"username": "newcomer", "first_name": "มาใหม่"},
            "organisation": cast.organisation("medicine"),
            "role": Role.SECRETARY,
            "starts_on": TODAY,
        },
        2,
    ),
    "update_user": (users.update_user, lambda cast: {"user": person(cast), "values": {"phone": "02"}}, 1),
    "set_user_active": (users.set_user_active, lambda cast: {"user": person(cast), "active": False}, 1),
    "invite_user": (
        users.invite_user,
        lambda cast: {"user": person(cast), "url": "https://example.go.th"},
        1,
    ),
    "add_year": (
        years.add_year,
        lambda cast: {
            "organisation": cast.organisation("medicine"),
            "values": {"fiscal_year": 2569, "vision": "ใหม่"},
            "staff": [years.Staff("กอง", "ข้าราชการ", 5)],
        },
        1,
    ),
    "save_year": (
        years.save_year,
        lambda cast: {
            "year": OrganisationYearFactory(organisation=cast.organisation("medicine"), fiscal_year=2568),
            "values": {"vision": "ใหม่"},
            "staff": [],
            "base_version": 1,
        },
        1,
    ),
    "update_profile": (users.update_profile, lambda cast: {"values": {"phone": "02"}}, 1),
    **letter_calls.CALLS,
}
OPEN_TO_EVERYBODY = {"update_profile"}  # one's own


def doer(cast: Cast, name: str) -> User:
    """Somebody with the right: a register of letters is kept by others than the organisation."""
    return cast[letter_calls.KEEPER if name in letter_calls.CALLS else "unit_admin@medicine"]


def test_every_service_is_called_here() -> None:
    found = {
        name
        for module in SERVICES
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__
        and not name.startswith("_")
        and "by" in inspect.signature(function).parameters
    }

    assert found == set(CALLS)


@pytest.mark.parametrize("name", CALLS)
def test_service_writes_with_its_entries(name: str, cast: Cast) -> None:
    act, arguments, entries = CALLS[name]
    given = arguments(cast)
    before = everything()

    act(by=doer(cast, name), **given)

    assert AuditEntry.objects.count() == entries
    assert all(entry.person.user_id == doer(cast, name).pk for entry in AuditEntry.objects.all())  # type: ignore[union-attr]
    assert (everything() != before) == (name != "invite_user")  # which only sends a letter


@pytest.mark.parametrize("name", sorted(set(CALLS) - OPEN_TO_EVERYBODY))
@pytest.mark.parametrize("who", ["executive@medicine", "unit_admin@revenue", "outsider", "former"])
def test_service_refuses_those_without_the_right(name: str, who: str, cast: Cast) -> None:
    act, arguments, _ = CALLS[name]
    given = arguments(cast)
    before = everything()

    with pytest.raises(PermissionDenied, match=r"[ก-๙]"):
        act(by=cast[who], **given)

    assert (everything(), AuditEntry.objects.count()) == (before, 0)


@pytest.mark.parametrize("name", CALLS)
def test_service_writes_nothing_without_its_entry(name: str, cast: Cast) -> None:
    act, arguments, _ = CALLS[name]
    given = arguments(cast)
    before = everything()

    with refusing_entries(), pytest.raises(DatabaseError, match=REFUSAL), transaction.atomic():
        act(by=doer(cast, name), **given)

    assert (everything(), AuditEntry.objects.count()) == (before, 0)


def everything() -> list[Any]:
    """All rows of the room as they are."""
    kinds = (Organisation, OrganisationYear, StaffNumber, User, Membership)
    of_letters = (Letter, LetterReference, LetterMark, LetterScan)
    return rows_of((*kinds, *of_letters))
