"""What is written of a round, kept while it is typed; its evidence; a round made by mistake taken away."""

import json

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from ita_portal.render.text import printable
from organisations import evidence_list
from organisations.access import Permission, require
from organisations.models import Draft
from organisations.pages.outcome import carried_out
from organisations.requests import asked_id
from organisations.services.drafts import MAX_CHARACTERS, drop_draft, keep_draft
from organisations.services.errors import StaleError
from plans.forms.rounds import RoundTextsForm
from plans.models import MonitoringRound, RoundEvidence
from plans.monitoring.rounds import in_force
from plans.services.rounds import CLOSED, attach_to_round, change_round, detach_from_round, drop_round
from plans.views.answers import ask
from plans.views.open_row import clock
from plans.views.request import PlanRequest
from plans.views.rounds import crumbs, visible_round, writable_round

DRAFT_FORM = "round"
STALE = "มีผู้แก้ไขรอบนี้ก่อนท่าน ข้อความของท่านยังอยู่ครบ โปรดเทียบกับข้อความล่าสุดด้านล่าง แล้วบันทึกอีกครั้งหากต้องการใช้แทน"
TOO_LONG = "ข้อความยาวเกินกว่าที่จะเก็บเป็นร่างได้ โปรดบันทึกหรือย่อข้อความ"
MOST_OFFERED = 50  # pieces of evidence at a time
_FIELDS = ("name", "summary", "problems", "suggestions", "lessons")


@require_http_methods(["GET", "HEAD", "POST"])
def round_edit(request: PlanRequest, pk: int) -> HttpResponse:
    """The texts of the round."""
    found = _open_round(request, pk)
    draft = _draft(request, pk)
    initial = {name: getattr(found, name) for name in _FIELDS} | {"base_version": found.version}
    if draft:
        initial |= draft.data | {"base_version": draft.base_version}
    form = RoundTextsForm(request.POST if request.method == "POST" else None, initial=initial)
    current: list[tuple[str, str]] = []
    if form.is_bound:
        try:
            if carried_out(form, lambda: _written(request, found, form)):
                return redirect(found)
        except StaleError as stale:
            form.begin_again(stale.current.version, STALE)
            current = form.as_it_is(stale.current)
    context = {"form": form, "round": found, "current": current, "draft": None if form.is_bound else draft}
    context["crumbs"] = crumbs(found.plan, (str(found), found.get_absolute_url()), here="บันทึกสรุปผล")
    return render(request, "plans/round_edit.html", context, status=422 if form.errors else 200)


@require_POST
def round_draft(request: PlanRequest, pk: int) -> JsonResponse:
    """Keep what was typed so far."""
    _open_round(request, pk)
    data = {name: printable(request.POST.get(name, "")) for name in _FIELDS}
    if len(json.dumps(data, ensure_ascii=False)) > MAX_CHARACTERS:
        return JsonResponse({"error": TOO_LONG}, status=413)
    version = asked_id(request.POST.get("base_version", ""))
    keep_draft(by=request.user, form=DRAFT_FORM, key=str(pk), data=data, base_version=version)
    return JsonResponse({"at": clock(), "understood": {}})


@require_POST
def round_draft_drop(request: PlanRequest, pk: int) -> HttpResponse:
    """Put the draft aside; the form shows what is stored."""
    _open_round(request, pk)
    drop_draft(by=request.user, form=DRAFT_FORM, key=str(pk))
    messages.success(request, "ละทิ้งร่างแล้ว")
    return redirect("plans:round-edit", pk)


@require_http_methods(["GET", "HEAD", "POST"])
def round_drop(request: PlanRequest, pk: int) -> HttpResponse:
    """Take away a round that was never closed, after asking."""
    found = writable_round(request, pk)
    if request.method != "POST":
        return ask(
            request,
            title=f"ลบ{found}หรือไม่",
            text="ข้อความที่เขียนไว้ในรอบนี้จะถูกลบ รายงานผลของกิจกรรมและหลักฐานในคลังยังอยู่ครบ",
            confirm_label="ลบรอบ",
            cancel_url=found.get_absolute_url(),
        )
    try:
        drop_round(by=request.user, round=found)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(found)
    messages.success(request, "ลบรอบแล้ว")
    return redirect("plans:round-list", found.plan_id)


@require_http_methods(["GET", "HEAD", "POST"])
def round_evidence(request: PlanRequest, pk: int) -> HttpResponse:
    """Evidence of the library to belong to the round."""
    found = writable_round(request, pk)
    used = found.evidence_uses.values("evidence")
    library = evidence_list.library_of(found.plan.organisation, request.user).exclude(pk__in=used)
    if request.method == "POST":
        chosen = get_object_or_404(library, pk=asked_id(request.POST.get("evidence", "")))
        attach_to_round(by=request.user, round=found, evidence=chosen)
        messages.success(request, "เพิ่มหลักฐานของรอบแล้ว")
        return redirect(reverse("plans:round-evidence", args=[found.pk]))
    words = printable(request.GET.get("q", "")).strip()[:200]
    context = {
        "round": found,
        "words": words,
        "found": evidence_list.found(library, {"q": words})[:MOST_OFFERED],
        "crumbs": crumbs(found.plan, (str(found), found.get_absolute_url()), here="เลือกหลักฐาน"),
    }
    return render(request, "plans/round_evidence.html", context)


@require_POST
def round_evidence_detach(request: PlanRequest, pk: int) -> HttpResponse:
    """The evidence no longer belongs to the round."""
    uses = RoundEvidence.objects.visible_to(request.user)
    use = get_object_or_404(uses.select_related("round__plan__organisation", "evidence"), pk=pk)
    detach_from_round(by=request.user, use=use)
    messages.success(request, "นำหลักฐานออกจากรอบแล้ว หลักฐานยังอยู่ในคลัง")
    return redirect(use.round)


def _open_round(request: PlanRequest, pk: int) -> MonitoringRound:
    """A round that the person may write and that is not closed."""
    found = visible_round(request, pk)
    require(request.user, Permission.MONITORING_EDIT, found)
    if in_force(found):
        raise PermissionDenied(CLOSED)
    return found


def _draft(request: PlanRequest, pk: int) -> Draft | None:
    return request.user.drafts.filter(form=DRAFT_FORM, key=str(pk)).first()


def _written(request: PlanRequest, found: MonitoringRound, form: RoundTextsForm) -> bool:
    base = form.cleaned_data["base_version"]
    change_round(by=request.user, round=found, base_version=base, texts=form.texts)
    drop_draft(by=request.user, form=DRAFT_FORM, key=str(found.pk))
    messages.success(request, "บันทึกแล้ว")
    return True
