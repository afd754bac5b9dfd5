"""Submission and the pages of sign-off: addresses and calls of services."""

from tests.guards.assessments.call import Call
from tests.guards.doors import READING, SECRETARY, SEEING, Row, form, page

_APPROVER = frozenset({"approver@medicine"})

ROWS: list[Row] = [
    page("plans:revision-list", "plan", READING),
    page("plans:revision-detail", "waiting_revision", SEEING),
    page("plans:revision-paper", "waiting_revision", SEEING),
    page("plans:revision-approved", "approved_revision", READING),
    form("reports:plan-submit", "plan", SECRETARY, READING - SECRETARY),
    form("reports:adjustment-submit", "adjustment", SECRETARY, READING - SECRETARY),
    form("reports:step-sign", "sign_off_step", _APPROVER, SEEING - _APPROVER),
    form("reports:step-paper", "sign_off_step", SECRETARY, SEEING - SECRETARY),
    form("reports:step-meeting", "sign_off_step", SECRETARY, SEEING - SECRETARY),
]
PUBLIC: dict[str, str] = {}
CALLS: dict[str, Call] = {}
