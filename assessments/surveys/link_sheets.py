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
from ita_portal.render.fonts import FAMILY, font_face_css
from ita_portal.render.pdf import html_pdf
from ita_portal.render.xlsx_cells import cell_text


class SheetFormat(TextChoices):
    PDF = "pdf", "PDF: QR และลิงก์ สำหรับตัดแจกรายคน"
    XLSX = "xlsx", "Excel: รายการลิงก์ สำหรับส่งทางอิเล็กทรอนิกส์"


MEDIA_TYPES = {
    SheetFormat.PDF: "application/pdf",
    SheetFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def link_sheet(group: SurveyGroup, addresses: Sequence[str], form: SheetFormat) -> bytes:
    """The file with these addresses, one for each person of the group."""
    return _pdf(group, addresses) if form is SheetFormat.PDF else _workbook(group, addresses)


def _pdf(group: SurveyGroup, addresses: Sequence[str]) -> bytes:
    slips = [(address, mark_safe(qr_svg(address).decode())) for address in addresses]  # noqa: S308
    context = {"group": group, "slips": slips, "fonts": mark_safe(font_face_css()), "family": FAMILY}  # noqa: S308
    return html_pdf(render_to_string("assessments/survey_slips.html", context))


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
