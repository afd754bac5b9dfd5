"""Documents that are made in the background: how far they are, and the file when it is done."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from organisations.models import Job
from organisations.requests import SignedInRequest
from organisations.services.jobs import WorkFailedError, take_up_lost
from reports import kept_files
from reports.background import KINDS, file_of, queue_document
from reports.files import KeptFile
from reports.formats import Format
from reports.monitoring.files import PROGRESS_DOCUMENT
from reports.views.documents import served


@require_safe
def job(request: SignedInRequest, pk: int) -> HttpResponse:
    """How far the document is; the page asks for itself again until it is done, and leads to the file."""
    take_up_lost()
    found = _job(request, pk)
    file_url = reverse("reports:job-file", args=[pk])
    format = Format(found.payload["format"])
    is_done = found.state == Job.State.DONE
    context = {
        "job": found,
        "in_hand": found.state in (Job.State.WAITING, Job.State.RUNNING),
        "file_url": file_url,
        "opens": format.opens_in_browser,
        "back": _back(found),
    }
    if not request.headers.get("HX-Request"):
        if is_done and format.opens_in_browser:
            return redirect(file_url)
        return render(request, "reports/jobs/job.html", context)
    answer = render(request, "reports/jobs/state.html", context)
    if is_done and format.opens_in_browser:
        answer["HX-Redirect"] = file_url
    return answer


@require_safe
def job_file(request: SignedInRequest, pk: int) -> HttpResponse:
    """The file that was made; where it is no longer kept, the one as everything is now."""
    found = _job(request, pk)
    file = _file(found)
    made = (found.result or {}).get("file", "")
    content = kept_files.read(kept_files.folder_of(file.owner) / made) if made else None
    if content is None:
        return redirect(file.address)
    return served(file.file(content), file.format)


@require_POST
def job_again(request: SignedInRequest, pk: int) -> HttpResponse:
    """Once more what failed."""
    again = queue_document(by=request.user, file=_file(_job(request, pk)))
    return redirect("reports:job", pk=again.pk)


def _job(request: SignedInRequest, pk: int) -> Job:
    """A job of the person's own that makes a document."""
    jobs = Job.objects.visible_to(request.user).filter(kind__in=KINDS).select_related("by")
    found: Job = get_object_or_404(jobs, pk=pk)
    return found


def _back(found: Job) -> tuple[str, str]:
    """Where the document was asked for: its address and its words."""
    if round_id := found.payload.get("round"):
        return reverse("reports:round-documents", args=[round_id]), "เอกสารของรอบการประเมิน"
    if found.kind == PROGRESS_DOCUMENT:
        return reverse("reports:progress-report", args=[found.payload["plan"]]), "รายงานผลการดำเนินงาน"
    if plan_id := found.payload.get("plan"):
        return reverse("reports:plan-documents", args=[plan_id]), "เอกสารของแผน"
    return reverse("assessments:round-list"), "การประเมิน ITA"


def _file(found: Job) -> KeptFile:
    try:
        return file_of(found)
    except WorkFailedError:
        raise Http404 from None
