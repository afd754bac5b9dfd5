"""Named versions of a plan, any two of them compared, and bringing a row back from one."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from ita_portal.tables.content import PlanContent
from organisations.access import Permission, check
from plans import rows
from plans.comparing import compare
from plans.forms.versions import NOW, CompareForm, VersionNameForm
from plans.models import ActionPlan, PlanVersion
from plans.services.bringing_back import PastRow
from plans.services.versions import delete_version, name_version, rename_version
from plans.snapshots import content_of, row_of
from plans.views import reach
from plans.views.answers import ask, refuse
from plans.views.bringing_back import Question
from plans.views.request import PlanRequest


@require_http_methods(["GET", "HEAD", "POST"])
def plan_versions(request: PlanRequest, pk: int) -> HttpResponse:
    """The plan's versions, and a form that names the plan as it is now."""
    plan = reach.editable_plan(request, pk) if request.method == "POST" else reach.past(request, pk)
    form = VersionNameForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            version = name_version(by=request.user, plan=plan, name=form.cleaned_data["name"])
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, f"บันทึกฉบับ “{version.name}” แล้ว")
            return redirect("plans:plan-versions", pk=plan.pk)
    context = {
        "plan": plan,
        "form": form,
        "versions": _versions(plan).select_related("created_by"),
        "may_edit": check(request.user, Permission.PLAN_EDIT, plan),
    }
    return render(request, "plans/versions.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def version_edit(request: PlanRequest, pk: int) -> HttpResponse:
    """Another name for a version."""
    version = _version(request, pk)
    posted = request.POST if request.method == "POST" else None
    form = VersionNameForm(posted, initial={"name": version.name})
    if form.is_valid():
        try:
            rename_version(by=request.user, version=version, name=form.cleaned_data["name"])
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, "เปลี่ยนชื่อฉบับแล้ว")
            return redirect("plans:plan-versions", pk=version.plan_id)
    context = {"plan": version.plan, "form": form}
    return render(request, "plans/version_form.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def version_delete(request: PlanRequest, pk: int) -> HttpResponse:
    """Away with a version, after asking."""
    version = _version(request, pk)
    versions_url = reverse("plans:plan-versions", args=[version.plan_id])
    if request.method != "POST":
        return ask(
            request,
            title="ลบฉบับนี้หรือไม่",
            text=f"ฉบับ “{version.name}” จะถูกลบถาวร ข้อความในแผนปัจจุบันไม่เปลี่ยนแปลง",
            confirm_label="ลบฉบับ",
            cancel_url=versions_url,
        )
    delete_version(by=request.user, version=version)
    messages.success(request, "ลบฉบับแล้ว")
    return redirect(versions_url)


@require_safe
def plan_compare(request: PlanRequest, pk: int) -> HttpResponse:
    """What differs from one version to another, or to the plan as it is now."""
    plan = reach.past(request, pk)
    form = CompareForm(request.GET or None, versions=list(_versions(plan)))
    context = {"plan": plan, "form": form, "page_wide": True}
    if form.is_valid():
        before, after = (_content(plan, form.side(name)) for name in ("before", "after"))
        context["comparison"] = compare(before, after, only_changes=form.cleaned_data["only_changes"])
        context["version"] = form.side("before") if check(request.user, Permission.PLAN_EDIT, plan) else None
    return render(request, "plans/compare.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def version_restore_row(request: PlanRequest, pk: int, row: int) -> HttpResponse:
    """A row as it was in a version, after asking."""
    version = _version(request, pk)
    found = row_of(version.content, row)
    if found is None:
        raise Http404
    then, part_id = found
    heading_id = then.heading_ids[-1] if then.heading_ids else None
    compare_url = reverse("plans:plan-compare", args=[version.plan_id])
    past = PastRow(then, row, heading_id, part_id)
    back_url = f"{compare_url}?before={version.pk}&after={NOW}"
    return Question(version.plan, past, f"ตามฉบับ “{version.name}”", back_url).ask(request)


def _versions(plan: ActionPlan) -> QuerySet[PlanVersion]:
    """Those of the plan, the latest first, without their content."""
    return plan.named_versions.defer("content")


def _version(request: PlanRequest, pk: int) -> PlanVersion:
    """A version of a plan that the person may see and change now."""
    versions = PlanVersion.objects.visible_to(request.user)
    version: PlanVersion = get_object_or_404(versions.defer("content"), pk=pk)
    version.plan = reach.editable_plan(request, version.plan_id)
    return version


def _content(plan: ActionPlan, side: PlanVersion | None) -> PlanContent:
    """A version, or with none the plan as it is now."""
    return content_of(side.content) if side else rows.contents(plan)
