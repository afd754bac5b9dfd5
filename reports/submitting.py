"""What is asked before a plan is submitted: what it lacks, what to look at, what its paper would be."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.db.models import Count, QuerySet, Sum
from django.urls import reverse

from ita_portal.render.kinds import DocumentKind, all_kinds, usual_kind
from plans.checks.registry import Severity, all_checks, findings
from plans.models import ActionPlan, Activity, Adjustment, Chain
from plans.papers import Paper
from plans.revisions import new_token
from plans.signing import number_words
from reports.papers import paper_of
from reports.selection import GAPS, narrowed_to


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to look at before submitting, and where; a ``blocks`` one must be mended first."""

    text: str
    url: str
    blocks: bool = False


@dataclass(frozen=True)
class Submission:
    """A plan, or a request to adjust it, about to be submitted."""

    plan: ActionPlan
    adjustment: Adjustment | None = None

    @property
    def version(self) -> int:
        """The state that the person sees and submits."""
        return self.adjustment.version if self.adjustment else self.plan.version

    @property
    def chains(self) -> QuerySet[Chain]:
        subject = Chain.Subject.ADJUSTMENT if self.adjustment else Chain.Subject.PLAN
        return Chain.objects.filter(organisation=self.plan.organisation, subject=subject)

    @cached_property
    def kinds(self) -> list[DocumentKind]:
        """The documents that may be signed, the usual one first."""
        usual = usual_kind(self.plan.kind)
        return [usual, *(kind for kind in all_kinds().values() if kind != usual)]

    @cached_property
    def number_words(self) -> str:
        return number_words(self.plan, is_adjustment=self.adjustment is not None)

    @cached_property
    def is_first(self) -> bool:
        """Whether no reason is asked: nothing was submitted before, or the request says its own."""
        return self.adjustment is not None or not self.plan.revisions.exists()

    @cached_property
    def remarks(self) -> list[Remark]:
        """In a fixed number of queries; nothing of a request, whose rows are looked at in its own page."""
        if self.adjustment:
            return [] if self.adjustment.lines.exists() else [self._without_lines(self.adjustment)]
        return [*self._lacking(), *self._found()]

    @property
    def is_blocked(self) -> bool:
        return any(remark.blocks for remark in self.remarks)

    def paper(self, *, chain: Chain, document: str) -> Paper:
        """The paper to be signed, with a token of its own each time."""
        return paper_of(
            self.plan,
            document=document,
            chain=chain,
            number_words=self.number_words,
            token=new_token(),
            adjustment=self.adjustment,
        )

    def _without_lines(self, adjustment: Adjustment) -> Remark:
        return Remark("คำขอปรับแผนยังไม่มีรายการที่ขอปรับ", adjustment.get_absolute_url(), blocks=True)

    def _lacking(self) -> Iterator[Remark]:
        if not Activity.objects.filter(part__plan=self.plan, part__deleted_at=None).exists():
            url = reverse("plans:plan-editor", args=[self.plan.pk])
            yield Remark("แผนนี้ยังไม่มีกิจกรรมหรือรายการในตาราง", url, blocks=True)
        rows = Activity.objects.of_activity_tables().filter(part__plan=self.plan, part__deleted_at=None)
        counts = {gap.name: Count("pk", filter=narrowed_to(gap, None)) for gap in GAPS}
        counted = rows.order_by().aggregate(**counts)
        for gap in GAPS:
            if counted[gap.name]:
                asked = urlencode({"year": self.plan.fiscal_year, "plan": self.plan.pk, "only": gap.value})
                url = f"{reverse('reports:activity-list')}?{asked}"
                yield Remark(f"กิจกรรมที่{gap.label} {counted[gap.name]:,} รายการ", url)

    def _found(self) -> Iterator[Remark]:
        found = [one for one in findings(self.plan) if one.severity is not Severity.NOTE]
        url = reverse("plans:plan-checks", args=[self.plan.pk])
        for check in all_checks():
            if count := sum(one.code == check.code for one in found):
                yield Remark(f"{check.name} {count:,} แห่ง", url)


@dataclass(frozen=True, slots=True)
class Figures:
    """A plan in numbers; ``budget`` in baht."""

    activities: int
    budget: object
    tables: int


def figures_of(plan: ActionPlan) -> Figures:
    """In two queries."""
    rows = Activity.objects.of_activity_tables().filter(part__plan=plan, part__deleted_at=None)
    sums = rows.order_by().aggregate(count=Count("pk"), budget=Sum("budget_amount"))
    return Figures(sums["count"], sums["budget"] or 0, plan.parts.count())
