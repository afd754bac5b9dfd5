"""The PDF of a plan of 60 activities beside WeasyPrint alone, given the same page and the same options."""

from functools import partial

from weasyprint import HTML
from weasyprint.text.fonts import FontConfiguration

from bench.measure import Measure, ratio
from ita_portal.render.arrangement import plan_document
from ita_portal.render.own_files import DocumentPictures, OurFiles
from ita_portal.render.pdf import OPTIONS, document_pdf, paper_html
from tests.render.sample_plans import HEADINGS, sample_plan

ACTIVITIES = 60
BOUND = 1.15


def measure() -> list[Measure]:
    return [_measure(layout) for layout in HEADINGS]


def _measure(layout: str) -> Measure:
    plan = sample_plan(layout, ACTIVITIES)
    page = paper_html(plan_document(plan))
    name = f"PDF of {ACTIVITIES} activities, {layout}: to WeasyPrint alone"
    return Measure(name, ratio(lambda: document_pdf(plan_document(plan)), partial(_weasyprint, page)), BOUND)


def _weasyprint(page: str) -> bytes:
    pdf: bytes = HTML(string=page, url_fetcher=OurFiles(DocumentPictures())).write_pdf(
        font_config=FontConfiguration(), **OPTIONS
    )
    return pdf
