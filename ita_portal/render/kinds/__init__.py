"""Every kind of whole document, found by its file: a module of this package that declares ``KIND``."""

import pkgutil
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module

from ita_portal.render.arrangement import Entry
from ita_portal.render.look import Look


class UnknownDocumentError(LookupError):
    """No kind of document has that key."""


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """A whole document as an office knows it: what it consists of and how it is set, unless changed.

    ``plans`` are the kinds of plan (``PlanContent.kind``) whose usual document it is; ``order`` is its place
    in a list of kinds.
    """

    key: str
    name: str
    description: str
    entries: tuple[Entry, ...]
    order: int
    look: Look = field(default_factory=Look)
    plans: tuple[str, ...] = ()


@cache
def all_kinds() -> dict[str, DocumentKind]:
    """Kinds by key, in their order."""
    modules = (import_module(f"{__name__}.{info.name}") for info in pkgutil.iter_modules(__path__))
    kinds = sorted((module.KIND for module in modules), key=lambda kind: kind.order)
    return {kind.key: kind for kind in kinds}


def kind_for(key: str) -> DocumentKind:
    """The kind of that key; raises UnknownDocumentError."""
    try:
        return all_kinds()[key]
    except KeyError:
        raise UnknownDocumentError(key) from None


def usual_kind(plan_kind: str) -> DocumentKind:
    """The whole document that a plan of that kind usually becomes."""
    return next((kind for kind in all_kinds().values() if plan_kind in kind.plans), kind_for("plan_book"))
