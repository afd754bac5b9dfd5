"""The example of docs/frameworks.md is one that can be loaded, and says what the page says of it."""

import json
import re
from pathlib import Path

from assessments.loading.reading import plan_of

PAGE = Path(__file__).resolve().parents[3] / "docs" / "frameworks.md"


def test_example_of_the_page_is_read() -> None:
    [example] = re.findall(r"```json\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)

    plan = plan_of(json.loads(example))

    assert plan.code == "example-ita-2569"
    assert [(item.code, item.indicator, bool(item.label)) for item in plan.items] == [
        ("i1", "1", False),
        ("i2", "1", True),
        ("i3", "1", False),
        ("i4", "2", True),
        ("e1", "3", False),
        ("e2", "3", False),
        ("O1", "4.1", True),
        ("O2", "4.1", False),
    ]
    assert [rating.code for rating in plan.ratings] == ["good", "pass", "improve"]
    assert [part.code for part in plan.instruments[1].parts] == ["EIT1", "EIT2"]
