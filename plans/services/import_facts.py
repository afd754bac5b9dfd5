"""What a file states beside its tables, into a plan: facts, narrative, pictures and charters."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError

from ita_portal.tables.content import PlanContent, SectionContent
from ita_portal.tables.facts import Charter
from organisations.models import User
from plans import facts
from plans.models import ActionPlan, PlanPart, PlanSection
from plans.services.charters import MAX_CHARTERS
from plans.services.pictures import add_picture
from plans.services.sections import add_section
from plans.services.statements import write_facts

MAX_SECTIONS = 200


def refuse_too_many_facts(content: PlanContent) -> None:
    """More than these could be stored, and then no page could show them."""
    if len(content.sections) > MAX_SECTIONS or any(len(c.sections) > MAX_SECTIONS for c in content.charters):
        raise ValidationError(f"แผนมีส่วนเนื้อหาได้ไม่เกิน {MAX_SECTIONS} ส่วน")
    if len(content.charters) > MAX_CHARTERS:
        raise ValidationError(f"แผนมีรายละเอียดโครงการได้ไม่เกิน {MAX_CHARTERS} โครงการ")


def import_facts(
    *, by: User | None, plan: ActionPlan, content: PlanContent, parts: Mapping[int, PlanPart]
) -> None:
    """Everything the content states beside its tables, behind what the plan has.

    ``parts`` are the tables made from the content, by their place in it (from 1). A plan that states its
    own days keeps them.
    """
    if content.starts_on or content.ends_on:
        _set_days(plan, content)
    if content.statements or content.higher_plans:
        write_facts(
            by=by,
            plan=plan,
            statements=(*facts.statements_of(plan), *content.statements),
            higher_plans=(*facts.higher_plans_of(plan), *content.higher_plans),
        )
    for section in content.sections:
        _add_pictures(by, add_section(by=by, plan=plan, title=section.title, html=section.html), section)
    for position, charter in enumerate(content.charters, start=plan.charters.count() + 1):
        _import_charter(by, plan, charter, position, parts)


def _set_days(plan: ActionPlan, content: PlanContent) -> None:
    if plan.starts_on or plan.ends_on:
        return
    plan.starts_on, plan.ends_on = content.starts_on, content.ends_on
    plan.validate_constraints()
    plan.save(update_fields=["starts_on", "ends_on"])


def _import_charter(
    by: User | None, plan: ActionPlan, content: Charter, position: int, parts: Mapping[int, PlanPart]
) -> None:
    """A charter with the sections of the file, which need not be the usual fourteen."""
    charter = facts.stored_charter(plan, content)
    charter.position = position
    charter.full_clean()
    charter.save()
    for said in content.sections:
        section = add_section(by=by, plan=plan, charter=charter, title=said.title, html=said.html)
        _add_pictures(by, section, said)
    PlanPart.objects.filter(pk__in=[parts[at].pk for at in content.parts if at in parts]).update(
        charter=charter
    )


def _add_pictures(by: User | None, section: PlanSection, content: SectionContent) -> None:
    for picture in content.pictures:
        add_picture(by=by, section=section, data=picture.read(), caption=picture.caption)
