"""What a service refuses beside a missing right and invalid values."""

from django.db import models


class StaleError(Exception):
    """Somebody changed the row since its writer read it; ``current`` is the row as it is now."""

    def __init__(self, current: models.Model) -> None:
        super().__init__("มีผู้แก้ไขรายการนี้ก่อนท่าน")
        self.current = current


class NotUndoableError(Exception):
    """The act can no longer be undone: something else has happened to the row since."""
