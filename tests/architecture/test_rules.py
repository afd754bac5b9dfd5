"""Each rule notices what it is there for, and lets its legitimate neighbour pass."""

import pytest

from tests.architecture import rules
from tests.architecture.rules import Module

HASH = "--hash=sha256:" + "0" * 64


@pytest.mark.parametrize(
    ("name", "source", "broken"),
    [
        ("plans.rows", "from assessments.models import Round", True),
        ("plans.rows", "import reports.documents", True),
        ("plans.rows", "def late():\n    from reports import documents", True),
        ("plans.rows", "from organisations.models import Organisation", False),
        ("plans.rows", "from ita_portal.thai import dates", False),
        ("ita_portal.tables.build", "from ita_portal.render import pdf", True),
        ("ita_portal.tables.build", "from ita_portal.thai import digits", False),
        ("ita_portal.thai.digits", "from ita_portal.tables import Row", True),
        ("organisations.models", "from ita_portal.settings import BASE_DIR", True),
        ("organisations.models", "from ita_portal import settings", True),
        ("ita_portal.urls", "from reports import views", False),
    ],
)
def test_import_order_keeps_rooms_from_importing_back(name: str, source: str, broken: bool) -> None:
    assert bool(rules.imports_of_later_rooms(Module(name, source))) is broken


def test_relative_import_is_noticed() -> None:
    assert rules.relative_imports(Module("plans.views", "from .models import ActionPlan")) == [
        "plans.views imports .models.ActionPlan"
    ]
    assert rules.relative_imports(Module("plans.views", "from plans.models import ActionPlan")) == []


@pytest.mark.parametrize(
    ("source", "broken"),
    [
        ("from django.db import models", True),
        ("from django.db.models import Q", True),
        ("import django.db", True),
        ("from django.contrib.auth import get_user_model", True),
        ("rows = Activity.objects.all()", True),
        ("for number, item in enumerate(pdf.objects):\n    pass", False),
        ("from django.template.loader import render_to_string", False),
        ("from django.dbx import models", False),
    ],
)
def test_pure_room_has_no_models_and_no_queries(source: str, broken: bool) -> None:
    assert bool(rules.database_in_pure_rooms(Module("ita_portal.render.html", source))) is broken
    assert rules.database_in_pure_rooms(Module("plans.rows", source)) == []


@pytest.mark.parametrize(
    ("name", "source", "broken"),
    [
        ("reports.views", "from plans.views import editor", True),
        ("reports.views", "from plans.forms import ActivityForm", True),
        ("reports.views", "from plans import views", True),
        ("reports.views", "from reports.forms import PublicationForm", False),
        ("reports.views", "from plans.models import ActionPlan", False),
    ],
)
def test_pages_of_another_app_are_not_imported(name: str, source: str, broken: bool) -> None:
    assert bool(rules.imports_of_another_apps_pages(Module(name, source))) is broken


@pytest.mark.parametrize(
    ("name", "source", "broken"),
    [
        ("organisations.access", "from organisations.models import User", True),
        ("plans.querysets", "from plans.models import ActionPlan", True),
        ("plans.querysets", "from organisations.access import visible_organisations", False),
        ("plans.querysets", "if TYPE_CHECKING:\n    from plans.models import ActionPlan", False),
        ("plans.querysets", "if DEBUG:\n    from plans.models import ActionPlan", True),
        ("plans.models.plan", "from plans.services import submit_plan", True),
        ("plans.models.plan", "from plans.querysets import ActionPlanQuerySet", False),
        ("plans.services.plan", "from plans.forms import PlanForm", True),
        ("plans.forms", "from plans.services import submit_plan", True),
        ("plans.forms", "from plans.models import ActionPlan", False),
        ("plans.views.editor", "from plans.services import submit_plan", False),
    ],
)
def test_layer_does_not_import_a_later_layer(name: str, source: str, broken: bool) -> None:
    assert bool(rules.imports_of_later_layers(Module(name, source))) is broken


@pytest.mark.parametrize(
    ("source", "broken"),
    [
        ("from django.dispatch import receiver", True),
        ("from django.db.models.signals import post_save", True),
        ("from django.db.models import signals", True),
        ("from django.db.models import Q", False),
    ],
)
def test_own_signals_are_noticed(source: str, broken: bool) -> None:
    assert bool(rules.own_signals(Module("plans.apps", source))) is broken


def test_module_is_too_long_from_401_lines() -> None:
    assert rules.too_long(Module("plans.models", "x = 1\n" * 400)) == []
    assert rules.too_long(Module("plans.models", "x = 1\n" * 401)) == ["plans.models has 401 lines"]


def test_module_named_utils_is_noticed() -> None:
    assert rules.named_utils(Module("plans.utils", "")) == ["plans.utils"]
    assert rules.named_utils(Module("plans.utils.text", "")) == ["plans.utils.text"]
    assert rules.named_utils(Module("plans.services", "")) == []


def view(lines: int, docstring: str = "") -> str:
    body = docstring + "    x = 1\n" * (lines - 1)
    return f"def plan_detail(request):\n{body}"


def test_view_is_too_long_from_26_lines() -> None:
    assert rules.long_views(Module("plans.views.plan", view(25))) == []
    assert rules.long_views(Module("plans.views.plan", view(26))) == [
        "plans.views.plan.plan_detail has 26 lines"
    ]
    assert rules.long_views(Module("plans.services", view(26))) == []
    assert rules.long_views(Module("plans.views", view(26).replace("request", "examples"))) == []


def test_docstring_of_a_view_does_not_count() -> None:
    docstring = '    """What the page shows.\n\n    And to whom.\n    """\n'

    assert rules.long_views(Module("plans.views", view(26, docstring))) == []
    assert rules.long_views(Module("plans.views", view(27, docstring))) != []


@pytest.mark.parametrize(
    ("source", "broken"),
    [
        ("class F:\n    def save(self):\n        pass", True),
        ("self.instance.save()", True),
        ("Activity.objects.create(title='x')", True),
        ("class F:\n    def clean(self):\n        return self.cleaned_data", False),
    ],
)
def test_form_that_saves_is_noticed(source: str, broken: bool) -> None:
    assert bool(rules.saving_forms(Module("plans.forms", source))) is broken
    assert rules.saving_forms(Module("plans.services", source)) == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("ActionPlan.objects.all()", ["plans.views: ActionPlan.objects"]),
        ("ActionPlan.objects.filter(pk=visible_to(u))", ["plans.views: ActionPlan.objects"]),
        ("f(ActionPlan.objects).visible_to(u)", ["plans.views: ActionPlan.objects"]),
        ("ActionPlan._default_manager.all()", ["plans.views: ActionPlan._default_manager"]),
        ("get_object_or_404(ActionPlan, pk=1)", ["plans.views: get_object_or_404(ActionPlan)"]),
        ("ActionPlan.objects.visible_to(user)", []),
        ("ActionPlan.objects.for_year(2569).visible_to(user).overdue()", []),
        ("get_object_or_404(ActionPlan.objects.visible_to(user), pk=1)", []),
        ("ActionPlan.objects.none()", []),
        ("get_object_or_404(plans, pk=1)", []),
    ],
)
def test_unscoped_query_in_a_view_is_noticed(source: str, found: list[str]) -> None:
    assert rules.unscoped_queries(Module("plans.views", source)) == found
    assert rules.unscoped_queries(Module("plans.services", source)) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"django==5.2 \\\n    {HASH}\n    # via -r base\n", []),
        ("django==5.2\n", ["django==5.2"]),
        (f"django>=5.2 \\\n    {HASH}\n", [f"django>=5.2      {HASH}"]),
        (f"--index-url https://example.org\ndjango==5.2 {HASH}\n", ["--index-url https://example.org"] * 2),
        (f"--find-links wheels\ndjango==5.2 {HASH}\n", ["--find-links wheels"] * 2),
        (f"django @ file:///wheels/django.whl {HASH}\n", [f"django @ file:///wheels/django.whl {HASH}"] * 2),
    ],
)
def test_requirement_without_hash_or_with_index_is_noticed(text: str, found: list[str]) -> None:
    assert rules.unpinned_requirements(text) == found


@pytest.mark.parametrize(
    ("file_name", "text", "broken"),
    [
        ("own-audit-trail.md", "# Write the audit trail ourselves\n", False),
        ("bootstrap.md", "# Bootstrap 5.3 without Node\n", False),
        ("0001-audit.md", "# Write the audit trail ourselves\n", False),
        ("audit.md", "# 1. Write the audit trail ourselves\n", True),
        ("audit.md", "# ADR 1: Write the audit trail ourselves\n", True),
        ("audit.md", "We write the audit trail ourselves\n", True),
        ("audit.md", "", True),
    ],
)
def test_decision_with_a_number_or_without_a_title_is_noticed(
    file_name: str, text: str, broken: bool
) -> None:
    assert bool(rules.numbered_decision(file_name, text)) is broken


@pytest.mark.parametrize(
    ("template", "broken"),
    [
        ('<p style="color: red">', True),
        ('<button type="button" onclick="go()">', True),
        ("<script>go()</script>", True),
        ("<style>p {}</style>", True),
        ('<a href="javascript:go()">', True),
        ('<script src="{% static "js/editor.js" %}"></script>', False),
        ('<script nonce="{{ CSP_NONCE }}">go()</script>', False),
        ('<link rel="stylesheet" href="/static/portal.css">', False),
        ("<p>one=1 style=2</p>", False),
    ],
)
def test_inline_code_in_a_template_is_noticed(template: str, broken: bool) -> None:
    assert bool(rules.inline_code(template)) is broken
