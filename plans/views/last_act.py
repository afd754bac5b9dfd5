"""The person's last act on rows of a plan that can be taken back, and what it is called."""

from dataclasses import dataclass

from django.contrib import messages
from django.urls import reverse

from organisations.models import AuditEntry, User
from plans.models import ActionPlan
from plans.services.undo import rows_of_act, undoable
from plans.views.request import PlanRequest

_ACTS = {
    AuditEntry.Action.CREATE: "การเพิ่ม",
    AuditEntry.Action.UPDATE: "การแก้ไข",
    AuditEntry.Action.MOVE: "การย้าย",
    AuditEntry.Action.DELETE: "การลบ",
}


@dataclass(frozen=True)
class LastAct:
    """The trail entry by which an act is taken back; ``words`` say what it was ("การลบ 12 แถว")."""

    pk: int
    words: str


def last_act(user: User, plan: ActionPlan) -> LastAct | None:
    entry = undoable(user, plan)
    return LastAct(entry.pk, words_of(entry)) if entry else None


def words_of(entry: AuditEntry) -> str:
    """What was done, and to what; an act on many rows by their number."""
    act = _ACTS[AuditEntry.Action(entry.action)]
    rows = rows_of_act(entry)
    return f"{act} {rows} แถว" if rows > 1 else f"{act} “{entry.object_text[:60]}”"


def offer_undo(request: PlanRequest, plan: ActionPlan, words: str) -> None:
    """Say on the next page what was done, beside a button that takes it back."""
    act = last_act(request.user, plan)
    messages.success(request, words, extra_tags=reverse("plans:undo", args=[act.pk]) if act else "")
