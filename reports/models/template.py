"""Templates of documents, and how the documents of one plan are arranged."""

from django.conf import settings
from django.db import models
from django.urls import reverse

from ita_portal.render.kinds import kind_for
from organisations.models import Organisation
from plans.models import ActionPlan
from reports.querysets import DocumentTemplateQuerySet, PlanDocumentQuerySet


class DocumentTemplate(models.Model):
    """An organisation's own form of one kind of document: which sections in which order, and its look.

    ``document`` is the key of a kind of document (``ita_portal.render.kinds``); ``entries`` and ``look`` have
    the shape of ``ita_portal.render.arrangement_json``. The template that ``is_usual`` is taken where a plan
    has not chosen. Units below may use it too.
    """

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="document_templates", verbose_name="หน่วยงาน"
    )
    document = models.CharField("เอกสาร", max_length=30)
    name = models.CharField("ชื่อแม่แบบ", max_length=200)
    entries = models.JSONField("ส่วนของเอกสาร", default=list)
    look = models.JSONField("รูปแบบการพิมพ์", default=dict, blank=True)
    is_usual = models.BooleanField("ใช้เป็นปกติ", default=False)
    created_at = models.DateTimeField("จัดทำเมื่อ", auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="จัดทำโดย"
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = DocumentTemplateQuerySet.as_manager()

    class Meta:
        verbose_name = "แม่แบบเอกสาร"
        verbose_name_plural = "แม่แบบเอกสาร"
        ordering = ["document", "name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "document", "name"],
                name="reports_documenttemplate_named_once",
                violation_error_message="หน่วยงานนี้มีแม่แบบชื่อนี้แล้ว",
            ),
            models.UniqueConstraint(
                fields=["organisation", "document"],
                condition=models.Q(is_usual=True),
                name="reports_documenttemplate_one_usual",
                violation_error_message="หน่วยงานนี้มีแม่แบบที่ใช้เป็นปกติของเอกสารนี้แล้ว",
            ),
            models.CheckConstraint(
                condition=~models.Q(name=""),
                name="reports_documenttemplate_named",
                violation_error_message="โปรดตั้งชื่อแม่แบบ",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("reports:template-edit", args=[self.pk])


class PlanDocument(models.Model):
    """How one kind of document of one plan is arranged, where it is otherwise than its template.

    ``entries`` null takes the template's, ``template`` null the organisation's usual one or the built-in.
    ``signatures`` are those of the signature page, in the shape of the JSON contract.
    """

    plan = models.ForeignKey(ActionPlan, models.CASCADE, related_name="documents", verbose_name="แผน")
    document = models.CharField("เอกสาร", max_length=30)
    template = models.ForeignKey(
        DocumentTemplate,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="plan_documents",
        verbose_name="แม่แบบ",
    )
    entries = models.JSONField("ส่วนของเอกสาร", null=True, blank=True)
    signatures = models.JSONField("ผู้ลงนามท้ายเอกสาร", default=list, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = PlanDocumentQuerySet.as_manager()

    class Meta:
        verbose_name = "การจัดเอกสารของแผน"
        verbose_name_plural = "การจัดเอกสารของแผน"
        ordering = ["document", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "document"],
                name="reports_plandocument_once",
                violation_error_message="แผนนี้จัดเอกสารนี้ไว้แล้ว",
            ),
        ]

    def __str__(self) -> str:
        return f"{kind_for(self.document).name} – {self.plan}"

    @property
    def organisation(self) -> Organisation:
        return self.plan.organisation
