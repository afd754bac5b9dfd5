"""Monitoring in the demonstration: last year's plan reported to its end, this year's project as it begins."""

import io
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image, ImageDraw

from organisations.models import Organisation, User
from organisations.services.evidence import keep_file, keep_link
from plans.models import ActionPlan, Activity, Progress
from plans.monitoring.indicator_results import asked_of
from plans.monitoring.reporters import Reporters
from plans.monitoring.written import Report, Result
from plans.services.monitoring import set_reporters, start_monitoring
from plans.services.progress import accept_reports, return_report, save_report, submit_report
from plans.services.progress_evidence import attach_to_report

Work = Progress.Work

# What is told of a report, in turn; plainly invented.
_TOLD = (
    ("ดำเนินการตามแผนแล้ว มีผู้เข้าร่วม 42 คน", "ไม่มี", "ไม่มี"),
    ("จัดทำเอกสารและเผยแพร่บนเว็บไซต์ตัวอย่างแล้ว", "ไม่มี", "ควรเริ่มเร็วขึ้นหนึ่งเดือน"),
    ("ประชุมหารือกับส่วนงานที่เกี่ยวข้องแล้ว 1 ครั้ง", "ผู้เข้าร่วมบางส่วนติดภารกิจ", "แจ้งกำหนดการล่วงหน้า"),
)
_RESULT = "สรุปผลตามแบบประเมินตัวอย่างแล้ว"
_LESSON = "ควรยืนยันวันจัดกิจกรรมกับวิทยากรก่อนสิ้นไตรมาสที่ 1"


def follow(plan: ActionPlan, secretary: User, owner: User, basis: str) -> None:
    """The plan is followed; the owner reports the activities that name the owner, units what is theirs."""
    start_monitoring(by=secretary, plan=plan, basis=basis)
    activities = Activity.objects.filter(part__plan=plan, progress__isnull=False).distinct()
    units = {unit.name: unit for unit in Organisation.objects.directly_below(plan.organisation)}
    assignments = {
        activity: _reporters(activity, owner, units)
        for activity in activities.select_related("part").prefetch_related("owners")
    }
    set_reporters(by=secretary, plan=plan, assignments=assignments)


def _reporters(activity: Activity, owner: User, units: dict[str, Organisation]) -> Reporters:
    texts = [line.text for line in activity.owners.all()]
    found = tuple(units[text] for text in texts if text in units)
    return Reporters(units=found) if found else Reporters(users=(owner,))


def report_whole_year(plan: ActionPlan, secretary: User) -> None:
    """Every report accepted; of the last period one waits for the secretary, one came back, one is late."""
    periods = list(plan.periods.all())
    show(_waiting(periods[0].pk)[0], secretary)
    for period in periods[:-1]:
        accept_reports(by=secretary, progresses=_submitted(_waiting(period.pk), secretary))
    last = _waiting(periods[-1].pk)
    accept_reports(by=secretary, progresses=_submitted(last[3:], secretary))
    _, returned = _submitted(last[1:3], secretary)
    return_report(by=secretary, progress=returned, base_version=returned.version, note="โปรดแนบภาพกิจกรรม")


def report_beginning(plan: ActionPlan, secretary: User, today: date | None = None) -> None:
    """Of the periods that have ended: one report accepted, one sent, one begun; the others wait."""
    ended = plan.periods.filter(ends_on__lt=today or timezone.localdate()).first()
    waiting = _waiting(ended.pk) if ended else []
    accept_reports(by=secretary, progresses=_submitted(waiting[:1], secretary))
    _submitted(waiting[1:2], secretary)
    for progress in waiting[2:3]:
        save_report(
            by=secretary, progress=progress, base_version=progress.version, report=_report(progress, 1)
        )


def _waiting(period: int) -> list[Progress]:
    found = Progress.objects.filter(period=period, state=Progress.State.WAITING)
    related = found.select_related("activity__part__plan__organisation", "period__plan__organisation")
    return list(related.order_by("activity__part__position", "activity__position", "pk"))


def _submitted(waiting: Iterable[Progress], by: User) -> list[Progress]:
    return [
        submit_report(by=by, progress=one, base_version=one.version, report=_report(one, turn))
        for turn, one in enumerate(waiting)
    ]


def _report(progress: Progress, turn: int) -> Report:
    """As the plan has it; every seventh a little behind."""
    narrative, problems, suggestions = _TOLD[turn % len(_TOLD)]
    is_behind = turn % 7 == 3
    position, activity = progress.period.position, progress.activity
    is_done = not is_behind and not activity.progress.filter(period__position__gt=position).exists()
    count = progress.planned_count
    if count is not None and is_behind:
        count = max(count - 1, Decimal(0))
    return Report(
        work=Work.BEHIND if is_behind else Work.DONE if is_done else Work.ONGOING,
        actual_count=count,
        actual_percent=Decimal(100) if is_done else Decimal(20 * min(position, 4)),
        narrative=narrative,
        problems=problems,
        suggestions=suggestions,
        lesson=_LESSON if turn == 0 else "",
        results=tuple(
            Result(one.position, one.indicator, one.statement, one.target, _RESULT, is_met=not is_behind)
            for one in asked_of(activity)
        ),
    )


def show(progress: Progress, by: User) -> None:
    """A picture drawn for the demonstration, and an address, both in the library and used by the report."""
    plan = progress.period.plan
    picture = keep_file(
        by=by,
        organisation=plan.organisation,
        fiscal_year=plan.fiscal_year,
        upload=SimpleUploadedFile("ภาพกิจกรรมตัวอย่าง.jpg", _drawn(), "image/jpeg"),
        title="ภาพการประชุมชี้แจง (ภาพจำลอง)",
        dated_on=progress.period.starts_on,
    )
    announced = keep_link(
        by=by,
        organisation=plan.organisation,
        fiscal_year=plan.fiscal_year,
        url=f"https://www.example.go.th/integrity/{plan.fiscal_year}",
        title="ประกาศบนเว็บไซต์ตัวอย่าง",
    )
    for evidence in (picture, announced):
        attach_to_report(by=by, progress=progress, evidence=evidence)


def _drawn() -> bytes:
    """A plain picture that nobody takes for a photo."""
    picture = Image.new("RGB", (1200, 800), "#dfe7ef")
    pen = ImageDraw.Draw(picture)
    for at in range(6):
        left = 130 + at * 170
        pen.ellipse((left, 300, left + 90, 390), fill="#5b7a99")
        pen.rounded_rectangle((left - 20, 400, left + 110, 620), radius=40, fill="#7d99b5")
    content = io.BytesIO()
    picture.save(content, "JPEG", quality=85)
    return content.getvalue()
