"""Rows of layouts that list no activities, as JSON: one flat object each, keyed by the columns' fields."""

from collections.abc import Mapping

from ita_portal.tables.content import PartContent
from ita_portal.tables.json_values import Json
from ita_portal.tables.layout import Layout, Lists
from ita_portal.tables.layouts import layout_for
from ita_portal.tables.row_json import row_to_json
from ita_portal.tables.rows import Row

HEADING = "heading"
_HEADINGS = "headings"
_VALUES = "values"
_SHAPED = {"budget": dict, "period": dict, "quarters": dict, "months": dict, "other": dict, "owners": list}
_SHAPED |= {"indicators": list, "cost_lines": list, _HEADINGS: list, _VALUES: dict}


def has_entries(layout: Layout) -> bool:
    """Whether a part of the layout has ``rows`` in its JSON rather than ``activities``."""
    return layout.lists is not Lists.ACTIVITIES


def rows_to_json(part: PartContent) -> Json:
    """The rows of a part under the key that its layout gives them, or whose rows it shows."""
    if part.rows_of is not None:
        return {"rows_of": part.rows_of}
    layout, own = layout_for(part.layout), [row for row in part.rows if not row.placeholder]
    if has_entries(layout):
        return {"rows": [entry_to_json(row, layout) for row in own]}
    return {"activities": [row_to_json(row) for row in own]}


def entry_to_json(row: Row, layout: Layout) -> Json:
    """What the row says, and nothing that it does not say."""
    data = {key: said for key, said in row_to_json(row).items() if said not in (None, "", [], {})}
    values: Json = data.pop(_VALUES, {})
    if layout.column(HEADING) and len(row.headings) == 1 and row.headings[0]:
        data = {HEADING: data.pop(_HEADINGS)[0], **data}
    return data | values


def entry_as_activity(data: Mapping[str, object]) -> Json:
    """The entry in the shape of an activity: fields that no activity has are its values."""
    known = row_to_json(Row())
    activity: Json = {}
    values: Json = {}
    for key, said in data.items():
        shape = _SHAPED.get(key)
        if key in known and (shape is None or said is None or isinstance(said, shape)):
            activity[key] = said
        elif key == HEADING:
            activity[_HEADINGS] = [said] if said else []
        elif key != "row":
            values[key] = said
    given = activity.get(_VALUES) or {}
    return activity | {_VALUES: {**given, **values}}
