"""Templates of documents and what plans make of them."""

from factory.declarations import LazyFunction, Sequence, SubFactory

from reports.models import DocumentTemplate, PlanDocument
from tests.factories.base import ModelFactory
from tests.factories.organisations import OrganisationFactory
from tests.factories.plans import ActionPlanFactory


class DocumentTemplateFactory(ModelFactory[DocumentTemplate]):
    """A template of plan books that begins with a cover."""

    class Meta:
        model = DocumentTemplate

    organisation = SubFactory(OrganisationFactory)
    document = "plan_book"
    name = Sequence(lambda number: f"แม่แบบที่ {number:04d}")
    entries = LazyFunction(lambda: [{"kind": "cover"}, {"kind": "tables"}])


class PlanDocumentFactory(ModelFactory[PlanDocument]):
    class Meta:
        model = PlanDocument

    plan = SubFactory(ActionPlanFactory)
    document = "plan_book"
