"""Writing letters about a plan."""

from django.db import transaction

import plans.rows
from organisations.access import Permission, require
from organisations.models import Letter, Organisation, User
from organisations.services.letters import draft_letter
from plans.models import ActionPlan, Adjustment
from plans.services.letters import attach_letter
from reports.letters.prepare import Asked, prepared

_AS_LAST_TIME = ("addressee", "through", "signer_name", "signer_position", "signer_acting_for")


@transaction.atomic
def draft_plan_letter(*, by: User, plan: ActionPlan, kind: str) -> Letter:
    """A prepared draft of that kind in the register of the plan's organisation, kept with the plan.

    It goes the way of the last one of its kind: same addressee, same signer. Raises PermissionDenied, and
    KeyError for a kind that there is not.
    """
    require(by, Permission.LETTER_EDIT, plan.organisation)
    asked = asked_of(plan) if kind == Letter.Kind.ADJUST else None
    values = prepared(kind, plans.rows.contents(plan), plan.organisation, asked)
    values |= as_last_time(plan.organisation, kind)
    letter = draft_letter(by=by, organisation=plan.organisation, values=values)
    attach_letter(by=by, plan=plan, letter=letter)
    return letter


def asked_of(plan: ActionPlan) -> Asked | None:
    """What the plan's request to adjust says that is not decided yet; None where there is none."""
    undecided = (*Adjustment.OPEN, Adjustment.State.WAITING)
    adjustment = plan.adjustments.filter(state__in=undecided).first()
    return Asked(adjustment.reason, adjustment.lines.count()) if adjustment else None


def as_last_time(organisation: Organisation, kind: str) -> dict[str, str]:
    """To whom, and by whom signed, the organisation's last letter of the kind was."""
    letters = Letter.objects.filter(organisation=organisation, direction=Letter.Direction.OUT, kind=kind)
    last = letters.exclude(state=Letter.State.CANCELLED).order_by("-created_at", "-pk")
    found = last.values(*_AS_LAST_TIME).first() or {}
    return {name: said for name, said in found.items() if said}
