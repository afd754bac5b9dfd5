"""The environment decides how the portal runs. Each case loads the settings in a process of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
LONG_KEY = "a-key-of-fifty-characters-and-more-for-these-tests-0123456789"
PRODUCTION = {
    "ENVIRONMENT": "production",
    "SECRET_KEY": LONG_KEY,
    "ALLOWED_HOSTS": "portal.example.go.th",
}


class Loader:
    """Loads the settings with exactly the given variables, writing to a folder of the test."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def run(self, code: str, **environment: str) -> subprocess.CompletedProcess[str]:
        variables = {
            "PATH": os.environ["PATH"],
            "VAR_DIR": str(self.folder),
            "ENV_FILE": str(self.folder / ".env"),
        }
        return subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT,
            env=variables | environment,
            capture_output=True,
            text=True,
            check=False,
        )

    def __call__(self, *names: str, **environment: str) -> Any:
        code = (
            "import json; from ita_portal import settings; "
            f"print(json.dumps([getattr(settings, name) for name in {names!r}], default=str))"
        )
        done = self.run(code, **environment)
        assert done.returncode == 0, done.stderr
        values = json.loads(done.stdout)
        return values[0] if len(names) == 1 else values


@pytest.fixture
def load(tmp_path: Path) -> Loader:
    return Loader(tmp_path)


def test_without_variables_it_is_local_on_plain_http(load: Loader) -> None:
    names = ("ENVIRONMENT", "DEBUG", "HTTPS", "SECURE_SSL_REDIRECT", "ALLOWED_HOSTS")

    assert load(*names) == ["local", False, False, False, ["localhost", "127.0.0.1", "[::1]"]]


def test_local_key_is_made_once_and_kept(load: Loader) -> None:
    first = load("SECRET_KEY")

    assert len(first) == 50
    assert load("SECRET_KEY") == first
    assert (load.folder / "secret-key").stat().st_mode & 0o777 == 0o600


def test_production_asks_for_a_secret_key(load: Loader) -> None:
    done = load.run(
        "import ita_portal.settings", ENVIRONMENT="production", ALLOWED_HOSTS="portal.example.go.th"
    )

    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].endswith("Set the SECRET_KEY environment variable")


def test_production_turns_https_on(load: Loader) -> None:
    names = (
        "HTTPS",
        "SECURE_SSL_REDIRECT",
        "SESSION_COOKIE_SECURE",
        "CSRF_COOKIE_SECURE",
        "SECURE_HSTS_SECONDS",
    )

    assert load(*names, **PRODUCTION) == [True, True, True, True, 31_536_000]


def test_https_off_lets_a_closed_network_do_without(load: Loader) -> None:
    names = (
        "HTTPS",
        "SECURE_SSL_REDIRECT",
        "SESSION_COOKIE_SECURE",
        "CSRF_COOKIE_SECURE",
        "SECURE_HSTS_SECONDS",
    )

    assert load(*names, **PRODUCTION, HTTPS="off") == [False, False, False, False, 0]


def test_production_allows_no_host_that_is_not_named(load: Loader) -> None:
    assert load("ALLOWED_HOSTS", **PRODUCTION) == ["portal.example.go.th"]
    assert load("ALLOWED_HOSTS", **(PRODUCTION | {"ALLOWED_HOSTS": ""})) == []


def test_proxy_header_is_believed_only_behind_a_proxy(load: Loader) -> None:
    code = (
        "from ita_portal import settings; print(getattr(settings, 'SECURE_PROXY_SSL_HEADER', 'not believed'))"
    )

    assert load.run(code, **PRODUCTION).stdout.strip() == "not believed"
    assert (
        load.run(code, **PRODUCTION, BEHIND_PROXY="on").stdout.strip()
        == "('HTTP_X_FORWARDED_PROTO', 'https')"
    )


def test_sqlite_in_var_is_the_default_database(load: Loader) -> None:
    database = load("DATABASES")["default"]

    assert database["ENGINE"] == "django.db.backends.sqlite3"
    assert database["NAME"] == str(load.folder / "db.sqlite3")
    assert database["OPTIONS"] == {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;",
    }


def test_database_url_switches_to_postgresql(load: Loader) -> None:
    database = load("DATABASES", DATABASE_URL="postgres://portal:secret@db:5432/portal")["default"]

    assert database == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "portal",
        "USER": "portal",
        "PASSWORD": "secret",
        "HOST": "db",
        "PORT": 5432,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def test_database_url_of_another_sqlite_file_keeps_the_options(load: Loader) -> None:
    database = load("DATABASES", DATABASE_URL=f"sqlite:///{load.folder}/other.sqlite3")["default"]

    assert database["NAME"] == f"{load.folder}/other.sqlite3"
    assert database["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_variable_of_the_system_wins_over_the_file(load: Loader) -> None:
    (load.folder / ".env").write_text("LOG_LEVEL=DEBUG\nDEFAULT_FROM_EMAIL=file@example.go.th\n")

    sender, log = load("DEFAULT_FROM_EMAIL", "LOGGING", DEFAULT_FROM_EMAIL="system@example.go.th")

    assert sender == "system@example.go.th"
    assert log["root"]["level"] == "DEBUG"


def test_file_is_not_read_under_pytest(load: Loader) -> None:
    (load.folder / ".env").write_text("DATABASE_URL=postgres://portal@db/real_data\n")

    environment, databases = load("ENVIRONMENT", "DATABASES", PYTEST_VERSION="9")

    assert environment == "test"
    assert databases["default"]["ENGINE"] == "django.db.backends.sqlite3"


@pytest.mark.parametrize(
    ("environment", "hashed"),
    [
        ({}, False),
        (PRODUCTION, True),
        ({"HASHED_STATIC_FILES": "on"}, True),
        ({"HASHED_STATIC_FILES": "on", "PYTEST_VERSION": "9"}, False),
    ],
)
def test_static_files_are_hashed_where_they_are_collected(
    load: Loader, environment: dict[str, str], hashed: bool
) -> None:
    storages = load("STORAGES", **environment)

    expected = (
        "ita_portal.static_files.HashedStaticFilesStorage"
        if hashed
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    )
    assert storages["staticfiles"]["BACKEND"] == expected


def test_jobs_are_queued_in_the_database_and_run_at_once_under_pytest(load: Loader) -> None:
    assert load("TASKS")["default"]["BACKEND"] == "django_tasks_db.DatabaseBackend"
    assert (
        load("TASKS", PYTEST_VERSION="9")["default"]["BACKEND"]
        == "django_tasks.backends.immediate.ImmediateBackend"
    )


def test_passwords_are_hashed_with_argon2(load: Loader) -> None:
    assert load("PASSWORD_HASHERS")[0] == "django.contrib.auth.hashers.Argon2PasswordHasher"


def test_single_sign_on_is_off_until_a_server_is_named(load: Loader) -> None:
    providers, policy = load("SOCIALACCOUNT_PROVIDERS", "CONTENT_SECURITY_POLICY")

    assert providers == {}
    assert policy["DIRECTIVES"]["form-action"] == ["'self'"]


def test_named_single_sign_on_server_is_used_and_allowed(load: Loader) -> None:
    providers, policy = load(
        "SOCIALACCOUNT_PROVIDERS",
        "CONTENT_SECURITY_POLICY",
        OIDC_SERVER_URL="https://sso.example.go.th/realms/staff",
        OIDC_CLIENT_ID="portal",
        OIDC_CLIENT_SECRET="secret",
    )

    assert providers["openid_connect"]["APPS"] == [
        {
            "provider_id": "sso",
            "name": "บัญชีผู้ใช้งานของหน่วยงาน",
            "client_id": "portal",
            "secret": "secret",
            "settings": {"server_url": "https://sso.example.go.th/realms/staff"},
        }
    ]
    assert policy["DIRECTIVES"]["form-action"] == ["'self'", "https://sso.example.go.th"]


def test_content_security_policy_has_no_unsafe_source(load: Loader) -> None:
    directives = load("CONTENT_SECURITY_POLICY")["DIRECTIVES"]

    sources = {source for value in directives.values() if isinstance(value, list) for source in value}
    assert sources == {"'none'", "'self'", "data:", "csp.constants.NONCE"}
    assert directives["frame-ancestors"] == ["'none'"]


def test_nobody_registers_unless_told_otherwise(load: Loader) -> None:
    assert load("REGISTRATION_OPEN", "OIDC_CREATES_USERS") == [False, False]
    assert load("REGISTRATION_OPEN", REGISTRATION_OPEN="on") is True


def test_sqlite_writes_ahead_keeps_foreign_keys_and_locks_at_the_start(load: Loader) -> None:
    code = """
import django, os
os.environ["DJANGO_SETTINGS_MODULE"] = "ita_portal.settings"
django.setup()
from django.db import connection
with connection.cursor() as cursor:
    for name in ("journal_mode", "foreign_keys", "busy_timeout"):
        print(cursor.execute(f"PRAGMA {name}").fetchone()[0])
print(connection.transaction_mode)
"""
    done = load.run(code)

    assert done.stdout.splitlines() == ["wal", "1", "20000", "IMMEDIATE"], done.stderr
