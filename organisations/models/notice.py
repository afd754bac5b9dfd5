"""Notices: what a person is told of by mail and by other channels, once a day."""

from urllib.parse import urlsplit

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from organisations.models.organisation import Organisation
from organisations.querysets_notices import OfPersonQuerySet, WebhookDeliveryQuerySet, WebhookQuerySet


class NoticeKind(models.TextChoices):
    """What a digest tells of; each may be switched off by the person."""

    BEFORE_DUE = "before_due", "ใกล้ครบกำหนดรายงาน"
    DUE = "due", "ครบกำหนดรายงานวันนี้"
    OVERDUE = "overdue", "เกินกำหนดรายงาน"
    RETURNED = "returned", "รายงานที่ส่งคืนเพื่อแก้ไข"
    WAITING = "waiting", "เรื่องที่รอท่านพิจารณา"


class NoticeOptOut(models.Model):
    """A kind of notice that a person does not want."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="notice_opt_outs", verbose_name="ผู้ใช้งาน"
    )
    kind = models.CharField("ประเภทการแจ้งเตือน", max_length=20, choices=NoticeKind)

    objects = OfPersonQuerySet.as_manager()

    class Meta:
        verbose_name = "การแจ้งเตือนที่ไม่ต้องการ"
        verbose_name_plural = "การแจ้งเตือนที่ไม่ต้องการ"
        constraints = [
            models.UniqueConstraint(
                fields=["user", "kind"],
                name="organisations_noticeoptout_once",
                violation_error_message="ปิดการแจ้งเตือนประเภทนี้แล้ว",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=NoticeKind.values),
                name="organisations_noticeoptout_kind_known",
                violation_error_message="ไม่รู้จักการแจ้งเตือนประเภทนี้",
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class Digest(models.Model):
    """The one message to a person on a day (in Thailand): whoever makes this row sends it.

    A digest claimed and not sent within the hour, or that failed, may be claimed again.
    """

    class State(models.TextChoices):
        CLAIMED = "claimed", "กำลังส่ง"
        SENT = "sent", "ส่งแล้ว"
        FAILED = "failed", "ส่งไม่สำเร็จ"

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="digests", verbose_name="ผู้รับ"
    )
    day = models.DateField("วันที่")
    state = models.CharField("สถานะ", max_length=10, choices=State, default=State.CLAIMED)
    lines = models.PositiveIntegerField("จำนวนเรื่อง", default=0)
    attempts = models.PositiveSmallIntegerField("ครั้งที่ส่ง", default=1)
    claimed_at = models.DateTimeField("เริ่มส่งเมื่อ", default=timezone.now)
    sent_at = models.DateTimeField("ส่งเมื่อ", null=True, blank=True)
    error = models.CharField("เหตุที่ส่งไม่สำเร็จ", max_length=500, blank=True)

    objects = OfPersonQuerySet.as_manager()

    class Meta:
        verbose_name = "การแจ้งเตือนประจำวัน"
        verbose_name_plural = "การแจ้งเตือนประจำวัน"
        ordering = ["-day", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "day"],
                name="organisations_digest_once_a_day",
                violation_error_message="แจ้งเตือนผู้ใช้งานท่านนี้ในวันนี้แล้ว",
            ),
            models.CheckConstraint(
                condition=Q(state="sent", sent_at__isnull=False)
                | Q(state__in=["claimed", "failed"], sent_at=None),
                name="organisations_digest_sent_when_said",
                violation_error_message="การแจ้งเตือนที่ส่งแล้วต้องมีเวลาส่ง",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.day}"


class Webhook(models.Model):
    """An address of the organisation to which its people's digests are posted, signed with ``secret``."""

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="webhooks", verbose_name="หน่วยงาน"
    )
    name = models.CharField("ชื่อช่องทาง", max_length=200)
    url = models.CharField("ที่อยู่ปลายทาง", max_length=2000)
    secret = models.CharField("รหัสลับสำหรับตรวจสอบ", max_length=100)
    is_active = models.BooleanField("เปิดใช้", default=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="เพิ่มโดย"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = WebhookQuerySet.as_manager()

    class Meta:
        verbose_name = "ช่องทางแจ้งเตือน"
        verbose_name_plural = "ช่องทางแจ้งเตือน"
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "name"],
                name="organisations_webhook_name_once",
                violation_error_message="มีช่องทางชื่อนี้แล้ว",
            ),
            models.CheckConstraint(
                condition=~Q(url="") & ~Q(secret="") & ~Q(name=""),
                name="organisations_webhook_is_whole",
                violation_error_message="โปรดระบุชื่อ ที่อยู่ปลายทาง และรหัสลับ",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def host(self) -> str:
        """Where it leads, without what may be a password after it."""
        return urlsplit(self.url).hostname or ""


class WebhookDelivery(models.Model):
    """One message for one webhook; ``key`` names what it tells, so that it is posted once.

    ``claimed_at`` keeps it for one machine; ``next_at`` is when it may be tried (again).
    """

    class State(models.TextChoices):
        WAITING = "waiting", "รอส่ง"
        SENT = "sent", "ส่งแล้ว"
        FAILED = "failed", "ส่งไม่สำเร็จ"

    webhook = models.ForeignKey(Webhook, models.CASCADE, related_name="deliveries", verbose_name="ช่องทาง")
    key = models.CharField(max_length=200)
    payload = models.JSONField("ข้อความ")
    state = models.CharField("สถานะ", max_length=10, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField("ครั้งที่ส่ง", default=0)
    next_at = models.DateTimeField("ส่งครั้งต่อไป", default=timezone.now)
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField("ส่งเมื่อ", null=True, blank=True)
    error = models.CharField("เหตุที่ส่งไม่สำเร็จ", max_length=500, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = WebhookDeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = "ข้อความที่ส่งตามช่องทาง"
        verbose_name_plural = "ข้อความที่ส่งตามช่องทาง"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["webhook", "key"],
                name="organisations_webhookdelivery_once",
                violation_error_message="ข้อความนี้อยู่ในรายการส่งแล้ว",
            ),
            models.CheckConstraint(
                condition=Q(state="sent", sent_at__isnull=False)
                | Q(state__in=["waiting", "failed"], sent_at=None),
                name="organisations_webhookdelivery_sent_when_said",
                violation_error_message="ข้อความที่ส่งแล้วต้องมีเวลาส่ง",
            ),
        ]
        indexes = [models.Index(fields=["state", "next_at"], name="organisations_delivery_next")]

    def __str__(self) -> str:
        return self.key

    @property
    def organisation(self) -> Organisation:
        return self.webhook.organisation
