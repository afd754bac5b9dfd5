"""The links of a group as a sheet to hand out: slips to cut with a QR each, or a workbook.

Their tokens are kept nowhere, so a sheet is made once, when the links are.
"""

import io
from collections.abc import Sequence

from django.db.models import TextChoices
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

from assessments.models import SurveyGroup
from assessments.surveys.qr import qr_svg
from ita_portal.render import xlsx
from ita_portal.render.fonts import FAMILY, font_face_css
from ita_portal.render.html import text_html
from ita_portal.render.pdf import html_pdf
from ita_portal.render.xlsx_cells import cell_text


class SheetFormat(TextChoices):
    PDF = "pdf", "PDF: QR และลิงก์ สำหรับตัดแจกรายคน"
    XLSX = "xlsx", "Excel: รายการลิงก์ สำหรับส่งทางอิเล็กทรอนิกส์"


MEDIA_TYPES = {
    SheetFormat.PDF: "application/pdf",
    SheetFormat.XLSX: xlsx.MEDIA_TYPE,
}

# A slip is a third of the width of the paper and a quarter of its height.
_CSS = (
    "@page { size: A4 portrait; margin: 1cm }"
    f"html {{ font-family: {FAMILY}; font-size: 11pt; line-height: 1.3 }}"
    "body { margin: 0 }"
    ".slips { display: block; font-size: 0 }"
    ".slip { display: inline-block; box-sizing: border-box; width: 6.33cm; height: 6.9cm; padding: 0.25cm;"
    " border: 0.5pt dashed #888; overflow: hidden; text-align: center; vertical-align: top;"
    " font-size: 10.5pt; break-inside: avoid }"
    ".slip p { margin: 0 }"
    ".slip svg { width: 3.2cm; height: 3.2cm }"
    ".address { font-size: 7.5pt; overflow-wrap: anywhere }"
    ".small { font-size: 9pt }"
)


def link_sheet(group: SurveyGroup, addresses: Sequence[str], form: SheetFormat) -> bytes:
    """The file with these addresses, one for each person of the group."""
    return _pdf(group, addresses) if form is SheetFormat.PDF else _workbook(group, addresses)


def _pdf(group: SurveyGroup, addresses: Sequence[str]) -> bytes:
    slips = [(address, mark_safe(qr_svg(address).decode())) for address in addresses]  # noqa: S308
    body = render_to_string("assessments/survey_slips.html", {"group": group, "slips": slips})
    title = text_html(f"ลิงก์ตอบแบบสำรวจ {group.survey.title} {group.name}")
    head = f'<meta charset="utf-8"><title>{title}</title><style>{font_face_css()}{_CSS}</style>'
    return html_pdf(f'<!DOCTYPE html><html lang="th"><head>{head}</head><body>{body}</body></html>')


def _workbook(group: SurveyGroup, addresses: Sequence[str]) -> bytes:
    book = Workbook()
    del book["Sheet"]
    sheet = book.create_sheet("ลิงก์")
    sheet.append([cell_text(group.survey.title)])
    sheet.append([cell_text(group.name)])
    sheet.append([])
    sheet.append(["ลำดับ", "ลิงก์ตอบแบบสำรวจ (ใช้ได้ครั้งเดียว)"])
    for number, address in enumerate(addresses, start=1):
        sheet.append([number, address])
    for cell in (sheet["A1"], sheet["A2"], sheet["A4"], sheet["B4"]):
        cell.font = Font(bold=True)
        # Even a title that begins like a formula is text.
        cell.data_type = "s"
    sheet["A4"].alignment = Alignment(horizontal="center")
    sheet.column_dimensions["B"].width = max(len(address) for address in addresses) + 2
    sheet.freeze_panes = "A5"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
