import pytest
from django.core.exceptions import ValidationError

from assessments.improvement.pirab import MeasureWords
from assessments.models import Measure, Round
from assessments.services.gaps import Raised, raise_gaps
from assessments.services.measures import (
    add_measure,
    adopt_rows,
    choose_plan,
    delete_measure,
    take_over,
    update_measure,
    words_of,
)
from assessments.services.measures_plan import (
    add_measure_activity,
    link_activities,
    make_heading,
    say_as_heading,
    say_as_measure,
)
from ita_portal.tables.rows import Row
from organisations.models import User
from organisations.services.errors import StaleError
from plans import rows
from plans.models import Activity
from plans.services.activities import save_activity
from plans.services.undo import undo, undoable
from tests.cast import Cast
from tests.factories import (
    ActionPlanFactory,
    ActivityFactory,
    GapFactory,
    HeadingFactory,
    ItemFactory,
    PlanPartFactory,
    RoundFactory,
)


@pytest.fixture
def secretary(cast: Cast) -> User:
    return cast["secretary@medicine"]


@pytest.fixture
def of_round(cast: Cast) -> Round:
    plan = ActionPlanFactory(organisation=cast.organisation("medicine"))
    made: Round = RoundFactory(organisation=plan.organisation, plan=plan)
    return made


def later_round(earlier: Round) -> Round:
    made: Round = RoundFactory(
        organisation=earlier.organisation,
        framework=earlier.framework,
        kind=Round.Kind.LAST5,
        plan=earlier.plan,
    )
    return made


def measure(secretary: User, of_round: Round, title: str = "พัฒนาทักษะ", letter: str = "B") -> Measure:
    words = MeasureWords(letter, title, "เพราะ", "ความรู้")
    return add_measure(by=secretary, of_round=of_round, words=words)


def updated(secretary: User, one: Measure, words: MeasureWords, row_version: int | None = None) -> Measure:
    one = Measure.objects.get(pk=one.pk)
    return update_measure(
        by=secretary,
        measure=one,
        words=words,
        gaps=(),
        standing=one.standing,
        base_version=None,
        row_version=row_version,
    )


def test_words_of_a_measure_are_kept_once_in_the_plan_and_can_be_undone_there(
    secretary: User, of_round: Round
) -> None:
    made = measure(secretary, of_round)

    row = Activity.objects.get(pk=made.row_id)
    assert (row.part.layout, row.title, row.reason, row.knowledge) == (
        "pirab",
        "พัฒนาทักษะ",
        "เพราะ",
        "ความรู้",
    )
    updated(secretary, made, MeasureWords("B", "พัฒนาความรู้"))
    entry = undoable(secretary, row.part.plan)
    assert entry is not None
    undo(by=secretary, entry=entry)
    assert words_of(Measure.objects.get(pk=made.pk).row).title == "พัฒนาทักษะ"


def test_letters_stand_in_the_order_of_pirab_whenever_they_are_added(
    secretary: User, of_round: Round
) -> None:
    for letter in ("B", "P", "R", "P"):
        part = measure(secretary, of_round, letter=letter).row.part

    headings = part.headings.order_by("position").values_list("text", flat=True)
    assert list(headings) == ["P : Partnership", "R : Regulate", "B : Build Capacity"]


def test_measure_finds_the_heading_of_the_same_words(secretary: User, of_round: Round) -> None:
    part = PlanPartFactory(plan=of_round.plan, layout="measure_quarters")
    HeadingFactory(part=part, text="1. พัฒนาความรู้")
    same = HeadingFactory(part=part, text="2. พัฒนา ทักษะ")

    assert measure(secretary, of_round).heading == same


def test_measure_taken_over_is_kept_until_it_is_edited_and_leaves_the_round_before_alone(
    secretary: User, of_round: Round
) -> None:
    previous = measure(secretary, of_round)
    now = later_round(of_round)

    [kept] = take_over(by=secretary, of_round=now, measures=[previous])
    again = take_over(by=secretary, of_round=now, measures=[previous])
    adjusted = updated(secretary, kept, MeasureWords("B", "พัฒนาทักษะการสื่อสาร"))

    assert (kept.standing, kept.previous, again) == ("kept", previous, [])
    assert words_of(kept.row) == words_of(previous.row)
    assert kept.row.part != previous.row.part
    assert adjusted.standing == "adjusted"
    assert Activity.objects.get(pk=previous.row_id).title == "พัฒนาทักษะ"


def test_row_of_the_table_becomes_a_measure_that_the_round_before_had_or_not(
    secretary: User, of_round: Round
) -> None:
    previous = measure(secretary, of_round, "มีอยู่แล้ว")
    now = later_round(of_round)
    part = PlanPartFactory(plan=of_round.plan, layout="pirab")
    known, fresh = (ActivityFactory(part=part, title=title) for title in ("1. มีอยู่แล้ว", "เรื่องใหม่"))

    made = adopt_rows(by=secretary, of_round=now, adopted=[known, fresh])

    assert [(one.standing, one.previous) for one in made] == [("kept", previous), ("new", None)]
    with pytest.raises(ValidationError, match="PIRAB"):
        adopt_rows(by=secretary, of_round=now, adopted=[ActivityFactory()])


def test_row_that_was_edited_in_the_plan_meanwhile_is_not_written_over(
    secretary: User, of_round: Round
) -> None:
    made = measure(secretary, of_round)
    row = Activity.objects.get(pk=made.row_id)
    seen = row.version
    typed = Row(title="แก้ในแผน")
    save_activity(by=secretary, activity=row, row=typed, heading=row.heading, base_version=seen)

    with pytest.raises(StaleError):
        updated(secretary, made, MeasureWords("B", "แก้ในรอบ"), row_version=seen)

    assert Activity.objects.get(pk=row.pk).title == "แก้ในแผน"


def test_one_wording_for_measure_and_heading_keeps_the_number(secretary: User, of_round: Round) -> None:
    made = measure(secretary, of_round, "ส่งเสริมการมีส่วนร่วม")
    made.heading = HeadingFactory(
        part=PlanPartFactory(plan=of_round.plan, layout="measure_quarters"), text="1. เสริมสร้างการมีส่วนร่วม"
    )
    made.save()

    say_as_heading(by=secretary, measure=made, base_version=None)
    assert words_of(Measure.objects.get(pk=made.pk).row).title == "เสริมสร้างการมีส่วนร่วม"
    updated(secretary, made, MeasureWords("B", "ร่วมคิดร่วมทำ"))
    say_as_measure(by=secretary, measure=Measure.objects.get(pk=made.pk), base_version=None)
    made.heading.refresh_from_db()
    assert made.heading.text == "1. ร่วมคิดร่วมทำ"


def test_new_activity_stands_below_the_measures_heading_once(secretary: User, of_round: Round) -> None:
    made = measure(secretary, of_round)

    for _ in range(2):
        add_measure_activity(by=secretary, measure=made, row=Row(title="อบรม"), token="a1")
    add_measure_activity(by=secretary, measure=made, row=Row(title="เผยแพร่"))

    assert made.heading is not None
    assert made.heading.part.layout == "measure_quarters"
    stored = Activity.objects.filter(heading=made.heading).values_list("title", flat=True)
    assert list(stored) == ["อบรม", "เผยแพร่"]
    assert rows.headings_over(Activity.objects.get(title="อบรม")) == ("พัฒนาทักษะ",)


def test_plan_of_another_year_or_organisation_is_refused(secretary: User, of_round: Round) -> None:
    for other in (
        ActionPlanFactory(organisation=of_round.organisation, fiscal_year=of_round.fiscal_year + 1),
        ActionPlanFactory(),
    ):
        with pytest.raises(ValidationError, match="ปีงบประมาณเดียวกับรอบ"):
            choose_plan(by=None, of_round=of_round, plan=other)


def test_plan_stays_while_measures_stand_in_it(secretary: User, of_round: Round) -> None:
    measure(secretary, of_round)
    other = ActionPlanFactory(organisation=of_round.organisation)

    with pytest.raises(ValidationError, match="เปลี่ยนแผนไม่ได้"):
        choose_plan(by=secretary, of_round=of_round, plan=other)


def test_things_of_others_are_not_linked(secretary: User, of_round: Round) -> None:
    made = measure(secretary, of_round)

    with pytest.raises(ValidationError, match="แผนของรอบนี้"):
        link_activities(by=secretary, measure=made, activities=[ActivityFactory()])
    with pytest.raises(ValidationError, match="Gap ของรอบนี้"):
        add_measure(by=secretary, of_round=of_round, words=MeasureWords("", "ก"), gaps=[GapFactory()])
    with pytest.raises(ValidationError, match="ตารางกิจกรรม"):
        make_heading(by=secretary, measure=made, part=PlanPartFactory(layout="measure_quarters"))


@pytest.mark.parametrize("with_row", [True, False])
def test_deleted_measure_takes_its_row_along_where_asked(
    with_row: bool, secretary: User, of_round: Round
) -> None:
    made = measure(secretary, of_round)

    delete_measure(by=secretary, measure=made, with_row=with_row)

    assert Activity.objects.filter(pk=made.row_id).exists() is not with_row
    assert not Measure.objects.exists()


def test_gaps_are_raised_once_for_an_item_and_not_of_another_framework(
    secretary: User, of_round: Round
) -> None:
    item = ItemFactory(framework=of_round.framework)
    raise_gaps(by=secretary, of_round=of_round, raised=[Raised("ก", item=item)])

    made = raise_gaps(by=secretary, of_round=of_round, raised=[Raised("ซ้ำ", item=item), Raised("ในถ้อยคำ")])

    assert [(gap.issue, gap.position) for gap in made] == [("ในถ้อยคำ", 2)]
    with pytest.raises(ValidationError, match="ไม่ได้อยู่ในกรอบ"):
        raise_gaps(by=secretary, of_round=of_round, raised=[Raised("ก", item=ItemFactory())])
