"""The page that asks before a row is brought back: what it says now, and what it said then."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import render

from ita_portal.tables.differences import differences, labels_of
from ita_portal.tables.row_json import row_to_json
from organisations.services.errors import StaleError
from organisations.trail_words import FieldChange
from plans import rows
from plans.forms.versions import BringBackForm
from plans.models import ActionPlan, Activity
from plans.services.bringing_back import PastRow, bring_row_back, is_so, stored
from plans.trail_words import part_labels
from plans.views.answers import refuse
from plans.views.editor import back_to_row
from plans.views.request import PlanRequest

STALE = "มีผู้แก้ไขแถวนี้ก่อนท่าน โปรดตรวจสอบความแตกต่างล่าสุด แล้วกดคืนค่าอีกครั้งหากยังต้องการ"


@dataclass(frozen=True)
class Question:
    """A row of a plan to be brought back; ``words`` say to which state of it."""

    plan: ActionPlan
    past: PastRow
    words: str
    cancel_url: str

    def ask(self, request: PlanRequest) -> HttpResponse:
        """The question, and with the answer the row as it was."""
        activity = stored(self.plan, self.past)
        form = self._form(request.POST or None, activity)
        if not form.is_valid():
            return self._show(request, form, activity)
        part = self._parts().filter(pk=form.cleaned_data.get("part", self.past.part_id)).first()
        try:
            back = bring_row_back(
                by=request.user,
                plan=self.plan,
                past=self.past,
                part=part,
                base_version=form.cleaned_data["base_version"],
                reason=form.cleaned_data["change_reason"],
            )
        except StaleError:
            current = stored(self.plan, self.past)
            form.begin_again(current.version if current else 0, STALE)
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, "คืนค่าแถวแล้ว")
            return back_to_row(request, self.plan, back.pk)
        return self._show(request, form, stored(self.plan, self.past))

    def _form(self, data: Any, activity: Activity | None) -> BringBackForm:
        initial = {"base_version": activity.version if activity else 0, "change_reason": f"คืนค่า{self.words}"}
        lost = activity is None and not self._parts().filter(pk=self.past.part_id).exists()
        return BringBackForm(data, initial=initial, parts=list(self._parts()) if lost else ())

    def _parts(self) -> Any:
        """The tables of the plan that have rows of their own."""
        return self.plan.parts.filter(rows_of=None)

    def _show(self, request: PlanRequest, form: BringBackForm, activity: Activity | None) -> HttpResponse:
        context = {
            "plan": self.plan,
            "question": self,
            "form": form,
            "is_gone": activity is None or activity.deleted_at,
            "is_so": bool(activity and not activity.deleted_at and is_so(activity, self.past)),
            "changes": self._changes(activity),
        }
        return render(request, "plans/history_restore.html", context, status=422 if form.is_bound else 200)

    def _changes(self, activity: Activity | None) -> list[FieldChange]:
        """Field by field from what the row says now; a row that is not there says nothing."""
        labels: Mapping[str, str] = part_labels(activity.part, self.plan) if activity else labels_of(())
        now = row_to_json(rows.row_of(activity)) if activity and not activity.deleted_at else {}
        return [
            FieldChange(labels.get(change.field, change.field), change.before, change.after)
            for change in differences(now, row_to_json(self.past.row))
        ]
