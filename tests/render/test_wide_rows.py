"""Rows that are one cell up to their weight, and the check mark, on paper."""

import io

from pypdf import PdfReader

from ita_portal.render.arrangement import plan_document
from ita_portal.render.html import table_html
from ita_portal.render.pdf import document_pdf
from ita_portal.tables.build import build
from ita_portal.tables.content import PartContent, PlanContent
from ita_portal.tables.rows import Row

YEAR = 2569


def pages(part: PartContent) -> list[str]:
    pdf = document_pdf(plan_document(PlanContent("แผน", YEAR, parts=(part,))))
    return [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]


def test_project_is_printed_again_on_the_next_page() -> None:
    steps = (Row(f"ขั้นที่ {at}", level=2) for at in range(1, 40))
    part = PartContent("แผนรายเดือน", "gantt_months", YEAR, (Row("โครงการสาธิต", level=1), *steps))
    first, *others = pages(part)
    assert others
    assert ("โครงการสาธิต" in first, "(ต่อ)" in first) == (True, False)
    assert all("โครงการสาธิต (ต่อ)" in page for page in others)


def test_wide_row_stretches_over_the_columns_beside_its_title() -> None:
    part = PartContent("แผนรายเดือน", "gantt_months", YEAR, (Row("โครงการสาธิต", level=1),))
    assert table_html(build(part)).endswith(
        '<tr class="wide wide-0"><th scope="row" class="field-title" data-label="ขั้นตอน/กิจกรรม" colspan="15">'
        "โครงการสาธิต</th></tr></tbody></table>"
    )


def test_check_mark_is_in_the_text_of_our_own_font() -> None:
    part = PartContent("แบบ", "risk_governance", YEAR, (Row("งาน", values={"equity": "✓"}),))
    (page,) = pages(part)
    assert page.count("✓") == 1
    reader = PdfReader(io.BytesIO(document_pdf(plan_document(PlanContent("แผน", YEAR, parts=(part,))))))
    fonts = reader.pages[0]["/Resources"]["/Font"]  # type: ignore[index]
    names = {str(font.get_object()["/BaseFont"]).partition("+")[2] for font in fonts.values()}
    assert names == {"Sarabun", "Sarabun-Bold"}
