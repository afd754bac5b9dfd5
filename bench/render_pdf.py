"""PDFs of 30, 60 and 300 activities beside two yardsticks: WeasyPrint alone, and LibreOffice.

WeasyPrint gets the same page with the same options, without our short cuts; LibreOffice converts our Word
file of the same table, its start included, as for whoever calls it. What did not change is served again
within 20 ms.
"""

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from weasyprint import HTML

from bench.measure import Measure, median_ratio, median_seconds
from bench.pages import opening, secretary_at_work
from ita_portal.render import quicker
from ita_portal.render.arrangement import plan_document
from ita_portal.render.document import Document
from ita_portal.render.docx import document_docx
from ita_portal.render.fonts import PaperFonts
from ita_portal.render.own_files import DocumentPictures, NoSystemFonts, OurFiles
from ita_portal.render.pdf import OPTIONS, document_pdf, paper_html
from tests.render.sample_plans import HEADINGS, sample_plan

BOUND = 1.15
OFFICE_BOUNDS = {30: 0.8, 60: 0.8, 300: 1.2}
AGAIN_SECONDS = 0.020


def measure() -> Iterator[Measure]:
    for layout in HEADINGS:
        yield _beside_weasyprint(layout, 60)
    for activities in (30, 300):
        yield _beside_weasyprint("component", activities)
    yield from _beside_office()
    yield _again()


def _beside_weasyprint(layout: str, activities: int) -> Measure:
    plan = sample_plan(layout, activities)
    page = paper_html(plan_document(plan))
    taken = median_ratio(lambda: document_pdf(plan_document(plan)), partial(_weasyprint, page))
    return Measure(f"PDF of {activities} activities, {layout}: to WeasyPrint alone", taken, BOUND)


def _weasyprint(page: str) -> bytes:
    fetcher = OurFiles(DocumentPictures(), PaperFonts(page))
    quicker.leave_short_cuts()
    try:
        pdf: bytes = HTML(string=page, url_fetcher=fetcher).write_pdf(font_config=NoSystemFonts(), **OPTIONS)
    finally:
        quicker.take_short_cuts()
    return pdf


def _beside_office() -> Iterator[Measure]:
    program = shutil.which("soffice")
    if program is None:
        print("  LibreOffice is not installed: nothing to compare PDFs with (tools/system_packages.sh dev)")
        return
    with tempfile.TemporaryDirectory() as folder:
        for activities, bound in OFFICE_BOUNDS.items():
            document = plan_document(sample_plan("component", activities))
            office = partial(_office, program, Path(folder), _word_file(document, Path(folder)))
            taken = median_ratio(partial(document_pdf, document), office)
            yield Measure(f"PDF of {activities} activities: to LibreOffice, from our Word file", taken, bound)


def _word_file(document: Document, folder: Path) -> Path:
    file = folder / "plan.docx"
    file.write_bytes(document_docx(document))
    return file


def _office(program: str, folder: Path, file: Path) -> None:
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(file)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _again() -> Measure:
    with secretary_at_work() as (client, plan):
        seconds = median_seconds(opening(client, f"/plans/{plan.pk}/plan.pdf"))
    return Measure("PDF of 60 activities asked for again: to 20 ms", seconds / AGAIN_SECONDS, 1)
