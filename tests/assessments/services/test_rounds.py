"""Rounds begun, changed, frozen, opened again, and taken away while they are empty."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from assessments.models import Round, RoundResult
from assessments.services.counts import Count, save_counts
from assessments.services.respondents import save_respondents
from assessments.services.rounds import close_round, create_round, delete_round, reopen_round, update_round
from assessments.services.scores import save_scores
from assessments.services.suggestions import Said, save_suggestions
from organisations.models import AuditEntry
from organisations.services.errors import StaleError
from tests.cast import Cast
from tests.factories import FrameworkFactory, InstrumentFactory, ItemFactory, RoundFactory, ScoreFactory

KEEPER = "secretary@medicine"
HEAD = "approver@medicine"
Kind = Round.Kind


def begun(cast: Cast, **values: Any) -> Round:
    framework = FrameworkFactory(fiscal_year=2568)
    given = {"framework": framework, "fiscal_year": 2569, "kind": Kind.FIRST5}
    return create_round(by=cast[KEEPER], organisation=cast.organisation("medicine"), values=given | values)


@pytest.mark.parametrize(
    ("kind", "first", "last"),
    [
        (Kind.ANNUAL, date(2025, 10, 1), date(2026, 9, 1)),
        (Kind.FIRST5, date(2025, 10, 1), date(2026, 2, 1)),
        (Kind.LAST5, date(2026, 3, 1), date(2026, 7, 1)),
        (Kind.MONTHS6, date(2025, 10, 1), date(2026, 3, 1)),
        (Kind.MONTHS9, date(2025, 10, 1), date(2026, 6, 1)),
        (Kind.MONTHS11, date(2025, 10, 1), date(2026, 8, 1)),
        (Kind.MONTHS12, date(2025, 10, 1), date(2026, 9, 1)),
        (Kind.OWN, None, None),
    ],
)
def test_round_has_the_months_of_its_kind(
    cast: Cast, kind: str, first: date | None, last: date | None
) -> None:
    made = begun(cast, kind=kind)

    assert (made.first_month, made.last_month) == (first, last)
    assert made.code == f"{made.framework.family}-2569-{kind}"


def test_months_that_were_named_are_kept(cast: Cast) -> None:
    made = begun(cast, first_month=date(2025, 11, 1), last_month=date(2026, 11, 1))

    assert (made.first_month, made.last_month) == (date(2025, 11, 1), date(2026, 11, 1))


def test_framework_may_be_of_an_earlier_year_but_of_no_later_one(cast: Cast) -> None:
    with pytest.raises(ValidationError, match="กรอบการประเมินต้องเป็นของปีเดียวกับรอบหรือปีก่อนหน้า"):
        begun(cast, framework=FrameworkFactory(fiscal_year=2570))

    assert begun(cast).framework.fiscal_year == 2568


def test_same_round_twice_needs_a_name_of_its_own(cast: Cast) -> None:
    first = begun(cast)

    with pytest.raises(ValidationError, match="หน่วยงานมีรอบนี้ของปีงบประมาณนี้แล้ว"):
        begun(cast, framework=first.framework)
    assert begun(cast, framework=first.framework, label="รอบทบทวน").round_name == "รอบทบทวน"


def test_framework_stays_once_there_are_scores(cast: Cast) -> None:
    made, other = begun(cast), FrameworkFactory(fiscal_year=2569)
    assert update_round(by=cast[KEEPER], of_round=made, values={"framework": other}).family == other.family
    ScoreFactory(round=made, item=ItemFactory(framework=other))

    with pytest.raises(ValidationError, match="จึงเปลี่ยนกรอบการประเมินไม่ได้"):
        update_round(by=cast[KEEPER], of_round=made, values={"framework": FrameworkFactory(fiscal_year=2569)})


def test_change_over_somebody_elses_is_told(cast: Cast) -> None:
    made = begun(cast)
    update_round(by=cast[KEEPER], of_round=made, values={"note": "แรก"}, base_version=1)

    with pytest.raises(StaleError):
        update_round(by=cast[KEEPER], of_round=made, values={"note": "สอง"}, base_version=1)

    made.refresh_from_db()
    assert made.note == "แรก"


def test_closed_round_is_frozen_until_it_is_opened_with_a_reason(cast: Cast) -> None:
    made = begun(cast)
    instrument = InstrumentFactory(framework=made.framework)
    item = ItemFactory(framework=made.framework)
    close_round(by=cast[KEEPER], of_round=made)
    writes: list[tuple[Any, dict[str, Any]]] = [
        (update_round, {"values": {"note": "ใหม่"}}),
        (close_round, {}),
        (delete_round, {}),
        (save_scores, {"values": {f"item-{item.pk}": Decimal(90)}}),
        (save_respondents, {"values": {(instrument.pk, None): {"respondents": 3}}}),
        (save_counts, {"instrument": instrument, "part": None, "counts": [Count(date(2026, 1, 5), 3)]}),
        (save_suggestions, {"instrument": instrument, "said": [Said("ตัวอย่าง")]}),
    ]
    for service, given in writes:
        with pytest.raises(PermissionDenied, match="รอบการประเมินนี้ปิดแล้ว"):
            service(by=cast[KEEPER], of_round=Round.objects.get(pk=made.pk), **given)

    with pytest.raises(ValidationError, match="โปรดระบุเหตุผล"):
        reopen_round(by=cast[HEAD], of_round=made, reason="  ")
    reopen_round(by=cast[HEAD], of_round=made, reason="ประกาศผลแก้ไข")

    entry = AuditEntry.objects.latest("pk")
    assert (entry.action, entry.reason, entry.after) == ("state", "ประกาศผลแก้ไข", {"closed": False})
    assert save_scores(by=cast[KEEPER], of_round=made, values={f"item-{item.pk}": Decimal(90)}) == 1
    with pytest.raises(ValidationError, match="รอบการประเมินนี้เปิดอยู่แล้ว"):
        reopen_round(by=cast[HEAD], of_round=made, reason="อีกครั้ง")


def test_results_of_a_round_opened_again_follow_its_framework(cast: Cast) -> None:
    made = begun(cast)
    item = ItemFactory(framework=made.framework)
    save_scores(by=cast[KEEPER], of_round=made, values={f"item-{item.pk}": Decimal(90)})
    close_round(by=cast[KEEPER], of_round=made)
    ItemFactory(framework=made.framework, indicator=item.indicator)
    assert RoundResult.objects.get(round=made).missing == 0

    reopen_round(by=cast[HEAD], of_round=Round.objects.get(pk=made.pk), reason="กรอบการประเมินเปลี่ยน")

    assert RoundResult.objects.get(round=made).missing == 1


def test_only_an_empty_round_is_taken_away(cast: Cast) -> None:
    empty = begun(cast)
    full = begun(cast)
    ScoreFactory(round=full, item=ItemFactory(framework=full.framework))

    delete_round(by=cast[KEEPER], of_round=empty)
    with pytest.raises(ValidationError, match="รอบนี้มีข้อมูลแล้ว จึงลบไม่ได้"):
        delete_round(by=cast[KEEPER], of_round=full)

    assert list(Round.objects.all()) == [full]


def test_counts_of_a_day_and_unit_are_kept_once(cast: Cast) -> None:
    made = RoundFactory(organisation=cast.organisation("medicine"))
    instrument = InstrumentFactory(framework=made.framework)
    day = date(2026, 1, 5)
    given: dict[str, Any] = {"by": cast[KEEPER], "of_round": made, "instrument": instrument, "part": None}
    save_counts(**given, counts=[Count(day, 3), Count(day, 2, "กองตัวอย่าง")])
    save_counts(**given, counts=[Count(day, 4)])

    with pytest.raises(ValidationError, match="มีวันที่เดียวกันของส่วนงานเดียวกันมากกว่าหนึ่งรายการ"):
        save_counts(**given, counts=[Count(day, 5), Count(day, 6)])
    with pytest.raises(ValidationError, match="ไม่มีเครื่องมือ"):
        save_counts(**given | {"instrument": InstrumentFactory()}, counts=[Count(day, 5)])

    assert list(made.daily_counts.values_list("unit_name", "count")) == [("", 4)]


def test_no_suggestions_is_a_value_with_its_source(cast: Cast) -> None:
    made = RoundFactory(organisation=cast.organisation("medicine"))
    instrument = InstrumentFactory(framework=made.framework)
    given: dict[str, Any] = {"by": cast[KEEPER], "of_round": made, "instrument": instrument}
    save_suggestions(**given, said=[Said("เพิ่มช่องทาง", "ระบบ ITAS"), Said("ตอบให้เร็วขึ้น")])
    assert list(made.suggestions.values_list("text", "source")) == [
        ("เพิ่มช่องทาง", "ระบบ ITAS"),
        ("ตอบให้เร็วขึ้น", ""),
    ]

    with pytest.raises(ValidationError, match="จึงระบุว่าไม่มีข้อเสนอแนะไม่ได้"):
        save_suggestions(**given, said=[Said("มีหนึ่งข้อ")], none_source="ระบบ ITAS")
    save_suggestions(**given, said=[], none_source="ระบบ ITAS")

    assert not made.suggestions.exists()
    assert made.instruments.get().no_suggestions_source == "ระบบ ITAS"
