"""Project charters: a new one, its head and tables, order, away."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from organisations.services.errors import StaleError
from plans.facts import CHARTER_HEAD
from plans.forms.charters import CharterForm, NewCharterForm
from plans.models import Charter
from plans.services import charters
from plans.views import reach
from plans.views.answers import ask, refuse, step
from plans.views.editor import editor_url_of
from plans.views.request import PlanRequest

STALE = "มีผู้แก้ไขรายละเอียดโครงการนี้ก่อนท่าน โปรดตรวจสอบข้อความของท่านแล้วบันทึกอีกครั้งหากต้องการใช้แทน"


@require_http_methods(["GET", "HEAD", "POST"])
def charter_new(request: PlanRequest, pk: int) -> HttpResponse:
    """A new charter with its fourteen headings."""
    plan = reach.editable_plan(request, pk)
    form = NewCharterForm(request.POST or None)
    if form.is_valid():
        try:
            charter = charters.add_charter(by=request.user, plan=plan, head=form.cleaned_data)
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, "เพิ่มรายละเอียดโครงการแล้ว เลือกหัวข้อด้านล่างเพื่อเขียนเนื้อหา")
            return redirect("plans:charter-edit", pk=charter.pk)
    context = {"form": form, "plan": plan, "cancel_url": editor_url_of(plan)}
    return render(request, "plans/charter_form.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def charter_edit(request: PlanRequest, pk: int) -> HttpResponse:
    """The charter's head and tables; its headings lead to their sections."""
    charter = reach.charter(request, pk)
    form = CharterForm(request.POST or None, plan=charter.plan, initial=_initial(charter))
    if form.is_valid():
        try:
            _save(request, charter, form)
        except StaleError:
            charter.refresh_from_db()
            form.begin_again(charter.version, STALE)
        except ValidationError as error:
            charter.refresh_from_db()
            refuse(form, error)
        else:
            messages.success(request, "บันทึกรายละเอียดโครงการแล้ว")
            return redirect("plans:charter-edit", pk=charter.pk)
    context = {"form": form, "plan": charter.plan, "charter": charter, "sections": charter.sections.all()}
    context["cancel_url"] = editor_url_of(charter.plan)
    return render(request, "plans/charter_form.html", context, status=422 if form.is_bound else 200)


@require_POST
def charter_move(request: PlanRequest, pk: int) -> HttpResponse:
    """One place up or down among the plan's charters."""
    charter = reach.charter(request, pk)
    charters.move_charter(by=request.user, charter=charter, step=step(request))
    messages.success(request, "ย้ายรายละเอียดโครงการแล้ว")
    return redirect(editor_url_of(charter.plan))


@require_http_methods(["GET", "HEAD", "POST"])
def charter_delete(request: PlanRequest, pk: int) -> HttpResponse:
    """Away, after asking."""
    charter = reach.charter(request, pk)
    if request.method != "POST":
        return ask(
            request,
            title="ลบรายละเอียดโครงการนี้หรือไม่",
            text=f"“{charter.title}” และข้อความทุกหัวข้อของโครงการนี้จะถูกลบ ตารางของโครงการยังอยู่ในแผน",
            confirm_label="ลบรายละเอียดโครงการ",
            cancel_url=reverse("plans:charter-edit", args=[charter.pk]),
        )
    charters.delete_charter(by=request.user, charter=charter)
    messages.success(request, "ลบรายละเอียดโครงการแล้ว")
    return redirect(editor_url_of(charter.plan))


def _initial(charter: Charter) -> dict[str, Any]:
    head = {name: getattr(charter, name) for name in CHARTER_HEAD}
    parts = list(charter.parts.values_list("pk", flat=True))
    return head | {"parts": parts, "base_version": charter.version}


def _save(request: PlanRequest, charter: Charter, form: CharterForm) -> None:
    charters.save_charter(
        by=request.user,
        charter=charter,
        head=form.head(),
        parts=form.cleaned_data.get("parts", ()),
        base_version=form.cleaned_data["base_version"],
    )
