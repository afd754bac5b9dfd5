"""Which notices a person wants."""

from collections.abc import Collection

from django.core.exceptions import PermissionDenied
from django.db import transaction

from organisations.models import AuditEntry, NoticeKind, NoticeOptOut, User
from organisations.services.audit import record

_NOBODY = "เฉพาะผู้ใช้งานที่เปิดใช้งานอยู่เท่านั้นที่เลือกการแจ้งเตือนได้"


@transaction.atomic
def choose_notices(*, by: User, unwanted: Collection[NoticeKind]) -> None:
    """From now on the person is told of every kind but these. Raises PermissionDenied for who is inactive."""
    if not by.is_active:
        raise PermissionDenied(_NOBODY)
    User.objects.select_for_update().get(pk=by.pk)
    chosen = {NoticeKind(kind) for kind in unwanted}
    before = unwanted_by(by)
    if chosen == before:
        return
    by.notice_opt_outs.exclude(kind__in=chosen).delete()
    NoticeOptOut.objects.bulk_create(NoticeOptOut(user=by, kind=kind) for kind in chosen - before)
    record(
        by=by,
        action=AuditEntry.Action.UPDATE,
        target=by,
        text="การแจ้งเตือนที่ไม่ต้องการ",
        organisation_id=None,
        before={"unwanted": _words(before)},
        after={"unwanted": _words(chosen)},
    )


def unwanted_by(person: User) -> set[NoticeKind]:
    """The kinds that the person has switched off."""
    return {NoticeKind(opt_out.kind) for opt_out in person.notice_opt_outs.all()}


def _words(kinds: set[NoticeKind]) -> list[str]:
    return [str(kind.label) for kind in NoticeKind if kind in kinds]
