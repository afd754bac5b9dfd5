"""How many answers may come from one address: counted in the cache for an hour, under an unreadable name."""

from ipaddress import ip_address, ip_network

from allauth.account.adapter import get_adapter
from allauth.core.internal.ratelimit import consume
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from assessments.models import Survey

# Generous: a whole office may answer at once from behind one address.
RATES = {"answer": "90/m/key,900/h/key"}


def is_within_limits(request: HttpRequest, survey: Survey) -> bool:
    """Whether one more answer to the survey may come from the sender's address; counts it.

    allauth counts, as it does for signing in. Its own way of naming addresses would write them into the
    cache; ours is a hash that only this server's key makes, and another one for each survey.
    """
    name = salted_hmac("assessments.surveys.pace", f"{survey.pk} {_network(request)}", algorithm="sha256")
    return bool(consume(request, app="assessments", action="answer", config=RATES, key=name.hexdigest()))


def _network(request: HttpRequest) -> str:
    """The sender's address; of IPv6 the network, in which one sender has many."""
    given: str = get_adapter().get_client_ip(request)
    try:
        address = ip_address(given)
    except ValueError:  # as some proxies write it, with a port
        return given
    return str(ip_network(f"{address}/64", strict=False) if address.version == 6 else address)
