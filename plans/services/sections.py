"""Writing the narrative of a plan."""

from django.db import transaction

from organisations.models import AuditEntry, User
from plans.models import ActionPlan, PlanSection
from plans.rich_text import clean_html
from plans.services import opening

Action = AuditEntry.Action


@transaction.atomic
def add_section(*, by: User | None, plan: ActionPlan, title: str, html: str = "") -> PlanSection:
    """A new section at the end of the narrative."""
    opening.opened(plan, by)
    last = plan.sections.order_by("position", "pk").last()
    section = PlanSection(
        plan=plan, title=title, html=clean_html(html), position=last.position + 1 if last else 1
    )
    section.full_clean()
    section.save()
    opening.trail(by=by, action=Action.CREATE, target=section, plan=plan, after=_snapshot(section))
    return section


@transaction.atomic
def save_section(
    *, by: User | None, section: PlanSection, title: str, html: str, base_version: int | None
) -> PlanSection:
    """The section's title and text; raises StaleError where somebody changed it since ``base_version``."""
    opening.opened(section.plan, by)
    before = _snapshot(section)
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
        after=_snapshot(section),
    )
    return section


@transaction.atomic
def move_section(*, by: User | None, section: PlanSection, step: int) -> None:
    """One place up (-1) or down (1) in the narrative."""
    opening.opened(section.plan, by)
    opening.numbered(opening.shifted(list(section.plan.sections.all()), section, step))
    opening.trail(by=by, action=Action.MOVE, target=section, plan=section.plan)


@transaction.atomic
def delete_section(*, by: User | None, section: PlanSection) -> None:
    """Away; the trail keeps the text."""
    opening.opened(section.plan, by)
    opening.trail(by=by, action=Action.DELETE, target=section, plan=section.plan, before=_snapshot(section))
    section.delete()


def _snapshot(section: PlanSection) -> dict[str, str]:
    return {"title": section.title, "html": section.html}
