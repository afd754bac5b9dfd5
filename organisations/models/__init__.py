"""Who: people, the organisation tree, memberships; letters; the trail; what is typed but not yet saved."""

from organisations.models.audit import AuditEntry, AuditPerson
from organisations.models.committee import Committee, CommitteeMember, CommitteeOrder
from organisations.models.draft import Draft
from organisations.models.evidence import Evidence, EvidenceVersion
from organisations.models.job import Job
from organisations.models.letter import Letter, LetterMark, LetterReference, LetterScan
from organisations.models.meeting import AgendaItem, Attendance, Meeting, Resolution
from organisations.models.membership import Membership
from organisations.models.notice import Digest, NoticeKind, NoticeOptOut, Webhook, WebhookDelivery
from organisations.models.organisation import Organisation
from organisations.models.user import User
from organisations.models.year import OrganisationYear, StaffNumber

__all__ = [
    "AgendaItem",
    "Attendance",
    "AuditEntry",
    "AuditPerson",
    "Committee",
    "CommitteeMember",
    "CommitteeOrder",
    "Digest",
    "Draft",
    "Evidence",
    "EvidenceVersion",
    "Job",
    "Letter",
    "LetterMark",
    "LetterReference",
    "LetterScan",
    "Meeting",
    "Membership",
    "NoticeKind",
    "NoticeOptOut",
    "Organisation",
    "OrganisationYear",
    "Resolution",
    "StaffNumber",
    "User",
    "Webhook",
    "WebhookDelivery",
]
