"""What the invented people did with the plans: a version named, a row changed, comments, a call answered."""

from dataclasses import replace
from datetime import timedelta

from django.utils import timezone

from ita_portal.tables.rows import Indicator, Row
from ita_portal.thai.amounts import read_amount
from organisations.models import Organisation, User
from plans import rows
from plans.models import ActionPlan, Activity, Call, CallAnswer
from plans.services.activities import add_activity, bin_activity, save_activity
from plans.services.bulk import add_rows
from plans.services.calls import Asked, open_call
from plans.services.calls_answers import send_answer
from plans.services.comments import add_comment
from plans.services.copying import copy_plan
from plans.services.versions import name_version

_DAYS_TO_ANSWER = 14
_PROPOSED = (
    Row(
        "เล่าเรื่องการให้บริการที่ประทับใจทุกเดือน",
        objective="- แลกเปลี่ยนวิธีทำงานที่ได้ผล",
        target_group="ผู้ปฏิบัติงาน",
        owners=("ส่วนงานทรัพยากรบุคคล",),
        indicators=(Indicator("จัด 6 ครั้ง"),),
        budget=read_amount("ไม่ใช้งบประมาณ"),
    ),
    Row(
        "อบรมการรับฟังผู้ร้องเรียน",
        objective="- ตอบได้ถูกต้องและสุภาพ",
        target_group="ผู้รับเรื่องร้องเรียน",
        owners=("ส่วนงานทรัพยากรบุคคล",),
        indicators=(Indicator("ผู้เข้าอบรมไม่น้อยกว่าร้อยละ 80"),),
        budget=read_amount("15,000"),
    ),
)


def copy_into_next_year(secretary: User, last_years: ActionPlan) -> ActionPlan:
    """A plan copied from last year's, with a row changed, one dropped and one new."""
    plan = copy_plan(
        by=secretary,
        source=last_years,
        organisation=last_years.organisation,
        fiscal_year=last_years.fiscal_year + 1,
    )
    changed, dropped, *_, last = Activity.objects.filter(part__plan=plan).select_related(
        "part__plan", "heading"
    )
    _change(
        secretary, changed, replace(rows.row_of(changed), budget=read_amount("12,000")), "ปรับตามราคาปัจจุบัน"
    )
    bin_activity(by=secretary, activity=dropped)
    new = Row("เปิดบ้านให้ประชาชนเยี่ยมชมงานของสถาบัน", owners=("กลุ่มอำนวยการ",), budget=read_amount("5,000"))
    add_activity(by=secretary, part=last.part, heading=last.heading, row=new)
    return plan


def discuss(plan: ActionPlan, secretary: User, owner: User) -> None:
    """A version named before a row changes, and what the two say beside it."""
    name_version(by=secretary, plan=plan, name="ฉบับก่อนประชุมคณะทำงาน ครั้งที่ 1")
    row = Activity.objects.filter(part__plan=plan).select_related("part__plan", "heading")[1]
    _change(secretary, row, replace(rows.row_of(row), budget=read_amount("8,000")), "ตามมติที่ประชุมคณะทำงาน")
    asked = "โปรดระบุผู้รับผิดชอบของกิจกรรมนี้"
    add_comment(by=secretary, plan=plan, activity=row, text=asked, named=[owner], url="")
    answered = "ขอหารือในที่ประชุมก่อน แล้วจะแจ้งชื่อ"
    add_comment(by=owner, plan=plan, activity=row, text=answered, named=[secretary], url="")


def collect(plan: ActionPlan, secretary: User, unit_secretary: User, others: Organisation) -> Call:
    """An open call on the last table: one unit has sent two rows, another is still awaited."""
    unit = unit_secretary.active_memberships[0].organisation
    call = open_call(
        by=secretary,
        part=plan.parts.order_by("position")[1],
        purpose=Call.Purpose.ROWS,
        title=f"ขอให้ส่วนงานเสนอโครงการ/กิจกรรม ประจำปีงบประมาณ พ.ศ. {plan.fiscal_year}",
        letter="โปรดเสนอกิจกรรมที่ส่วนงานของท่านรับผิดชอบ พร้อมงบประมาณและตัวชี้วัด",
        due_on=timezone.localdate() + timedelta(days=_DAYS_TO_ANSWER),
        needs_confirmation=False,
        units=[Asked(unit), Asked(others)],
        link=str,
    )
    answer = CallAnswer.objects.get(call=call, unit=unit)
    add_rows(by=unit_secretary, part=answer.plan.parts.get(), rows=_PROPOSED)
    send_answer(by=unit_secretary, answer=CallAnswer.objects.get(pk=answer.pk))
    return call


def _change(by: User, activity: Activity, row: Row, reason: str) -> None:
    save_activity(
        by=by,
        activity=activity,
        row=row,
        heading=activity.heading,
        base_version=activity.version,
        reason=reason,
    )
