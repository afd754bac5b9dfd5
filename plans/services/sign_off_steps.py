"""How a step is done: signed in the portal, in ink on paper, or by the resolution of a meeting."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from organisations.access import Permission, require
from organisations.models import Meeting, User
from plans.models import Act, Delegation, Revision, SignedScan, SignOffStep
from plans.papers import ApprovedPaper
from plans.services import sign_off_mail
from plans.services.deciding import sign
from plans.signing import (
    orders_for,
    resolution_words,
    signature_values,
    signed_in_person_before,
    signs_in_person,
)


@transaction.atomic
def sign_step(
    *,
    by: User,
    step: SignOffStep,
    base_version: int,
    note: str = "",
    delegation: Delegation | None = None,
    approved: ApprovedPaper | None = None,
) -> Revision:
    """The step signed by one who may sign it today; with ``delegation`` for another by that order.

    Without one the person signs in person, or by the only order that there is. Raises PermissionDenied,
    StaleError where the revision went on meanwhile, and ValidationError for an order that does not hold.
    """
    require(by, Permission.PLAN_SIGN, step)
    order = _order(by, step, delegation)
    if order is None and step.act != Act.NOTE and (earlier := signed_in_person_before(step, by)):
        raise ValidationError(
            f"ท่านลงนามในขั้นตอน “{earlier}” ของเรื่องนี้แล้ว ผู้ลงนามแต่ละขั้นตอนต้องเป็นคนละคน "
            "เว้นแต่ขั้นตอนรับทราบ หรือลงนามแทนผู้อื่นตามคำสั่ง"
        )
    return _done(by, step, base_version, signature_values(by, order) | {"note": note.strip()}, approved)


@transaction.atomic
def record_on_paper(
    *,
    by: User,
    step: SignOffStep,
    base_version: int,
    signed_name: str,
    signed_post: str,
    signed_on: date,
    acting_words: str = "",
    acting_order: str = "",
    note: str = "",
    scan: SignedScan | None,
    approved: ApprovedPaper | None = None,
) -> Revision:
    """The step signed in ink on the paper of the revision, recorded by the secretary with the scan of it."""
    require(by, Permission.PLAN_SUBMIT, step.organisation)
    if step.who == SignOffStep.Who.MEETING:
        raise ValidationError("ขั้นตอนนี้ใช้มติที่ประชุม โปรดบันทึกมติที่ประชุมแทน")
    if not signed_name.strip():
        raise ValidationError({"signed_name": "โปรดระบุชื่อผู้ลงนาม"})
    if scan is None or scan.revision_id != step.revision_id:
        raise ValidationError({"scan": "โปรดแนบไฟล์สแกนเอกสารฉบับนี้ที่ลงนามแล้ว"})
    if signed_on < timezone.localdate(step.revision.made_at):
        raise ValidationError({"signed_on": "วันที่ลงนามต้องไม่ก่อนวันที่เสนอเรื่อง"})
    values = {
        "signed_name": signed_name.strip(),
        "signed_post": signed_post.strip(),
        "acting_words": acting_words.strip(),
        "acting_order": acting_order.strip(),
        "note": note.strip(),
        "is_paper": True,
        "scan": scan,
    }
    return _done(by, step, base_version, values | {"signed_on": _not_later(signed_on)}, approved)


@transaction.atomic
def record_resolution(
    *,
    by: User,
    step: SignOffStep,
    base_version: int,
    meeting: Meeting | None = None,
    resolution_text: str = "",
    signed_on: date | None = None,
    note: str = "",
    approved: ApprovedPaper | None = None,
) -> Revision:
    """The resolution of the meeting that the step asks for stands for a signature; the secretary records it.

    ``meeting`` is one of the step's committee that has been held; of a body without a register here the
    ``resolution_text`` and the day ``signed_on`` say which. A draft may have been resolved on before it was
    submitted, so the day may be earlier.
    """
    require(by, Permission.PLAN_SUBMIT, step.organisation)
    if step.who != SignOffStep.Who.MEETING:
        raise ValidationError("ขั้นตอนนี้ต้องมีผู้ลงนาม จึงใช้มติที่ประชุมแทนไม่ได้")
    if meeting:
        _refuse_other_meeting(step, meeting)
    text = resolution_words(step, meeting, resolution_text)
    if not text:
        raise ValidationError({"resolution_text": "โปรดระบุมติ ครั้งที่ วันที่ และระเบียบวาระ หรือเลือกการประชุม"})
    held_on = meeting.held_on if meeting else signed_on
    if held_on is None:
        raise ValidationError({"signed_on": "โปรดระบุวันที่ประชุม"})
    values = {"meeting": meeting, "resolution_text": text, "note": note.strip()}
    return _done(by, step, base_version, values | {"signed_on": _not_later(held_on)}, approved)


def _done(
    by: User, step: SignOffStep, base_version: int, values: dict[str, Any], approved: ApprovedPaper | None
) -> Revision:
    sign(step, base_version, by, values, approved)
    revision = step.revision
    if revision.state == Revision.State.APPROVED:
        sign_off_mail.tell_submitter(revision, sign_off_mail.APPROVED)
    else:
        sign_off_mail.tell_next(revision)
    return revision


def _order(by: User, step: SignOffStep, chosen: Delegation | None) -> Delegation | None:
    """The order by which the person signs, None in person; raises ValidationError where it is not said."""
    orders = orders_for(step, by)
    if chosen:
        if chosen not in orders:
            raise ValidationError({"delegation": "คำสั่งที่เลือกไม่มีผลในวันนี้ หรือไม่ครอบคลุมขั้นตอนนี้"})
        return chosen
    if signs_in_person(step, by):
        return None
    if len(orders) > 1:
        raise ValidationError({"delegation": "ท่านลงนามแทนได้หลายกรณี โปรดเลือกคำสั่งที่ใช้ลงนาม"})
    return orders[0]


def _refuse_other_meeting(step: SignOffStep, meeting: Meeting) -> None:
    if step.committee_id and meeting.committee_id != step.committee_id:
        raise ValidationError({"meeting": f"โปรดเลือกการประชุมของ{step.committee}"})
    if meeting.state not in (Meeting.State.HELD, Meeting.State.ADOPTED):
        raise ValidationError({"meeting": "การประชุมที่เลือกยังไม่ได้ประชุม หรือยกเลิกแล้ว"})


def _not_later(day: date) -> date:
    if day > timezone.localdate():
        raise ValidationError({"signed_on": "วันที่ต้องไม่เป็นวันในอนาคต"})
    return day
