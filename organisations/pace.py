"""How often something may be asked from one place: counted in the cache, under a name nobody can read."""

from ipaddress import ip_address, ip_network

from allauth.account.adapter import get_adapter
from allauth.core.internal.ratelimit import consume
from django.http import HttpRequest
from django.utils.crypto import salted_hmac


def is_within(request: HttpRequest, what: str, rate: str, about: str = "", *, counts: bool = True) -> bool:
    """Whether one more may come from the sender's address, at this rate (as allauth writes rates).

    Counts it, unless ``counts`` is False. allauth counts, as it does for signing in. Its own way of naming
    addresses would write them into the cache; ours is a hash that only this server's key makes, and another
    one for each thing ``about`` which it is counted.
    """
    name = salted_hmac(f"{what}.pace", f"{about} {network_of(request)}", algorithm="sha256").hexdigest()
    usage = consume(
        request, app=what, action=what, config={what: rate}, key=name, dry_run=not counts, limit_get=True
    )
    return bool(usage)


def network_of(request: HttpRequest) -> str:
    """The sender's address; of IPv6 the network, in which one sender has many."""
    given: str = get_adapter().get_client_ip(request)
    try:
        address = ip_address(given)
    except ValueError:  # as some proxies write it, with a port
        return given
    return str(ip_network(f"{address}/64", strict=False) if address.version == 6 else address)
