"""What load balancers ask: alive, and ready."""

from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings


def test_alive_needs_no_sign_in_and_no_database(client: Client) -> None:
    response = client.get("/healthz")

    assert (response.status_code, response.json()) == (200, {"status": "ok"})


@pytest.mark.django_db
def test_ready_when_database_storage_and_queue_answer(
    client: Client, settings: Settings, tmp_path: Path
) -> None:
    settings.DOCUMENT_CACHE = tmp_path / "documents"

    response = client.get("/readyz")

    assert (response.status_code, response.json()) == (
        200,
        {"database": True, "storage": True, "queue": True},
    )


@pytest.mark.django_db
def test_not_ready_without_a_place_for_documents(client: Client, settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "a-file").touch()
    settings.DOCUMENT_CACHE = tmp_path / "a-file" / "documents"

    response = client.get("/readyz")

    assert (response.status_code, response.json()) == (
        503,
        {"database": True, "storage": False, "queue": True},
    )


@pytest.mark.django_db
def test_not_ready_without_the_table_of_the_queue(client: Client, settings: Settings, tmp_path: Path) -> None:
    settings.DOCUMENT_CACHE = tmp_path
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {DBTaskResult._meta.db_table} RENAME TO elsewhere")

    response = client.get("/readyz")

    assert (response.status_code, response.json()) == (
        503,
        {"database": True, "storage": True, "queue": False},
    )


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_health_takes_no_post_and_is_not_kept_by_caches(client: Client, address: str) -> None:
    assert client.post(address).status_code == 405
    assert "no-store" in client.get(address)["Cache-Control"]
