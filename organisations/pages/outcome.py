"""From a valid form to the act it asks for, and back to the form with what the act found wrong."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from organisations.form_errors import show_errors


def carried_out(form: forms.BaseForm, act: Callable[[], Any]) -> Any:
    """The act's result, if the form is valid. None when either finds something wrong: the form shows it."""
    if not form.is_valid():
        return None
    try:
        return act()
    except ValidationError as error:
        show_errors(form, error)
    except IntegrityError:
        # The act was valid when it began: somebody else wrote the same at the same moment.
        form.add_error(None, "มีผู้บันทึกข้อมูลเดียวกันพร้อมกับท่าน โปรดตรวจสอบแล้วบันทึกอีกครั้ง")
    return None
