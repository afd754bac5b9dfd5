"""What the database refuses of revisions, signed steps, their scans and closed rounds: triggers of our own.

A migration that rebuilds one of these tables on SQLite puts them on again (``organisations.append_only``);
a new column belongs into one of the lists below, which a test asks for.
"""

from organisations.append_only import Refusal, differs

REVISION, STEP, SCAN = "plans_revision", "plans_signoffstep", "plans_signedscan"
CLOSING = "plans_roundclosing"

# What was submitted.
REVISION_FROZEN = (
    *("id", "plan_id", "number", "adjustment_number", "adjustment_year", "token", "document"),
    *("content", "content_sha256", "previous_sha256", "plan_version"),
    *("paper", "paper_sha256", "paper_size", "made_at"),
)
# What the decision fills in, once, each with what it holds before.
REVISION_ONCE = {
    "decided_at": "OLD.decided_at IS NOT NULL",
    "approved_version": "OLD.approved_version IS NOT NULL",
    "approved_paper": "OLD.approved_paper <> ''",
    "approved_sha256": "OLD.approved_sha256 <> ''",
    "is_sealed": "OLD.approved_sha256 <> ''",
}
REVISION_OPEN = ("state", "reason", "made_by_id", "version")
_NEXT_STATES = (
    "(OLD.state = 'waiting' AND NEW.state IN ('approved', 'returned', 'withdrawn'))"
    " OR (OLD.state = 'approved' AND NEW.state = 'replaced')"
)

# A step once it was signed or returned; people, rosters and bodies may be deleted from under it.
STEP_FROZEN = (
    *("id", "revision_id", "position", "act", "who", "role", "unit_id", "post", "label", "label_at", "name"),
    *("state", "acted_at", "signed_on", "signed_name", "signed_post", "acting_words", "acting_order", "note"),
    *("is_paper", "scan_id", "meeting_id", "resolution_text"),
)
STEP_LET_GO = ("acted_by_id", "user_id", "member_id", "committee_id")

SCAN_FROZEN = ("id", "organisation_id", "file", "name", "size", "sha256", "found", "found_text", "created_at")
SCAN_OPEN = ("revision_id", "note", "created_by_id")

# A closing of a round: its figures, and that it was opened again, which is said once. People may be deleted.
CLOSING_FROZEN = ("id", "round_id", "number", "figures", "sha256", "missing", "closed_at")
CLOSING_ONCE = ("reopened_at", "reopen_reason")
CLOSING_LET_GO = ("closed_by_id", "reopened_by_id")


def _any(conditions: list[str]) -> str:
    return " OR ".join(f"({condition})" for condition in conditions)


_REVISION_CHANGED = [
    *(differs(column) for column in REVISION_FROZEN),
    *(f"{is_set} AND {differs(column)}" for column, is_set in REVISION_ONCE.items()),
    f"OLD.state <> NEW.state AND NOT ({_NEXT_STATES})",
]
_STEP_CHANGED = [
    *(differs(column) for column in STEP_FROZEN),
    *(f"NEW.{column} IS NOT NULL AND {differs(column)}" for column in STEP_LET_GO),
]

FROZEN = (
    Refusal(REVISION, "UPDATE", "a frozen revision is never changed", _any(_REVISION_CHANGED)),
    Refusal(REVISION, "DELETE", "a frozen revision is never changed"),
    Refusal(
        STEP,
        "UPDATE",
        "a step that is done is never changed",
        f"OLD.state <> 'waiting' AND ({_any(_STEP_CHANGED)})",
    ),
    Refusal(STEP, "DELETE", "a step that is done is never changed", "OLD.state <> 'waiting'"),
    Refusal(
        SCAN,
        "UPDATE",
        "a signed scan is never changed",
        _any([differs(column) for column in SCAN_FROZEN]),
    ),
    Refusal(SCAN, "DELETE", "a signed scan is never changed"),
)

# Of closings, which came later: a migration of their own puts these on.
_CLOSING_CHANGED = [
    *(differs(column) for column in CLOSING_FROZEN),
    *(f"OLD.reopened_at IS NOT NULL AND {differs(column)}" for column in CLOSING_ONCE),
    f"NEW.closed_by_id IS NOT NULL AND {differs('closed_by_id')}",
    f"OLD.reopened_at IS NOT NULL AND NEW.reopened_by_id IS NOT NULL AND {differs('reopened_by_id')}",
]
CLOSINGS = (
    Refusal(CLOSING, "UPDATE", "a closing of a round is never changed", _any(_CLOSING_CHANGED)),
    Refusal(CLOSING, "DELETE", "a closing of a round is never changed"),
)
