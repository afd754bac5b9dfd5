"""What people are told of: the notices of a day, how often, and the address that switches one kind off."""

from dataclasses import dataclass, field
from datetime import date

from django.conf import settings
from django.core import signing
from django.urls import reverse

from organisations.models import NoticeKind, User

AGAIN_AFTER = 7  # days
MOST_LINES = 20  # of one kind in a digest: the rest is counted
_SALT = "organisations.notices"
_ALL = ""


@dataclass(frozen=True)
class Notice:
    """One thing that waits for a person. ``page`` is its address on this site, for who has signed in.

    ``organisation_id`` is whose business it is: its channels are told too. ``report_id`` is the report that
    a link of the person's own may open. ``is_new`` makes it worth a message on this day.
    """

    kind: NoticeKind
    title: str
    detail: str
    page: str
    organisation_id: int
    remark: str = ""
    due_on: date | None = None
    report_id: int | None = None
    is_new: bool = True


@dataclass
class Notices:
    """What waits for one person on a day, kind by kind; no more of a kind is held than a digest tells."""

    person: User
    day: date
    held: dict[NoticeKind, list[Notice]] = field(default_factory=dict)
    counts: dict[NoticeKind, int] = field(default_factory=dict)
    has_news: bool = False

    def add(self, notice: Notice) -> None:
        """Count it, and hold it while a digest would still tell it."""
        self.counts[notice.kind] = self.counts.get(notice.kind, 0) + 1
        self.has_news = self.has_news or notice.is_new
        lines = self.held.setdefault(notice.kind, [])
        if len(lines) < MOST_LINES:
            lines.append(notice)

    @property
    def count(self) -> int:
        return sum(self.counts.values())

    @property
    def lines(self) -> list[Notice]:
        """Those that are held, what to do first standing first."""
        return [line for kind in FIRST_THINGS_FIRST for line in self.held.get(kind, ())]


# In this order a digest tells what is to be done.
FIRST_THINGS_FIRST = (
    NoticeKind.RETURNED,
    NoticeKind.OVERDUE,
    NoticeKind.DUE,
    NoticeKind.WAITING,
    NoticeKind.BEFORE_DUE,
)


def is_told_on(day: date, since: date) -> bool:
    """Whether what has waited since a day is news on this one: the day after, then every seventh day."""
    waited = (day - since).days
    return waited >= 1 and (waited - 1) % AGAIN_AFTER == 0


def switch_off_address(person: User, kind: NoticeKind | None = None) -> str:
    """The whole address that switches off a kind (None: all of them) for this person, without signing in."""
    token = signing.dumps([person.pk, kind or _ALL], salt=_SALT)
    return f"{settings.PUBLIC_ADDRESS}{reverse('organisations:notice-off', args=[token])}"


def switched_off_by(token: str) -> tuple[User, tuple[NoticeKind, ...]] | None:
    """Whose notices of which kinds the address switches off; None for one that we did not make."""
    try:
        pk, kind = signing.loads(token, salt=_SALT)
    except signing.BadSignature:
        return None
    person = User.objects.filter(pk=pk, is_active=True).first()
    kinds = tuple(NoticeKind) if kind == _ALL else (NoticeKind(kind),)
    return (person, kinds) if person else None
