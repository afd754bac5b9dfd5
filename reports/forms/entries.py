"""The entries of a document as lines of a form: shown or not, in an order, under a title of their own."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Any

from django import forms

from ita_portal.render.arrangement import Entry, EntryKind
from organisations.fields import Lines
from reports.entry_words import WITH_LINES, entry_for, words_of

MOST_ENTRIES = 120
LONGEST_TITLE = 300
_PREFIX = "entries"


class EntryForm(forms.Form):
    """One entry; what it prints stands in hidden fields.

    ``focus`` names the button ("up", "down") that moved the line last, for whoever goes on with it.
    """

    focus = ""

    kind = forms.ChoiceField(
        choices=[(kind.value, words_of(Entry(kind))) for kind in EntryKind], widget=forms.HiddenInput
    )
    of = forms.CharField(required=False, max_length=1_000, strip=False, widget=forms.HiddenInput)
    shown = forms.BooleanField(label="พิมพ์", required=False)
    title = Lines(
        label="ชื่อที่พิมพ์",
        required=False,
        max_length=LONGEST_TITLE,
        widget=forms.Textarea(attrs={"rows": 1}),
        error_messages={"max_length": f"ชื่อยาวเกินไป โปรดย่อให้ไม่เกิน {LONGEST_TITLE} ตัวอักษร"},
    )
    new_page = forms.BooleanField(label="ขึ้นหน้าใหม่", required=False)

    def clean_title(self) -> str:
        """Several lines only on pages that have nothing but the title."""
        title: str = self.cleaned_data["title"]
        return title if self.cleaned_data.get("kind") in WITH_LINES else " ".join(title.split())

    def entry(self) -> Entry:
        """The entry as typed and valid."""
        return Entry(**(self.cleaned_data | {"kind": EntryKind(self.cleaned_data["kind"])}))

    def typed(self) -> dict[str, Any]:
        """What stands in its fields, valid or not."""
        return {name: self[name].value() for name in self.fields}

    def readable(self) -> Entry:
        """The entry with what can be read of the line; of a kind that is none of ours, a divider."""
        entry = entry_for(f"{self['kind'].value()}:{self['of'].value() or ''}".removesuffix(":"))
        title = str(self["title"].value() or "")
        return replace(entry or Entry(EntryKind.DIVIDER), title=title, shown=bool(self["shown"].value()))

    @property
    def words(self) -> str:
        """What the entry prints."""
        return words_of(self.readable())

    @property
    def may_go(self) -> bool:
        """Whether the line can be taken out: a divider says nothing but its own title."""
        return self["kind"].value() == EntryKind.DIVIDER


class _BaseEntries(forms.BaseFormSet):
    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        """A line that is as it was before is an entry all the same."""
        return super().get_form_kwargs(index) | {"empty_permitted": False}

    def entries(self) -> tuple[Entry, ...]:
        return tuple(form.entry() for form in self.forms)

    def typed(self) -> list[dict[str, Any]]:
        return [form.typed() for form in self.forms]

    def readable(self) -> list[Entry]:
        """An entry for each line, whatever is wrong with what was typed in it."""
        return [form.readable() for form in self.forms]


EntryForms = forms.formset_factory(
    EntryForm, formset=_BaseEntries, extra=0, max_num=MOST_ENTRIES, absolute_max=MOST_ENTRIES
)


def entry_forms(data: Any, entries: Sequence[Entry]) -> Any:
    """The lines of these entries, or with ``data`` as they were sent."""
    return EntryForms(data, prefix=_PREFIX, initial=[_line(entry) for entry in entries])


def rearranged(lines: Any, data: Any) -> Any | None:
    """The lines after the act that the form was sent for, not yet saved; None where it was sent for another.

    ``move`` is "3:-1" (the line, one up) or "3:1", ``remove`` a line, ``add`` with the name of a button says
    what ``addition`` is to be added.
    """
    typed = lines.typed()
    moved = None
    if "move" in data:
        moved = _move(typed, data["move"])
    elif "remove" in data:
        at = _number(data["remove"])
        if 0 <= at < len(typed) and typed[at]["kind"] == EntryKind.DIVIDER:
            del typed[at]
    elif "add" in data:
        entry = entry_for(data.get("addition", ""))
        if entry is not None and len(typed) < MOST_ENTRIES:
            typed.append(_line(entry))
    else:
        return None
    fresh = EntryForms(prefix=_PREFIX, initial=typed)
    if moved is not None:
        # A line that has come to the end can only go back: its other button is disabled.
        ends = {0: "down", len(typed) - 1: "up"}
        fresh.forms[moved].focus = ends.get(moved, "up" if data["move"].endswith(":-1") else "down")
    return fresh


def _line(entry: Entry) -> dict[str, Any]:
    return asdict(entry) | {"kind": entry.kind.value}


def _move(typed: list[dict[str, Any]], asked: str) -> int | None:
    """Move the line; where it then stands, or None where it cannot go."""
    line, _, step = asked.partition(":")
    at = _number(line)
    to = at + {"-1": -1, "1": 1}.get(step, 0)
    if at == to or not (0 <= at < len(typed) and 0 <= to < len(typed)):
        return None
    typed[at], typed[to] = typed[to], typed[at]
    return to


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 4 else -1
