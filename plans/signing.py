"""Reading sign-off: where a revision stands, who may act, and what is printed of each step."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Exists, Q, QuerySet
from django.utils import timezone

from ita_portal.tables.content import LabelAt, Signature
from ita_portal.thai.dates import format_long
from ita_portal.thai.fiscal import buddhist_year
from organisations.access import Permission, require
from organisations.models import Meeting, Membership, Organisation, User
from organisations.querysets import UserQuerySet
from plans import signers
from plans.models import ActionPlan, Chain, ChainStep, Delegation, Revision, SignOffStep
from plans.models.signing import Step

Who = Step.Who
State = SignOffStep.State


def current_step(revision: Revision) -> SignOffStep | None:
    """The step at which a waiting revision stands; None once nothing of it waits any more."""
    if revision.state != Revision.State.WAITING:
        return None
    return revision.steps.filter(state=State.WAITING).select_related("revision__plan__organisation").first()


def is_last(step: SignOffStep) -> bool:
    """Whether the revision is approved when this step is done."""
    return not step.revision.steps.filter(state=State.WAITING, position__gt=step.position).exists()


def waiting_for(user: User) -> QuerySet[SignOffStep]:
    """The steps at which revisions stand and that the person may sign today, the oldest first."""
    steps = SignOffStep.objects.current().for_signer(user)
    return steps.select_related("revision__plan__organisation").order_by("revision__made_at", "pk")


# Who may sign


def who_can_sign(step: SignOffStep | ChainStep) -> list[User]:
    """Everybody who may sign the step today, also by order; nobody signs for a meeting."""
    orders = signers.orders_held_by(signers.outer)
    own = signers.in_own_right(step.PLACE, signers.outer)
    return list(_people(step, own | signers.by_order(step.PLACE, orders)))


def named_by(step: SignOffStep | ChainStep) -> list[User]:
    """Those whom the step itself names today."""
    return list(_people(step, signers.in_own_right(step.PLACE, signers.outer)))


def signs_in_person(step: SignOffStep, user: User) -> bool:
    """Whether the step names the person, who then signs for nobody else."""
    own = signers.in_own_right(step.PLACE, signers.this(user.pk))
    return SignOffStep.objects.filter(own, pk=step.pk).exists()


def orders_for(step: SignOffStep, user: User) -> list[Delegation]:
    """The orders by which the person may sign the step for another today."""

    def covers(order: Delegation) -> bool:
        condition = signers.by_order(step.PLACE, lambda depth: signers.orders_in_force().filter(pk=order.pk))
        return SignOffStep.objects.filter(condition, pk=step.pk).exists()

    held: QuerySet[Delegation] = signers.orders_held_by(signers.this(user.pk))(0)
    return [order for order in held.select_related("holder") if covers(order)]


def signed_in_person_before(step: SignOffStep, user: User) -> SignOffStep | None:
    """An earlier step of the revision that the person signed for nobody else."""
    done = step.revision.steps.filter(state=State.SIGNED, acted_by=user, acting_words="", is_paper=False)
    return done.filter(resolution_text="").first()


def may_act(user: User, step: SignOffStep) -> None:
    """Raise PermissionDenied unless the person may sign the step; for a meeting its secretary acts."""
    if step.who == Who.MEETING:
        require(user, Permission.PLAN_SUBMIT, step.organisation)
    else:
        require(user, Permission.PLAN_SIGN, step)


def may_delegate(user: User, step: SignOffStep) -> None:
    """Raise PermissionDenied unless the step names the person, or the person is the secretary."""
    if not signs_in_person(step, user):
        require(user, Permission.PLAN_SUBMIT, step.organisation)


def people_on_line(organisation: Organisation) -> UserQuerySet:
    """People with a role today in the organisation, or in one above or below it."""
    line = [above.pk for above in organisation.above()]
    near = Q(organisation__in=line) | Q(organisation__path__startswith=organisation.path)
    members = Membership.objects.active().filter(near).order_by().values("user")
    return User.objects.filter(pk__in=members, is_active=True).order_by("sort_key", "pk")


def _people(step: SignOffStep | ChainStep, condition: Q) -> QuerySet[User]:
    steps = type(step).objects.filter(condition, pk=step.pk)
    people = User.objects.filter(_candidates(step), Exists(steps), is_active=True)
    return people.order_by("sort_key", "pk")


def _candidates(step: SignOffStep | ChainStep) -> Q:
    """Whom to ask about at all: the rule itself would be asked of everybody in the portal."""
    members = Membership.objects.active().filter(organisation=step.unit_id or step.organisation)
    roles = [step.role] if step.who == Who.ROLE else list(signers.HEADS)
    found = Q(pk__in=signers.orders_in_force().order_by().values("substitute"))
    if step.who in (Who.ROLE, Who.UNIT):
        found |= Q(pk__in=members.filter(role__in=roles).order_by().values("user"))
    return found | Q(pk=step.user_id) | Q(committee_places=step.member_id)


# What is printed


def steps_of(chain: Chain, plan: ActionPlan) -> list[SignOffStep]:
    """The steps that a submission through the chain would make, unsaved, with what the paper says of each."""
    chained = chain.steps.select_related("unit", "member", "user", "committee", "chain__organisation")
    steps = []
    for position, step in enumerate(chained, start=1):
        name, post = _printed(step)
        copied = {field: getattr(step, field) for field in _COPIED}
        label = step.label or f"ผู้{step.get_act_display()}"
        steps.append(
            SignOffStep(**copied | {"position": position, "name": name, "post": post, "label": label})
        )
    return steps


_COPIED = ("act", "who", "role", "unit", "member", "user", "committee", "label_at")


def signatures_of(steps: Iterable[SignOffStep]) -> tuple[Signature, ...]:
    """The blocks of signatures: who is to sign, or who signed and how."""
    return tuple(_signature(step) for step in steps)


def signature_values(person: User, order: Delegation | None) -> dict[str, Any]:
    """What a step keeps of a signature in the portal today: own name and post, for whom by which order."""
    values = {"signed_name": str(person), "signed_post": person.position, "signed_on": timezone.localdate()}
    if order is None:
        return values
    return values | {"acting_words": order.words, "acting_order": order_words(order)}


def order_words(order: Delegation) -> str:
    """ "คำสั่งที่ 12/2569 ลงวันที่ 5 มกราคม 2569", as far as it is known."""
    number = f"คำสั่งที่ {order.order_number}" if order.order_number else ""
    day = f"ลงวันที่ {format_long(order.order_on)}" if order.order_on else ""
    return f"{number} {day}".strip()


def resolution_words(step: SignOffStep, meeting: Meeting | None, text: str = "", agenda: str = "") -> str:
    """ "เห็นชอบโดยมติที่ประชุมคณะทำงาน ครั้งที่ 1/2569 เมื่อวันที่ 15 มกราคม 2569 ระเบียบวาระที่ 4.1".

    ``text`` is said instead where somebody wrote it; "" where there is neither that nor a meeting.
    """
    said = text.strip()
    if meeting and not said:
        day = format_long(meeting.held_on)
        said = f"{step.get_act_display()}โดยมติที่ประชุม{meeting.committee} {meeting} เมื่อวันที่ {day}"
    return f"{said} ระเบียบวาระที่ {agenda}" if said and agenda else said


def number_words(plan: ActionPlan, *, is_adjustment: bool) -> str:
    """What the revision that is submitted next is called."""
    number, year = next_adjustment(plan) if is_adjustment else (None, None)
    return str(Revision(plan=plan, number=next_number(plan), adjustment_number=number, adjustment_year=year))


def next_number(plan: ActionPlan) -> int:
    """The number of the plan's next revision."""
    last = plan.revisions.order_by("-number").values_list("number", flat=True).first()
    return (last or 0) + 1


def next_adjustment(plan: ActionPlan, on: date | None = None) -> tuple[int, int]:
    """The n and the year (Buddhist era) of ฉบับปรับปรุง ครั้งที่ n/ปี; only those approved have counted."""
    year = buddhist_year((on or timezone.localdate()).year)
    approved = (Revision.State.APPROVED, Revision.State.REPLACED)
    counted = plan.revisions.filter(
        adjustment_year=year, adjustment_number__isnull=False, state__in=approved
    ).count()
    return counted + 1, year


def _printed(step: ChainStep) -> tuple[str, str]:
    """The name and the post under the line to sign on; without a name there are dots."""
    if step.who == Who.MEETING:
        return (step.committee.name if step.committee else step.post), ""
    if step.who == Who.PERSON and step.member:
        return str(step.member) if step.member.name else "", step.post or step.member.post
    named = named_by(step)
    person = step.user or (named[0] if len(named) == 1 else None)
    if person is None:
        return "", step.post
    return str(person), step.post or person.position


def _signature(step: SignOffStep) -> Signature:
    label, label_at = step.label, LabelAt(step.label_at)
    if step.state != State.SIGNED:
        return Signature(label, step.name, step.post, label_at=label_at)
    if step.resolution_text:
        return Signature(label, step.name, label_at=label_at, signed=step.resolution_text)
    how = "ลงนามในกระดาษ" if step.is_paper else "ลงนามอิเล็กทรอนิกส์"
    signed = f"{how}\nวันที่ {format_long(step.signed_on)}" if step.signed_on else how
    acting = f"{step.acting_words}\nตาม{step.acting_order}" if step.acting_order else step.acting_words
    return Signature(label, step.signed_name, step.signed_post, acting, label_at, signed)
