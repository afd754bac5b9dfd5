"""What of sign-off the home page tells: what waits for the person, and which plan is to be submitted."""

from datetime import date

from django.urls import reverse

from organisations.models import User
from plans.models import ActionPlan
from reports.home import Choice, Home, home_of
from tests.cast import Cast
from tests.factories import RevisionFactory, SignOffStepFactory
from tests.reports.filled_plans import plan_of

State = ActionPlan.State


def seen(user: User) -> Home:
    return home_of(user, Choice(2570, None, year_is_chosen=False, today=date(2026, 11, 21)))


def test_what_waits_for_a_person_is_said_once(cast: Cast) -> None:
    plan = plan_of(cast, state=State.WAITING, title="แผนรอลงนาม")
    step = SignOffStepFactory(revision=RevisionFactory(plan=plan, number=1))

    own, others = seen(cast["approver@medicine"]), seen(cast["executive@medicine"])

    assert [(line.title, line.url) for line in own.signing] == [
        ("อนุมัติ แผนรอลงนาม", reverse("reports:step-sign", args=[step.pk]))
    ]
    assert own.overview
    assert others.overview
    assert own.overview.waiting == ()
    assert (others.signing, others.overview.waiting) == ((), (plan,))


def test_year_leads_to_the_plan_that_is_to_be_submitted(cast: Cast) -> None:
    plan_of(cast, state=State.WAITING)
    draft = plan_of(cast)

    desk = seen(cast["secretary@medicine"]).desk

    assert desk
    assert desk.steps[-1].url == reverse("reports:plan-submit", args=[draft.pk])
