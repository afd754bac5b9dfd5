"""The trail: who did what, when, from what, to what, why. Entries are never changed or removed."""

from django.db import models
from django.utils import timezone

from organisations.models.organisation import Organisation
from organisations.querysets import AuditEntryQuerySet


class AuditPerson(models.Model):
    """The name under which a person stands in the trail; erasing personal data empties this row.

    ``user_id`` is no foreign key: people can go, entries stay.
    """

    user_id = models.BigIntegerField(null=True, blank=True, unique=True)
    name = models.CharField(max_length=400, blank=True)

    class Meta:
        verbose_name = "บุคคลในประวัติการดำเนินการ"
        verbose_name_plural = "บุคคลในประวัติการดำเนินการ"

    def __str__(self) -> str:
        return self.name or "(ลบข้อมูลส่วนบุคคลแล้ว)"


class AuditEntry(models.Model):
    """One act on one object. A trigger refuses UPDATE and DELETE on both databases.

    The object and the ``subject`` (the plan an activity belongs to) are kept as plain numbers and
    text, and the organisation's key is no constraint, so that nothing can cascade an entry away.
    ``before`` and ``after`` hold the object in the JSON of the contract; either may be null. Entries of
    one act on many rows share a ``batch``; ``undoes`` is the entry that this one takes back.
    """

    class Action(models.TextChoices):
        CREATE = "create", "เพิ่ม"
        UPDATE = "update", "แก้ไข"
        MOVE = "move", "ย้าย"
        DELETE = "delete", "ลบ"
        RESTORE = "restore", "นำกลับคืน"
        IMPORT = "import", "นำเข้า"
        STATE = "state", "เปลี่ยนสถานะ"

    at = models.DateTimeField("เวลา", default=timezone.now, db_index=True)
    person = models.ForeignKey(
        AuditPerson, models.PROTECT, null=True, related_name="entries", verbose_name="ผู้ดำเนินการ"
    )
    organisation = models.ForeignKey(
        Organisation,
        models.DO_NOTHING,
        null=True,
        db_constraint=False,
        related_name="+",
        verbose_name="หน่วยงาน",
    )
    action = models.CharField("การดำเนินการ", max_length=20, choices=Action)
    object_type = models.CharField(max_length=100)
    object_id = models.BigIntegerField(null=True)
    object_text = models.CharField("รายการ", max_length=300)
    subject_type = models.CharField(max_length=100, blank=True)
    subject_id = models.BigIntegerField(null=True)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    reason = models.TextField("เหตุผล", blank=True)
    batch = models.UUIDField(null=True, db_index=True)
    undoes = models.BigIntegerField(null=True, db_index=True)

    objects = AuditEntryQuerySet.as_manager()

    class Meta:
        verbose_name = "ประวัติการดำเนินการ"
        verbose_name_plural = "ประวัติการดำเนินการ"
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["object_type", "object_id"], name="organisations_audit_object"),
            models.Index(fields=["subject_type", "subject_id"], name="organisations_audit_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.get_action_display()} {self.object_text}"
