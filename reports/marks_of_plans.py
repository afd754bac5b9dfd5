"""The mark in the foot of each page of a plan: which revision it is, and the QR that tells of it."""

from ita_portal.render.look import Mark
from plans.models import ActionPlan
from plans.revisions import check_address
from plans.standing import CHANGED, standing_of


def mark_of(plan: ActionPlan) -> Mark:
    """The mark of the plan's ordinary prints, in one query.

    It is the revision that waits while the plan is locked for it, else the one in force, and says so where
    the plan was changed after that was signed. A draft has words alone.
    """
    standing = standing_of(plan)
    if standing.waiting and plan.state == plan.State.WAITING:
        waiting = standing.waiting
        return mark_for(f"{waiting} {waiting.get_state_display()}", waiting.token)
    if standing.in_force is None:
        return Mark(standing.words)
    changed = f" ({CHANGED})" if standing.is_changed else ""
    return mark_for(f"{standing.in_force}{changed}", standing.in_force.token)


def mark_for(number_words: str, token: str) -> Mark:
    """The mark of the paper of a revision: "ฉบับที่ 1", with the QR of its token."""
    return Mark(number_words, check_address(token))
