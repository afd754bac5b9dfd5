"""Document: everything a printed plan says, before any format is chosen."""

from dataclasses import dataclass

from ita_portal.render.narrative import CharterProse, Narrator, Prose
from ita_portal.tables.build import build
from ita_portal.tables.content import Digits, PlanContent
from ita_portal.tables.table import Table


@dataclass(frozen=True, slots=True)
class Document:
    """What is printed: narrative sections, project charters, then tables.

    ``short_title`` and ``revision`` stand in the running foot. ``digits`` is for what the document
    itself counts (pages); the tables carry theirs already.
    """

    title: str
    tables: tuple[Table, ...]
    sections: tuple[Prose, ...] = ()
    charters: tuple[CharterProse, ...] = ()
    organisation: str = ""
    fiscal_year: int | None = None
    kind: str = ""
    short_title: str = ""
    revision: str = ""
    digits: Digits = Digits.AS_TYPED
    lang: str = "th"


def plan_document(plan: PlanContent, *, short_title: str = "", revision: str = "") -> Document:
    """The document of a plan or, with some of its parts only, of those parts.

    ``short_title`` is the plan's title where none is given. Raises UnknownLayoutError.
    """
    used = {part.options.digits for part in plan.parts}
    digits = Digits.THAI if used == {Digits.THAI} else Digits.AS_TYPED
    narrator = Narrator(digits)
    return Document(
        title=plan.title,
        tables=tuple(build(part) for part in plan.parts),
        sections=narrator.sections(plan),
        charters=narrator.charters(plan),
        organisation=plan.organisation,
        fiscal_year=plan.fiscal_year,
        kind=plan.kind,
        short_title=short_title or plan.title,
        revision=revision,
        digits=digits,
    )
