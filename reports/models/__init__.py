"""How whole documents are put together: an organisation's templates, and the arrangement of one plan's."""

from reports.models.template import DocumentTemplate, PlanDocument

__all__ = ["DocumentTemplate", "PlanDocument"]
