"""Nothing that people can meet is left in English: Django's Thai has gaps, and ours must fill them."""

import ast
import gettext
import re
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest
from django import forms
from django.apps import apps
from django.utils.translation import gettext as translate

from ita_portal.render.look import OFFICE_FONTS

CATALOGUE = Path(__file__).resolve().parents[2] / "locale" / "th" / "LC_MESSAGES"
CALLS = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy"}

# Modules whose messages reach our pages or Django's administration.
SOURCES = (
    "django.forms.fields",
    "django.forms.formsets",
    "django.forms.models",
    "django.core.validators",
    "django.db.models.base",
    "django.db.models.fields.related",
    "django.contrib.auth.forms",
    "django.contrib.auth.password_validation",
    "django.contrib.auth.validators",
    "django.contrib.admin.options",
    "django.contrib.admin.filters",
    "allauth.account.adapter",
    "allauth.account.forms",
    "allauth.mfa.base.forms",
    "allauth.mfa.totp.forms",
    "allauth.socialaccount.adapter",
    "import_export.admin",
    "import_export.forms",
    "treebeard.forms",
)
# English that is meant, or that a developer alone sees.
KEPT = {
    "IPv4",
    "IPv6",
    "IPv4 or IPv6",
    "%(from)s-%(to)s relationship",
    "%(from)s-%(to)s relationships",
    "field label",
    "%(class_name)s %(instance)s",
}
OUR_FORMS = (
    "organisations",
    "plans",
    "reports",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount.forms",
)
# Words that stay as they are in Thai text.
NAMES = re.compile(r"\b(ITA|IIT|EIT|OIT|URL|JSON|PDF|Excel|Word|CSV|ID|PowerPoint|https)\b")


@pytest.mark.parametrize("source", SOURCES)
def test_message_of_a_package_has_thai(source: str) -> None:
    assert [message for message in messages(source) if is_foreign(translate(message))] == []


def test_every_source_has_messages() -> None:
    assert [source for source in SOURCES if not list(messages(source))] == []


def test_form_speaks_thai() -> None:
    spoken = {
        f"{form.__module__}.{form.__name__}.{name}": words
        for form in our_forms()
        for name, field in form.base_fields.items()  # type: ignore[attr-defined]
        if (words := [said for said in said_by(field) if is_foreign(said)])
    }

    assert spoken == {}


def test_walk_meets_the_forms() -> None:
    names = {form.__name__ for form in our_forms()}

    assert {"OrganisationForm", "NewUserForm", "LoginForm", "ProfileForm"} <= names


def test_model_names_itself_in_thai() -> None:
    models = [model for model in apps.get_models() if model.__module__.startswith(("organisations", "plans"))]

    assert [model for model in models if is_foreign(str(model._meta.verbose_name))] == []


def test_compiled_catalogue_is_that_of_the_text() -> None:
    with (CATALOGUE / "django.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]

    found = {(key[0] if isinstance(key, tuple) else key): text for key, text in compiled.items() if key}
    assert found == dict(entries((CATALOGUE / "django.po").read_text(encoding="utf-8")))


def messages(source: str) -> Iterator[str]:
    """What the module hands to translation."""
    spec = find_spec(source)
    assert spec is not None
    assert spec.origin is not None
    for node in ast.walk(ast.parse(Path(spec.origin).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in CALLS and node.args:
            text = node.args[0]
            if isinstance(text, ast.Constant) and isinstance(text.value, str) and text.value not in KEPT:
                yield text.value


def our_forms() -> list[type[forms.BaseForm]]:
    for app in ("organisations", "plans", "reports"):
        for path in (Path(__file__).resolve().parents[2] / app).glob("forms/*.py"):
            import_module(f"{app}.forms.{path.stem}")
    import_module("allauth.account.forms")
    found: set[type[forms.BaseForm]] = set()
    waiting: list[type[forms.BaseForm]] = [forms.Form, forms.ModelForm]
    while waiting:
        for form in waiting.pop().__subclasses__():
            if form not in found:
                found.add(form)
                waiting.append(form)
    return [form for form in found if form.__module__.startswith(OUR_FORMS) and hasattr(form, "base_fields")]


def said_by(field: forms.Field) -> Iterator[str]:
    """Label, help, placeholder, choices and what the field answers to wrong input."""
    yield from (str(field.label or ""), str(field.help_text or ""))
    yield str(field.widget.attrs.get("placeholder", ""))
    yield from (str(message) for message in field.error_messages.values())
    yield from (str(getattr(validator, "message", "")) for validator in field.validators)
    if isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField):
        yield from (str(label) for _, label in field.widget.choices)


def is_foreign(text: str) -> bool:
    """Latin words and no Thai letter, beside placeholders such as %(name)s and {}."""
    bare = re.sub(r"%\(\w+\)[sdr]|%[sd]|\{\w*\}", "", NAMES.sub("", text))
    if text in OFFICE_FONTS:  # the name of a font is the same everywhere
        return False
    return bool(re.search(r"[A-Za-z]{2,}", bare)) and not re.search("[ก-๙]", bare)


def entries(text: str) -> Iterator[tuple[str, str]]:
    """Each message with its Thai; a message of a context as gettext keys it."""
    for block in text.split("\n\n")[1:]:
        said = dict(re.findall(r'^(msgctxt|msgid|msgstr)(?:\[0\])? "(.*)"$', block, re.MULTILINE))
        if "msgid" in said:
            context = f"{said['msgctxt']}\x04" if "msgctxt" in said else ""
            yield _plain(context + said["msgid"]), _plain(said["msgstr"])


def _plain(text: str) -> str:
    return text.replace(r"\n", "\n").replace(r"\"", '"').replace("\\\\", "\\")
