"""A trail into which nothing can be written, for showing that an act without its entry does not happen."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from organisations.append_only import TABLE

REFUSAL = "no entry today"


@contextmanager
def refusing_entries() -> Iterator[None]:
    """Inside the block the database refuses every new entry of the trail."""
    name = f"{TABLE}_no_insert"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
                f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$"
            )
            cursor.execute(
                f"CREATE TRIGGER {name} BEFORE INSERT ON {TABLE} FOR EACH ROW EXECUTE FUNCTION {name}()"
            )
        else:
            cursor.execute(
                f"CREATE TRIGGER {name} BEFORE INSERT ON {TABLE} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
            )
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute(f"DROP FUNCTION {name}() CASCADE")
            else:
                cursor.execute(f"DROP TRIGGER {name}")
