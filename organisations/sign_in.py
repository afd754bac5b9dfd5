"""Signing in with a password."""

from allauth.account.auth_backends import AuthenticationBackend as AllauthBackend

from organisations.models import User


class AuthenticationBackend(AllauthBackend):
    """allauth's, by user name or by the address of the account; not by addresses that allauth keeps."""

    def _authenticate_by_email(self, email: str, password: str) -> User | None:
        return self._check_password(User.objects.at_address(email).first(), password)
