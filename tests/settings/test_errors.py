"""Error pages: the right status, in Thai, and the reason of a refusal."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import HttpRequest
from django.test import Client, RequestFactory
from pytest_django import Settings

from ita_portal import errors
from tests.cast import Cast
from tests.conftest import ClientAs
from tests.factories import PlanPartFactory


@pytest.fixture
def request_of_anybody(rf: RequestFactory) -> HttpRequest:
    request = rf.get("/somewhere")
    request.user = AnonymousUser()
    return request


@pytest.mark.django_db
def test_unknown_address_gets_the_page_for_404(client: Client) -> None:
    response = client.get("/no-such-page")

    assert response.status_code == 404
    assert response.templates[0].name == "404.html"


def test_address_of_a_button_opened_by_itself_gets_the_page_for_405(cast: Cast, client_as: ClientAs) -> None:
    part = PlanPartFactory(plan__organisation=cast.organisation("medicine"))

    response = client_as(cast["secretary@medicine"]).get(f"/plans/parts/{part.pk}/delete/")

    assert (response.status_code, response.headers["Allow"]) == (405, "POST")
    assert response.templates[0].name == "405.html"


@pytest.mark.django_db
def test_too_large_a_body_gets_413(client: Client, settings: Settings) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100

    response = client.post("/accounts/login/", {"login": "x" * 200})

    assert response.status_code == 413
    assert response.templates[0].name == "413.html"


@pytest.mark.django_db
def test_body_of_several_fields_of_50_000_letters_is_taken(client: Client) -> None:
    response = client.post("/accounts/login/", {f"section-{number}": "ก" * 50_000 for number in range(10)})

    assert response.status_code == 200


@pytest.mark.django_db
def test_form_without_a_token_gets_the_page_for_it() -> None:
    response = Client(enforce_csrf_checks=True).post("/accounts/login/", {"login": "x"})

    assert response.status_code == 403
    assert response.templates[0].name == "403_csrf.html"


def test_reason_of_a_refusal_reaches_the_reader(request_of_anybody: HttpRequest) -> None:
    response = errors.forbidden(request_of_anybody, PermissionDenied("แผนฉบับนี้ได้รับอนุมัติแล้ว"))

    assert response.status_code == 403
    assert "แผนฉบับนี้ได้รับอนุมัติแล้ว" in response.content.decode()


def test_suspicious_request_gets_400(request_of_anybody: HttpRequest) -> None:
    response = errors.bad_request(request_of_anybody, SuspiciousOperation("in English"))

    assert response.status_code == 400
    assert "in English" not in response.content.decode()


def test_page_for_500_needs_neither_user_nor_database(rf: RequestFactory) -> None:
    response = errors.server_error(rf.get("/somewhere"))

    assert response.status_code == 500
    assert '<html lang="th"' in response.content.decode()
