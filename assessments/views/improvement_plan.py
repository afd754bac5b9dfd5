"""What joins measures to the plan: the heading of the same name, and activities."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from assessments.forms.measures import ActivityForm, HeadingForm, TicksForm
from assessments.improvement.pirab import LAYOUT
from assessments.models import Measure
from assessments.services.measures_plan import (
    add_measure_activity,
    link_activities,
    link_heading,
    make_heading,
    say_as_heading,
    say_as_measure,
)
from assessments.views.improvement_reach import done, editable, form_page, improvement_url, said
from organisations.requests import SignedInRequest, asked_id
from organisations.services.errors import StaleError
from plans.models import Activity, Heading, PlanPart


@require_http_methods(["GET", "HEAD", "POST"])
def measure_heading(request: SignedInRequest, pk: int) -> HttpResponse:
    """Under which heading of the plan its activities stand; a new one has its words."""
    measure = _measure(request, pk)
    plan = measure.row.part.plan_id
    headings = Heading.objects.visible_to(request.user).filter(part__plan=plan).exclude(part__layout=LAYOUT)
    parts = PlanPart.objects.visible_to(request.user).filter(plan=plan, rows_of=None).exclude(layout=LAYOUT)
    form = HeadingForm(
        request.POST or None, measure=measure, headings=headings.select_related("part"), parts=parts
    )
    if request.method == "POST" and done(form, lambda: _headed(request, measure, form)):
        said(request, "บันทึกหัวข้อของมาตรการแล้ว")
        return redirect(_back(measure))
    return form_page(
        request,
        measure.round,
        form,
        heading="หัวข้อของมาตรการในแผน",
        submit="บันทึก",
        about=measure.row.title,
        cancel_url=_back(measure),
    )


def _headed(request: SignedInRequest, measure: Measure, form: HeadingForm) -> Any:
    if form.makes_heading:
        return make_heading(by=request.user, measure=measure, part=form.part)
    return link_heading(by=request.user, measure=measure, heading=form.heading)


@require_POST
def measure_words(request: SignedInRequest, pk: int) -> HttpResponse:
    """One wording for the measure and its heading: whichever of the two the button says."""
    measure = _measure(request, pk)
    takes_heading = request.POST.get("use") == "heading"
    act = say_as_heading if takes_heading else say_as_measure
    version = asked_id(request.POST.get("row_version" if takes_heading else "heading_version", ""))
    try:
        act(by=request.user, measure=measure, base_version=version)
    except StaleError:
        said(request, "มีผู้แก้ไขข้อความนี้ก่อนท่าน โปรดตรวจสอบข้อความล่าสุดแล้วเลือกอีกครั้ง")
    except ValidationError as error:
        said(request, " ".join(error.messages))
    else:
        said(request, "ใช้ข้อความเดียวกันแล้ว")
    return redirect(_back(measure))


@require_http_methods(["GET", "HEAD", "POST"])
def measure_activities(request: SignedInRequest, pk: int) -> HttpResponse:
    """Activities of the plan that serve the measure beside those below its heading."""
    measure = _measure(request, pk)
    own = Activity.objects.visible_to(request.user).filter(part__plan=measure.row.part.plan_id)
    things = own.of_activity_tables().exclude(part__layout=LAYOUT).order_by("part__position", "pk")
    form = TicksForm(
        request.POST or None,
        label="กิจกรรมในแผนที่สนับสนุนมาตรการนี้",
        things=things,
        initial=measure.activities.values_list("pk", flat=True),
        required=False,
    )
    if request.method == "POST" and done(
        form, lambda: link_activities(by=request.user, measure=measure, activities=form.chosen)
    ):
        said(request, "บันทึกกิจกรรมของมาตรการแล้ว")
        return redirect(_back(measure))
    return form_page(
        request,
        measure.round,
        form,
        heading="กิจกรรมของมาตรการ",
        submit="บันทึก",
        about=measure.row.title,
        cancel_url=_back(measure),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def measure_activity_new(request: SignedInRequest, pk: int) -> HttpResponse:
    """A new activity of the plan under the measure."""
    measure = _measure(request, pk)
    form = ActivityForm(request.POST or None)
    if request.method == "POST" and done(form, lambda: _activity(request, measure, form)):
        said(request, "เพิ่มกิจกรรมในแผนแล้ว")
        return redirect(_back(measure))
    return form_page(
        request,
        measure.round,
        form,
        heading="เพิ่มกิจกรรมของมาตรการ",
        submit="เพิ่มกิจกรรม",
        about=measure.row.title,
        cancel_url=_back(measure),
        template="assessments/measure_activity.html",
    )


def _activity(request: SignedInRequest, measure: Measure, form: ActivityForm) -> Activity:
    token = str(form.cleaned_data["token"] or "")
    return add_measure_activity(by=request.user, measure=measure, row=form.row, token=token)


def _measure(request: SignedInRequest, pk: int) -> Measure:
    seen = Measure.objects.visible_to(request.user)
    return editable(
        request, seen.select_related("row__part__plan", "row__heading", "heading__part__plan"), pk
    )


def _back(measure: Measure) -> str:
    return improvement_url(measure.round, f"measure-{measure.pk}")
