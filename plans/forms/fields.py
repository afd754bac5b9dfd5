"""Fields for typed text: any digits, any line breaks, and nothing that no document can show."""

from typing import Any

from django import forms

from ita_portal.render.text import printable
from ita_portal.tables.json_values import MAX_TEXT
from organisations.fields import read_fiscal_year

REMOVED = "ตัดอักขระควบคุมที่มองไม่เห็นออกจากข้อความแล้ว"


def one_kind_of_break(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


class Text(forms.CharField):
    """Text of one or more lines, without control characters; kept otherwise as typed."""

    widget: Any = forms.Textarea

    def __init__(self, *, max_length: int = MAX_TEXT, required: bool = False, **kwargs: Any) -> None:
        super().__init__(max_length=max_length, required=required, strip=False, **kwargs)
        # A browser would cut a pasted text off without a word.
        self.widget.attrs.pop("maxlength", None)
        self.error_messages["required"] = f"โปรดระบุ{self.label}"
        for validator in self.validators:
            if getattr(validator, "code", "") == "max_length":
                validator.message = f"ข้อความยาว %(show_value)d ตัวอักษร โปรดย่อให้ไม่เกิน {max_length:,} ตัวอักษร"  # type: ignore[attr-defined]

    def to_python(self, value: Any) -> str:
        return printable(super().to_python(value) or "")


class Line(Text):
    """Text of a single line."""

    widget: Any = forms.TextInput

    def to_python(self, value: Any) -> str:
        return " ".join(super().to_python(value).split())


class Reason(Text):
    """Why something is changed; the trail keeps it."""

    def __init__(self) -> None:
        super().__init__(
            label="เหตุผลที่แก้ไข (ถ้ามี)",
            max_length=1_000,
            widget=forms.Textarea(attrs={"rows": 2}),
            help_text="เก็บไว้ในประวัติการแก้ไข",
        )


class FiscalYearField(Line):
    """A fiscal year of the Buddhist era, in Thai or Arabic digits; the value is a number."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})

    def clean(self, value: Any) -> Any:
        return read_fiscal_year(super().clean(value))


class TickOrText(forms.TextInput):
    """A quarter on a page: a box to tick, and beside it a short text, which wins over the box."""

    template_name = "plans/widgets/tick_or_text.html"

    def __init__(self, *, ticked: str, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.ticked = ticked

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        values = data.getlist(name) if hasattr(data, "getlist") else [data.get(name)]
        return next((value for value in reversed(values) if value and value.strip()), "")

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        typed = (value or "").strip()
        only_tick = typed in ("", self.ticked)
        classes = context["widget"]["attrs"].get("class", "")
        context["widget"] |= {
            "ticked": self.ticked,
            "is_ticked": typed == self.ticked,
            "text": "" if only_tick else value,
            "box_class": classes.replace("form-control", "form-check-input"),
        }
        return context


class TickCell(forms.Textarea):
    """A quarter in its table: a small text that a script ticks by a click or the space bar.

    It has several lines only because its column is too narrow for a text such as "2 ครั้ง" in one.
    """

    def __init__(self, *, ticked: str) -> None:
        title = "คลิกหรือเคาะเว้นวรรคเพื่อทำเครื่องหมาย หรือพิมพ์จำนวน เช่น 2 ครั้ง"
        super().__init__({"data-tick-cell": ticked, "title": title, "autocomplete": "off"})


class TypedForm(forms.Form):
    """A form that knows whether characters were taken out of what was typed."""

    @property
    def removed_characters(self) -> bool:
        raw = (self[name].data for name, field in self.fields.items() if isinstance(field, Text))
        return any(isinstance(text, str) and printable(text) != one_kind_of_break(text) for text in raw)
