"""Secret addresses: the link that opens one report, and the one of a calendar feed.

Half of an address is kept with its row, the other half is made of it with the portal's key, so that neither
a copy of the database nor the key alone opens anything. Rows are asked for only by addresses that we made.
"""

from base64 import urlsafe_b64encode

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from plans.models import CalendarFeed, ReportLink

_OF_LINKS, _OF_FEEDS = "plans.monitoring.link", "plans.monitoring.feed"
_BYTES = 24  # of the half that is not kept: 192 bits, 32 characters
_CHARACTERS = 32


def link_address(link: ReportLink) -> str:
    """The whole address under which the link opens its report."""
    token = _token(_OF_LINKS, link.secret)
    return f"{settings.PUBLIC_ADDRESS}{reverse('plans:report-link', args=[token])}"


def feed_address(feed: CalendarFeed) -> str:
    """The whole address under which calendars fetch the feed."""
    token = _token(_OF_FEEDS, feed.secret)
    return f"{settings.PUBLIC_ADDRESS}{reverse('plans:calendar-feed', args=[token])}"


def link_of(token: str) -> ReportLink | None:
    """The link with this address, whatever became of it; None for an address that we did not make."""
    secret = _secret(_OF_LINKS, token)
    links = ReportLink.objects.select_related(
        "user", "progress__period", "progress__activity__part__plan__organisation"
    )
    return links.filter(secret=secret).first() if secret else None


def feed_of(token: str) -> CalendarFeed | None:
    """The feed with this address while nobody took it back and its person may sign in."""
    secret = _secret(_OF_FEEDS, token)
    feeds = CalendarFeed.objects.select_related("user", "plan__organisation")
    return feeds.filter(secret=secret, revoked_at=None, user__is_active=True).first() if secret else None


def _token(purpose: str, secret: str) -> str:
    return secret + _half(purpose, secret, settings.SECRET_KEY)


def _secret(purpose: str, token: str) -> str:
    """The half that is kept, "" where the other half is not ours. Takes as long for any wrong half."""
    secret, given = token[:-_CHARACTERS], token[-_CHARACTERS:]
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    halves = [constant_time_compare(given, _half(purpose, secret, key)) for key in keys]
    return secret if any(halves) else ""


def _half(purpose: str, secret: str, key: str) -> str:
    made = salted_hmac(purpose, secret, secret=key, algorithm="sha256").digest()[:_BYTES]
    return urlsafe_b64encode(made).decode()
