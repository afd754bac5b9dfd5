"""What the guards know of statements: addresses, those open to everybody, and calls of services."""

from typing import Any

from assessments.services.statements import copy_notes, copy_statements, save_notes, save_statement
from assessments.statements import Control, Note, stamp_of
from tests.cast import Cast
from tests.factories import (
    AssessmentIndicatorFactory,
    IndicatorStatementFactory,
    ItemFactory,
    ItemLinkFactory,
    QuestionNoteFactory,
)
from tests.guards.assessments.call import Call
from tests.guards.doors import SECRETARY, SEEING, Row, act, form, page

A = "assessments:"
OTHERS = SEEING - SECRETARY

ROWS: list[Row] = [
    page(f"{A}statement-list", "organisation", SEEING),
    form(f"{A}statement-edit", "statement_place", SECRETARY, OTHERS),
    form(f"{A}question-notes", "notes_place", SECRETARY, OTHERS),
    act(f"{A}statement-copy", "organisation", SECRETARY, OTHERS),
]
PUBLIC: dict[str, str] = {}


def _statement(cast: Cast) -> dict[str, Any]:
    return {
        "organisation": cast.organisation("medicine"),
        "indicator": AssessmentIndicatorFactory(),
        "body": "แนวปฏิบัติ",
        "controls": [Control("policy", "ประกาศนโยบาย")],
        "base_version": 0,
    }


def _copy(cast: Cast) -> dict[str, Any]:
    medicine = cast.organisation("medicine")
    old = IndicatorStatementFactory(organisation=medicine, indicator__topic="duty").indicator
    new = AssessmentIndicatorFactory(topic="duty")
    return {"organisation": medicine, "source": old.framework, "target": new.framework}


def _copy_of_notes(cast: Cast) -> dict[str, Any]:
    link = ItemLinkFactory()
    medicine = cast.organisation("medicine")
    QuestionNoteFactory(organisation=medicine, item=link.earlier)
    return {"organisation": medicine, "source": link.earlier.framework, "target": link.later.framework}


def _notes(cast: Cast) -> dict[str, Any]:
    item = ItemFactory()
    return {
        "organisation": cast.organisation("medicine"),
        "framework": item.framework,
        "notes": [Note(item, "ถามถึงการยืม")],
        "base_stamp": stamp_of([]),
    }


CALLS: dict[str, Call] = {
    "save_statement": Call(save_statement, _statement),
    "copy_notes": Call(copy_notes, _copy_of_notes),
    "copy_statements": Call(copy_statements, _copy),
    "save_notes": Call(save_notes, _notes),
}
