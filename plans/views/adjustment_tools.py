"""The last cell of every line where rows are chosen for a request, by plain string building."""

from functools import cached_property
from html import escape

from django.urls import reverse

from ita_portal.tables.table import Line
from plans.models import Adjustment, PlanPart


class LineTools:
    """What may be asked at a row or a heading of the table; a row in the request leads to its line."""

    def __init__(self, adjustment: Adjustment, part: PlanPart) -> None:
        self.adjustment, self.part = adjustment, part

    def at(self, line: Line) -> str:
        if line.row_id:
            return self._of_row(line.row_id)
        return self._add(f"heading={line.heading_id}", "เพิ่ม", "ในหัวข้อนี้") if line.heading_id else ""

    def _of_row(self, pk: int) -> str:
        add = self._add(f"after={pk}", "เพิ่มต่อ", "จากรายการนี้")
        if found := self._known.get(pk):
            line_pk, label = found
            url = reverse("plans:adjustment-line", args=[line_pk])
            return f'<a class="chip chip-info" href="{url}">{escape(label)}แล้ว</a>{add}'
        change = self._link("adjustment-line-change", pk, "ขอปรับ")
        return change + add + self._link("adjustment-line-remove", pk, "ยกเลิก")

    @cached_property
    def _known(self) -> dict[int | None, tuple[int, str]]:
        lines = self.adjustment.lines.filter(part=self.part).exclude(activity=None)
        return {line.activity_id: (line.pk, line.get_kind_display()) for line in lines}

    def _link(self, name: str, pk: int, label: str) -> str:
        return _tool(reverse(f"plans:{name}", args=[self.adjustment.pk, pk]), label, "รายการนี้")

    def _add(self, place: str, label: str, where: str) -> str:
        url = reverse("plans:adjustment-line-add", args=[self.adjustment.pk, self.part.pk])
        return _tool(f"{url}?{place}", label, where)


class CorrectionTools:
    """The way to mending misprints of a row."""

    def __init__(self, part: PlanPart) -> None:
        self.part = part

    @staticmethod
    def at(line: Line) -> str:
        if not line.row_id:
            return ""
        return _tool(reverse("plans:correction-new", args=[line.row_id]), "แก้คำผิด", "ในรายการนี้")


def _tool(url: str, label: str, what: str) -> str:
    return f'<a class="adjust-tool" href="{url}">{label}<span class="visually-hidden">{what}</span></a>'
