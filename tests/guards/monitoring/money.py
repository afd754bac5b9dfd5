"""Lines of the budget and the ledger."""

from tests.guards.assessments.call import Call
from tests.guards.doors import Row

ROWS: list[Row] = []
PUBLIC: dict[str, str] = {}
CALLS: dict[str, Call] = {}
