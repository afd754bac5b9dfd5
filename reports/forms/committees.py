"""Which day a roster is asked for."""

from datetime import date

from django import forms

from organisations.fields import ThaiDateField


class DayForm(forms.Form):
    """A day in the address; without one, today."""

    on = ThaiDateField(label="รายชื่อ ณ วันที่", required=False)

    def day(self) -> date | None:
        """The day, None where none was asked for or it cannot be read."""
        return self.cleaned_data.get("on") if self.is_valid() else None
