"""The fixed cast: two ministries, every role in each, and those who must see nothing.

    health (ministry)                     finance (ministry)
      medicine (department)                 revenue (department)
        institute (institute)                 academy (institute)
          laboratory (division)                 library (division)
        planning (division)                   audit_office (division)

Each person of `ROLE_PLACES` has one role, in the department of the ministry unless stated. A key such
as "secretary@medicine" names the person and the place.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, TypeVar

from django.db import models
from django.utils import timezone

from organisations.access import Role
from organisations.models import Membership, Organisation, User
from tests.factories import MembershipFactory, OrganisationFactory, UserFactory

Kind = Organisation.Kind

# key: (parent, name, kind); in the order of the tree, so that nothing is moved while it is built.
TREE: dict[str, tuple[str | None, str, str]] = {
    "health": (None, "กระทรวงตัวอย่าง ก", Kind.MINISTRY),
    "medicine": ("health", "กรมตัวอย่าง ก", Kind.DEPARTMENT),
    "planning": ("medicine", "กองตัวอย่าง ก", Kind.DIVISION),
    "institute": ("medicine", "สถาบันตัวอย่าง ก", Kind.INSTITUTE),
    "laboratory": ("institute", "ห้องปฏิบัติการตัวอย่าง ก", Kind.DIVISION),
    "finance": (None, "กระทรวงตัวอย่าง ข", Kind.MINISTRY),
    "revenue": ("finance", "กรมตัวอย่าง ข", Kind.DEPARTMENT),
    "audit_office": ("revenue", "กองตัวอย่าง ข", Kind.DIVISION),
    "academy": ("revenue", "สถาบันตัวอย่าง ข", Kind.INSTITUTE),
    "library": ("academy", "ห้องสมุดตัวอย่าง ข", Kind.DIVISION),
}
DEPARTMENTS = ("medicine", "revenue")

CENTRAL = "central"
OUTSIDER = "outsider"
FORMER = "former"
ANONYMOUS = "anonymous"


@dataclass
class Cast:
    """Organisations and people by key; `people["secretary@medicine"]`, `organisations["medicine"]`."""

    organisations: dict[str, Organisation] = field(default_factory=dict)
    people: dict[str, User] = field(default_factory=dict)

    def __getitem__(self, key: str) -> User:
        return self.people[key]

    def organisation(self, key: str) -> Organisation:
        return self.organisations[key]

    def keys_of(self, organisations: Iterable[Organisation]) -> set[str]:
        """The keys of organisations, for comparing whole sets."""
        names = {organisation.pk: key for key, organisation in self.organisations.items()}
        return {names[organisation.pk] for organisation in organisations}


def gather() -> Cast:
    """Put the whole cast on the stage: 10 organisations and 15 people."""
    cast = Cast(
        organisations=dict(zip(TREE, _as_before(Organisation, _organisations), strict=True)),
        people=dict(zip(_KEYS, _as_before(User, _people, date_joined=timezone.now()), strict=True)),
    )
    Membership.objects.bulk_create(
        [
            *(_membership(cast, f"{role.value}@{place}", place, role) for place, role in _ROLE_PLACES),
            _membership(cast, FORMER, "medicine", Role.UNIT_ADMIN, timezone.localdate() - timedelta(days=1)),
        ]
    )
    return cast


_ROLE_PLACES = [(place, role) for place in DEPARTMENTS for role in Role]
_KEYS = [*(f"{role.value}@{place}" for place, role in _ROLE_PLACES), CENTRAL, OUTSIDER, FORMER]


def _membership(cast: Cast, key: str, place: str, role: Role, ends_on: date | None = None) -> Membership:
    return MembershipFactory.build(
        user=cast.people[key], organisation=cast.organisations[place], role=role, ends_on=ends_on
    )


def _organisations() -> list[Organisation]:
    made: dict[str, Organisation] = {}
    for key, (parent, name, kind) in TREE.items():
        made[key] = OrganisationFactory(
            name=name, code=key.upper(), kind=kind, parent=made[parent] if parent else None
        )
    # Adding below a node changes it, so all are read anew.
    return [Organisation.objects.get(code=key.upper()) for key in made]


def _people() -> list[User]:
    of_roles = [
        UserFactory(username=f"{role.value}-{place}", first_name=role.label) for place, role in _ROLE_PLACES
    ]
    return [
        *of_roles,
        UserFactory(username=CENTRAL, is_central_admin=True),
        UserFactory(username=OUTSIDER),
        UserFactory(username=FORMER),
    ]


# Two thousand tests have the cast: after the first, what was made is put back in one query.

Model = TypeVar("Model", bound=models.Model)
_remembered: dict[type[models.Model], list[dict[str, Any]]] = {}


def _as_before(model: type[Model], make: Callable[[], list[Model]], **now: Any) -> list[Model]:
    """What ``make`` makes, as it was the first time but for its keys and what is ``now``.

    Where others of the model are there already, their places in a tree may be taken: it is made anew.
    """
    manager = model._default_manager
    if manager.exists():
        return make()
    if model not in _remembered:
        made = make()
        _remembered[model] = [_values(one) for one in made]
        return made
    return manager.bulk_create([model(**(values | now)) for values in _remembered[model]])


def _values(of: models.Model) -> dict[str, Any]:
    return {
        field.attname: getattr(of, field.attname)
        for field in of._meta.concrete_fields
        if not field.primary_key
    }
