"""Documents of a plan that is followed, and the page on which they are chosen."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from organisations.access import Permission, check
from organisations.requests import SignedInRequest
from plans.models import ActionPlan
from reports.formats import Format
from reports.forms.monitoring import ProgressReportForm
from reports.monitoring.facts import rounds_of
from reports.monitoring.files import FORMATS, NAMES, ProgressFile, ProgressKind
from reports.views.documents import FORMATS as WORDS
from reports.views.documents import answered
from reports.views.reach import visible_plan

_ABOUT = {
    ProgressKind.REPORT: (
        "ภาพรวม ผลตามตัวชี้วัด ผลการใช้จ่ายงบประมาณ ผลรายกิจกรรม ปัญหาและข้อเสนอแนะ รายงานที่ยังไม่ได้รับ และที่ลงนาม"
    ),
    ProgressKind.PHOTOS: "ผลการดำเนินงานของแต่ละกิจกรรมพร้อมภาพที่ผู้รายงานเลือกให้แสดงในรายงาน",
    ProgressKind.MEETING: "หนึ่งหน้า A4 มีตัวเลขสำคัญ สิ่งที่ล่าช้าและผู้รับผิดชอบ และเรื่องที่เสนอให้ที่ประชุมพิจารณา",
}


@require_safe
def progress_report(request: SignedInRequest, pk: int) -> HttpResponse:
    """Which round to report on and with what; every document of it in every format."""
    plan = visible_plan(request, pk)
    form = _form(request, plan)
    chosen = form.rounds[form.key]
    words = {format: (label, icon) for format, label, icon in WORDS}
    context = {
        "plan": plan,
        "form": form,
        "chosen": chosen,
        "is_closed": bool(chosen.pk and chosen.closings.filter(reopened_at=None).exists()),
        "is_followed": plan.periods.exists(),
        "cards": [
            (
                kind.value,
                NAMES[kind],
                _ABOUT[kind],
                [(_file(request, form, kind, f).address, *words[f]) for f in FORMATS],
            )
            for kind in ProgressKind
        ],
    }
    return render(request, "reports/monitoring/progress_report.html", context)


@require_safe
def progress_report_file(request: SignedInRequest, pk: int, format: Format) -> HttpResponse:
    """``?of=`` a round, ``?document=`` a kind, ``?submitted=1``, ``?internal=1`` for members."""
    form = _form(request, visible_plan(request, pk))
    asked = request.GET.get("document", ProgressKind.REPORT)
    if not form.is_valid() or asked not in list(ProgressKind):
        raise Http404
    return answered(request, _file(request, form, ProgressKind(asked), format))


def _form(request: SignedInRequest, plan: ActionPlan) -> ProgressReportForm:
    """Internal notes are for those of the organisation, not for whoever may see the plan."""
    may_internal = bool(check(request.user, Permission.EVIDENCE_VIEW, plan))
    return ProgressReportForm(request.GET, rounds_of(plan), may_internal=may_internal)


def _file(
    request: SignedInRequest, form: ProgressReportForm, kind: ProgressKind, format: Format
) -> ProgressFile:
    marks = {name: form.has(name) for name in ("internal", "submitted")}
    return ProgressFile(form.key, form.rounds[form.key], request.user, format, kind, **marks)
