"""System checks: settings that would be wrong or dangerous, each with what to do about it.

Ids: `ita_portal.E…` stops every command, `ita_portal.W…` is said and lived with.
"""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register

ENVIRONMENTS = ("local", "production", "test")


@register(Tags.security)
def check_environment(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    return [*_environment_errors(), *_production_errors(), *_local_errors()]


def _environment_errors() -> list[CheckMessage]:
    if settings.ENVIRONMENT in ENVIRONMENTS:
        return []
    return [
        Error(
            f"ENVIRONMENT is {settings.ENVIRONMENT!r}, which means nothing here.",
            hint="Set ENVIRONMENT=production, or leave it out on a computer of your own.",
            id="ita_portal.E001",
        )
    ]


def _production_errors() -> list[CheckMessage]:
    if settings.ENVIRONMENT != "production":
        return []
    found: list[CheckMessage] = []
    if settings.DEBUG:
        found.append(
            Error(
                "DEBUG is on in production: every error page would show settings and data.",
                hint="Remove DEBUG from the environment.",
                id="ita_portal.E002",
            )
        )
    if not settings.ALLOWED_HOSTS or "*" in settings.ALLOWED_HOSTS:
        found.append(
            Error(
                "ALLOWED_HOSTS does not name the hosts of this portal.",
                hint="Set ALLOWED_HOSTS=portal.example.go.th (several with commas, never *).",
                id="ita_portal.E003",
            )
        )
    if len(settings.SECRET_KEY) < 50 or len(set(settings.SECRET_KEY)) < 5:
        found.append(
            Error(
                "SECRET_KEY can be guessed.",
                hint=(
                    "Set SECRET_KEY to at least 50 random characters: "
                    "python -c 'import secrets; print(secrets.token_urlsafe(50))'"
                ),
                id="ita_portal.E004",
            )
        )
    if not settings.HTTPS:
        found.append(
            Warning(
                "HTTPS is off in production: passwords and sessions travel readable.",
                hint="Remove HTTPS=off as soon as the network has a certificate.",
                id="ita_portal.W001",
            )
        )
    return found


def _local_errors() -> list[CheckMessage]:
    """A server reachable by others must not run with the settings of a computer of one's own."""
    if settings.ENVIRONMENT != "local" or set(settings.ALLOWED_HOSTS) <= set(settings.LOCAL_HOSTS):
        return []
    return [
        Error(
            "ALLOWED_HOSTS names hosts beyond this computer, but ENVIRONMENT is not production.",
            hint="Set ENVIRONMENT=production and SECRET_KEY.",
            id="ita_portal.E005",
        )
    ]
