"""What every page has in common, wherever it lies."""

import pytest
from django.contrib.auth import get_user, get_user_model
from django.test import Client


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/admin/", "/accounts/2fa/"])
def test_page_asks_for_sign_in(client: Client, address: str) -> None:
    response = client.get(address, follow=True)

    assert response.redirect_chain[-1][0].startswith("/accounts/login/?next=")


@pytest.mark.django_db
def test_page_carries_the_security_headers(client: Client) -> None:
    response = client.get("/accounts/login/")

    policy = dict(
        part.split(" ", 1) for part in response["Content-Security-Policy"].split("; ") if " " in part
    )
    assert "unsafe" not in response["Content-Security-Policy"]
    assert policy["default-src"] == "'none'"
    assert policy["frame-ancestors"] == "'none'"
    assert response["X-Frame-Options"] == "DENY"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"


@pytest.mark.django_db
def test_nobody_registers_by_themselves(client: Client) -> None:
    response = client.post(
        "/accounts/signup/",
        {
            "username": "newcomer",
            "email": "newcomer@example.go.th",
            "password1": "long-enough-phrase",
            "password2": "long-enough-phrase",
        },
    )

    assert response.templates[0].name == "account/signup_closed.html"


@pytest.mark.django_db
@pytest.mark.parametrize("login", ["somchai", "somchai@example.go.th", "SOMCHAI@example.go.th"])
def test_one_signs_in_by_name_or_by_address(client: Client, login: str) -> None:
    user = get_user_model().objects.create_user("somchai", "somchai@example.go.th", "long-enough-phrase")

    client.post("/accounts/login/", {"login": login, "password": "long-enough-phrase"})

    assert get_user(client).pk == user.pk


@pytest.mark.django_db
def test_wrong_password_signs_nobody_in(client: Client) -> None:
    get_user_model().objects.create_user("somchai", "somchai@example.go.th", "long-enough-phrase")

    response = client.post("/accounts/login/", {"login": "somchai", "password": "another-phrase"})

    assert response.status_code == 200
    assert get_user(client).pk is None
