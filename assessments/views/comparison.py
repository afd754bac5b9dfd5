"""Rounds of one organisation beside each other."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from assessments.comparison import findings
from assessments.comparison.charts import line_chart
from assessments.comparison.facts import in_time
from assessments.comparison.reading import compare
from assessments.comparison.shape import Comparison, Row, RowKind
from assessments.forms.comparison import RoundChoice
from assessments.models import Round
from assessments.small_numbers import CONCLUSION_WARNING
from organisations.access import REACHES_DOWN, Permission, is_central
from organisations.models import Organisation, User
from organisations.requests import SignedInRequest


@require_safe
def comparison(request: SignedInRequest, pk: int) -> HttpResponse:
    """The rounds that are ticked, or the latest three of a kind: in short, as a chart and as a table."""
    organisation = visible_organisation(request, pk)
    seen = Round.objects.visible_to(request.user).filter(organisation=organisation)
    rounds = sorted(seen.select_related("framework"), key=in_time, reverse=True)
    choice = RoundChoice(request.GET, rounds=rounds)
    chosen = choice.chosen()
    compared = compare(chosen)
    context = {
        "organisation": organisation,
        "crumbs": crumbs(organisation),
        "choice": choice,
        "ticked": {one.pk for one in chosen},
        "comparison": compared,
        "chart": line_chart(compared) if compared.columns else None,
        "summary": _summary(compared) if compared.columns else None,
        "has_rounds": bool(rounds),
        "sees_all": reaches_a_ministry(request.user),
        "few_words": CONCLUSION_WARNING,
        "page_wide": len(chosen) > 3,
    }
    return render(request, "assessments/comparison.html", context)


def visible_organisation(request: SignedInRequest, pk: int) -> Organisation:
    """An organisation whose assessments the person may see; the page is of it."""
    organisations = Organisation.objects.visible_to(request.user, Permission.ASSESSMENT_VIEW)
    found = get_object_or_404(organisations, pk=pk)
    request.current_organisation = found  # type: ignore[attr-defined]
    return found


def reaches_a_ministry(user: User) -> bool:
    """Whether the person is central, or has a role that reaches down from a ministry."""
    return is_central(user) or any(
        membership.role in REACHES_DOWN and membership.organisation.kind == Organisation.Kind.MINISTRY
        for membership in user.active_memberships
    )


def crumbs(organisation: Organisation, here: str = "เปรียบเทียบผลการประเมิน") -> list[dict[str, str]]:
    """The way from the rounds of the organisation to a comparison."""
    rounds = f"{reverse('assessments:round-list')}?organisation={organisation.code}&year=all"
    return [{"label": "การประเมิน ITA", "url": rounds}, {"label": here}]


def _summary(compared: Comparison) -> dict[str, Any]:
    """Of the latest round: its highest and lowest indicators, what rose and fell most, its lowest items."""
    indicators = [row for row in compared.of_kind(RowKind.INDICATOR) if not row.part]
    total = compared.row("total")
    return {
        "latest": compared.latest,
        "total": total.latest if total else None,
        "before": _before(compared, total),
        "highest": findings.highest(indicators),
        "lowest": findings.lowest(indicators),
        "rise": [(row, _before(compared, row)) for row in findings.biggest_rise(indicators)],
        "fall": [(row, _before(compared, row)) for row in findings.biggest_fall(indicators)],
        "lowest_items": findings.lowest_items(compared),
    }


def _before(compared: Comparison, row: Row | None) -> str:
    """Against which round the row's change is told, and whether that was assessed by another framework."""
    since = row.latest.since if row else None
    if since is None:
        return ""
    column = compared.columns[since]
    other = column.framework_id != compared.latest.framework_id
    return f"{column.label}{' ซึ่งใช้กรอบการประเมินต่างกัน' if other else ''}"
