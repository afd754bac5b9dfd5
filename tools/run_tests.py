"""Everything `make test` runs: checks, all tests on SQLite, those of the database on PostgreSQL, a summary.

A later step runs although an earlier one failed, so that one run shows all there is to mend. The checks run
beside the tests on SQLite: they take the processor while those wait for a database, a browser or a last test.
"""

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

from tools import static_checks
from tools.throwaway_postgresql import PostgresqlMissingError, throwaway_postgresql

# Branches reached by the SQLite run; the gate is in pyproject.toml.
COVERAGE = static_checks.Step("coverage", (sys.executable, "-m", "coverage", "report"))
RESULTS = static_checks.ROOT / "var" / "test-results"
WORKERS = str(max(2, os.cpu_count() or 2))


@dataclass
class SuiteRun:
    """One run of the suite on one database; `executed` names its tests, `skipped` holds "test: reason"."""

    database: str
    passed: bool
    executed: set[str] = field(default_factory=set)
    skipped: list[str] = field(default_factory=list)
    note: str = ""

    def __str__(self) -> str:
        verdict = "passed" if self.passed else "FAILED"
        counts = f"{len(self.executed)} tests run, {len(self.skipped)} skipped."
        return f"{self.database}: {verdict}, {counts} {self.note}".rstrip()


def read_report(report: Path) -> tuple[set[str], list[str]]:
    """The tests that a JUnit report says were run, and those skipped with their reasons."""
    executed, skipped = set(), []
    for case in ElementTree.parse(report).getroot().iter("testcase"):  # noqa: S314 - pytest wrote it
        name = f"{case.get('classname')}::{case.get('name')}"
        reason = case.find("skipped")
        if reason is None:
            executed.add(name)
        else:
            skipped.append(f"{name}: {reason.get('message')}")
    return executed, skipped


def run_suite(database: str, database_url: str, *options: str) -> SuiteRun:
    """Runs pytest on one database. A run without a single test has not passed."""
    print(f"\n== tests on {database}", flush=True)
    report = RESULTS / f"{database.lower()}.xml"
    report.unlink(missing_ok=True)
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-n",
        WORKERS,
        # Neighbours stay together, so that what a module makes once is made once.
        "--dist=worksteal",
        "--durations=10",
        f"--junit-xml={report}",
        *options,
    ]
    environment = os.environ | {"DATABASE_URL": database_url}
    exit_status = subprocess.run(command, cwd=static_checks.ROOT, env=environment, check=False).returncode
    if not report.exists():
        return SuiteRun(database, passed=False, note="pytest did not get as far as a report.")
    executed, skipped = read_report(report)
    return SuiteRun(
        database, passed=exit_status == 0 and executed != set(), executed=executed, skipped=skipped
    )


def run_on_postgresql() -> SuiteRun:
    try:
        with throwaway_postgresql() as database_url:
            return run_suite("PostgreSQL", database_url, "-m", "not (no_database or browser or drawn)")
    except PostgresqlMissingError as missing:
        return SuiteRun("PostgreSQL", passed=False, note=str(missing))


def main() -> int:
    # So that being ended from outside also stops PostgreSQL on the way out.
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    started = time.monotonic()
    RESULTS.mkdir(parents=True, exist_ok=True)
    # Dozens of processes read the same modules.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with ThreadPoolExecutor(1) as beside:
        checks = beside.submit(static_checks.failures)
        # An empty DATABASE_URL means the default, SQLite; the coverage gate is a step of its own below.
        on_sqlite = run_suite("SQLite", "", "--cov", "--cov-report=", "--cov-fail-under=0")
        failed = checks.result()
    on_postgresql = run_on_postgresql()
    if not COVERAGE.run():
        failed.append(COVERAGE.name)

    print("\n== summary")
    print(f"Checks: FAILED {', '.join(failed)}" if failed else "Checks: passed")
    for run in (on_sqlite, on_postgresql):
        print(run)
        for line in run.skipped:
            print(f"  skipped {line}")
    once = len(on_sqlite.executed - on_postgresql.executed)
    print(f"{once} tests on SQLite ask for no database, drive a browser or look at drawings: they ran once.")
    print(f"Took {(time.monotonic() - started) / 60:.1f} minutes.")
    return 0 if not failed and on_sqlite.passed and on_postgresql.passed else 1


if __name__ == "__main__":
    sys.exit(main())
