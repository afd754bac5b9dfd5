"""Papers of a revision, made by the room that renders and kept by the services of sign-off."""

from dataclasses import dataclass

from ita_portal.tables.json_values import Json


@dataclass(frozen=True, slots=True)
class Paper:
    """What is submitted: the PDF to be signed and the plan as data, made at the same time.

    ``token`` stands in the QR of every page, ``document`` is the key of the kind of document. ``content`` is
    ``snapshots.snapshot_of`` the plan; for an adjustment, of the plan as it would be.
    """

    token: str
    document: str
    pdf: bytes
    content: Json


@dataclass(frozen=True, slots=True)
class ApprovedPaper:
    """The paper with its signatures filled in, sealed where the organisation has a certificate."""

    pdf: bytes
    is_sealed: bool
