"""The bin: what was deleted stays for a while and can be brought back."""

from django.conf import settings
from django.db import models


class Binnable(models.Model):
    """A row that is deleted by being marked; default reads leave it out, ``everything`` has it."""

    deleted_at = models.DateTimeField("ลบเมื่อ", null=True, blank=True, editable=False)
    deleted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name="ลบโดย",
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=models.Q(deleted_at=None, deleted_by=None)
                | models.Q(deleted_at__isnull=False, deleted_by__isnull=False),
                name="%(app_label)s_%(class)s_deleted_pair",
                violation_error_message="วันเวลาที่ลบและผู้ลบต้องมีครบทั้งคู่",
            ),
        ]
