"""The activity tree: a row stands under the last one before it, below the same heading, of a lower level."""

from collections.abc import Sequence
from itertools import takewhile

from plans.models import Activity

TOP = 1
DEEPEST = 9


def level_of(activity: Activity) -> int:
    """The activity's level, from 1; a row that says none is at the top."""
    return activity.level or TOP


def block_of(siblings: Sequence[Activity], activity: Activity) -> list[Activity]:
    """The activity and, behind it, all that stands under it; ``siblings`` are its heading's, in order."""
    at = siblings.index(activity)
    under = takewhile(lambda row: level_of(row) > level_of(activity), siblings[at + 1 :])
    return [activity, *under]
