"""Trails of organisations and of plans: addresses and calls of services."""

from tests.cast import CENTRAL
from tests.guards.assessments.call import Call
from tests.guards.doors import READING, SEEING, Row, page

WATCHING = frozenset({"secretary@medicine", "auditor@medicine", CENTRAL})

ROWS: list[Row] = [
    page("organisations:trail", "organisation", WATCHING, SEEING - WATCHING),
    page("organisations:trail-export", "organisation", WATCHING, SEEING - WATCHING),
    page("plans:plan-history-export", "plan", WATCHING, READING - WATCHING),
]
PUBLIC: dict[str, str] = {}
CALLS: dict[str, Call] = {}
