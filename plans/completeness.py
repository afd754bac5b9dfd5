"""What a plan still lacks to be submitted through a chain, each with the way to where it is mended."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from ita_portal.tables.content import PlanContent
from organisations.committees import members_on, revoking_order
from organisations.models import Committee, User
from plans import rows
from plans.checks.places import url_of
from plans.checks.registry import Finding, Severity, findings
from plans.models import ActionPlan, Chain, ChainStep
from plans.models.signing import Step
from plans.signing import who_can_sign

Who = Step.Who


@dataclass(frozen=True, slots=True)
class Missing:
    """What is wanting, in Thai, and the page that mends it. What is not ``needed`` may be confirmed."""

    words: str
    url: str
    needed: bool = True


def missing(plan: ActionPlan, chain: Chain | None) -> list[Missing]:
    """Everything that keeps the plan from being submitted, then what somebody should have looked at."""
    content = rows.contents(plan)
    found = [*_in_plan(plan, content), *missing_in_chain(chain, plan)]
    found += [_of_finding(plan, finding) for finding in findings(plan, content) if _matters(finding)]
    return sorted(found, key=lambda one: not one.needed)


def missing_in_chain(chain: Chain | None, plan: ActionPlan) -> list[Missing]:
    """What the chain lacks: steps, or somebody at one of them."""
    if chain is None:
        url = reverse("plans:chain-list", args=[plan.organisation_id])
        return [Missing("ยังไม่ได้กำหนดลำดับการพิจารณา โปรดกำหนดก่อนเสนอ", url)]
    url = reverse("plans:chain-detail", args=[chain.pk])
    steps = list(steps_with_people(chain))
    if not steps:
        return [Missing(f"ลำดับการพิจารณา “{chain}” ยังไม่มีขั้นตอน โปรดกำหนดขั้นตอนก่อนเสนอ", url)]
    words = "ขั้นตอนที่ {} “{}” ยังไม่มีผู้ดำเนินการ โปรดกำหนดผู้ดำเนินการก่อนเสนอ"
    return [
        Missing(words.format(place, step), url)
        for place, (step, is_held) in enumerate(steps, start=1)
        if not is_held
    ]


def steps_with_people(chain: Chain) -> Iterator[tuple[ChainStep, bool]]:
    """The steps of the chain, each with whether there is anybody at it: who may sign, or signs on paper."""
    steps = chain.steps.select_related(
        "chain__organisation", "unit", "user", "member__committee", "committee"
    )
    for step in steps:
        yield step, has_somebody(step, who_can_sign(step))


def has_somebody(step: ChainStep, people: Sequence[User]) -> bool:
    """Whether anybody is at the step: one of those who may sign it today, or somebody who signs on paper."""
    return bool(people) or _on_paper(step)


def _in_plan(plan: ActionPlan, content: PlanContent) -> Iterator[Missing]:
    if plan.deleted_at:
        yield Missing("แผนนี้อยู่ในถังขยะ โปรดนำกลับคืนก่อนเสนอ", reverse("plans:plan-list"))
    if not any(not row.placeholder for part in content.parts for row in part.own_rows):
        yield Missing("แผนยังไม่มีรายการ", reverse("plans:plan-editor", args=[plan.pk]))


def _matters(finding: Finding) -> bool:
    return finding.severity is not Severity.NOTE


def _of_finding(plan: ActionPlan, finding: Finding) -> Missing:
    return Missing(finding.message, url_of(plan, finding), needed=finding.severity is Severity.ERROR)


def _on_paper(step: ChainStep) -> bool:
    """Whether the step needs no account: a meeting, the holder of a post, a member who has none."""
    if step.who == Who.MEETING:
        return bool(step.post) or (step.committee is not None and _lasts(step.committee))
    if step.who == Who.PERSON and step.member and step.member.user_id is None:
        body = step.member.committee
        return _lasts(body) and members_on(body).filter(pk=step.member_id).exists()
    return step.who == Who.POST and bool(step.post)


def _lasts(committee: Committee) -> bool:
    revoking = revoking_order(committee)
    return revoking is None or revoking.effective_on > timezone.localdate()
