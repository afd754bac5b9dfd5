"""The database of each process of the tests: the first one is migrated, the others are copies of it.

Migrating takes half a minute of computing, and more with every migration; copying takes none.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copyfile

from django.db import connection
from django.test.utils import setup_databases, teardown_databases


@contextmanager
def migrated_database(shared: Path) -> Iterator[None]:
    """The test database while the block lasts; ``shared`` is a folder of all processes of this run."""
    on_sqlite = connection.vendor == "sqlite"
    original = _FileOriginal(shared) if on_sqlite else _TemplateOriginal(shared)
    with _one_at_a_time(shared):
        is_copy = original.is_there()
        if is_copy:
            original.copy()
        # "Keep" what was copied; on PostgreSQL the copying is a way of creating.
        config = setup_databases(
            verbosity=0, interactive=False, serialized_aliases=(), keepdb=is_copy and on_sqlite
        )
        if not is_copy:
            original.make()
    try:
        yield
    finally:
        teardown_databases(config, verbosity=0)
        if not is_copy:
            original.remove()


@contextmanager
def _one_at_a_time(shared: Path) -> Iterator[None]:
    with (shared / "migrated.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


class _FileOriginal:
    """SQLite: a file beside those of the processes."""

    def __init__(self, shared: Path) -> None:
        self.file = shared / "migrated.sqlite3"

    def is_there(self) -> bool:
        return self.file.exists()

    def make(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(self.file)])

    def copy(self) -> None:
        copyfile(self.file, connection.settings_dict["TEST"]["NAME"])

    def remove(self) -> None:
        """It goes with its folder."""


class _TemplateOriginal:
    """PostgreSQL: a database to which nobody is connected, as a template is to be; a file tells its name."""

    def __init__(self, shared: Path) -> None:
        self.told = shared / "migrated.name"

    def is_there(self) -> bool:
        return self.told.exists()

    def make(self) -> None:
        made = connection.settings_dict["NAME"]
        name = f"{made}_migrated"
        connection.close()
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
            cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{made}"')
        self.told.write_text(name)

    def copy(self) -> None:
        connection.settings_dict["TEST"]["TEMPLATE"] = self.told.read_text()

    def remove(self) -> None:
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{self.told.read_text()}"')
        self.told.unlink()
