"""Whether reports or money of a plan have changed, in a query or two and without reading a row."""

from typing import Any

from django.db.models import Count, Max, Sum

from plans.models import ActionPlan, MoneyEntry, Progress


def state_of_reports(plan: ActionPlan) -> tuple[Any, ...]:
    """What changes with every report that is written, handed in, accepted or returned."""
    reports = Progress.objects.of_what_is_there().filter(activity__part__plan=plan)
    return tuple(reports.aggregate(Count("pk"), Sum("version"), Max("updated_at")).values())


def state_of_money(plan: ActionPlan) -> tuple[Any, ...]:
    """What changes with every entry of the ledger that is made, mended or cancelled, and with its lines."""
    entries = MoneyEntry.objects.filter(line__plan=plan)
    moved = entries.aggregate(Count("pk"), Sum("version"), Max("created_at"), Max("cancelled_at"))
    lines = plan.budget_lines.aggregate(Count("pk"), Sum("version"), Max("pk"))
    return (*moved.values(), *lines.values())
