"""Sign-off: the chain an organisation has laid down, the steps of one revision, who acts for whom."""

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import F, Q

from ita_portal.tables.content import LabelAt
from organisations.access import Permission, Role
from organisations.models import Committee, CommitteeMember, Meeting, Organisation
from plans.models.revision import Revision, SignedScan
from plans.querysets import ChainQuerySet, ChainStepQuerySet, DelegationQuerySet, SignOffStepQuerySet


class Act(models.TextChoices):
    """What somebody does with a plan at a step."""

    PROPOSE = "propose", "เสนอ"
    VERIFY = "verify", "ตรวจสอบ"
    ENDORSE = "endorse", "เห็นชอบ"
    APPROVE = "approve", "อนุมัติ"
    NOTE = "note", "รับทราบ"


class Chain(models.Model):
    """Steps in order through which plans of an organisation, or requests to adjust them, are signed.

    The usual chain of a subject is offered first; a plan may go through another.
    """

    class Subject(models.TextChoices):
        PLAN = "plan", "แผนปฏิบัติการ"
        ADJUSTMENT = "adjustment", "คำขอปรับแผน"

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="chains", verbose_name="หน่วยงาน"
    )
    subject = models.CharField("ใช้กับ", max_length=12, choices=Subject, default=Subject.PLAN)
    name = models.CharField("ชื่อลำดับการพิจารณา", max_length=200)
    is_usual = models.BooleanField("ใช้เป็นปกติ", default=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ChainQuerySet.as_manager()

    class Meta:
        verbose_name = "ลำดับการพิจารณา"
        verbose_name_plural = "ลำดับการพิจารณา"
        ordering = ["subject", "-is_usual", "name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(subject__in=["plan", "adjustment"]),
                name="plans_chain_subject_known",
                violation_error_message="ไม่รู้จักเรื่องที่ใช้ลำดับการพิจารณานี้",
            ),
            models.UniqueConstraint(
                fields=["organisation", "subject"],
                condition=Q(is_usual=True),
                name="plans_chain_one_usual",
                violation_error_message="ลำดับการพิจารณาที่ใช้เป็นปกติมีได้เรื่องละหนึ่งลำดับ",
            ),
            models.UniqueConstraint(
                fields=["organisation", "subject", "name"],
                name="plans_chain_name_once",
                violation_error_message="มีลำดับการพิจารณาชื่อนี้แล้ว",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Step(models.Model):
    """A step of a chain: what is done, by whom, and how the signature is printed.

    ``who`` says which of the other fields name the one to act: ROLE a ``role`` of ``unit`` (None: the
    plan's organisation); PERSON a ``member`` of a roster, or a ``user``; POST whoever holds ``post``, with
    ``user`` where the holder has an account; UNIT the head of a ``unit`` outside the plan's own line;
    MEETING a ``committee``, or a body without a roster here, named by ``post``: its resolution stands for
    a signature. ``post`` is printed under the name in every case. ``label`` is printed at ``label_at``.
    """

    class Who(models.TextChoices):
        ROLE = "role", "บทบาทในระบบ"
        PERSON = "person", "บุคคลในรายชื่อคณะ"
        POST = "post", "ผู้ดำรงตำแหน่ง"
        UNIT = "unit", "หัวหน้าหน่วยงานอื่น"
        MEETING = "meeting", "มติที่ประชุม"

    position = models.PositiveIntegerField("ลำดับ", default=0)
    act = models.CharField("ขั้นตอน", max_length=10, choices=Act)
    who = models.CharField("ผู้ดำเนินการ", max_length=10, choices=Who, default=Who.ROLE)
    role = models.CharField("บทบาท", max_length=20, choices=Role, blank=True)
    unit = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="หน่วยงาน"
    )
    member = models.ForeignKey(
        CommitteeMember, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="บุคคลในรายชื่อ"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="บัญชี"
    )
    post = models.CharField("ตำแหน่งหรือชื่อที่ประชุม", max_length=500, blank=True)
    committee = models.ForeignKey(
        Committee, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="คณะ"
    )
    label = models.CharField("คำที่พิมพ์ในช่องลงนาม", max_length=200, blank=True)
    label_at = models.CharField(
        "ตำแหน่งของคำ",
        max_length=10,
        choices=[
            (LabelAt.BELOW.value, "ใต้ตำแหน่ง"),
            (LabelAt.ABOVE.value, "เหนือชื่อ"),
            (LabelAt.BESIDE.value, "หน้าเส้นลงนาม"),
        ],
        default=LabelAt.BELOW.value,
    )

    class Meta:
        abstract = True


class ChainStep(Step):
    """A step that an organisation laid down."""

    chain = models.ForeignKey(Chain, models.CASCADE, related_name="steps", verbose_name="ลำดับการพิจารณา")

    # The path from a step to the organisation of its plan.
    PLACE = "chain__organisation"

    objects = ChainStepQuerySet.as_manager()

    class Meta:
        verbose_name = "ขั้นตอน"
        verbose_name_plural = "ขั้นตอน"
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(act__in=Act.values),
                name="plans_chainstep_act_known",
                violation_error_message="ไม่รู้จักขั้นตอนนี้",
            ),
            models.CheckConstraint(
                condition=Q(who__in=["role", "person", "post", "unit", "meeting"]),
                name="plans_chainstep_who_known",
                violation_error_message="ไม่รู้จักผู้ดำเนินการแบบนี้",
            ),
        ]

    def __str__(self) -> str:
        return self.label or self.get_act_display()

    @property
    def organisation(self) -> Organisation:
        return self.chain.organisation


class SignOffStep(Step):
    """A step of one revision, copied from the chain at submission, and how it was done.

    ``name`` and ``post`` are what the paper to be signed says. When signed: ``signed_name``,
    ``signed_post`` and ``acting_words`` are what is printed, whoever leaves later; ``acted_by`` and
    ``acted_at`` who put it into the portal, which for ink on paper (``is_paper``) is the secretary;
    ``signed_on`` the day of the signature or of the meeting.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "รอดำเนินการ"
        SIGNED = "signed", "ดำเนินการแล้ว"
        RETURNED = "returned", "ส่งคืนเพื่อแก้ไข"

    revision = models.ForeignKey(Revision, models.PROTECT, related_name="steps", verbose_name="ฉบับ")
    name = models.CharField("ชื่อที่พิมพ์", max_length=400, blank=True)
    state = models.CharField("สถานะ", max_length=10, choices=State, default=State.WAITING)
    acted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="signed_steps"
    )
    acted_at = models.DateTimeField("บันทึกเมื่อ", null=True, blank=True)
    signed_on = models.DateField("ลงนามวันที่", null=True, blank=True)
    signed_name = models.CharField("ผู้ลงนาม", max_length=400, blank=True)
    signed_post = models.CharField("ตำแหน่ง", max_length=500, blank=True)
    acting_words = models.CharField("ลงนามแทน", max_length=700, blank=True)
    acting_order = models.CharField("ตามคำสั่ง", max_length=300, blank=True)
    note = models.TextField("ความเห็น", blank=True, validators=[MaxLengthValidator(5000)])
    is_paper = models.BooleanField("ลงนามในกระดาษ", default=False)
    scan = models.ForeignKey(
        SignedScan, models.PROTECT, null=True, blank=True, related_name="steps", verbose_name="ไฟล์สแกน"
    )
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="การประชุม"
    )
    resolution_text = models.CharField("มติที่ประชุม", max_length=1000, blank=True)

    PLACE = "revision__plan__organisation"

    objects = SignOffStepQuerySet.as_manager()

    class Meta:
        verbose_name = "ขั้นตอนการพิจารณา"
        verbose_name_plural = "ขั้นตอนการพิจารณา"
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["revision", "position"],
                name="plans_signoffstep_in_sequence",
                violation_error_message="ลำดับขั้นตอนซ้ำกัน",
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", acted_at=None)
                | Q(state__in=["signed", "returned"], acted_at__isnull=False),
                name="plans_signoffstep_acted_when_done",
                violation_error_message="ขั้นตอนที่ดำเนินการแล้วต้องมีเวลาที่บันทึก",
            ),
            models.CheckConstraint(
                condition=~Q(state="signed")
                | (Q(signed_on__isnull=False) & (~Q(signed_name="") | ~Q(resolution_text=""))),
                name="plans_signoffstep_signed_by_somebody",
                violation_error_message="โปรดระบุผู้ลงนามหรือมติที่ประชุม และวันที่",
            ),
            models.CheckConstraint(
                condition=~Q(state="returned") | ~Q(note=""),
                name="plans_signoffstep_returned_with_reason",
                violation_error_message="โปรดระบุเหตุผลที่ส่งคืน",
            ),
        ]

    def __str__(self) -> str:
        return self.label or self.get_act_display()

    @property
    def organisation(self) -> Organisation:
        return self.revision.plan.organisation

    def grants(self, user: object, permission: Permission) -> bool:
        """Whether the step names the person, or somebody for whom the person acts today."""
        steps = SignOffStep.objects
        return permission is Permission.PLAN_SIGN and steps.for_signer(user).filter(pk=self.pk).exists()

    def refusal(self, permission: Permission) -> str:
        """Why nothing is done at the step any more; "" while its revision waits."""
        return self.revision.refusal(permission)


class Delegation(models.Model):
    """That somebody signs for another: by a standing order, or (``step``) at one step.

    For whom: the person ``holder``, or, where a post is vacant, whoever would hold ``post``. ``words`` are
    printed under the substitute's own position, before ``post``: for the first three kinds the usual ones,
    for OWN_LAW those of the agency's own law. It holds from ``starts_on`` to ``ends_on``, both days included.
    """

    class Kind(models.TextChoices):
        DELEGATED = "delegated", "ปฏิบัติราชการแทน"
        ACTING = "acting", "รักษาราชการแทน"
        IN_POST = "in_post", "รักษาการในตำแหน่ง"
        OWN_LAW = "own_law", "ถ้อยคำตามกฎหมายของหน่วยงาน"

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="delegations", verbose_name="หน่วยงาน"
    )
    holder = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="delegations_given",
        verbose_name="ผู้มอบหมาย",
    )
    post = models.CharField("ตำแหน่งที่ลงนามแทน", max_length=500)
    substitute = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="delegations_held", verbose_name="ผู้ลงนามแทน"
    )
    kind = models.CharField("ลักษณะ", max_length=10, choices=Kind, default=Kind.DELEGATED)
    own_words = models.CharField("ถ้อยคำที่พิมพ์", max_length=200, blank=True)
    order_number = models.CharField("ตามคำสั่งที่", max_length=100, blank=True)
    order_on = models.DateField("ลงวันที่", null=True, blank=True)
    starts_on = models.DateField("ตั้งแต่วันที่")
    ends_on = models.DateField("ถึงวันที่", null=True, blank=True)
    step = models.ForeignKey(
        SignOffStep,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="delegations",
        verbose_name="เฉพาะขั้นตอน",
    )
    revoked_at = models.DateTimeField("ยกเลิกเมื่อ", null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="บันทึกโดย",
    )

    objects = DelegationQuerySet.as_manager()

    class Meta:
        verbose_name = "การลงนามแทน"
        verbose_name_plural = "การลงนามแทน"
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["delegated", "acting", "in_post", "own_law"]),
                name="plans_delegation_kind_known",
                violation_error_message="ไม่รู้จักลักษณะการลงนามแทนนี้",
            ),
            models.CheckConstraint(
                condition=~Q(kind="own_law") | ~Q(own_words=""),
                name="plans_delegation_own_words_said",
                violation_error_message="โปรดระบุถ้อยคำตามกฎหมายของหน่วยงาน",
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="plans_delegation_days_in_order",
                violation_error_message="วันสิ้นสุดต้องไม่ก่อนวันเริ่ม",
            ),
            models.CheckConstraint(
                condition=Q(holder=None) | ~Q(holder=F("substitute")),
                name="plans_delegation_to_another",
                violation_error_message="มอบหมายให้ตนเองลงนามแทนไม่ได้",
            ),
        ]

    def __str__(self) -> str:
        return self.words

    @property
    def words(self) -> str:
        """What is printed under the substitute's own position."""
        return f"{self.own_words if self.kind == self.Kind.OWN_LAW else self.get_kind_display()}{self.post}"
