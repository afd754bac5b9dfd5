"""Templates of plans in the contract's JSON, one file each, found by their presence.

Beside the contract's keys a file has ``template``: the name and the description for those who choose. In
its texts ``{fiscal_year}``, ``{year_before}`` and ``{organisation}`` stand for the plan's own. An entry of a
table that has headings and nothing else is an empty heading, to be filled.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from ita_portal.tables.content import PartContent, PlanContent, Signature
from ita_portal.tables.from_json import plan_from_json
from ita_portal.tables.layouts import layout_for
from ita_portal.tables.rows import Row


@dataclass(frozen=True)
class Template:
    """A plan to begin with: what it is called, and its document with the places that are to be filled."""

    key: str
    name: str
    description: str
    document: Mapping[str, Any]

    @property
    def contains(self) -> tuple[str, ...]:
        """What is inside, in Thai: a line for the narrative and one for each table."""
        sections = len(self.document.get("sections", ())) + sum(
            len(charter["sections"]) for charter in self.document.get("charters", ())
        )
        tables = (layout_for(part["layout"]).name for part in self.document["parts"])
        return (*((f"เนื้อหา {sections} หัวข้อ",) if sections else ()), *tables)

    def title(self, fiscal_year: int, organisation: str) -> str:
        title: str = _filled(self.document["plan"]["title"], _words(fiscal_year, organisation))
        return title

    def content(self, fiscal_year: int, organisation: str) -> PlanContent:
        """The plan as it begins in that year and organisation."""
        document = _filled(self.document, _words(fiscal_year, organisation))
        document["plan"] |= {"fiscal_year": fiscal_year, "organisation": organisation}
        content = plan_from_json(document)
        return replace(content, parts=tuple(map(_begun, content.parts)))


@cache
def all_templates() -> dict[str, Template]:
    """Templates by key, in the order of their names."""
    files = sorted(Path(__file__).parent.glob("*.json"))
    found = (_template(file.stem, json.loads(file.read_text(encoding="utf-8"))) for file in files)
    return {template.key: template for template in sorted(found, key=lambda template: template.name)}


def _template(key: str, document: dict[str, Any]) -> Template:
    head = document.pop("template")
    return Template(key, head["name"], head["description"], document)


def _words(fiscal_year: int, organisation: str) -> dict[str, str]:
    return {
        "{fiscal_year}": str(fiscal_year),
        "{year_before}": str(fiscal_year - 1),
        "{organisation}": organisation,
    }


def _filled(value: Any, words: Mapping[str, str], *, is_html: bool = False) -> Any:
    """The value with its places filled; what comes into HTML is escaped."""
    if isinstance(value, str):
        for place, said in words.items():
            value = value.replace(place, escape(said) if is_html else said)
        return value
    if isinstance(value, Mapping):
        return {key: _filled(item, words, is_html=key == "html") for key, item in value.items()}
    if isinstance(value, list):
        return [_filled(item, words) for item in value]
    return value


def _begun(part: PartContent) -> PartContent:
    """The table as a new one begins: with empty headings, and with the layout's own notes and signers."""
    layout = layout_for(part.layout)
    rows = (
        replace(row, placeholder=True) if row.headings and row == Row(headings=row.headings) else row
        for row in part.rows
    )
    return replace(
        part,
        rows=tuple(rows),
        notes=part.notes or layout.notes,
        signatures=part.signatures or tuple(map(Signature, layout.signature_labels)),
    )
