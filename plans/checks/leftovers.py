"""What may be left over of another plan: years, units, projects, former titles."""

from collections.abc import Iterable, Iterator

from django.db.models import Exists, OuterRef, Q

from ita_portal.tables.content import PlanContent
from organisations.models import Organisation
from plans import leftovers
from plans.checks.facts import PlanFacts
from plans.checks.registry import Finding, Severity, check
from plans.leftovers import Kind, Leftover, UnitName
from plans.models import ActionPlan, ActivityOwner

CODES = ("leftover_years", "leftover_units", "leftover_projects", "leftover_titles")


@check("leftover_years", "ปีที่อาจค้างจากแผนเดิม")
def years_fit(content: PlanContent, facts: PlanFacts) -> Iterator[Finding]:
    copied = facts.plan.copied_from_id is not None
    return _findings("leftover_years", leftovers.of_years(content, copied=copied), facts)


@check("leftover_units", "ชื่อหน่วยงานอื่นที่อาจค้างจากแผนเดิม", asks=True)
def units_are_ones_own(content: PlanContent, facts: PlanFacts) -> Iterator[Finding]:
    own, copied_from, beside = _units(facts.plan)
    yield from _findings("leftover_units", leftovers.of_units(content, own=own, others=copied_from), facts)
    # A unit beside one's own may well be named, above all as an owner.
    found = leftovers.of_units(
        content, own=[*own, *copied_from], others=beside, fields_passed_over={"owners"}
    )
    yield from _findings("leftover_units", found, facts, Severity.NOTE)


@check("leftover_projects", "ชื่อโครงการอื่นในรายละเอียดโครงการ")
def charters_name_their_own_project(content: PlanContent, facts: PlanFacts) -> Iterator[Finding]:
    return _findings("leftover_projects", leftovers.of_projects(content), facts)


@check("leftover_titles", "ชื่อแผนเขียนไม่ตรงกัน")
def title_is_one(content: PlanContent, facts: PlanFacts) -> Iterator[Finding]:
    return _findings("leftover_titles", leftovers.of_titles(content), facts)


def _findings(
    code: str, found: Iterable[Leftover], facts: PlanFacts, severity: Severity = Severity.WARNING
) -> Iterator[Finding]:
    sections = {(section.title, section.html): section.pk for section in facts.sections}
    for leftover in found:
        place, section = leftover.place, leftover.place.section
        yield Finding(
            code,
            leftover.message,
            part_id=place.part_id,
            row_id=place.row_id,
            field=place.field,
            heading_id=place.heading_id,
            section_id=sections.get((section.title, section.html)) if section else None,
            severity=Severity.NOTE if leftover.kind is Kind.ISSUED else severity,
        )


def _units(plan: ActionPlan) -> tuple[list[UnitName], list[UnitName], list[UnitName]]:
    """The plan's own units, the one whose plan it was copied from, and those beside its own; two queries.

    Those above and below are left out: a plan speaks of them.
    """
    organisation = plan.organisation
    level = Q(path__startswith=organisation.path[: -Organisation.steplen], depth=organisation.depth)
    owners = ActivityOwner.objects.filter(activity__part__plan=plan).exclude(organisation=None)
    owning = {organisation.pk, *owners.order_by().values_list("organisation", flat=True).distinct()}
    source = ActionPlan.everything.filter(copies=plan, organisation=OuterRef("pk"))
    units = Organisation.objects.annotate(is_source=Exists(source))
    own: list[UnitName] = []
    copied_from: list[UnitName] = []
    beside: list[UnitName] = []
    for unit in units.filter(level | Q(pk__in=owning) | Q(is_source=True)):
        name = UnitName(unit.name, unit.short_name)
        if unit.pk in owning:
            own.append(name)
        elif not (organisation.path.startswith(unit.path) or unit.path.startswith(organisation.path)):
            (copied_from if unit.is_source else beside).append(name)
    return own, copied_from, beside
