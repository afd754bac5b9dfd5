"""Entries of a plan's trail in Thai: rows by the headers of their own tables, sign-off by what was signed.

Reports by what became of them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from ita_portal.tables.build import columns_of
from ita_portal.tables.differences import differences, labels_of
from ita_portal.tables.from_json import columns_from_json, options_from_json
from ita_portal.tables.layouts import layout_for
from organisations import trail_words
from organisations.models import AuditEntry
from organisations.trail_words import FieldChange, is_thai, kind_of, know
from plans.models import ActionPlan, Activity, PlanPart, Progress, Revision, SignOffStep

ACTIVITY = Activity._meta.label_lower
_OF_REVISIONS = {
    Revision.State.WAITING: "เสนอเพื่อพิจารณา",
    Revision.State.APPROVED: "อนุมัติ",
    Revision.State.RETURNED: "ส่งคืนเพื่อแก้ไข",
    Revision.State.WITHDRAWN: "ถอนเรื่องคืน",
}
_OF_REPORTS = {
    Progress.State.SUBMITTED: "ส่งรายงานผล",
    Progress.State.RETURNED: "ส่งคืนเพื่อแก้ไข",
    Progress.State.ACCEPTED: "ตรวจรับ",
}


@dataclass(frozen=True)
class Told(trail_words.Told):
    """One entry for the page. ``part`` is the table of a row that is still there, else None."""

    part: PlanPart | None = None
    has_history: bool = False

    @property
    def was_row(self) -> bool:
        """Whether the entry knows a row as it was before, to which it can be brought back."""
        before = self.entry.before or {}
        return self.entry.object_type == ACTIVITY and "title" in before


class Teller(trail_words.Teller):
    """Tells the entries of one plan, with what it needs of the plan read once."""

    def __init__(self, plan: ActionPlan, entries: Iterable[AuditEntry]) -> None:
        entries = list(entries)
        super().__init__(entries)
        self.plan = plan
        pks = {entry.object_id or 0 for entry in entries if entry.object_type == ACTIVITY}
        found = Activity.everything.filter(pk__in=pks, part__plan=plan)
        places = found.values_list("pk", "part_id", "deleted_at")
        self._rows = {pk: (part_id, deleted_at) for pk, part_id, deleted_at in places}
        self._labels: dict[int | None, Mapping[str, str]] = {}

    def tell(self, entry: AuditEntry) -> Told:
        if entry.object_type != ACTIVITY:
            told = super().tell(entry)
            return Told(entry, told.verb, told.kind, told.changes)
        part_id, deleted_at = self._rows.get(entry.object_id or 0, (0, None))
        part = self._parts.get(part_id)
        here = part if part and not (deleted_at or part.deleted_at) else None
        changes = tuple(_row_changes(entry, self._labels_of(part)))
        return Told(
            entry, self.verb_of(entry), kind_of(ACTIVITY), changes, here, has_history=part is not None
        )

    @cached_property
    def _parts(self) -> dict[int, PlanPart]:
        return {part.pk: part for part in PlanPart.everything.filter(plan=self.plan)}

    def _labels_of(self, part: PlanPart | None) -> Mapping[str, str]:
        key = part.pk if part else None
        if key not in self._labels:
            self._labels[key] = part_labels(part, self.plan) if part else labels_of(())
        return self._labels[key]


def part_labels(part: PlanPart, plan: ActionPlan) -> dict[str, str]:
    """What the table's own headers call the fields of its rows."""
    columns, options = columns_from_json(part.columns), options_from_json(part.options)
    return labels_of(columns_of(layout_for(part.layout), columns, plan.fiscal_year, options))


def register() -> None:
    """Tell every trail how to tell rows, revisions and steps of sign-off."""
    know(Activity, changes=lambda entry: _row_changes(entry, labels_of(())))
    know(Revision, verbs=_verbs_of_revisions)
    know(SignOffStep, verbs=_verbs_of_steps)
    know(Progress, verbs=_verbs_of_reports)


def _row_changes(entry: AuditEntry, labels: Mapping[str, str]) -> Iterable[FieldChange]:
    for difference in differences(entry.before or {}, entry.after or {}):
        label = labels.get(difference.field, difference.field)
        own = (entry.after or entry.before or {}).get("other", {})
        if is_thai(label) or difference.field in own:
            yield FieldChange(label, difference.before, difference.after)


def _verbs_of_revisions(entries: Sequence[AuditEntry]) -> dict[int, str]:
    """ "เสนอเพื่อพิจารณา ฉบับที่ 2" """
    words = {entry.pk: _OF_REVISIONS.get((entry.after or {}).get("state", "")) for entry in entries}
    return {entry.pk: f"{words[entry.pk]} {entry.object_text}" for entry in entries if words[entry.pk]}


def _verbs_of_reports(entries: Sequence[AuditEntry]) -> dict[int, str]:
    """ "ตรวจรับ", where the report moved on; what was only written has no words of its own."""
    moved = [entry for entry in entries if entry.action == AuditEntry.Action.STATE]
    words = {entry.pk: _OF_REPORTS.get((entry.after or {}).get("state", "")) for entry in moved}
    return {pk: verb for pk, verb in words.items() if verb}


def _verbs_of_steps(entries: Sequence[AuditEntry]) -> dict[int, str]:
    """ "เห็นชอบ ฉบับที่ 2 รักษาราชการแทนผู้อำนวยการ" """
    pks = {entry.object_id or 0 for entry in entries}
    steps = SignOffStep.objects.filter(pk__in=pks).select_related("revision").defer("revision__content")
    by_pk = {step.pk: step for step in steps}
    found = ((entry, by_pk.get(entry.object_id or 0)) for entry in entries)
    return {entry.pk: _step_words(entry, step) for entry, step in found if step}


def _step_words(entry: AuditEntry, step: SignOffStep) -> str:
    after = entry.after or {}
    if after.get("state") == SignOffStep.State.RETURNED:
        return f"ส่งคืนเพื่อแก้ไข {step.revision}"
    if after.get("state") != SignOffStep.State.SIGNED:
        return ""
    return " ".join(filter(None, (step.get_act_display(), str(step.revision), after.get("acting_words"))))
