"""Writing the trail; called by every service inside its own transaction."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import models

from organisations.models import AuditEntry, AuditPerson, User

Json = dict[str, Any]


def record(
    *,
    by: User | None,
    action: AuditEntry.Action,
    target: models.Model,
    organisation_id: int | None,
    subject: models.Model | None = None,
    before: Json | None = None,
    after: Json | None = None,
    reason: str = "",
    text: str | None = None,
) -> AuditEntry:
    """Write one entry. ``by`` is None for what the system does by itself (commands, imports).

    ``text`` stands for the target where its own words would put personal data into the trail, from
    which nothing can be erased.
    """
    return AuditEntry.objects.create(
        person=_person(by),
        organisation_id=organisation_id,
        action=action,
        object_type=target._meta.label_lower,
        object_id=target.pk,
        object_text=(str(target) if text is None else text)[:300],
        subject_type=subject._meta.label_lower if subject else "",
        subject_id=subject.pk if subject else None,
        before=before,
        after=after,
        reason=reason,
    )


def values_of(target: models.Model, fields: Iterable[str]) -> Json:
    """The fields as the trail keeps them: text, numbers, dates as ISO, keys as numbers."""
    found: Json = {}
    for name in fields:
        value = getattr(target, name)
        if isinstance(value, models.Model):
            value = value.pk
        found[name] = value.isoformat() if isinstance(value, date) else value
    return found


def _person(user: User | None) -> AuditPerson | None:
    if user is None:
        return None
    person, _ = AuditPerson.objects.get_or_create(user_id=user.pk, defaults={"name": str(user)[:400]})
    return person
