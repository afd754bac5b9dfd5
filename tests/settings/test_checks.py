"""System checks stop settings that would be dangerous and pass those that are right."""

import pytest
from pytest_django import Settings

from ita_portal.checks import check_environment

RIGHT = {
    "ENVIRONMENT": "production",
    "DEBUG": False,
    "HTTPS": True,
    "ALLOWED_HOSTS": ["portal.example.go.th"],
    "SECRET_KEY": "a-key-of-fifty-characters-and-more-for-these-tests-0123456789",
}


def ids(settings: Settings, **changes: object) -> list[str | None]:
    for name, value in (RIGHT | changes).items():
        setattr(settings, name, value)
    return [message.id for message in check_environment(None)]


def test_right_production_settings_pass(settings: Settings) -> None:
    assert ids(settings) == []


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"ENVIRONMENT": "prod"}, ["ita_portal.E001"]),
        ({"DEBUG": True}, ["ita_portal.E002"]),
        ({"ALLOWED_HOSTS": []}, ["ita_portal.E003"]),
        ({"ALLOWED_HOSTS": ["portal.example.go.th", "*"]}, ["ita_portal.E003"]),
        ({"SECRET_KEY": "short"}, ["ita_portal.E004"]),
        ({"SECRET_KEY": "a" * 60}, ["ita_portal.E004"]),
        ({"HTTPS": False}, ["ita_portal.W001"]),
        ({"DEBUG": True, "HTTPS": False}, ["ita_portal.E002", "ita_portal.W001"]),
    ],
)
def test_wrong_production_setting_is_named(
    settings: Settings, changes: dict[str, object], found: list[str]
) -> None:
    assert ids(settings, **changes) == found


@pytest.mark.parametrize(
    ("hosts", "found"),
    [
        (["localhost", "127.0.0.1", "[::1]"], []),
        (["localhost"], []),
        (["localhost", "portal.example.go.th"], ["ita_portal.E005"]),
        (["*"], ["ita_portal.E005"]),
    ],
)
def test_local_settings_do_not_serve_other_computers(
    settings: Settings, hosts: list[str], found: list[str]
) -> None:
    assert ids(settings, ENVIRONMENT="local", ALLOWED_HOSTS=hosts, HTTPS=False, SECRET_KEY="short") == found


def test_every_message_says_what_to_do(settings: Settings) -> None:
    ids(settings, DEBUG=True, HTTPS=False, ALLOWED_HOSTS=[], SECRET_KEY="short")

    messages = check_environment(None)

    assert len(messages) == 4
    assert [message.id for message in messages if not message.hint] == []
