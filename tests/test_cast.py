"""The stage on which the other tests play stands as it says."""

from typing import Any

from django.db import transaction
from django.db.models import Model

from organisations.access import Role
from organisations.models import Membership, Organisation, User
from tests.cast import TREE, Cast, gather
from tests.conftest import ClientAs
from tests.factories import ActivityFactory, HeadingFactory, OrganisationFactory, PlanSectionFactory


def test_tree_stands_in_its_order(cast: Cast) -> None:
    found = [(node.code, node.depth) for node in Organisation.objects.all()]

    depths: dict[str | None, int] = {None: 0}
    for key, (parent, _, _) in TREE.items():
        depths[key] = depths[parent] + 1
    assert found == [(key.upper(), depths[key]) for key in TREE]


def test_every_role_is_played_in_both_departments(cast: Cast) -> None:
    roles = {
        department: {
            person.active_memberships[0].role
            for key, person in cast.people.items()
            if key.endswith(f"@{department}")
        }
        for department in ("medicine", "revenue")
    }

    assert roles == {"medicine": set(Role), "revenue": set(Role)}


def test_outsider_and_former_member_belong_nowhere_today(cast: Cast) -> None:
    assert [cast[key].active_memberships for key in ("outsider", "former", "central")] == [[], [], []]


def test_person_signs_in(cast: Cast, client_as: ClientAs) -> None:
    assert client_as(cast["central"]).session["_auth_user_id"] == str(cast["central"].pk)


def test_factories_make_valid_objects(db: None) -> None:
    for made in (ActivityFactory(), ActivityFactory(heading=HeadingFactory()), PlanSectionFactory()):
        made.full_clean()


def test_cast_that_is_remembered_is_the_one_that_was_made(db: None) -> None:
    def on_stage() -> list[Any]:
        with transaction.atomic():
            gather()
            found: list[Any] = [
                list(Organisation.objects.values(*own_fields(Organisation))),
                list(User.objects.order_by("username").values(*own_fields(User, "date_joined"))),
                list(
                    Membership.objects.order_by("user__username").values(
                        "user__username", "organisation__code", "role", "starts_on", "ends_on"
                    )
                ),
                Organisation.objects.find_problems(),
            ]
            transaction.set_rollback(True)
        return found

    first, second = on_stage(), on_stage()

    assert [len(rows) for rows in first[:3]] == [10, 15, 13]
    assert second == first
    assert second[3] == ([], [], [], [], [])


def own_fields(model: type[Model], *but: str) -> list[str]:
    return [f.name for f in model._meta.concrete_fields if not f.primary_key and f.name not in but]


def test_cast_joins_organisations_that_are_there(db: None) -> None:
    OrganisationFactory(name="กกก")
    assert len(gather().organisations) == 10
    assert Organisation.objects.count() == 11
    assert Organisation.objects.find_problems() == ([], [], [], [], [])
