"""Submitting a plan, or a request to adjust one, for the signatures of a chain."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from organisations.access import Permission, require
from organisations.pages.outcome import carried_out
from organisations.requests import SignedInRequest
from organisations.services.errors import StaleError
from plans.models import Adjustment, Chain, Revision
from plans.services.sign_off import submit
from plans.signing import steps_of
from plans.step_lines import whom
from reports.files import DocumentFile
from reports.formats import CONTENT_TYPES, Format
from reports.forms.signing import SubmitForm
from reports.submitting import Submission
from reports.views import reach
from reports.views.documents import served

STALE = "มีผู้แก้ไขก่อนท่าน ข้อความของท่านยังอยู่ครบ โปรดตรวจสอบข้อมูลล่าสุด แล้วเสนออีกครั้ง"


@require_http_methods(["GET", "HEAD", "POST"])
def plan_submit(request: SignedInRequest, pk: int) -> HttpResponse:
    """A plan: what it lacks, through which chain and as which document it goes, and a preview of that."""
    plan = reach.visible_plan(request, pk)
    require(request.user, Permission.PLAN_SUBMIT, plan)
    return _page(request, Submission(plan))


@require_http_methods(["GET", "HEAD", "POST"])
def adjustment_submit(request: SignedInRequest, pk: int) -> HttpResponse:
    """A request to adjust a plan, which stays in force meanwhile."""
    adjustments = Adjustment.objects.visible_to(request.user).select_related("based_on")
    adjustment: Adjustment = get_object_or_404(adjustments.defer("based_on__content"), pk=pk)
    adjustment.plan = reach.visible_plan(request, adjustment.plan_id)
    require(request.user, Permission.PLAN_SUBMIT, adjustment)
    return _page(request, Submission(adjustment.plan, adjustment))


def _page(request: SignedInRequest, submission: Submission) -> HttpResponse:
    chains = list(submission.chains)
    remarks = submission.remarks(_chosen(request, chains))
    is_blocked = any(remark.blocks for remark in remarks)
    form = SubmitForm(
        request.POST if request.method == "POST" else None,
        initial={"base_version": submission.version},
        chains=submission.chains,
        kinds=submission.kinds,
        is_first=submission.is_first,
        has_warnings=bool(remarks) and not is_blocked,
    )
    if "preview" in request.POST and form.prints():
        return _preview(submission, form)
    wanted = "preview" not in request.POST and not is_blocked
    if wanted and (revision := _submitted(request, submission, form)):
        messages.success(request, f"เสนอ{revision} แล้ว")
        return redirect(revision)
    told = [(chain, _steps_told(chain, submission)) for chain in chains]
    context = {"form": form, "submission": submission, "plan": submission.plan, "chains": told}
    context |= {"remarks": remarks, "is_blocked": is_blocked, "crumbs": _crumbs(submission)}
    return render(request, "reports/submit.html", context, status=422 if form.is_bound else 200)


def _crumbs(submission: Submission) -> list[dict[str, str]]:
    """Back to what is submitted."""
    crumbs = [{"label": str(submission.plan), "url": submission.plan.get_absolute_url()}]
    if submission.adjustment:
        crumbs.append({"label": "คำขอปรับแผน", "url": submission.adjustment.get_absolute_url()})
    return [*crumbs, {"label": "เสนอเพื่อพิจารณา"}]


def _chosen(request: SignedInRequest, chains: list[Chain]) -> Chain | None:
    """The chain that was sent, else the usual one, which comes first; None where there is none."""
    asked = request.POST.get("chain")
    return next((chain for chain in chains if str(chain.pk) == asked), chains[0] if chains else None)


def _steps_told(chain: Chain, submission: Submission) -> list[str]:
    return [f"{step} – {whom(step)}" for step in steps_of(chain, submission.plan)]


def _preview(submission: Submission, form: SubmitForm) -> HttpResponse:
    """The paper as it would be signed; its QR leads nowhere, for nothing was submitted."""
    chosen = form.cleaned_data
    paper = submission.paper(chain=chosen["chain"], document=chosen["document"])
    name = "ตัวอย่างเอกสารเสนอลงนาม.pdf"
    return served(DocumentFile(paper.pdf, CONTENT_TYPES[Format.PDF], name), Format.PDF)


def _submitted(request: SignedInRequest, submission: Submission, form: SubmitForm) -> Revision | None:
    """The revision, unless the form, the plan or somebody faster stands against it."""
    if not form.is_valid():
        return None
    if form.cleaned_data["base_version"] != submission.version:
        form.begin_again(submission.version, STALE)
        return None
    try:
        revision: Revision | None = carried_out(form, lambda: _submit(request, submission, form))
    except StaleError:
        of = submission.adjustment or submission.plan
        of.refresh_from_db(fields=["state", "version"])
        form.begin_again(of.version, STALE)
        return None
    return revision


def _submit(request: SignedInRequest, submission: Submission, form: SubmitForm) -> Revision:
    chosen = form.cleaned_data
    return submit(
        by=request.user,
        plan=submission.plan,
        base_version=submission.plan.version,
        chain=chosen["chain"],
        paper=submission.paper(chain=chosen["chain"], document=chosen["document"]),
        reason=chosen.get("reason", ""),
        adjustment=submission.adjustment,
    )
