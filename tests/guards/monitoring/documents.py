"""Documents of monitoring."""

from tests.guards.assessments.call import Call
from tests.guards.doors import READING, Row, page

ROWS: list[Row] = [
    page("reports:progress-report", "followed_plan", READING),
    page("reports:progress-report-pdf", "followed_plan", READING),
    page("reports:progress-report-docx", "followed_plan", READING),
    page("reports:progress-report-xlsx", "followed_plan", READING),
]
PUBLIC: dict[str, str] = {}
CALLS: dict[str, Call] = {}
