"""What the guards know of comparison: addresses, those open to everybody, and calls of services."""

from tests.cast import CENTRAL
from tests.guards.assessments.call import Call
from tests.guards.doors import SEEING, SIGNED_IN, Row, page

_BELOW_A_MINISTRY = SIGNED_IN - {CENTRAL}

ROWS: list[Row] = [
    page("assessments:comparison", "organisation", SEEING),
    page("assessments:comparison-units", "organisation", SEEING),
    page("assessments:comparison-national", "", frozenset({CENTRAL}), _BELOW_A_MINISTRY),
    page("assessments:comparison-national-sheet", "", frozenset({CENTRAL}), _BELOW_A_MINISTRY),
]
PUBLIC: dict[str, str] = {}
CALLS: dict[str, Call] = {}
