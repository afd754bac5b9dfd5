"""Whatever is posted, nothing breaks; and what is posted as it stands changes nothing."""

from typing import Any

import pytest

from ita_portal.tables.to_json import plan_to_json
from plans import rows
from plans.models import ActionPlan, Activity
from plans.services.imports import import_plan
from tests.plans.conftest import HTMX, Desk
from tests.plans.services.test_imports import CONTENT

BAD = [
    "",
    "ก" * 50_000,
    "\x00\x1b\x85",
    "-5",
    "9" * 99,
    "๙" * 30,
    "<script>alert(1)</script>",
    "{}",
    "[[[[",
    "😀",
]
FORMS: dict[str, tuple[str | None, list[str]]] = {
    "plan-new": (None, ["organisation", "fiscal_year", "kind", "title", "layouts"]),
    "plan-import": (None, ["organisation", "file"]),
    "plan-edit": ("plan", ["fiscal_year", "kind", "title"]),
    "part-new": ("plan", ["layout", "title"]),
    "part-edit": ("part", ["base_version", "title", "digits", "numbering", "columns-TOTAL_FORMS"]),
    "heading-new": ("part", ["base_version", "parent", "text"]),
    "heading-edit": ("heading", ["base_version", "text"]),
    "section-new": ("plan", ["base_version", "title", "html"]),
    "section-edit": ("section", ["base_version", "title", "html"]),
    "activity-place": ("activity", ["heading"]),
    "activity-draft": ("activity", ["base", "base_version", "title", "budget", "quarter_1", "heading"]),
    "activity-edit": ("activity", ["base", "base_version", "title", "budget", "quarter_1", "asked"]),
    "activity-new": ("part", ["base", "base_version", "title", "owners", "quarter_1", "heading"]),
}
ACCEPTED = {200, 302, 404, 409, 413, 422}


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("htmx", [False, True])
def test_nonsense_in_every_field_breaks_no_page(desk: Desk, name: str, htmx: bool) -> None:
    target, fields = FORMS[name]
    answers = {
        desk.post(name, target and getattr(desk, target), dict.fromkeys(fields, bad), htmx=htmx).status_code
        for bad in BAD
    }

    assert answers <= ACCEPTED
    assert desk.get("plan-editor", desk.plan).status_code == 200
    assert desk.get("plan-detail", desk.plan).status_code == 200


def as_a_browser_posts(form: Any) -> dict[str, Any]:
    """The fields as they stand, with the line breaks of a browser."""
    values = {field.html_name: "" if field.value() is None else field.value() for field in form}
    return {
        name: value.replace("\n", "\r\n") if isinstance(value, str) else value
        for name, value in values.items()
    }


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_activities_saved_as_they_stand_change_nothing_in_the_plan(
    desk: Desk, headers: dict[str, str]
) -> None:
    plan = import_plan(by=None, organisation=desk.plan.organisation, content=CONTENT)
    before = plan_to_json(rows.contents(plan))
    for activity in Activity.objects.filter(part__plan=plan):
        url = desk.url("activity-edit", activity)
        form = desk.browser.get(url, headers=headers).context["form"]
        desk.browser.post(url, as_a_browser_posts(form), headers=headers)

    versions = set(Activity.objects.filter(part__plan=plan).values_list("version", flat=True))
    assert versions == {2}
    assert plan_to_json(rows.contents(ActionPlan.objects.get(pk=plan.pk))) == before
