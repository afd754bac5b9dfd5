"""What the documents of a plan are made of, read in one place: the plan, its organisation, its marks."""

import io
import logging
from collections.abc import Iterable, Iterator
from dataclasses import replace
from hashlib import sha256
from typing import Any

from django.db.models.fields.files import FieldFile
from PIL import Image

import assessments.rows
import plans.rows
from assessments.comparison.facts import in_time
from assessments.models import Round
from ita_portal.render.arrangement import Entry, EntryKind, OrganisationFacts, Sources
from ita_portal.render.pictures import FORMATS, UNREADABLE
from ita_portal.tables.content import Digits, Options, PartContent, PlanContent, Signature
from ita_portal.tables.facts import PictureContent
from ita_portal.tables.rows import Row
from ita_portal.thai.fiscal import first_day, last_day
from organisations.models import Organisation, OrganisationYear
from plans.corrections import noted
from plans.models import ActionPlan
from reports.adjusted_targets import adjusted_part
from reports.committees.roster import roster_part
from reports.disbursement import disbursement_part
from reports.monitoring.progress_table import progress_part
from reports.monitoring.results import results_of, with_results
from reports.monitoring.unchanged import state_of_money, state_of_reports

logger = logging.getLogger(__name__)

Brought = dict[EntryKind, tuple[PartContent, ...]]

SWOC_TITLE = "การวิเคราะห์ผลการประเมินโดยใช้ SWOC Analysis"
_SAID_EACH_YEAR = ("vision", "mission", "core_values", "strategy")


def sources_of(
    plan: ActionPlan, entries: Iterable[Entry] = (), signatures: Iterable[Signature] = ()
) -> Sources:
    """All that a document of these entries can be made of, in a fixed number of queries whatever its size.

    That is seventeen at most, three more for a committee, four for targets that were adjusted, eight for what
    was reported of a plan that is followed, nine for its money, and fifteen more where entries tell of the
    scores and the SWOC of rounds.
    """
    entries = tuple(entries)
    year = plan.fiscal_year if _tell_of_organisation(entries) else None
    content = noted(plans.rows.contents(plan), plan)
    content = with_results(content, results_of(plan, content))
    return Sources(
        plan=content,
        organisation=organisation_facts(plan.organisation, year),
        signatures=tuple(signatures),
        brought=_only_missing(
            brought_of(plan, entries) | _progress(plan, entries, content) | _money(plan, entries), content
        ),
    )


def brought_of(plan: ActionPlan, entries: Iterable[Entry]) -> Brought:
    """What is brought to these entries: committee, latest round, and targets that were adjusted."""
    kinds = {entry.kind for entry in entries if entry.shown}
    found = _of_latest_round(plan, kinds & {EntryKind.SCORES, EntryKind.SWOC})
    committee = plan.committee if EntryKind.COMMITTEE in kinds else None
    roster = roster_part(committee, plan.fiscal_year) if committee else None
    found |= {EntryKind.COMMITTEE: (roster,)} if roster else {}
    adjusted = adjusted_part(plan) if EntryKind.ADJUSTED in kinds else None
    return found | ({EntryKind.ADJUSTED: (adjusted,)} if adjusted else {})


def _progress(plan: ActionPlan, entries: Iterable[Entry], content: PlanContent) -> Brought:
    """What was accepted of the whole year, of a plan that is followed."""
    if not (_tell_of_progress(entries) and plan.periods.exists()):
        return {}
    year = plan.fiscal_year
    return {EntryKind.PROGRESS: (progress_part(plan, first_day(year), last_day(year), content=content),)}


def _money(plan: ActionPlan, entries: Iterable[Entry]) -> Brought:
    """What was received and disbursed, of a plan whose money is followed."""
    found = disbursement_part(plan) if _tell_of_money(entries) else None
    return {EntryKind.DISBURSEMENT: (found,)} if found else {}


def _tell_of_money(entries: Iterable[Entry]) -> bool:
    return any(entry.kind is EntryKind.DISBURSEMENT and entry.shown for entry in entries)


def _tell_of_progress(entries: Iterable[Entry]) -> bool:
    return any(entry.kind is EntryKind.PROGRESS and entry.shown for entry in entries)


def _of_latest_round(plan: ActionPlan, kinds: set[EntryKind]) -> Brought:
    """Its scores over the years, its SWOC."""
    rounds = Round.objects.filter(plan=plan).select_related("organisation", "framework")
    latest = max(rounds, key=in_time, default=None) if kinds else None
    found: Brought = {}
    if latest is None:
        return found
    if EntryKind.SCORES in kinds:
        found[EntryKind.SCORES] = assessments.rows.score_tables(latest)
    if EntryKind.SWOC in kinds and (swoc := assessments.rows.swoc(latest, title=SWOC_TITLE)):
        found[EntryKind.SWOC] = (swoc,)
    return found


def _only_missing(brought: Brought, plan: PlanContent) -> Brought:
    """Without what the plan has in tables of its own, in the digits of its other tables."""
    own = {part.layout for part in plan.parts}
    digits = {part.options.digits for part in plan.parts}
    options = Options(digits=Digits.THAI if digits == {Digits.THAI} else Digits.AS_TYPED)
    return {
        kind: tuple(replace(part, options=options) for part in parts)
        for kind, parts in brought.items()
        if kind.value not in own
    }


def organisation_facts(organisation: Organisation, fiscal_year: int | None) -> OrganisationFacts:
    """What the organisation says of itself, in that year where it says it by year.

    Without a year only its names and how it is reached, which takes no query.
    """
    if fiscal_year is None:
        contact = tuple(_contact(organisation))
        return OrganisationFacts(organisation.name, organisation.name_en, contact)
    year = organisation.years.filter(fiscal_year=fiscal_year).prefetch_related("staff").first()
    return OrganisationFacts(
        name=organisation.name,
        name_en=organisation.name_en,
        contact=tuple(_contact(organisation)),
        structure="\n".join(_units(organisation)),
        staff=_staff(year) if year else None,
        **({name: getattr(year, name) for name in _SAID_EACH_YEAR} if year else {}),
    )


def _contact(organisation: Organisation) -> Iterator[str]:
    yield from organisation.address.splitlines()
    if organisation.phone:
        yield f"โทรศัพท์ {organisation.phone}"
    if organisation.email:
        yield f"อีเมล {organisation.email}"
    if organisation.website:
        yield organisation.website
    yield from organisation.social_links.splitlines()


def _units(organisation: Organisation) -> list[str]:
    below = Organisation.objects.directly_below(organisation).active()
    return list(below.values_list("name", flat=True))


def _staff(year: OrganisationYear) -> PartContent | None:
    rows = tuple(
        Row(
            title=line.kind,
            headings=(line.unit,) if line.unit else (),
            values={"count": str(line.count)},
        )
        for line in year.staff.all()
    )
    return PartContent("", "staff_numbers", year.fiscal_year, rows) if rows else None


def state_of(plan: ActionPlan, entries: Iterable[Entry]) -> str:
    """What everything that documents of these entries read is at now, short and without reading a row.

    Only what other rooms bring is read: rosters and the scores of a round change without the plan, and so do
    reports and money, of which a count and the versions are enough.
    """
    entries = tuple(entries)
    organisation = plan.organisation
    said: list[Any] = [plan.version, organisation.name, organisation.name_en, *_contact(organisation)]
    if _tell_of_organisation(entries):
        years = organisation.years.filter(fiscal_year=plan.fiscal_year)
        said += [*years.values_list("pk", "version"), *_units(organisation)]
    said += [brought_of(plan, entries), state_of_reports(plan)]
    if _tell_of_progress(entries) or _tell_of_money(entries):
        said += [state_of_money(plan)]
    return sha256(repr(said).encode()).hexdigest()


def _tell_of_organisation(entries: Iterable[Entry]) -> bool:
    return any(entry.kind is EntryKind.ORGANISATION for entry in entries)


# Marks


def logo_file(organisation: Organisation) -> FieldFile | None:
    """The file of the organisation's logo, else of the nearest above that has one."""
    return _nearest_mark(organisation, "logo")


def emblem_file(organisation: Organisation) -> FieldFile | None:
    """The file of the emblem on its letters, else of the nearest above that has one."""
    return _nearest_mark(organisation, "letter_emblem")


def mark_picture(file: FieldFile | None) -> PictureContent | None:
    """The mark as documents show it; None where there is none, or its file is lost or broken."""
    if not file:
        return None
    try:
        with file.open("rb") as opened:
            content = opened.read()
        with Image.open(io.BytesIO(content), formats=FORMATS) as image:
            width, height, kind = *image.size, image.format
    except UNREADABLE:
        logger.exception("the mark %s cannot be read", file.name)
        return None
    media_type = "image/png" if kind == "PNG" else "image/jpeg"
    return PictureContent("", media_type, width, height, lambda: content)


def _nearest_mark(organisation: Organisation, field: str) -> FieldFile | None:
    own: FieldFile = getattr(organisation, field)
    if own or organisation.depth == 1:
        return own or None
    path, step = organisation.path, organisation.steplen
    above = Organisation.objects.filter(path__in=[path[:end] for end in range(step, len(path), step)])
    nearest = above.exclude(**{field: ""}).order_by("-depth").first()
    return getattr(nearest, field) if nearest else None


def only_part(plan: PlanContent, part_id: int) -> PlanContent:
    """The plan as if it had nothing but that part."""
    chosen = tuple(part for part in plan.parts if part.id == part_id)
    return replace(plan, sections=(), statements=(), higher_plans=(), charters=(), parts=chosen)
