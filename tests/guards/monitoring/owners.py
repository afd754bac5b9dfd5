"""The owner's page, the form of a report, and the link that opens it."""

from plans.services import report_links
from tests.guards.assessments.call import Call
from tests.guards.doors import Row
from tests.guards.stage import Stage

ROWS: list[Row] = []
PUBLIC: dict[str, str] = {}
CALLS: dict[str, Call] = {
    "revoke_link": Call(report_links.revoke_link, lambda cast: {"link": Stage(cast).report_link}),
}
