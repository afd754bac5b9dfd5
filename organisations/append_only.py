"""Triggers by which the database itself refuses to change or delete what is to stay, on both databases.

``TRAIL`` is what is refused on the trail; later rooms have lists of their own (``plans/frozen.py``).

SQLite drops a table's triggers when a migration rebuilds the table: such a migration calls
``protect`` again. Tests that empty tables take the triggers off and put them back.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.backends.base.base import BaseDatabaseWrapper

TABLE = "organisations_auditentry"


@dataclass(frozen=True, slots=True)
class Refusal:
    """One act, UPDATE or DELETE, that a table refuses with a message.

    ``when`` is a condition in SQL over the rows OLD and NEW that both databases understand; "": always.
    """

    table: str
    act: str
    message: str
    when: str = ""

    @property
    def name(self) -> str:
        return f"{self.table}_no_{self.act.lower()}"


TRAIL = tuple(Refusal(TABLE, act, "entries of the trail are never changed") for act in ("UPDATE", "DELETE"))


def differs(column: str) -> str:
    """The condition that an UPDATE would change the column, also from or to NULL. SQLite 3.39 or newer."""
    return f"OLD.{column} IS DISTINCT FROM NEW.{column}"


def protect(connection: BaseDatabaseWrapper, refusals: Sequence[Refusal] = TRAIL) -> None:
    """Put the triggers on; harmless where they are already."""
    unprotect(connection, refusals)
    with connection.cursor() as cursor:
        for refusal in refusals:
            for statement in _statements(refusal, connection.vendor):
                cursor.execute(statement)


def unprotect(connection: BaseDatabaseWrapper, refusals: Iterable[Refusal] = TRAIL) -> None:
    """Take the triggers off."""
    with connection.cursor() as cursor:
        for refusal in refusals:
            on_table = f" ON {refusal.table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {refusal.name}{on_table}")


def missing(connection: BaseDatabaseWrapper, refusals: Iterable[Refusal] = TRAIL) -> list[str]:
    """The names of the triggers that are not there."""
    catalogue = (
        "SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D'"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    )
    with connection.cursor() as cursor:
        cursor.execute(catalogue)
        there = {name for (name,) in cursor.fetchall()}
    return [refusal.name for refusal in refusals if refusal.name not in there]


def _statements(refusal: Refusal, vendor: str) -> list[str]:
    begin = f"CREATE TRIGGER {refusal.name} BEFORE {refusal.act} ON {refusal.table} FOR EACH ROW"
    when = f" WHEN ({refusal.when})" if refusal.when else ""
    if vendor != "postgresql":
        return [f"{begin}{when} BEGIN SELECT RAISE(ABORT, '{refusal.message}'); END"]
    function = f"{refusal.table}_refuse"
    return [
        f"CREATE OR REPLACE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{refusal.message}'; END $$",
        f"{begin}{when} EXECUTE FUNCTION {function}()",
    ]
