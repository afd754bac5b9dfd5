"""Writing the trail; called by every service inside its own transaction."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid4

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
    undoes: int | None = None,
) -> AuditEntry:
    """Write one entry. ``by`` is None for what the system does by itself (commands, imports).

    ``text`` stands for the target where its own words would put personal data into the trail, from
    which nothing can be erased. ``undoes`` is the id of the entry that this act takes back.
    """
    entry = AuditEntry(
        person=_person(by),
        organisation_id=organisation_id,
        action=action,
        object_text=(str(target) if text is None else text)[:300],
        before=before,
        after=after,
        reason=reason,
        undoes=undoes,
        **_keys(target, subject),
    )
    entry.save()
    return entry


@dataclass(frozen=True)
class Act:
    """What one of many acts did to its target; ``undoes`` is the entry that it takes back."""

    target: models.Model
    before: Json | None = None
    after: Json | None = None
    undoes: int | None = None


def record_many(
    *,
    by: User | None,
    action: AuditEntry.Action,
    acts: Iterable[Act],
    organisation_id: int | None,
    subject: models.Model,
    reason: str = "",
) -> UUID:
    """Write an entry for each act, under one batch, in one statement; the batch."""
    batch, person = uuid4(), _person(by)
    AuditEntry.objects.bulk_create(
        AuditEntry(
            person=person,
            organisation_id=organisation_id,
            action=action,
            object_text=str(act.target)[:300],
            before=act.before,
            after=act.after,
            reason=reason,
            batch=batch,
            undoes=act.undoes,
            **_keys(act.target, subject),
        )
        for act in acts
    )
    return batch


def _keys(target: models.Model, subject: models.Model | None) -> Json:
    return {
        "object_type": target._meta.label_lower,
        "object_id": target.pk,
        "subject_type": subject._meta.label_lower if subject else "",
        "subject_id": subject.pk if subject else None,
    }


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
