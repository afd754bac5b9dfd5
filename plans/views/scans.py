"""Signed scans of an organisation: the list, sending files, looking at one, filing one by hand."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from organisations.access import Permission, check, require
from organisations.fields import read_scan
from organisations.models import Organisation
from organisations.pages.form_page import form_page
from organisations.pages.kept_file import kept_file
from organisations.pages.lists import Columns, page_of
from organisations.pages.outcome import carried_out
from organisations.requests import asked_id
from plans.forms.scans import PlaceForm, ScansForm
from plans.models import Revision, SignedScan
from plans.scans import named_revisions
from plans.services.signed_scans import keep_scan, place_scan
from plans.views.request import PlanRequest

COLUMNS: Columns = [
    {"key": "name", "label": "ไฟล์"},
    {"key": "revision", "label": "จัดเก็บไว้กับ"},
    {"key": "found", "label": "QR ในเอกสาร"},
    {"key": "created", "label": "เพิ่มเมื่อ"},
]
LEAD = "สำเนาเอกสารที่ลงนามแล้ว ระบบอ่าน QR ที่ท้ายหน้าและจัดเก็บไว้กับฉบับนั้น"
EMPTY = "ส่งไฟล์สแกนหรือภาพถ่ายของเอกสารที่ลงนามในกระดาษแล้ว"
_NEWEST_FIRST = ("-created_at", "-pk")
CONFIRMED = "ตรวจสอบแล้ว ตรงกับ QR ในเอกสาร"


@dataclass(frozen=True)
class ShownScan:
    """A scan, and the revision that its QR names where the reader may see it."""

    scan: SignedScan
    named: Revision | None


@require_safe
def scan_list(request: PlanRequest, pk: int) -> HttpResponse:
    """The organisation's signed scans, those that wait to be filed first."""
    organisation = _organisation(request, pk)
    scans = SignedScan.objects.visible_to(request.user).filter(organisation=organisation)
    waiting_first = scans.annotate(is_filed=Q(revision__isnull=False)).order_by("is_filed", *_NEWEST_FIRST)
    page = page_of(request, waiting_first.select_related("revision__plan", "created_by"))
    named = named_revisions(request.user, page)
    page.object_list = [ShownScan(scan, named.get(scan.pk)) for scan in page]
    may_edit = bool(check(request.user, Permission.PLAN_SUBMIT, organisation))
    context = {
        "page": page,
        "columns": COLUMNS,
        "may_edit": may_edit,
        "lead": LEAD,
        "crumbs": [*_crumbs(organisation)[:1], {"label": "สำเนาที่ลงนาม"}],
        "actions": _actions(organisation) if may_edit else [],
        "empty": {"icon": "scan-line", "title": "ยังไม่มีสำเนาที่ลงนาม", "text": EMPTY},
    }
    return render(request, "plans/scan_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def scan_new(request: PlanRequest, pk: int) -> HttpResponse:
    """Files from a scanner or a phone, each kept by itself; ``?revision=`` is where they are expected."""
    organisation = _organisation(request, pk)
    require(request.user, Permission.PLAN_SUBMIT, organisation)
    expected = _expected(request, organisation)
    form = ScansForm(request.POST, request.FILES) if request.method == "POST" else ScansForm()
    if form.is_valid() and _kept_all(request, form, organisation, expected):
        return redirect("plans:scan-list", organisation.pk)
    back = expected.get_absolute_url() if expected else reverse("plans:scan-list", args=[organisation.pk])
    return form_page(
        request,
        form,
        "plans/scan_form.html",
        title="ส่งสำเนาที่ลงนาม",
        lead=f"{expected.plan.title} {expected}" if expected else LEAD,
        crumbs=[*_crumbs(organisation), {"label": "ส่งไฟล์"}],
        cancel_url=back,
    )


@require_safe
def scan_file(request: PlanRequest, pk: int) -> HttpResponseBase:
    """The file itself, as it was sent."""
    scan: SignedScan = get_object_or_404(SignedScan.objects.visible_to(request.user), pk=pk)
    return kept_file(request, scan.file, scan.name)


@require_http_methods(["GET", "HEAD", "POST"])
def scan_place(request: PlanRequest, pk: int) -> HttpResponse:
    """Where a scan belongs that its QR did not file, said by the secretary."""
    scans = SignedScan.objects.visible_to(request.user).select_related("organisation", "revision__plan")
    scan: SignedScan = get_object_or_404(scans, pk=pk)
    request.current_organisation = scan.organisation
    require(request.user, Permission.PLAN_SUBMIT, scan.organisation)
    if scan.revision and request.method != "POST":
        messages.info(request, f"ไฟล์นี้จัดเก็บไว้กับ{scan.revision.plan.title} {scan.revision} แล้ว")
        return redirect("plans:scan-list", scan.organisation_id)
    named = named_revisions(request.user, [scan]).get(scan.pk)
    form = PlaceForm(
        request.POST if request.method == "POST" else None,
        revisions=_offered(request, scan.organisation),
        initial={"revision": named, "note": CONFIRMED} if named else None,
    )
    if placed := carried_out(form, lambda: place_scan(by=request.user, scan=scan, **form.cleaned_data)):
        messages.success(request, _outcome(placed, None)[1])
        return redirect("plans:scan-list", scan.organisation_id)
    return _place_page(request, form, scan, named)


def _place_page(
    request: PlanRequest, form: PlaceForm, scan: SignedScan, named: Revision | None
) -> HttpResponse:
    return form_page(
        request,
        form,
        "plans/scan_place.html",
        title="จัดเก็บสำเนาที่ลงนาม",
        lead=scan.name,
        scan=scan,
        crumbs=[*_crumbs(scan.organisation), {"label": "จัดเก็บ"}],
        message=_left_to_do(scan, named),
        submit="ยืนยันการจัดเก็บ" if named else "จัดเก็บ",
        cancel_url=reverse("plans:scan-list", args=[scan.organisation_id]),
    )


def _organisation(request: PlanRequest, pk: int) -> Organisation:
    """An organisation whose plans the person may see; the page is of it."""
    seen = Organisation.objects.visible_to(request.user, Permission.PLAN_VIEW)
    organisation: Organisation = get_object_or_404(seen, pk=pk)
    request.current_organisation = organisation
    return organisation


def _expected(request: PlanRequest, organisation: Organisation) -> Revision | None:
    asked = asked_id(request.GET.get("revision", ""))
    return _offered(request, organisation).filter(pk=asked).first() if asked else None


def _offered(request: PlanRequest, organisation: Organisation) -> QuerySet[Revision]:
    """The revisions of the organisation's plans."""
    seen: QuerySet[Revision] = Revision.objects.visible_to(request.user)
    of_organisation = seen.filter(plan__organisation=organisation).select_related("plan__organisation")
    return of_organisation.defer("content").order_by("-plan__fiscal_year", "plan__title", "plan", "-number")


def _kept_all(
    request: PlanRequest, form: ScansForm, organisation: Organisation, expected: Revision | None
) -> bool:
    """Keep the files one after another, and say of each what became of it; whether none was refused."""
    kept: list[SignedScan] = []
    for file in form.sent():
        try:
            name, content = read_scan(file)
            kept.append(
                keep_scan(
                    by=request.user, organisation=organisation, name=name, content=content, revision=expected
                )
            )
        except ValidationError as error:
            form.add_error("chosen", [f"“{file.name}”: {words}" for words in error.messages])
    named = named_revisions(request.user, kept)
    for scan in kept:
        level, words = _outcome(scan, named.get(scan.pk))
        messages.add_message(request, level, words)
    return not form.errors


def _outcome(scan: SignedScan, named: Revision | None) -> tuple[int, str]:
    """What became of the file, and what is left to do, as a message with its level."""
    if revision := scan.revision:
        where = f"จัดเก็บ “{scan.name}” ไว้กับ{revision.plan.title} {revision} แล้ว"
        if scan.found == SignedScan.Found.OLD:
            return messages.WARNING, f"{where} ฉบับนี้มิใช่ฉบับปัจจุบัน ({revision.get_state_display()})"
        return messages.SUCCESS, where
    return messages.WARNING, f"เก็บ “{scan.name}” ไว้ในรายการรอจัดเก็บ {_left_to_do(scan, named)}"


def _left_to_do(scan: SignedScan, named: Revision | None) -> str:
    if named:
        return f"QR ในเอกสารเป็นของ{named.plan.title} {named} โปรดตรวจสอบและยืนยันการจัดเก็บ"
    return f"{scan.get_found_display()} โปรดตรวจสอบและเลือกฉบับที่จะจัดเก็บ"


def _actions(organisation: Organisation) -> list[dict[str, str]]:
    url = reverse("plans:scan-new", args=[organisation.pk])
    return [{"label": "ส่งสำเนาที่ลงนาม", "url": url, "icon": "upload", "kind": "primary"}]


def _crumbs(organisation: Organisation) -> list[dict[str, str]]:
    plans = f"{reverse('plans:plan-list')}?{urlencode({'organisation': organisation.code})}"
    return [
        {"label": "แผนปฏิบัติการ", "url": plans},
        {"label": "สำเนาที่ลงนาม", "url": reverse("plans:scan-list", args=[organisation.pk])},
    ]
