"""What a service found wrong, shown in the form that asked for it."""

from collections.abc import Mapping
from types import MappingProxyType

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.forms import BaseForm

_NONE: Mapping[str, str] = MappingProxyType({})


def show_errors(form: BaseForm, error: ValidationError, fields: Mapping[str, str] = _NONE) -> None:
    """Put each message at its field, or at the top where the form has no such field.

    ``fields`` names the form's field for those columns of the model that are called otherwise.
    """
    by_column = error.error_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.error_list}
    for column, messages in by_column.items():
        field = fields.get(column, column)
        form.add_error(field if field in form.fields else None, messages)
