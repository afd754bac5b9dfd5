"""Closing a round waits for whoever is writing into it, and they for the closing."""

from plans.models import ActionPlan, Monitoring


def hold_rounds(plan: ActionPlan) -> None:
    """Until the transaction ends nobody else closes or opens a round of the plan, or writes what one freezes.

    So figures frozen at a closing are all that was ever written until then. On SQLite there is one writer at
    a time in any case.
    """
    Monitoring.objects.select_for_update().filter(plan=plan).values_list("pk").first()
