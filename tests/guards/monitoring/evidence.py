"""The library of evidence."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from organisations.models import Evidence
from organisations.services import evidence as library
from tests.cast import Cast
from tests.factories import EvidenceFactory, EvidenceVersionFactory
from tests.factories.base import FISCAL_YEAR
from tests.guards.assessments.call import Call
from tests.guards.doors import Row

ROWS: list[Row] = []
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


CALLS: dict[str, Call] = {
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
