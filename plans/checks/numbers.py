"""Typed numbers that skip, double or run backwards (4.3, then 4.5), and levels that jump."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from ita_portal.tables.content import PartContent, PlanContent
from ita_portal.tables.tree import Branch, branches
from ita_portal.thai.digits import to_arabic
from plans.checks.facts import PlanFacts
from plans.checks.reading import owning_parts, rows_of
from plans.checks.registry import Finding, check

_NUMBER = re.compile(r"\(?\s*((?:\d{1,4}\.)*)(\d{1,4})\s*[.)]?")


@dataclass(slots=True)
class _Run:
    """Numbers with the same beginning under the same row: the last one, and those under its heading."""

    last: int = 0
    headings: tuple[str, ...] = ()
    seen: set[int] = field(default_factory=set)


@check("numbers", "เลขลำดับข้ามหรือซ้ำ")
def numbers_follow(content: PlanContent, facts: PlanFacts) -> Iterator[Finding]:
    for part in owning_parts(content):
        runs: dict[tuple[int | None, str], _Run] = defaultdict(_Run)
        for branch in branches(rows_of(part)):
            yield from _next(part, branch, runs)


def _next(part: PartContent, branch: Branch, runs: dict[tuple[int | None, str], _Run]) -> Iterator[Finding]:
    number = _NUMBER.fullmatch(to_arabic(branch.row.number.strip()))
    if number is None:
        return
    beginning, last = number[1], int(number[2])
    run = runs[branch.parent.row.id if branch.parent else None, beginning]
    if run.headings != branch.row.headings and last == 1:
        run.seen.clear()  # every heading may count from 1 again
    if message := _slip(run, beginning, last):
        yield Finding("numbers", message, part.id, branch.row.id, "number")
    run.last, run.headings = last, branch.row.headings
    run.seen.add(last)


def _slip(run: _Run, beginning: str, last: int) -> str:
    if not run.seen:
        return ""
    if last in run.seen:
        return f"เลขลำดับ {beginning}{last} ซ้ำ"
    if last > run.last + 1:
        return f"เลขลำดับข้ามจาก {beginning}{run.last} ไป {beginning}{last}"
    return f"เลขลำดับ {beginning}{last} อยู่หลัง {beginning}{run.last}" if last < run.last else ""


@check("levels", "ขั้นตอนที่ไม่มีกิจกรรมหลัก")
def levels_step_by_one(content: PlanContent, facts: PlanFacts) -> Iterator[Finding]:
    for part in owning_parts(content):
        tree = branches(rows_of(part))
        top = min((branch.level for branch in tree), default=1)
        for branch in tree:
            expected = branch.parent.level + 1 if branch.parent else top
            if branch.level > expected:
                message = f"รายการระดับ {branch.level} แต่ไม่มีรายการระดับ {branch.level - 1} อยู่ก่อนหน้า"
                yield Finding("levels", message, part.id, branch.row.id, "title")
