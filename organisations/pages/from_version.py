"""A form that knows where its typing began, for every page on which two may write at once."""

from typing import Any

from django import forms


class FromVersion(forms.Form):
    """A form with the version of its object that the writer saw; 0 for an object that is not there yet."""

    base_version = forms.IntegerField(min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput, initial=0)

    def begin_again(self, version: int) -> None:
        """Somebody was faster: what was typed stays, and the form now begins from the object as it is."""
        data: Any = self.data.copy()  # type: ignore[attr-defined]
        data["base_version"] = version
        self.data = data
