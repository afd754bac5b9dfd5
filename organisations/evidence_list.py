"""The library as it is listed: one year of an organisation, found by words, kind, use and person."""

from collections.abc import Mapping
from typing import Any

from django.db.models import OuterRef, Q, Subquery

from organisations.evidence_uses import is_used
from organisations.models import Evidence, EvidenceVersion, Organisation, User
from organisations.querysets_evidence import EvidenceQuerySet

_ENDINGS = {
    "photo": ("jpg", "png", "heic"),
    "pdf": ("pdf",),
    "office": ("docx", "xlsx", "pptx", "doc", "xls", "ppt", "odt", "ods", "odp"),
    "text": ("txt", "csv"),
}


def found(evidence: EvidenceQuerySet, conditions: Mapping[str, Any]) -> EvidenceQuerySet:
    """The evidence that meets what was chosen: ``q``, ``kind``, ``used`` (yes, no), ``person`` (an id)."""
    newest = EvidenceVersion.objects.filter(evidence=OuterRef("pk")).order_by("-number")
    evidence = evidence.annotate(newest_name=Subquery(newest.values("name")[:1]))
    if words := conditions.get("q"):
        evidence = evidence.filter(
            Q(title__icontains=words) | Q(note__icontains=words) | Q(newest_name__icontains=words)
        )
    if kind := conditions.get("kind"):
        evidence = evidence.filter(_of_kind(kind))
    if used := conditions.get("used"):
        evidence = evidence.filter(is_used()) if used == "yes" else evidence.exclude(is_used())
    if person := conditions.get("person"):
        evidence = evidence.filter(added_by=person)
    return evidence.annotate(in_use=is_used()).select_related("added_by").with_versions()


def years_of(evidence: EvidenceQuerySet) -> list[int]:
    """The fiscal years in which there is evidence."""
    return list(evidence.order_by().values_list("fiscal_year", flat=True).distinct())


def people_of(evidence: EvidenceQuerySet) -> list[User]:
    """Who added evidence, in the order of names."""
    added = evidence.order_by().values("added_by")
    return list(User.objects.filter(pk__in=added).order_by("sort_key", "pk"))


def library_of(organisation: Organisation, user: User) -> EvidenceQuerySet:
    """The evidence of an organisation that the person may see."""
    found: EvidenceQuerySet = Evidence.objects.visible_to(user).filter(organisation=organisation)
    return found


def _of_kind(kind: str) -> Q:
    if kind == "link":
        return Q(newest_name="")
    condition = Q(pk__in=[])
    for ending in _ENDINGS[kind]:
        condition |= Q(newest_name__endswith=f".{ending}")
    return condition
