"""Papers of committees: the roster of a day, and orders on their way into the register of letters."""

from datetime import date

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from ita_portal.render.html_document import blocks_html
from ita_portal.render.letter_html import letter_html
from ita_portal.thai.fiscal import buddhist_year
from organisations.access import Permission, check
from organisations.letters import next_number
from organisations.models import Committee, CommitteeOrder, Letter
from organisations.requests import SignedInRequest
from reports.committees.files import RosterFile
from reports.committees.order import order_values
from reports.committees.roster import roster_document
from reports.formats import Format
from reports.forms.committees import DayForm
from reports.letters.stored import letter_content
from reports.services.committee_letters import draft_order_letter
from reports.views.documents import answered
from reports.views.letters import PREPARED

FORMATS = (
    (Format.PDF, "PDF", "file-text"),
    (Format.DOCX, "Word", "file-type"),
    (Format.XLSX, "Excel", "sheet"),
)


@require_safe
def committee_roster(request: SignedInRequest, pk: int) -> HttpResponse:
    """The roster as of ``?on=``, today without it, as it will be printed."""
    committee = _committee(request, pk)
    form = DayForm(request.GET or None)
    day = form.day() or timezone.localdate()
    context = {
        "committee": committee,
        "form": form,
        "day": day,
        "crumbs": _crumbs(committee, "รายชื่อ"),
        "printed": blocks_html(roster_document(committee, day), level=2),
        "files": [
            (RosterFile(committee, day, format).address, words, icon) for format, words, icon in FORMATS
        ],
    }
    return render(request, "reports/committees/roster.html", context, status=422 if form.errors else 200)


@require_safe
def committee_roster_file(request: SignedInRequest, pk: int, format: Format) -> HttpResponse:
    """The same as a file; the page says what is wrong with a day that cannot be read."""
    committee = _committee(request, pk)
    form = DayForm(request.GET or None)
    if form.errors:
        return committee_roster(request, pk)
    day: date = form.day() or timezone.localdate()
    return answered(request, RosterFile(committee, day, format))


@require_http_methods(["GET", "HEAD", "POST"])
def committee_order(request: SignedInRequest, pk: int) -> HttpResponse:
    """The order as it will be printed; POST puts it into the register, with its own number or the next."""
    orders = CommitteeOrder.objects.visible_to(request.user)
    order = get_object_or_404(orders.select_related("committee__organisation", "letter"), pk=pk)
    request.current_organisation = order.organisation  # type: ignore[attr-defined]
    if request.method == "POST":
        return _put_into_register(request, order)
    organisation, year = order.organisation, buddhist_year(order.dated_on.year)
    letter = Letter(organisation=organisation, number_text=order.number, **order_values(order))
    is_free = order.letter is None or order.letter.state == Letter.State.CANCELLED
    context = {
        "order": order,
        "crumbs": _crumbs(order.committee, f"คำสั่งที่ {order.number}"),
        "printed": letter_html(letter_content(letter)),
        "may_prepare": is_free and check(request.user, Permission.LETTER_EDIT, organisation),
        "next": f"{next_number(organisation, Letter.Series.ORDERS, year)}/{year}",
        "letter": order.letter,
    }
    return render(request, "reports/committees/order.html", context)


def _put_into_register(request: SignedInRequest, order: CommitteeOrder) -> HttpResponse:
    try:
        takes_next = request.POST.get("numbering") == "next"
        letter = draft_order_letter(by=request.user, order=order, takes_next=takes_next)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("reports:committee-order", pk=order.pk)
    messages.success(request, PREPARED)
    return redirect("organisations:letter-edit", pk=letter.pk)


def _committee(request: SignedInRequest, pk: int) -> Committee:
    committees = Committee.objects.visible_to(request.user)
    found = get_object_or_404(committees.select_related("organisation"), pk=pk)
    request.current_organisation = found.organisation  # type: ignore[attr-defined]
    return found


def _crumbs(committee: Committee, here: str) -> list[dict[str, str]]:
    return [{"label": committee.name, "url": committee.get_absolute_url()}, {"label": here}]
