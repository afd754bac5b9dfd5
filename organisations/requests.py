"""The request as views see it: behind the sign-in, so that its user is one of ours; and what it asks for."""

from django.http import HttpRequest

from ita_portal.render.text import printable
from organisations.models import User


class SignedInRequest(HttpRequest):
    """A request that has passed LoginRequiredMiddleware; a type for views, never made by hand."""

    user: User


def asked_organisation(request: HttpRequest) -> str:
    """The code of an organisation in the address, "" for none, without characters that no database holds."""
    return printable(request.GET.get("organisation", ""))


def asked_id(text: str) -> int:
    """The number of a row that an address names; 0, which is no row's, for anything else."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else 0
