"""The register of checks: what each is called, and how a plan goes through all of them.

**To add a check**, write one function that takes a plan's content and its facts and yields a Finding for
everything that somebody should look at, and put ``@check(code, name)`` over it. Modules of
``plans/checks/`` are found by their presence; another app imports its module of checks in the ``ready`` of
its AppConfig. A check raises for nothing a plan may hold: plans are checked while they are being written.
"""

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from ita_portal.tables.content import PlanContent
from plans import rows
from plans.checks.facts import PlanFacts, facts_of
from plans.models import ActionPlan

_log = logging.getLogger(__name__)


class Severity(StrEnum):
    """How sure it is that something is to be mended."""

    ERROR = "error"  # what is written cannot be right
    WARNING = "warning"  # somebody should look
    NOTE = "note"  # kept as it is meant, and worth knowing


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found, in Thai, and where: a cell (``row_id`` and ``field``), a heading, a section.

    ``field`` is the contract's name of the column; ``quarter_2`` and ``month_10`` name one cell. Without
    any place it is about the plan itself. Ids are those of stored objects.
    """

    code: str
    message: str
    part_id: int | None = None
    row_id: int | None = None
    field: str = ""
    heading_id: int | None = None
    section_id: int | None = None
    severity: Severity = Severity.WARNING


Finder = Callable[[PlanContent, PlanFacts], Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class Check:
    """A registered check: its code, what people call it, the function that finds.

    ``asks`` says that it reads more from the database than it is given.
    """

    code: str
    name: str
    find: Finder
    asks: bool = False


_CHECKS: dict[str, Check] = {}


def check(code: str, name: str, *, asks: bool = False) -> Callable[[Finder], Finder]:
    """Register the function under the code; raises ValueError where another has it already.

    ``asks`` is said of a check that reads more from the database, with as many queries each time.
    """

    def register(find: Finder) -> Finder:
        if code in _CHECKS:
            raise ValueError(f"two checks have the code {code}")
        _CHECKS[code] = Check(code, name, find, asks)
        return find

    return register


def all_checks() -> tuple[Check, ...]:
    """Every registered check, in the order in which they are shown."""
    return tuple(_CHECKS.values())


def findings(plan: ActionPlan, content: PlanContent | None = None) -> list[Finding]:
    """Everything that the checks find in the plan, check by check in the order of the rows.

    Costs the reads of the content, where it is not given, and a constant number more.
    """
    return found_in(content or rows.contents(plan), facts_of(plan))


def found_in(content: PlanContent, facts: PlanFacts, *, asking: bool = True) -> list[Finding]:
    """The findings in a content that is at hand; without ``asking`` by the checks that need no more."""
    checks = [each for each in all_checks() if asking or not each.asks]
    return list(_once(finding for each in checks for finding in _found(each, content, facts)))


def _found(each: Check, content: PlanContent, facts: PlanFacts) -> list[Finding]:
    """What one check finds. A fault in it must not keep people from their plan: it is logged."""
    try:
        return list(each.find(content, facts))
    except Exception:
        _log.exception("check %s failed on plan %s", each.code, content.id)
        return []


def _once(found: Iterable[Finding]) -> Iterator[Finding]:
    """Each finding once: the rows of one part may be shown by another too."""
    seen = set()
    for finding in found:
        same = replace(finding, part_id=None) if finding.row_id else finding
        if same not in seen:
            seen.add(same)
            yield finding
