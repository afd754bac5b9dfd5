"""Every stored string of every demonstration plan is in its PDF, as four readers see it."""

import re
from collections.abc import Iterator
from html import unescape

import pytest

from ita_portal.render.arrangement import plan_document
from ita_portal.render.document import Document
from ita_portal.render.notices import notices
from ita_portal.render.pdf import document_pdf
from ita_portal.tables.content import PlanContent
from reports.demo import department, indicators, institute, project, public_organisation
from tests.render.reading import READERS, without_space

YEAR = 2569
PLANS = {
    "whole": public_organisation.whole_plan,
    "ethics": public_organisation.ethics_plan,
    "project": project.plan,
    "institute": institute.plan,
    "indicators": indicators.plan,
    "department": department.plan,
}
_TAG = re.compile("<[^>]*>")


def strings(plan: PlanContent, document: Document) -> Iterator[str]:
    """The words of the sections and activities of a plan, and all cells of its tables."""
    for section in (*plan.sections, *(section for charter in plan.charters for section in charter.sections)):
        yield section.title
        yield from map(unescape, _TAG.split(section.html))
    for part in plan.parts:
        yield from (part.title, *part.lines, *part.notes, *(row.title for row in part.rows))
    for table in document.tables:
        yield from (cell.text for line in table.body for cell in line.cells)


@pytest.mark.parametrize("name", PLANS)
def test_every_string_of_a_demonstration_plan_is_in_its_pdf(name: str) -> None:
    plan = PLANS[name](YEAR)
    document = plan_document(plan)
    pdf = document_pdf(document)
    lines = {
        line for text in strings(plan, document) for line in map(without_space, text.splitlines()) if line
    }
    assert len(lines) > 20
    assert notices(document) == []
    for reader, read in READERS.items():
        text = without_space(read(pdf))
        assert sorted(line for line in lines if line not in text) == [], reader
