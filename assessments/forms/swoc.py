"""The forms of SWOC."""

from typing import Any

from django import forms

from assessments.models import SwocEntry
from organisations.fields import Lines

MAX_WORDS = 2000


class SwocForm(forms.Form):
    """One entry of a column."""

    kind = forms.ChoiceField(label="ด้าน", choices=SwocEntry.Kind.choices)
    text = Lines(label="ประเด็น", max_length=MAX_WORDS, error_messages={"required": "โปรดระบุประเด็น"})

    def __init__(self, data: Any = None, *, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        self.fields["text"].widget.attrs = {"rows": 2}
