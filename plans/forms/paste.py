"""The form for rows that are pasted: the table as the clipboard has it, and where its rows go."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from ita_portal.tables.rows import Row
from organisations.requests import asked_id
from plans.forms.fields import Text, TypedForm
from plans.reading.clipboard import MAX_CHARACTERS, Pasted, read_clipboard
from plans.reading.errors import UnreadableError
from plans.reading.headers import HEADING, NUMBER, OTHER, SKIPPED, Headers, SourceColumn, Target

_HEADING, _ROW = "heading", "row"
_SHOWN_OF_A_TITLE = 80  # characters


@dataclass(frozen=True)
class Place:
    """Where rows go: to the end of a heading, behind a row, or with neither to the end of the table."""

    heading: int | None = None
    row: int | None = None


class PasteForm(TypedForm):
    """A pasted table. ``html`` is what a script took from the clipboard beside the text.

    ``headings`` are (id, label) of the part, ``rows`` are its rows.
    """

    text = Text(
        label="ตารางที่คัดลอกมา",
        max_length=MAX_CHARACTERS,
        help_text="เลือกช่วงตารางใน Excel หรือ Word แล้วคัดลอก (Ctrl+C) จากนั้นวางในช่องนี้ (Ctrl+V)",
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false", "data-paste-text": True}),
    )
    html = forms.CharField(
        required=False, strip=False, label="ตาราง", widget=forms.HiddenInput(attrs={"data-paste-html": True})
    )
    place = forms.ChoiceField(
        label="วางไว้ที่",
        required=False,
        error_messages={"invalid_choice": "ไม่พบตำแหน่งนี้ในตารางแล้ว โปรดเลือกใหม่"},
    )

    def __init__(
        self, data: Any = None, *, headings: Sequence[tuple[int, str]], rows: Iterable[Row], **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        self.pasted: Pasted | None = None
        groups: list[Any] = [("", "ท้ายตาราง")]
        if headings:
            groups.append(("ท้ายหัวข้อ", [(f"{_HEADING}:{pk}", label) for pk, label in headings]))
        stored = [(f"{_ROW}:{row.id}", _title(row)) for row in rows if row.id]
        self.places = {place for place, _ in stored}
        if stored:
            groups.append(("ต่อจากแถว", stored))
        field = self.fields["place"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101
        field.choices = groups

    def clean(self) -> dict[str, Any]:
        """Read what was pasted, so that what cannot be read is said at the text."""
        if "text" in self.cleaned_data and "html" in self.cleaned_data:
            try:
                self.pasted = read_clipboard(text=self.cleaned_data["text"], html=self.cleaned_data["html"])
            except UnreadableError as error:
                self.add_error("text", ValidationError(str(error)))
        return self.cleaned_data

    def propose(self, place: str) -> None:
        """Show the row beside which the table was pasted as chosen, where nobody has chosen a place."""
        if "place" not in self.data and place in self.places:
            data: Any = self.data.copy()  # type: ignore[attr-defined]
            data["place"] = place
            self.data = data

    @property
    def chosen_place(self) -> Place:
        kind, _, pk = str(self.cleaned_data.get("place") or "").partition(":")
        return Place(
            heading=asked_id(pk) if kind == _HEADING else None, row=asked_id(pk) if kind == _ROW else None
        )


class ColumnsForm(forms.Form):
    """What each column of the pasted table is; a column nobody chose anything for stays as it was found."""

    def __init__(self, data: Any, *, headers: Headers, known: Sequence[Target]) -> None:
        super().__init__(data)
        self.headers = headers
        choices = _choices(known)
        for column in headers.columns:
            self.fields[f"column_{column.column}"] = forms.ChoiceField(
                label=f"คอลัมน์ {column.label}",
                choices=choices,
                required=False,
                widget=forms.Select(attrs={"class": "form-select form-select-sm"}),
            )

    def chosen(self) -> Mapping[int, str]:
        """The fields by the column's place, of those that were sent."""
        names = {column.column: f"column_{column.column}" for column in self.headers.columns}
        self.is_valid()
        return {
            column: self.cleaned_data[name]
            for column, name in names.items()
            if name in self.data and name in self.cleaned_data
        }

    def select(self, column: SourceColumn) -> str:
        """The control of a column, with the field that it has by now."""
        bound = self[f"column_{column.column}"]
        return bound.field.widget.render(bound.html_name, column.field, {"aria-label": bound.label})


def _choices(known: Sequence[Target]) -> list[Any]:
    shown = [(target.field, target.label) for target in known if target.shown]
    there = {target.field for target in known if target.shown}
    more = [(target.field, target.label) for target in known if not target.shown]
    more += [(field, label) for field, label in ((HEADING, "หัวข้อ"), (NUMBER, "เลขที่")) if field not in there]
    seen: dict[str, str] = {}
    for field, label in more:
        seen.setdefault(field, label)
    return [
        *shown,
        ("คอลัมน์ที่ไม่ได้แสดง", list(seen.items())),
        (OTHER, "เก็บไว้ตามชื่อหัวตาราง"),
        (SKIPPED, "ไม่นำเข้า"),
    ]


def _title(row: Row) -> str:
    words = f"{row.number} {row.title}".strip() or "(ยังไม่มีชื่อ)"
    return words if len(words) <= _SHOWN_OF_A_TITLE else f"{words[:_SHOWN_OF_A_TITLE]}…"
