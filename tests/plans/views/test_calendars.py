"""Addresses of calendars: made and taken back by a person, read by programs, closed when the right ends."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from organisations.models import Membership, User
from plans.models import CalendarFeed
from plans.monitoring.addresses import feed_address
from tests.cast import Cast
from tests.conftest import ClientAs
from tests.factories import CalendarFeedFactory
from tests.plans.monitoring.desk import followed_plan, report

LIST = reverse("plans:calendar-list")
OWNER = "activity_owner@medicine"


def fetch(feed: CalendarFeed, **headers: str) -> Any:
    """As a calendar program does."""
    return Client(headers=headers).get(feed_address(feed))


def test_address_is_made_shown_read_and_taken_back(cast: Cast, client_as: ClientAs) -> None:
    late = report(followed_plan(cast), cast[OWNER], -1)
    browser = client_as(cast[OWNER])
    browser.post(reverse("plans:calendar-new"))
    feed = CalendarFeed.objects.get()

    assert feed_address(feed) in browser.get(LIST).content.decode()
    answer = fetch(feed)
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert f"UID:report-{late.pk}@localhost" in answer.content.decode()

    browser.post(reverse("plans:calendar-revoke", args=[feed.pk]))

    assert fetch(feed).status_code == 404
    assert feed_address(feed) not in browser.get(LIST).content.decode()


def test_second_address_of_the_same_is_refused_in_words(cast: Cast, client_as: ClientAs) -> None:
    browser, plan = client_as(cast[OWNER]), followed_plan(cast)
    for address in (reverse("plans:calendar-new"), reverse("plans:calendar-new-of-plan", args=[plan.pk])):
        browser.post(address)
        again = browser.post(address, follow=True)
        assert "แล้ว" in again.content.decode()

    assert CalendarFeed.objects.count() == 2


def test_page_shows_plans_in_sight_that_are_followed_and_ones_own_addresses_alone(
    cast: Cast, client_as: ClientAs
) -> None:
    followed_plan(cast, title="แผนที่ติดตาม")
    known = followed_plan(cast, title="แผนที่มีที่อยู่แล้ว")
    followed_plan(cast, "revenue", title="แผนของผู้อื่น")
    own = CalendarFeedFactory(user=cast[OWNER], plan=known)
    other = CalendarFeedFactory(plan=known)

    answer = client_as(cast[OWNER]).get(LIST)

    assert [plan.title for plan in answer.context["page"]] == ["แผนที่ติดตาม"]
    assert [feed for feed, _ in answer.context["feeds"]] == [own]
    assert feed_address(other) not in answer.content.decode()


@pytest.mark.parametrize("way", ["inactive", "no member", "revoked", "changed", "cut"])
def test_address_opens_nothing_once_the_right_has_ended(cast: Cast, way: str) -> None:
    person = cast[OWNER]
    feed = CalendarFeedFactory(user=person)
    assert fetch(feed).status_code == 200
    address = feed_address(feed)
    if way == "inactive":
        User.objects.filter(pk=person.pk).update(is_active=False)
    elif way == "no member":
        Membership.objects.filter(user=person).delete()
    elif way == "revoked":
        CalendarFeed.objects.update(revoked_at=timezone.now())
    elif way == "changed":
        address = address.replace(feed.secret, "another-secret")
    else:
        address = address.replace(".ics", "")[:-1] + ".ics"

    answer = Client().get(address)

    assert answer.status_code == 404
    assert b"VCALENDAR" not in answer.content


def test_plan_out_of_sight_is_told_of_no_more(cast: Cast) -> None:
    plan = followed_plan(cast)
    feed = CalendarFeedFactory(user=cast[OWNER], plan=plan)
    assert fetch(feed).status_code == 200
    other = CalendarFeedFactory(user=cast[OWNER], plan=followed_plan(cast, "revenue"))

    assert fetch(other).status_code == 404
    plan.deleted_at, plan.deleted_by = timezone.now(), cast[OWNER]
    plan.save()
    assert fetch(feed).status_code == 404


def test_what_has_not_changed_is_not_sent_again(cast: Cast) -> None:
    late = report(followed_plan(cast), cast[OWNER], -1)
    feed = CalendarFeedFactory(user=cast[OWNER])
    first = fetch(feed)
    known = {"if-none-match": first["ETag"], "if-modified-since": first["Last-Modified"]}

    assert (fetch(feed, **known).status_code, fetch(feed, **known).content) == (304, b"")

    late.activity.title = "ชื่อใหม่"
    late.activity.save()
    assert fetch(feed, **known).status_code == 200


def test_reading_takes_as_many_queries_for_thirty_reports(cast: Cast) -> None:
    plan = followed_plan(cast)
    feed = CalendarFeedFactory(user=cast[OWNER])

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert fetch(feed).status_code == 200
        return len(asked)

    report(plan, cast[OWNER], -1)
    one = queries()
    for _ in range(29):
        report(plan, cast[OWNER], -1)

    assert queries() == one <= 15
