"""What a service refuses beside a missing right and invalid values."""

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied

if TYPE_CHECKING:
    from plans.models import ActionPlan


class ClosedPlanError(PermissionDenied):
    """The plan's own state forbids a change to somebody who otherwise may; its text is the reason."""

    def __init__(self, plan: "ActionPlan", reason: str) -> None:
        super().__init__(reason)
        self.plan = plan


class NotUndoableError(Exception):
    """The act can no longer be undone: something else has happened to the row since."""


class MovedOnError(Exception):
    """The call, the answer or the row has gone on meanwhile; the text says in Thai where it stands."""
