"""Choosing letters of the register for a plan, and for the notes under its tables."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms

from organisations.letters import citation
from organisations.models import Letter

_LONGEST_CHOICE = 160  # characters of a citation in a list

Choices = list[tuple[str, str]]


def letter_choices(letters: Iterable[Letter]) -> Choices:
    """The key of each letter and how it is cited, short enough for a list."""
    return [(str(letter.pk), citation(letter)[:_LONGEST_CHOICE]) for letter in letters]


class LetterChoice(forms.TypedChoiceField):
    """The key of one letter, or None."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            coerce=int,
            empty_value=None,
            error_messages={"required": "โปรดเลือกหนังสือ", "invalid_choice": "ไม่พบหนังสือนี้ในรายการ โปรดเลือกใหม่"},
            **kwargs,
        )


class AttachForm(forms.Form):
    """A letter of the register that is about the plan."""

    letter = LetterChoice(label="หนังสือในทะเบียน")

    def __init__(self, data: Any = None, *, letters: Sequence[Letter]) -> None:
        super().__init__(data)
        self.fields["letter"].choices = [("", "โปรดเลือก"), *letter_choices(letters)]  # type: ignore[attr-defined]
