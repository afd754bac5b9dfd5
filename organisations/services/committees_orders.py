"""Later orders about a committee, and mending what was written of one."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError

from organisations.access import Permission, require
from organisations.models import AuditEntry, Committee, CommitteeOrder, User
from organisations.services.committees_keeping import (
    MOST_ORDERS,
    claim,
    order_kept,
    refuse_disorder,
    refuse_revoked,
    trail,
)

Action = AuditEntry.Action


@transaction.atomic
def add_order(*, by: User, committee: Committee, values: dict[str, Any]) -> CommitteeOrder:
    """An order that amends the committee: by it members come in and go out afterwards.

    ``values`` holds some of ``committees_keeping.ORDER_FIELDS``. A committee that has no appointing order
    gets it so. Raises PermissionDenied, or ValidationError also where it would hold before the committee.
    """
    require(by, Permission.COMMITTEE_EDIT, committee)
    refuse_revoked(committee)
    if committee.orders.count() >= MOST_ORDERS:
        raise ValidationError(f"คณะหนึ่งมีคำสั่งได้ไม่เกิน {MOST_ORDERS} ฉบับ")
    claim(committee, None)
    appointed = committee.orders.filter(kind=CommitteeOrder.Kind.APPOINT).exists()
    kind = CommitteeOrder.Kind.AMEND if appointed else CommitteeOrder.Kind.APPOINT
    order = CommitteeOrder(committee=committee, kind=kind, **values)
    order.full_clean()
    order.save()
    refuse_disorder(committee)
    trail(by, Action.CREATE, committee, target=order, after=order_kept(order))
    return order


@transaction.atomic
def update_order(*, by: User, order: CommitteeOrder, values: dict[str, Any]) -> CommitteeOrder:
    """Mend what was written of an order; its kind stays."""
    require(by, Permission.COMMITTEE_EDIT, order)
    before = order_kept(order)
    claim(order.committee, None)
    for name, value in values.items():
        setattr(order, name, value)
    order.full_clean()
    order.save(update_fields=list(values))
    refuse_disorder(order.committee)
    trail(by, Action.UPDATE, order.committee, target=order, before=before, after=order_kept(order))
    return order


@transaction.atomic
def delete_order(*, by: User, order: CommitteeOrder) -> None:
    """Away with a later order that was written down by mistake.

    One that revokes gives the committee back to those whom it sent out; one that amends must have brought
    nobody in or out. The appointing order stays as long as the committee.
    """
    require(by, Permission.COMMITTEE_EDIT, order)
    if order.kind == CommitteeOrder.Kind.APPOINT:
        raise ValidationError("ลบคำสั่งแต่งตั้งไม่ได้ โปรดแก้ไขคำสั่งแทน")
    claim(order.committee, None)
    if order.kind == CommitteeOrder.Kind.REVOKE:
        order.took_out.update(left_by=None)
    trail(by, Action.DELETE, order.committee, target=order, before=order_kept(order))
    try:
        order.delete()
    except ProtectedError:
        raise ValidationError("มีกรรมการเข้าหรือพ้นโดยคำสั่งนี้ จึงลบไม่ได้ โปรดแก้ไขรายชื่อก่อน") from None
