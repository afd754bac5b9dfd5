"""What the guards know of rounds: addresses, those open to everybody, and calls of services."""

from tests.guards.assessments.call import Call
from tests.guards.doors import SEEING, SIGNED_IN, Row, page

A = "assessments:"
ROWS: list[Row] = [
    page(f"{A}round-list", "", SIGNED_IN),
    page(f"{A}round-detail", "round", SEEING),
]
PUBLIC: dict[str, str] = {}
CALLS: dict[str, Call] = {}
