"""The order of a committee as a letter of the register: who is appointed, who goes out and comes in."""

from collections.abc import Iterable, Iterator
from typing import Any

from ita_portal.thai.dates import format_long
from organisations.committees import cited, order_words
from organisations.models import Committee, CommitteeMember, CommitteeOrder, Letter
from reports.committees.people import cells, roster_lines
from reports.letters.texts import GAP

Kind = CommitteeOrder.Kind
_SUBJECTS = {
    Kind.APPOINT: "แต่งตั้ง{name}",
    Kind.AMEND: "แก้ไขเพิ่มเติมองค์ประกอบ{name}",
    Kind.REVOKE: "ยกเลิกคำสั่งแต่งตั้ง{name}",
}
_LED = ("อาศัย", "เพื่อ", "ด้วย", "ตาม", "โดย", "เนื่อง", "ใน")  # how a basis begins that is a sentence
_USUAL_BASIS = "เพื่อให้การดำเนินงานเป็นไปด้วยความเรียบร้อยและมีประสิทธิภาพ"
_LONGEST_SUBJECT: int = Letter._meta.get_field("subject").max_length or 0


def order_values(order: CommitteeOrder) -> dict[str, Any]:
    """The fields of a Letter that is the order; it comes with its committee and organisation.

    Its digits are Arabic: the form of an order prints Thai ones. At most four queries.
    """
    organisation = order.committee.organisation
    subject = _SUBJECTS[Kind(order.kind)].format(name=order.committee.name)
    return {
        "kind": Letter.Kind.ORDER,
        "dated_on": order.dated_on,
        "office": organisation.name,
        "subject": subject[:_LONGEST_SUBJECT],
        "body": "\n".join(_BODIES[Kind(order.kind)](order)),
    }


def _appoint(order: CommitteeOrder) -> Iterator[str]:
    committee = order.committee
    *before, basis = _basis(committee)
    yield from before
    powers = " และหน้าที่และอำนาจ" if committee.powers else ""
    yield f"{basis} จึงแต่งตั้ง{committee.name} โดยมีองค์ประกอบ{powers} ดังต่อไปนี้"
    yield "1. องค์ประกอบ"
    yield from _people("1", order.brought_in.select_related("committee")) or [f"1.1 {GAP} | {GAP}"]
    if committee.powers:
        yield "2. หน้าที่และอำนาจ"
        yield from (f"2.{at} {' '.join(text.split())}" for at, text in enumerate(committee.powers, start=1))
    yield _since(order)


def _amend(order: CommitteeOrder) -> Iterator[str]:
    committee = order.committee
    appointing = next((one for one in committee.orders.all() if one.kind == Kind.APPOINT), None)
    if appointing:
        yield f"ตามที่ได้มี{cited(appointing)} แต่งตั้ง{committee.name} นั้น"
    yield (f"เพื่อให้การดำเนินงานเป็นไปอย่างต่อเนื่องและมีประสิทธิภาพ จึงแก้ไขเพิ่มเติมองค์ประกอบของ{committee.name} ดังต่อไปนี้")
    out = order.took_out.select_related("committee")
    into = order.brought_in.select_related("committee")
    changes = [
        (words, people)
        for words, people in (
            ("ให้ผู้มีรายชื่อต่อไปนี้พ้นจากหน้าที่", list(out)),
            ("แต่งตั้งผู้มีรายชื่อต่อไปนี้", list(into)),
        )
        if people
    ]
    for at, (words, people) in enumerate(changes, start=1):
        yield f"{at}. {words}"
        yield from _people(str(at), people)
    if not changes:
        yield f"1. {GAP}"
    yield "นอกจากที่แก้ไขเพิ่มเติมนี้ ให้เป็นไปตามคำสั่งเดิม"
    yield _since(order)


def _revoke(order: CommitteeOrder) -> Iterator[str]:
    committee = order.committee
    if words := order_words(committee):
        yield f"ตามที่ได้มี{words} แต่งตั้ง{committee.name} นั้น"
    yield f"{_basis(committee)[-1] if not words else _USUAL_BASIS} จึงให้ยกเลิกคำสั่งดังกล่าว"
    yield _since(order)


def _people(number: str, members: Iterable[CommitteeMember]) -> list[str]:
    return roster_lines(number, map(cells, members))


def _basis(committee: Committee) -> list[str]:
    """The lines of the basis, the usual one where none was typed."""
    lines = [" ".join(line.split()) for line in committee.basis.splitlines() if line.strip()]
    if lines and not lines[0].startswith(_LED):
        lines[0] = f"อาศัยอำนาจตาม{lines[0]}"
    return lines or [_USUAL_BASIS]


def _since(order: CommitteeOrder) -> str:
    if order.effective_on == order.dated_on:
        return "ทั้งนี้ ตั้งแต่บัดนี้เป็นต้นไป"
    return f"ทั้งนี้ ตั้งแต่วันที่ {format_long(order.effective_on)} เป็นต้นไป"


_BODIES = {Kind.APPOINT: _appoint, Kind.AMEND: _amend, Kind.REVOKE: _revoke}
