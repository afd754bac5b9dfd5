"""Fixtures for every test: the cast, a browser signed in as one of them, and the trail's triggers.

`cast` is described in `tests/cast.py`; objects come from `tests/factories/`.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import Client, TransactionTestCase, override_settings
from whitenoise.middleware import WhiteNoiseMiddleware

from organisations import append_only
from organisations.models import User
from tests.cast import Cast, gather

ClientAs = Callable[[User | None], Client]


@pytest.fixture
def cast(db: None) -> Cast:
    """Two ministries, every role in each department, a central administrator and two who see nothing."""
    return gather()


@pytest.fixture
def client_as() -> ClientAs:
    """`client_as(person)` is a browser signed in as the person; `client_as(None)` is not signed in."""

    def signed_in(user: User | None) -> Client:
        client = Client()
        if user is not None:
            client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return signed_in


@pytest.fixture(scope="session", autouse=True)
def _files_go_elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Pictures that tests keep lie in a folder of their own."""
    with override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media")):
        yield


@pytest.fixture(scope="session", autouse=True)
def _static_files_are_read_once() -> Iterator[None]:
    """Each test client makes the middleware anew: listing all static files takes longer than an answer."""
    read = WhiteNoiseMiddleware.add_files_from_finders
    known: dict[str, Any] = {}

    def read_once(self: WhiteNoiseMiddleware) -> None:
        if not known:
            read(self)
            known.update(self.files)
        self.files.update(known)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(WhiteNoiseMiddleware, "add_files_from_finders", read_once)
        yield


@pytest.fixture(scope="session", autouse=True)
def _trail_can_be_flushed() -> Iterator[None]:
    """Tests with real transactions (browsers, live servers) empty every table, also the trail.

    Its triggers are off for just that moment, so that every test runs with them on.
    """
    flush = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]

    def flush_without_triggers(self: Any) -> None:
        append_only.unprotect(connection)
        try:
            flush(self)
        finally:
            append_only.protect(connection)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", flush_without_triggers)
        yield
