"""A revision told in two minutes to whoever is to sign it."""

from collections.abc import Iterator
from dataclasses import dataclass

from plans.adjusting import frozen_content
from plans.checks.registry import findings
from plans.comparing import ComparedPlan, compare
from plans.models import Revision
from plans.services.checkups import keep_count
from reports.submitting import Figures, figures_of

_ROWS = (("added", "เพิ่ม"), ("removed", "ลบ"), ("changed", "แก้ไข"), ("moved", "ย้าย"))


@dataclass(frozen=True, slots=True)
class Summary:
    """``findings`` is how many places somebody should look at, ``changes`` are lines of text.

    They are told since ``before``, the last revision that was approved, else the last at all.
    """

    figures: Figures
    findings: int
    before: Revision | None
    changes: tuple[str, ...]


def summary_of(revision: Revision) -> Summary:
    """In a fixed number of queries; both contents are read whole."""
    plan = revision.plan
    before = _before(revision)
    changes: tuple[str, ...] = ()
    if before:
        found = compare(frozen_content(before), frozen_content(revision), only_changes=True)
        changes = tuple(_told(found))
    known = plan.known_findings
    count = keep_count(plan, findings(plan)) if known is None else known
    return Summary(figures_of(plan), count, before, changes)


def _before(revision: Revision) -> Revision | None:
    earlier = revision.plan.revisions.filter(number__lt=revision.number).order_by("-number")
    in_force = earlier.filter(state__in=(Revision.State.APPROVED, Revision.State.REPLACED))
    return in_force.first() or earlier.first()


def _told(found: ComparedPlan) -> Iterator[str]:
    if found.facts:
        yield f"ข้อมูลของแผน {len(found.facts)} รายการ"
    if found.changed_sections:
        yield f"เนื้อหา {found.changed_sections} ส่วน"
    for part in found.parts:
        rows = part.rows
        counted = [f"{word} {len(rows[name])} แถว" for name, word in _ROWS if rows[name]]
        if part.around:
            counted.append(f"ข้อความและการพิมพ์ {len(part.around)} รายการ")
        yield f"{part.title or 'ตารางที่ไม่มีชื่อ'}: {' '.join(counted)}"
