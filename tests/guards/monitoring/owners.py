"""The owner's page, the form of a report, and the link that opens it."""

from tests.guards.assessments.call import Call
from tests.guards.doors import Row

ROWS: list[Row] = []
PUBLIC: dict[str, str] = {}
CALLS: dict[str, Call] = {}
