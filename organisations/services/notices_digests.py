"""The one message to a person on a day: claimed by one machine, sent, and marked with what became of it."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from organisations.models import Digest, User

SILENCE = timedelta(hours=1)  # whoever claimed a digest and has said nothing for longer is lost
MOST_ATTEMPTS = 5
_State = Digest.State


def without_digest(people: QuerySet[User], day: date, now: datetime) -> QuerySet[User]:
    """Those whose digest of the day may still be claimed."""
    made = Digest.objects.filter(user=OuterRef("pk"), day=day).exclude(_open(now))
    return people.filter(~Exists(made))


def claim(person: User, day: date, now: datetime) -> Digest | None:
    """The person's digest of the day, now this machine's; None where it is another's, sent or given up."""
    with transaction.atomic():
        digest, is_new = Digest.objects.get_or_create(user=person, day=day, defaults={"claimed_at": now})
    if is_new:
        return digest
    again = Digest.objects.filter(_open(now), pk=digest.pk, attempts=digest.attempts)
    if not again.update(state=_State.CLAIMED, claimed_at=now, attempts=F("attempts") + 1, error=""):
        return None
    digest.refresh_from_db()
    return digest


def mark_sent(digest: Digest, lines: int, now: datetime) -> None:
    """It went out, and told of so many things. Whoever has lost the claim writes nothing."""
    _own(digest).update(state=_State.SENT, sent_at=now, lines=lines, error="")


def mark_failed(digest: Digest, reason: str) -> None:
    """It did not go out, and why. Whoever has lost the claim writes nothing."""
    longest = Digest._meta.get_field("error").max_length
    _own(digest).update(state=_State.FAILED, error=reason[:longest])


def _open(now: datetime) -> Q:
    lost = Q(state=_State.CLAIMED, claimed_at__lt=now - SILENCE)
    return (Q(state=_State.FAILED) | lost) & Q(attempts__lt=MOST_ATTEMPTS)


def _own(digest: Digest) -> QuerySet[Digest]:
    return Digest.objects.filter(pk=digest.pk, state=_State.CLAIMED, attempts=digest.attempts)
