"""What the reports room does in the background: documents that take long to make."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from assessments.models import Instrument, Round
from ita_portal.render.kinds import UnknownDocumentError
from organisations.access import Permission
from organisations.models import Committee, Job, Meeting, Organisation, User
from organisations.services.jobs import Progress, WorkFailedError, queue_job, work
from plans.models import ActionPlan, PlanPart
from reports.apart import MakingFailedError, made_apart
from reports.committees.files import ROSTER, SIGN_IN, RosterFile, SignInFile
from reports.documents import PLAN_DOCUMENT, Wanted, wanted
from reports.files import KeptFile
from reports.formats import Format
from reports.monitoring.facts import rounds_of
from reports.monitoring.files import PROGRESS_DOCUMENT, ProgressFile, ProgressKind
from reports.rounds.files import BRIEFING, ROUND_DOCUMENT, BriefingFile, RoundFile, RoundKind


def queue_document(*, by: User, file: KeptFile) -> Job:
    """The person's job that makes the file; the same file asked for again is the same job."""
    return queue_job(
        by=by,
        organisation=file.organisation,
        kind=file.job_kind,
        key=f"{file.owner}-{file.place.name}",
        title=file.title,
        payload=dict(file.payload),
    )


def file_of(job: Job) -> KeptFile:
    """The file that the job makes, of what it tells of as that is now, if its person may see it.

    Raises WorkFailedError.
    """
    return _FILES[job.kind](job)


def _of_plan(job: Job) -> Wanted:
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


def _of_round(job: Job) -> RoundFile:
    rounds = Round.objects.visible_to(job.by).filter(pk=job.payload["round"])
    found = rounds.select_related("organisation", "framework", "plan__organisation", "result").first()
    if found is None:
        raise WorkFailedError("รอบการประเมินนี้ถูกลบแล้ว หรือท่านไม่มีสิทธิ์ดูรอบนี้แล้ว")
    kind, format = RoundKind(job.payload["document"]), Format(job.payload["format"])
    return RoundFile(found, format, kind, job.payload["cover"])


def _of_briefing(job: Job) -> BriefingFile:
    visible = Organisation.objects.visible_to(job.by, Permission.ASSESSMENT_VIEW)
    organisation = visible.filter(pk=job.payload["organisation"]).first()
    instruments = Instrument.objects.filter(pk=job.payload["instrument"])
    instrument = instruments.select_related("framework").first()
    if organisation is None or instrument is None:
        raise WorkFailedError("ไม่มีเครื่องมือนี้แล้ว หรือท่านไม่มีสิทธิ์ดูข้อมูลของหน่วยงานนี้แล้ว")
    return BriefingFile(organisation, instrument, Format(job.payload["format"]))


def _of_committee(job: Job) -> RosterFile:
    committees = Committee.objects.visible_to(job.by).filter(pk=job.payload["committee"])
    committee = committees.select_related("organisation").first()
    if committee is None:
        raise WorkFailedError("คณะนี้ถูกลบแล้ว หรือท่านไม่มีสิทธิ์ดูคณะนี้แล้ว")
    return RosterFile(committee, date.fromisoformat(job.payload["day"]), Format(job.payload["format"]))


def _of_meeting(job: Job) -> SignInFile:
    meetings = Meeting.objects.visible_to(job.by).filter(pk=job.payload["meeting"])
    meeting = meetings.select_related("committee__organisation").first()
    if meeting is None:
        raise WorkFailedError("การประชุมนี้ถูกลบแล้ว หรือท่านไม่มีสิทธิ์ดูการประชุมนี้แล้ว")
    return SignInFile(meeting, Format(job.payload["format"]))


def _of_monitoring(job: Job) -> ProgressFile:
    plans = ActionPlan.objects.visible_to(job.by).select_related("organisation")
    plan = plans.filter(pk=job.payload["plan"]).first()
    round = rounds_of(plan).get(job.payload["of"]) if plan else None
    if round is None:
        raise WorkFailedError("แผนหรือรอบนี้ถูกลบแล้ว หรือท่านไม่มีสิทธิ์ดูแผนนี้แล้ว")
    marks = {name: job.payload[name] for name in ("internal", "submitted")}
    kind, format = ProgressKind(job.payload["document"]), Format(job.payload["format"])
    return ProgressFile(job.payload["of"], round, job.by, format, kind, **marks)


_FILES: dict[str, Callable[[Job], KeptFile]] = {
    PLAN_DOCUMENT: _of_plan,
    ROUND_DOCUMENT: _of_round,
    BRIEFING: _of_briefing,
    PROGRESS_DOCUMENT: _of_monitoring,
    ROSTER: _of_committee,
    SIGN_IN: _of_meeting,
}
KINDS = tuple(_FILES)


def make_document(job: Job, progress: Progress) -> dict[str, Any]:
    """Make the file in a process of its own and keep it; the result names the kept file."""
    file = file_of(job)
    if file.kept() is None:
        try:
            file.make(partial(made_apart, progress=progress))
        except MakingFailedError as error:
            raise RuntimeError("the process that makes documents failed") from error
    return {"file": file.place.name}


for _kind in KINDS:
    work(_kind)(make_document)
