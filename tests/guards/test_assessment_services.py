"""Each service of assessments: it writes with its entries, it refuses, and it writes nothing without them."""

import importlib
import inspect
import pkgutil
from operator import itemgetter
from types import ModuleType
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

import assessments.services
from organisations.models import AuditEntry
from plans.models import ActionPlan, Activity, Heading, PlanPart
from tests.cast import Cast
from tests.guards.assessments import CALLS
from tests.guards.trail import REFUSAL, refusing_entries

# What services share asks for the person too, and is no service.
SHARED = {"assessments.services.rounds_keeping"}


def modules() -> list[ModuleType]:
    found = pkgutil.walk_packages(assessments.services.__path__, "assessments.services.")
    return [importlib.import_module(module.name) for module in found if module.name not in SHARED]


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


def everything() -> list[list[dict[str, Any]]]:
    """All rows of the room and of the plans that its measures stand in, as they are."""
    kinds: list[Any] = [
        *apps.get_app_config("assessments").get_models(),
        ActionPlan,
        PlanPart,
        Heading,
        Activity,
    ]
    rooms: list[Any] = [kind._default_manager.values() for kind in kinds]
    return [sorted(rows, key=itemgetter("id")) for rows in rooms]
