"""What a plan states, its charters and its pictures: written whole, refused, rolled back."""

import io
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction
from PIL import Image

from ita_portal.tables.facts import HigherPlan, Instrument, Statement, StatementKind
from ita_portal.tables.from_json import plan_from_json
from ita_portal.tables.to_json import plan_to_json
from organisations.models import AuditEntry
from organisations.services.errors import StaleError
from plans import facts, rows
from plans.models import ActionPlan, Charter, PlanPicture, PlanSection
from plans.services import charters, pictures, sections
from plans.services.copying import copy_plan
from plans.services.imports import import_plan
from plans.services.statements import write_facts
from tests.cast import Cast
from tests.factories import CharterFactory, PlanPartFactory, PlanPictureFactory, PlanSectionFactory
from tests.guards.trail import REFUSAL, refusing_entries
from tests.plans.services.conftest import Written

GOAL, OBJECTIVE = StatementKind.GOAL, StatementKind.OBJECTIVE
STATEMENTS = (
    Statement(OBJECTIVE, "เพื่อทดสอบ", number="1."),
    Statement(GOAL, "รวม", instrument=Instrument.TOTAL, target=Decimal("92.50")),
    Statement(GOAL, "กลุ่มแรก", level=2, instrument=Instrument.EIT_PUBLIC, target=Decimal("88.00")),
    Statement(GOAL, "กลุ่มสอง", level=2, instrument=Instrument.EIT_SURVEY),
)
HIGHER = (HigherPlan("แผนตัวอย่าง", 2566, 2570),)
HEAD = {"title": "โครงการ", "budget": Decimal("7200.00"), "averages_costs": True}


def picture_file(kind: str = "PNG", size: tuple[int, int] = (40, 30)) -> bytes:
    target = io.BytesIO()
    Image.new("RGB", size, "teal").save(target, kind)
    return target.getvalue()


def test_facts_are_written_whole_with_one_entry(written: Written) -> None:
    write_facts(by=written.secretary, plan=written.plan, statements=STATEMENTS, higher_plans=HIGHER)
    write_facts(by=written.secretary, plan=written.plan, statements=STATEMENTS[1:2], higher_plans=())

    assert facts.statements_of(written.plan) == STATEMENTS[1:2]
    assert facts.higher_plans_of(written.plan) == ()
    later, first = AuditEntry.objects.all()
    assert first.before
    assert first.after
    assert later.after
    assert (len(first.after["statements"]), first.before["statements"]) == (4, [])
    assert (later.before, len(later.after["statements"])) == (first.after, 1)


def test_facts_that_did_not_change_leave_no_entry(written: Written) -> None:
    for _ in range(2):
        write_facts(by=written.secretary, plan=written.plan, statements=STATEMENTS, higher_plans=HIGHER)

    assert AuditEntry.objects.count() == 1


def test_facts_that_somebody_changed_meanwhile_are_not_overwritten(written: Written) -> None:
    base = facts.fingerprint(written.plan)
    write_facts(by=None, plan=written.plan, statements=STATEMENTS, higher_plans=(), base=base)

    with pytest.raises(StaleError):
        write_facts(by=None, plan=written.plan, statements=(), higher_plans=(), base=base)

    assert facts.statements_of(written.plan) == STATEMENTS


@pytest.mark.parametrize(
    ("statements", "words"),
    [
        ([Statement(GOAL, "ลึก", level=2)], "เป้าหมาย “ลึก” ข้ามระดับ"),
        ([Statement(GOAL, "หนึ่ง"), Statement(GOAL, "สาม", level=3)], "เป้าหมาย “สาม” ข้ามระดับ"),
        ([Statement(GOAL, "ก", instrument=Instrument.IIT, target=Decimal(101))], "ระหว่าง 0 ถึง 100"),
        ([Statement(GOAL, "ก", target=Decimal(90))], "โปรดเลือกเครื่องมือที่ค่าเป้าหมายนี้กำหนด"),
        ([Statement(OBJECTIVE, "ก")] * 301, "ไม่เกิน 300 ข้อ"),
    ],
)
def test_facts_that_cannot_be_are_refused_and_the_old_ones_stay(
    statements: list[Statement], words: str, written: Written
) -> None:
    write_facts(by=None, plan=written.plan, statements=STATEMENTS, higher_plans=HIGHER)

    with pytest.raises(ValidationError, match=words), transaction.atomic():
        write_facts(by=written.secretary, plan=written.plan, statements=statements, higher_plans=())

    assert (facts.statements_of(written.plan), facts.higher_plans_of(written.plan)) == (STATEMENTS, HIGHER)


def test_charter_begins_with_its_fourteen_headings(written: Written) -> None:
    charter = charters.add_charter(by=written.secretary, plan=written.plan, head=HEAD)

    titles = [section.title for section in charter.sections.all()]
    assert (len(titles), titles[0], titles[-1]) == (14, "ความสำคัญ/หลักการและเหตุผล", "ระยะเวลาดำเนินการ")
    entry = AuditEntry.objects.get()
    assert entry.after
    assert entry.after["budget"] == "7200.00"


def test_sections_of_a_charter_and_of_the_plan_keep_out_of_each_others_order(written: Written) -> None:
    plan = written.plan
    own = sections.add_section(by=None, plan=plan, title="ของแผน")
    charter = charters.add_charter(by=None, plan=plan, head=HEAD)
    added = sections.add_section(by=None, plan=plan, title="เพิ่มเอง", charter=charter)
    second = sections.add_section(by=None, plan=plan, title="ของแผน 2")

    sections.move_section(by=None, section=added, step=-1)
    sections.move_section(by=None, section=second, step=-1)

    assert [s.title for s in plan.sections.narrative()] == ["ของแผน 2", "ของแผน"]
    assert [s.title for s in charter.sections.all()][-2:] == ["เพิ่มเอง", "ระยะเวลาดำเนินการ"]
    content = rows.contents(plan)
    assert [section.title for section in content.sections] == [second.title, own.title]
    assert len(content.charters[0].sections) == 15


def test_charter_takes_exactly_the_chosen_tables_of_its_plan(written: Written) -> None:
    other, foreign = PlanPartFactory(plan=written.plan), PlanPartFactory()
    charter = CharterFactory(plan=written.plan)
    PlanPartFactory(plan=written.plan, charter=charter)

    charters.save_charter(
        by=written.secretary,
        charter=charter,
        head=HEAD,
        parts=[other.pk, foreign.pk],
        base_version=1,
    )

    assert list(charter.parts.all()) == [other]
    foreign.refresh_from_db()
    assert foreign.charter is None
    assert rows.contents(written.plan).charters[0].parts == (2,)


def test_deleted_charter_leaves_its_tables_and_its_words_in_the_trail(written: Written) -> None:
    charter = charters.add_charter(by=None, plan=written.plan, head=HEAD)
    section = charter.sections.all()[0]
    sections.save_section(by=None, section=section, title="หลักการ", html="<p>ข้อความ</p>", base_version=None)
    written.part.charter = charter
    written.part.save()

    charters.delete_charter(by=written.secretary, charter=charter)

    written.part.refresh_from_db()
    assert (written.part.charter_id, PlanSection.objects.count()) == (None, 0)
    entry = AuditEntry.objects.filter(action=AuditEntry.Action.DELETE).get()
    assert entry.before
    assert entry.before["sections"][0]["html"] == "<p>ข้อความ</p>"


@pytest.mark.parametrize(
    ("budget", "words", "differ"),
    [
        (Decimal(7200), "", False),
        (Decimal(7200), "เจ็ดพันสองร้อยบาทถ้วน", False),
        (Decimal(7200), "(เจ็ดพันสองร้อย บาทถ้วน)", False),
        (Decimal(7200), "เจ็ดพันสองร้อยเก้าบาทถ้วน", True),
        (None, "เจ็ดพันบาทถ้วน", True),
        (None, "", False),
    ],
)
def test_words_of_a_budget_are_compared_with_its_figure(
    budget: Decimal | None, words: str, differ: bool
) -> None:
    assert Charter(title="ก", budget=budget, budget_words=words).words_differ is differ


def test_picture_is_kept_in_order_and_its_file_goes_with_it(
    written: Written, django_capture_on_commit_callbacks: Any
) -> None:
    section = PlanSectionFactory(plan=written.plan)
    first, second = (
        pictures.add_picture(by=written.secretary, section=section, data=picture_file(), caption=caption)
        for caption in ("หนึ่ง", "สอง")
    )
    pictures.move_picture(by=None, picture=second, step=-1)
    storage, name = first.file.storage, str(first.file.name)

    with django_capture_on_commit_callbacks(execute=True):
        pictures.delete_picture(by=None, picture=first)

    (kept,) = rows.contents(written.plan).sections[-1].pictures
    assert (kept.caption, kept.media_type, kept.width, kept.height) == ("สอง", "image/png", 40, 30)
    assert kept.read() == picture_file()
    assert not storage.exists(name)


def test_picture_of_a_copied_plan_keeps_its_file_when_the_other_is_deleted(
    written: Written, django_capture_on_commit_callbacks: Any
) -> None:
    section = PlanSectionFactory(plan=written.plan)
    last = pictures.add_picture(by=None, section=section, data=picture_file(), caption="ปีก่อน")
    plan = copy_plan(
        by=written.secretary,
        source=written.plan,
        organisation=written.plan.organisation,
        fiscal_year=written.plan.fiscal_year + 1,
    )

    with django_capture_on_commit_callbacks(execute=True):
        pictures.delete_picture(by=None, picture=plan.pictures.get())
    (kept,) = rows.contents(written.plan).sections[-1].pictures
    assert kept.read() == picture_file()

    with django_capture_on_commit_callbacks(execute=True):
        pictures.delete_picture(by=None, picture=last)
    assert not last.file.storage.exists(str(last.file.name))


def test_section_has_no_more_pictures_than_a_page_can_show(written: Written) -> None:
    section = PlanSectionFactory(plan=written.plan)
    for _ in range(pictures.MAX_PICTURES):
        PlanPictureFactory(section=section)

    with pytest.raises(ValidationError, match="ไม่เกิน 30 ภาพ"):
        pictures.add_picture(by=None, section=section, data=picture_file(), caption="เกิน")


Act = Callable[[Any, ActionPlan], object]
ACTS: dict[str, Act] = {
    "write_facts": lambda by, plan: write_facts(by=by, plan=plan, statements=STATEMENTS, higher_plans=HIGHER),
    "add_charter": lambda by, plan: charters.add_charter(by=by, plan=plan, head=HEAD),
    "save_charter": lambda by, plan: charters.save_charter(
        by=by, charter=plan.charters.get(), head=HEAD, parts=[], base_version=None
    ),
    "move_charter": lambda by, plan: charters.move_charter(by=by, charter=plan.charters.get(), step=1),
    "delete_charter": lambda by, plan: charters.delete_charter(by=by, charter=plan.charters.get()),
    "add_picture": lambda by, plan: pictures.add_picture(
        by=by, section=plan.sections.all()[0], data=picture_file(), caption="ใหม่"
    ),
    "save_caption": lambda by, plan: pictures.save_caption(by=by, picture=plan.pictures.get(), caption="ใหม่"),
    "move_picture": lambda by, plan: pictures.move_picture(by=by, picture=plan.pictures.get(), step=1),
    "delete_picture": lambda by, plan: pictures.delete_picture(by=by, picture=plan.pictures.get()),
}


@pytest.fixture
def furnished(written: Written) -> ActionPlan:
    """The plan with a charter and a picture."""
    PlanPictureFactory(
        section=PlanSectionFactory(plan=written.plan, charter=CharterFactory(plan=written.plan))
    )
    return written.plan


@pytest.mark.parametrize("name", ACTS)
def test_act_leaves_one_entry_and_raises_the_version(
    name: str, written: Written, furnished: ActionPlan
) -> None:
    ACTS[name](written.secretary, furnished)

    assert AuditEntry.objects.count() == 1
    assert ActionPlan.objects.get(pk=furnished.pk).version == 2


@pytest.mark.parametrize("name", ACTS)
@pytest.mark.parametrize("who", ["executive@medicine", "secretary@revenue", "outsider"])
def test_act_is_refused_to_those_without_the_right(
    name: str, who: str, cast: Cast, written: Written, furnished: ActionPlan
) -> None:
    before = stored()

    with pytest.raises(PermissionDenied, match="ท่านไม่มีสิทธิ์แก้ไขแผนนี้"):
        ACTS[name](cast[who], furnished)

    assert stored() == before


@pytest.mark.parametrize("name", ACTS)
def test_act_is_refused_in_an_approved_plan(name: str, written: Written, furnished: ActionPlan) -> None:
    ActionPlan.objects.update(state=ActionPlan.State.APPROVED)
    before = stored()
    furnished.refresh_from_db()

    with pytest.raises(PermissionDenied, match="แผนฉบับนี้ได้รับอนุมัติแล้ว"):
        ACTS[name](written.secretary, furnished)

    assert stored() == before


@pytest.mark.parametrize("name", ACTS)
def test_act_does_not_happen_without_its_entry(name: str, written: Written, furnished: ActionPlan) -> None:
    before = stored()

    with refusing_entries(), pytest.raises(DatabaseError, match=REFUSAL), transaction.atomic():
        ACTS[name](written.secretary, furnished)

    assert stored() == before


def stored() -> list[list[dict[str, Any]]]:
    kinds: tuple[Any, ...] = (ActionPlan, Charter, PlanSection, PlanPicture)
    return [list(kind._default_manager.order_by("pk").values()) for kind in kinds]


def test_plan_with_facts_charters_and_pictures_comes_out_as_it_went_in(written: Written, cast: Cast) -> None:
    plan = written.plan
    ActionPlan.objects.filter(pk=plan.pk).update(starts_on="2025-10-01", ends_on="2026-09-30")
    plan.refresh_from_db()
    write_facts(by=None, plan=plan, statements=STATEMENTS, higher_plans=HIGHER)
    section = sections.add_section(by=None, plan=plan, title="หลักการ", html="<p>ก</p>")
    pictures.add_picture(by=None, section=section, data=picture_file("JPEG"), caption="ภาพ")
    charter = charters.add_charter(by=None, plan=plan, head=HEAD)
    pictures.add_picture(by=None, section=charter.sections.all()[3], data=picture_file(), caption="ภาพสอง")
    charters.save_charter(by=None, charter=charter, head=HEAD, parts=[written.part.pk], base_version=None)
    exported = plan_to_json(rows.contents(plan))

    imported = import_plan(
        by=written.secretary, organisation=cast.organisation("medicine"), content=plan_from_json(exported)
    )

    assert imported.pk != plan.pk
    again = plan_to_json(rows.contents(imported))
    for data in (exported, again):
        del data["plan"]["id"]
    assert again == exported


def test_import_into_a_plan_stands_behind_what_it_states(written: Written) -> None:
    plan = written.plan
    write_facts(by=None, plan=plan, statements=STATEMENTS[:1], higher_plans=HIGHER)
    file = {
        "plan": {"fiscal_year": 2569, "starts_on": "2025-10-01"},
        "statements": [{"kind": "goal", "text": "จากไฟล์"}],
        "charters": [{"title": "จากไฟล์"}],
    }

    import_plan(by=written.secretary, organisation=plan.organisation, content=plan_from_json(file), plan=plan)

    assert [line.text for line in facts.statements_of(plan)] == ["เพื่อทดสอบ", "จากไฟล์"]
    assert facts.higher_plans_of(plan) == HIGHER
    assert [charter.title for charter in plan.charters.all()] == ["จากไฟล์"]


@pytest.mark.parametrize(
    ("file", "words"),
    [
        ({"statements": [{"kind": "goal", "level": 3, "text": "ก"}]}, "ข้ามระดับ"),
        ({"plan": {"starts_on": "2026-09-30", "ends_on": "2025-10-01"}}, "ต้องสิ้นสุดไม่ก่อนเริ่มต้น"),
        ({"charters": [{"title": "ก"}] * 101}, "ไม่เกิน 100 โครงการ"),
        ({"charters": [{"title": ""}]}, "โปรดระบุ"),
        (
            {"sections": [{"title": "ก", "pictures": [{"caption": "ก", "data": "R0lG"}]}]},
            "ไม่ใช่ภาพที่อ่านได้",
        ),
    ],
)
def test_file_that_states_what_cannot_be_is_refused_whole(
    file: dict[str, Any], words: str, written: Written
) -> None:
    data = file | {"plan": {"title": "แผน", "fiscal_year": 2569} | file.get("plan", {})}

    with pytest.raises(ValidationError, match=words):
        import_plan(
            by=written.secretary, organisation=written.plan.organisation, content=plan_from_json(data)
        )

    assert list(ActionPlan.objects.all()) == [written.plan]
