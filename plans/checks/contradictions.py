"""The same thing with different targets in one plan: two tables, or a table and the plan's own goals."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from ita_portal.tables.content import PlanContent
from ita_portal.tables.facts import Instrument
from ita_portal.tables.indicator_fields import target_of
from ita_portal.tables.indicators import LEVEL, PERCENT
from ita_portal.tables.layout import Lists
from ita_portal.tables.rows import Row
from ita_portal.tables.targets import Target, read_target
from plans.checks.facts import PlanFacts
from plans.checks.reading import counted, fields_of, indicator_field, lists, owning_parts, rows_of
from plans.checks.registry import Finding, check

_SHORTEST = 4  # letters of words that name something
_INSTRUMENT = re.compile(r"(?<![a-z])(ita|iit|eit|oit)(?![a-z])", re.IGNORECASE)
_SCORE_OF = {"ita": Instrument.TOTAL, "iit": Instrument.IIT, "eit": Instrument.EIT, "oit": Instrument.OIT}
_NO_LETTERS = re.compile(r"[\W\d_]+")
# What is counted belongs to its activity (ประชุม 2 ครั้ง); a share, a score or a level is the plan's.
_OF_THE_PLAN = (PERCENT, LEVEL, "คะแนน", "")


@dataclass(frozen=True, slots=True)
class _Said:
    """A target of something, as it is said and where: in a row, or in the plan's own goals."""

    target: Target
    place: str
    part_id: int | None = None
    row_id: int | None = None
    field: str = ""

    @property
    def words(self) -> str:
        return counted(self.target.number, self.target.unit)


@check("contradictions", "ค่าเป้าหมายของเรื่องเดียวกันไม่ตรงกัน")
def targets_agree(content: PlanContent, facts: PlanFacts) -> Iterator[Finding]:
    """The first that is said stands; what differs from it in another table, or in a goal, is found."""
    by_measure: dict[str, list[_Said]] = defaultdict(list)
    for measure, said in (*_goals(content), *_rows(content)):
        by_measure[measure].append(said)
    for first, *others in by_measure.values():
        for said in others:
            elsewhere = said.part_id is None or said.part_id != first.part_id
            if elsewhere and said.target.number != first.target.number:
                message = f"ค่าเป้าหมาย {said.words} ไม่ตรงกับ {first.words} ใน{first.place}"
                yield Finding("contradictions", message, said.part_id, said.row_id, said.field)


def _goals(content: PlanContent) -> Iterator[tuple[str, _Said]]:
    for statement in content.statements:
        if statement.instrument is not None and statement.target is not None:
            place = f"เป้าหมายข้อ {statement.number}" if statement.number else "เป้าหมายของแผน"
            target = Target(statement.text, statement.target, "คะแนน")
            yield statement.instrument.value, _Said(target, place)


def _rows(content: PlanContent) -> Iterator[tuple[str, _Said]]:
    for part in owning_parts(content):
        place = f"ตาราง “{part.title}”" if part.title else "ตารางอื่นของแผน"
        fields = fields_of(part)
        for row in rows_of(part):
            for target, field in _targets(lists(part), fields, row):
                if measure := _measure(target):
                    yield measure, _Said(target, place, part.id, row.id, field)


def _targets(kind: Lists, fields: frozenset[str], row: Row) -> Iterator[tuple[Target, str]]:
    if kind is Lists.INDICATORS:
        said = target_of(row)
        if said.value is not None:
            yield Target(row.title, said.value, said.unit, said.operator), "target"
    elif kind is Lists.ACTIVITIES:
        for indicator in row.indicators:
            if target := read_target(indicator.statement):
                yield target, indicator_field(fields, indicator.aspect)


def _measure(target: Target) -> str:
    """What the target is of, the same for all ways to write it; "" where that cannot be said."""
    if target.unit not in _OF_THE_PLAN:
        return ""
    named = _INSTRUMENT.findall(target.words)
    if len(named) == 1 and "คะแนน" in target.words + target.unit:
        return _SCORE_OF[named[0].lower()].value
    letters = _NO_LETTERS.sub("", target.words.casefold().replace("ร้อยละ", ""))
    return f"{letters} {target.unit}" if len(letters) >= _SHORTEST else ""
