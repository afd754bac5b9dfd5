"""The forms of statements and of notes on questions; their rows work without a script."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from assessments.models import Framework, IndicatorControl, IndicatorStatement, Item, QuestionNote
from assessments.statements import Control, Note, stamp_of
from organisations.fields import Lines

LONGEST = 5000
SPARE = 3
MOST_CONTROLS = 60
MOST_NOTES = 200


class StatementForm(forms.Form):
    """What the agency does in the field of the indicator."""

    base_version = forms.IntegerField(min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput)
    body = Lines(
        label="แนวปฏิบัติของหน่วยงาน",
        required=False,
        max_length=LONGEST,
        help_text="สรุปว่าหน่วยงานดำเนินการอย่างไรในเรื่องนี้ บรรทัดแรกใช้เป็นข้อความตั้งต้นของจุดแข็งใน SWOC",
    )

    def __init__(self, data: Any = None, *, statement: IndicatorStatement | None) -> None:
        known = {
            "base_version": statement.version if statement else 0,
            "body": statement.body if statement else "",
        }
        super().__init__(data, initial=known)
        self.fields["body"].widget.attrs = {"rows": 6}


class ControlForm(forms.Form):
    """One control; empty it is none."""

    kind = forms.ChoiceField(label="ประเภทการควบคุม", choices=IndicatorControl.Kind.choices)
    text = Lines(label="การดำเนินการ", required=False, max_length=LONGEST)
    evidence = Lines(label="หลักฐาน", required=False, max_length=LONGEST)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("text", "evidence"):
            self.fields[name].widget.attrs = {"rows": 2}

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if values.get("evidence") and not values.get("text"):
            self.add_error("text", "โปรดระบุการดำเนินการของหลักฐานนี้")
        return values


class NoteForm(forms.Form):
    """One question that people misread; without a question it is none."""

    item = forms.ModelChoiceField(
        Item.objects.none(),
        label="ข้อคำถาม",
        required=False,
        empty_label="ไม่เลือก",
        error_messages={"invalid_choice": "ไม่มีข้อนี้ในกรอบการประเมิน"},
    )
    text = Lines(label="คำอธิบาย", required=False, max_length=LONGEST)

    def __init__(
        self, *args: Any, choices: Sequence[tuple[Any, str]] = (), items: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["item"]
        field.queryset = items
        field.choices = choices  # one query for all rows
        self.fields["text"].widget.attrs = {"rows": 2}

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if values.get("text") and not values.get("item") and "item" not in self.errors:
            self.add_error("item", "โปรดเลือกข้อคำถามของคำอธิบายนี้")
        return values


class _Controls(forms.BaseFormSet):
    def controls(self) -> list[Control]:
        """Those that say something, in their order."""
        return [Control(**one.cleaned_data) for one in self.forms if one.cleaned_data.get("text")]


class _Notes(forms.BaseFormSet):
    def notes(self) -> list[Note]:
        """Those of which a question was chosen, in their order."""
        values = [one.cleaned_data for one in self.forms]
        return [Note(one["item"], one["text"]) for one in values if one.get("item")]

    def clean(self) -> None:
        """The same question twice is refused at the second."""
        seen = set()
        for one in self.forms:
            item = one.cleaned_data.get("item") if one.is_valid() else None
            if item and item in seen:
                one.add_error("item", f"เลือกข้อ {item.code} ซ้ำ")
                raise ValidationError(f"เลือกข้อ {item.code} ซ้ำ")
            seen |= {item} if item else set()


_ControlForms = forms.formset_factory(
    ControlForm, formset=_Controls, extra=SPARE, max_num=MOST_CONTROLS, absolute_max=MOST_CONTROLS + SPARE
)
_NoteForms = forms.formset_factory(
    NoteForm, formset=_Notes, extra=SPARE, max_num=MOST_NOTES, absolute_max=MOST_NOTES + SPARE
)


class NotesForm(forms.Form):
    """What the writer of notes saw."""

    base_stamp = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, notes: Sequence[QuestionNote]) -> None:
        super().__init__(data, initial={"base_stamp": stamp_of(notes)})


def control_forms(data: Any, statement: IndicatorStatement | None) -> Any:
    """The controls of a statement and some empty ones; ``data`` counts alone, as it was posted."""
    stored = statement.controls.all() if statement and data is None else ()
    known = [{"kind": one.kind, "text": one.text, "evidence": one.evidence} for one in stored]
    return _ControlForms(data, prefix="controls", initial=known)


def note_forms(data: Any, framework: Framework, notes: Sequence[QuestionNote]) -> Any:
    """The notes on a framework's questions and some empty ones."""
    items = framework.items.all()
    choices = [("", "ไม่เลือก"), *((one.pk, str(one)[:120]) for one in items)]
    known = [{"item": one.item_id, "text": one.text} for one in notes] if data is None else []
    return _NoteForms(data, prefix="notes", initial=known, form_kwargs={"choices": choices, "items": items})
