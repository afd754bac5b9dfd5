"""The link at which a person sets a password: allauth's own, single-use and expiring."""

from allauth.account.app_settings import PASSWORD_RESET_TOKEN_GENERATOR
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.urls import reverse

from organisations.models import User

SECONDS_IN_A_DAY = 24 * 60 * 60


def password_link(user: User) -> str:
    """The address without its host; it dies with its use, a new e-mail address, a sign-in, or time."""
    token = PASSWORD_RESET_TOKEN_GENERATOR().make_token(user)
    return reverse(
        "account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(user), "key": token}
    )


def days_valid() -> int:
    """For how many days a link can be used."""
    return settings.PASSWORD_RESET_TIMEOUT // SECONDS_IN_A_DAY
