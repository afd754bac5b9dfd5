"""What the guards know of comparison: addresses, those open to everybody, and calls of services."""

from tests.guards.assessments.call import Call
from tests.guards.doors import Row

ROWS: list[Row] = []
PUBLIC: dict[str, str] = {}
CALLS: dict[str, Call] = {}
