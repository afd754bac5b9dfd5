"""What the pages of a call show, read in a fixed number of queries.

Who may read it is asked before: of the call, or of the answer (``plans.views.calls_reach``).
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain

from django.db.models import Count, Q, QuerySet

from organisations.models import Membership, Organisation, User
from plans import rows
from plans.models import Activity, Call, CallAnswer, Heading, ProposedRow
from plans.services.calls_doubles import Titled, alike

MOST_PAIRS = 20
_MOST_LIKE = 3


@dataclass(frozen=True)
class AnswerLine:
    """One unit of a call; how many rows it sent and how many of them are still to be dealt with."""

    answer: CallAnswer
    sent: int | None
    left: int | None

    @property
    def look(self) -> tuple[str, str]:
        """The state with its word, as the chips know it."""
        answer = self.answer
        if answer.state not in CallAnswer.WITH_CALLER and answer.is_late:
            return "late", f"{answer.get_state_display()} เกินกำหนด"
        return look_of(answer)


@dataclass(frozen=True)
class ProposedLine:
    """A row of an answer, what became of it, and what looks like it in the caller's table and elsewhere."""

    activity: Activity
    proposal: ProposedRow | None
    likes: tuple[Activity, ...] = ()
    likes_elsewhere: tuple[Activity, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether it is still to be dealt with; also where what was taken was deleted afterwards."""
        return self.proposal is None or not self.proposal.is_standing


@dataclass(frozen=True)
class Pair:
    """Two rows that look alike; ``other`` is the caller's own, or another unit's."""

    activity: Activity
    other: Activity
    is_own: bool


@dataclass(frozen=True)
class UnitSummary:
    """What a unit sent; ``budget`` is baht, of the amounts alone."""

    answer: CallAnswer
    rows: tuple[ProposedLine, ...]
    budget: Decimal


def look_of(answer: CallAnswer) -> tuple[str, str]:
    """The chip's state and word for the state of an answer."""
    states = {
        CallAnswer.State.WAITING: "due",
        CallAnswer.State.CONFIRMING: "waiting",
        CallAnswer.State.SENT: "checked",
        CallAnswer.State.RETURNED: "returned",
        CallAnswer.State.TAKEN: "accepted",
    }
    return states[CallAnswer.State(answer.state)], answer.get_state_display()


def answer_lines(call: Call) -> list[AnswerLine]:
    """The units in the order of the tree; numbers only of what was sent."""
    answers = call.answers.select_related("unit", "coordinator", "call", "sent_by").order_by("unit__path")
    open_rows = Count("pk", filter=Q(proposal=None) | Q(proposal__taken_as__deleted_at__isnull=False))
    counted = call.received_rows.order_by().values_list("part__plan__call_answer")
    counts = {pk: (sent, left) for pk, sent, left in counted.annotate(sent=Count("pk"), left=open_rows)}
    return [
        AnswerLine(answer, *(counts.get(answer.pk, (0, 0)) if _is_sent(answer) else (None, None)))
        for answer in answers
    ]


def proposed_lines(answer: CallAnswer) -> list[ProposedLine]:
    """The rows of a sent answer in printed order, each with what looks like it."""
    call = answer.call
    received = _with_proposals(in_printed_order(_read(call.received_rows)))
    own = [line for line in received if line.activity.part.plan_id == answer.plan_id]
    present = {row.pk: row for row in present_rows(call)}
    others = {line.activity.pk: line.activity for line in received if line.is_open and line not in own}
    likes = _grouped(alike(_titled(line.activity for line in own), _titled(present.values())))
    elsewhere = _grouped(alike(_titled(line.activity for line in own), _titled(others.values())))
    return [
        ProposedLine(
            line.activity,
            line.proposal,
            tuple(present[pk] for pk in likes[line.activity.pk]),
            tuple(others[pk] for pk in elsewhere[line.activity.pk]),
        )
        for line in own
    ]


def pairs_alike(call: Call) -> list[Pair]:
    """Rows still to be dealt with beside what looks like them, in the caller's table first."""
    fresh = {
        line.activity.pk: line.activity for line in _with_proposals(_read(call.received_rows)) if line.is_open
    }
    present = {row.pk: row for row in present_rows(call)}
    titled = list(_titled(fresh.values()))
    own = (Pair(fresh[a], present[b], True) for a, b in alike(titled, _titled(present.values())))
    between = (
        Pair(fresh[a], fresh[b], False)
        for a, b in alike(titled, titled)
        if a < b and fresh[a].part_id != fresh[b].part_id
    )
    return list(chain(own, between))


def summary_of(call: Call) -> list[UnitSummary]:
    """Every unit of the call with what it sent, in the order of the tree."""
    lines: dict[int, list[ProposedLine]] = defaultdict(list)
    for line in _with_proposals(in_printed_order(_read(call.received_rows))):
        lines[line.activity.part.plan_id].append(line)
    answers = call.answers.select_related("unit", "call").order_by("unit__path")
    return [_summary(answer, lines[answer.plan_id]) for answer in answers]


def present_rows(call: Call) -> list[Activity]:
    """The rows of the caller's table in printed order."""
    return in_printed_order(_read(Activity.objects.filter(part=call.part_id)))


def in_printed_order(activities: Iterable[Activity]) -> list[Activity]:
    """The activities as their tables print them, table by table."""
    found = list(activities)
    headings: dict[int, list[Heading]] = defaultdict(list)
    for heading in Heading.objects.filter(part__in={activity.part_id for activity in found}):
        headings[heading.part_id].append(heading)
    rank = {
        heading.pk: place
        for of_part in headings.values()
        for place, (heading, _) in enumerate(rows.ordered_headings(of_part), start=1)
    }
    return sorted(
        found,
        key=lambda a: (a.part.position, a.part_id, rank.get(a.heading_id or 0, 0), a.position, a.pk),
    )


def heading_choices(call: Call) -> list[tuple[int, str]]:
    """The headings of the caller's table in order, set in as deep as they lie."""
    ordered = rows.ordered_headings(Heading.objects.filter(part=call.part_id))
    return [(heading.pk, "– " * (len(path) - 1) + heading.text) for heading, path in ordered if heading.text]


def members_of(units: Sequence[Organisation]) -> dict[int, list[User]]:
    """The people of each unit who can be named for it, by name."""
    people: dict[int, list[User]] = defaultdict(list)
    members = Membership.objects.active().filter(organisation__in=units, user__is_active=True)
    for membership in members.in_order():
        if membership.user not in people[membership.organisation_id]:
            people[membership.organisation_id].append(membership.user)
    return people


def _read(activities: QuerySet[Activity]) -> QuerySet[Activity]:
    related = ("part__plan__organisation", "part__plan__call_answer", "heading")
    return activities.select_related(*related).prefetch_related("owners")


def _with_proposals(activities: Iterable[Activity]) -> list[ProposedLine]:
    found = list(activities)
    proposals = ProposedRow.objects.filter(activity__in=found).select_related("taken_as")
    known = {proposal.activity_id: proposal for proposal in proposals}
    return [ProposedLine(activity, known.get(activity.pk)) for activity in found]


def _titled(activities: Iterable[Activity]) -> Iterable[Titled]:
    return (Titled(a.pk, a.title, tuple(owner.text for owner in a.owners.all())) for a in activities)


def _grouped(pairs: Iterable[tuple[int, int]]) -> dict[int, list[int]]:
    groups: dict[int, list[int]] = defaultdict(list)
    for key, other in pairs:
        if len(groups[key]) < _MOST_LIKE:
            groups[key].append(other)
    return groups


def _summary(answer: CallAnswer, lines: Sequence[ProposedLine]) -> UnitSummary:
    amounts = (line.activity.budget_amount for line in lines)
    return UnitSummary(answer, tuple(lines), sum((amount for amount in amounts if amount), Decimal(0)))


def _is_sent(answer: CallAnswer) -> bool:
    return answer.state in CallAnswer.WITH_CALLER
