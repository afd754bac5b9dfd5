"""Reminding of reports: the secretary's word to their owners, beside the daily digest."""

import logging
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from organisations.access import Permission, require
from organisations.models import AuditEntry, Membership, User
from organisations.services.audit import record
from plans.models import ActionPlan, ActivityReporter, Monitoring, Progress, Reminder
from plans.monitoring.addresses import link_address
from plans.querysets_monitoring import REPORT_FOR_UNITS
from plans.services.monitoring_digests import MAIL_ERRORS
from plans.services.report_links import make_links

_log = logging.getLogger(__name__)
_Wanted = dict[User, list[Progress]]


@dataclass(frozen=True)
class Reminded:
    """How many people are written to; how many had all of it today already, or have no e-mail address."""

    people: int = 0
    already: int = 0
    without_address: int = 0


@transaction.atomic
def remind(*, by: User, progresses: Iterable[Progress]) -> Reminded:
    """Write to the owners of reports that still wait for them, at most once a day for each and report.

    Whoever has switched off a kind of digest is written to all the same: this is a person's word. Raises
    PermissionDenied where one of the plans is not the person's to follow, before anybody is told.
    """
    chosen = Progress.objects.of_what_is_there().filter(pk__in=[progress.pk for progress in progresses])
    reports = list(chosen.select_related("activity__part__plan__organisation", "period").order_by("pk"))
    plans = {report.activity.part.plan for report in reports}
    for plan in plans:
        require(by, Permission.MONITORING_EDIT, plan)
    # Of two who remind at once, one waits here until the other's reminders can be seen.
    list(Monitoring.objects.select_for_update().filter(plan__in=plans).order_by("pk"))
    open_ones = [
        report for report in reports if report.state in Progress.WITH_OWNER and not report.period.closed_at
    ]
    owners = _owners_of(open_ones)
    wanted = {person: of_person for person, of_person in owners.items() if person.email}
    new = _not_yet_today(wanted, timezone.localdate())
    _write(by, new, timezone.localdate())
    return Reminded(len(new), len(wanted) - len(new), len(owners) - len(wanted))


def _owners_of(reports: Sequence[Progress]) -> _Wanted:
    """The people who report, each with what they report; who is inactive or no member any more does not."""
    of_activity = defaultdict(list)
    for report in reports:
        of_activity[report.activity_id].append(report)
    reporters = list(ActivityReporter.objects.filter(activity__in=of_activity))
    members = Membership.objects.active().filter(user__is_active=True).select_related("user")
    people = {
        member.user_id: member.user for member in members.filter(user__in=[r.user_id for r in reporters])
    }
    units: dict[int, list[User]] = defaultdict(list)
    for member in members.filter(organisation__in=[r.unit_id for r in reporters], role__in=REPORT_FOR_UNITS):
        units[member.organisation_id].append(member.user)
    found: dict[User, dict[int, Progress]] = defaultdict(dict)
    for reporter in reporters:
        named = [people[reporter.user_id]] if reporter.user_id in people else units[reporter.unit_id or 0]
        for person in named:
            found[person] |= {report.pk: report for report in of_activity[reporter.activity_id]}
    return {person: list(of_person.values()) for person, of_person in found.items()}


def _not_yet_today(wanted: _Wanted, day: date) -> _Wanted:
    told = set(Reminder.objects.filter(user__in=wanted, day=day).values_list("user", "progress"))
    left = {
        person: [report for report in reports if (person.pk, report.pk) not in told]
        for person, reports in wanted.items()
    }
    return {person: reports for person, reports in left.items() if reports}


def _write(by: User, new: _Wanted, day: date) -> None:
    made = Reminder.objects.bulk_create(
        Reminder(progress=report, user=person, day=day, made_by=by)
        for person, reports in new.items()
        for report in reports
    )
    plans: dict[ActionPlan, int] = defaultdict(int)
    for reminder in made:
        plans[reminder.progress.activity.part.plan] += 1
    for plan, count in plans.items():
        record(
            by=by,
            action=AuditEntry.Action.STATE,
            target=plan,
            text="แจ้งเตือนให้รายงานผล",
            organisation_id=plan.organisation_id,
            subject=plan,
            after={"reminders": count},
        )
    for person, reports in new.items():
        own = [reminder.pk for reminder in made if reminder.user_id == person.pk]
        letter = partial(_send, person, reports, str(by), own)
        transaction.on_commit(letter, robust=True)


def _send(person: User, reports: Sequence[Progress], by: str, reminders: Sequence[int]) -> None:
    """One letter to one person; where it does not go out, the person may be reminded again today."""
    try:
        links = make_links(person, reports)
        lines = [(report, link_address(links[report.pk])) for report in reports]
        context = {"person": person, "by": by, "lines": lines, "today": timezone.localdate()}
        EmailMessage(
            subject=f"โปรดรายงานผล {len(lines)} รายการ",
            body=render_to_string("plans/email/report_reminder.txt", context),
            from_email=settings.DEFAULT_FROM_EMAIL,
            to=[person.email],
        ).send()
    except MAIL_ERRORS:
        _log.exception("A reminder to person %s did not go out", person.pk)
        Reminder.objects.filter(pk__in=reminders).delete()
