"""All rounds of a year that a ministry or the centre reaches: the picture, the list, the workbook."""

from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from assessments.comparison.many import Line, in_order, lines_of
from assessments.comparison.national import national, ratings_of
from assessments.forms.comparison import ManyFilter
from assessments.models import Round
from assessments.small_numbers import CONCLUSION_WARNING
from assessments.views.comparison import reaches_a_ministry
from assessments.views.comparison_units import Chosen, page_of
from ita_portal.render import xlsx
from ita_portal.render.xlsx_list import Value, workbook
from organisations.context import selected_organisation
from organisations.requests import SignedInRequest

_NOT_FOR_YOU = "หน้านี้สำหรับผู้บริหาร ผู้ตรวจสอบ และผู้ดูแลระบบระดับกระทรวงหรือส่วนกลาง โปรดติดต่อผู้ดูแลระบบของหน่วยงาน"


@require_safe
def comparison_national(request: SignedInRequest) -> HttpResponse:
    """How totals and ratings are spread, by kind of organisation and by ministry; then every round."""
    picked = _picked(request)
    picture = national(picked.rounds)
    filters = ManyFilter(request.GET, ratings=[(bar.key, bar.label) for bar in picture.ratings])
    sort = request.GET.get("sort", "-total")
    found = in_order(filters.narrowed(picked.rounds), sort, picked.codes)
    page = page_of(request, found)
    context = {
        "crumbs": [
            {"label": "การประเมิน ITA", "url": reverse("assessments:round-list")},
            {"label": "ภาพรวมทุกหน่วยงาน"},
        ],
        "picked": picked,
        "picture": picture,
        "filters": filters,
        "filtered": bool(filters.asked()),
        "sort": sort,
        "page": page,
        "rows": [(line, line.values_of(picked.codes)) for line in lines_of(page)],
        "few_words": CONCLUSION_WARNING,
        "kept": _kept(request, picked),
        "all_url": f"?{_kept(request, picked)}",
        "sheet_url": f"{reverse('assessments:comparison-national-sheet')}?{request.GET.urlencode()}",
    }
    return render(request, "assessments/comparison_national.html", context)


@require_safe
def comparison_national_sheet(request: SignedInRequest) -> HttpResponse:
    """The list as a workbook: all its pages, as it is narrowed and sorted."""
    picked = _picked(request)
    filters = ManyFilter(request.GET, ratings=ratings_of(picked.rounds))
    sort = request.GET.get("sort", "-total")
    found = in_order(filters.narrowed(picked.rounds), sort, picked.codes).select_related("organisation")
    title = f"ผลการประเมิน {picked.offer.label}" if picked.offer else "ผลการประเมิน"
    header = ["หน่วยงาน", "รหัสหน่วยงาน", "ประเภทหน่วยงาน", "คะแนนรวม", "ระดับผลการประเมิน", *picked.codes]
    rows = (_sheet_row(line, picked.codes) for line in lines_of(found))
    content = workbook("ผลการประเมิน", title, header, rows, widths=(50,))
    answer = HttpResponse(content, content_type=xlsx.MEDIA_TYPE)
    answer["Content-Disposition"] = 'attachment; filename="comparison.xlsx"'
    return answer


def _picked(request: SignedInRequest) -> Chosen:
    """The rounds that the person sees, of the organisation that the bar on top says and of all below it."""
    if not reaches_a_ministry(request.user):
        raise PermissionDenied(_NOT_FOR_YOU)
    seen = Round.objects.visible_to(request.user)
    return Chosen(request, seen.below(selected_organisation(request)))


def _kept(request: SignedInRequest, picked: Chosen) -> str:
    """What every link of the page keeps: of what it tells, and of which organisation."""
    kept = {"of": picked.offer.key} if picked.offer else {}
    if organisation := selected_organisation(request):
        kept["organisation"] = organisation.code
    return urlencode(kept)


def _sheet_row(line: Line, codes: list[str]) -> list[Value]:
    organisation = line.organisation
    return [
        organisation.name,
        organisation.code,
        organisation.get_kind_display(),
        line.total,
        line.rating,
        *(line.instruments.get(code) for code in codes),
    ]
