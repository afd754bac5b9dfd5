"""Closing a round waits for whoever is writing into it, and they for the closing."""

from plans.models import ActionPlan, Monitoring


def hold_rounds(plan: ActionPlan) -> bool:
    """Whether the plan is followed; nobody else closes or opens a round of it until the transaction ends.

    Nor writes anybody what a closing freezes, so that frozen figures are all that was ever written until
    then. On SQLite there is one writer at a time in any case.
    """
    return Monitoring.objects.select_for_update().filter(plan=plan).values_list("pk").first() is not None
