"""Evidence of a round's items: the list, one item, attaching from the library or anew, taking off."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments.forms.evidence import AttachForm, NewEvidenceForm
from assessments.models import Item, ItemEvidence, Round
from assessments.rounds.evidence import proof_of, proofs_of
from assessments.services.evidence import attach_evidence, detach_evidence
from assessments.views.reach import crumbs, editable_round, visible_round
from ita_portal.render.text import printable
from organisations.access import Permission, check, require
from organisations.evidence_list import found, library_of
from organisations.form_errors import show_errors
from organisations.pages.form_page import form_page
from organisations.pages.lists import ListFilter, page_of
from organisations.pages.outcome import carried_out
from organisations.requests import SignedInRequest
from organisations.services.evidence import DuplicateEvidenceError, keep_file

HEADING = "หลักฐานรายข้อ"
ON_A_PAGE = 30


@require_safe
def round_evidence(request: SignedInRequest, pk: int) -> HttpResponse:
    """Each item that looks at what is published, with what proves it."""
    of_round = visible_round(request, pk)
    proofs = proofs_of(of_round, request.user)
    context = {
        "round": of_round,
        "heading": HEADING,
        "lead": f"{of_round} · {of_round.organisation.name}",
        "crumbs": crumbs(of_round, HEADING),
        "proofs": proofs,
        "proven": sum(1 for proof in proofs if proof.uses or proof.hidden),
        "may_edit": bool(check(request.user, Permission.ASSESSMENT_EDIT, of_round)),
    }
    return render(request, "assessments/round_evidence.html", context)


@require_safe
def item_evidence(request: SignedInRequest, pk: int, code: str) -> HttpResponse:
    """What proves one item."""
    of_round = visible_round(request, pk)
    item = _item(of_round, code)
    context = {
        "round": of_round,
        "item": item,
        "heading": f"{HEADING} {item.code}",
        "lead": item.label,
        "crumbs": _crumbs(of_round, item.code),
        "proof": proof_of(of_round, item, request.user),
        "may_edit": bool(check(request.user, Permission.ASSESSMENT_EDIT, of_round)),
    }
    return render(request, "assessments/item_evidence.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def item_evidence_attach(request: SignedInRequest, pk: int, code: str) -> HttpResponse:
    """Evidence of the organisation's library, found by words and ticked."""
    of_round = editable_round(request, pk)
    item = _item(of_round, code)
    library = library_of(of_round.organisation, request.user).exclude(
        item_uses__round=of_round, item_uses__item=item
    )
    form = AttachForm(request.POST if request.method == "POST" else None, offered=library)
    if attached := carried_out(form, lambda: _attached(request, of_round, item, form.cleaned_data)):
        messages.success(request, f"แนบหลักฐาน {len(attached)} รายการแล้ว")
        return redirect(_item_url(of_round, item))
    filters = ListFilter(request.GET)
    page = page_of(request, found(library, filters.conditions()), ON_A_PAGE)
    context = {
        "page": page,
        "filters": filters,
        "chosen": {one.pk for one in form.cleaned_data.get("chosen", [])} if form.is_bound else set(),
        "round": of_round,
        "item": item,
        "title": f"แนบหลักฐานของข้อ {item.code}",
        "lead": item.label,
        "crumbs": [*_crumbs(of_round, item.code, item), {"label": "แนบหลักฐาน"}],
    }
    return form_page(request, form, "assessments/item_evidence_attach.html", **context)


@require_http_methods(["GET", "HEAD", "POST"])
def item_evidence_new(request: SignedInRequest, pk: int, code: str) -> HttpResponse:
    """A file added to the library and attached at once; one that is there already is attached instead."""
    of_round = editable_round(request, pk)
    require(request.user, Permission.EVIDENCE_EDIT, of_round.organisation)
    item = _item(of_round, code)
    given = (request.POST, request.FILES) if request.method == "POST" else ()
    form = NewEvidenceForm(*given)
    if form.is_valid() and _kept(request, of_round, item, form):
        return redirect(_item_url(of_round, item))
    return form_page(
        request,
        form,
        "organisations/evidence_form.html",
        title=f"เพิ่มหลักฐานของข้อ {item.code}",
        lead=item.label,
        crumbs=[*_crumbs(of_round, item.code, item), {"label": "เพิ่มหลักฐาน"}],
        submit="เพิ่มและแนบ",
        cancel_url=_item_url(of_round, item),
    )


@require_POST
def item_evidence_detach(request: SignedInRequest, pk: int) -> HttpResponse:
    """Off the item; the evidence stays in the library."""
    uses = ItemEvidence.objects.visible_to(request.user).select_related("round__organisation", "item")
    use: ItemEvidence = get_object_or_404(uses, pk=pk)
    detach_evidence(by=request.user, use=use)
    messages.success(request, "นำหลักฐานออกจากข้อนี้แล้ว หลักฐานยังอยู่ในคลัง")
    return redirect(_item_url(use.round, use.item))


def _kept(request: SignedInRequest, of_round: Round, item: Item, form: NewEvidenceForm) -> bool:
    said = dict(form.cleaned_data)
    note = said.pop("note")
    try:
        evidence = keep_file(
            by=request.user, organisation=of_round.organisation, fiscal_year=of_round.fiscal_year, **said
        )
        messages.success(request, f"เพิ่ม “{evidence}” และแนบแล้ว")
    except DuplicateEvidenceError as error:
        evidence = error.existing
        messages.info(request, f"ไฟล์นี้มีอยู่ในคลังแล้ว ชื่อ “{evidence}” ระบบแนบรายการนั้นให้")
    except ValidationError as error:
        show_errors(form, error, {"file": "upload"})
        return False
    attach_evidence(by=request.user, of_round=of_round, item=item, evidence=[evidence], note=note)
    return True


def _attached(
    request: SignedInRequest, of_round: Round, item: Item, said: dict[str, Any]
) -> list[ItemEvidence]:
    return attach_evidence(
        by=request.user, of_round=of_round, item=item, evidence=said["chosen"], note=said["note"]
    )


def _item(of_round: Round, code: str) -> Item:
    item: Item = get_object_or_404(of_round.framework.items, code=printable(code))
    return item


def _item_url(of_round: Round, item: Item) -> str:
    return reverse("assessments:item-evidence", args=[of_round.pk, item.code])


def _crumbs(of_round: Round, here: str, item: Item | None = None) -> list[dict[str, str]]:
    way = crumbs(of_round, HEADING)
    way[-1]["url"] = reverse("assessments:round-evidence", args=[of_round.pk])
    return [*way, {"label": here, "url": _item_url(of_round, item)} if item else {"label": here}]
