"""What a plan's document consists of: its own arrangement, a template's, or the built-in form."""

from dataclasses import replace
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from ita_portal.render.arrangement import Entry, EntryKind
from ita_portal.render.blocks import Cover, Prose, SignaturePage, TableBlock
from ita_portal.render.kinds import all_kinds, kind_for
from organisations.models import Organisation, OrganisationYear, StaffNumber
from plans.models import ActionPlan
from reports.arrangements import LOGO, arrangement_of, arrangements_of, printing
from reports.documents import wanted
from reports.formats import Format
from reports.services.marks import set_mark
from reports.sources import organisation_facts, sources_of
from tests.factories import (
    ActionPlanFactory,
    ActivityFactory,
    DocumentTemplateFactory,
    OrganisationFactory,
    PlanDocumentFactory,
    PlanPartFactory,
    PlanSectionFactory,
)
from tests.reports.marks import picture

BOOK = kind_for("plan_book")
REPORT = kind_for("annual_report")
TABLES_ALONE = [{"kind": "tables"}]


@pytest.fixture
def ministry(db: None) -> Organisation:
    return OrganisationFactory(name="กระทรวงตัวอย่าง")


@pytest.fixture
def plan(ministry: Organisation) -> ActionPlan:
    department = OrganisationFactory(parent=ministry, name="กรมตัวอย่าง", phone="0 2000 0000")
    plan = ActionPlanFactory(organisation=department, fiscal_year=2569)
    PlanSectionFactory(plan=plan, title="หลักการและเหตุผล", html="<p>เนื้อหา</p>")
    ActivityFactory(part=PlanPartFactory(plan=plan, title="ตารางแรก"))
    return current(plan)


def current(plan: ActionPlan) -> ActionPlan:
    return ActionPlan.objects.select_related("organisation").get(pk=plan.pk)


def blocks(plan: ActionPlan, document: str = "plan_book") -> list[str]:
    """The kinds of blocks of the plan's document, in order."""
    return [type(block).__name__ for block in wanted(plan, Format.PDF, None, document).document().blocks]


# Which arrangement


def test_plan_without_a_template_prints_the_built_in_form(plan: ActionPlan) -> None:
    found = arrangement_of(plan, BOOK)

    assert (found.entries, found.look, found.template) == (BOOK.entries, BOOK.look, None)


def test_usual_template_of_the_nearest_above_is_followed(plan: ActionPlan, ministry: Organisation) -> None:
    DocumentTemplateFactory(organisation=ministry, is_usual=True, entries=TABLES_ALONE)
    far = arrangement_of(plan, BOOK).entries
    near = DocumentTemplateFactory(organisation=plan.organisation, is_usual=True)
    DocumentTemplateFactory(organisation=plan.organisation)
    DocumentTemplateFactory(is_usual=True, entries=TABLES_ALONE)

    assert far == (Entry(EntryKind.TABLES),)
    assert arrangement_of(plan, BOOK).template == near
    assert arrangement_of(plan, REPORT).template is None


def test_plan_chooses_before_its_organisation(plan: ActionPlan, ministry: Organisation) -> None:
    DocumentTemplateFactory(organisation=plan.organisation, is_usual=True)
    chosen = DocumentTemplateFactory(organisation=ministry, entries=TABLES_ALONE, look={"header": "ลับ"})
    own = PlanDocumentFactory(plan=plan, template=chosen)
    followed = arrangement_of(plan, BOOK)
    own.entries = [{"kind": "contents"}]
    own.save()

    assert (followed.entries, followed.look) == (
        (Entry(EntryKind.TABLES),),
        replace(BOOK.look, header="ลับ"),
    )
    assert arrangement_of(plan, BOOK).entries == (Entry(EntryKind.CONTENTS),)


def test_all_arrangements_take_two_queries(
    plan: ActionPlan, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    PlanDocumentFactory(plan=plan)

    with django_assert_num_queries(2):
        assert list(arrangements_of(plan)) == list(all_kinds())


def test_printing_tells_entries_without_data(plan: ActionPlan) -> None:
    entries = (
        Entry(EntryKind.COVER),
        Entry(EntryKind.SECTION, "หลักการและเหตุผล", shown=False),
        Entry(EntryKind.SECTION),
        Entry(EntryKind.DIVIDER),
        Entry(EntryKind.TABLES, "pirab"),
        Entry(EntryKind.TABLES),
        Entry(EntryKind.COMMITTEE),
    )

    assert printing(sources_of(plan), entries) == [True, True, False, False, False, True, False]


# What they are made of


def test_document_prints_signers_of_the_plan(plan: ActionPlan) -> None:
    before = blocks(plan)
    signature = {"label": "ผู้อนุมัติ", "name": "นางตัวอย่าง", "label_at": "above"}
    PlanDocumentFactory(plan=plan, signatures=[signature])

    assert before == [Cover.__name__, "Contents", Prose.__name__, TableBlock.__name__]
    assert blocks(plan) == [*before, SignaturePage.__name__]


def test_part_alone_prints_its_table_and_no_cover(plan: ActionPlan) -> None:
    part = plan.parts.get()
    PlanPartFactory(plan=plan, title="ตารางที่สอง")

    document = wanted(plan, Format.PDF, part, "plan_book").document()

    assert [type(block) for block in document.blocks] == [TableBlock]
    assert [table.title for table in document.tables] == ["ตารางแรก"]


def test_organisation_says_what_it_said_of_that_year(plan: ActionPlan) -> None:
    department = plan.organisation
    department.address, department.email = "เลขที่ 1\nกรุงเทพมหานคร", "info@example.go.th"
    OrganisationFactory(parent=Organisation.objects.get(pk=department.pk), name="กองหนึ่ง")
    OrganisationFactory(parent=Organisation.objects.get(pk=department.pk), name="กองเก่า", is_active=False)
    OrganisationYear.objects.create(organisation=department, fiscal_year=2568, vision="ปีก่อน")
    year = OrganisationYear.objects.create(organisation=department, fiscal_year=2569, vision="ปีนี้")
    StaffNumber.objects.create(year=year, unit="กองหนึ่ง", kind="ข้าราชการ", count=12)

    facts = organisation_facts(department, 2569)

    assert facts.contact == ("เลขที่ 1", "กรุงเทพมหานคร", "โทรศัพท์ 0 2000 0000", "อีเมล info@example.go.th")
    assert (facts.vision, facts.structure) == ("ปีนี้", "กองหนึ่ง")
    assert facts.staff is not None
    assert [(row.title, row.headings, row.values) for row in facts.staff.rows] == [
        ("ข้าราชการ", ("กองหนึ่ง",), {"count": "12"})
    ]
    assert organisation_facts(department, 2570).vision == ""


def test_logo_of_the_nearest_above_stands_on_the_cover(plan: ActionPlan, ministry: Organisation) -> None:
    without = wanted(plan, Format.PDF, None, "plan_book").document().look.logo
    set_mark(by=None, organisation=ministry, mark="logo", data=picture(40, 30))

    logo = wanted(plan, Format.PDF, None, "plan_book").document().look.logo

    assert without is None
    assert logo is not None
    assert (logo.media_type, logo.width, logo.height) == ("image/png", 40, 30)
    assert wanted(plan, Format.PDF).document().look.logo is None  # a document without a cover


def test_template_may_do_without_the_logo(plan: ActionPlan, ministry: Organisation) -> None:
    set_mark(by=None, organisation=ministry, mark="logo", data=picture())
    DocumentTemplateFactory(organisation=ministry, is_usual=True, look={LOGO: False})

    assert wanted(plan, Format.PDF, None, "plan_book").document().look.logo is None


def test_document_whose_logo_file_is_lost_is_made_without(
    plan: ActionPlan, ministry: Organisation, caplog: pytest.LogCaptureFixture
) -> None:
    Organisation.objects.filter(pk=ministry.pk).update(logo="organisation_marks/gone.png")

    assert wanted(plan, Format.PDF, None, "plan_book").document().look.logo is None
    assert [record.levelname for record in caplog.records] == ["ERROR"]


# When a kept file is no longer the document


def _arrange(plan: ActionPlan) -> None:
    PlanDocumentFactory(plan=plan, entries=[{"kind": "cover"}, {"kind": "tables"}])


def _sign(plan: ActionPlan) -> None:
    PlanDocumentFactory(plan=plan, signatures=[{"name": "นางตัวอย่าง"}])


def _follow(plan: ActionPlan) -> None:
    DocumentTemplateFactory(organisation=plan.organisation, is_usual=True, look={"header": "ใหม่"})


def _give_logo(plan: ActionPlan) -> None:
    set_mark(by=None, organisation=plan.organisation, mark="logo", data=picture())


def _call(plan: ActionPlan) -> None:
    Organisation.objects.filter(pk=plan.organisation_id).update(phone="0 2999 9999")


def _say(plan: ActionPlan) -> None:
    OrganisationYear.objects.create(organisation=plan.organisation, fiscal_year=2569, vision="ใหม่")


def _found_unit(plan: ActionPlan) -> None:
    OrganisationFactory(parent=Organisation.objects.get(pk=plan.organisation_id))


@pytest.mark.parametrize(
    ("document", "change"),
    [
        ("plan_book", _arrange),
        ("plan_book", _sign),
        ("plan_book", _follow),
        ("plan_book", _give_logo),
        ("plan_book", _call),
        ("annual_report", _say),
        ("annual_report", _found_unit),
    ],
)
def test_change_makes_the_document_anew_and_leaves_data_as_it_is(
    document: str, change: Any, plan: ActionPlan
) -> None:
    def places() -> list[str]:
        asked = [(Format.XLSX, document), (Format.JSON, document)]
        return [wanted(current(plan), format, None, kind).place.name for format, kind in asked]

    before = places()
    change(plan)

    assert [now == then for now, then in zip(places(), before, strict=True)] == [False, True]


def test_kept_document_is_replaced_by_its_new_state_alone(plan: ActionPlan) -> None:
    book, plain = wanted(plan, Format.XLSX, None, "plan_book"), wanted(plan, Format.XLSX)
    book.make()
    plain.make()

    _arrange(plan)
    now = wanted(plan, Format.XLSX, None, "plan_book")
    now.make()

    assert [file.place.exists() for file in (book, plain, now)] == [False, True, True]
