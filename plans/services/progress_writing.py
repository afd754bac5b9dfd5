"""A report written as a whole: what is said, the captions of its evidence, and what was spent, in one act."""

from django.core.exceptions import ValidationError
from django.db import transaction

from organisations.models import User
from plans.models import MoneyEntry, Progress
from plans.monitoring.ledger import LineFacts, Movement
from plans.monitoring.written import Spending, Written
from plans.services.budget_lines import add_line
from plans.services.money import enter_money
from plans.services.progress import save_report, submit_report
from plans.services.progress_evidence import caption_of_report

BY_LINK = "รายงานผ่านลิงก์โดยไม่เข้าสู่ระบบ"


@transaction.atomic
def write_report(
    *,
    by: User,
    progress: Progress,
    base_version: int,
    written: Written,
    is_sent: bool = False,
    reason: str = "",
) -> Progress:
    """Keep all of it, or hand the report in (``is_sent``); or nothing, where any of it is refused.

    Raises what ``save_report`` and ``submit_report`` raise, and ValidationError under ``caption_<key>`` and
    under ``spent``.
    """
    if written.captions:
        caption_of_report(by=by, progress=progress, captions=written.captions, reason=reason)
    if written.spending:
        _spend(by, progress, written.spending, reason)
    keep = submit_report if is_sent else save_report
    return keep(by=by, progress=progress, base_version=base_version, report=written.report, reason=reason)


def _spend(by: User, progress: Progress, spending: Spending, reason: str) -> None:
    """Enter the disbursement; what the ledger refuses is said at the form's own fields."""
    activity = progress.activity
    line = spending.line or add_line(by=by, plan=activity.part.plan, facts=LineFacts(), activity=activity)
    note = " ".join(filter(None, (f"จากรายงานผล {progress.period}", reason)))
    movement = Movement(
        MoneyEntry.Act.DISBURSEMENT, spending.on, spending.amount, reference=spending.reference, note=note
    )
    try:
        enter_money(by=by, line=line, movements=[movement])
    except ValidationError as error:
        raise ValidationError(_at_own_fields(error)) from None


def _at_own_fields(error: ValidationError) -> dict[str, list[str]]:
    """The messages by the names of the form: the day, the number of the document, else the amount."""
    if not hasattr(error, "error_dict"):
        return {"spent": error.messages}
    names = {"on": "spent_on", "reference": "reference"}
    found: dict[str, list[str]] = {}
    for name, messages in error.message_dict.items():
        found.setdefault(names.get(name, "spent"), []).extend(messages)
    return found
