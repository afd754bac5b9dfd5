"""A trail given away as the file that its reader asks for."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header

from ita_portal.render import xlsx
from ita_portal.render.file_names import safe_name
from organisations.models import AuditEntry
from organisations.requests import asked_id
from organisations.trail import NamedPlan
from organisations.trail_files import MOST_ENTRIES, as_csv, as_xlsx, lines_of, parts_of


@dataclass(frozen=True)
class OfferedFile:
    """A file of a trail, or of a part of a long one."""

    label: str
    url: str


def trail_files(request: HttpRequest, url: str, entries: QuerySet[AuditEntry]) -> list[OfferedFile]:
    """The files of these entries with what the page is asked for, a workbook and a CSV file for each part."""
    count = entries.count()
    files = []
    for part in range(1, parts_of(count) + 1) if count else ():
        first, last = (part - 1) * MOST_ENTRIES + 1, min(part * MOST_ENTRIES, count)
        which = f" รายการที่ {first}–{last}" if count > MOST_ENTRIES else ""
        for ending, name in (("xlsx", "Excel"), ("csv", "CSV")):
            asked = request.GET.copy()
            asked.pop("page", None)
            asked["format"], asked["part"] = ending, str(part)
            files.append(OfferedFile(f"{name}{which}", f"{url}?{asked.urlencode()}"))
    return files


def trail_file(
    request: HttpRequest, entries: QuerySet[AuditEntry], plans: Mapping[int, NamedPlan], title: str
) -> HttpResponse:
    """``?format=csv`` or a workbook; ``?part=`` which of its files, where the trail is long."""
    part = asked_id(request.GET.get("part", "")) or 1
    if part > parts_of(entries.count()):
        raise Http404
    ending = "csv" if request.GET.get("format") == "csv" else "xlsx"
    lines = lines_of(entries, plans, part)
    content = as_csv(lines) if ending == "csv" else as_xlsx(title, lines)
    media = "text/csv; charset=utf-8" if ending == "csv" else xlsx.MEDIA_TYPE
    response = HttpResponse(content, content_type=media)
    name = safe_name(f"{title} {part}" if part > 1 else title, ending, otherwise="trail")
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    response["Cache-Control"] = "private, no-store"
    return response
