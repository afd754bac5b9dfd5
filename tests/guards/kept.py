"""All that tables keep, to be compared before and after an act."""

from collections.abc import Iterable
from typing import Any

from django.db import connection, models


def rows_of(kinds: Iterable[type[models.Model]]) -> list[list[tuple[Any, ...]]]:
    """Every row of each table as it is, also those that no manager shows.

    Asked of the database itself: hundreds of tests look at all tables twice, and compiling the queries of
    models took them longer than everything else.
    """
    with connection.cursor() as cursor:
        found = []
        for kind in kinds:
            cursor.execute(f'SELECT * FROM "{kind._meta.db_table}" ORDER BY id')
            found.append(cursor.fetchall())
        return found
