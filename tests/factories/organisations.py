"""Organisations, their people, letters and jobs, and the trail."""

from datetime import date
from hashlib import sha256
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone
from factory.declarations import LazyAttribute, LazyFunction, Sequence, SubFactory

from organisations.access import Role
from organisations.models import (
    AuditEntry,
    AuditPerson,
    Draft,
    Job,
    Letter,
    LetterMark,
    LetterReference,
    LetterScan,
    Membership,
    Organisation,
    OrganisationYear,
    StaffNumber,
    User,
)
from tests.factories.base import PASSWORD, PIXEL, ModelFactory


class UserFactory(ModelFactory[User]):
    """A person who can sign in with PASSWORD and belongs nowhere."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    username = Sequence(lambda number: f"person{number}")
    prefix = "นาย"
    first_name = Sequence(lambda number: f"ตัวอย่าง{number}")
    last_name = "ทดสอบ"
    email = LazyAttribute(lambda user: f"{user.username}@example.go.th")
    position = "นักวิชาการ"

    @classmethod
    def _create(cls, model_class: type[User], *args: Any, **kwargs: Any) -> User:
        return model_class.objects.create_user(*args, password=PASSWORD, **kwargs)


class OrganisationFactory(ModelFactory[Organisation]):
    """A node of the tree: a root, or below `parent`."""

    class Meta:
        model = Organisation

    parent = None
    name = Sequence(lambda number: f"หน่วยงานที่ {number:04d}")
    code = Sequence(lambda number: f"UNIT{number:04d}")
    kind = Organisation.Kind.DIVISION

    @classmethod
    def _create(
        cls, model_class: type[Organisation], *args: Any, parent: Organisation | None = None, **kwargs: Any
    ) -> Organisation:
        node = model_class(**kwargs)
        if parent is None:
            return model_class.objects.add_root(instance=node)
        return model_class.objects.add_child(parent, instance=node)


class OrganisationYearFactory(ModelFactory[OrganisationYear]):
    class Meta:
        model = OrganisationYear

    organisation = SubFactory(OrganisationFactory)
    fiscal_year = Sequence(lambda number: 2550 + number % 100)
    vision = "วิสัยทัศน์ตัวอย่าง"


class StaffNumberFactory(ModelFactory[StaffNumber]):
    class Meta:
        model = StaffNumber

    year = SubFactory(OrganisationYearFactory)
    position = Sequence(int)
    unit = "กองตัวอย่าง"
    kind = "ข้าราชการ"
    count = 12


class MembershipFactory(ModelFactory[Membership]):
    """A role that began long ago and has no end."""

    class Meta:
        model = Membership

    user = SubFactory(UserFactory)
    organisation = SubFactory(OrganisationFactory)
    role = Role.SECRETARY
    starts_on = date(2024, 10, 1)
    ends_on = None


class DraftFactory(ModelFactory[Draft]):
    class Meta:
        model = Draft

    user = SubFactory(UserFactory)
    form = "activity"
    key = Sequence(str)
    data = LazyFunction(lambda: {"title": "พิมพ์ค้างไว้"})


class AuditPersonFactory(ModelFactory[AuditPerson]):
    class Meta:
        model = AuditPerson

    user_id = Sequence(lambda number: 1_000_000 + number)
    name = Sequence(lambda number: f"ผู้ดำเนินการ {number}")


class AuditEntryFactory(ModelFactory[AuditEntry]):
    class Meta:
        model = AuditEntry

    person = SubFactory(AuditPersonFactory)
    organisation = SubFactory(OrganisationFactory)
    action = AuditEntry.Action.UPDATE
    object_type = "plans.actionplan"
    object_id = Sequence(lambda number: number)
    object_text = "รายการตัวอย่าง"


class LetterFactory(ModelFactory[Letter]):
    """A draft that is to leave the organisation."""

    class Meta:
        model = Letter

    organisation = SubFactory(OrganisationFactory)
    subject = Sequence(lambda number: f"เรื่องตัวอย่างที่ {number:04d}")
    created_by = SubFactory(UserFactory)


class LetterReferenceFactory(ModelFactory[LetterReference]):
    class Meta:
        model = LetterReference

    letter = SubFactory(LetterFactory)
    position = Sequence(lambda number: number + 1)
    text = Sequence(lambda number: f"หนังสือหน่วยงานอื่น ที่ {number}")


class LetterMarkFactory(ModelFactory[LetterMark]):
    """A remark."""

    class Meta:
        model = LetterMark

    letter = SubFactory(LetterFactory)
    position = Sequence(lambda number: number + 1)
    kind = LetterMark.Kind.REMARK
    text = "เพื่อโปรดทราบ"


class LetterScanFactory(ModelFactory[LetterScan]):
    """A picture of one black pixel."""

    class Meta:
        model = LetterScan

    letter = SubFactory(LetterFactory)
    position = Sequence(lambda number: number + 1)
    file = LazyFunction(lambda: ContentFile(PIXEL, name="pixel.png"))
    name = Sequence(lambda number: f"สแกน {number}.png")
    size = len(PIXEL)
    sha256 = sha256(PIXEL).hexdigest()
    created_by = SubFactory(UserFactory)


class JobFactory(ModelFactory[Job]):
    """Waiting for a worker, which was woken just now."""

    class Meta:
        model = Job

    kind = "plan_document"
    key = Sequence(lambda number: f"งานที่ {number}")
    organisation = SubFactory(OrganisationFactory)
    by = SubFactory(UserFactory)
    title = "จัดทำเอกสารตัวอย่าง"
    alive_at = LazyFunction(timezone.now)
