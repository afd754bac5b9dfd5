"""Two machines send at the same moment: each person gets one letter, each channel one message."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Lock
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.utils import timezone

from organisations.access import Role
from organisations.models import Digest, User, WebhookDelivery
from organisations.services.notices_digests import claim
from organisations.services.webhooks_delivery import deliver_waiting
from plans.models import Reminder
from plans.services.monitoring_digests import Run, send_reminders
from plans.services.monitoring_reminders import Reminded, remind
from tests.cast import Cast, gather
from tests.factories import MembershipFactory, UserFactory, WebhookDeliveryFactory, WebhookFactory
from tests.plans.monitoring.desk import DAY, followed_plan, report

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE = 6


@pytest.fixture
def cast() -> Cast:
    return gather()


def both(act: Any) -> list[Any]:
    """What became of the same act, begun twice at the same moment."""
    ready = Barrier(2)

    def begin(_: int) -> Any:
        try:
            ready.wait()
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(begin, range(2)))


def test_two_runs_write_to_each_person_once(cast: Cast) -> None:
    plan = followed_plan(cast)
    people = [UserFactory() for _ in range(PEOPLE)]
    for person in people:
        MembershipFactory(user=person, organisation=plan.organisation, role=Role.ACTIVITY_OWNER)
        report(plan, person, -1)
    WebhookFactory(organisation=plan.organisation)
    ready, lock, seen = Barrier(2), Lock(), []

    def tell(notices: Any) -> None:
        # Both have read the first person before either claims the digest.
        with lock:
            seen.append(notices.person)
            is_first = seen.count(people[0]) <= 2 and notices.person == people[0]
        if is_first:
            ready.wait(20)

    runs: list[Run] = both(lambda: send_reminders(DAY, tell=tell))

    assert sorted(message.to for message in mail.outbox) == sorted([person.email] for person in people)
    assert (sum(run.sent for run in runs), sum(run.failed for run in runs)) == (PEOPLE, 0)
    assert sum(run.taken for run in runs) >= 1
    assert set(Digest.objects.values_list("user", "attempts")) == {(person.pk, 1) for person in people}
    assert WebhookDelivery.objects.count() == PEOPLE


def test_digest_that_failed_is_claimed_by_one(cast: Cast) -> None:
    person = cast["secretary@medicine"]
    Digest.objects.create(user=person, day=DAY, state="failed")
    now = timezone.now()

    claims = both(lambda: claim(User.objects.get(pk=person.pk), DAY, now))

    assert sorted(digest is not None for digest in claims) == [False, True]
    assert Digest.objects.get().attempts == 2


def test_two_deliveries_post_each_message_once(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    posted: list[str] = []
    post = "organisations.services.webhooks_delivery.post"
    monkeypatch.setattr(post, lambda url, **message: posted.append(message["key"]))
    webhook = WebhookFactory()
    keys = {WebhookDeliveryFactory(webhook=webhook).key for _ in range(PEOPLE)}

    runs = both(deliver_waiting)

    assert (sorted(posted), sum(run.sent for run in runs)) == (sorted(keys), PEOPLE)


def test_two_secretaries_remind_once(cast: Cast) -> None:
    late = report(followed_plan(cast), cast["activity_owner@medicine"], -1)

    found = both(lambda: remind(by=cast["secretary@medicine"], progresses=[late]))

    assert {found[0], found[1]} == {Reminded(people=1), Reminded(already=1)}
    assert (Reminder.objects.count(), len(mail.outbox)) == (1, 1)
