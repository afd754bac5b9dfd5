"""Whatever people do in whatever order: no plan is approved without its steps, and no revision is lost."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from organisations.access import Role
from organisations.models import Membership, User
from organisations.services.errors import StaleError
from plans import rows
from plans.adjusting import adjusted
from plans.models import (
    Act,
    ActionPlan,
    Activity,
    Adjustment,
    Chain,
    Delegation,
    Revision,
    SignedScan,
    SignOffStep,
)
from plans.papers import ApprovedPaper, Paper
from plans.revisions import fingerprint, new_token
from plans.services import opening
from plans.services.adjustment_lines import ask_to_change
from plans.services.adjustments import begin_adjustment
from plans.services.delegations import delegate_step
from plans.services.reopenings import ask_reopening, decide_reopening
from plans.services.sign_off import return_revision, submit, withdraw_revision
from plans.services.sign_off_steps import record_on_paper, record_resolution, sign_step
from plans.signing import current_step
from plans.snapshots import snapshot_of
from tests.cast import Cast, gather
from tests.factories import (
    ActionPlanFactory,
    ActivityFactory,
    ChainFactory,
    ChainStepFactory,
    PlanPartFactory,
    SignedScanFactory,
)

State = Revision.State
PAPER, APPROVED = b"%PDF-1.7 to sign", ApprovedPaper(pdf=b"%PDF-1.7 signed", is_sealed=False)
REFUSALS = (ValidationError, PermissionDenied, StaleError)
WHO = st.sampled_from(("secretary", "approver", "executive", "auditor"))
NAMED = {"secretary": Role.SECRETARY, "approver": Role.APPROVER, "executive": Role.EXECUTIVE}
FROZEN = ("number", "token", "content_sha256", "previous_sha256", "plan_version", "paper", "paper_sha256")


class SignOff(RuleBasedStateMachine):
    """A plan, its secretary, its heads and an auditor, who each try everything."""

    def __init__(self) -> None:
        super().__init__()
        self.undone = transaction.atomic()
        self.undone.__enter__()
        self.cast: Cast = gather()
        organisation = self.cast.organisation("medicine")
        self.plan: ActionPlan = ActionPlanFactory(organisation=organisation)
        self.row: Activity = ActivityFactory(part=PlanPartFactory(plan=self.plan))
        self.chains = {
            "plan": self.chain("plan", [(Act.PROPOSE, Role.SECRETARY), (Act.ENDORSE, Role.APPROVER)]),
            "adjustment": self.chain("adjustment", [(Act.VERIFY, "")]),
        }
        self.known: dict[int, dict[str, Any]] = {}
        self.allowed: dict[int, bool] = {}

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undone.__exit__(None, None, None)

    def chain(self, subject: str, steps: list[tuple[str, str]]) -> Chain:
        """The steps, one without a role by a meeting, and approval by the executive in the end."""
        chain: Chain = ChainFactory(organisation=self.plan.organisation, subject=subject)
        for position, (act, role) in enumerate([*steps, (Act.APPROVE, Role.EXECUTIVE)], start=1):
            who = "role" if role else "meeting"
            ChainStepFactory(chain=chain, position=position, act=act, role=role, who=who, post="คณะทำงาน")
        return chain

    def person(self, name: str) -> User:
        person: User = User.objects.get(pk=self.cast[f"{name}@medicine"].pk)
        return person

    def tried(self, act: Callable[[], Any]) -> Any:
        """What the act gives; None where it is refused, and everything is as it was."""
        with suppress(*REFUSALS), transaction.atomic():
            return act()
        return None

    def waiting(self) -> Revision | None:
        return Revision.objects.filter(state=State.WAITING).first()

    def is_waiting(self) -> bool:
        return self.waiting() is not None

    # What people do

    @rule(who=WHO, behind=st.sampled_from((0, 0, 0, 1)))
    def submit(self, who: str, behind: int) -> None:
        plan = ActionPlan.objects.get()
        adjustment = Adjustment.objects.filter(state__in=Adjustment.OPEN).first()
        if plan.state != ActionPlan.State.APPROVED:
            adjustment = None
        content = rows.contents(plan)
        shown = adjusted(content, adjustment) if adjustment else content
        self.tried(
            lambda: submit(
                by=self.person(who),
                plan=plan,
                base_version=plan.version - behind,
                chain=self.chains["adjustment" if adjustment else "plan"],
                paper=Paper(new_token(), "plain", PAPER, snapshot_of(shown)),
                adjustment=adjustment,
            )
        )

    @precondition(is_waiting)
    @rule(who=WHO, ahead=st.sampled_from((0, 0, 0, 1)), behind=st.sampled_from((0, 0, 0, 1)))
    def sign(self, who: str, ahead: int, behind: int) -> None:
        step, version = self.step(ahead)
        person = self.person(who)
        may = self.may(step, who)
        if self.tried(
            lambda: sign_step(by=person, step=step, base_version=version - behind, approved=APPROVED)
        ):
            self.allowed[step.pk] = may and not ahead and not behind

    @initialize(times=st.integers(0, 12))
    def begin(self, times: int) -> None:
        """The story is taken up anywhere between the draft and an adjustment in force."""
        for _ in range(times):
            self.go_on()

    @rule()
    def go_on(self) -> None:
        """What comes next is done by who should do it, so that approvals are reached at all."""
        if self.is_waiting():
            step, _ = self.step()
            if step.who == "meeting":
                self.record_meeting("secretary")
            else:
                self.sign(next(name for name, role in NAMED.items() if role == step.role), 0, 0)
        elif ActionPlan.objects.get().state != ActionPlan.State.APPROVED or Adjustment.objects.filter(
            state__in=Adjustment.OPEN
        ):
            self.submit("secretary", 0)
        else:
            self.ask_to_adjust("ปรับวงเงิน")

    @precondition(is_waiting)
    @rule(who=WHO, has_scan=st.booleans())
    def record_ink(self, who: str, has_scan: bool) -> None:
        step, version = self.step()
        scan = SignedScanFactory(
            organisation=self.plan.organisation,
            revision=step.revision,
            sha256=f"{SignedScan.objects.count():064x}",
        )
        if self.tried(
            lambda: record_on_paper(
                by=self.person(who),
                step=step,
                base_version=version,
                signed_name="นายตัวอย่าง สมมติ",
                signed_post="",
                signed_on=timezone.localdate(),
                scan=scan if has_scan else None,
                approved=APPROVED,
            )
        ):
            self.allowed[step.pk] = who == "secretary" and has_scan and step.who != "meeting"

    @precondition(is_waiting)
    @rule(who=WHO)
    def record_meeting(self, who: str) -> None:
        step, version = self.step()
        if self.tried(
            lambda: record_resolution(
                by=self.person(who),
                step=step,
                base_version=version,
                resolution_text="มติที่ประชุม ครั้งที่ 1/2569",
                signed_on=timezone.localdate(),
            )
        ):
            self.allowed[step.pk] = who == "secretary" and step.who == "meeting"

    @precondition(is_waiting)
    @rule(who=WHO, substitute=WHO)
    def delegate(self, who: str, substitute: str) -> None:
        step, _ = self.step()
        values = {
            "substitute": self.person(substitute),
            "post": "อธิบดีกรมตัวอย่าง",
            "starts_on": timezone.localdate(),
        }
        self.tried(lambda: delegate_step(by=self.person(who), step=step, values=values))

    @precondition(is_waiting)
    @rule(who=WHO)
    def send_back(self, who: str) -> None:
        step, version = self.step()
        self.tried(
            lambda: return_revision(by=self.person(who), step=step, base_version=version, reason="โปรดแก้ไข")
        )

    @precondition(is_waiting)
    @rule(who=WHO)
    def withdraw(self, who: str) -> None:
        revision = self.waiting()
        assert revision is not None
        self.tried(lambda: withdraw_revision(by=self.person(who), revision=revision, reason="พบข้อผิดพลาด"))

    @rule(name=st.sampled_from(("approver", "executive")), days=st.sampled_from((-1, 1)))
    def end_membership(self, name: str, days: int) -> None:
        of_person = Membership.objects.filter(user=self.person(name))
        of_person.update(
            starts_on=timezone.localdate() - timedelta(days=30),
            ends_on=timezone.localdate() + timedelta(days=days),
        )

    @rule()
    def write(self) -> None:
        plan = ActionPlan.objects.get()
        self.tried(lambda: opening.opened(plan, self.person("secretary")))

    @rule(reason=st.sampled_from(("เพิ่มกิจกรรม", "ปรับวงเงิน")))
    def ask_to_adjust(self, reason: str) -> None:
        def ask() -> None:
            plan, by = ActionPlan.objects.get(), self.person("secretary")
            row = Activity.objects.get()
            adjustment = begin_adjustment(by=by, plan=plan, reason=reason)
            wanted = replace(rows.row_of(row), title=f"{reason} {row.version}")
            ask_to_change(
                by=by, adjustment=adjustment, activity=row, row=wanted, row_version=row.version, reason=reason
            )

        self.tried(ask)

    @rule()
    def open_again(self) -> None:
        def reopen() -> None:
            plan = ActionPlan.objects.get()
            asked = ask_reopening(by=self.person("secretary"), plan=plan, reason="ปรับทั้งฉบับ")
            decide_reopening(by=self.person("executive"), reopening=asked, granted=True, note="")

        self.tried(reopen)

    def step(self, ahead: int = 0) -> tuple[SignOffStep, int]:
        """The step at which the waiting revision stands, or one further on, and the version that was read."""
        revision = self.waiting()
        assert revision is not None
        current = current_step(revision)
        assert current is not None
        further = revision.steps.filter(position__gte=current.position)[ahead : ahead + 1]
        return SignOffStep.objects.get(pk=(further[0] if further else current).pk), revision.version

    def may(self, step: SignOffStep, who: str) -> bool:
        """Whether the person holds the role of the step today, or was named for it."""
        today = timezone.localdate()
        roles = Membership.objects.active(today).filter(user=self.person(who)).values_list("role", flat=True)
        named = Delegation.objects.in_force(today).filter(step=step, substitute=self.person(who))
        return step.who == "role" and (step.role in roles or (bool(roles) and named.exists()))

    # What is always true

    @invariant()
    def no_revision_is_lost_or_altered(self) -> None:
        before = ""
        for revision in Revision.objects.order_by("number"):
            now = {name: str(getattr(revision, name)) for name in FROZEN}
            assert self.known.setdefault(revision.pk, now) == now
            assert revision.previous_sha256 == before
            with revision.paper.open() as file:
                assert sha256(file.read()).hexdigest() == revision.paper_sha256
            before = fingerprint(revision)
        assert set(self.known) == set(Revision.objects.values_list("pk", flat=True))

    @invariant()
    def nothing_is_in_force_without_every_step_in_order_by_who_might(self) -> None:
        for revision in Revision.objects.filter(state__in=(State.APPROVED, State.REPLACED)):
            steps = list(revision.steps.all())
            assert {step.state for step in steps} == {SignOffStep.State.SIGNED}
            times = [step.acted_at for step in steps]
            assert times == sorted(time for time in times if time)
        for step in SignOffStep.objects.filter(state=SignOffStep.State.SIGNED):
            proposed = step.act == Act.PROPOSE and step.acted_by == self.cast["secretary@medicine"]
            assert self.allowed.get(step.pk, proposed)

    @invariant()
    def plan_and_revisions_agree(self) -> None:
        plan = ActionPlan.objects.get()
        states = list(Revision.objects.values_list("state", flat=True))
        of_plan = Revision.objects.filter(state=State.WAITING, adjustment_number=None)
        assert states.count(State.WAITING) <= 1
        assert states.count(State.APPROVED) <= 1
        assert (plan.state == ActionPlan.State.WAITING) == of_plan.exists()
        assert plan.state != ActionPlan.State.APPROVED or State.APPROVED in states


@pytest.mark.django_db
def test_no_sequence_of_acts_reaches_approval_without_its_steps() -> None:
    run_state_machine_as_test(
        SignOff,
        settings=settings(
            max_examples=6, stateful_step_count=8, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
