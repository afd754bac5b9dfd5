"""A whole plan as JSON that is to be compared later: the contract's document with the ids of its rows."""

from dataclasses import replace

from ita_portal.tables.content import PartContent, PlanContent, SectionContent
from ita_portal.tables.from_json import plan_from_json, row_from_json
from ita_portal.tables.json_values import Json
from ita_portal.tables.row_json import row_to_json
from ita_portal.tables.rows import Row
from ita_portal.tables.to_json import plan_to_json

_KEPT = "kept"


def snapshot_of(content: PlanContent) -> Json:
    """The document; ``kept`` of every part holds its id and its rows with theirs, also headings without rows.

    Of a picture there are the caption and the size, not the file.
    """
    document = plan_to_json(_light(content))
    for part, data in zip(content.parts, document["parts"], strict=True):
        data[_KEPT] = {"id": part.id, "rows": [_row_to_json(row) for row in part.own_rows]}
    return document


def content_of(snapshot: Json) -> PlanContent:
    """The plan of a snapshot, with the ids that its tables, headings and rows had."""
    content = plan_from_json(snapshot)
    parts = [_part(part, data[_KEPT]) for part, data in zip(content.parts, snapshot["parts"], strict=True)]
    shown = [replace(part, rows=parts[part.rows_of - 1].rows) if part.rows_of else part for part in parts]
    return replace(content, id=snapshot["plan"]["id"], parts=tuple(shown))


def row_of(snapshot: Json, row_id: int) -> tuple[Row, int] | None:
    """A row of the snapshot and the id of the table in which it stood; None where there is none such."""
    for part in snapshot["parts"]:
        for kept in part[_KEPT]["rows"]:
            if kept["id"] == row_id:
                return _row(kept), part[_KEPT]["id"]
    return None


def _light(content: PlanContent) -> PlanContent:
    charters = (
        replace(charter, sections=tuple(map(_without_files, charter.sections)))
        for charter in content.charters
    )
    return replace(
        content,
        sections=tuple(map(_without_files, content.sections)),
        charters=tuple(charters),
        parts=tuple(replace(part, rows=()) for part in content.parts),
    )


def _without_files(section: SectionContent) -> SectionContent:
    # The contract wants some content of a picture: one character stands for it.
    return replace(
        section, pictures=tuple(replace(picture, read=lambda: b"-") for picture in section.pictures)
    )


def _row_to_json(row: Row) -> Json:
    ids = {"id": row.id, "heading_ids": list(row.heading_ids)}
    return row_to_json(row) | ids | ({"placeholder": True} if row.placeholder else {})


def _part(part: PartContent, kept: Json) -> PartContent:
    return replace(part, id=kept["id"], rows=tuple(map(_row, kept["rows"])))


def _row(kept: Json) -> Row:
    ids = tuple(kept["heading_ids"])
    return replace(
        row_from_json(kept), id=kept["id"], heading_ids=ids, placeholder=kept.get("placeholder", False)
    )
