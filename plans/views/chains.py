"""Chains of sign-off of an organisation: the list, one chain with its steps, and what is done with them."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from organisations.access import Permission, check, require
from organisations.models import Organisation
from organisations.pages.form_page import form_page
from organisations.pages.outcome import carried_out
from organisations.services.errors import StaleError
from plans import chains as reading
from plans.forms.chains import ChainForm, NewChainForm, StepForm
from plans.models import Chain, ChainStep
from plans.services import chains
from plans.signing import people_on_line
from plans.views.answers import ask, step
from plans.views.request import PlanRequest

Crumbs = list[dict[str, str]]
STALE = "มีผู้แก้ไขลำดับการพิจารณานี้ก่อนท่าน โปรดตรวจสอบแล้วบันทึกอีกครั้ง"


@require_safe
def chain_list(request: PlanRequest, pk: int) -> HttpResponse:
    """The chains of an organisation, subject by subject."""
    organisation = organisation_of(request, pk)
    found = Chain.objects.visible_to(request.user).filter(organisation=organisation)
    context = {
        "organisation": organisation,
        "chains": found.prefetch_related("steps"),
        "may_edit": check(request.user, Permission.CHAIN_EDIT, organisation),
        "crumbs": organisation_crumbs(organisation, "ลำดับการพิจารณา"),
    }
    return render(request, "plans/chain_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def chain_new(request: PlanRequest, pk: int) -> HttpResponse:
    """A new chain, empty or with the ready steps."""
    organisation = organisation_of(request, pk)
    require(request.user, Permission.CHAIN_EDIT, organisation)
    form = NewChainForm(request.POST or None, initial={"is_ready": True})
    if request.method == "POST" and (
        chain := carried_out(
            form, lambda: chains.create_chain(by=request.user, organisation=organisation, **form.cleaned_data)
        )
    ):
        messages.success(request, "เพิ่มลำดับการพิจารณาแล้ว")
        return redirect("plans:chain-detail", chain.pk)
    return form_page(
        request,
        form,
        title="เพิ่มลำดับการพิจารณา",
        lead=organisation.name,
        crumbs=_crumbs(organisation, here="เพิ่ม"),
        submit="เพิ่มลำดับการพิจารณา",
        cancel_url=reverse("plans:chain-list", args=[pk]),
    )


@require_safe
def chain_detail(request: PlanRequest, pk: int) -> HttpResponse:
    """The steps of a chain in order, each with who may sign it today."""
    chain = _chain(request, pk)
    context = {
        "chain": chain,
        "steps": reading.steps_shown(chain),
        "kinds": ChainStep.Who.choices,
        "may_edit": check(request.user, Permission.CHAIN_EDIT, chain),
        "crumbs": _crumbs(chain.organisation, here=chain.name),
    }
    return render(request, "plans/chain_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def chain_edit(request: PlanRequest, pk: int) -> HttpResponse:
    """Another name, or another use."""
    chain = _editable_chain(request, pk)
    initial = {"name": chain.name, "is_usual": chain.is_usual, "base_version": chain.version}
    form = ChainForm(request.POST or None, initial=initial)
    if request.method == "POST" and _updated(request, chain, form):
        messages.success(request, "บันทึกแล้ว")
        return redirect("plans:chain-detail", pk)
    return form_page(
        request,
        form,
        title="แก้ไขลำดับการพิจารณา",
        lead=chain.get_subject_display(),
        crumbs=_crumbs(chain.organisation, chain, "แก้ไข"),
        submit="บันทึก",
        cancel_url=reverse("plans:chain-detail", args=[pk]),
    )


def _updated(request: PlanRequest, chain: Chain, form: ChainForm) -> bool:
    try:
        act = carried_out(
            form, lambda: chains.update_chain(by=request.user, chain=chain, **form.cleaned_data)
        )
    except StaleError:
        form.add_error(None, STALE)
        return False
    return bool(act)


@require_http_methods(["GET", "HEAD", "POST"])
def chain_delete(request: PlanRequest, pk: int) -> HttpResponse:
    """Away with a chain, after asking."""
    chain = _editable_chain(request, pk)
    if request.method != "POST":
        return ask(
            request,
            title="ลบลำดับการพิจารณานี้หรือไม่",
            text=f"ลำดับการพิจารณา “{chain}” จะถูกลบ เรื่องที่เสนอไปแล้วยังดำเนินการตามขั้นตอนเดิมต่อไป",
            confirm_label="ลบลำดับการพิจารณา",
            cancel_url=reverse("plans:chain-detail", args=[pk]),
        )
    organisation_pk = chain.organisation_id
    chains.delete_chain(by=request.user, chain=chain)
    messages.success(request, "ลบลำดับการพิจารณาแล้ว")
    return redirect("plans:chain-list", organisation_pk)


@require_http_methods(["GET", "HEAD", "POST"])
def chain_step_new(request: PlanRequest, pk: int, who: str) -> HttpResponse:
    """One more step at the end, of the kind of ``who`` that the address names."""
    chain = _editable_chain(request, pk)
    form = _step_form(request, chain, who, {"label_at": "below"})
    if request.method == "POST" and carried_out(
        form,
        lambda: chains.add_step(by=request.user, chain=chain, values=form.cleaned_data | {"who": who}),
    ):
        messages.success(request, "เพิ่มขั้นตอนแล้ว")
        return redirect("plans:chain-detail", pk)
    return _step_page(request, form, chain, f"เพิ่มขั้นตอน: {ChainStep.Who(who).label}", "เพิ่มขั้นตอน")


@require_http_methods(["GET", "HEAD", "POST"])
def chain_step_edit(request: PlanRequest, pk: int) -> HttpResponse:
    """A step as it is to be."""
    found = _step(request, pk)
    initial = {name: getattr(found, name) for name in chains.STEP_FIELDS}
    form = _step_form(request, found.chain, found.who, initial)
    if request.method == "POST" and carried_out(
        form, lambda: chains.update_step(by=request.user, step=found, values=form.cleaned_data)
    ):
        messages.success(request, "บันทึกขั้นตอนแล้ว")
        return redirect("plans:chain-detail", found.chain_id)
    title = f"แก้ไขขั้นตอน: {ChainStep.Who(found.who).label}"
    return _step_page(request, form, found.chain, title, "บันทึกขั้นตอน")


@require_POST
def chain_step_move(request: PlanRequest, pk: int) -> HttpResponse:
    """A step earlier or later."""
    found = _step(request, pk)
    chains.move_step(by=request.user, step=found, places=step(request))
    return redirect("plans:chain-detail", found.chain_id)


@require_http_methods(["GET", "HEAD", "POST"])
def chain_step_delete(request: PlanRequest, pk: int) -> HttpResponse:
    """The chain without a step, after asking."""
    found = _step(request, pk)
    if request.method != "POST":
        return ask(
            request,
            title="ลบขั้นตอนนี้หรือไม่",
            text=f"ขั้นตอนที่ {found.position} “{found}” จะถูกลบออกจากลำดับการพิจารณา “{found.chain}”",
            confirm_label="ลบขั้นตอน",
            cancel_url=reverse("plans:chain-detail", args=[found.chain_id]),
        )
    chains.remove_step(by=request.user, step=found)
    messages.success(request, "ลบขั้นตอนแล้ว")
    return redirect("plans:chain-detail", found.chain_id)


def organisation_of(request: PlanRequest, pk: int) -> Organisation:
    """An organisation whose plans the person may read; the page is of it."""
    organisations = Organisation.objects.visible_to(request.user, Permission.PLAN_VIEW)
    organisation = get_object_or_404(organisations, pk=pk)
    request.current_organisation = organisation
    return organisation


def organisation_crumbs(organisation: Organisation, *way: Any) -> Crumbs:
    """From the organisation through (name, address) to the last, which is here."""
    steps = [(organisation.name, organisation.get_absolute_url()), *way[:-1]]
    return [*({"label": name, "url": url} for name, url in steps), {"label": way[-1]}]


def _crumbs(organisation: Organisation, chain: Chain | None = None, here: str = "") -> Crumbs:
    way: list[Any] = [("ลำดับการพิจารณา", reverse("plans:chain-list", args=[organisation.pk]))]
    if chain:
        way.append((chain.name, reverse("plans:chain-detail", args=[chain.pk])))
    return organisation_crumbs(organisation, *way, here)


def _chain(request: PlanRequest, pk: int) -> Chain:
    chains_seen = Chain.objects.visible_to(request.user).select_related("organisation")
    chain = get_object_or_404(chains_seen, pk=pk)
    request.current_organisation = chain.organisation
    return chain


def _editable_chain(request: PlanRequest, pk: int) -> Chain:
    chain = _chain(request, pk)
    require(request.user, Permission.CHAIN_EDIT, chain)
    return chain


def _step(request: PlanRequest, pk: int) -> ChainStep:
    """A step of a chain that the person may change."""
    steps = ChainStep.objects.visible_to(request.user).select_related("chain__organisation")
    found = get_object_or_404(steps, pk=pk)
    require(request.user, Permission.CHAIN_EDIT, found.chain)
    request.current_organisation = found.chain.organisation
    return found


def _step_form(request: PlanRequest, chain: Chain, who: str, initial: dict[str, Any]) -> StepForm:
    if who not in ChainStep.Who.values:
        raise Http404
    organisation = chain.organisation
    return StepForm(
        request.POST if request.method == "POST" else None,
        initial=initial,
        who=who,
        people=people_on_line(organisation),
        members=reading.members_of(organisation),
        committees=reading.bodies_of(organisation),
        units=reading.units_to_name(request.user, organisation),
    )


def _step_page(request: PlanRequest, form: StepForm, chain: Chain, title: str, submit: str) -> HttpResponse:
    return form_page(
        request,
        form,
        title=title,
        lead=str(chain),
        crumbs=_crumbs(chain.organisation, chain, "ขั้นตอน"),
        submit=submit,
        cancel_url=reverse("plans:chain-detail", args=[chain.pk]),
    )
