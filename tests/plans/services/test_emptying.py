"""What was reported on, or has money, stays in the bin whatever its age."""

from datetime import timedelta

from django.utils import timezone

from plans.models import Activity
from plans.services.bin import empty_bin
from tests.factories import (
    ActivityFactory,
    BudgetLineFactory,
    MonitoringFactory,
    PlanPartFactory,
    ProgressFactory,
    SubmittedProgressFactory,
    UserFactory,
)


def test_rows_with_written_reports_or_money_stay_and_others_go(db: None) -> None:
    long_ago = {"deleted_at": timezone.now() - timedelta(days=40), "deleted_by": UserFactory()}
    part = PlanPartFactory(plan=MonitoringFactory().plan, **long_ago)
    reported, paid, waiting, _ = (ActivityFactory(part=part, **long_ago) for _ in range(4))
    SubmittedProgressFactory(activity=reported)
    BudgetLineFactory(activity=paid, plan=part.plan, title="", planned=None)
    ProgressFactory(activity=waiting)

    empty_bin(by=None, now=timezone.now())

    assert list(Activity.everything.order_by("pk")) == [reported, paid]
    assert type(part).everything.filter(pk=part.pk).exists()
    assert type(part.plan).objects.filter(pk=part.plan.pk).exists()
