"""One object of each kind of assessments in medicine."""

from django.utils import timezone
from django.utils.functional import cached_property

from assessments.models import (
    Framework,
    Gap,
    IndicatorStatement,
    ItemEvidence,
    Measure,
    Round,
    Survey,
    SurveyGroup,
    SwocEntry,
)
from organisations.models import Organisation, User
from plans.models import ActionPlan
from tests.factories import (
    EvidenceVersionFactory,
    FrameworkFactory,
    GapFactory,
    IndicatorStatementFactory,
    ItemEvidenceFactory,
    ItemFactory,
    MeasureFactory,
    RoundFactory,
    SurveyFactory,
    SurveyGroupFactory,
    SwocEntryFactory,
    TopicFactory,
)


class AssessmentStage:
    """What the stage has of assessments; ``organisation``, ``person`` and ``plan`` are the stage's."""

    @cached_property
    def organisation(self) -> Organisation:
        raise NotImplementedError

    @cached_property
    def person(self) -> User:
        raise NotImplementedError

    @cached_property
    def plan(self) -> ActionPlan:
        raise NotImplementedError

    @cached_property
    def framework(self) -> Framework:
        framework = FrameworkFactory()
        ItemFactory(framework=framework)
        return framework

    @cached_property
    def framework_code(self) -> list[str]:
        return [self.framework.code]

    @cached_property
    def framework_file(self) -> list[str]:
        return [self.framework.code, "json"]

    @cached_property
    def topic_key(self) -> list[str]:
        return [TopicFactory().key]

    @cached_property
    def round(self) -> Round:
        return RoundFactory(organisation=self.organisation, framework=self.framework, plan=self.plan)

    @cached_property
    def round_place(self) -> list[object]:
        """A round, and a place of its report."""
        return [self.round.pk, "total"]

    @cached_property
    def item_evidence(self) -> ItemEvidence:
        evidence = EvidenceVersionFactory(evidence__organisation=self.organisation).evidence
        return ItemEvidenceFactory(round=self.round, evidence=evidence)

    @cached_property
    def round_item(self) -> list[object]:
        """A round, and the code of an item that it asks."""
        return [self.round.pk, ItemFactory(framework=self.round.framework).code]

    @cached_property
    def closed_round(self) -> Round:
        return RoundFactory(
            organisation=self.organisation,
            framework=self.framework,
            kind=Round.Kind.LAST5,
            closed_at=timezone.now(),
            closed_by=self.person,
        )

    @cached_property
    def gap(self) -> Gap:
        return GapFactory(round=self.round)

    @cached_property
    def measure(self) -> Measure:
        return MeasureFactory(round=self.round, row__heading__part__plan=self.plan)

    @cached_property
    def swoc_entry(self) -> SwocEntry:
        return SwocEntryFactory(round=self.round)

    @cached_property
    def statement(self) -> IndicatorStatement:
        return IndicatorStatementFactory(
            organisation=self.organisation, indicator=self.framework.items.get().indicator
        )

    @cached_property
    def briefing(self) -> list[int]:
        """Of medicine, for those who answer an instrument."""
        instrument = self.framework.items.get().indicator.instrument
        return [self.organisation.pk, instrument.pk]

    @cached_property
    def statement_place(self) -> list[object]:
        """An organisation, and an indicator that it states something of."""
        return [self.organisation.pk, self.statement.indicator_id]

    @cached_property
    def notes_place(self) -> list[object]:
        """An organisation, and a framework of which it explains questions."""
        return [self.organisation.pk, self.framework.code]

    @cached_property
    def survey(self) -> Survey:
        return SurveyFactory(
            round=RoundFactory(
                organisation=self.organisation, framework=self.framework, kind=Round.Kind.PRACTICE
            )
        )

    @cached_property
    def practice_round(self) -> Round:
        return self.survey.round

    @cached_property
    def survey_group(self) -> SurveyGroup:
        return SurveyGroupFactory(survey=self.survey, key="key-of-a-poster")
