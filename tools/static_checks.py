"""Format, lint, Django's own checks and types: everything that needs no test run. `make check`."""

import os
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("ita_portal", "organisations", "plans", "assessments", "reports", "tests", "tools")
BIN = Path(sys.executable).parent

# `check --deploy` looks at the settings as a server would have them.
PRODUCTION = {
    "ENVIRONMENT": "production",
    "ALLOWED_HOSTS": "portal.example.go.th",
    "SECRET_KEY": "nobody-is-protected-by-this-key-that-only-feeds-a-check",
}


@dataclass(frozen=True)
class Step:
    """One command and the variables it runs with; passed when the command exits with 0."""

    name: str
    command: tuple[str, ...]
    environment: dict[str, str] = field(default_factory=dict)

    def run(self) -> bool:
        run = subprocess.run(
            self.command,
            cwd=ROOT,
            env=os.environ | self.environment,
            check=False,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        # In one piece: others may be running beside it.
        print(f"\n== {self.name}\n{run.stdout}", end="", flush=True)
        return run.returncode == 0


def _tool(name: str) -> str:
    return str(BIN / name)


def _files(pattern: str, *folders: str) -> tuple[str, ...]:
    return tuple(
        str(path) for folder in folders for path in sorted((ROOT / folder).rglob(pattern)) if path.is_file()
    )


def steps(database_folder: str) -> list[Step]:
    """What is checked, the longest first; `database_folder` takes the empty database that Django asks for."""
    manage = (sys.executable, "manage.py")
    empty_database = {"DATABASE_URL": f"sqlite:///{database_folder}/checks.sqlite3"}
    python_files = tuple(path for path in _files("*.py", *ROOMS) if "migrations" not in Path(path).parts)
    return [
        Step("mypy", (_tool("mypy"),)),
        Step("ruff format", (_tool("ruff"), "format", "--check", ".")),
        Step("ruff check", (_tool("ruff"), "check", ".")),
        Step("djade", (_tool("djade"), "--check", "--target-version", "5.2", *_files("*.html", "templates"))),
        Step(
            "django-upgrade", (_tool("django-upgrade"), "--check", "--target-version", "5.2", *python_files)
        ),
        Step("manage.py check", (*manage, "check", "--fail-level", "WARNING"), empty_database),
        Step(
            "manage.py check --deploy",
            (*manage, "check", "--deploy", "--fail-level", "WARNING"),
            empty_database | PRODUCTION,
        ),
        Step("no pending migrations", (*manage, "makemigrations", "--check", "--dry-run"), empty_database),
    ]


def failures() -> list[str]:
    """Runs every step, two at a time, also after one has failed, and names those that did."""
    with tempfile.TemporaryDirectory(prefix="ita-portal-checks-") as folder, ThreadPoolExecutor(2) as pool:
        checks = steps(folder)
        passed = pool.map(Step.run, checks)
        return [step.name for step, well in zip(checks, passed, strict=True) if not well]


def main() -> int:
    failed = failures()
    print(f"\nFailed: {', '.join(failed)}" if failed else "\nAll checks passed.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
