"""Each service of the newer rooms: it writes with its entries, it refuses, it writes nothing without them."""

import importlib
import inspect
import pkgutil
from types import ModuleType
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

import assessments.services
import organisations.services
import plans.services
import reports.services
from organisations.models import AuditEntry, AuditPerson
from tests.cast import Cast
from tests.guards import monitoring, sign_off
from tests.guards.assessments import CALLS as OF_ASSESSMENTS
from tests.guards.kept import rows_of
from tests.guards.trail import REFUSAL, refusing_entries

CALLS = OF_ASSESSMENTS | sign_off.CALLS | monitoring.CALLS
# What services share asks for the person too, and is no service.
SHARED = {
    "assessments.services.rounds_keeping",
    "organisations.services.committees_keeping",
    "organisations.services.meetings_keeping",
}
ROOMS = (assessments.services, organisations.services, plans.services, reports.services)
# Of the other three rooms, the modules that belong here by name; the older ones have tests of their own.
OURS = (
    "assessments.services.",
    "organisations.services.committee",
    "organisations.services.evidence",
    "organisations.services.meeting",
    "organisations.services.notice",
    "organisations.services.resolution",
    "organisations.services.webhook",
    "plans.services.adjust",
    "plans.services.chain",
    "plans.services.correction",
    "plans.services.budget_line",
    "plans.services.calendar",
    "plans.services.delegation",
    "plans.services.money",
    "plans.services.monitoring",
    "plans.services.progress",
    "plans.services.report_link",
    "plans.services.reopening",
    "plans.services.resolution",
    "plans.services.revision",
    "plans.services.round",
    "plans.services.sign_off",
    "plans.services.signed_scan",
    "reports.services.committee",
)


def modules() -> list[ModuleType]:
    names = [
        module.name for room in ROOMS for module in pkgutil.walk_packages(room.__path__, f"{room.__name__}.")
    ]
    return [importlib.import_module(name) for name in names if name.startswith(OURS) and name not in SHARED]


def test_every_service_is_called_here() -> None:
    found = {
        name
        for module in modules()
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__
        and not name.startswith("_")
        and "by" in inspect.signature(function).parameters
    }

    assert found == set(CALLS)


@pytest.mark.parametrize("name", CALLS)
def test_service_writes_with_its_entries(name: str, cast: Cast) -> None:
    call = CALLS[name]
    given = call.arguments(cast)
    before, entries = everything(), AuditEntry.objects.count()

    call.service(by=cast[call.doer], **given)

    written = AuditEntry.objects.order_by("-pk")[: call.entries]
    assert AuditEntry.objects.count() - entries == call.entries
    assert [entry.person.user_id for entry in written] == [cast[call.doer].pk] * call.entries  # type: ignore[union-attr]
    assert everything() != before


@pytest.mark.parametrize(
    ("name", "who"), [(name, who) for name in CALLS for who in sorted(CALLS[name].refused)]
)
def test_service_refuses_those_without_the_right(name: str, who: str, cast: Cast) -> None:
    call = CALLS[name]
    given = call.arguments(cast)
    before, entries = everything(), AuditEntry.objects.count()

    with pytest.raises(PermissionDenied, match=r"[ก-๙]"):
        call.service(by=cast[who], **given)

    assert (everything(), AuditEntry.objects.count()) == (before, entries)


@pytest.mark.parametrize("name", CALLS)
def test_service_writes_nothing_without_its_entry(name: str, cast: Cast) -> None:
    call = CALLS[name]
    given = call.arguments(cast)
    before, entries = everything(), AuditEntry.objects.count()

    with refusing_entries(), pytest.raises(DatabaseError, match=REFUSAL), transaction.atomic():
        call.service(by=cast[call.doer], **given)

    assert (everything(), AuditEntry.objects.count()) == (before, entries)


def everything() -> list[Any]:
    """All rows of the rooms in which services write, as they are, but for the trail."""
    return rows_of(
        kind
        for room in ("organisations", "plans", "assessments")
        for kind in apps.get_app_config(room).get_models()
        if kind not in (AuditEntry, AuditPerson)
    )
