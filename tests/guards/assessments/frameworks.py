"""What the guards know of frameworks: addresses, those open to everybody, and calls of services."""

from typing import Any

from assessments.services.frameworks import load_crosswalk, load_framework
from tests.cast import CENTRAL, Cast
from tests.factories import ItemFactory
from tests.guards.assessments.call import Call
from tests.guards.doors import SIGHTED, SIGNED_IN, Door, Row, page

A = "assessments:"
NOT_CENTRAL = SIGNED_IN - {CENTRAL}

ROWS: list[Row] = [
    page(f"{A}framework-list", "", SIGNED_IN),
    page(f"{A}framework-detail", "framework_code", SIGNED_IN),
    page(f"{A}framework-topic", "topic_key", SIGNED_IN),
    page(f"{A}framework-file", "framework_file", SIGNED_IN),
    page(f"{A}framework-template", "", SIGNED_IN),
    Row(
        f"{A}framework-load",
        "",
        Door(200, frozenset({CENTRAL}), NOT_CENTRAL),
        Door(422, frozenset({CENTRAL}), NOT_CENTRAL),
    ),
]
PUBLIC: dict[str, str] = {}


def _facts(cast: Cast) -> dict[str, Any]:
    instrument = {"code": "OIT", "name_th": "เครื่องมือตัวอย่าง", "indicators": []}
    return {
        "facts": {
            "framework_id": "sample-2569",
            "family": "sample",
            "fiscal_year_be": 2569,
            "instruments": [instrument],
        }
    }


def _topics(cast: Cast) -> dict[str, Any]:
    framework = ItemFactory(code="O1").framework
    topic = {"key": "sample_topic", "label_th": "หัวเรื่องตัวอย่าง", "siblings": {framework.code: ["O1"]}}
    return {"facts": {"topics": [topic]}}


CALLS: dict[str, Call] = {
    "load_framework": Call(load_framework, _facts, doer=CENTRAL, refused=NOT_CENTRAL - {SIGHTED}),
    "load_crosswalk": Call(load_crosswalk, _topics, doer=CENTRAL, refused=NOT_CENTRAL - {SIGHTED}),
}
