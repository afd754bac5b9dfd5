"""An approved plan opened again by its head; what the organisation lets change without a request."""

from typing import Any

import pytest
from django.core import mail
from django.test import Client

from organisations.models import AuditEntry
from plans.models import ActionPlan, AdjustmentRule, Reopening, Revision
from tests.cast import Cast
from tests.conftest import ClientAs
from tests.factories import ActionPlanFactory, ApprovedRevisionFactory, ReopeningFactory, RevisionFactory
from tests.plans.views.test_adjustments import fill_in, url


@pytest.fixture
def plan(cast: Cast) -> ActionPlan:
    plan = ActionPlanFactory(organisation=cast.organisation("medicine"), state="approved")
    ApprovedRevisionFactory(plan=plan)
    return plan


@pytest.fixture
def browser(cast: Cast, client_as: ClientAs) -> Client:
    return client_as(cast["secretary@medicine"])


def test_plan_is_opened_again_by_its_head_while_the_revision_stays_in_force(
    browser: Client,
    cast: Cast,
    client_as: ClientAs,
    plan: ActionPlan,
    django_capture_on_commit_callbacks: Any,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        fill_in(browser, url("reopening-new", plan.pk), reason="ปรับโครงสร้าง")
    reopening = plan.reopenings.get()
    asked = {address for letter in mail.outbox for address in letter.to}
    mail.outbox.clear()

    head = client_as(cast["approver@medicine"])
    undecided = head.post(url("reopening-decide", reopening.pk), {"note": "เห็นด้วย"})
    with django_capture_on_commit_callbacks(execute=True):
        head.post(url("reopening-decide", reopening.pk), {"note": "เห็นด้วย", "decision": "grant"})
    again = head.post(url("reopening-decide", reopening.pk), {"decision": "refuse"})

    assert (undecided.status_code, undecided.context["form"]["note"].value()) == (422, "เห็นด้วย")
    assert again.status_code == 403
    reopening.refresh_from_db()
    plan.refresh_from_db()
    assert (reopening.state, plan.state, plan.revisions.get().state) == ("granted", "draft", "approved")
    assert asked == {cast[f"{role}@medicine"].email for role in ("approver", "executive")}
    assert [letter.to for letter in mail.outbox] == [[cast["secretary@medicine"].email]]
    assert [e.action for e in AuditEntry.objects.about(plan).order_by("pk")] == ["create", "state", "state"]


def test_plan_is_not_opened_while_a_revision_waits_and_stays_where_it_is_refused(
    cast: Cast, client_as: ClientAs, plan: ActionPlan
) -> None:
    reopening = ReopeningFactory(plan=plan, revision=plan.revisions.get())
    head, page = client_as(cast["executive@medicine"]), url("reopening-decide", reopening.pk)
    waiting = RevisionFactory(plan=plan)

    blocked = head.post(page, {"decision": "grant"})
    Revision.objects.filter(pk=waiting.pk).update(state="returned", decided_at="2026-01-01T00:00:00Z")
    head.post(page, {"decision": "refuse", "note": "ยังไม่จำเป็น"})

    reopening.refresh_from_db()
    plan.refresh_from_db()
    assert blocked.status_code == 403
    assert (reopening.state, reopening.note, plan.state) == (Reopening.State.REFUSED, "ยังไม่จำเป็น", "approved")


def test_organisation_says_what_needs_a_request(browser: Client, plan: ActionPlan) -> None:
    address = url("adjustment-rule", plan.organisation_id)
    page = browser.get(address)

    browser.post(address, {"base_version": "0", "needs": ["quarter", "budget"]})
    overtaken = browser.post(address, {"base_version": "0", "needs": ["owner"]})
    unknown = browser.post(address, {"base_version": "1", "needs": ["everything"]})

    assert page.context["form"]["needs"].value() == ["activity", "target", "budget", "quarter", "owner"]
    assert AdjustmentRule.objects.get().needs == ["budget", "quarter"]
    assert (overtaken.status_code, overtaken.context["form"]["needs"].value()) == (422, ["owner"])
    assert unknown.status_code == 422
