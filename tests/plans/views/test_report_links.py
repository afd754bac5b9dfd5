"""A link to a report: it opens one form for one person, and for everything else is nothing."""

import html
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from organisations.models import AuditEntry, Membership, User
from plans.models import Activity, ActivityReporter, MoneyEntry, Progress, ReportingPeriod, ReportLink
from plans.monitoring.addresses import feed_address, feed_of, link_address, link_of
from plans.services.progress_writing import BY_LINK
from plans.services.report_links import make_links
from tests.factories import CalendarFeedFactory
from tests.plans.owned import WHOLE, Owned, link_of_owner, owned
from tests.plans.views.test_progress import photo


@pytest.fixture
def own(db: None) -> Owned:
    cache.clear()
    return owned()


def path_of(link: ReportLink) -> str:
    return "/" + link_address(link).split("/", 3)[3]


def words(answer: Any) -> str:
    return html.unescape(answer.content.decode())


def test_link_opens_its_form_and_changes_nothing_but_when_it_was_used(own: Owned) -> None:
    link = link_of_owner(own)
    entries, before = AuditEntry.objects.count(), Progress.objects.values().get()

    answer = Client().get(path_of(link))

    assert (answer.status_code, answer.cookies) == (200, {})
    assert answer["Cache-Control"] == "no-store"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert str(own.activity) in words(answer)
    assert "<a " not in words(answer)
    assert (AuditEntry.objects.count(), Progress.objects.values().get()) == (entries, before)
    link.refresh_from_db()
    assert link.used_at is not None


def test_link_writes_as_its_person_and_the_trail_says_so(own: Owned) -> None:
    path = path_of(link_of_owner(own))
    browser = Client(enforce_csrf_checks=True)

    browser.post(path, {"act": "attach", "base_version": 1, "chosen": photo()})
    answer = browser.post(path, {"act": "send", "base_version": 1, **WHOLE}, follow=True)

    assert (answer.status_code, "ส่งรายงานแล้ว" in words(answer)) == (200, True)
    own.progress.refresh_from_db()
    assert (own.progress.state, own.progress.submitted_by) == ("submitted", own.owner)
    told = AuditEntry.objects.filter(object_type__in=["plans.progress", "plans.progressevidence"])
    assert {(entry.person.user_id, entry.reason) for entry in told} == {(own.owner.pk, BY_LINK)}  # type: ignore[union-attr]
    again = browser.post(path, {"act": "send", "base_version": 2, **WHOLE})
    assert again.status_code == 410


Ending = Callable[[Owned], Any]
ENDINGS: dict[str, Ending] = {
    "expired": lambda own: ReportLink.objects.update(
        made_at=timezone.now() - timedelta(days=15), expires_at=timezone.now() - timedelta(seconds=1)
    ),
    "revoked": lambda own: ReportLink.objects.update(revoked_at=timezone.now()),
    "no reporter": lambda own: ActivityReporter.objects.all().delete(),
    "no member": lambda own: Membership.objects.filter(user=own.owner).update(
        ends_on=timezone.localdate() - timedelta(days=1)
    ),
    "not active": lambda own: User.objects.filter(pk=own.owner.pk).update(is_active=False),
    "accepted": lambda own: Progress.objects.update(
        state="accepted", submitted_at=timezone.now(), decided_at=timezone.now()
    ),
    "closed": lambda own: ReportingPeriod.objects.update(closed_at=timezone.now()),
    "deleted": lambda own: Activity.objects.update(deleted_at=timezone.now(), deleted_by=own.secretary),
    "unknown": lambda own: ReportLink.objects.update(secret="another"),
}


@pytest.mark.parametrize("ending", ENDINGS)
def test_link_that_ended_is_refused_without_saying_why(ending: str, own: Owned) -> None:
    path = path_of(link_of_owner(own))
    unknown = Client().get(reverse("plans:report-link", args=["x" * 64]))
    ENDINGS[ending](own)
    before = Progress.objects.values().get()

    shown = Client().get(path)
    sent = Client().post(path, {"act": "send", "base_version": 1, **WHOLE, "narrative": "พิมพ์ <นาน>"})
    kept = Client().post(f"{path}draft/", {"narrative": "พิมพ์"})

    assert (shown.status_code, shown.content) == (410, unknown.content)
    assert sent.status_code == 410
    assert "พิมพ์ &lt;นาน&gt;" in sent.content.decode()
    assert kept.status_code == 410
    assert Progress.objects.values().get() == before
    assert (MoneyEntry.objects.exists(), own.owner.drafts.exists()) == (False, False)


def test_what_is_typed_behind_a_link_is_kept(own: Owned) -> None:
    path = path_of(link_of_owner(own))

    answer = Client().post(f"{path}draft/", {"narrative": "พิมพ์ยังไม่เสร็จ", "base_version": "1"})

    assert answer.status_code == 200
    assert "พิมพ์ยังไม่เสร็จ" in words(Client().get(path))


def test_whoever_guesses_is_asked_to_wait(own: Owned) -> None:
    good = path_of(link_of_owner(own))
    statuses = [
        Client().get(reverse("plans:report-link", args=[f"guess-{n}"])).status_code for n in range(31)
    ]

    assert statuses == [410] * 30 + [429]
    assert Client().get(good).status_code == 429
    assert Client(REMOTE_ADDR="198.51.100.7").get(good).status_code == 200


def test_half_an_address_opens_nothing(own: Owned, settings: Any) -> None:
    link = link_of_owner(own)
    feed = CalendarFeedFactory()
    of_link, of_feed = path_of(link).split("/")[-2], "".join(feed_address(feed).partition(feed.secret)[1:])
    of_feed = of_feed.removesuffix(".ics").rstrip("/")

    assert (link_of(of_link), feed_of(of_feed)) == (link, feed)
    assert [link_of(token) for token in (link.secret, of_link[:-1], of_link + "A", "", "ก\0")] == [None] * 5
    assert link_of(feed.secret + of_feed[-32:]) is None
    old = settings.SECRET_KEY
    settings.SECRET_KEY = "another key, with which nothing was made before"
    assert link_of(of_link) is None
    settings.SECRET_KEY_FALLBACKS = [old]
    assert link_of(of_link) == link


def test_link_is_given_out_again_while_it_lasts(own: Owned) -> None:
    first = link_of_owner(own)

    assert make_links(own.owner, [own.progress]) == {own.progress.pk: first}
    ReportLink.objects.update(expires_at=timezone.now() + timedelta(days=6))
    second = link_of_owner(own)
    assert second != first
    assert second.expires_at - second.made_at == timedelta(days=14)
