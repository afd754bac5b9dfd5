"""Where reports of plans and their rounds use evidence, told to the library."""

from collections.abc import Iterator

from organisations.evidence_uses import Use, tells_uses
from organisations.models import Evidence, User
from plans.models import MonitoringRound, ProgressEvidence, RoundEvidence


@tells_uses
def uses_in_reports(user: User, evidence: Evidence) -> Iterator[Use]:
    """The reports of activities."""
    seen = ProgressEvidence.objects.visible_to(user).filter(evidence=evidence)
    for use in seen.select_related("progress__activity__part__plan", "progress__period"):
        progress = use.progress
        words = f"{progress.activity} {progress.period} ({progress.activity.part.plan.title})"
        yield Use("รายงานผล", words, progress.get_absolute_url())


@tells_uses
def uses_in_rounds(user: User, evidence: Evidence) -> Iterator[Use]:
    """The rounds in which plans are closed."""
    rounds = MonitoringRound.objects.visible_to(user).order_by()
    seen = RoundEvidence.objects.filter(evidence=evidence, round__in=rounds)
    for use in seen.select_related("round__plan"):
        yield Use("รอบการติดตาม", f"{use.round} ({use.round.plan.title})", use.round.get_absolute_url())
