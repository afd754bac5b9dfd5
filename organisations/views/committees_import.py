"""A committee from a Word or Excel file: sent, looked at beside the file's own cells, mended, confirmed."""

import json
from dataclasses import asdict
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from organisations.access import Permission, require, require_anywhere
from organisations.committee_reading.reading import ReadCommittee
from organisations.committees import usual_duty
from organisations.context import selected_organisation
from organisations.form_errors import show_errors
from organisations.forms.committees import NewCommitteeForm
from organisations.forms.committees_members import FileForm, roster_forms
from organisations.models import Committee, Organisation
from organisations.pages.form_page import form_page
from organisations.requests import SignedInRequest
from organisations.services.committees import add_committee
from organisations.services.drafts import MAX_CHARACTERS, drop_draft, keep_draft
from organisations.views.committees_doors import list_url, to_list

DRAFT_FORM = "committee-import"
TOO_LONG = "ไฟล์มีข้อความมากเกินไป โปรดแยกเฉพาะส่วนรายชื่อคณะ"


@require_http_methods(["GET", "HEAD", "POST"])
def committee_import(request: SignedInRequest) -> HttpResponse:
    """Send a file; what it says is kept until it is confirmed or dropped."""
    require_anywhere(request.user, Permission.COMMITTEE_EDIT)
    data = (request.POST, request.FILES) if request.method == "POST" else ()
    form = FileForm(*data, user=request.user, initial={"organisation": selected_organisation(request)})
    if request.method == "POST" and form.is_valid():
        organisation = form.cleaned_data["organisation"]
        if _keep(request, organisation, form.cleaned_data["file"]):
            return redirect("organisations:committee-import-check", organisation.pk)
        form.add_error("file", TOO_LONG)
    return form_page(
        request,
        form,
        "organisations/committee_import.html",
        title="นำเข้าคณะจาก Word หรือ Excel",
        crumbs=to_list("นำเข้า"),
        submit="อ่านไฟล์",
        cancel_url=list_url(),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def committee_import_check(request: SignedInRequest, pk: int) -> HttpResponse:
    """What was read beside the cells of the file, to be mended; confirming it makes the committee."""
    organisation = _organisation(request, pk)
    draft = request.user.drafts.filter(form=DRAFT_FORM, key=str(pk)).first()
    if draft is None:
        messages.info(request, "ไม่มีไฟล์ที่รอตรวจสอบ โปรดเลือกไฟล์")
        return redirect("organisations:committee-import")
    read = draft.data
    data = request.POST if request.method == "POST" else None
    form = NewCommitteeForm(data, user=request.user, initial=_known(read) | {"organisation": organisation})
    del form.fields["organisation"]
    lines = roster_forms(data, _lines(read))
    if data is not None and (committee := _confirmed(request, organisation, form, lines)):
        messages.success(request, f"นำเข้าคณะแล้ว {committee.members.count()} ท่าน")
        return redirect(committee)
    context = {
        "form": form,
        "lines": lines,
        "pairs": list(_beside(lines, read)),
        "read": read,
        "organisation": organisation,
        "unsure": sum(bool(member["remarks"]) for member in read["members"]),
        "crumbs": to_list("ตรวจสอบไฟล์"),
    }
    status = 200 if data is None else 422
    return render(request, "organisations/committee_import_check.html", context, status=status)


@require_POST
def committee_import_drop(request: SignedInRequest, pk: int) -> HttpResponse:
    """Put what was read aside."""
    organisation = _organisation(request, pk)
    drop_draft(by=request.user, form=DRAFT_FORM, key=str(organisation.pk))
    messages.success(request, "ละทิ้งไฟล์แล้ว ยังไม่มีการบันทึกคณะ")
    return redirect("organisations:committee-import")


def _organisation(request: SignedInRequest, pk: int) -> Organisation:
    organisations = Organisation.objects.visible_to(request.user, Permission.COMMITTEE_VIEW)
    organisation = get_object_or_404(organisations, pk=pk)
    require(request.user, Permission.COMMITTEE_EDIT, organisation)
    request.current_organisation = organisation  # type: ignore[attr-defined]
    return organisation


def _keep(request: SignedInRequest, organisation: Organisation, found: ReadCommittee) -> bool:
    """Keep what was read; False where it is more than a draft holds."""
    text = json.dumps(asdict(found), cls=DjangoJSONEncoder)
    if len(text) > MAX_CHARACTERS:
        return False
    key = str(organisation.pk)
    keep_draft(by=request.user, form=DRAFT_FORM, key=key, data=json.loads(text), base_version=None)
    return True


def _confirmed(
    request: SignedInRequest, organisation: Organisation, form: NewCommitteeForm, lines: Any
) -> Committee | None:
    if not all([form.is_valid(), lines.is_valid()]):
        return None
    try:
        committee = add_committee(
            by=request.user,
            organisation=organisation,
            values=form.values(),
            order=form.order_values(),
            members=[values for values, _ in lines.in_order()],
        )
    except ValidationError as error:
        show_errors(form, error)
        return None
    drop_draft(by=request.user, form=DRAFT_FORM, key=str(organisation.pk))
    return committee


def _known(read: dict[str, Any]) -> dict[str, Any]:
    """What the file says of the committee, as its form shows it."""
    known = {
        "kind": read["kind"],
        "name": read["name"],
        "number": read["order_number"],
        "dated_on": date.fromisoformat(read["order_date"]) if read["order_date"] else None,
        "basis": read["basis"],
        "powers": "\n".join(read["powers"]),
    }
    return known | ({"first_fiscal_year": read["fiscal_year"]} if read["fiscal_year"] else {})


def _lines(read: dict[str, Any]) -> list[dict[str, Any]]:
    """The members as lines of the grid; the word of the file is kept where it is not the usual one."""
    names = ("prefix", "name", "post", "duty", "counts_for_quorum")
    return [
        {name: member[name] for name in names}
        | {"place": place, "duty_text": "" if _is_usual(read, member) else member["duty_text"]}
        for place, member in enumerate(read["members"], start=1)
    ]


def _is_usual(read: dict[str, Any], member: dict[str, Any]) -> bool:
    if not member["duty"]:
        return False
    return usual_duty(read["kind"], member["duty"], member["counts_for_quorum"]) == member["duty_text"]


def _beside(lines: Any, read: dict[str, Any]) -> Any:
    """Each line of the grid with the row of the file that it was read from; None for an empty one."""
    members = read["members"]
    for at, line in enumerate(lines):
        yield line, members[at] if at < len(members) else None
