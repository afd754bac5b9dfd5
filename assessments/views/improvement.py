"""From a round's low scores to gaps, and the strip that shows what became of them."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments.forms.gaps import GapForm
from assessments.forms.stale import begin_again
from assessments.improvement.low_scores import low_scores
from assessments.improvement.strip import strip_of
from assessments.models import Gap, Round
from assessments.services.gaps import Raised, delete_gap, move_gap, raise_gaps, update_gap
from assessments.views.improvement_reach import (
    IMPROVEMENT,
    ask,
    done,
    editable,
    form_page,
    improvement_url,
    said,
    step_of,
)
from assessments.views.reach import crumbs, editable_round, visible_round
from organisations.access import Permission, check
from organisations.requests import SignedInRequest
from organisations.services.errors import StaleError


@require_safe
def round_improvement(request: SignedInRequest, pk: int) -> HttpResponse:
    """Gaps, measures, activities, what came of them and the next scores, on one page."""
    of_round = visible_round(request, pk)
    may_edit = bool(check(request.user, Permission.ASSESSMENT_EDIT, of_round))
    strip = strip_of(of_round)
    context = {
        "round": of_round,
        "strip": strip,
        "offers": low_scores(of_round) if may_edit and not strip.gaps else [],
        "may_edit": may_edit,
        "heading": f"{IMPROVEMENT} {of_round}",
        "crumbs": crumbs(of_round, IMPROVEMENT),
    }
    return render(request, "assessments/improvement.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def gap_raise(request: SignedInRequest, pk: int) -> HttpResponse:
    """Low scores to tick; those ticked become gaps, with words to go on from."""
    of_round = editable_round(request, pk)
    offers = low_scores(of_round, raised=_raised(of_round))
    if request.method != "POST":
        heading = "ยกข้อที่ได้คะแนนต่ำเป็นประเด็นที่ต้องปิด Gap"
        context = {
            "round": of_round,
            "offers": offers,
            "heading": heading,
            "crumbs": crumbs(of_round, heading),
        }
        return render(request, "assessments/gap_raise.html", context)
    ticked = set(request.POST.getlist("low"))
    lows = [low for low in offers if low.key in ticked]
    raised = [Raised(low.issue, item=low.item, indicator=low.indicator) for low in lows]
    if raised:
        raise_gaps(by=request.user, of_round=of_round, raised=raised)
        said(request, f"ยกเป็นประเด็นที่ต้องปิด Gap แล้ว {len(raised)} ประเด็น โปรดระบุสาเหตุ")
    else:
        said(request, "โปรดเลือกข้อที่ต้องการยกเป็นประเด็นที่ต้องปิด Gap")
    return redirect(improvement_url(of_round, "strip"))


@require_http_methods(["GET", "HEAD", "POST"])
def gap_new(request: SignedInRequest, pk: int) -> HttpResponse:
    """A gap of an indicator or an item, or in words alone."""
    of_round = editable_round(request, pk)
    form = GapForm(request.POST or None, of_round=of_round, of=request.GET.get("of", ""))
    if request.method == "POST" and done(
        form,
        lambda: raise_gaps(by=request.user, of_round=of_round, raised=[Raised(**form.values())]),
    ):
        said(request, "เพิ่มประเด็นที่ต้องปิด Gap แล้ว")
        return redirect(improvement_url(of_round, "strip"))
    if form.is_bound and form.is_valid():
        form.add_error("of", "ข้อนี้เป็นประเด็นที่ต้องปิด Gap ของรอบนี้แล้ว")
    return form_page(request, of_round, form, heading="เพิ่มประเด็นที่ต้องปิด Gap", submit="เพิ่ม")


@require_http_methods(["GET", "HEAD", "POST"])
def gap_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Its words, its cause, what it is of."""
    gap = editable(request, Gap.objects.visible_to(request.user), pk)
    form = GapForm(request.POST or None, of_round=gap.round, gap=gap)
    current: list[tuple[str, str]] = []
    try:
        if request.method == "POST" and done(form, lambda: _updated(request, gap, form)):
            said(request, "บันทึกแล้ว")
            return redirect(improvement_url(gap.round, f"gap-{gap.pk}"))
    except StaleError as error:
        begin_again(form, base_version=error.current.version)
        current = [("ประเด็นที่ต้องปิด Gap", error.current.issue), ("สาเหตุ", error.current.cause)]
    return form_page(request, gap.round, form, heading="แก้ไขประเด็นที่ต้องปิด Gap", submit="บันทึก", current=current)


def _updated(request: SignedInRequest, gap: Gap, form: GapForm) -> Gap:
    version = form.cleaned_data["base_version"]
    return update_gap(by=request.user, gap=gap, base_version=version, **form.values())


@require_POST
def gap_move(request: SignedInRequest, pk: int) -> HttpResponse:
    """One place up or down."""
    gap = editable(request, Gap.objects.visible_to(request.user), pk)
    move_gap(by=request.user, gap=gap, step=step_of(request))
    return redirect(improvement_url(gap.round, f"gap-{gap.pk}"))


@require_http_methods(["GET", "HEAD", "POST"])
def gap_delete(request: SignedInRequest, pk: int) -> HttpResponse:
    """Away, after asking."""
    gap = editable(request, Gap.objects.visible_to(request.user), pk)
    if request.method != "POST":
        text = f"“{gap}” จะหายไปจากรอบนี้ มาตรการและกิจกรรมที่เชื่อมไว้ยังอยู่"
        return ask(request, gap.round, title="ลบประเด็นที่ต้องปิด Gap นี้หรือไม่", text=text)
    delete_gap(by=request.user, gap=gap)
    said(request, "ลบประเด็นที่ต้องปิด Gap แล้ว")
    return redirect(improvement_url(gap.round))


def _raised(of_round: Round) -> set[str]:
    """The keys of what is a gap of the round already."""
    gaps = of_round.gaps.values_list("item", "indicator")
    return {f"item-{item}" if item else f"indicator-{indicator}" for item, indicator in gaps}
