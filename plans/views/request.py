"""The request as the pages of plans see it."""

from django_htmx.middleware import HtmxDetails

from organisations.models import Organisation
from organisations.requests import SignedInRequest


class PlanRequest(SignedInRequest):
    """A signed-in request with what middleware and ``reach`` put on it; a type, never made by hand."""

    htmx: HtmxDetails
    csp_nonce: str
    current_organisation: Organisation
    current_year: int
    has_all_years: bool
