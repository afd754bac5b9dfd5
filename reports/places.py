"""Where in a plan stands what a document could not show."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from ita_portal.render.document import Document
from ita_portal.render.notices import Notice, notices
from ita_portal.tables.labels import LABELS
from plans.models import ActionPlan

MOST_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Place:
    """One notice, the words of the place it is about, and the address at which to mend or see it."""

    notice: Notice
    where: str
    url: str


@dataclass(frozen=True, slots=True)
class Places:
    """The first notices of a document, and how many more there are."""

    shown: list[Place]
    more: int


def of_notices(document: Document, plan: ActionPlan, *, may_edit: bool) -> Places:
    """What of the document could not be shown, each with the way to its place in the plan."""
    found = _once(notices(document))
    shown = [Place(notice, _where(notice), _url(notice, plan, may_edit)) for notice in found[:MOST_SHOWN]]
    return Places(shown, len(found) - len(shown))


def _once(found: Iterable[Notice]) -> list[Notice]:
    """Each once: a row shown in two tables, or a merged cell, says the same again."""
    return list(dict.fromkeys(found))


def _where(notice: Notice) -> str:
    if notice.row_id is None:
        return "เนื้อหาของแผน"
    label = LABELS.get(notice.field, "")
    return f"กิจกรรม ช่อง{label}" if label else "กิจกรรม"


def _url(notice: Notice, plan: ActionPlan, may_edit: bool) -> str:
    if notice.row_id is not None and may_edit:
        return reverse("plans:activity-edit", args=[notice.row_id])
    page = reverse("plans:plan-editor" if may_edit else "plans:plan-detail", args=[plan.pk])
    return f"{page}#row-{notice.row_id}" if notice.row_id is not None else page
