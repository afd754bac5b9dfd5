"""The code of this repository keeps the rules of docs/architecture.md."""

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import call_command

from tests.architecture import rules
from tests.architecture.rules import APPS, Module

ROOT = Path(__file__).resolve().parents[2]
PRODUCT_FOLDERS = ("ita_portal", *APPS)
ALL_FOLDERS = (*PRODUCT_FOLDERS, "tests", "tools", "bench")

# Queries of views and forms that are meant to reach every row, each with the reason.
UNSCOPED_ON_PURPOSE: dict[str, str] = {
    "organisations.forms.sign_in: User.objects": "who asks for a new password is not signed in",
    "organisations.forms.users: User.objects": (
        "a role may be given to a person of another organisation, by exact user name or address"
    ),
    "reports.views.checking: Revision.objects": "whoever holds the paper with the token may ask what it is",
    "plans.views.editor: AuditEntry.objects": (
        "one's own acts, also of a coordinator, who reads no trail; the plan is then asked of the door"
    ),
}


def modules(folders: tuple[str, ...]) -> list[Module]:
    return [
        Module.read(path, ROOT)
        for folder in folders
        for path in sorted((ROOT / folder).rglob("*.py"))
        if "migrations" not in path.parts
    ]


@pytest.fixture(scope="module")
def product() -> list[Module]:
    return modules(PRODUCT_FOLDERS)


def test_modules_of_every_room_are_looked_at(product: list[Module]) -> None:
    looked_at = {module.name for module in product}

    assert {*rules.ROOMS, "ita_portal.settings", "organisations.access"} <= looked_at


@pytest.mark.parametrize(
    "rule",
    [
        rules.imports_of_later_rooms,
        rules.relative_imports,
        rules.database_in_pure_rooms,
        rules.imports_of_another_apps_pages,
        rules.imports_of_later_layers,
        rules.own_signals,
        rules.long_views,
        rules.saving_forms,
    ],
)
def test_product_code_keeps(rule: Callable[[Module], list[str]], product: list[Module]) -> None:
    assert [broken for module in product for broken in rule(module)] == []


@pytest.mark.parametrize("rule", [rules.too_long, rules.named_utils])
def test_all_code_keeps(rule: Callable[[Module], list[str]]) -> None:
    assert [broken for module in modules(ALL_FOLDERS) for broken in rule(module)] == []


def test_unscoped_queries_are_those_with_a_reason(product: list[Module]) -> None:
    found = {broken for module in product for broken in rules.unscoped_queries(module)}

    assert found == set(UNSCOPED_ON_PURPOSE)


@pytest.mark.django_db
def test_models_have_no_pending_migrations() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.parametrize("kind", ["base", "dev"])
def test_requirements_are_pinned_with_hashes(kind: str) -> None:
    text = (ROOT / "requirements" / f"{kind}.txt").read_text(encoding="utf-8")

    assert rules.unpinned_requirements(text) == []


def test_requirements_hold_what_pyproject_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked_for = {
        "base": project["dependencies"],
        "dev": project["dependencies"] + project["optional-dependencies"]["dev"],
    }

    for kind, requirements in asked_for.items():
        pinned = (ROOT / "requirements" / f"{kind}.txt").read_text(encoding="utf-8")
        missing = [name for name in map(distribution_name, requirements) if f"\n{name}==" not in pinned]
        assert missing == []


def distribution_name(requirement: str) -> str:
    """The name alone, of `django-allauth[mfa]>=65`."""
    return requirement.split("[")[0].split(">")[0].split("=")[0].split("<")[0]


def test_decisions_have_titles_without_numbers() -> None:
    decisions = sorted((ROOT / "docs" / "adr").glob("*.md"))

    assert decisions != []
    assert [
        broken
        for path in decisions
        for broken in rules.numbered_decision(path.name, path.read_text(encoding="utf-8"))
    ] == []


def test_templates_have_nothing_inline() -> None:
    templates = sorted((ROOT / "templates").rglob("*.html"))

    assert templates != []
    assert {
        str(path.relative_to(ROOT)): broken
        for path in templates
        if (broken := rules.inline_code(path.read_text(encoding="utf-8")))
    } == {}
