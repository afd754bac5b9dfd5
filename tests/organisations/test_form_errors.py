"""Where the messages of a service stand in the form that asked for the act."""

import pytest
from django import forms
from django.core.exceptions import ValidationError

from organisations.form_errors import show_errors


class BudgetForm(forms.Form):
    name = forms.CharField()
    budget = forms.CharField()


@pytest.mark.parametrize(
    ("error", "shown"),
    [
        (ValidationError({"name": "ยาวเกินไป"}), {"name": ["ยาวเกินไป"]}),
        (ValidationError({"budget_text": "ก", "budget_amount": ["ข"]}), {"budget": ["ก", "ข"]}),
        (ValidationError({"path": "ก"}), {"__all__": ["ก"]}),
        (ValidationError({"__all__": ["ก", "ข"]}), {"__all__": ["ก", "ข"]}),
        (ValidationError("ก"), {"__all__": ["ก"]}),
        (ValidationError(["ก", "ข"]), {"__all__": ["ก", "ข"]}),
        (ValidationError("เกิน %(most)d", params={"most": 3}), {"__all__": ["เกิน 3"]}),
    ],
)
def test_message_stands_at_its_field_or_at_the_top(
    error: ValidationError, shown: dict[str, list[str]]
) -> None:
    form = BudgetForm({"name": "ก", "budget": "1"})
    assert form.is_valid()

    show_errors(form, error, {"budget_text": "budget", "budget_amount": "budget"})

    assert form.errors == shown
