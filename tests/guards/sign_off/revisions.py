"""Frozen revisions: addresses and calls of services."""

from tests.guards.assessments.call import Call
from tests.guards.doors import READING, Row, page

ROWS: list[Row] = [page("plans:revision-compare", "second_revision", READING)]
PUBLIC: dict[str, str] = {
    "reports:revision-check": "whoever holds the paper asks about it; tests/reports/views/test_checking.py",
}
CALLS: dict[str, Call] = {}
