"""Statements: kept whole, taken over by topic, and never written over somebody else's."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from assessments.models import Framework, IndicatorStatement, ItemLink
from assessments.services.statements import copy_notes, copy_statements, save_notes, save_statement
from assessments.statements import (
    Control,
    Note,
    framework_of_choice,
    lines_of,
    notes_of,
    stamp_of,
    strengths_from_statements,
)
from organisations.models import AuditEntry, Organisation
from organisations.services.errors import StaleError
from tests.factories.assessments import (
    AssessmentIndicatorFactory,
    FrameworkFactory,
    IndicatorControlFactory,
    IndicatorStatementFactory,
    ItemFactory,
    ItemLinkFactory,
    RoundFactory,
)
from tests.factories.organisations import OrganisationFactory

pytestmark = pytest.mark.django_db
POLICY = Control("policy", "ประกาศนโยบายงดรับของขวัญ", "ประกาศเลขที่ 1/2569")
MANUAL = Control("manual", "คู่มือการให้บริการ")


@pytest.fixture
def organisation() -> Organisation:
    return OrganisationFactory()


def saved(organisation: Organisation, **changes: Any) -> IndicatorStatement:
    values: dict[str, Any] = {"body": "แนวปฏิบัติ", "controls": [POLICY, MANUAL], "base_version": 0} | changes
    indicator = values.pop("indicator", None) or AssessmentIndicatorFactory()
    return save_statement(by=None, organisation=organisation, indicator=indicator, **values)


def controls(statement: IndicatorStatement) -> list[tuple[str, str, str]]:
    return list(statement.controls.values_list("kind", "text", "evidence"))


def test_statement_keeps_its_controls_in_order_and_says_so_in_the_trail(organisation: Organisation) -> None:
    statement = saved(organisation)
    save_statement(
        by=None,
        organisation=organisation,
        indicator=statement.indicator,
        body="ใหม่",
        controls=[MANUAL],
        base_version=1,
    )

    statement.refresh_from_db()
    assert (statement.body, statement.version, controls(statement)) == (
        "ใหม่",
        2,
        [("manual", "คู่มือการให้บริการ", "")],
    )
    last = AuditEntry.objects.latest("pk")
    assert last.before == {
        "body": "แนวปฏิบัติ",
        "controls": [["policy", POLICY.text, POLICY.evidence], ["manual", MANUAL.text, ""]],
    }
    assert last.after == {"body": "ใหม่", "controls": [["manual", MANUAL.text, ""]]}


@pytest.mark.parametrize("base_version", [0, 7])
def test_writer_who_saw_another_version_changes_nothing(
    organisation: Organisation, base_version: int
) -> None:
    statement = saved(organisation)

    with pytest.raises(StaleError) as stale:
        saved(organisation, indicator=statement.indicator, body="ทับ", base_version=base_version)

    assert stale.value.current.body == "แนวปฏิบัติ"
    assert len(controls(statement)) == 2


def test_control_of_no_known_kind_leaves_the_statement_as_it_was(organisation: Organisation) -> None:
    statement = saved(organisation)

    with pytest.raises(ValidationError):
        saved(organisation, indicator=statement.indicator, controls=[Control("x", "y")], base_version=1)

    assert [kind for kind, _, _ in controls(statement)] == ["policy", "manual"]


def _years() -> tuple[Framework, Framework]:
    return FrameworkFactory(fiscal_year=2568), FrameworkFactory(fiscal_year=2569)


def test_statements_are_taken_over_by_topic_before_number_and_never_over_others(
    organisation: Organisation,
) -> None:
    old, new = _years()

    def indicator(framework: Framework, number: str, topic: str = "") -> Any:
        return AssessmentIndicatorFactory(framework=framework, number=number, topic=topic)

    moved, *_, kept = [
        saved(organisation, indicator=indicator(old, number, topic), body=body)
        for number, topic, body in (
            ("4", "property", "ทรัพย์สิน"),
            ("2", "", "งบประมาณ"),
            ("9", "power", "อำนาจ"),
            ("1", "duty", "หน้าที่เดิม"),
        )
    ]
    saved(organisation, indicator=indicator(new, "1", "duty"), body="หน้าที่ใหม่")
    for number, topic in (("7", "property"), ("2", "money"), ("9", "openness")):
        indicator(new, number, topic)
    saved(OrganisationFactory(), indicator=kept.indicator, body="ของหน่วยงานอื่น")

    made = copy_statements(by=None, organisation=organisation, source=old, target=new)

    assert {(one.indicator.number, one.body) for one in made} == {("7", "ทรัพย์สิน"), ("2", "งบประมาณ")}
    assert all(controls(one) == controls(moved) for one in made)
    assert {
        line.indicator.number: line.statement and line.statement.body for line in lines_of(organisation, new)
    } == {
        "1": "หน้าที่ใหม่",
        "7": "ทรัพย์สิน",
        "2": "งบประมาณ",
        "9": None,
    }
    assert copy_statements(by=None, organisation=organisation, source=old, target=new) == []


def test_statements_of_a_framework_are_not_copied_onto_themselves(organisation: Organisation) -> None:
    framework = FrameworkFactory()

    with pytest.raises(ValidationError):
        copy_statements(by=None, organisation=organisation, source=framework, target=framework)


def test_notes_go_to_the_same_question_of_the_next_framework_and_none_twice(
    organisation: Organisation,
) -> None:
    old, new = (FrameworkFactory(family="invented", fiscal_year=year) for year in (2568, 2569))
    asked = [ItemFactory(framework=old, code=code) for code in ("q1", "q2", "q3")]
    later = [ItemFactory(framework=new, code=code, position=at) for at, code in enumerate(("n1", "n2", "n3"))]
    kinds = (ItemLink.Kind.SAME, ItemLink.Kind.SAME, ItemLink.Kind.SPLIT)
    for before, after, kind in zip(asked, later, kinds, strict=True):
        ItemLinkFactory(earlier=before, later=after, kind=kind)
    nothing = stamp_of([])
    for framework, notes in (
        (old, [Note(item, f"คำอธิบาย {item.code}") for item in asked]),
        (new, [Note(later[1], "คำอธิบายของปีนี้")]),
    ):
        save_notes(by=None, organisation=organisation, framework=framework, notes=notes, base_stamp=nothing)

    copy_notes(by=None, organisation=organisation, source=old, target=new)

    kept = notes_of(organisation, new)
    assert [(note.item.code, note.text) for note in kept] == [
        ("n2", "คำอธิบายของปีนี้"),
        ("n1", "คำอธิบาย q1"),
    ]
    assert copy_notes(by=None, organisation=organisation, source=old, target=new) == []


def test_notes_replace_those_that_their_writer_saw(organisation: Organisation) -> None:
    framework = FrameworkFactory()
    first, second = ItemFactory.create_batch(2, framework=framework)

    def write(notes: list[Note], stamp: str) -> None:
        save_notes(by=None, organisation=organisation, framework=framework, notes=notes, base_stamp=stamp)

    write([Note(first, "ถามถึงการยืม"), Note(second, "")], stamp_of([]))
    seen = stamp_of(notes_of(organisation, framework))
    write([Note(second, "ถามถึงการแจ้ง")], seen)

    assert [(note.item, note.text) for note in notes_of(organisation, framework)] == [(second, "ถามถึงการแจ้ง")]
    with pytest.raises(StaleError):
        write([], seen)
    with pytest.raises(ValidationError):
        write([Note(ItemFactory(), "ของกรอบอื่น")], stamp_of(notes_of(organisation, framework)))


def test_strengths_are_first_lines_of_statements_or_their_first_control(organisation: Organisation) -> None:
    framework = FrameworkFactory()
    one, two, three = (
        AssessmentIndicatorFactory(
            framework=framework, number=str(number), name=f"เรื่องที่ {number}", position=number
        )
        for number in (1, 2, 3)
    )
    IndicatorStatementFactory(organisation=organisation, indicator=two, body="\nมีคู่มือ\nและอบรม")
    silent = IndicatorStatementFactory(organisation=organisation, indicator=one, body="")
    IndicatorControlFactory(statement=silent, text="มีประกาศ")
    IndicatorStatementFactory(organisation=organisation, indicator=three, body="")
    IndicatorStatementFactory(indicator=one, body="ของหน่วยงานอื่น")

    assert strengths_from_statements(organisation, framework) == ["เรื่องที่ 1: มีประกาศ", "เรื่องที่ 2: มีคู่มือ"]


def test_framework_of_the_latest_round_is_the_one_to_begin_with(organisation: Organisation) -> None:
    old, new = _years()
    RoundFactory(organisation=organisation, framework=old, fiscal_year=2569)

    assert framework_of_choice(organisation, "") == old
    assert framework_of_choice(organisation, new.code) == new
    assert framework_of_choice(OrganisationFactory(), "") == new
    assert framework_of_choice(organisation, "none") is None


def test_statement_is_refused_to_whoever_may_not_edit(cast: Any) -> None:
    with pytest.raises(PermissionDenied):
        save_statement(
            by=cast["executive@medicine"],
            organisation=cast.organisation("medicine"),
            indicator=AssessmentIndicatorFactory(),
            body="",
            controls=[],
            base_version=0,
        )
