"""The fixed cast: two ministries, every role in each, and those who must see nothing.

    health (ministry)                     finance (ministry)
      medicine (department)                 revenue (department)
        institute (institute)                 academy (institute)
          laboratory (division)                 library (division)
        planning (division)                   audit_office (division)

Each person of `ROLE_PLACES` has one role, in the department of the ministry unless stated. A key such
as "secretary@medicine" names the person and the place.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta

from django.utils import timezone

from organisations.access import Role
from organisations.models import Organisation, User
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
    cast = Cast(organisations=dict(_organisations()))
    for department in DEPARTMENTS:
        for role in Role:
            person = UserFactory(username=f"{role.value}-{department}", first_name=role.label)
            MembershipFactory(user=person, organisation=cast.organisations[department], role=role)
            cast.people[f"{role.value}@{department}"] = person
    cast.people[CENTRAL] = UserFactory(username=CENTRAL, is_central_admin=True)
    cast.people[OUTSIDER] = UserFactory(username=OUTSIDER)
    cast.people[FORMER] = UserFactory(username=FORMER)
    MembershipFactory(
        user=cast.people[FORMER],
        organisation=cast.organisations["medicine"],
        role=Role.UNIT_ADMIN,
        ends_on=timezone.localdate() - timedelta(days=1),
    )
    return cast


def _organisations() -> Iterator[tuple[str, Organisation]]:
    made: dict[str, Organisation] = {}
    for key, (parent, name, kind) in TREE.items():
        made[key] = OrganisationFactory(
            name=name, code=key.upper(), kind=kind, parent=made[parent] if parent else None
        )
    # Adding below a node changes it, so all are read anew.
    return ((key, Organisation.objects.get(code=key.upper())) for key in made)
