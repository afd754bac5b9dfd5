"""The request as views see it: behind the sign-in, so that its user is one of ours."""

from django.http import HttpRequest

from organisations.models import User


class SignedInRequest(HttpRequest):
    """A request that has passed LoginRequiredMiddleware; a type for views, never made by hand."""

    user: User
