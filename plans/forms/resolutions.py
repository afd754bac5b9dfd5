"""Choosing where in a plan an activity is to stand that a meeting resolved."""

from collections.abc import Iterable
from typing import Any

from django import forms

from plans.models import Heading, PlanPart
from plans.rows import ordered_headings

_LONGEST_CHOICE = 120  # characters of a heading in a list
_INDENT = "– "


class PlaceForm(forms.Form):
    """A table of activities, or a heading in it; tables are grouped by their plans."""

    place = forms.ChoiceField(
        label="ตารางหรือหัวข้อในแผน",
        help_text="กิจกรรมจะอยู่ท้ายตารางหรือท้ายหัวข้อที่เลือก",
        error_messages={
            "required": "โปรดเลือกตารางหรือหัวข้อในแผน",
            "invalid_choice": "ไม่พบตารางหรือหัวข้อนี้ในแผนที่แก้ไขได้ โปรดเลือกใหม่",
        },
    )

    def __init__(self, data: Any = None, *, parts: Iterable[PlanPart], headings: Iterable[Heading]) -> None:
        super().__init__(data)
        self._places: dict[str, tuple[PlanPart, Heading | None]] = {}
        known = list(headings)
        groups: dict[str, list[tuple[str, str]]] = {}
        for part in parts:
            choices = groups.setdefault(f"{part.plan.title} ({part.plan.fiscal_year})", [])
            choices.append((self._key(part, None), str(part)))
            own = [heading for heading in known if heading.part_id == part.pk]
            for heading, path in ordered_headings(own):
                if heading.text:
                    words = _INDENT * len(path) + heading.text
                    choices.append((self._key(part, heading), words[:_LONGEST_CHOICE]))
        self.fields["place"].choices = [("", "โปรดเลือก"), *groups.items()]  # type: ignore[attr-defined]

    @property
    def is_empty(self) -> bool:
        """Whether there is nowhere to choose."""
        return not self._places

    @property
    def chosen(self) -> tuple[PlanPart, Heading | None]:
        return self._places[self.cleaned_data["place"]]

    def _key(self, part: PlanPart, heading: Heading | None) -> str:
        key = f"heading-{heading.pk}" if heading else f"part-{part.pk}"
        self._places[key] = (part, heading)
        return key
