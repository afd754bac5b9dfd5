"""What services of every room refuse beside a missing right and invalid values."""

from typing import Any


class StaleError(Exception):
    """Somebody changed the row since its writer read it; ``current`` is the model as it is now."""

    def __init__(self, current: Any) -> None:
        super().__init__("มีผู้แก้ไขรายการนี้ก่อนท่าน")
        self.current = current
