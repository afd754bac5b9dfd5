"""A plan of a few rows, and what the checks find in it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from ita_portal.tables.content import PartContent, PlanContent
from ita_portal.tables.rows import Row
from plans.checks.facts import PlanFacts
from plans.checks.registry import Finding, found_in
from plans.models import ActionPlan, PlanSection

FISCAL_YEAR = 2569
Found = Callable[..., list[Finding]]


def part(*rows: Row, layout: str = "strategy_quarters", id: int = 1, **fields: Any) -> PartContent:
    """A table; rows without an id get 1, 2, 3 …"""
    numbered = tuple(replace(row, id=row.id or at) for at, row in enumerate(rows, start=1))
    return PartContent("ตาราง", layout, FISCAL_YEAR, rows=numbered, id=id, **fields)


@pytest.fixture
def found() -> Found:
    """``found(code, *parts or rows, **fields of the plan)``: the findings of one check.

    ``narrative`` is the HTML of sections by their ids.
    """

    def find(
        code: str, *items: PartContent | Row, narrative: dict[int, str] | None = None, **plan: Any
    ) -> list[Finding]:
        rows = [item for item in items if isinstance(item, Row)]
        parts = [item for item in items if isinstance(item, PartContent)]
        content = PlanContent("แผน", FISCAL_YEAR, parts=tuple(parts or [part(*rows)]), **plan)
        sections = tuple(PlanSection(pk=pk, html=html) for pk, html in (narrative or {}).items())
        facts = PlanFacts(ActionPlan(), sections)
        return [finding for finding in found_in(content, facts, asking=False) if finding.code == code]

    return find
