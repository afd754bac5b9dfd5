"""What the reports room does in the background: documents that take long to make."""

from functools import partial
from typing import Any

from ita_portal.render.kinds import UnknownDocumentError
from organisations.models import Job, User
from organisations.services.jobs import Progress, WorkFailedError, queue_job, work
from plans.models import ActionPlan, PlanPart
from reports.apart import MakingFailedError, made_apart
from reports.documents import Wanted, wanted
from reports.formats import Format

PLAN_DOCUMENT = "plan_document"


def queue_document(*, by: User, file: Wanted) -> Job:
    """The person's job that makes the file; the same file asked for again is the same job."""
    part = file.part.pk if file.part else None
    return queue_job(
        by=by,
        organisation=file.plan.organisation,
        kind=PLAN_DOCUMENT,
        key=f"{file.plan.pk}-{file.place.name}",
        title=f"{file.kind.name} – {file.plan.title}",
        payload={
            "plan": file.plan.pk,
            "document": file.kind.key,
            "format": file.format.value,
            "part": part,
        },
    )


def file_of(job: Job) -> Wanted:
    """The file that the job makes, of the plan as it is now, if its person may see it.

    Raises WorkFailedError.
    """
    plans = ActionPlan.objects.visible_to(job.by).select_related("organisation")
    plan = plans.filter(pk=job.payload["plan"]).first()
    if plan is None:
        raise WorkFailedError("แผนนี้ถูกลบแล้ว หรือท่านไม่มีสิทธิ์ดูแผนนี้แล้ว")
    part = None
    if job.payload["part"]:
        part = PlanPart.objects.visible_to(job.by).filter(plan=plan, pk=job.payload["part"]).first()
        if part is None:
            raise WorkFailedError("ตารางนี้ถูกลบแล้ว")
    try:
        return wanted(plan, Format(job.payload["format"]), part, job.payload["document"])
    except UnknownDocumentError:
        raise WorkFailedError("ไม่มีเอกสารชนิดนี้แล้ว โปรดเลือกเอกสารใหม่") from None


@work(PLAN_DOCUMENT)
def make_document(job: Job, progress: Progress) -> dict[str, Any]:
    """Make the file in a process of its own and keep it; the result names the kept file."""
    file = file_of(job)
    if file.kept() is None:
        try:
            file.make(partial(made_apart, progress=progress))
        except MakingFailedError as error:
            raise RuntimeError("the process that makes documents failed") from error
    return {"file": file.place.name}
