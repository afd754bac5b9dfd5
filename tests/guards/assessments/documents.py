"""What the guards know of documents: addresses, those open to everybody, and calls of services."""

from tests.guards.assessments.call import Call
from tests.guards.doors import SEEING, Row, page

R = "reports:"

ROWS: list[Row] = [
    page(f"{R}round-documents", "round", SEEING),
    page(f"{R}round-report-page", "round", SEEING),
    page(f"{R}round-report", "round", SEEING),
    page(f"{R}round-report-docx", "round", SEEING),
    page(f"{R}round-sheet", "round", SEEING),
    page(f"{R}round-strip", "round", SEEING),
    page(f"{R}briefing", "briefing", SEEING),
    page(f"{R}briefing-docx", "briefing", SEEING),
]
PUBLIC: dict[str, str] = {}
CALLS: dict[str, Call] = {}
