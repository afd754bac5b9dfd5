"""Writing project charters: the head, the fourteen headings of the prose, and which tables belong to one."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from ita_portal.tables.facts_json import charter_to_json
from organisations.models import AuditEntry, User
from plans import facts
from plans.models import ActionPlan, Charter, PlanSection
from plans.services import opening, sections
from plans.services.pictures import forget_files

Action = AuditEntry.Action
MAX_CHARTERS = 100

# The headings of a project's details, in the order in which they are usually asked for.
HEADINGS = (
    "ความสำคัญ/หลักการและเหตุผล",
    "วัตถุประสงค์",
    "กลุ่มเป้าหมาย",
    "ผลผลิต/ผลลัพธ์",
    "ตัวชี้วัดความสำเร็จ/เป้าหมาย",
    "ความเชื่อมโยงกับยุทธศาสตร์",
    "ผู้รับผิดชอบ",
    "ทรัพยากรที่ต้องใช้",
    "งบประมาณ",
    "ผู้เกี่ยวข้อง",
    "ประโยชน์ที่คาดว่าจะได้รับ",
    "โครงการอื่นที่เกี่ยวข้อง",
    "ความเสี่ยงที่สำคัญและแนวทางลดความเสี่ยง",
    "ระยะเวลาดำเนินการ",
)


@transaction.atomic
def add_charter(*, by: User | None, plan: ActionPlan, head: dict[str, Any]) -> Charter:
    """A new charter behind the others, with an empty section for each of HEADINGS.

    ``head`` holds ``facts.CHARTER_HEAD``.
    """
    opening.opened(plan, by)
    last = plan.charters.last()
    charter = Charter(plan=plan, position=last.position + 1 if last else 1, **head)
    charter.full_clean()
    charter.save()
    PlanSection.objects.bulk_create(
        PlanSection(plan=plan, charter=charter, position=position, title=title)
        for position, title in enumerate(HEADINGS, start=1)
    )
    opening.trail(by=by, action=Action.CREATE, target=charter, plan=plan, after=_snapshot(charter))
    return charter


@transaction.atomic
def save_charter(
    *,
    by: User | None,
    charter: Charter,
    head: dict[str, Any],
    parts: Iterable[int],
    base_version: int | None,
) -> Charter:
    """The charter's head, and the keys of exactly those tables of the plan that belong to it.

    Raises StaleError where somebody changed it since ``base_version``.
    """
    opening.opened(charter.plan, by)
    before = _snapshot(charter)
    opening.claim(charter, base_version)
    for name, value in head.items():
        setattr(charter, name, value)
    charter.full_clean()
    charter.save(update_fields=list(head))
    chosen = charter.plan.parts.filter(pk__in=list(parts))
    charter.parts.exclude(pk__in=chosen.values("pk")).update(charter=None)
    chosen.update(charter=charter)
    opening.trail(
        by=by,
        action=Action.UPDATE,
        target=charter,
        plan=charter.plan,
        before=before,
        after=_snapshot(charter),
    )
    return charter


@transaction.atomic
def move_charter(*, by: User | None, charter: Charter, step: int) -> None:
    """One place up (-1) or down (1) among the plan's charters."""
    opening.opened(charter.plan, by)
    opening.numbered(opening.shifted(list(charter.plan.charters.all()), charter, step))
    opening.trail(by=by, action=Action.MOVE, target=charter, plan=charter.plan)


@transaction.atomic
def delete_charter(*, by: User | None, charter: Charter) -> None:
    """Away with its sections, whose text the trail keeps; its tables stay in the plan."""
    opening.opened(charter.plan, by)
    of_charter = list(charter.sections.prefetch_related("pictures"))
    before = _snapshot(charter) | {"sections": [sections.snapshot(section) for section in of_charter]}
    opening.trail(by=by, action=Action.DELETE, target=charter, plan=charter.plan, before=before)
    forget_files(picture for section in of_charter for picture in section.pictures.all())
    charter.delete()


def _snapshot(charter: Charter) -> dict[str, Any]:
    """The head and the keys of the tables; the sections have entries of their own."""
    head = charter_to_json(facts.charter_head(charter))
    del head["sections"], head["parts"]
    return head | {"tables": list(charter.parts.values_list("pk", flat=True))}
