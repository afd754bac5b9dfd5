"""Those who are asked by a survey, and the links that they answer by."""

import secrets
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from assessments.models import Survey, SurveyGroup, SurveyLink
from assessments.surveys.limits import MOST_GROUPS, MOST_LINKS, MOST_LINKS_AT_ONCE
from assessments.surveys.tokens import digest_of, new_token
from organisations.access import Permission, require
from organisations.models import AuditEntry, User
from organisations.services.audit import record, values_of

Action = AuditEntry.Action
FIELDS = ("name", "asked")


@transaction.atomic
def add_group(*, by: User, survey: Survey, values: dict[str, Any], has_qr: bool = False) -> SurveyGroup:
    """One more group; ``values`` holds FIELDS. ``has_qr``: one QR may hang for all of them."""
    require(by, Permission.ASSESSMENT_EDIT, survey)
    if survey.groups.count() >= MOST_GROUPS:
        raise ValidationError(f"แบบสำรวจหนึ่งมีกลุ่มได้ไม่เกิน {MOST_GROUPS} กลุ่ม")
    last = survey.groups.aggregate(last=Max("position"))["last"] or 0
    group = SurveyGroup(survey=survey, position=last + 1, key=_key(has_qr), **values)
    group.full_clean()
    group.save()
    _trail(by, Action.CREATE, group, after=_snapshot(group))
    return group


@transaction.atomic
def update_group(*, by: User, group: SurveyGroup, values: dict[str, Any], has_qr: bool) -> SurveyGroup:
    """Its FIELDS, and whether it has a QR: one that is taken away and given again is another one."""
    require(by, Permission.ASSESSMENT_EDIT, group.survey)
    before = _snapshot(group)
    for name, value in values.items():
        setattr(group, name, value)
    if has_qr != bool(group.key):
        group.key = _key(has_qr)
    group.full_clean()
    group.save(update_fields=[*values, "key"])
    _trail(by, Action.UPDATE, group, before=before, after=_snapshot(group))
    return group


@transaction.atomic
def delete_group(*, by: User, group: SurveyGroup) -> None:
    """Away with its links, as long as nobody has answered for it."""
    require(by, Permission.ASSESSMENT_EDIT, group.survey)
    # Whoever answers at this moment waits for us.
    Survey.objects.select_for_update().get(pk=group.survey_id)
    if group.answers.exists():
        raise ValidationError("มีผู้ตอบในกลุ่มนี้แล้ว จึงลบไม่ได้")
    _trail(by, Action.DELETE, group, before=_snapshot(group))
    group.delete()


@transaction.atomic
def make_links(*, by: User, group: SurveyGroup, number: int) -> list[str]:
    """So many new links of the group: their tokens, which are told this once and kept nowhere."""
    require(by, Permission.ASSESSMENT_EDIT, group.survey)
    if not 1 <= number <= MOST_LINKS_AT_ONCE:
        raise ValidationError({"number": f"สร้างลิงก์ได้ครั้งละ 1 ถึง {MOST_LINKS_AT_ONCE} ลิงก์"})
    if group.links.count() + number > MOST_LINKS:
        raise ValidationError({"number": f"กลุ่มหนึ่งมีลิงก์ได้ไม่เกิน {MOST_LINKS:,} ลิงก์"})
    tokens = [new_token() for _ in range(number)]
    SurveyLink.objects.bulk_create(SurveyLink(group=group, digest=digest_of(token)) for token in tokens)
    _trail(by, Action.UPDATE, group, after={"new_links": number})
    return tokens


@transaction.atomic
def cancel_links(*, by: User, group: SurveyGroup) -> int:
    """Take the group's unused links out of use, and tell how many: a sheet that was lost, for one."""
    require(by, Permission.ASSESSMENT_EDIT, group.survey)
    cancelled, _ = group.links.filter(is_used=False).delete()
    if not cancelled:
        raise ValidationError("กลุ่มนี้ไม่มีลิงก์ที่ยังไม่ได้ใช้")
    _trail(by, Action.UPDATE, group, after={"cancelled_links": cancelled})
    return cancelled


def _key(has_qr: bool) -> str | None:
    return secrets.token_urlsafe(16) if has_qr else None


def _snapshot(group: SurveyGroup) -> dict[str, Any]:
    """Without the key: the trail is for ever, a QR is not."""
    return values_of(group, FIELDS) | {"has_qr": bool(group.key)}


def _trail(
    by: User,
    action: AuditEntry.Action,
    group: SurveyGroup,
    *,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    record(
        by=by,
        action=action,
        target=group,
        organisation_id=group.survey.organisation.pk,
        subject=group.survey.round,
        before=before,
        after=after,
    )
