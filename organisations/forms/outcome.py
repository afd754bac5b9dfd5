"""From a valid form to the act it asks for, and back to the form with what the act found wrong."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError


def carried_out(form: forms.BaseForm, act: Callable[[], Any]) -> Any:
    """The act's result, if the form is valid. None when either finds something wrong: the form shows it."""
    if not form.is_valid():
        return None
    try:
        return act()
    except ValidationError as error:
        _show(form, error)
    except IntegrityError:
        # The act was valid when it began: somebody else wrote the same at the same moment.
        form.add_error(None, "มีผู้บันทึกข้อมูลเดียวกันพร้อมกับท่าน โปรดตรวจสอบแล้วบันทึกอีกครั้ง")
    return None


def _show(form: forms.BaseForm, error: ValidationError) -> None:
    """Put each message at its field, or at the top where the form has no such field."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for name, messages in error.error_dict.items():
        form.add_error(name if name in form.fields and name != NON_FIELD_ERRORS else None, messages)
