"""Scores: many in one act, with their result and one entry, or none of them."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from assessments.models import Framework, InstrumentPart, Round, RoundInstrument, Score
from assessments.services.results import recompute
from assessments.services.scores import import_scores, save_scores
from organisations.models import AuditEntry
from organisations.services.errors import StaleError
from tests.assessments.scoresheet import keys, small_framework
from tests.cast import Cast
from tests.factories import ItemFactory, RoundFactory, ScoreFactory

KEEPER = "secretary@medicine"
FULL = {"i1": "90", "i2": "100", "i3": "80", "i4": "90", "e1": "100", "e2": "0"}


@pytest.fixture
def framework(db: None) -> Framework:
    return small_framework()


@pytest.fixture
def of_round(cast: Cast, framework: Framework) -> Round:
    return RoundFactory(organisation=cast.organisation("medicine"), framework=framework, fiscal_year=2569)


def stored(of_round: Round) -> dict[str, Decimal]:
    return {score.item.code: score.value for score in of_round.scores.select_related("item") if score.item}


def test_scores_come_with_their_result_and_one_entry(
    cast: Cast, of_round: Round, framework: Framework
) -> None:
    changed = save_scores(by=cast[KEEPER], of_round=of_round, values=keys(framework, **FULL))

    of_round.refresh_from_db()
    lines = {
        (line.instrument.code, line.indicator.number if line.indicator else ""): line.value
        for line in of_round.result_lines.select_related("instrument", "indicator")
    }
    entry = AuditEntry.objects.latest("pk")
    assert changed == 6
    assert lines == {("IIT", ""): 90, ("IIT", "1"): 95, ("IIT", "2"): 85, ("EIT", ""): 50, ("EIT", "3"): 50}
    assert (of_round.result.total, of_round.result.rating, of_round.result.missing) == (
        Decimal(74),
        "ต้องปรับปรุง",
        0,
    )
    assert entry.after == FULL
    assert entry.before == dict.fromkeys(FULL)
    assert (entry.subject_type, entry.subject_id) == ("assessments.round", of_round.pk)


def test_means_kept_with_twelve_decimals_reach_the_limit_that_they_reach_exactly(
    cast: Cast, db: None
) -> None:
    framework = small_framework(items=3)
    made = RoundFactory(organisation=cast.organisation("medicine"), framework=framework)
    above, below = "85.333333333333", "84.333333333333"  # two of the one and one of the other make 85
    thirds = {"i1": above, "i2": below, "i3": above, "i4": above, "i5": below, "i6": above}

    save_scores(by=cast[KEEPER], of_round=made, values=keys(framework, **thirds, e1="100", e2="100"))

    assert (made.result.total, made.result.rating) == (Decimal(91), "ผ่านดี")


def test_only_what_changed_is_written_and_said(cast: Cast, of_round: Round, framework: Framework) -> None:
    save_scores(by=cast[KEEPER], of_round=of_round, values=keys(framework, i1="90", i2="100", i3="80"))
    unchanged = Score.objects.get(item__code="i2").pk

    changed = save_scores(
        by=cast[KEEPER], of_round=of_round, values=keys(framework, i1="91", i2="100", i3=None, i4="5")
    )

    entry = AuditEntry.objects.latest("pk")
    assert changed == 3
    assert stored(of_round) == {"i1": 91, "i2": 100, "i4": 5}
    assert Score.objects.get(item__code="i2").pk == unchanged
    assert (entry.before, entry.after) == (
        {"i1": "90", "i3": "80", "i4": None},
        {"i1": "91", "i3": None, "i4": "5"},
    )


def test_saving_the_same_again_writes_no_entry(cast: Cast, of_round: Round, framework: Framework) -> None:
    save_scores(by=cast[KEEPER], of_round=of_round, values=keys(framework, i1="90"))
    entries = AuditEntry.objects.count()

    assert save_scores(by=cast[KEEPER], of_round=of_round, values=keys(framework, i1="90.0")) == 0
    assert AuditEntry.objects.count() == entries


def test_missing_score_leaves_the_total_empty_and_never_smaller(
    cast: Cast, of_round: Round, framework: Framework
) -> None:
    save_scores(by=cast[KEEPER], of_round=of_round, values=keys(framework, **{**FULL, "i4": None}))

    of_round.refresh_from_db()
    values = {
        line.indicator.number if line.indicator else line.instrument.code: line.value
        for line in of_round.result_lines.select_related("instrument", "indicator")
    }
    assert values == {"IIT": None, "1": 95, "2": None, "EIT": 50, "3": 50}
    assert (of_round.result.total, of_round.result.rating, of_round.result.missing) == (None, "", 1)


def test_item_of_another_framework_is_refused_and_nothing_written(
    cast: Cast, of_round: Round, framework: Framework
) -> None:
    strange = ItemFactory(code="i1")

    with pytest.raises(ValidationError) as refused:
        save_scores(
            by=cast[KEEPER],
            of_round=of_round,
            values={**keys(framework, i1="90"), f"item-{strange.pk}": Decimal(80)},
        )

    assert refused.value.message_dict == {f"item-{strange.pk}": ["ไม่มีข้อนี้ในกรอบการประเมินของรอบ"]}
    assert stored(of_round) == {}


@pytest.mark.parametrize("value", ["100.01", "-0.01"])
def test_score_beyond_its_bounds_is_refused_also_by_the_service(
    cast: Cast, of_round: Round, framework: Framework, value: str
) -> None:
    with pytest.raises(ValidationError, match="ข้อ i1: คะแนนต้องอยู่ระหว่าง 0 ถึง 100"):
        save_scores(by=cast[KEEPER], of_round=of_round, values=keys(framework, i1=value, i2="50"))

    assert stored(of_round) == {}


def test_closed_round_takes_no_score_from_anybody(cast: Cast, of_round: Round, framework: Framework) -> None:
    Round.objects.update(closed_at=timezone.now(), closed_by=cast[KEEPER])  # behind the back of the object

    for by in (cast[KEEPER], None):
        with pytest.raises(PermissionDenied, match="รอบการประเมินนี้ปิดแล้ว"):
            save_scores(by=by, of_round=of_round, values=keys(framework, i1="90"))

    assert stored(of_round) == {}


def test_writer_who_saw_an_earlier_version_is_told_the_present_one(
    cast: Cast, of_round: Round, framework: Framework
) -> None:
    seen = of_round.version
    save_scores(by=cast[KEEPER], of_round=of_round, values=keys(framework, i1="90"), base_version=seen)

    with pytest.raises(StaleError) as stale:
        save_scores(by=cast[KEEPER], of_round=of_round, values=keys(framework, i1="70"), base_version=seen)

    assert stale.value.current.version == seen + 1
    assert stored(of_round) == {"i1": 90}


@pytest.mark.parametrize(("weight", "total"), [("0.5", Decimal(72)), (None, None)])
def test_scores_of_parts_are_combined_only_where_the_framework_weighs_them(
    cast: Cast, weight: str | None, total: Decimal | None
) -> None:
    framework = small_framework(part_weight=weight)
    of_round = RoundFactory(organisation=cast.organisation("medicine"), framework=framework, fiscal_year=2569)
    save_scores(by=None, of_round=of_round, values=keys(framework, i1="80", i2="80", i3="80", i4="80"))
    for part, score in zip(InstrumentPart.objects.order_by("code"), ("80", "40"), strict=True):
        save_scores(by=None, of_round=of_round, values=keys(framework, e1=score, e2=score), part=part)

    of_round.refresh_from_db()
    assert of_round.result.total == total
    assert of_round.scores.filter(part=None).count() == 4


def test_item_of_another_instrument_is_no_item_of_the_part(
    cast: Cast, of_round: Round, framework: Framework
) -> None:
    with pytest.raises(ValidationError, match="ไม่มีข้อนี้ในกรอบการประเมินของรอบ"):
        save_scores(
            by=None, of_round=of_round, values=keys(framework, i1="80"), part=InstrumentPart.objects.first()
        )


def test_announced_scores_stand_beside_the_computed_ones(
    cast: Cast, of_round: Round, framework: Framework
) -> None:
    import_scores(
        by=cast[KEEPER],
        of_round=of_round,
        values=keys(framework, **FULL),
        official={"": Decimal("74.5"), "IIT": Decimal("90.01")},
        source="ผลที่ประกาศ.xlsx",
    )

    of_round.refresh_from_db()
    entry = AuditEntry.objects.latest("pk")
    assert (of_round.official_total, of_round.result.total) == (Decimal("74.5"), Decimal(74))
    assert list(of_round.instruments.values_list("instrument__code", "official_score")) == [
        ("IIT", Decimal("90.01"))
    ]
    assert entry.reason == "ผลที่ประกาศ.xlsx"
    assert entry.after == {**FULL, "official total": "74.5", "official IIT": "90.01"}


def test_announced_score_counts_where_nothing_finer_was_typed(of_round: Round, framework: Framework) -> None:
    for instrument, score in zip(framework.instruments.all(), ("90", "80"), strict=True):
        RoundInstrument.objects.create(round=of_round, instrument=instrument, official_score=Decimal(score))

    assert recompute(of_round).total == Decimal(86)

    ScoreFactory(round=of_round, item=framework.items.get(code="e1"), value=Decimal(50))
    assert recompute(of_round).total is None  # EIT is begun, and lacks e2
