"""The page that explains the JSON has an example that is read and written whole."""

import json
from pathlib import Path
from typing import Any

from ita_portal.tables.from_json import plan_from_json
from ita_portal.tables.json_values import is_nothing
from ita_portal.tables.layouts import layout_for
from ita_portal.tables.to_json import plan_to_json

PAGE = Path(__file__).resolve().parents[2] / "docs" / "json.md"


def example() -> dict[str, Any]:
    text = PAGE.read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text.split("```json\n")[1].split("```")[0])
    return found


def said(value: Any) -> Any:
    """The document without what says nothing."""
    if isinstance(value, dict):
        return {key: inner for key, entry in value.items() if not is_nothing(inner := said(entry))}
    return [said(entry) for entry in value] if isinstance(value, list) else value


def test_example_of_the_page_comes_out_as_it_went_in() -> None:
    assert said(plan_to_json(plan_from_json(example()))) == said(example())


def test_example_names_fields_and_settings_that_its_layouts_have() -> None:
    risks = example()["parts"][1]
    layout = layout_for(risks["layout"])
    names = {column.field for column in layout.columns} | {own.name for own in layout.fields}

    assert set(risks["rows"][0]) <= names
    assert set(risks["options"]["settings"]) <= {setting.name for setting in layout.settings}
