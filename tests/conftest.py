"""Fixtures for every test: the cast, a browser signed in as one of them, and the triggers of what is to stay.

`cast` is described in `tests/cast.py`; objects come from `tests/factories/`.
"""

import gc
import sys
import threading
from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack, contextmanager, nullcontext
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client, TransactionTestCase, override_settings
from hypothesis import settings
from pytest_django import DjangoDbBlocker
from whitenoise.middleware import WhiteNoiseMiddleware

from organisations import append_only
from organisations.models import User
from plans.frozen import CLOSINGS, FROZEN
from tests.cast import Cast, gather
from tests.database import migrated_database

ClientAs = Callable[[User | None], Client]
# Properties are about what is read, not how fast on a busy machine; speed has tests of its own.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

GIVE_A_DATABASE = {"db", "transactional_db", "live_server"}
# They do one thing many times over, or measure it. Counting branches would double their time, and what they
# reach is reached by quicker tests.
UNCOUNTED = (
    "architecture",
    "browser",
    "guards/test_called_services.py",
    "guards/test_queries.py",
    "guards/test_scope.py",
    "guards/test_services.py",
    "plans/checks/test_registry.py",
    "plans/reading/test_hostile.py",
    "plans/services/test_sign_off_sequences.py",
    "plans/test_seed_shapes.py",
    "plans/views/test_bad_input.py",
    "render/test_bad_input.py",
    "render/test_documents.py",
    "render/test_docx_office.py",
    "render/test_exact_text_property.py",
    "render/test_long_runs.py",
    "render/test_typesetting.py",
    "reports/test_exact_demo.py",
    "tables/test_json.py",
)
# They look at documents and forms that are drawn from what was read; that reading and writing are the same on
# both databases is shown by the tests of services and reading, and by the guards that open every page.
DRAWN = (
    "plans/test_seed_shapes.py",
    "plans/views/test_part_settings.py",
    "plans/views/test_weight.py",
    "reports/committees/test_meeting_papers.py",
    "reports/rounds/test_report.py",
    "reports/rounds/test_sheet.py",
    "reports/test_document_pages.py",
    "reports/test_documents.py",
)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks tests that ask for no database, drive a browser or draw: one run says all about them.

    pytest-django bars those of no database from it, so none can come to depend on one unseen.
    """
    here = Path(__file__).parent
    uncounted, drawn = (tuple(str(here / place) for place in places) for places in (UNCOUNTED, DRAWN))
    for item in items:
        fixtures = getattr(item, "fixturenames", ())
        if not item.get_closest_marker("django_db") and GIVE_A_DATABASE.isdisjoint(fixtures):
            item.add_marker("no_database")
        if "live_server" in fixtures:
            item.add_marker("browser")
        if str(item.path).startswith(uncounted):
            item.add_marker("uncounted")
        if str(item.path).startswith(drawn):
            item.add_marker("drawn")


def pytest_collection_finish() -> None:
    """What was imported and collected stays to the end: no collector need go through it again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


@contextmanager
def nothing_counted() -> Iterator[None]:
    """Takes away for a while what counts branches.

    The mark `no_cover` of pytest-cov does so in one process only: in several, another counter goes on.
    """
    here, in_threads = sys.gettrace(), threading.gettrace()
    sys.settrace(None)
    threading.settrace(None)
    try:
        yield
    finally:
        sys.settrace(here)
        threading.settrace(in_threads)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup() -> Generator[None]:
    """What a test is given, from the migrations on, is not what it tests."""
    with nothing_counted():
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None]:
    with nothing_counted() if item.get_closest_marker("uncounted") else nullcontext():
        return (yield)


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None,
    django_db_modify_db_settings: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
    worker_id: str,
) -> Iterator[None]:
    """In place of pytest-django's, which migrates in every process."""
    own = tmp_path_factory.getbasetemp()
    with ExitStack() as stack:
        with django_db_blocker.unblock():
            stack.enter_context(migrated_database(own if worker_id == "master" else own.parent))
        yield
        with django_db_blocker.unblock():
            stack.close()


@pytest.fixture
def cast(db: None) -> Cast:
    """Two ministries, every role in each department, a central administrator and two who see nothing."""
    return gather()


@pytest.fixture(scope="module")
def database_of_module(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """What fixtures of a module make on it is there for all its tests; each takes back what it did itself."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


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
def _what_is_to_stay_can_be_flushed() -> Iterator[None]:
    """Tests with real transactions (browsers, live servers) empty every table, also the trail and revisions.

    Their triggers are off for just that moment, so that every test runs with them on.
    """
    flush = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]

    def flush_without_triggers(self: Any) -> None:
        refusals = (*append_only.TRAIL, *FROZEN, *CLOSINGS)
        append_only.unprotect(connection, refusals)
        try:
            flush(self)
        finally:
            append_only.protect(connection, refusals)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", flush_without_triggers)
        yield
