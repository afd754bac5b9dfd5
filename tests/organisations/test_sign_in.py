"""People are known by the address of their account, which administrators write, and by no other."""

import re
from urllib.parse import quote

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialAccount, SocialLogin
from django.contrib.auth import get_user
from django.core import mail
from django.test import Client, RequestFactory, override_settings
from django.urls import reverse

from organisations.models import User
from tests.conftest import ClientAs
from tests.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db

VICTIMS = "victim@example.go.th"
SINGLE_SIGN_ON = {
    "openid_connect": {
        "EMAIL_AUTHENTICATION": True,
        "APPS": [{"provider_id": "sso", "name": "SSO", "client_id": "portal", "secret": "secret"}],
    }
}


@pytest.fixture
def thief() -> User:
    """Has an address of somebody else beside the own one, and allauth holds it for proved."""
    person = UserFactory(username="thief")
    EmailAddress.objects.create(user=person, email=VICTIMS, verified=True)
    return person


@pytest.mark.parametrize(
    "address", ["/accounts/email/", "/accounts/confirm-email/", "/accounts/confirm-email/x/"]
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_page_for_own_addresses_leads_to_the_profile(method: str, address: str, client_as: ClientAs) -> None:
    person = UserFactory()
    claim = {"email": VICTIMS, "action_add": "", "action_primary": ""}

    answer = getattr(client_as(person), method)(address, claim)

    assert (answer.status_code, answer.headers["Location"]) == (302, reverse("organisations:profile"))
    assert not EmailAddress.objects.exists()


def test_profile_says_which_address_the_account_has(client_as: ClientAs) -> None:
    page = client_as(UserFactory(email=VICTIMS)).get(reverse("organisations:profile"))

    assert f"<p>อีเมล {VICTIMS}</p>" in page.content.decode()


@pytest.mark.parametrize(
    ("login", "arrives"), [(VICTIMS, False), ("thief@example.go.th", True), ("thief", True)]
)
def test_one_signs_in_by_the_address_of_the_account_alone(
    login: str, arrives: bool, thief: User, client: Client
) -> None:
    client.post("/accounts/login/", {"login": login, "password": PASSWORD})

    assert get_user(client).is_authenticated is arrives


def test_address_is_one_however_it_is_written(client: Client) -> None:
    person = UserFactory(email="Somchai.J@Example.go.th")

    client.post("/accounts/login/", {"login": "somchai.j@example.go.TH", "password": PASSWORD})

    assert get_user(client).pk == person.pk


def test_new_password_is_asked_for_by_the_address_of_the_account(thief: User, client: Client) -> None:
    UserFactory(username="victim", email="Victim@example.go.th")

    client.post(reverse("account_reset_password"), {"email": VICTIMS})

    link = re.search(r"http://testserver(/accounts/password/reset/key/\S+)", str(mail.outbox[0].body))
    assert link
    assert [letter.to for letter in mail.outbox] == [["Victim@example.go.th"]]
    form = client.get(link[1], follow=True)
    client.post(
        form.redirect_chain[-1][0], {"password1": "another-long-phrase", "password2": "another-long-phrase"}
    )
    assert User.objects.get(username="victim").check_password("another-long-phrase")
    assert not User.objects.get(username="thief").check_password("another-long-phrase")


@pytest.mark.parametrize("person", ["nobody", "closed"])
def test_asking_for_a_new_password_tells_nothing(person: str, thief: User, client: Client) -> None:
    UserFactory(username="closed", is_active=False)

    answer = client.post(reverse("account_reset_password"), {"email": f"{person}@example.go.th"})

    assert (answer.status_code, answer.headers["Location"]) == (302, reverse("account_reset_password_done"))
    assert mail.outbox == []


@override_settings(SOCIALACCOUNT_PROVIDERS=SINGLE_SIGN_ON)
def test_single_sign_on_finds_the_address_of_the_account(thief: User) -> None:
    victim = UserFactory(username="victim", email="Victim@example.go.th")

    assert get_adapter().authenticate_by_email(signed_on(VICTIMS)) == (victim, VICTIMS)


@override_settings(SOCIALACCOUNT_PROVIDERS=SINGLE_SIGN_ON)
@pytest.mark.parametrize("verified", [True, False])
def test_single_sign_on_of_somebody_unknown_finds_nobody(verified: bool, thief: User) -> None:
    UserFactory(email="other@example.go.th")
    address = VICTIMS if verified else "other@example.go.th"

    assert get_adapter().authenticate_by_email(signed_on(address, verified=verified)) is None


def signed_on(address: str, *, verified: bool = True) -> SocialLogin:
    """What an identity provider says of somebody."""
    return SocialLogin(
        provider=get_adapter().get_provider(RequestFactory().get("/"), "sso"),
        account=SocialAccount(provider="sso", uid="1"),
        email_addresses=[EmailAddress(email=address, verified=verified)],
    )


def test_second_factor_can_be_set_up_with_an_address_that_nobody_verified(client: Client) -> None:
    person = UserFactory()
    EmailAddress.objects.create(user=person, email=person.email, primary=True, verified=False)
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")

    asked = client.get(reverse("mfa_activate_totp"), follow=True)
    page = client.post(asked.redirect_chain[-1][0], {"password": PASSWORD}, follow=True)

    assert [step for step, _ in asked.redirect_chain] == [
        f"{reverse('account_reauthenticate')}?next={quote(reverse('mfa_activate_totp'), safe='')}"
    ]
    assert (page.status_code, page.templates[0].name) == (200, "mfa/totp/activate_form.html")
