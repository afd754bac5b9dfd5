"""The measures of a round: their plan, their words, and which of them were there before."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from assessments.forms.measures import DeleteMeasureForm, MeasureForm, PlanForm, TicksForm
from assessments.forms.stale import begin_again
from assessments.improvement.pirab import LAYOUT
from assessments.models import Gap, Measure, Round
from assessments.rounds.neighbours import round_before
from assessments.services.measures import (
    add_measure,
    adopt_rows,
    begin_plan,
    choose_plan,
    delete_measure,
    move_measure,
    take_over,
    update_measure,
    words_of,
)
from assessments.views.improvement_reach import ask, done, editable, form_page, improvement_url, said, step_of
from assessments.views.reach import editable_round
from organisations.access import Permission
from organisations.requests import SignedInRequest
from organisations.services.errors import StaleError
from plans.models import ActionPlan, Activity


@require_http_methods(["GET", "HEAD", "POST"])
def round_plan(request: SignedInRequest, pk: int) -> HttpResponse:
    """The plan in which the round's measures and activities stand: an existing one or a new one."""
    of_round = editable_round(request, pk)
    plans = ActionPlan.objects.visible_to(request.user, Permission.PLAN_EDIT).in_their_own_right()
    own = plans.filter(organisation=of_round.organisation_id, fiscal_year=of_round.fiscal_year)
    title = f"แผนขับเคลื่อนการประเมินคุณธรรมและความโปร่งใส ประจำปีงบประมาณ พ.ศ. {of_round.fiscal_year}"
    form = PlanForm(request.POST or None, plans=own, initial={"plan": of_round.plan_id, "title": title})
    if request.method == "POST" and done(form, lambda: _planned(request, of_round, form)):
        said(request, "เลือกแผนที่ใช้ปิด Gap แล้ว")
        return redirect(improvement_url(of_round))
    return form_page(request, of_round, form, heading="แผนที่ใช้ปิด Gap", submit="ใช้แผนนี้")


def _planned(request: SignedInRequest, of_round: Round, form: PlanForm) -> Any:
    if form.chosen:
        return choose_plan(by=request.user, of_round=of_round, plan=form.chosen)
    return begin_plan(by=request.user, of_round=of_round, title=form.cleaned_data["title"])


@require_http_methods(["GET", "HEAD", "POST"])
def measure_new(request: SignedInRequest, pk: int) -> HttpResponse:
    """A new measure, for a gap where one comes from it."""
    of_round = editable_round(request, pk)
    if of_round.plan_id is None:
        said(request, "โปรดเลือกแผนที่ใช้ปิด Gap ก่อนเพิ่มมาตรการ")
        return redirect("assessments:round-plan", pk)
    gaps = Gap.objects.visible_to(request.user).filter(round=of_round)
    form = MeasureForm(request.POST or None, gaps=gaps, initial={"gaps": request.GET.getlist("gap")})
    if request.method == "POST" and (made := done(form, lambda: _added(request, of_round, form))):
        said(request, "เพิ่มมาตรการแล้ว")
        return redirect(improvement_url(of_round, f"measure-{made.pk}"))
    return form_page(request, of_round, form, heading="เพิ่มมาตรการ", submit="เพิ่มมาตรการ")


def _added(request: SignedInRequest, of_round: Round, form: MeasureForm) -> Measure:
    return add_measure(
        by=request.user,
        of_round=of_round,
        words=form.words,
        gaps=form.chosen_gaps,
        standing=form.cleaned_data["standing"],
    )


@require_http_methods(["GET", "HEAD", "POST"])
def measure_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Its words, which are those of its row in the plan, its gaps and its standing."""
    measure = editable(request, _measures(request), pk)
    gaps = Gap.objects.visible_to(request.user).filter(round=measure.round)
    form = MeasureForm(request.POST or None, gaps=gaps, initial=_known(measure))
    current: list[tuple[str, str]] = []
    try:
        if request.method == "POST" and done(form, lambda: _updated(request, measure, form)):
            said(request, "บันทึกมาตรการแล้ว")
            return redirect(improvement_url(measure.round, f"measure-{measure.pk}"))
    except StaleError:
        measure = _measures(request).get(pk=pk)
        begin_again(form, base_version=measure.version, row_version=measure.row.version)
        current = _texts(measure)
    return form_page(request, measure.round, form, heading="แก้ไขมาตรการ", submit="บันทึก", current=current)


def _updated(request: SignedInRequest, measure: Measure, form: MeasureForm) -> Measure:
    return update_measure(
        by=request.user,
        measure=measure,
        words=form.words,
        gaps=form.chosen_gaps,
        standing=form.cleaned_data["standing"],
        **form.versions,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def measure_take_over(request: SignedInRequest, pk: int) -> HttpResponse:
    """Measures of the round before, and rows of the plan's table that are no measures of the round yet."""
    of_round = editable_round(request, pk)
    earlier = round_before(of_round)
    past = _measures(request).filter(round=earlier).exclude(followers__round=of_round)
    rows = Activity.objects.visible_to(request.user).filter(part__layout=LAYOUT)
    waiting = rows.filter(part__plan=of_round.plan_id).exclude(measures__isnull=False)
    adopts = request.POST.get("from") == "plan"
    data = request.POST or None
    taken = TicksForm(None if adopts else data, label="มาตรการของรอบก่อน", things=past)
    adopted = TicksForm(data if adopts else None, label="มาตรการในแผน", things=waiting.select_related("part"))
    form = adopted if adopts else taken
    if request.method == "POST" and done(form, lambda: _taken(request, of_round, form, adopts)):
        said(request, f"นำมาเป็นมาตรการของรอบนี้แล้ว {len(form.chosen)} มาตรการ")
        return redirect(improvement_url(of_round, "measures"))
    more: dict[str, Any] = {"taken": taken, "adopted": adopted, "earlier": earlier}
    return form_page(
        request,
        of_round,
        form,
        heading="นำมาตรการที่มีอยู่มาใช้",
        submit="ใช้มาตรการที่เลือก",
        template="assessments/measure_take_over.html",
        **more,
    )


def _taken(request: SignedInRequest, of_round: Round, form: TicksForm, adopts: bool) -> list[Measure]:
    if adopts:
        return adopt_rows(by=request.user, of_round=of_round, adopted=form.chosen)
    return take_over(by=request.user, of_round=of_round, measures=form.chosen)


@require_POST
def measure_move(request: SignedInRequest, pk: int) -> HttpResponse:
    """One place up or down."""
    measure = editable(request, _measures(request), pk)
    move_measure(by=request.user, measure=measure, step=step_of(request))
    return redirect(improvement_url(measure.round, f"measure-{measure.pk}"))


@require_http_methods(["GET", "HEAD", "POST"])
def measure_delete(request: SignedInRequest, pk: int) -> HttpResponse:
    """Away, after asking whether its row goes from the plan too."""
    measure = editable(request, _measures(request), pk)
    if request.method != "POST":
        text = f"“{measure}” จะไม่เป็นมาตรการของรอบนี้อีก หัวข้อและกิจกรรมในแผนยังอยู่"
        form = DeleteMeasureForm()
        return ask(request, measure.round, title="ลบมาตรการนี้หรือไม่", text=text, form=form)
    delete_measure(by=request.user, measure=measure, with_row=request.POST.get("with_row") == "on")
    said(request, "ลบมาตรการแล้ว")
    return redirect(improvement_url(measure.round))


def _measures(request: SignedInRequest) -> Any:
    return Measure.objects.visible_to(request.user).select_related("row__heading", "row__part__plan")


def _known(measure: Measure) -> dict[str, Any]:
    words = words_of(measure.row)
    return {
        "base_version": measure.version,
        "row_version": measure.row.version,
        "letter": words.letter,
        "title": words.title,
        "reason": words.reason,
        "knowledge": words.knowledge,
        "gaps": [str(gap.pk) for gap in measure.gaps.all()],
        "standing": measure.standing,
    }


def _texts(measure: Measure) -> list[tuple[str, str]]:
    words = words_of(measure.row)
    return [("มาตรการ", words.title), ("เหตุผล", words.reason), ("ประเด็นความรู้", words.knowledge)]
