"""Standing orders by which somebody signs for another."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from organisations.access import Permission, check, require
from organisations.pages.form_page import form_page
from organisations.pages.lists import Columns, page_of
from organisations.pages.outcome import carried_out
from plans.forms.signing import DelegationForm
from plans.models import Delegation
from plans.services.delegations import create_delegation, revoke_delegation
from plans.signing import people_on_line
from plans.views.answers import ask
from plans.views.chains import organisation_crumbs, organisation_of
from plans.views.request import PlanRequest

TITLE = "การลงนามแทน"
COLUMNS: Columns = [
    {"label": "ผู้ลงนามแทน"},
    {"label": "ลงนามแทน"},
    {"label": "คำสั่ง"},
    {"label": "ระยะเวลา"},
    {"label": "สถานะ", "narrow": True},
    {"label": "ดำเนินการ", "narrow": True},
]
EMPTY = {
    "icon": "users",
    "title": "ยังไม่มีการลงนามแทน",
    "text": "บันทึกคำสั่งมอบอำนาจ รักษาราชการแทน หรือรักษาการในตำแหน่ง เพื่อให้ลงนามในระบบได้ตามคำสั่ง",
}


@require_safe
def delegation_list(request: PlanRequest, pk: int) -> HttpResponse:
    """The orders of an organisation, those at single steps too, the latest first."""
    organisation = organisation_of(request, pk)
    delegations = Delegation.objects.visible_to(request.user).filter(organisation=organisation)
    context = {
        "organisation": organisation,
        "page": page_of(request, delegations.select_related("holder", "substitute", "step__revision__plan")),
        "today": timezone.localdate(),
        "columns": COLUMNS,
        "empty": EMPTY,
        "may_edit": check(request.user, Permission.CHAIN_EDIT, organisation),
        "crumbs": organisation_crumbs(organisation, TITLE),
    }
    return render(request, "plans/delegation_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def delegation_new(request: PlanRequest, pk: int) -> HttpResponse:
    """An order with its number, its date and its days."""
    organisation = organisation_of(request, pk)
    require(request.user, Permission.CHAIN_EDIT, organisation)
    form = DelegationForm(
        request.POST or None, people=people_on_line(organisation), initial={"starts_on": timezone.localdate()}
    )
    if request.method == "POST" and carried_out(
        form,
        lambda: create_delegation(by=request.user, organisation=organisation, values=form.cleaned_data),
    ):
        messages.success(request, "บันทึกการลงนามแทนแล้ว")
        return redirect("plans:delegation-list", pk)
    back_url = reverse("plans:delegation-list", args=[pk])
    return form_page(
        request,
        form,
        title="บันทึกการลงนามแทน",
        lead=organisation.name,
        crumbs=organisation_crumbs(organisation, (TITLE, back_url), "บันทึก"),
        submit="บันทึก",
        cancel_url=back_url,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def delegation_revoke(request: PlanRequest, pk: int) -> HttpResponse:
    """The order holds no more, after asking."""
    orders = Delegation.objects.visible_to(request.user).select_related("organisation", "substitute")
    delegation = get_object_or_404(orders, pk=pk)
    if delegation.holder_id != request.user.pk:
        require(request.user, Permission.CHAIN_EDIT, delegation)
    request.current_organisation = delegation.organisation
    back_url = reverse("plans:delegation-list", args=[delegation.organisation_id])
    if request.method != "POST":
        return ask(
            request,
            title="ยกเลิกการลงนามแทนนี้หรือไม่",
            text=f"{delegation.substitute} จะลงนาม{delegation}ไม่ได้อีก การลงนามที่ผ่านมายังคงอยู่",
            confirm_label="ยกเลิกการลงนามแทน",
            cancel_url=back_url,
        )
    try:
        revoke_delegation(by=request.user, delegation=delegation)
        messages.success(request, "ยกเลิกการลงนามแทนแล้ว")
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect(back_url)
