"""The secretary's word: to whoever reports, once a day for a person and a report."""

from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.test import override_settings
from pytest_django import DjangoCaptureOnCommitCallbacks

from organisations.access import Role
from organisations.models import Membership, User
from plans.models import ActivityReporter, Progress, Reminder, ReportLink
from plans.monitoring.addresses import link_address
from plans.services.monitoring_reminders import Reminded, remind
from tests.cast import Cast
from tests.factories import MembershipFactory, UserFactory
from tests.plans.monitoring.desk import followed_plan, report

OWNER, SECRETARY = "activity_owner@medicine", "secretary@medicine"


@pytest.fixture
def reminding(cast: Cast, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks) -> Any:
    """``remind`` by the secretary, with what it does afterwards."""

    def act(*progresses: Progress) -> Reminded:
        with django_capture_on_commit_callbacks(execute=True):
            return remind(by=cast[SECRETARY], progresses=progresses)

    return act


def test_owner_gets_one_letter_of_all_with_links_and_none_again_that_day(cast: Cast, reminding: Any) -> None:
    plan = followed_plan(cast)
    first, second, later = (report(plan, cast[OWNER], due) for due in (-1, 5, 5))

    assert reminding(first, second) == Reminded(people=1)
    assert reminding(first, second) == Reminded(already=1)
    assert reminding(first, later) == Reminded(people=1)

    texts = [str(message.body) for message in mail.outbox]
    told = [
        {link.progress_id for link in ReportLink.objects.all() if link_address(link) in text}
        for text in texts
    ]
    assert told == [{first.pk, second.pk}, {later.pk}]
    assert [message.to for message in mail.outbox] == [[cast[OWNER].email]] * 2
    assert set(Reminder.objects.values_list("progress", "user", "made_by")) == {
        (one.pk, cast[OWNER].pk, cast[SECRETARY].pk) for one in (first, second, later)
    }


def test_units_people_are_written_to_and_those_who_left_are_not(cast: Cast, reminding: Any) -> None:
    unit = cast.organisation("planning")
    writes, reads, left, silent = (UserFactory() for _ in range(4))
    MembershipFactory(user=writes, organisation=unit, role=Role.ACTIVITY_OWNER)
    MembershipFactory(user=reads, organisation=unit, role=Role.AUDITOR)
    MembershipFactory(user=silent, organisation=unit, role=Role.SECRETARY)
    MembershipFactory(user=left, organisation=unit, role=Role.SECRETARY)
    Membership.objects.filter(user=left).update(starts_on="2025-01-01", ends_on="2025-01-02")
    User.objects.filter(pk=silent.pk).update(email="")
    late = report(followed_plan(cast), left, -1)
    ActivityReporter.objects.create(activity=late.activity, unit=unit)

    assert reminding(late) == Reminded(people=1, without_address=1)
    assert [message.to for message in mail.outbox] == [[writes.email]]


def test_reports_that_wait_for_nobody_remind_nobody(cast: Cast, reminding: Any) -> None:
    plan = followed_plan(cast)
    sent = report(plan, cast[OWNER], -1, state="submitted", submitted_at="2026-01-01T00:00:00Z")

    assert reminding(sent) == Reminded()
    assert mail.outbox == []


def test_nobody_is_told_where_one_of_the_plans_is_anothers(cast: Cast, reminding: Any) -> None:
    own, other = (report(followed_plan(cast, place), cast[OWNER], -1) for place in ("medicine", "revenue"))

    with pytest.raises(PermissionDenied):
        reminding(own, other)

    assert (mail.outbox, Reminder.objects.count()) == ([], 0)


def test_letter_that_did_not_go_out_may_be_sent_again_the_same_day(cast: Cast, reminding: Any) -> None:
    late = report(followed_plan(cast), cast[OWNER], -1)

    with override_settings(EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend", EMAIL_PORT=9):
        reminding(late)

    assert reminding(late) == Reminded(people=1)
    assert len(mail.outbox) == 1
