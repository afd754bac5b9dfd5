"""What is done at a step beside signing it: returning it, having another sign it; and withdrawing the lot."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from organisations.access import Permission, require
from organisations.pages.form_page import form_page
from organisations.pages.outcome import carried_out
from organisations.services.errors import StaleError
from plans.forms.signing import DelegateForm, ReasonForm, ReturnForm
from plans.models import Revision, SignOffStep
from plans.services.delegations import delegate_step
from plans.services.sign_off import return_revision, withdraw_revision
from plans.signing import may_act, may_delegate, people_on_line, signs_in_person
from plans.views import reach
from plans.views.request import PlanRequest

STALE = "มีผู้ดำเนินการกับเรื่องนี้ก่อนท่าน โปรดตรวจสอบสถานะปัจจุบันแล้วดำเนินการอีกครั้ง"


@require_http_methods(["GET", "HEAD", "POST"])
def step_return(request: PlanRequest, pk: int) -> HttpResponse:
    """Back to be mended, after saying why."""
    step = sign_off_step(request, pk)
    may_act(request.user, step)
    form = ReturnForm(request.POST or None, initial={"base_version": step.revision.version})
    if request.method == "POST" and _decided(
        form, lambda: return_revision(by=request.user, step=step, **form.cleaned_data)
    ):
        messages.success(request, "ส่งคืนเพื่อแก้ไขแล้ว")
        return redirect(step.revision)
    return form_page(
        request,
        form,
        title="ส่งคืนเพื่อแก้ไข",
        lead=f"{step.revision.plan} {step.revision}",
        crumbs=crumbs_of(step.revision, "ส่งคืนเพื่อแก้ไข"),
        submit="ส่งคืนเพื่อแก้ไข",
        danger=True,
        cancel_url=step.revision.get_absolute_url(),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def step_delegate(request: PlanRequest, pk: int) -> HttpResponse:
    """Somebody else signs this step."""
    step = sign_off_step(request, pk)
    may_delegate(request.user, step)
    own = signs_in_person(step, request.user)
    post = (request.user.position or step.post) if own else step.post
    form = DelegateForm(
        request.POST or None,
        people=people_on_line(step.unit or step.organisation).exclude(pk=request.user.pk),
        initial={"post": post, "starts_on": timezone.localdate()},
    )
    if request.method == "POST" and _decided(
        form, lambda: delegate_step(by=request.user, step=step, values=form.cleaned_data)
    ):
        messages.success(request, "มอบหมายผู้ลงนามแทนแล้ว")
        return redirect(step.revision)
    return form_page(
        request,
        form,
        title="มอบหมายผู้ลงนามแทน",
        lead=f"ขั้นตอน “{step}” {step.revision.plan} {step.revision}",
        crumbs=crumbs_of(step.revision, "มอบหมายผู้ลงนามแทน"),
        submit="มอบหมาย",
        cancel_url=step.revision.get_absolute_url(),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def revision_withdraw(request: PlanRequest, pk: int) -> HttpResponse:
    """Taken back before it is decided, after saying why."""
    revisions = Revision.objects.visible_to(request.user).defer("content")
    revision: Revision = get_object_or_404(revisions.select_related("plan__organisation"), pk=pk)
    reach.shown(request, revision.plan)
    require(request.user, Permission.PLAN_SUBMIT, revision.organisation)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and _decided(
        form, lambda: withdraw_revision(by=request.user, revision=revision, **form.cleaned_data)
    ):
        messages.success(request, "ถอนเรื่องคืนแล้ว")
        return redirect(revision)
    return form_page(
        request,
        form,
        title="ถอนเรื่องคืน",
        lead=f"{revision.plan} {revision}",
        crumbs=crumbs_of(revision, "ถอนเรื่องคืน"),
        submit="ถอนเรื่องคืน",
        danger=True,
        cancel_url=revision.get_absolute_url(),
    )


def sign_off_step(request: PlanRequest, pk: int) -> SignOffStep:
    """A step of a revision of a plan that the person may see; the page is of that plan."""
    steps = SignOffStep.objects.visible_to(request.user).select_related(
        "revision__plan__organisation", "unit", "committee"
    )
    step = get_object_or_404(steps.defer("revision__content"), pk=pk)
    reach.shown(request, step.revision.plan)
    return step


def crumbs_of(revision: Revision, here: str) -> list[dict[str, str]]:
    """From the plan through the revision to a page of it."""
    return [
        {"label": str(revision.plan), "url": revision.plan.get_absolute_url()},
        {"label": str(revision), "url": revision.get_absolute_url()},
        {"label": here},
    ]


def _decided(form: forms.BaseForm, act: Callable[[], Any]) -> Any:
    """What the act gives; None with the reason on the form, also where somebody was quicker."""
    try:
        return carried_out(form, act)
    except StaleError:
        form.add_error(None, STALE)
        return None
