from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from assessments.improvement.strip import strip_of
from assessments.improvement.strip_shape import FlagKind
from assessments.models import ItemLink, Measure, Round
from plans.models import PlanPart
from plans.services.opening import bin_row
from tests.factories import (
    ActionPlanFactory,
    ActivityFactory,
    ActivityOwnerFactory,
    AssessmentIndicatorFactory,
    FrameworkFactory,
    GapFactory,
    HeadingFactory,
    ItemFactory,
    ItemLinkFactory,
    MeasureFactory,
    PlanCellFactory,
    PlanPartFactory,
    ProgressFactory,
    ResultLineFactory,
    RoundFactory,
    ScoreFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def planned_round() -> Round:
    plan = ActionPlanFactory()
    return RoundFactory(organisation=plan.organisation, plan=plan)


def table(of_round: Round, layout: str) -> PlanPart:
    part: PlanPart = PlanPartFactory(plan=of_round.plan, layout=layout)
    return part


def measure_of(of_round: Round, pirab: PlanPart, title: str) -> Measure:
    made: Measure = MeasureFactory(round=of_round, row=ActivityFactory(part=pirab, title=title))
    return made


def test_strip_leads_from_a_gap_to_the_activity_below_the_heading() -> None:
    of_round = planned_round()
    item = ItemFactory(framework=of_round.framework)
    ScoreFactory(round=of_round, item=item, value=Decimal("86.67"))
    gap = GapFactory(round=of_round, item=item)
    heading = HeadingFactory(part=table(of_round, "measure_quarters"), text="1. สร้างเครือข่าย")
    below = HeadingFactory(part=heading.part, parent=heading)
    activity = ActivityFactory(part=heading.part, heading=below)
    ActivityOwnerFactory(activity=activity, text="กองตัวอย่าง")
    PlanCellFactory(activity=activity, span="quarter", number=2, marked=True, count=Decimal(3))
    measure = measure_of(of_round, table(of_round, "pirab"), "สร้างเครือข่าย")
    measure.heading = heading
    measure.save()
    measure.gaps.add(gap)

    strip = strip_of(of_round)

    [line] = strip.gaps
    assert (line.code, line.score, line.next_scores) == (item.code, Decimal("86.67"), ())
    [found] = line.measures[0].activities
    assert (found.pk, found.owners, found.quarters) == (activity.pk, ("กองตัวอย่าง",), {2: "3"})
    assert found.progress == "ยังไม่มีรายงานผล"
    ProgressFactory(
        activity=activity,
        state="accepted",
        work="behind",
        actual_percent=Decimal("40.50"),
        submitted_at=timezone.now(),
        decided_at=timezone.now(),
    )
    [line] = strip_of(of_round).gaps
    assert line.measures[0].activities[0].progress == "ล่าช้ากว่าแผน ร้อยละ 40.5 (ไตรมาสที่ 1)"
    assert (strip.flags, strip.loose_activities, line.measures[0].differs) == ((), (), False)


def test_strip_flags_what_leads_nowhere() -> None:
    of_round = planned_round()
    bare, served = GapFactory.create_batch(2, round=of_round)
    pirab, activities = table(of_round, "pirab"), table(of_round, "measure_quarters")
    worded = measure_of(of_round, pirab, "ก")
    worded.heading = HeadingFactory(part=activities, text="1. ข")
    worded.save()
    worded.gaps.add(served)
    alone = measure_of(of_round, pirab, "ค")
    loose = ActivityFactory(part=activities)

    flags = {(flag.kind, flag.pk) for flag in strip_of(of_round).flags}

    assert flags == {
        (FlagKind.GAP_WITHOUT_MEASURE, bare.pk),
        (FlagKind.GAP_WITHOUT_ACTIVITY, served.pk),
        (FlagKind.WORDS_DIFFER, worded.pk),
        (FlagKind.MEASURE_WITHOUT_ACTIVITY, worded.pk),
        (FlagKind.MEASURE_WITHOUT_GAP, alone.pk),
        (FlagKind.MEASURE_WITHOUT_HEADING, alone.pk),
        (FlagKind.MEASURE_WITHOUT_ACTIVITY, alone.pk),
        (FlagKind.ACTIVITY_WITHOUT_GAP, loose.pk),
    }


def test_next_scores_follow_a_split_item_into_the_changed_framework() -> None:
    first = planned_round()
    later = RoundFactory(
        organisation=first.organisation,
        framework=FrameworkFactory(family=first.family, fiscal_year=first.fiscal_year + 1),
        fiscal_year=first.fiscal_year + 1,
    )
    RoundFactory(organisation=first.organisation, framework=first.framework, kind=Round.Kind.PRACTICE)
    item = ItemFactory(framework=first.framework)
    ScoreFactory(round=first, item=item, value=Decimal("90.91"))
    heirs = [ItemFactory(framework=later.framework, code=code, position=n) for n, code in enumerate("ab")]
    for heir in heirs:
        ItemLinkFactory(earlier=item, later=heir, kind=ItemLink.Kind.SPLIT)
    ItemFactory(framework=later.framework)
    ScoreFactory(round=later, item=heirs[0], value=Decimal("95.5"))
    GapFactory(round=first, item=item)

    strip = strip_of(first)

    found = [(one.code, one.score, one.change, one.is_same) for one in strip.gaps[0].next_scores]
    assert found == [("a", Decimal("95.5"), Decimal("4.59"), False), ("b", None, None, False)]
    assert (strip.next_round, strip.framework_changed) == (str(later), True)


def test_next_score_of_an_indicator_is_that_of_the_same_topic() -> None:
    first = planned_round()
    later = RoundFactory(organisation=first.organisation, framework=first.framework, kind=Round.Kind.LAST5)
    indicator = AssessmentIndicatorFactory(framework=first.framework, topic="property")
    other = AssessmentIndicatorFactory(framework=first.framework, topic="power")
    for of_round, value in ((first, "90"), (later, "92.5")):
        for of, score in ((indicator, value), (other, "10")):
            ResultLineFactory(round=of_round, instrument=of.instrument, indicator=of, value=Decimal(score))
    GapFactory(round=first, indicator=indicator)

    [line] = strip_of(first).gaps

    assert (line.score, [one.change for one in line.next_scores]) == (Decimal(90), [Decimal("2.50")])


def test_measure_whose_row_lies_in_the_bin_is_lost() -> None:
    of_round = planned_round()
    measure = measure_of(of_round, table(of_round, "pirab"), "ก")
    bin_row(measure.row, UserFactory())

    assert [(flag.kind, flag.pk) for flag in strip_of(of_round).flags] == [
        (FlagKind.MEASURE_LOST, measure.pk)
    ]


def test_strip_asks_as_often_for_many_as_for_one() -> None:
    of_round = planned_round()
    RoundFactory(
        organisation=of_round.organisation,
        framework=FrameworkFactory(family=of_round.family, fiscal_year=of_round.fiscal_year + 1),
        fiscal_year=of_round.fiscal_year + 1,
    )
    pirab, activities = table(of_round, "pirab"), table(of_round, "measure_quarters")

    def strand() -> None:
        item = ItemFactory(framework=of_round.framework)
        ScoreFactory(round=of_round, item=item)
        measure = measure_of(of_round, pirab, "ก")
        measure.heading = HeadingFactory(part=activities)
        measure.save()
        measure.gaps.add(GapFactory(round=of_round, item=item))
        ActivityOwnerFactory(activity=ActivityFactory(part=activities, heading=measure.heading))

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            strip_of(Round.objects.get(pk=of_round.pk))
        return len(asked)

    strand()
    for_one = queries()
    for _ in range(5):
        strand()

    assert (for_one, queries()) == (16, 16)
