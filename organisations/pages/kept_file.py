"""A file that somebody sent, given back so that it runs nothing and loads nothing, whatever is in it."""

from django.db.models.fields.files import FieldFile
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header

from organisations.scans import IMAGES, MEDIA_TYPES

LOCKED = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


def kept_file(request: HttpRequest, file: FieldFile, name: str) -> HttpResponse:
    """The file as it came: to look at if it is a picture, else, or with ``?download``, to keep.

    ``name`` ends with what the file is (``scans.name_of``). Http404 where the file is gone.
    """
    ending = name.rpartition(".")[2]
    try:
        with file.open() as stored:
            content = stored.read()
    except FileNotFoundError:
        raise Http404 from None
    response = HttpResponse(content, content_type=MEDIA_TYPES[ending])
    to_keep = ending not in IMAGES or "download" in request.GET
    response["Content-Disposition"] = content_disposition_header(to_keep, name) or "attachment"
    response["Content-Security-Policy"] = LOCKED
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
