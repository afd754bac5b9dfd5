"""Writing an organisation's templates of documents."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F

from ita_portal.render.arrangement import Entry
from ita_portal.render.arrangement_json import entries_to_json, look_to_json
from ita_portal.render.kinds import all_kinds
from ita_portal.render.look import Look
from organisations.access import Permission, require
from organisations.models import AuditEntry, Organisation, User
from organisations.services.audit import record, values_of
from organisations.services.errors import StaleError
from reports.arrangements import LOGO
from reports.models import DocumentTemplate

Action = AuditEntry.Action
FIELDS = ("document", "name", "entries", "look", "is_usual")


@transaction.atomic
def create_template(
    *,
    by: User | None,
    organisation: Organisation,
    document: str,
    name: str,
    entries: Sequence[Entry],
    look: Look,
    has_logo: bool = True,
    is_usual: bool = False,
) -> DocumentTemplate:
    """A template of the organisation for one kind of document.

    Raises PermissionDenied, or ValidationError where a rule of the model is broken.
    """
    if by is not None:
        require(by, Permission.TEMPLATE_EDIT, organisation)
    if document not in all_kinds():
        raise ValidationError({"document": "ไม่รู้จักเอกสารชนิดนี้ โปรดเลือกใหม่"})
    _one_at_a_time(organisation)
    template = DocumentTemplate(
        organisation=organisation, document=document, name=name, is_usual=is_usual, created_by=by
    )
    _put(template, entries, look, has_logo)
    _leave_usual_to(by, template)
    template.full_clean(exclude=["created_by"])
    template.save()
    _record(by, Action.CREATE, template, after=values_of(template, FIELDS))
    return template


@transaction.atomic
def save_template(
    *,
    by: User | None,
    template: DocumentTemplate,
    name: str,
    entries: Sequence[Entry],
    look: Look,
    has_logo: bool,
    is_usual: bool,
    base_version: int | None,
) -> DocumentTemplate:
    """The template as it is from now on; every document that follows it prints so.

    Raises PermissionDenied, ValidationError, or StaleError where it was changed since ``base_version``.
    """
    if by is not None:
        require(by, Permission.TEMPLATE_EDIT, template)
    _one_at_a_time(template.organisation)
    _claim(template, base_version)
    before = values_of(template, FIELDS)
    template.name, template.is_usual = name, is_usual
    _put(template, entries, look, has_logo)
    _leave_usual_to(by, template)
    template.full_clean(exclude=["created_by"])
    template.save(update_fields=["name", "is_usual", "entries", "look"])
    _record(by, Action.UPDATE, template, before, values_of(template, FIELDS))
    return template


@transaction.atomic
def delete_template(*, by: User | None, template: DocumentTemplate) -> None:
    """Away with it; documents that followed it follow the usual one again, or the built-in form."""
    if by is not None:
        require(by, Permission.TEMPLATE_EDIT, template)
    _record(by, Action.DELETE, template, before=values_of(template, FIELDS))
    template.delete()


def _one_at_a_time(organisation: Organisation) -> None:
    """Whoever writes a template of the organisation sees what those before have written."""
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)


def _put(template: DocumentTemplate, entries: Sequence[Entry], look: Look, has_logo: bool) -> None:
    template.entries = entries_to_json(entries)
    template.look = look_to_json(look) | {LOGO: has_logo}


def _leave_usual_to(by: User | None, template: DocumentTemplate) -> None:
    """Of the organisation's templates of one document only one is the usual: this one, if it says so."""
    if not template.is_usual:
        return
    others = DocumentTemplate.objects.filter(
        organisation=template.organisation, document=template.document, is_usual=True
    )
    for other in others.exclude(pk=template.pk):
        DocumentTemplate.objects.filter(pk=other.pk).update(is_usual=False, version=F("version") + 1)
        _record(by, Action.UPDATE, other, {"is_usual": True}, {"is_usual": False})


def _claim(template: DocumentTemplate, base_version: int | None) -> None:
    same = DocumentTemplate.objects.filter(pk=template.pk)
    if base_version is not None:
        same = same.filter(version=base_version)
    if not same.update(version=F("version") + 1):
        raise StaleError(DocumentTemplate.objects.filter(pk=template.pk).first() or template)


def _record(
    by: User | None,
    action: AuditEntry.Action,
    template: DocumentTemplate,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    record(
        by=by,
        action=action,
        target=template,
        organisation_id=template.organisation_id,
        subject=template.organisation,
        before=before,
        after=after,
    )
