"""Who reports a plan's activities, by the owners that the plan names, and whom their names suggest."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from django.db.models import QuerySet

from organisations.models import Membership, Organisation, User
from plans.models import ActionPlan, Activity, ActivityReporter
from plans.monitoring.reporting_rows import reporting_layouts

_BETWEEN = re.compile(r"[\s.\-–,/()]+")
NO_OWNER = "ไม่ได้ระบุผู้รับผิดชอบ"


@dataclass(frozen=True)
class Reporters:
    """Who reports: people, and units whose owners of activities and secretaries do."""

    users: tuple[User, ...] = ()
    units: tuple[Organisation, ...] = ()


@dataclass(frozen=True)
class Candidates:
    """The people and units that may report for a plan: members, its organisation and those below."""

    users: tuple[User, ...]
    units: tuple[Organisation, ...]


@dataclass(frozen=True)
class OwnerGroup:
    """An owner as the plan writes it ("" where it writes none), with its activities.

    ``everywhere`` reports all of them, ``somewhere`` some; ``suggested`` is whom the name is the name of.
    """

    owner: str
    activities: tuple[Activity, ...]
    everywhere: Reporters
    somewhere: Reporters
    suggested: Reporters

    @property
    def key(self) -> str:
        """Names the group in an address."""
        return sha256(self.owner.encode()).hexdigest()[:16]

    @property
    def name(self) -> str:
        return self.owner or NO_OWNER

    @property
    def without(self) -> int:
        """How many of its activities nobody reports."""
        return sum(1 for activity in self.activities if not activity.reporters.all())

    @property
    def is_suggested(self) -> bool:
        """Whether there is a suggestion that is not yet followed everywhere."""
        new = {*self.suggested.users, *self.suggested.units}
        return bool(new - {*self.everywhere.users, *self.everywhere.units})


def candidates_of(plan: ActionPlan) -> Candidates:
    """In the order of their names, people first; three queries."""
    path = plan.organisation.path
    members = Membership.objects.active().filter(organisation__path__startswith=path, user__is_active=True)
    users = User.objects.filter(pk__in=members.order_by().values("user")).order_by("sort_key", "pk")
    units = Organisation.objects.filter(path__startswith=path, is_active=True).order_by("path")
    return Candidates(tuple(users), tuple(units))


Choices = tuple[QuerySet[User], QuerySet[Organisation]]


def choices_of(candidates: Candidates, now: Reporters) -> Choices:
    """The candidates as a form offers them, and whoever reports now, also who is no candidate any more."""
    users = {user.pk for user in (*candidates.users, *now.users)}
    units = {unit.pk for unit in (*candidates.units, *now.units)}
    return (
        User.objects.filter(pk__in=users).order_by("sort_key", "pk"),
        Organisation.objects.filter(pk__in=units).order_by("path"),
    )


def groups_of(plan: ActionPlan, candidates: Candidates) -> list[OwnerGroup]:
    """The owners of the rows that report, in the order in which the plan first names them."""
    found = Activity.objects.filter(part__plan=plan, part__deleted_at=None, progress__isnull=False)
    activities = found.filter(part__layout__in=reporting_layouts()).distinct()
    by_owner: dict[str, list[Activity]] = defaultdict(list)
    ordered = activities.order_by("part__position", "part_id", "position", "pk").select_related("part")
    for activity in ordered.prefetch_related("owners", "reporters__user", "reporters__unit"):
        names = dict.fromkeys(owner.text for owner in activity.owners.all())
        for name in names or [""]:
            by_owner[name].append(activity)
    known = _by_name(candidates)
    return [_group(owner, members, known) for owner, members in by_owner.items()]


def _group(owner: str, activities: list[Activity], known: dict[str, Reporters]) -> OwnerGroup:
    lines = [list(activity.reporters.all()) for activity in activities]
    keys = [{(line.user_id, line.unit_id) for line in own} for own in lines]
    common = set.intersection(*keys) if keys else set()
    every = {(line.user_id, line.unit_id): line for own in lines for line in own}
    return OwnerGroup(
        owner=owner,
        activities=tuple(activities),
        everywhere=_reporters(line for key, line in every.items() if key in common),
        somewhere=_reporters(line for key, line in every.items() if key not in common),
        suggested=known.get(_plain(owner), Reporters()) if owner else Reporters(),
    )


def _reporters(lines: Iterable[ActivityReporter]) -> Reporters:
    lines = list(lines)
    return Reporters(
        tuple(line.user for line in lines if line.user), tuple(line.unit for line in lines if line.unit)
    )


def _by_name(candidates: Candidates) -> dict[str, Reporters]:
    """Candidates by their plain names; a name that several have suggests nobody."""
    users: dict[str, set[User]] = defaultdict(set)
    for user in candidates.users:
        for name in (user.full_name, f"{user.first_name} {user.last_name}", user.position):
            users[_plain(name)].add(user)
    units: dict[str, set[Organisation]] = defaultdict(set)
    for unit in candidates.units:
        for name in (unit.name, unit.short_name):
            units[_plain(name)].add(unit)
    found = {name: Reporters(users=tuple(of)) for name, of in users.items() if len(of) == 1}
    found |= {name: Reporters(units=tuple(of)) for name, of in units.items() if len(of) == 1}
    found.pop("", None)
    return found


def _plain(name: str) -> str:
    return _BETWEEN.sub("", name).casefold()


def merged(group: OwnerGroup, chosen: Reporters) -> dict[Activity, Reporters]:
    """What the choice for a group makes of each activity: who was there for another owner stays.

    Whoever reported all of the group's activities and is not chosen any more is left out.
    """
    dropped = {*group.everywhere.users, *group.everywhere.units} - {*chosen.users, *chosen.units}
    assignments = {}
    for activity in group.activities:
        own = _reporters(activity.reporters.all())
        users = dict.fromkeys(user for user in (*own.users, *chosen.users) if user not in dropped)
        units = dict.fromkeys(unit for unit in (*own.units, *chosen.units) if unit not in dropped)
        assignments[activity] = Reporters(tuple(users), tuple(units))
    return assignments


def suggested(groups: Iterable[OwnerGroup]) -> dict[Activity, Reporters]:
    """Every suggestion followed, beside whoever reports already."""
    made: dict[Activity, Reporters] = {}
    for group in groups:
        for activity in group.activities:
            now = made.get(activity) or _reporters(activity.reporters.all())
            made[activity] = Reporters(
                tuple(dict.fromkeys((*now.users, *group.suggested.users))),
                tuple(dict.fromkeys((*now.units, *group.suggested.units))),
            )
    return made
