"""Keeping what the checks found, so that lists of plans can say it without reading every row."""

from collections.abc import Iterable

from plans.checks.registry import Finding, Severity
from plans.models import ActionPlan


def keep_count(plan: ActionPlan, found: Iterable[Finding]) -> int:
    """Keep with the plan how many findings want somebody's attention, and return it.

    It is of the version in which the plan was read; where somebody changed it meanwhile nothing is kept.
    """
    count = sum(finding.severity is not Severity.NOTE for finding in found)
    if (plan.finding_count, plan.checked_version) != (count, plan.version):
        unchanged = ActionPlan.everything.filter(pk=plan.pk, version=plan.version)
        unchanged.update(finding_count=count, checked_version=plan.version)
        plan.finding_count, plan.checked_version = count, plan.version
    return count
