import copy
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from assessments.loading.files import read_file, shipped
from assessments.models import Framework, FrameworkVersion, Item, ItemLink, Round, RoundResult, Score, Topic
from assessments.services.frameworks import load_crosswalk, load_framework, load_shipped, preview
from assessments.services.results import recompute
from organisations.models import AuditEntry
from tests.assessments.framework_facts import facts
from tests.cast import CENTRAL, Cast
from tests.factories import RoundFactory, ScoreFactory, UserFactory

pytestmark = pytest.mark.django_db

HEAVIER: dict[str, Any] = {"instruments__0__weight": 0.5, "instruments__1__weight": 0.5}


def load(given: dict[str, Any], **options: Any) -> Framework:
    return load_framework(by=None, facts=given, source_name="sample.json", **options)


def scored_round(framework: Framework, **fields: Any) -> Round:
    of_round: Round = RoundFactory(framework=framework, **fields)
    for item in framework.items.all():
        ScoreFactory(round=of_round, item=item, value=Decimal(90) if item.code == "O1" else Decimal(80))
    recompute(of_round)
    return of_round


def two_instruments() -> dict[str, Any]:
    """All items of it can be known, so that it comes to a total."""
    return facts(instruments__0__item_count=None)


def test_load_writes_every_row_with_a_version_and_an_entry(cast: Cast) -> None:
    framework = load_framework(by=cast[CENTRAL], facts=facts(), source_name="sample.json")
    assert [(one.code, one.weight) for one in framework.instruments.all()] == [
        ("IIT", Decimal("0.4")),
        ("OIT", Decimal("0.6")),
    ]
    assert [one.code for one in framework.items.all()] == ["i1", "i2", "O1", "9.1-1"]
    assert [one.number for one in framework.indicators.all()] == ["1", "9", "9.1"]
    assert [(str(one.part), one.percent, one.minimum) for one in framework.survey_rules.all()] == [
        ("กลุ่มหนึ่ง", Decimal(10), 30)
    ]
    version = FrameworkVersion.objects.get()
    assert (version.number, version.source, version.loaded_by) == (1, facts(), cast[CENTRAL])
    entry = AuditEntry.objects.get(object_type="assessments.framework")
    assert (entry.organisation, entry.after) == (
        None,
        {"version": 1, "file": "sample.json", "forced": False, "changes": ["เพิ่มกรอบการประเมิน sample-2569"]},
    )


def test_load_again_changes_nothing() -> None:
    load(facts())
    rows = list(Item.objects.values())
    entries = AuditEntry.objects.count()
    assert load(facts()).version == 1
    assert list(Item.objects.values()) == rows
    assert (AuditEntry.objects.count(), FrameworkVersion.objects.count()) == (entries, 1)


def test_load_of_other_words_keeps_rows_and_scores() -> None:
    framework = load(facts())
    of_round = scored_round(framework)
    ids = dict(framework.items.values_list("code", "pk"))
    changed = load(facts(instruments__1__indicators__0__items__0__label_th="ข้อความใหม่"))
    assert (changed.version, dict(changed.items.values_list("code", "pk"))) == (2, ids)
    assert changed.items.get(code="O1").label == "ข้อความใหม่"
    assert of_round.scores.count() == 4


@pytest.mark.parametrize(
    "changes",
    [
        HEAVIER,
        {"instruments__1__indicators__0__number": 8, "unnumbered_items": []},
        {"instruments__0__indicators__0__item_code_range": "i1-i3"},
        {"instruments__0__indicators__0__item_code_range": "i2-i2"},
        {"rating_bands__0__min": 90},
    ],
)
def test_load_that_changes_results_of_a_scored_round_is_refused(changes: dict[str, Any]) -> None:
    scored_round(load(facts()))
    before = list(Item.objects.values())
    with pytest.raises(ValidationError, match="เปลี่ยนวิธีคิดคะแนน และมีรอบการประเมินที่บันทึกคะแนนแล้ว 1 รอบ"):
        load(facts(**changes))
    assert (list(Item.objects.values()), Framework.objects.get().version) == (before, 1)


def test_load_that_changes_results_is_free_while_nothing_is_scored() -> None:
    RoundFactory(framework=load(facts()))
    assert load(facts(**HEAVIER)).version == 2


def test_forced_load_computes_open_rounds_anew_and_leaves_closed_ones() -> None:
    framework = load(two_instruments())
    open_round = scored_round(framework)
    closed = scored_round(framework, closed_at=timezone.now(), closed_by=UserFactory())
    assert _totals(open_round, closed) == [Decimal(83), Decimal(83)]
    heavier = two_instruments()
    heavier["instruments"][0]["weight"] = heavier["instruments"][1]["weight"] = 0.5
    load(heavier, force=True)
    assert _totals(open_round, closed) == [Decimal("82.5"), Decimal(83)]
    assert FrameworkVersion.objects.get(number=2).forced


def _totals(*rounds: Round) -> list[Decimal | None]:
    return [RoundResult.objects.get(round=one).total for one in rounds]


def test_forced_load_takes_scores_of_removed_items_from_open_rounds() -> None:
    of_round = scored_round(load(facts()))
    RoundFactory(framework=of_round.framework)  # which has no scores to lose
    load(facts(unnumbered_items=[]), force=True)
    assert sorted(Score.objects.values_list("item__code", flat=True)) == ["O1", "i1", "i2"]
    entry = AuditEntry.objects.get(object_type="assessments.round")
    assert (entry.object_id, entry.before, entry.after) == (
        of_round.pk,
        {"9.1-1": "80"},
        {"9.1-1": None},
    )
    assert entry.reason == "นำเข้ากรอบการประเมิน sample-2569 ฉบับที่ 2"


def test_forced_load_refuses_to_remove_what_a_closed_round_scored() -> None:
    scored_round(load(facts()), closed_at=timezone.now(), closed_by=UserFactory())
    with pytest.raises(ValidationError, match=r"9\.1-1 ออกไม่ได้ เพราะรอบการประเมินที่ปิดแล้ว"):
        load(facts(unnumbered_items=[]), force=True)
    assert (Score.objects.count(), Framework.objects.get().version) == (4, 1)


def test_refused_facts_leave_nothing_behind() -> None:
    with pytest.raises(ValidationError, match=r"รวมกันได้ 0\.9"):
        load(facts(instruments__0__weight=0.3))
    assert (Framework.objects.count(), Topic.objects.count(), AuditEntry.objects.count()) == (0, 0, 0)


def test_link_of_a_file_is_made_when_both_years_are_there() -> None:
    link = {"framework": "sample-2568", "earlier": "i1", "later": "i2", "kind": "split"}
    load(facts(links=[link]))
    assert ItemLink.objects.count() == 0
    load(facts(framework_id="sample-2568", fiscal_year_be=2568))
    found = ItemLink.objects.get(kind="split")
    assert (found.earlier.framework.fiscal_year, found.earlier.code, found.later.code) == (2568, "i1", "i2")


def test_link_from_an_item_that_the_earlier_year_has_not_is_refused() -> None:
    load(facts(framework_id="sample-2568", fiscal_year_be=2568))
    link = {"framework": "sample-2568", "earlier": "i9", "later": "i2", "kind": "same"}
    with pytest.raises(ValidationError, match="ไม่มีข้อ i9 ในกรอบ sample-2568"):
        load(facts(links=[link]))


def test_preview_tells_what_would_change_and_writes_nothing() -> None:
    load(facts())
    changed = copy.deepcopy(facts(**HEAVIER))
    changed["unnumbered_items"] = []
    loading = preview(facts=changed)
    assert [str(change) for change in loading.changes] == [
        "เปลี่ยนเครื่องมือ IIT",
        "เปลี่ยนเครื่องมือ OIT",
        "นำออกข้อ 9.1-1",
    ]
    assert (loading.counts_otherwise, Framework.objects.get().version) == (True, 1)


def test_shipped_frameworks_load_linked_and_load_again_unchanged() -> None:
    loaded = load_shipped()
    assert len(loaded) == len(list(shipped()))
    links = ItemLink.objects.select_related("earlier__framework", "later__framework")
    of_i10 = links.filter(earlier__code="i10", earlier__framework__code="nacc-ita-2568")
    assert [(one.later.code, one.kind) for one in of_i10] == [("i13", "split"), ("i14", "split")]
    plans = links.filter(later__code="O6", later__framework__code="nacc-ita-2568")
    assert [(one.earlier.framework.fiscal_year, one.earlier.code, one.kind) for one in plans] == [
        (2566, "O11", "merged"),
        (2566, "O12", "merged"),
    ]
    assert not ItemLink.objects.filter(later__code="O25", later__framework__code="nacc-ita-2569").exists()
    pairs = set(ItemLink.objects.values_list("pk", flat=True))
    assert [one.version for one in load_shipped()] == [1] * len(loaded)
    assert set(ItemLink.objects.values_list("pk", flat=True)) == pairs


def test_crosswalk_is_refused_with_its_place() -> None:
    with pytest.raises(ValidationError, match="หัวเรื่อง a: รหัสหัวเรื่อง a ซ้ำ"):
        load_crosswalk(by=None, facts={"topics": [{"key": "a"}, {"key": "a"}]})


def test_shipped_files_are_frameworks_in_the_order_of_years() -> None:
    years = [read_file(path)["fiscal_year_be"] for path in shipped()]
    assert years == sorted(years)


@pytest.mark.parametrize("value", [float("inf"), "\ud800", "\x00", {"\ud800": 1}])
def test_value_that_no_database_keeps_is_refused_also_where_nobody_reads_it(value: Any) -> None:
    strange = facts()
    strange["instruments"][0]["remark_of_nobody"] = value
    with pytest.raises(ValidationError, match="ค่าที่เก็บไม่ได้"):
        load(strange)
    assert Framework.objects.count() == 0
