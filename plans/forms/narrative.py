"""Forms of headings and of narrative sections."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django_prose_editor.widgets import ProseEditorWidget

from plans.forms.fields import Line, Text, TypedForm
from plans.models import Heading, PlanSection
from plans.rich_text import EXTENSIONS

_HEADING_LENGTH: int = Heading._meta.get_field("text").max_length or 0
_SECTION_LENGTH: int = PlanSection._meta.get_field("title").max_length or 0


class VersionedForm(TypedForm):
    """A form that knows from which version of its row it began."""

    base_version = forms.IntegerField(
        min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput, label="ฉบับของแบบฟอร์ม"
    )

    def begin_again(self, version: int, words: str, field: str | None = None) -> None:
        """Somebody was faster: what was typed stays, and the form now begins from the row as it is."""
        self.is_valid()
        data: Any = self.data.copy()  # type: ignore[attr-defined]
        data["base_version"] = version
        self.data = data
        self.add_error(field, words)


class HeadingForm(VersionedForm):
    """The words of a heading and, for a new one, under which other it stands."""

    text = Line(label="ข้อความหัวข้อ", max_length=_HEADING_LENGTH, required=True)

    def __init__(
        self, *args: Any, parents: Sequence[tuple[int, str]] = (), labels: Sequence[str] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        examples = " หรือ ".join(
            f"“{label} 1 …”" if label.endswith("ที่") else f"“{label} …”" for label in labels
        )
        self.fields["text"].help_text = f"พิมพ์ตามที่ต้องการให้ปรากฏในตาราง เช่น {examples}" if examples else ""
        if parents:
            self.fields["parent"] = forms.TypedChoiceField(
                label="อยู่ภายใต้",
                choices=[("", "ไม่อยู่ภายใต้หัวข้ออื่น"), *parents],
                coerce=int,
                empty_value=None,
                required=False,
                error_messages={"invalid_choice": "ไม่พบหัวข้อนี้ในตาราง โปรดเลือกใหม่"},
            )


class PlaceForm(forms.Form):
    """Under which heading of its table an activity is to stand."""

    def __init__(self, *args: Any, headings: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["heading"] = forms.TypedChoiceField(
            label="ย้ายไปไว้ท้ายหัวข้อ",
            choices=[("", "ไม่มีหัวข้อ"), *headings],
            coerce=int,
            empty_value=None,
            required=False,
            error_messages={"invalid_choice": "ไม่พบหัวข้อนี้ในตาราง โปรดเลือกใหม่"},
        )


class SectionForm(VersionedForm):
    """A narrative section: its heading and its text, rich where the editor runs, else as HTML."""

    title = Line(label="หัวข้อ", max_length=_SECTION_LENGTH, required=True)
    html = Text(
        label="เนื้อหา",
        widget=ProseEditorWidget(
            config={"extensions": EXTENSIONS}, preset="configurable", attrs={"rows": 14, "lang": "th"}
        ),
    )
