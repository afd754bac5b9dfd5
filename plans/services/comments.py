"""What people say beside a row while a plan is written, and who is told of it."""

from collections.abc import Iterable
from functools import partial

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import Q, QuerySet
from django.template.loader import render_to_string
from django.utils import timezone

from organisations.access import REACHES_DOWN, Permission, check
from organisations.models import AuditEntry, Membership, Organisation, User
from organisations.services.audit import record
from plans.models import ActionPlan, Activity, Comment, CommentMention

Action = AuditEntry.Action
NOT_ADMITTED = "ความเห็นระหว่างจัดทำแผนเปิดให้เฉพาะผู้ที่มีบทบาทในหน่วยงานของแผน"


def admit(user: User, plan: ActionPlan) -> None:
    """Raise PermissionDenied unless a role lets the person see the plan; sight of it is not enough."""
    if not check(user, Permission.PLAN_VIEW, plan.organisation):
        raise PermissionDenied(NOT_ADMITTED)


def people_of(plan: ActionPlan) -> QuerySet[User]:
    """Everybody who may read the plan's comments by a role, in order: whom a comment can name."""
    here = plan.organisation
    above = Q(organisation__in=Organisation.objects.get_ancestors(here), role__in=REACHES_DOWN)
    members = Membership.objects.active().filter(Q(organisation=here) | above)
    people: QuerySet[User] = User.objects.filter(pk__in=members.values("user"), is_active=True)
    return people.order_by("sort_key", "pk")


@transaction.atomic
def add_comment(
    *,
    by: User,
    plan: ActionPlan,
    activity: Activity | None,
    text: str,
    named: Iterable[User] = (),
    url: str,
) -> Comment:
    """A remark on the row, or with no activity on the plan; those named are written to, with ``url``.

    A plan is discussed in any state. Raises ValidationError for somebody who may not read the comments.
    """
    admit(by, plan)
    if activity is not None and activity.part.plan_id != plan.pk:
        raise ValidationError("ไม่พบแถวนี้ในแผน")
    named = [person for person in named if person != by]
    if set(named) - set(people_of(plan)):
        raise ValidationError({"named": "เลือกได้เฉพาะผู้ที่มีบทบาทในหน่วยงานของแผน"})
    comment = Comment(plan=plan, activity=activity, author=by, text=text)
    comment.full_clean()
    comment.save()
    CommentMention.objects.bulk_create(CommentMention(comment=comment, user=person) for person in named)
    _record(by, Action.CREATE, comment, after={"named": sorted(person.pk for person in named)})
    for person in named:
        if person.email:
            # Robust: the home page tells them too, so a silent mail server stops nobody.
            transaction.on_commit(partial(_write_to, person, comment, url), robust=True)
    return comment


@transaction.atomic
def resolve_comment(*, by: User, comment: Comment, resolved: bool) -> None:
    """Mark the comment as dealt with, or open it again; nothing where it is so already."""
    admit(by, comment.plan)
    if bool(comment.resolved_at) == resolved:
        return
    comment.resolved_at = timezone.now() if resolved else None
    comment.resolved_by = by if resolved else None
    comment.full_clean()
    comment.save(update_fields=["resolved_at", "resolved_by"])
    _record(by, Action.STATE, comment, before={"resolved": not resolved}, after={"resolved": resolved})


def mark_seen(*, by: User, plan: ActionPlan, activity: Activity | None) -> None:
    """The person has opened the comments of the row, or those of the plan itself."""
    mentions = by.comment_mentions.filter(comment__plan=plan, comment__activity=activity, seen_at=None)
    mentions.update(seen_at=timezone.now())


def _record(
    by: User,
    action: AuditEntry.Action,
    comment: Comment,
    *,
    before: dict[str, object] | None = None,
    after: dict[str, object] | None = None,
) -> None:
    """The words stay in their own table; the trail, from which nothing can be erased, has only the fact."""
    place = {"activity_id": comment.activity_id}
    record(
        by=by,
        action=action,
        target=comment,
        organisation_id=comment.plan.organisation_id,
        subject=comment.plan,
        before=before,
        after=place | (after or {}),
        text=f"ความเห็น: {comment.activity or comment.plan}",
    )


def _write_to(person: User, comment: Comment, url: str) -> None:
    send_mail(
        "มีความเห็นถึงท่านในแผน ระบบแผนส่งเสริมคุณธรรมและความโปร่งใส",
        render_to_string("plans/email/comment.txt", {"person": person, "comment": comment, "url": url}),
        settings.DEFAULT_FROM_EMAIL,
        [person.email],
    )
