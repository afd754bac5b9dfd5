"""Forms of requests to adjust a plan; a line's form is the row's own form with เดิม beside each field."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from ita_portal.tables.content import PartContent
from ita_portal.tables.from_json import row_from_json
from ita_portal.tables.layouts import layout_for
from ita_portal.tables.rows import Row
from organisations.form_errors import show_errors
from plans.forms import row_texts
from plans.forms.activity import MOST_VERSIONS, ActivityForm
from plans.forms.fields import Text, TypedForm
from plans.forms.narrative import VersionedForm
from plans.models import AdjustmentLine, Aspect

_MOST = 5_000


def _necessity() -> Text:
    return Text(
        label="เหตุผลความจำเป็น",
        max_length=_MOST,
        required=True,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class AdjustmentForm(VersionedForm):
    """Why the plan is to be adjusted; the version is 0 for a request that is not there yet."""

    reason = _necessity()


class LineReasonForm(VersionedForm):
    """Why a row is to go."""

    row_version = forms.IntegerField(min_value=0, max_value=MOST_VERSIONS, widget=forms.HiddenInput)
    necessity = _necessity()


class LineForm(ActivityForm):
    """A row as it is asked to be: ``row`` is proposed so far, ``before`` as it is (None: a new one)."""

    def __init__(
        self,
        data: Any = None,
        *,
        before: Row | None,
        row_version: int,
        necessity: str = "",
        **row_form: Any,
    ) -> None:
        super().__init__(data, wide=True, **row_form)
        self.before = before
        self.fields.pop("change_reason", None)
        self.fields["row_version"] = forms.IntegerField(
            min_value=0, max_value=MOST_VERSIONS, widget=forms.HiddenInput, initial=row_version
        )
        self.fields["necessity"] = _necessity()
        self.fields["necessity"].initial = necessity

    def sides(self) -> list[dict[str, Any]]:
        """The groups of the row's form, each field with its text under เดิม."""
        old = row_texts.texts_of(self.before) if self.before else {}
        return [
            group | {"fields": [(field, old.get(field.name, "")) for field in group["fields"]]}
            for group in self.groups()
        ]


def proposed(line: AdjustmentLine, current: Row, content: PartContent) -> Row:
    """The row as it is now with what the line changes in it, however the row was changed since."""
    before, after = (row_from_json(state or {}) for state in (line.before, line.after))
    old, new = row_texts.texts_of(before), row_texts.texts_of(after)
    changed = {key: new.get(key, "") for key in old | new if new.get(key, "") != old.get(key, "")}
    return row_texts.row_with(
        current,
        changed,
        fiscal_year=content.fiscal_year,
        headers={**before.other, **after.other},
        fields={**before.values, **after.values},
        amounts_in=layout_for(content.layout).amounts_in,
    )


class RuleForm(VersionedForm):
    """Which aspects of an approved row are changed by request only."""

    needs = forms.MultipleChoiceField(
        label="เรื่องที่ต้องเสนอขอปรับแผน",
        choices=Aspect.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="เรื่องที่ไม่ได้เลือก แก้ไขในแผนที่อนุมัติแล้วได้ โดยบันทึกหมายเหตุและไม่ต้องเสนอใหม่",
        error_messages={"invalid_choice": "ไม่รู้จักเรื่องที่เลือก โปรดเลือกใหม่"},
    )


class CorrectionForm(LineForm):
    """A row of an approved plan in which misprints are mended; ``necessity`` is the note on it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        note = self.fields["necessity"]
        note.label, note.max_length = "หมายเหตุการแก้คำผิด", 1_000  # type: ignore[attr-defined]
        note.help_text = "พิมพ์ไว้ใต้ตารางในเอกสารครั้งถัดไป"

    def show_refusal(self, error: ValidationError) -> None:
        """Put what the service refused, by the contract's names of fields, at the form's own."""
        fields = list(error.error_dict) if hasattr(error, "error_dict") else []
        keys = {field: key for field in fields for key in _keys(field) if key in self.fields}
        show_errors(self, error, keys | {"note": "necessity"})


def _keys(field: str) -> tuple[str, ...]:
    """What a field of the contract may be called in the form of a row."""
    return field, row_texts.key_of_value(field), row_texts.key_of_other(field)


class ReopeningForm(TypedForm):
    """Why an approved plan is to be opened as a whole."""

    reason = _necessity()


class DecisionForm(TypedForm):
    """What the head says to it."""

    note = Text(label="ความเห็น", max_length=_MOST, widget=forms.Textarea(attrs={"rows": 3}))
