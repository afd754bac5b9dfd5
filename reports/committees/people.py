"""Members as papers name them: in one line, or in the columns of a roster."""

from collections.abc import Iterable

from organisations.committees import printed_duty
from organisations.models import CommitteeMember

_BETWEEN = " | "  # the columns of a roster in the body of a letter


def post_below(member: CommitteeMember) -> str:
    """The post of a member who is named; a member without a name is the post."""
    return member.post if member.name else ""


def cells(member: CommitteeMember) -> tuple[str, ...]:
    """Name, post where both are known, duty."""
    return tuple(filter(None, (str(member), post_below(member), printed_duty(member))))


def roster_lines(number: str, rows: Iterable[tuple[str, ...]]) -> list[str]:
    """Rows of a letter's roster under the item of that number: "1.2 name | post | duty"; "" counts from 1."""
    above = f"{number}." if number else ""
    after = "" if number else "."
    return [f"{above}{at}{after} {_BETWEEN.join(map(_cell, row))}" for at, row in enumerate(rows, start=1)]


def _cell(text: str) -> str:
    """In one line, without what parts columns."""
    return " ".join(text.replace("|", "/").split())
