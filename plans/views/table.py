"""The table of a part as the editor shows it: rows with their tools, the outline, the marks."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from django.db.models import Count
from django.utils.safestring import mark_safe

from ita_portal.render.html import line_html, part_html
from ita_portal.tables.build import build
from ita_portal.tables.content import PartContent, PlanContent
from ita_portal.tables.layouts import layout_for
from ita_portal.tables.rows import Row
from ita_portal.tables.table import Line, Table
from ita_portal.tables.tree import block_of
from organisations.models import User
from plans import rows
from plans.checks.facts import PlanFacts
from plans.checks.registry import Severity, found_in
from plans.last_year import since_copied
from plans.models import ActionPlan, Comment, PlanPart
from plans.views.row_tools import RowMarks, heading_tools, row_tools

NEW_ROW = 0  # stands for the id of a row that is being added


@dataclass(frozen=True)
class OutlineHeading:
    """A heading of the part in printed order, with how many activities stand right under it."""

    id: int
    text: str
    depth: int
    count: int
    first_row: int | None


class EditorTable:
    """One part read once, and what the editor's pages need of it.

    With ``only`` one row is to be shown, as it stands there and has no draft; the others are read as far as
    it takes to know how that one prints among them.
    """

    def __init__(self, part: PlanPart, user: User, *, only: Row | None = None) -> None:
        self.part, self.user, self.only = part, user, only
        self.layout = layout_for(part.layout)

    @cached_property
    def content(self) -> PartContent:
        if self.only is None:
            return rows.of(self.part)
        others = rows.of(self.part, whole=())
        return replace(
            others, rows=tuple(self.only if row.id == self.only.id else row for row in others.rows)
        )

    @cached_property
    def table(self) -> Table:
        return build(self.content, merged=False)

    @cached_property
    def headings(self) -> list[OutlineHeading]:
        found: dict[int, OutlineHeading] = {}
        for row in self.content.rows:
            for depth, (pk, text) in enumerate(zip(row.heading_ids, row.headings, strict=True)):
                found.setdefault(pk, OutlineHeading(pk, text, depth, 0, None))
            if row.heading_ids and not row.placeholder:
                known = found[row.heading_ids[-1]]
                first = row.id if known.first_row is None else known.first_row
                found[known.id] = replace(known, count=known.count + 1, first_row=first)
        return list(found.values())

    @property
    def heading_choices(self) -> list[tuple[int, str]]:
        return [(heading.id, "– " * heading.depth + heading.text) for heading in self.headings]

    def row(self, pk: int) -> Row:
        return next(row for row in self.content.rows if row.id == pk)

    def line(self, pk: int) -> Line:
        return next(line for line in self.table.body if line.row_id == pk)

    def with_new_row(self, heading_id: int | None, after_id: int | None) -> "EditorTable":
        """The same table with an empty row behind ``after_id``, or at the end of the heading."""
        content = self.content
        kept = list(content.rows)
        head = next((row for row in content.rows if heading_id in row.heading_ids), Row())
        depth = head.heading_ids.index(heading_id) + 1 if heading_id in head.heading_ids else 0
        new = Row(id=NEW_ROW, headings=head.headings[:depth], heading_ids=head.heading_ids[:depth])
        same = [at for at, row in enumerate(kept) if row.heading_ids == new.heading_ids]
        if same and kept[same[0]].placeholder:
            kept[same[0]] = new
            return self._of(kept)
        behind = next((at for at in same if kept[at].id == after_id), None)
        if behind is None:
            behind = same[-1] if same else self._first_under(kept, new) - 1
        else:
            new = replace(new, level=kept[behind].level)
            behind = _end_of_block(kept, behind)
        kept.insert(behind + 1, new)
        return self._of(kept)

    def _of(self, kept: list[Row]) -> "EditorTable":
        changed = EditorTable(self.part, self.user)
        changed.content = replace(self.content, rows=tuple(kept))
        return changed

    @staticmethod
    def _first_under(kept: list[Row], new: Row) -> int:
        """Where a heading without rows of its own begins: its rows stand above its sub-headings."""
        path = new.heading_ids
        return next((at for at, row in enumerate(kept) if row.heading_ids[: len(path)] == path), 0)

    # As HTML

    def html(self) -> str:
        return part_html(self.table, row_tools=self._tools, tools_label="เครื่องมือ")

    def html_with(self, pk: int, form_row: str) -> str:
        """The part with the form in place of one row."""
        html = self.html().replace(self.row_html(pk), form_row, 1)
        return mark_safe(html)  # noqa: S308 (both are escaped: the table by its renderer, the row by its template)

    def row_html(self, pk: int) -> str:
        return line_html(self.line(pk), self.table, row_tools=self._tools)

    def _tools(self, line: Line) -> str:
        if line.row_id is None:
            return heading_tools(self.part.pk, line.heading_id) if line.heading_id else ""
        if line.row_id == NEW_ROW:
            return ""
        return row_tools(self.part, line.row_id, self._marks.get(line.row_id))

    @cached_property
    def _marks(self) -> Mapping[int, RowMarks]:
        """What is to be seen at a row: text not saved yet, comments, what the checks say."""
        shown = [row for row in self.content.rows if self.only is None or row.id == self.only.id]
        ids = [row.id for row in shown if row.id]
        said = Comment.objects.visible_to(self.user).open().filter(activity__part=self.part.row_owner)
        comments = dict(said.order_by().values_list("activity").annotate(count=Count("pk")))
        drafted = set() if self.only else self._drafted(ids)
        doubts = _doubts(self.content, self.part)
        returned, since = _returned(self.part), since_copied(self.part)
        return {
            pk: RowMarks(
                has_draft=str(pk) in drafted,
                comments=comments.get(pk, 0),
                doubts=tuple(doubts.get(pk, ())),
                returned=returned.get(pk, ""),
                since_last_year=since.get(pk),
            )
            for pk in ids
        }

    def _drafted(self, ids: Collection[int]) -> set[str]:
        drafts = self.user.drafts.filter(form="activity", key__in=[str(pk) for pk in ids])
        return set(drafts.values_list("key", flat=True))


def _end_of_block(rows: list[Row], at: int) -> int:
    """The index of the last row that stands under the one at the index."""
    siblings = [row for row in rows if row.heading_ids == rows[at].heading_ids]
    return at + len(block_of(siblings, rows[at])) - 1


def _returned(part: PlanPart) -> Mapping[int, str]:
    """Why rows of a unit's answer came back, by their ids."""
    if part.plan.state != ActionPlan.State.RETURNED:
        return {}
    answer = part.plan.answer
    return dict(answer.returned_rows.values_list("activity", "reason")) if answer else {}


def _doubts(content: PartContent, part: PlanPart) -> Mapping[int | None, list[str]]:
    """What the checks say of each row, as far as this table alone shows it."""
    own = replace(content, rows_of=None)
    plan = PlanContent("", content.fiscal_year, parts=(own,))
    doubts: dict[int | None, list[str]] = defaultdict(list)
    for finding in found_in(plan, PlanFacts(part.plan), asking=False):
        if finding.severity is not Severity.NOTE:
            doubts[finding.row_id].append(finding.message)
    return doubts
