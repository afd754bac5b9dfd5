"""The one door: which organisations a person reaches, what each role may do, and why not.

Reads pass through ``scope`` (by way of ``visible_to`` on a queryset), acts through ``require``. An
outsider finds nothing (404); a member without the right is refused with a reason in Thai (403).
This module imports no models: it asks ``user.active_memberships``.
"""

from dataclasses import dataclass
from enum import StrEnum, auto
from typing import Any, Protocol

from django.core.exceptions import PermissionDenied
from django.db.models import Q, TextChoices


class Role(TextChoices):
    SECRETARY = "secretary", "เลขานุการคณะทำงาน"
    ACTIVITY_OWNER = "activity_owner", "ผู้รับผิดชอบกิจกรรม"
    APPROVER = "approver", "ผู้มีอำนาจพิจารณา"
    EXECUTIVE = "executive", "ผู้บริหาร"
    AUDITOR = "auditor", "ผู้ตรวจสอบ"
    UNIT_ADMIN = "unit_admin", "ผู้ดูแลระบบของหน่วยงาน"


class Permission(StrEnum):
    ORGANISATION_VIEW = auto()
    ORGANISATION_EDIT = auto()
    ORGANISATION_ADD = auto()
    USER_MANAGE = auto()
    ACCOUNT_EDIT = auto()
    PLAN_VIEW = auto()
    PLAN_EDIT = auto()
    ANSWER_CONFIRM = auto()
    TRAIL_VIEW = auto()
    LETTER_VIEW = auto()
    LETTER_EDIT = auto()
    TEMPLATE_EDIT = auto()
    ASSESSMENT_VIEW = auto()
    ASSESSMENT_EDIT = auto()
    ASSESSMENT_REOPEN = auto()
    COMMITTEE_VIEW = auto()
    COMMITTEE_EDIT = auto()
    CHAIN_EDIT = auto()
    PLAN_SUBMIT = auto()
    PLAN_SIGN = auto()
    PLAN_REOPEN = auto()
    MONITORING_EDIT = auto()
    MONITORING_REOPEN = auto()
    PROGRESS_REPORT = auto()
    PROGRESS_ACCEPT = auto()
    MONEY_EDIT = auto()
    EVIDENCE_VIEW = auto()
    EVIDENCE_EDIT = auto()
    EVIDENCE_ALL = auto()


_SEE = frozenset(
    {
        Permission.ORGANISATION_VIEW,
        Permission.PLAN_VIEW,
        Permission.LETTER_VIEW,
        Permission.ASSESSMENT_VIEW,
        Permission.COMMITTEE_VIEW,
        Permission.EVIDENCE_VIEW,
    }
)
_MANAGE = frozenset(
    {
        Permission.ORGANISATION_EDIT,
        Permission.ORGANISATION_ADD,
        Permission.USER_MANAGE,
        Permission.ACCOUNT_EDIT,
    }
)

_OF_THE_HEAD = frozenset(
    {
        Permission.ANSWER_CONFIRM,
        Permission.ASSESSMENT_REOPEN,
        Permission.PLAN_REOPEN,
        Permission.MONITORING_REOPEN,
    }
)

# Who may do what, in the organisation of the membership. PLAN_SIGN is nobody's by role alone: a step of
# sign-off grants it to those whom it names. Whoever reports an activity is granted to report it, with its
# evidence and its money, by the activity.
ROLE_PERMISSIONS: dict[str, frozenset[Permission]] = {
    Role.SECRETARY: _SEE
    | {
        Permission.PLAN_EDIT,
        Permission.LETTER_EDIT,
        Permission.TEMPLATE_EDIT,
        Permission.ASSESSMENT_EDIT,
        Permission.COMMITTEE_EDIT,
        Permission.CHAIN_EDIT,
        Permission.PLAN_SUBMIT,
        Permission.TRAIL_VIEW,
        Permission.MONITORING_EDIT,
        Permission.PROGRESS_REPORT,
        Permission.PROGRESS_ACCEPT,
        Permission.MONEY_EDIT,
        Permission.EVIDENCE_EDIT,
        Permission.EVIDENCE_ALL,
    },
    Role.ACTIVITY_OWNER: _SEE | {Permission.EVIDENCE_EDIT},
    Role.APPROVER: _SEE | _OF_THE_HEAD | {Permission.EVIDENCE_ALL},
    Role.EXECUTIVE: _SEE | _OF_THE_HEAD | {Permission.EVIDENCE_ALL},
    Role.AUDITOR: _SEE | {Permission.TRAIL_VIEW, Permission.EVIDENCE_ALL},
    Role.UNIT_ADMIN: _SEE | _MANAGE | {Permission.TEMPLATE_EDIT, Permission.CHAIN_EDIT},
}

# These roles reach every organisation below their own; the others only their own.
REACHES_DOWN = frozenset({Role.EXECUTIVE, Role.AUDITOR, Role.UNIT_ADMIN})

# What a unit says in its own name is for its own head, whoever reaches down to it.
ONLY_ITS_OWN = _OF_THE_HEAD

# A central administrator (a mark on the user, not a membership) may do this everywhere.
CENTRAL_PERMISSIONS: frozenset[Permission] = _SEE | _MANAGE | {Permission.TRAIL_VIEW}

_VERBS = {
    Permission.ORGANISATION_VIEW: "ดูข้อมูลหน่วยงานนี้",
    Permission.ORGANISATION_EDIT: "แก้ไขข้อมูลหน่วยงานนี้",
    Permission.ORGANISATION_ADD: "เพิ่มหน่วยงานภายใต้หน่วยงานนี้",
    Permission.USER_MANAGE: "จัดการผู้ใช้งานของหน่วยงานนี้",
    Permission.ACCOUNT_EDIT: "แก้ไขบัญชีผู้ใช้งานของหน่วยงานนี้",
    Permission.PLAN_VIEW: "ดูแผนนี้",
    Permission.PLAN_EDIT: "แก้ไขแผนนี้",
    Permission.ANSWER_CONFIRM: "ยืนยันคำตอบของส่วนงานนี้",
    Permission.TRAIL_VIEW: "ดูประวัติการดำเนินการของหน่วยงานนี้",
    Permission.LETTER_VIEW: "ดูทะเบียนหนังสือของหน่วยงานนี้",
    Permission.LETTER_EDIT: "จัดทำและลงทะเบียนหนังสือของหน่วยงานนี้",
    Permission.TEMPLATE_EDIT: "จัดรูปแบบเอกสารของหน่วยงานนี้",
    Permission.ASSESSMENT_VIEW: "ดูผลการประเมินของหน่วยงานนี้",
    Permission.ASSESSMENT_EDIT: "แก้ไขผลการประเมินของหน่วยงานนี้",
    Permission.ASSESSMENT_REOPEN: "เปิดรอบการประเมินของหน่วยงานนี้อีกครั้ง",
    Permission.COMMITTEE_VIEW: "ดูคณะกรรมการของหน่วยงานนี้",
    Permission.COMMITTEE_EDIT: "แก้ไขข้อมูลคณะกรรมการของหน่วยงานนี้",
    Permission.CHAIN_EDIT: "กำหนดลำดับการพิจารณาของหน่วยงานนี้",
    Permission.PLAN_SUBMIT: "เสนอแผนของหน่วยงานนี้",
    Permission.PLAN_SIGN: "ลงนามในขั้นตอนนี้",
    Permission.PLAN_REOPEN: "เปิดแผนของหน่วยงานนี้ให้แก้ไขอีกครั้ง",
    Permission.MONITORING_EDIT: "จัดการการติดตามแผนของหน่วยงานนี้",
    Permission.MONITORING_REOPEN: "เปิดรอบการติดตามของหน่วยงานนี้อีกครั้ง",
    Permission.PROGRESS_REPORT: "รายงานผลของกิจกรรมนี้",
    Permission.PROGRESS_ACCEPT: "ตรวจรับรายงานผลของหน่วยงานนี้",
    Permission.MONEY_EDIT: "บันทึกการใช้จ่ายของรายการนี้",
    Permission.EVIDENCE_VIEW: "ดูหลักฐานของหน่วยงานนี้",
    Permission.EVIDENCE_EDIT: "เพิ่มหรือแก้ไขหลักฐานของหน่วยงานนี้",
    Permission.EVIDENCE_ALL: "ดูหลักฐานที่จำกัดผู้ดูของหน่วยงานนี้",
}


class OrganisationNode(Protocol):
    """What the door asks of an organisation: its place in the tree and whom to turn to."""

    pk: Any
    path: str
    name: str
    phone: str


_NOT_IN_REACH = "ท่านไม่มีสิทธิ์จัดการผู้ใช้งานท่านนี้ โปรดติดต่อผู้ดูแลระบบของหน่วยงาน"
_ALSO_ELSEWHERE = (
    "ผู้ใช้งานท่านนี้มีหรือเคยมีบทบาทในหน่วยงานอื่นด้วย ท่านจัดการได้เฉพาะบทบาทในหน่วยงานที่ท่านดูแล "
    "หากต้องการแก้ไขบัญชี โปรดติดต่อผู้ดูแลระบบส่วนกลาง"
)
_NOWHERE = "ท่านไม่มีสิทธิ์เปิดหน้านี้ โปรดติดต่อผู้ดูแลระบบของหน่วยงาน"


@dataclass(frozen=True)
class Granted:
    """Access is allowed."""


@dataclass(frozen=True)
class Denied:
    """Access is refused; false, with the reason in Thai."""

    reason: str

    def __bool__(self) -> bool:
        return False


def scope(user: Any, permission: Permission, organisation: str = "") -> Q:
    """The organisations in which the user has the permission, as a condition.

    ``organisation`` is the look-up path from the filtered model to its organisation ("" for
    Organisation itself, "plan__organisation" for a part). Nothing matches when in doubt.
    """
    prefix = f"{organisation}__" if organisation else ""
    if is_central(user) and permission in CENTRAL_PERMISSIONS:
        return Q()
    reached = Q(pk__in=[])
    for membership in _memberships(user):
        if permission not in ROLE_PERMISSIONS[membership.role]:
            continue
        if _reaches_down(membership, permission):
            reached |= Q(**{f"{prefix}path__startswith": membership.organisation.path})
        else:
            reached |= Q(**{f"{prefix}pk": membership.organisation_id})
    return reached


def check(user: Any, permission: Permission, target: Any) -> Granted | Denied:
    """Whether the user may do this to the target: an organisation, or anything with ``.organisation``.

    The person's right is asked first: by role in the target's organisation, else what the target itself
    ``grants(user, permission)`` to somebody, a coordinator for one. Then its own state is asked
    (``refusal(permission)``, a reason in Thai or "").
    """
    organisation: OrganisationNode = getattr(target, "organisation", target)
    if not (_may(user, permission, organisation) or _granted(user, permission, target)):
        return Denied(_refusal(permission, organisation))
    refusal = getattr(target, "refusal", None)
    reason = refusal(permission) if refusal else ""
    return Denied(reason) if reason else Granted()


def is_central(user: Any) -> bool:
    """Whether the user is a central administrator."""
    return bool(user.is_authenticated and user.is_active and user.is_central_admin)


def require(user: Any, permission: Permission, target: Any) -> None:
    """Raise PermissionDenied with the reason in Thai unless the user may do this to the target."""
    answer = check(user, permission, target)
    if isinstance(answer, Denied):
        raise PermissionDenied(answer.reason)


def check_person(user: Any, permission: Permission, person: Any) -> Granted | Denied:
    """Whether the user may do this to a person: USER_MANAGE (see, give roles) or ACCOUNT_EDIT.

    Who changes an account's address or password can sign in as its owner. So an account is edited only
    by one who has the right in every organisation the person ever had a role in, a central
    administrator's only by another, and a superuser's only by another.
    """
    if permission is Permission.ACCOUNT_EDIT:
        if (person.is_superuser or person.is_staff) and not user.is_superuser:
            return Denied("บัญชีนี้มีสิทธิ์ดูแลทั้งระบบ เฉพาะผู้ดูแลทั้งระบบเท่านั้นที่แก้ไขได้")
        if person.is_central_admin and not is_central(user):
            return Denied("บัญชีนี้เป็นของผู้ดูแลระบบส่วนกลาง เฉพาะผู้ดูแลระบบส่วนกลางเท่านั้นที่แก้ไขได้")
    if is_central(user):
        return Granted()
    memberships = person.memberships.select_related("organisation")
    reached = [_may(user, permission, membership.organisation) for membership in memberships]
    if not any(reached):
        return Denied(_NOT_IN_REACH)
    if permission is Permission.ACCOUNT_EDIT and not all(reached):
        return Denied(_ALSO_ELSEWHERE)
    return Granted()


def require_person(user: Any, permission: Permission, person: Any) -> None:
    """Raise PermissionDenied with the reason in Thai unless the user may do this to the person."""
    answer = check_person(user, permission, person)
    if isinstance(answer, Denied):
        raise PermissionDenied(answer.reason)


def require_anywhere(user: Any, permission: Permission) -> None:
    """Raise PermissionDenied unless the user has the permission in some organisation."""
    if not has_anywhere(user, permission):
        raise PermissionDenied(_NOWHERE)


def require_central(user: Any) -> None:
    """Raise PermissionDenied unless the user is a central administrator."""
    if not is_central(user):
        raise PermissionDenied("เฉพาะผู้ดูแลระบบส่วนกลางเท่านั้นที่ดำเนินการนี้ได้")


def has_anywhere(user: Any, permission: Permission) -> bool:
    """Whether the user has the permission in at least one organisation (menus ask this)."""
    if is_central(user) and permission in CENTRAL_PERMISSIONS:
        return True
    return any(permission in ROLE_PERMISSIONS[membership.role] for membership in _memberships(user))


def _may(user: Any, permission: Permission, organisation: OrganisationNode) -> bool:
    if is_central(user) and permission in CENTRAL_PERMISSIONS:
        return True
    return any(
        permission in ROLE_PERMISSIONS[membership.role]
        and (
            organisation.path.startswith(membership.organisation.path)
            if _reaches_down(membership, permission)
            else organisation.pk == membership.organisation_id
        )
        for membership in _memberships(user)
    )


def _reaches_down(membership: Any, permission: Permission) -> bool:
    return membership.role in REACHES_DOWN and permission not in ONLY_ITS_OWN


def _granted(user: Any, permission: Permission, target: Any) -> bool:
    grants = getattr(target, "grants", None)
    return bool(grants and user.is_authenticated and user.is_active and grants(user, permission))


def _refusal(permission: Permission, organisation: OrganisationNode) -> str:
    contact = f"{organisation.name} โทร. {organisation.phone}" if organisation.phone else organisation.name
    return f"ท่านไม่มีสิทธิ์{_VERBS[permission]} โปรดติดต่อผู้รับผิดชอบของ{contact}"


def _memberships(user: Any) -> list[Any]:
    return user.active_memberships if user.is_authenticated and user.is_active else []
