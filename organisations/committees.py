"""Reading committees: who is in on a day, the word printed for a duty, and the orders behind them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from ita_portal.thai.dates import format_long
from organisations.models import Committee, CommitteeMember, CommitteeOrder, User
from organisations.querysets import OfCommitteeQuerySet

Duty = CommitteeMember.Duty

# What a plain member of each kind of body is called; every other word is made of it.
_MEMBER_OF = {
    Committee.Kind.COMMITTEE: "กรรมการ",
    Committee.Kind.SUBCOMMITTEE: "อนุกรรมการ",
    Committee.Kind.WORKING_GROUP: "คณะทำงาน",
}
_AND_SECRETARY = {Duty.SECRETARY: "เลขานุการ", Duty.ASSISTANT_SECRETARY: "ผู้ช่วยเลขานุการ"}


def printed_duty(member: CommitteeMember) -> str:
    """The word printed for the member's duty: the member's own, else the usual one of the kind of body."""
    return member.duty_text or usual_duty(member.committee.kind, member.duty, member.counts_for_quorum)


def usual_duty(kind: str, duty: str, counts_for_quorum: bool) -> str:
    """The usual word: a secretary who counts for the quorum is a member as well ("กรรมการและเลขานุการ")."""
    member = _MEMBER_OF[Committee.Kind(kind)]
    match Duty(duty):
        case Duty.ADVISER:
            return "ที่ปรึกษา"
        case Duty.CHAIR:
            return f"ประธาน{member}"
        case Duty.VICE_CHAIR:
            return f"รองประธาน{member}"
        case Duty.MEMBER:
            return member
        case secretary:
            word = _AND_SECRETARY[secretary]
            return f"{member}และ{word}" if counts_for_quorum else word


def members_on(committee: Committee, day: date | None = None) -> OfCommitteeQuerySet:
    """The members in force on a day (today in Thailand) in order of precedence, with committee and orders."""
    on = day or timezone.localdate()
    staying = Q(left_by=None) | Q(left_by__effective_on__gt=on)
    return (
        CommitteeMember.objects.filter(staying, committee=committee, joined_by__effective_on__lte=on)
        .select_related("committee", "user", "joined_by", "left_by")
        .order_by("position", "pk")
    )


def people_near(committee: Committee, member: CommitteeMember | None = None) -> QuerySet[User]:
    """People with an account in the organisation or below it, and the one whom the member is linked to."""
    near = Q(memberships__organisation__path__startswith=committee.organisation.path, is_active=True)
    linked = Q(pk=member.user_id) if member else Q(pk__in=[])
    # Not distinct(): a person with two roles stays one row whatever is sorted afterwards.
    found = User.objects.filter(near | linked).order_by().values("pk")
    return User.objects.filter(pk__in=found).order_by("sort_key", "pk")


def counted(members: Iterable[CommitteeMember]) -> list[CommitteeMember]:
    """Those who count for the quorum."""
    return [member for member in members if member.counts_for_quorum]


def order_words(committee: Committee) -> str:
    """ "คำสั่งที่ 102/2568 ลงวันที่ 19 ตุลาคม 2568" with those that amended it; "" before there is one."""
    orders = [order for order in committee.orders.all() if order.kind != CommitteeOrder.Kind.REVOKE]
    orders.sort(key=lambda order: (order.kind != CommitteeOrder.Kind.APPOINT, order.dated_on, order.pk))
    words = [cited(order) for order in orders]
    if len(words) < 2:
        return "".join(words)
    return f"{words[0]} แก้ไขเพิ่มเติมโดย{' และ'.join(words[1:])}"


def cited(order: CommitteeOrder) -> str:
    """ "คำสั่งที่ 102/2568 ลงวันที่ 19 ตุลาคม 2568"."""
    return f"{order} ลงวันที่ {format_long(order.dated_on)}"


def revoking_order(committee: Committee) -> CommitteeOrder | None:
    """The order that ended the committee, or is to end it."""
    return next((order for order in committee.orders.all() if order.kind == CommitteeOrder.Kind.REVOKE), None)


def roster_remarks(committee: Committee, members: Sequence[CommitteeMember]) -> list[str]:
    """What to look at in the roster of a day, in Thai; nothing of it is forbidden."""
    chairs = [member for member in members if member.duty == Duty.CHAIR]
    remarks = []
    if members and not chairs:
        remarks.append("ยังไม่มีประธาน")
    if len(chairs) > 1:
        remarks.append(f"มีประธาน {len(chairs)} ท่าน")
    if members and not any(member.duty == Duty.SECRETARY for member in members):
        remarks.append("ยังไม่มีเลขานุการ")
    if members and committee.quorum and committee.quorum > len(counted(members)):
        remarks.append(f"องค์ประชุม {committee.quorum} คน มากกว่าผู้ที่นับเป็นองค์ประชุม {len(counted(members))} คน")
    names = Counter(member.name for member in members if member.name)
    remarks += [f"มีชื่อ {name} ซ้ำกัน {count} ลำดับ" for name, count in names.items() if count > 1]
    return remarks
