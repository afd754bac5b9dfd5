"""What the checks find in a plan: a page, the panel of the editor, and the number in the list of plans."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ita_portal.tables.content import PlanContent
from organisations.access import Granted, Permission, check
from plans import rows
from plans.checks.facts import facts_of
from plans.checks.places import url_of
from plans.checks.registry import Finding, Severity, all_checks, found_in
from plans.models import ActionPlan
from plans.services.checkups import keep_count
from plans.views import reach
from plans.views.request import PlanRequest

_ORDER = list(Severity)


@dataclass(frozen=True)
class Listed:
    """A finding with the name of its place and, for who may mend it, the way there."""

    finding: Finding
    place: str
    url: str


@dataclass(frozen=True)
class Group:
    """What one check found."""

    name: str
    severity: Severity
    items: list[Listed]


class Checkup:
    """A plan checked once; the number is kept with the plan."""

    def __init__(self, plan: ActionPlan, *, may_edit: bool) -> None:
        self.plan, self.may_edit = plan, may_edit
        self.content: PlanContent = rows.contents(plan)
        self.facts = facts_of(plan)
        self.found = found_in(self.content, self.facts)
        self.count = keep_count(plan, self.found)

    @property
    def notes(self) -> int:
        return len(self.found) - self.count

    def count_in(self, part_pk: str) -> int:
        """How many findings that are no notes stand in the part."""
        return sum(
            finding.severity is not Severity.NOTE and str(finding.part_id) == part_pk
            for finding in self.found
        )

    @cached_property
    def groups(self) -> list[Group]:
        """Check by check, those that cannot be right first."""
        groups = []
        for each in all_checks():
            of_check = [finding for finding in self.found if finding.code == each.code]
            if of_check:
                worst = min((finding.severity for finding in of_check), key=_ORDER.index)
                groups.append(Group(each.name, worst, [self._listed(finding) for finding in of_check]))
        return sorted(groups, key=lambda group: _ORDER.index(group.severity))

    def _listed(self, finding: Finding) -> Listed:
        return Listed(
            finding,
            self._places.get(_place_of(finding), ""),
            url_of(self.plan, finding) if self.may_edit else "",
        )

    @cached_property
    def _places(self) -> Mapping[tuple[str, int | None], str]:
        places: dict[tuple[str, int | None], str] = {}
        for part in self.content.parts:
            places["part", part.id] = part.title
            for row in part.rows:
                places["row", row.id] = f"{row.number} {row.title}".strip() or "รายการที่ยังไม่มีชื่อ"
                places |= {
                    ("heading", pk): text for pk, text in zip(row.heading_ids, row.headings, strict=True)
                }
        places |= {("section", section.pk): section.title for section in self.facts.sections}
        return places


def _place_of(finding: Finding) -> tuple[str, int | None]:
    for kind in ("row", "heading", "section", "part"):
        if pk := getattr(finding, f"{kind}_id"):
            return kind, pk
    return "plan", None


@require_safe
def plan_checks(request: PlanRequest, pk: int) -> HttpResponse:
    """Everything that was found, to be read by who may read the plan; for the editor its panel alone."""
    checkup = _checkup(request, pk)
    part_pk = request.GET.get("part", "")
    context = {"plan": checkup.plan, "checkup": checkup, "in_part": checkup.count_in(part_pk)}
    return render(request, "plans/checks_found.html" if request.htmx else "plans/checks.html", context)


@require_safe
def plan_checks_count(request: PlanRequest, pk: int) -> HttpResponse:
    """The number as the list of plans shows it."""
    return render(request, "plans/checks_count.html", {"row": _checkup(request, pk).plan})


def _checkup(request: PlanRequest, pk: int) -> Checkup:
    plan = reach.plan(request, pk)
    may_edit = isinstance(check(request.user, Permission.PLAN_EDIT, plan), Granted)
    return Checkup(plan, may_edit=may_edit)
