"""The search above a list."""

from typing import Any

from django import forms

from organisations.fields import Line


class ListFilter(forms.Form):
    """A search; each list adds its filters."""

    q = Line(label="ค้นหา", required=False, max_length=200)

    def conditions(self) -> dict[str, Any]:
        """What was chosen and can be understood; the rest of a hand-made address counts for nothing."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
