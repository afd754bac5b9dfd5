"""Everything `make test` runs: static checks, then all tests on SQLite and on PostgreSQL, then a summary.

A later step runs although an earlier one failed, so that one run shows all there is to mend.
"""

import os
import signal
import subprocess
import sys
import time
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
    """One run of the suite on one database; `skipped` holds "test: reason"."""

    database: str
    passed: bool
    executed: int = 0
    skipped: list[str] = field(default_factory=list)
    note: str = ""

    def __str__(self) -> str:
        verdict = "passed" if self.passed else "FAILED"
        counts = f"{self.executed} tests run, {len(self.skipped)} skipped."
        return f"{self.database}: {verdict}, {counts} {self.note}".rstrip()


def read_report(report: Path) -> tuple[int, list[str]]:
    """How many tests a JUnit report says were run, and those skipped with their reasons."""
    cases = list(ElementTree.parse(report).getroot().iter("testcase"))  # noqa: S314 - pytest wrote it
    skipped = [
        f"{case.get('classname')}::{case.get('name')}: {reason.get('message')}"
        for case in cases
        if (reason := case.find("skipped")) is not None
    ]
    return len(cases) - len(skipped), skipped


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
        "--durations=10",
        f"--junit-xml={report}",
        *options,
    ]
    environment = os.environ | {"DATABASE_URL": database_url}
    exit_status = subprocess.run(command, cwd=static_checks.ROOT, env=environment, check=False).returncode
    if not report.exists():
        return SuiteRun(database, passed=False, note="pytest did not get as far as a report.")
    executed, skipped = read_report(report)
    return SuiteRun(database, passed=exit_status == 0 and executed > 0, executed=executed, skipped=skipped)


def run_on_postgresql() -> SuiteRun:
    try:
        with throwaway_postgresql() as database_url:
            return run_suite("PostgreSQL", database_url)
    except PostgresqlMissingError as missing:
        return SuiteRun("PostgreSQL", passed=False, note=str(missing))


def main() -> int:
    # So that being ended from outside also stops PostgreSQL on the way out.
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    started = time.monotonic()
    RESULTS.mkdir(parents=True, exist_ok=True)
    failed = static_checks.failures()
    # An empty DATABASE_URL means the default, SQLite; the coverage gate is a step of its own below.
    runs = [run_suite("SQLite", "", "--cov", "--cov-report=", "--cov-fail-under=0"), run_on_postgresql()]
    if not COVERAGE.run():
        failed.append(COVERAGE.name)

    print("\n== summary")
    print(f"Checks: FAILED {', '.join(failed)}" if failed else "Checks: passed")
    for run in runs:
        print(run)
        for line in run.skipped:
            print(f"  skipped {line}")
    print(f"Took {(time.monotonic() - started) / 60:.1f} minutes.")
    return 0 if not failed and all(run.passed for run in runs) else 1


if __name__ == "__main__":
    sys.exit(main())
