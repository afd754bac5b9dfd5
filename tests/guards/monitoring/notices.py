"""What people are told of, channels, calendar feeds."""

from typing import Any

from organisations.models import NoticeKind
from organisations.services import notices, webhooks
from plans.services import calendars, monitoring_reminders
from tests.cast import CENTRAL, FORMER, OUTSIDER, Cast
from tests.factories import CalendarFeedFactory, WebhookFactory
from tests.guards.assessments.call import Call
from tests.guards.doors import (
    ADMINISTRATORS,
    MEDICINE,
    READING,
    REVENUE,
    SECRETARY,
    SIGHTED,
    SIGNED_IN,
    UNIT_ADMIN,
    Door,
    Row,
    act,
    form,
    page,
    question,
)
from tests.plans.monitoring.desk import followed_plan, report

OWN, PLANS = "organisations:", "plans:"
OTHERS = MEDICINE - UNIT_ADMIN
NOWHERE = frozenset({CENTRAL, OUTSIDER, FORMER, SIGHTED})

ROWS: list[Row] = [
    Row(
        f"{OWN}notice-settings",
        "",
        Door(200, SIGNED_IN),
        Door(302, SIGNED_IN),
        {"wanted": NoticeKind.OVERDUE.value},
    ),
    page(f"{OWN}webhook-list", "organisation", ADMINISTRATORS, OTHERS),
    form(f"{OWN}webhook-new", "organisation", ADMINISTRATORS, OTHERS),
    page(f"{OWN}webhook-detail", "webhook", ADMINISTRATORS, OTHERS),
    form(f"{OWN}webhook-edit", "webhook", ADMINISTRATORS, OTHERS),
    question(f"{OWN}webhook-delete", "webhook", ADMINISTRATORS, OTHERS),
    act(f"{OWN}webhook-test", "webhook", ADMINISTRATORS, OTHERS),
    page(f"{PLANS}calendar-list", "", SIGNED_IN),
    act(f"{PLANS}calendar-new", "", MEDICINE | REVENUE, NOWHERE),
    act(f"{PLANS}calendar-new-of-plan", "followed_plan", READING),
    question(f"{PLANS}calendar-revoke", "calendar_feed", SECRETARY),
]
PUBLIC: dict[str, str] = {
    f"{OWN}notice-off": "for whoever got the digest; tests/organisations/views/test_notices.py",
    f"{PLANS}calendar-feed": "for programs that have the address; tests/plans/views/test_calendars.py",
}

_ADMINISTRATOR = "unit_admin@medicine"
_NOT_ADMINISTRATORS = frozenset({"secretary@medicine", "unit_admin@revenue", "outsider", "former"})


def _channel(cast: Cast) -> dict[str, Any]:
    return {"webhook": WebhookFactory(organisation=cast.organisation("medicine"))}


def _changed(cast: Cast) -> dict[str, Any]:
    return _channel(cast) | {
        "base_version": 1,
        "name": "กลุ่มสนทนา",
        "url": "https://hook.example.org/b",
        "is_active": False,
    }


def _late_report(cast: Cast) -> dict[str, Any]:
    return {"progresses": [report(followed_plan(cast), cast["activity_owner@medicine"], -1)]}


CALLS: dict[str, Call] = {
    "choose_notices": Call(
        notices.choose_notices, lambda cast: {"unwanted": [NoticeKind.OVERDUE]}, refused=frozenset()
    ),
    "add_webhook": Call(
        webhooks.add_webhook,
        lambda cast: {
            "organisation": cast.organisation("medicine"),
            "name": "กลุ่มสนทนา",
            "url": "https://hook.example.org/a",
        },
        doer=_ADMINISTRATOR,
        refused=_NOT_ADMINISTRATORS,
    ),
    "change_webhook": Call(
        webhooks.change_webhook, _changed, doer=_ADMINISTRATOR, refused=_NOT_ADMINISTRATORS
    ),
    "delete_webhook": Call(
        webhooks.delete_webhook, _channel, doer=_ADMINISTRATOR, refused=_NOT_ADMINISTRATORS
    ),
    "send_test_message": Call(
        webhooks.send_test_message, _channel, doer=_ADMINISTRATOR, refused=_NOT_ADMINISTRATORS
    ),
    "make_feed": Call(calendars.make_feed, lambda cast: {}, refused=frozenset({"outsider", "former"})),
    "revoke_feed": Call(
        calendars.revoke_feed,
        lambda cast: {"feed": CalendarFeedFactory(user=cast["secretary@medicine"])},
        refused=frozenset({"unit_admin@medicine", "secretary@revenue", CENTRAL, "outsider"}),
    ),
    "remind": Call(monitoring_reminders.remind, _late_report),
}
