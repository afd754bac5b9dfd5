"""Reminding of reports: the secretary's word to their owners, beside the daily digest."""

from collections.abc import Iterable
from dataclasses import dataclass

from organisations.models import User
from plans.models import Progress


@dataclass(frozen=True)
class Reminded:
    """How many people were written to; and how many already had been today, or have no e-mail."""

    people: int = 0
    already: int = 0
    without_address: int = 0


def remind(*, by: User, progresses: Iterable[Progress]) -> Reminded:
    """Write to the owners of reports that still wait for them, at most once a day for each and report.

    Raises PermissionDenied where one of the plans is not the person's to follow, before anybody is told.
    """
    raise NotImplementedError
