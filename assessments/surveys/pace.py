"""How many answers may come from one address: counted in the cache for an hour, under an unreadable name."""

from allauth.core.internal.ratelimit import consume
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from assessments.models import Survey
from organisations.pace import network_of

# Generous: a whole office may answer at once from behind one address.
RATES = {"answer": "90/m/key,900/h/key"}


def is_within_limits(request: HttpRequest, survey: Survey) -> bool:
    """Whether one more answer to the survey may come from the sender's address; counts it.

    allauth counts, as it does for signing in. Its own way of naming addresses would write them into the
    cache; ours is a hash that only this server's key makes, and another one for each survey.
    """
    name = salted_hmac("assessments.surveys.pace", f"{survey.pk} {network_of(request)}", algorithm="sha256")
    return bool(consume(request, app="assessments", action="answer", config=RATES, key=name.hexdigest()))
