"""What lists share: the search above, the columns, and the page that the address asks for."""

from typing import Any

from django import forms
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

from organisations.fields import Line

ROWS_ON_A_PAGE = 50
Columns = list[dict[str, object]]  # of a table: key, label, sortable, narrow


class ListFilter(forms.Form):
    """A search; each list adds its filters."""

    q = Line(label="ค้นหา", required=False, max_length=200)

    def conditions(self) -> dict[str, Any]:
        """What was chosen and can be understood; the rest of a hand-made address counts for nothing."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


def page_of(request: HttpRequest, rows: QuerySet[Any], on_a_page: int = ROWS_ON_A_PAGE) -> Page[Any]:
    """The page that the address asks for; the nearest one where there is none such."""
    return Paginator(rows, on_a_page).get_page(request.GET.get("page"))
