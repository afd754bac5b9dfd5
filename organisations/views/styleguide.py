"""The staff page that shows every part of the look with little, much and bad data. All of it is invented."""

import datetime
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from organisations.templatetags.look import STATES

LONG_WORD = "ศูนย์ปฏิบัติการต่อต้านการทุจริตและส่งเสริมคุณธรรมจริยธรรม" * 4


@dataclass(frozen=True)
class ExampleRow:
    pk: int
    title: str
    unit: str
    state: str
    quarters: tuple[int, ...]
    budget: str

    def __str__(self) -> str:
        return self.title


ROWS = [
    ExampleRow(1, "อบรมความรู้เรื่องผลประโยชน์ทับซ้อน", "กองกลาง", "approved", (1, 2), "45,000.00"),
    ExampleRow(2, "ทบทวนคู่มือการให้บริการประชาชน", "สำนักบริการ", "waiting", (2,), "ไม่ใช้งบประมาณ"),
    ExampleRow(3, "ประกาศเจตนารมณ์ไม่รับของขวัญจากการปฏิบัติหน้าที่", "กองการเจ้าหน้าที่", "late", (1,), "-"),
    ExampleRow(4, LONG_WORD, LONG_WORD, "returned", (1, 2, 3, 4), "1,234,567,890.00"),
    ExampleRow(5, "กิจกรรมจิตอาสา ทั้งที่ทำไม่ได้ ปั่น ญี่ปุ่น น้ำใจ ผู้รู้", "กลุ่มงานจริยธรรม", "draft", (), ""),
]

COLUMNS = [
    {"key": "title", "label": "กิจกรรม", "sortable": True},
    {"key": "unit", "label": "หน่วยงาน", "sortable": True},
    {"key": "quarters", "label": "ไตรมาส", "narrow": True},
    {"key": "budget", "label": "งบประมาณ (บาท)", "sortable": True, "numeric": True},
    {"key": "state", "label": "สถานะ", "narrow": True},
]

STEPS = [
    {"title": "เสนอแผน", "state": "done", "who": "นางสาวตัวอย่าง หนึ่ง", "when": "3 ตุลาคม 2568"},
    {
        "title": "ตรวจสอบ",
        "state": "returned",
        "who": "นายตัวอย่าง สอง",
        "text": "โปรดระบุตัวชี้วัดเชิงปริมาณของกิจกรรมที่ 4",
    },
    {"title": "พิจารณาเห็นชอบ", "state": "current", "who": "รองผู้อำนวยการ"},
    {"title": "อนุมัติ", "state": "todo", "who": "ผู้อำนวยการ"},
]

SIGNED_STEPS = [
    {"title": "เสนอแผน", "state": "signed", "who": "นางสาวตัวอย่าง หนึ่ง", "when": "3 ตุลาคม 2568"},
    {"title": "อนุมัติ", "state": "signed", "who": "นายตัวอย่าง สาม", "when": "9 ตุลาคม 2568"},
]

ACTIONS = [
    {"label": "พิมพ์", "url": "#", "icon": "printer"},
    {"label": "เสนอแผน", "url": "#", "icon": "send", "kind": "primary"},
]

BULK_ACTIONS = [
    {"value": "duplicate", "label": "ทำสำเนา", "icon": "copy"},
    {"value": "delete", "label": "ลบ", "icon": "trash-2", "kind": "outline-danger"},
]


EMPTY = {
    "title": "ยังไม่มีแผนในปีงบประมาณนี้",
    "text": "เริ่มจากแบบที่เตรียมไว้ หรือคัดลอกแผนของปีก่อน",
    "action_url": "#",
    "action_label": "สร้างแผนแรก",
}


class ExampleFilter(forms.Form):
    q = forms.CharField(label="ค้นหา", required=False)
    state = forms.ChoiceField(
        label="สถานะ", required=False, choices=[("", "ทุกสถานะ"), ("draft", "ร่าง"), ("late", "เกินกำหนด")]
    )


class ExampleForm(forms.Form):
    title = forms.CharField(label="ชื่อกิจกรรม", help_text="ใช้ชื่อตามที่ปรากฏในแผน", max_length=40)
    objective = forms.CharField(label="วัตถุประสงค์", widget=forms.Textarea, required=False)
    # A number field of the browser would throw away Thai digits and whatever is no number.
    budget = forms.DecimalField(
        label="งบประมาณ", required=False, widget=forms.TextInput(attrs={"inputmode": "decimal"})
    )
    kind = forms.ChoiceField(
        label="ประเภทแผน",
        choices=[("", "โปรดเลือก"), ("integrity", "แผนส่งเสริมคุณธรรม"), ("unit", "แผนของหน่วยงาน")],
    )
    aspect = forms.ChoiceField(
        label="ประเภทตัวชี้วัด",
        choices=[("quantitative", "เชิงปริมาณ"), ("qualitative", "เชิงคุณภาพ")],
        widget=forms.RadioSelect,
    )
    quarters = forms.MultipleChoiceField(
        label="ไตรมาสที่ดำเนินการ",
        choices=[(number, f"ไตรมาสที่ {number}") for number in range(1, 5)],
        widget=forms.CheckboxSelectMultiple,
        help_text="เลือกได้มากกว่าหนึ่งไตรมาส",
        required=False,
    )
    public = forms.BooleanField(label="เผยแพร่ต่อสาธารณะ", required=False, help_text="ยกเลิกการเผยแพร่ได้ภายหลัง")


BAD_INPUT = {"title": LONG_WORD, "budget": "ห้าพัน", "aspect": "", "kind": "x", "quarters": ["9"]}


@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    """Every component at once; for staff and central administrators."""
    if not (request.user.is_staff or getattr(request.user, "is_central_admin", False)):
        raise PermissionDenied("หน้านี้เปิดให้เฉพาะผู้ดูแลระบบ")
    return render(request, "styleguide.html", _examples(request))


def _examples(request: HttpRequest) -> dict[str, Any]:
    return {
        "page": Paginator(ROWS * 8, 5).get_page(request.GET.get("page")),
        "columns": COLUMNS,
        "filters": ExampleFilter(request.GET),
        "bulk_actions": BULK_ACTIONS,
        "actions": ACTIONS,
        "crumbs": [{"label": "หน้าหลัก", "url": "/"}, {"label": "แผนปฏิบัติการ", "url": "#"}, {"label": "ปี 2569"}],
        "states": STATES,
        "quarter_states": {1: "accepted", 2: "late", 3: "due", 4: "not_due"},
        "all_quarters": (1, 2, 3, 4),
        "empty": EMPTY,
        "steps": STEPS,
        "signed_steps": SIGNED_STEPS,
        "example_form": ExampleForm(),
        "bad_form": ExampleForm(BAD_INPUT),
        "saved_at": datetime.time(10, 42),
        "confirm_items": ["กิจกรรม 12 รายการ", "หลักฐาน 3 ไฟล์"],
    }
