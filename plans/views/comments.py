"""Comments beside a row and on a plan; open to those with a role in the plan's organisation."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from organisations.access import Permission, check
from plans.forms.comments import CommentForm
from plans.models import ActionPlan, Activity, Comment
from plans.services import comments
from plans.views import reach
from plans.views.answers import refuse
from plans.views.editor import editor_url
from plans.views.request import PlanRequest


@require_http_methods(["GET", "HEAD", "POST"])
def activity_comments(request: PlanRequest, pk: int) -> HttpResponse:
    """What was said beside a row, and a form to say more."""
    activity = reach.readable_activity(request, pk)
    plan = activity.part.plan
    comments.admit(request.user, plan)
    return _discussion(request, plan, activity, _row_url(request, activity))


@require_http_methods(["GET", "HEAD", "POST"])
def plan_comments(request: PlanRequest, pk: int) -> HttpResponse:
    """Every comment of a plan, those not dealt with first; the form speaks of the plan as a whole."""
    plan = reach.plan(request, pk)
    comments.admit(request.user, plan)
    return _discussion(request, plan, None, plan.get_absolute_url())


@require_POST
def comment_resolve(request: PlanRequest, pk: int) -> HttpResponse:
    """Dealt with, or open again."""
    visible = Comment.objects.visible_to(request.user).select_related("plan__organisation", "activity")
    comment = get_object_or_404(visible, pk=pk)
    resolved = "reopen" not in request.POST
    comments.resolve_comment(by=request.user, comment=comment, resolved=resolved)
    messages.success(request, "บันทึกว่าดำเนินการแล้ว" if resolved else "เปิดความเห็นอีกครั้งแล้ว")
    return redirect(_url(comment.plan, comment.activity))


def _discussion(
    request: PlanRequest, plan: ActionPlan, activity: Activity | None, back_url: str
) -> HttpResponse:
    people = comments.people_of(plan).exclude(pk=request.user.pk)
    form = CommentForm(request.POST if request.method == "POST" else None, people=people)
    if form.is_valid() and _added(request, plan, activity, form):
        return redirect(_url(plan, activity))
    said = list(_said(request, plan, activity))
    comments.mark_seen(by=request.user, plan=plan, activity=activity)
    context = {
        "form": form,
        "plan": plan,
        "activity": activity,
        "open_comments": [comment for comment in said if not comment.resolved_at],
        "resolved_comments": [comment for comment in said if comment.resolved_at],
        "back_url": back_url,
    }
    return render(request, "plans/comments.html", context, status=422 if form.is_bound else 200)


def _added(request: PlanRequest, plan: ActionPlan, activity: Activity | None, form: CommentForm) -> bool:
    """Whether the comment could be added; what the service refuses stands at the form."""
    url = request.build_absolute_uri(_url(plan, activity))
    try:
        comments.add_comment(by=request.user, plan=plan, activity=activity, url=url, **form.cleaned_data)
    except ValidationError as error:
        refuse(form, error)
        return False
    messages.success(request, "เพิ่มความเห็นแล้ว")
    return True


def _said(request: PlanRequest, plan: ActionPlan, activity: Activity | None) -> QuerySet[Any]:
    said = Comment.objects.visible_to(request.user).filter(plan=plan)
    if activity:
        said = said.filter(activity=activity)
    return said.select_related("author", "resolved_by", "activity").prefetch_related("mentions__user")


def _url(plan: ActionPlan, activity: Activity | None) -> str:
    if activity:
        return reverse("plans:activity-comments", args=[activity.pk])
    return reverse("plans:plan-comments", args=[plan.pk])


def _row_url(request: PlanRequest, activity: Activity) -> str:
    """The row in the editor, or for those who do not write the plan as it prints."""
    plan = activity.part.plan
    writes = check(request.user, Permission.PLAN_EDIT, plan)
    return f"{editor_url(activity.part) if writes else plan.get_absolute_url()}#row-{activity.pk}"
