"""The triggers that refuse UPDATE and DELETE on the trail, on both databases.

SQLite drops a table's triggers when a migration rebuilds the table: such a migration calls
``protect`` again. Tests that empty tables take the triggers off and put them back.
"""

from django.db.backends.base.base import BaseDatabaseWrapper

TABLE = "organisations_auditentry"
_MESSAGE = "entries of the trail are never changed"
_ACTS = ("UPDATE", "DELETE")


def protect(connection: BaseDatabaseWrapper) -> None:
    """Put the triggers on; harmless where they are already."""
    unprotect(connection)
    statements = _POSTGRESQL if connection.vendor == "postgresql" else _SQLITE
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def unprotect(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers off."""
    on_table = f" ON {TABLE}" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        for act in _ACTS:
            cursor.execute(f"DROP TRIGGER IF EXISTS {_name(act)}{on_table}")


def is_protected(connection: BaseDatabaseWrapper) -> bool:
    """Whether every trigger is there."""
    names = [_name(act) for act in _ACTS]
    catalogue = (
        "SELECT tgname FROM pg_trigger WHERE tgname IN (%s, %s)"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name IN (%s, %s)"
    )
    with connection.cursor() as cursor:
        cursor.execute(catalogue, names)
        return len(cursor.fetchall()) == len(names)


def _name(act: str) -> str:
    return f"{TABLE}_no_{act.lower()}"


_SQLITE = [
    f"CREATE TRIGGER {_name(act)} BEFORE {act} ON {TABLE} BEGIN SELECT RAISE(ABORT, '{_MESSAGE}'); END"
    for act in _ACTS
]
_POSTGRESQL = [
    f"CREATE OR REPLACE FUNCTION {TABLE}_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{_MESSAGE}'; END $$",
    *(
        f"CREATE TRIGGER {_name(act)} BEFORE {act} ON {TABLE} FOR EACH ROW EXECUTE FUNCTION {TABLE}_refuse()"
        for act in _ACTS
    ),
]
