"""Pages of a plan of 60 activities beside a page of ours that has bar and menu and no rows."""

import io
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.core.management import call_command
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext, setup_databases, teardown_databases

from bench.measure import Measure, ratio
from organisations.models import User
from plans.models import ActionPlan
from reports.demo.people import DEPARTMENT_SECRETARY

ACTIVITIES = 60
ROUNDS = 20
WITHOUT_ROWS = "/?year=2560"  # a year without plans


def measure() -> list[Measure]:
    with secretary_at_work() as (client, plan):
        pages = {
            f"plan page of {ACTIVITIES} activities": (f"/plans/{plan.pk}/", 20),
            f"editor of {ACTIVITIES} activities": (f"/plans/{plan.pk}/editor/", 20),
            f"PDF of {ACTIVITIES} activities, asked for again": (f"/plans/{plan.pk}/plan.pdf", 1),
            f"workbook of {ACTIVITIES} activities, asked for again": (f"/plans/{plan.pk}/plan.xlsx", 1),
        }
        layout = opening(client, WITHOUT_ROWS)
        return [
            Measure(
                f"{name}: to a page without rows",
                ratio(opening(client, address), layout, rounds=ROUNDS),
                bound,
            )
            for name, (address, bound) in pages.items()
        ]


@contextmanager
def secretary_at_work() -> Iterator[tuple[Client, ActionPlan]]:
    """A signed-in secretary and her long plan, in a database and a folder that are there for this only."""
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        with (
            tempfile.TemporaryDirectory() as folder,
            override_settings(ALLOWED_HOSTS=["testserver"], SECURE_SSL_REDIRECT=False, DOCUMENT_CACHE=folder),
        ):
            call_command("demo", stdout=io.StringIO())
            user = User.objects.get(username=DEPARTMENT_SECRETARY)
            client = Client()
            client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
            plan = ActionPlan.objects.visible_to(user).get(organisation__code="DEPT")
            assert plan.parts.get().activities.count() == ACTIVITIES
            yield client, plan
    finally:
        teardown_databases(databases, verbosity=0)


def opening(client: Client, address: str) -> Callable[[], None]:
    def open_page() -> None:
        response = client.get(address)
        assert response.status_code == 200, (address, response.status_code)

    return open_page


def queries(name: str, act: Callable[[], object], allowed: int) -> Measure:
    """How often the act asks the database, to what is allowed."""
    with CaptureQueriesContext(connection) as asked:
        act()
    return Measure(f"queries of {name}: to the {allowed} allowed", len(asked) / allowed, 1)
