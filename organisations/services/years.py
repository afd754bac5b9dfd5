"""Writing what an organisation says of itself year by year."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F

from organisations.access import Permission, check, require
from organisations.models import AuditEntry, Organisation, OrganisationYear, StaffNumber, User
from organisations.services.audit import record, values_of

TEXTS = ("fiscal_year", "vision", "mission", "core_values", "strategy")
MAX_STAFF_LINES = 300
STALE = "มีผู้แก้ไขข้อมูลของปีนี้ก่อนท่าน ข้อความของท่านยังอยู่ครบ โปรดตรวจสอบแล้วบันทึกอีกครั้งหากต้องการใช้แทน"


@dataclass(frozen=True, slots=True)
class Staff:
    """So many people of a kind in a unit."""

    unit: str
    kind: str
    count: int


def may_write_years(user: User, organisation: Organisation) -> bool:
    """Whether the user keeps the organisation's data, or writes its plans."""
    rights = (Permission.PLAN_EDIT, Permission.ORGANISATION_EDIT)
    return any(check(user, right, organisation) for right in rights)


def require_years(user: User, organisation: Organisation) -> None:
    """Raise PermissionDenied with the reason in Thai for others."""
    if not may_write_years(user, organisation):
        require(user, Permission.ORGANISATION_EDIT, organisation)


@transaction.atomic
def add_year(
    *, by: User | None, organisation: Organisation, values: dict[str, Any], staff: Sequence[Staff]
) -> OrganisationYear:
    """A fiscal year of the organisation; ``values`` holds TEXTS.

    Raises PermissionDenied, or ValidationError where a rule of the models is broken.
    """
    if by is not None:
        require_years(by, organisation)
    year = OrganisationYear(organisation=organisation, **values)
    year.full_clean()
    year.save()
    _write_staff(year, staff)
    _record(by, AuditEntry.Action.CREATE, year, None, _snapshot(year, staff))
    return year


@transaction.atomic
def save_year(
    *,
    by: User | None,
    year: OrganisationYear,
    values: dict[str, Any],
    staff: Sequence[Staff],
    base_version: int | None,
) -> OrganisationYear:
    """The year's texts, and exactly these staff numbers.

    Raises ValidationError also where somebody changed the year since ``base_version``.
    """
    if by is not None:
        require_years(by, year.organisation)
    before = _snapshot(year, staff_of(year))
    current = OrganisationYear.objects.filter(pk=year.pk)
    same = current if base_version is None else current.filter(version=base_version)
    if not same.update(version=F("version") + 1):
        raise ValidationError(STALE, code="stale")
    for name, value in values.items():
        setattr(year, name, value)
    year.full_clean()
    year.save(update_fields=list(values))
    _write_staff(year, staff)
    _record(by, AuditEntry.Action.UPDATE, year, before, _snapshot(year, staff))
    return year


def staff_of(year: OrganisationYear) -> tuple[Staff, ...]:
    """The year's staff numbers in order."""
    return tuple(Staff(line.unit, line.kind, line.count) for line in year.staff.all())


def _write_staff(year: OrganisationYear, staff: Sequence[Staff]) -> None:
    if len(staff) > MAX_STAFF_LINES:
        raise ValidationError(f"ระบุจำนวนบุคลากรได้ไม่เกิน {MAX_STAFF_LINES} บรรทัด")
    made = [
        StaffNumber(year=year, position=position, **asdict(line))
        for position, line in enumerate(staff, start=1)
    ]
    for line in made:
        line.clean_fields()
        line.validate_constraints()
    year.staff.all().delete()
    StaffNumber.objects.bulk_create(made)


def _snapshot(year: OrganisationYear, staff: Sequence[Staff]) -> dict[str, Any]:
    return values_of(year, TEXTS) | {"staff": [asdict(line) for line in staff]}


def _record(
    by: User | None,
    action: AuditEntry.Action,
    year: OrganisationYear,
    before: dict[str, Any] | None,
    after: dict[str, Any],
) -> None:
    record(
        by=by,
        action=action,
        target=year,
        organisation_id=year.organisation_id,
        subject=year.organisation,
        before=before,
        after=after,
    )
