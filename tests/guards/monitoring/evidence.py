"""The library of evidence."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from assessments.services.evidence import attach_evidence, detach_evidence
from organisations.models import Evidence
from organisations.services import evidence as library
from tests.cast import Cast
from tests.factories import (
    EvidenceFactory,
    EvidenceVersionFactory,
    ItemEvidenceFactory,
    ItemFactory,
    RoundFactory,
)
from tests.factories.base import FISCAL_YEAR
from tests.guards.assessments.call import Call
from tests.guards.doors import SECRETARY, SEEING, Row, act, form, page, question

O, A = "organisations:", "assessments:"  # noqa: E741
KEEPERS = frozenset({"secretary@medicine", "activity_owner@medicine"})
OTHERS = SEEING - KEEPERS

ROWS: list[Row] = [
    page(f"{O}evidence-list", "organisation", SEEING),
    form(f"{O}evidence-new", "organisation", KEEPERS, OTHERS),
    form(f"{O}evidence-link-new", "organisation", KEEPERS, OTHERS),
    page(f"{O}evidence-bin", "organisation", KEEPERS, OTHERS),
    page(f"{O}evidence-detail", "evidence", SEEING),
    form(f"{O}evidence-edit", "evidence", KEEPERS, OTHERS),
    form(f"{O}evidence-version-new", "evidence", KEEPERS, OTHERS),
    question(f"{O}evidence-delete", "evidence", KEEPERS, OTHERS),
    act(f"{O}evidence-restore", "binned_evidence", KEEPERS, OTHERS),
    page(f"{O}evidence-file", "evidence_version", SEEING),
    page(f"{O}evidence-thumbnail", "evidence_version", SEEING),
    page(f"{A}round-evidence", "round", SEEING),
    page(f"{A}item-evidence", "round_item", SEEING),
    form(f"{A}item-evidence-attach", "round_item", SECRETARY, SEEING - SECRETARY),
    form(f"{A}item-evidence-new", "round_item", SECRETARY, SEEING - SECRETARY),
    act(f"{A}item-evidence-detach", "item_evidence", SECRETARY, SEEING - SECRETARY),
]
PUBLIC: dict[str, str] = {}


def _evidence(cast: Cast, **fields: Any) -> Evidence:
    # Added by somebody of another organisation, whom nothing of this one is left to.
    evidence = EvidenceFactory(organisation=cast.organisation("medicine"), **fields)
    EvidenceVersionFactory(evidence=evidence)
    return evidence


def _place(cast: Cast) -> dict[str, Any]:
    return {"organisation": cast.organisation("medicine"), "fiscal_year": FISCAL_YEAR}


def _upload() -> SimpleUploadedFile:
    return SimpleUploadedFile("บันทึก.txt", "บันทึกการประชุมตัวอย่าง".encode())


def _words(cast: Cast) -> dict[str, Any]:
    return {
        "evidence": _evidence(cast),
        "base_version": 1,
        "title": "ชื่อใหม่",
        "dated_on": None,
        "note": "",
        "sight": "keepers",
    }


def _binned(cast: Cast) -> dict[str, Any]:
    return {"evidence": _evidence(cast, deleted_at=timezone.now(), deleted_by=cast["secretary@medicine"])}


def _of_item(cast: Cast) -> dict[str, Any]:
    of_round = RoundFactory(organisation=cast.organisation("medicine"))
    item = ItemFactory(framework=of_round.framework)
    return {"of_round": of_round, "item": item, "evidence": [_evidence(cast)]}


def _use(cast: Cast) -> dict[str, Any]:
    return {"use": ItemEvidenceFactory(round__organisation=cast.organisation("medicine"))}


CALLS: dict[str, Call] = {
    "attach_evidence": Call(attach_evidence, _of_item),
    "detach_evidence": Call(detach_evidence, _use),
    "keep_file": Call(library.keep_file, lambda cast: _place(cast) | {"upload": _upload()}),
    "keep_link": Call(
        library.keep_link,
        lambda cast: _place(cast) | {"url": "https://www.moph.go.th/news", "title": "ข่าวกิจกรรม"},
    ),
    "add_version": Call(
        library.add_version,
        lambda cast: {"evidence": _evidence(cast), "upload": _upload(), "reason": "แก้คำผิด"},
    ),
    "change_evidence": Call(library.change_evidence, _words),
    "bin_evidence": Call(library.bin_evidence, lambda cast: {"evidence": _evidence(cast)}),
    "restore_evidence": Call(library.restore_evidence, _binned),
}
