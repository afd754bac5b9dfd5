"""What a read of plans may still be nested in: SQLite's parser stops where queries stand too deep."""

from organisations.access import Role
from plans.models import Activity
from tests.factories import ActivityFactory, MembershipFactory


def test_activities_in_sight_can_be_asked_for_within_two_more_queries(db: None) -> None:
    activity = ActivityFactory()
    secretary = MembershipFactory(organisation=activity.organisation, role=Role.SECRETARY).user

    within = Activity.objects.filter(pk__in=Activity.objects.visible_to(secretary).values("pk"))

    assert list(Activity.objects.filter(pk__in=within.values("pk"))) == [activity]
