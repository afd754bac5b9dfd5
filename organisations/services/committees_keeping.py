"""What every write of a committee shares: its version, what the trail keeps, and that it still exists."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import F, Model

from organisations.committees import revoking_order
from organisations.models import AuditEntry, Committee, CommitteeMember, CommitteeOrder, User
from organisations.services.audit import record, values_of
from organisations.services.errors import StaleError

FIELDS = (
    "kind",
    "name",
    "first_fiscal_year",
    "last_fiscal_year",
    "basis",
    "powers",
    "quorum",
    "attendance_target",
)
ORDER_FIELDS = ("number", "dated_on", "effective_on", "letter", "note")
MEMBER_FIELDS = ("prefix", "name", "post", "duty", "duty_text", "counts_for_quorum", "user")
MOST_ORDERS = 100
MOST_MEMBERS = 500  # of all times, in one committee
MOST_POWERS = 60
LONGEST_POWER = 2000  # characters


def claim(committee: Committee, base_version: int | None) -> None:
    """Raise the committee's version, if it is still the one its writer saw; else StaleError."""
    same = Committee.objects.filter(pk=committee.pk)
    if base_version is not None:
        same = same.filter(version=base_version)
    if not same.update(version=F("version") + 1):
        raise StaleError(Committee.objects.select_related("organisation").get(pk=committee.pk))
    committee.refresh_from_db(fields=["version"])


def refuse_revoked(committee: Committee) -> None:
    """Nobody comes in, goes out or changes place in a committee that an order has ended."""
    if revoking_order(committee):
        raise ValidationError("คณะนี้มีคำสั่งยกเลิกแล้ว จึงเปลี่ยนแปลงคำสั่งและรายชื่อไม่ได้")


def refuse_foreign_order(committee: Committee, order: CommitteeOrder) -> None:
    """An order brings members into its own committee only, and one that revokes brings nobody in."""
    if order.committee_id != committee.pk or order.kind == CommitteeOrder.Kind.REVOKE:
        raise ValidationError({"order": "โปรดเลือกคำสั่งแต่งตั้งหรือคำสั่งแก้ไขเพิ่มเติมของคณะนี้"})


def refuse_too_many(committee: Committee, more: int) -> None:
    """A committee names so many people in all its time."""
    if committee.members.count() + more > MOST_MEMBERS:
        raise ValidationError(f"คณะหนึ่งมีรายชื่อได้ไม่เกิน {MOST_MEMBERS} ท่าน")


def refuse_disorder(committee: Committee) -> None:
    """No order holds before the appointing or after the revoking one; nobody leaves before coming."""
    orders = list(committee.orders.all())
    days = {order.kind: order.effective_on for order in orders}
    begins, ends = days.get(CommitteeOrder.Kind.APPOINT), days.get(CommitteeOrder.Kind.REVOKE)
    for order in orders:
        if begins and order.effective_on < begins:
            raise ValidationError({"effective_on": "คำสั่งต้องไม่มีผลก่อนคำสั่งแต่งตั้งคณะ"})
        if ends and order.effective_on > ends:
            raise ValidationError({"effective_on": "คำสั่งต้องไม่มีผลหลังคำสั่งยกเลิกคณะ"})
    if committee.members.filter(left_by__effective_on__lt=F("joined_by__effective_on")).exists():
        raise ValidationError("คำสั่งที่ให้พ้นจากหน้าที่ต้องไม่มีผลก่อนคำสั่งที่ให้เข้ารับหน้าที่")


def clean_powers(powers: Any) -> None:
    """The powers are texts, not too many, each of a length that a page holds."""
    if not isinstance(powers, list) or not all(isinstance(text, str) and text.strip() for text in powers):
        raise ValidationError({"powers": "โปรดระบุหน้าที่และอำนาจเป็นข้อ"})
    if len(powers) > MOST_POWERS:
        raise ValidationError({"powers": f"ระบุหน้าที่และอำนาจได้ไม่เกิน {MOST_POWERS} ข้อ"})
    if any(len(text) > LONGEST_POWER for text in powers):
        raise ValidationError({"powers": f"หน้าที่และอำนาจแต่ละข้อยาวได้ไม่เกิน {LONGEST_POWER:,} ตัวอักษร"})


def trail(
    by: User,
    action: AuditEntry.Action,
    committee: Committee,
    *,
    target: Model | None = None,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    """An entry about the committee, or about an order or a member of it."""
    record(
        by=by,
        action=action,
        target=target or committee,
        organisation_id=committee.organisation_id,
        subject=committee,
        before=before,
        after=after,
    )


def committee_kept(committee: Committee) -> dict[str, Any]:
    """The committee as the trail keeps it."""
    kept = values_of(committee, FIELDS)
    return kept | {"attendance_target": str(committee.attendance_target)}


def order_kept(order: CommitteeOrder) -> dict[str, Any]:
    """The order as the trail keeps it."""
    return values_of(order, ("kind", *ORDER_FIELDS))


def member_kept(member: CommitteeMember) -> dict[str, Any]:
    """The member as the trail keeps it."""
    return values_of(member, ("position", *MEMBER_FIELDS, "joined_by", "left_by"))
