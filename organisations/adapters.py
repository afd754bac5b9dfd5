"""How sign-in differs from django-allauth's defaults.

Nobody registers unless settings say so, and a person is known by the address of the account alone, which
administrators write: not by the addresses that allauth keeps beside it.
"""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.http import HttpRequest

from organisations.models import User


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return settings.REGISTRATION_OPEN


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Somebody known to the identity provider and not to us: refused, unless settings say otherwise."""
        return settings.OIDC_CREATES_USERS

    def authenticate_by_email(self, sociallogin: Any) -> tuple[User, str] | None:
        """The account with an address that the identity provider has verified, and that address."""
        for known in sociallogin.email_addresses:
            if known.verified and self.can_authenticate_by_email(sociallogin, known.email):
                person = User.objects.at_address(known.email).first()
                if person:
                    return person, known.email
        return None
