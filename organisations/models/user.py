"""A person who signs in."""

from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models.functions import Lower
from django.utils.functional import cached_property

from ita_portal.thai.collation import sort_key
from organisations.querysets import UserManager

if TYPE_CHECKING:
    from organisations.models.membership import Membership


class User(AbstractUser):
    """A person, with name and position as official papers print them."""

    prefix = models.CharField("คำนำหน้า", max_length=50, blank=True)
    first_name = models.CharField("ชื่อ", max_length=150)
    last_name = models.CharField("นามสกุล", max_length=150, blank=True)
    email = models.EmailField("อีเมล", blank=True)
    position = models.CharField("ตำแหน่ง", max_length=200, blank=True)
    phone = models.CharField("โทรศัพท์", max_length=100, blank=True)
    is_central_admin = models.BooleanField("ผู้ดูแลระบบส่วนกลาง", default=False)

    sort_key = models.CharField(max_length=700, editable=False, blank=True, db_index=True)

    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        verbose_name = "ผู้ใช้งาน"
        verbose_name_plural = "ผู้ใช้งาน"
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                condition=~models.Q(email=""),
                name="organisations_user_email_once",
                violation_error_message="มีผู้ใช้งานที่ใช้อีเมลนี้แล้ว",
            ),
        ]

    def __str__(self) -> str:
        return self.full_name or self.username

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.sort_key = sort_key(f"{self.first_name} {self.last_name}")
        super().save(*args, **kwargs)

    @property
    def full_name(self) -> str:
        """Prefix and name as printed: "นางสาวมานี ตั้งใจ"."""
        return f"{self.prefix}{self.first_name} {self.last_name}".strip()

    @cached_property
    def active_memberships(self) -> "list[Membership]":
        """Memberships in force today, each with its organisation; one query for a request."""
        return list(self.memberships.active().select_related("organisation"))
