"""Starting to follow a plan, its periods and reporters, the grid, reports and what becomes of them."""

from tests.guards.assessments.call import Call
from tests.guards.doors import Row

ROWS: list[Row] = []
PUBLIC: dict[str, str] = {}
CALLS: dict[str, Call] = {}
