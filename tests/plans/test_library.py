"""Every template of the library makes a plan that can be stored, shown and printed."""

import pytest

from ita_portal.render.arrangement import plan_document
from plans import rows
from plans.library import Template, all_templates
from plans.models import Activity, Heading
from plans.services.imports import import_plan
from tests.factories import OrganisationFactory

TEMPLATES = list(all_templates().values())


def test_library_has_the_four_kinds_of_plans() -> None:
    assert set(all_templates()) == {"plan_book", "strategy_plan", "indicator_plan", "project_plan"}


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.key)
@pytest.mark.django_db
def test_template_becomes_a_plan(template: Template) -> None:
    organisation = OrganisationFactory(name="กรม <ตัวอย่าง> & พวก")
    content = template.content(2570, organisation.name)

    plan = import_plan(by=None, organisation=organisation, content=content)

    stored = rows.contents(plan)
    assert stored.title == template.title(2570, organisation.name)
    assert [part.layout for part in stored.parts] == [part["layout"] for part in template.document["parts"]]
    assert [row.headings for part in stored.parts for row in part.rows] == [
        row.headings for part in content.parts for row in part.rows
    ]
    assert not Activity.objects.filter(part__plan=plan, title="").exclude(part__layout="risk_matrix").exists()
    assert len(plan_document(stored).tables) == len(stored.parts)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.key)
def test_template_has_no_place_left_unfilled(template: Template) -> None:
    content = template.content(2570, "กรมตัวอย่าง")

    said = repr(content)
    assert "{fiscal_year}" not in said
    assert "{year_before}" not in said
    assert "{organisation}" not in said


def test_name_of_an_organisation_is_text_in_html() -> None:
    content = all_templates()["plan_book"].content(2570, "<b>กรม</b>")

    assert "&lt;b&gt;กรม&lt;/b&gt;" in content.sections[0].html
    assert content.title.count("<b>กรม</b>") == 1


@pytest.mark.django_db
def test_strategies_and_tactics_are_empty_headings() -> None:
    content = all_templates()["strategy_plan"].content(2570, "กรมตัวอย่าง")

    plan = import_plan(by=None, organisation=OrganisationFactory(), content=content)

    headings = Heading.objects.filter(part__plan=plan)
    assert (headings.filter(parent=None).count(), headings.exclude(parent=None).count()) == (3, 5)
    assert not Activity.objects.filter(part__plan=plan).exists()


def test_budget_shows_the_rows_of_the_steps() -> None:
    content = all_templates()["project_plan"].content(2570, "กรมตัวอย่าง")

    assert [(part.layout, part.rows_of) for part in content.parts[:2]] == [
        ("gantt_months", None),
        ("budget_months", 1),
    ]
    assert len(content.charters[0].sections) == 14
    weights = [row.weight for row in content.parts[0].rows if row.level == 2]
    assert sum(weight for weight in weights if weight) == 100


def test_template_says_what_is_inside() -> None:
    assert all_templates()["indicator_plan"].contains == (
        "เนื้อหา 1 หัวข้อ",
        "ตารางมาตรการ PIRAB",
        "ตารางตามมาตรการ รายไตรมาส",
    )
