"""What is asked before a plan is submitted: what it lacks, what to look at, what its paper would be."""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count, QuerySet, Sum

from ita_portal.render.kinds import DocumentKind, all_kinds, usual_kind
from plans.adjusting import unready
from plans.completeness import Missing, missing, missing_in_chain
from plans.models import ActionPlan, Activity, Adjustment, Chain
from plans.papers import Paper
from plans.revisions import new_token
from plans.signing import number_words
from reports.papers import paper_of

MOST_LINKS = 5  # to the places of one remark; the page of the checks has them all


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to look at before submitting, and its places; a ``blocks`` one must be mended first."""

    words: str
    urls: tuple[str, ...]
    blocks: bool

    @property
    def shown(self) -> tuple[str, ...]:
        return self.urls[:MOST_LINKS]

    @property
    def more(self) -> int:
        return len(self.urls) - len(self.shown)


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

    def remarks(self, chain: Chain | None) -> list[Remark]:
        """What submitting through the chain lacks, the same words once; what must be mended first."""
        found = (
            missing(self.plan, chain) if self.adjustment is None else self._unready(self.adjustment, chain)
        )
        places: dict[tuple[str, bool], list[str]] = {}
        for one in found:
            places.setdefault((one.words, one.needed), []).append(one.url)
        return [Remark(words, tuple(urls), needed) for (words, needed), urls in places.items()]

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

    def _unready(self, adjustment: Adjustment, chain: Chain | None) -> list[Missing]:
        url = adjustment.get_absolute_url()
        lacking = [Missing(words, url) for words in unready(adjustment)]
        return [*lacking, *missing_in_chain(chain, self.plan)]


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
