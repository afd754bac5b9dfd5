"""The order of what stands in a list of its own."""

from typing import Any

from django.db import models


def next_position(rows: models.QuerySet[Any]) -> int:
    """The position behind all of the rows."""
    return (rows.aggregate(last=models.Max("position"))["last"] or 0) + 1
