"""How each kind of document of a plan is arranged: by the plan itself, by a template, or as built in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import QuerySet

from ita_portal.render.arrangement import Entry, EntryKind, Sources, arranged
from ita_portal.render.arrangement_json import entries_from_json, look_from_json
from ita_portal.render.kinds import DocumentKind, all_kinds
from ita_portal.render.look import Look
from ita_portal.tables.content import Signature
from ita_portal.tables.from_json import signatures_from_json
from organisations.models import Organisation
from plans.models import ActionPlan
from reports.models import DocumentTemplate, PlanDocument

LOGO = "has_logo"  # beside the look in a template: whether the organisation's logo is printed


@dataclass(frozen=True, slots=True)
class Arrangement:
    """One kind of document of one plan as it prints; ``look`` is without the logo.

    ``template`` is the one in use, None for the built-in form; ``own`` is what the plan arranges itself.
    """

    kind: DocumentKind
    template: DocumentTemplate | None = None
    own: PlanDocument | None = None

    @property
    def entries(self) -> tuple[Entry, ...]:
        if self.own and self.own.entries is not None:
            return entries_from_json(self.own.entries)
        return template_entries(self.template) if self.template else self.kind.entries

    @property
    def look(self) -> Look:
        return look_from_json(self.template.look, self.kind.look) if self.template else self.kind.look

    @property
    def prints_logo(self) -> bool:
        """Whether covers have the organisation's logo."""
        return self.template is None or template_has_logo(self.template)

    @property
    def has_logo(self) -> bool:
        """Whether a logo is to be printed: where there is a cover, unless the template does without."""
        covers = (EntryKind.COVER, EntryKind.CONTACT)
        return self.prints_logo and any(entry.shown and entry.kind in covers for entry in self.entries)

    @property
    def signatures(self) -> tuple[Signature, ...]:
        return signatures_from_json(self.own.signatures) if self.own else ()

    @property
    def state(self) -> tuple[Any, ...]:
        """What it prints as, comparable and short."""
        return (self.kind.key, self.entries, self.look, self.has_logo, self.signatures)


def arrangement_of(plan: ActionPlan, kind: DocumentKind) -> Arrangement:
    """How the plan's document of that kind is arranged, in two queries."""
    return arrangements_of(plan, [kind])[kind.key]


def arrangements_of(plan: ActionPlan, kinds: Iterable[DocumentKind] | None = None) -> dict[str, Arrangement]:
    """Those of several kinds (None: all), by key and in order, in two queries."""
    wanted = list(all_kinds().values()) if kinds is None else list(kinds)
    keys = [kind.key for kind in wanted]
    of_plan = PlanDocument.objects.filter(plan=plan, document__in=keys).select_related("template")
    own = {document.document: document for document in of_plan}
    usual = usual_templates(plan.organisation, keys)
    found = {}
    for kind in wanted:
        document = own.get(kind.key)
        template = (document.template if document else None) or usual.get(kind.key)
        found[kind.key] = Arrangement(kind, template, document)
    return found


def usable_templates(plan: ActionPlan, kind: DocumentKind) -> QuerySet[DocumentTemplate]:
    """Templates that the plan's document of that kind may follow: its organisation's, and those above."""
    return DocumentTemplate.objects.usable_by(plan.organisation).filter(document=kind.key)


def followed_entries(
    plan: ActionPlan, kind: DocumentKind, template: DocumentTemplate | None
) -> tuple[Entry, ...]:
    """The entries of a document that follows the template; with None the usual one, or the built-in form."""
    usual = template or usual_templates(plan.organisation, [kind.key]).get(kind.key)
    return Arrangement(kind, usual).entries


def usual_templates(organisation: Organisation, keys: Iterable[str]) -> dict[str, DocumentTemplate]:
    """The usual template of each kind of document, the organisation's own or the nearest above; one query."""
    found: dict[str, DocumentTemplate] = {}
    for template in DocumentTemplate.objects.usable_by(organisation).filter(is_usual=True, document__in=keys):
        found.setdefault(template.document, template)
    return found


def template_entries(template: DocumentTemplate) -> tuple[Entry, ...]:
    return entries_from_json(template.entries)


def template_has_logo(template: DocumentTemplate) -> bool:
    return bool(template.look.get(LOGO, True))


def printing(sources: Sources, entries: Sequence[Entry]) -> list[bool]:
    """For each entry whether it would print anything: there may be no data for it yet."""
    return [
        bool(arranged(sources, [replace(one, shown=place == at) for place, one in enumerate(entries)]).blocks)
        for at in range(len(entries))
    ]
