"""What the lists of this room share."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

ROWS_ON_A_PAGE = 50


def page_of(request: HttpRequest, rows: QuerySet[Any]) -> Page[Any]:
    """The page that the address asks for; the nearest one where there is none such."""
    return Paginator(rows, ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
