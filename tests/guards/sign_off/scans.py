"""Signed scans: addresses and calls of services."""

from typing import Any

from plans.models import SignedScan
from plans.services import signed_scans
from tests.cast import Cast
from tests.factories import RevisionFactory, SignedScanFactory
from tests.factories.base import PIXEL
from tests.guards.assessments.call import Call
from tests.guards.doors import SECRETARY, SEEING, Row, form, page
from tests.guards.stage import Stage

NOT_SECRETARY = SEEING - SECRETARY

ROWS: list[Row] = [
    page("plans:scan-list", "organisation", SEEING),
    form("plans:scan-new", "organisation", SECRETARY, NOT_SECRETARY),
    page("plans:scan-file", "signed_scan", SEEING),
    form("plans:scan-place", "signed_scan", SECRETARY, NOT_SECRETARY),
]
PUBLIC: dict[str, str] = {}


def _unfiled(cast: Cast) -> dict[str, Any]:
    stage = Stage(cast)
    scan: SignedScan = SignedScanFactory(organisation=stage.organisation)
    return {"scan": scan, "revision": RevisionFactory(plan=stage.plan), "note": "ลงนามในกระดาษที่พิมพ์ก่อนมี QR"}


CALLS: dict[str, Call] = {
    "keep_scan": Call(
        signed_scans.keep_scan,
        lambda cast: {"organisation": Stage(cast).organisation, "name": "ลงนาม.png", "content": PIXEL},
    ),
    "place_scan": Call(signed_scans.place_scan, _unfiled),
}
