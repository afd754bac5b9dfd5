"""A PostgreSQL cluster that lives as long as a `with` block, in its own folder, behind a Unix socket."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# Nothing in it outlives the tests, so it need not survive a power cut.
SERVER_OPTIONS = (
    "-c listen_addresses='' -c fsync=off -c synchronous_commit=off -c full_page_writes=off "
    "-c autovacuum=off -c max_connections=60"
)


class PostgresqlMissingError(Exception):
    """No server program on this machine; the message says how to get one."""


@contextmanager
def throwaway_postgresql() -> Iterator[str]:
    """Starts a cluster and gives its DATABASE_URL; stops and removes it afterwards, whatever happens.

    Raises PostgresqlMissingError, or CalledProcessError when the cluster does not start.
    """
    binaries = _newest_binaries()
    folder = Path(tempfile.mkdtemp(prefix="ita-pg-"))
    run_as = _other_user(folder)
    data = folder / "data"
    try:
        _run(
            [*run_as, binaries / "initdb", "--pgdata", data, "--username=test", "--auth=trust", "--no-sync",
             "--encoding=UTF8", "--locale=C.UTF-8"],
            folder,
        )  # fmt: skip
        _run(
            [*run_as, binaries / "pg_ctl", "--pgdata", data, "--wait", "--log", folder / "log",
             "--options", f"-k {folder} {SERVER_OPTIONS}", "start"],
            folder,
        )  # fmt: skip
        try:
            yield f"postgres://test@/postgres?host={folder}"
        finally:
            _run(
                [*run_as, binaries / "pg_ctl", "--pgdata", data, "--mode=immediate", "--wait", "stop"], folder
            )
    finally:
        shutil.rmtree(folder)


def _run(command: list[str | Path], folder: Path) -> None:
    # From its own folder: the other user may not be allowed to stand in ours.
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)


def _newest_binaries() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    on_path = shutil.which("initdb")
    if found:
        return found[-1].parent
    if on_path:
        return Path(on_path).parent
    raise PostgresqlMissingError(
        "PostgreSQL's server is not installed. As root: apt-get install -y postgresql"
    )


def _other_user(folder: Path) -> list[str]:
    """initdb refuses root; the cluster then belongs to `postgres`, or to `nobody` without such a user."""
    if os.geteuid() != 0:
        return []
    names = {user.pw_name for user in pwd.getpwall()}
    name = "postgres" if "postgres" in names else "nobody"
    shutil.chown(folder, user=name)
    return ["runuser", "-u", name, "--"]
