"""Every address × every role × GET and POST, on objects that exist: `matrix.py` is the table."""

import logging
from collections.abc import Iterator
from contextlib import nullcontext
from copy import deepcopy
from dataclasses import replace

import pytest
from django.db import transaction
from django.test import Client, override_settings
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.cast import Cast, gather
from tests.conftest import ClientAs, nothing_counted
from tests.guards.doors import NO_SUCH_METHOD, SIGNED_IN, Door, Row
from tests.guards.matrix import ELSEWHERE, PUBLIC, ROWS, actors
from tests.guards.stage import Stage

SIGN_IN = "/accounts/login/"


@pytest.fixture(scope="module", autouse=True)
def _thousands_of_requests() -> Iterator[None]:
    """Nothing is kept of them: neither sessions in the database nor a warning of each refusal."""
    logging.disable(logging.WARNING)
    with override_settings(SESSION_ENGINE="django.contrib.sessions.backends.signed_cookies"):
        yield
    logging.disable(logging.NOTSET)


@pytest.fixture(scope="module")
def cast(database_of_module: None) -> Cast:
    return gather()


@pytest.fixture(scope="module")
def signed_in(cast: Cast) -> dict[str, Client]:
    """Everybody of the cast signs in once for all rows."""
    browsers = {key: Client() for key in cast.people}
    for key, browser in browsers.items():
        browser.force_login(cast[key], backend="django.contrib.auth.backends.ModelBackend")
    return browsers


@pytest.fixture
def stage(cast: Cast, db: None) -> Stage:
    return Stage(replace(cast, people=dict(cast.people)))


@pytest.fixture
def browsers(stage: Stage, signed_in: dict[str, Client], client_as: ClientAs) -> Iterator[dict[str, Client]]:
    """Each as it was when its person signed in, whatever the row before did to it."""
    cookies = {key: deepcopy(browser.cookies) for key, browser in signed_in.items()}
    yield {key: signed_in.get(key) or client_as(person) for key, person in actors(stage).items()}
    for key, browser in signed_in.items():
        browser.cookies = cookies[key]


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_address_answers_each_person_as_the_table_says(
    row: Row, stage: Stage, browsers: dict[str, Client]
) -> None:
    url = reverse(row.name, args=stage.key(row.target))

    asked = {"get": asked_by(row.get, row.post), "post": asked_by(row.post, row.get)}
    found = {
        method: {key: status(key, browsers[key], method, url, row) for key in keys}
        for method, keys in asked.items()
    }

    expected = {"get": row.get.expected(), "post": row.post.expected()}
    assert found == {method: {key: expected[method][key] for key in keys} for method, keys in asked.items()}
    for method in ("get", "post"):
        answer = getattr(Client(), method)(url, row.data)
        assert (answer.status_code, answer.headers["Location"].split("?")[0]) == (302, SIGN_IN)


def asked_by(door: Door, other: Door) -> frozenset[str]:
    """Everybody; one of each kind where there is no such method, which is said before looking at anybody."""
    if door is not NO_SUCH_METHOD:
        return SIGNED_IN
    kinds = (other.through, other.refused, SIGNED_IN - other.through - other.refused)
    return frozenset(min(kind) for kind in kinds if kind)


def status(key: str, client: Client, method: str, url: str, row: Row) -> int:
    """The answer to one request, after which everything is as it was.

    Only those who get through reach branches that nobody else has reached: refusals are not counted.
    """
    door = row.get if method == "get" else row.post
    gets_through = door is not NO_SUCH_METHOD and key in door.through
    with transaction.atomic(), nullcontext() if gets_through else nothing_counted():
        response = client.get(url) if method == "get" else client.post(url, row.data)
        transaction.set_rollback(True)
    return response.status_code


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_every_denial_stands_beside_somebody_who_gets_through(row: Row) -> None:
    for door in (row.get, row.post):
        assert door.through != frozenset()
        assert door.through.isdisjoint(door.refused)
        assert door.through | door.refused <= SIGNED_IN


def test_door_is_closed_to_whom_it_does_not_name() -> None:
    door = Door(200, frozenset({"central"}), frozenset({"auditor@medicine"}))

    answers = door.expected()

    assert (answers["central"], answers["auditor@medicine"], answers["outsider"]) == (200, 403, 404)


def test_table_names_every_address_once() -> None:
    rooms = tuple(name for name in ELSEWHERE if name.endswith((":", "_", "/")))
    addresses = {name for name, _ in named_patterns() if not name.startswith(rooms)} - set(ELSEWHERE)

    assert sorted(row.name for row in ROWS) == sorted(addresses)


def test_every_exception_is_met_by_an_address() -> None:
    names = [name for name, _ in named_patterns()]

    assert [prefix for prefix in ELSEWHERE if not any(name.startswith(prefix) for name in names)] == []


def test_addresses_open_without_signing_in_are_those_with_a_reason() -> None:
    public = {
        name for name, pattern in named_patterns() if not getattr(pattern.callback, "login_required", True)
    }

    assert public == set(PUBLIC)


def named_patterns() -> Iterator[tuple[str, URLPattern]]:
    return _walk(get_resolver().url_patterns, "")


def _walk(patterns: list[URLPattern | URLResolver], namespace: str) -> Iterator[tuple[str, URLPattern]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _walk(pattern.url_patterns, inner)
        else:
            yield f"{namespace}{pattern.name or pattern.pattern}", pattern
