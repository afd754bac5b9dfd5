"""Who: people, the organisation tree, memberships; letters; the trail; what is typed but not yet saved."""

from organisations.models.audit import AuditEntry, AuditPerson
from organisations.models.draft import Draft
from organisations.models.job import Job
from organisations.models.letter import Letter, LetterMark, LetterReference, LetterScan
from organisations.models.membership import Membership
from organisations.models.organisation import Organisation
from organisations.models.user import User
from organisations.models.year import OrganisationYear, StaffNumber

__all__ = [
    "AuditEntry",
    "AuditPerson",
    "Draft",
    "Job",
    "Letter",
    "LetterMark",
    "LetterReference",
    "LetterScan",
    "Membership",
    "Organisation",
    "OrganisationYear",
    "StaffNumber",
    "User",
]
