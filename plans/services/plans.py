"""Writing plans themselves."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from organisations.access import Permission, require
from organisations.models import AuditEntry, Committee, Organisation, User
from organisations.services.audit import record, values_of
from plans.models import ActionPlan
from plans.services import opening

Action = AuditEntry.Action


@transaction.atomic
def create_plan(
    *,
    by: User | None,
    organisation: Organisation,
    fiscal_year: int,
    kind: str,
    title: str,
    printed_organisation: str = "",
) -> ActionPlan:
    """A new, empty plan of the organisation."""
    if by is not None:
        require(by, Permission.PLAN_EDIT, organisation)
    plan = ActionPlan(
        organisation=organisation,
        fiscal_year=fiscal_year,
        kind=kind,
        title=title,
        printed_organisation=printed_organisation,
    )
    plan.full_clean()
    plan.save()
    opening.trail(by=by, action=Action.CREATE, target=plan, plan=plan, after=_snapshot(plan))
    return plan


@transaction.atomic
def update_plan(
    *,
    by: User | None,
    plan: ActionPlan,
    title: str,
    kind: str,
    fiscal_year: int,
    base_version: int | None,
    starts_on: date | None = None,
    ends_on: date | None = None,
    committee: Committee | None = None,
) -> ActionPlan:
    """The plan's title, kind, year, the days that it states and its committee (None: none).

    Raises StaleError where it was changed since ``base_version``.
    """
    opening.opened(plan, by, base_version)
    before = _snapshot(plan)
    plan.title, plan.kind, plan.fiscal_year = title, kind, fiscal_year
    plan.starts_on, plan.ends_on, plan.committee = starts_on, ends_on, committee
    plan.full_clean()
    fields = ["title", "kind", "fiscal_year", "starts_on", "ends_on", "committee", "updated_at"]
    plan.save(update_fields=fields)
    opening.trail(by=by, action=Action.UPDATE, target=plan, plan=plan, before=before, after=_snapshot(plan))
    return plan


@transaction.atomic
def bin_plan(*, by: User, plan: ActionPlan) -> None:
    """Into the bin with all that is in it; raises PermissionDenied where others still count on it."""
    opening.opened(plan, by)
    if plan.bin_refusal:
        raise PermissionDenied(plan.bin_refusal)
    opening.bin_row(plan, by)
    opening.trail(by=by, action=Action.DELETE, target=plan, plan=plan, before=_snapshot(plan))


@transaction.atomic
def restore_plan(*, by: User, plan: ActionPlan) -> None:
    """Back from the bin."""
    require(by, Permission.PLAN_EDIT, plan)
    opening.unbin_row(plan)
    record(by=by, action=Action.RESTORE, target=plan, organisation_id=plan.organisation_id, subject=plan)


def _snapshot(plan: ActionPlan) -> dict[str, Any]:
    names = ("title", "kind", "fiscal_year", "printed_organisation", "starts_on", "ends_on", "committee")
    return values_of(plan, names)
