"""Writing the narrative of a plan and of its project charters."""

from typing import Any

from django.db import transaction

from organisations.models import AuditEntry, User
from plans.models import ActionPlan, Charter, PlanSection
from plans.querysets import SectionQuerySet
from plans.rich_text import clean_html
from plans.services import opening
from plans.services.pictures import forget_files

Action = AuditEntry.Action


@transaction.atomic
def add_section(
    *, by: User | None, plan: ActionPlan, title: str, html: str = "", charter: Charter | None = None
) -> PlanSection:
    """A new section at the end of the plan's narrative, or of a charter's."""
    opening.opened(plan, by)
    last = _beside(plan, charter).last()
    section = PlanSection(
        plan=plan,
        charter=charter,
        title=title,
        html=clean_html(html),
        position=last.position + 1 if last else 1,
    )
    section.full_clean()
    section.save()
    opening.trail(by=by, action=Action.CREATE, target=section, plan=plan, after=snapshot(section))
    return section


@transaction.atomic
def save_section(
    *, by: User | None, section: PlanSection, title: str, html: str, base_version: int | None
) -> PlanSection:
    """The section's title and text; raises StaleError where somebody changed it since ``base_version``."""
    opening.opened(section.plan, by)
    before = snapshot(section)
    opening.claim(section, base_version)
    section.title, section.html = title, clean_html(html)
    section.full_clean()
    section.save(update_fields=["title", "html"])
    opening.trail(
        by=by,
        action=Action.UPDATE,
        target=section,
        plan=section.plan,
        before=before,
        after=snapshot(section),
    )
    return section


@transaction.atomic
def move_section(*, by: User | None, section: PlanSection, step: int) -> None:
    """One place up (-1) or down (1) among those beside it."""
    opening.opened(section.plan, by)
    opening.numbered(opening.shifted(list(_beside(section.plan, section.charter)), section, step))
    opening.trail(by=by, action=Action.MOVE, target=section, plan=section.plan)


@transaction.atomic
def delete_section(*, by: User | None, section: PlanSection) -> None:
    """Away with its pictures; the trail keeps the text."""
    opening.opened(section.plan, by)
    opening.trail(by=by, action=Action.DELETE, target=section, plan=section.plan, before=snapshot(section))
    forget_files(section.pictures.all())
    section.delete()


def snapshot(section: PlanSection) -> dict[str, Any]:
    """The section as the trail keeps it."""
    said = {"title": section.title, "html": section.html}
    return said | {"charter": section.charter_id} if section.charter_id else said


def _beside(plan: ActionPlan, charter: Charter | None) -> SectionQuerySet:
    """The sections of the charter or, without one, of the plan's own narrative, in order."""
    return charter.sections.all() if charter else plan.sections.narrative()
