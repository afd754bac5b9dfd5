"""The stage on which the other tests play stands as it says."""

from organisations.access import Role
from organisations.models import Organisation
from tests.cast import TREE, Cast
from tests.conftest import ClientAs
from tests.factories import ActivityFactory, HeadingFactory, PlanSectionFactory


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
