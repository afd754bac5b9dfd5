from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction

from organisations.access import Role
from organisations.models import AuditEntry
from plans.models import ActionPlan, Comment, CommentMention
from plans.services import comments
from tests.cast import Cast
from tests.factories import ActivityFactory, MembershipFactory, PlanSightFactory
from tests.guards.trail import REFUSAL, refusing_entries
from tests.plans.services.conftest import Written

URL = "https://portal.example.go.th/plans/activities/1/comments/"


def say(written: Written, cast: Cast, **changed: Any) -> Comment:
    said: dict[str, Any] = {
        "by": cast["approver@medicine"],
        "plan": written.plan,
        "activity": written.a,
        "text": "ควรเพิ่มกลุ่มเป้าหมาย",
        "url": URL,
    }
    return comments.add_comment(**said | changed)


def test_comment_is_kept_with_one_entry_that_does_not_hold_its_words(written: Written, cast: Cast) -> None:
    comment = say(written, cast, named=[written.secretary])

    assert [mention.user for mention in comment.mentions.all()] == [written.secretary]
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.object_text, entry.after) == (
        AuditEntry.Action.CREATE,
        "ความเห็น: ก",
        {"activity_id": written.a.pk, "named": [written.secretary.pk]},
    )


@pytest.mark.parametrize("state", ActionPlan.State)
def test_plan_is_discussed_in_any_state_and_keeps_its_version(
    written: Written, cast: Cast, state: ActionPlan.State
) -> None:
    ActionPlan.objects.filter(pk=written.plan.pk).update(state=state)
    written.plan.refresh_from_db()

    say(written, cast)

    assert ActionPlan.objects.get(pk=written.plan.pk).version == written.plan.version


def test_those_named_are_written_to_once_it_is_kept(
    written: Written, cast: Cast, django_capture_on_commit_callbacks: Any
) -> None:
    author = cast["approver@medicine"]
    with django_capture_on_commit_callbacks(execute=True):
        say(written, cast, named=[written.secretary, author])

    assert [message.to for message in mail.outbox] == [[written.secretary.email]]
    assert URL in mail.outbox[0].body
    assert "ควรเพิ่มกลุ่มเป้าหมาย" in mail.outbox[0].body


@pytest.mark.parametrize("who", ["outsider", "former", "secretary@revenue"])
def test_those_without_a_role_may_not_comment(written: Written, cast: Cast, who: str) -> None:
    with pytest.raises(PermissionDenied, match="เฉพาะผู้ที่มีบทบาท"):
        say(written, cast, by=cast[who])

    assert (Comment.objects.count(), AuditEntry.objects.count()) == (0, 0)


def test_mere_sight_of_a_plan_opens_no_comments(written: Written, cast: Cast) -> None:
    comment = say(written, cast)
    PlanSightFactory(plan=written.plan, user=cast["outsider"])

    with pytest.raises(PermissionDenied):
        say(written, cast, by=cast["outsider"])

    assert list(Comment.objects.visible_to(cast["outsider"])) == []
    assert list(Comment.objects.visible_to(written.secretary)) == [comment]


def test_nobody_who_may_not_read_it_can_be_named(written: Written, cast: Cast) -> None:
    with pytest.raises(ValidationError, match="เลือกได้เฉพาะผู้ที่มีบทบาท"):
        say(written, cast, named=[cast["secretary@revenue"]])

    assert Comment.objects.count() == 0


def test_row_of_another_plan_is_refused(written: Written, cast: Cast) -> None:
    with pytest.raises(ValidationError, match="ไม่พบแถวนี้"):
        say(written, cast, activity=ActivityFactory())


def test_people_of_a_plan_are_its_members_and_those_who_reach_down_to_it(
    written: Written, cast: Cast
) -> None:
    above = MembershipFactory(organisation=cast.organisation("health"), role=Role.EXECUTIVE).user
    MembershipFactory(organisation=cast.organisation("health"), role=Role.SECRETARY)

    expected = {cast[f"{role.value}@medicine"].pk for role in Role} | {above.pk}
    assert {person.pk for person in comments.people_of(written.plan)} == expected


def test_comment_is_resolved_once_and_opened_again(written: Written, cast: Cast) -> None:
    comment = say(written, cast)

    for resolved in (True, True, False):
        comments.resolve_comment(by=written.secretary, comment=comment, resolved=resolved)

    comment.refresh_from_db()
    assert (comment.resolved_at, comment.resolved_by) == (None, None)
    states = [entry.after for entry in AuditEntry.objects.filter(action=AuditEntry.Action.STATE)]
    assert [state["resolved"] for state in states if state] == [False, True]


def test_mentions_are_seen_row_by_row(written: Written, cast: Cast) -> None:
    for activity in (written.a, written.b, None):
        say(written, cast, activity=activity, named=[written.secretary])

    comments.mark_seen(by=written.secretary, plan=written.plan, activity=written.a)

    unseen = CommentMention.objects.filter(seen_at=None).order_by("pk")
    assert [mention.comment.activity for mention in unseen] == [written.b, None]


def test_comment_is_not_kept_without_its_entry(written: Written, cast: Cast) -> None:
    with refusing_entries(), pytest.raises(DatabaseError, match=REFUSAL), transaction.atomic():
        say(written, cast)

    assert Comment.objects.count() == 0
