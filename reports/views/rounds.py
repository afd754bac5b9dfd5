"""Documents of rounds and briefings to take away, and the page of a round that offers them."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from assessments.models import Framework, Round
from ita_portal.render.html_document import blocks_html
from organisations.access import Permission
from organisations.models import Organisation
from organisations.requests import SignedInRequest
from reports.formats import Format
from reports.rounds.files import NAMES, BriefingFile, RoundFile, RoundKind
from reports.rounds.report import report_document
from reports.views.documents import answered

_FORMATS = ((Format.PDF, "PDF", "file-text"), (Format.DOCX, "Word", "file-type"))
_PAGES = "เอกสารของรอบการประเมิน"


@require_safe
def round_documents(request: SignedInRequest, pk: int) -> HttpResponse:
    """Every document of the round in every format, and the briefings of its framework."""
    found = _round(request, pk)
    context = {
        "round": found,
        "crumbs": _crumbs(found, "เอกสาร"),
        "heading": _PAGES,
        "report": [(RoundFile(found, format).address, words, icon) for format, words, icon in _FORMATS],
        "with_cover": RoundFile(found, Format.PDF, has_cover=True).address,
        "sheet": RoundFile(found, Format.PDF, RoundKind.SHEET).address,
        "strip": RoundFile(found, Format.PDF, RoundKind.STRIP).address,
        "names": {kind.name.lower(): name for kind, name in NAMES.items()},
        "briefings": [
            (
                instrument,
                [(BriefingFile(found.organisation, instrument, f).address, w, i) for f, w, i in _FORMATS],
            )
            for instrument in found.framework.instruments.select_related("framework")
        ],
    }
    return render(request, "reports/rounds/documents.html", context)


@require_safe
def round_report_page(request: SignedInRequest, pk: int) -> HttpResponse:
    """The report as it will be printed, to be read on the screen."""
    found = _round(request, pk)
    context = {
        "round": found,
        "crumbs": _crumbs(found, "รายงาน"),
        "heading": NAMES[RoundKind.REPORT],
        "printed": blocks_html(report_document(found), level=2),
        "report": [(RoundFile(found, format).address, words, icon) for format, words, icon in _FORMATS],
    }
    return render(request, "reports/rounds/report.html", context)


@require_safe
def round_file(request: SignedInRequest, pk: int, kind: RoundKind, format: Format) -> HttpResponse:
    """A document of the round; of a report, ``?cover=1`` with a title page."""
    has_cover = kind is RoundKind.REPORT and request.GET.get("cover") == "1"
    return answered(request, RoundFile(_round(request, pk), format, kind, has_cover))


@require_safe
def briefing_file(request: SignedInRequest, pk: int, instrument: int, format: Format) -> HttpResponse:
    """The organisation's briefing for those who will answer the instrument."""
    visible = Organisation.objects.visible_to(request.user, Permission.ASSESSMENT_VIEW)
    organisation = get_object_or_404(visible, pk=pk)
    framework = get_object_or_404(Framework.objects.visible_to(request.user), instruments=instrument)
    asked = framework.instruments.select_related("framework").get(pk=instrument)
    return answered(request, BriefingFile(organisation, asked, format))


def _crumbs(of_round: Round, here: str) -> list[dict[str, str]]:
    return [{"label": str(of_round), "url": of_round.get_absolute_url()}, {"label": here}]


def _round(request: SignedInRequest, pk: int) -> Round:
    """A round that the person may see, with all that its documents need at once."""
    rounds = Round.objects.visible_to(request.user)
    found = get_object_or_404(
        rounds.select_related("organisation", "framework", "plan__organisation", "result"), pk=pk
    )
    request.current_organisation = found.organisation  # type: ignore[attr-defined]
    request.current_year = found.fiscal_year  # type: ignore[attr-defined]
    return found
