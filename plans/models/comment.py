"""What people say beside a row while a plan is written. No document or public page reads it."""

from django.conf import settings
from django.db import models

from organisations.models import Organisation
from plans.models.activity import Activity
from plans.models.plan import ActionPlan
from plans.querysets import CommentQuerySet


class Comment(models.Model):
    """A remark on one row, or with no ``activity`` on the plan; resolved when it has been dealt with."""

    plan = models.ForeignKey(ActionPlan, models.CASCADE, related_name="comments", verbose_name="แผน")
    activity = models.ForeignKey(
        Activity, models.CASCADE, null=True, blank=True, related_name="comments", verbose_name="แถว"
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="ผู้แสดงความเห็น"
    )
    text = models.TextField("ความเห็น", max_length=5000)
    created_at = models.DateTimeField("เวลา", auto_now_add=True)
    resolved_at = models.DateTimeField("ดำเนินการแล้วเมื่อ", null=True, blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="โดย"
    )

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = "ความเห็น"
        verbose_name_plural = "ความเห็น"
        ordering = ["created_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(resolved_at=None, resolved_by=None)
                | models.Q(resolved_at__isnull=False, resolved_by__isnull=False),
                name="plans_comment_resolved_pair",
                violation_error_message="วันเวลาและผู้ดำเนินการต้องมีครบทั้งคู่",
            ),
            models.CheckConstraint(
                condition=~models.Q(text=""),
                name="plans_comment_text",
                violation_error_message="โปรดพิมพ์ความเห็น",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:100]

    @property
    def organisation(self) -> Organisation:
        return self.plan.organisation


class CommentMention(models.Model):
    """A person named in a comment, and when that person has seen it."""

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="mentions", verbose_name="ความเห็น")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="comment_mentions", verbose_name="ผู้ที่ถูกกล่าวถึง"
    )
    seen_at = models.DateTimeField("เห็นเมื่อ", null=True, blank=True)

    class Meta:
        verbose_name = "ผู้ที่ถูกกล่าวถึง"
        verbose_name_plural = "ผู้ที่ถูกกล่าวถึง"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["comment", "user"],
                name="plans_commentmention_once",
                violation_error_message="กล่าวถึงผู้ใช้งานท่านนี้แล้ว",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}"

    @property
    def organisation(self) -> Organisation:
        return self.comment.plan.organisation
