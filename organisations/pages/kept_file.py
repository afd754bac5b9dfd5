"""A file that somebody sent, given back so that it runs nothing and loads nothing, whatever is in it."""

from collections.abc import Iterator

from django.db.models.fields.files import FieldFile
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

from organisations.evidence_files import MEDIA_TYPES
from organisations.scans import IMAGES

LOCKED = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


def kept_file(request: HttpRequest, file: FieldFile, name: str) -> HttpResponseBase:
    """The file as it came, piece by piece: to look at if a picture, else, or with ``?download``, to keep.

    ``name`` ends with what the file is (``scans.name_of``). Http404 where the file is gone.
    """
    ending = name.rpartition(".")[2]
    if not file or not file.storage.exists(str(file.name)):
        raise Http404
    response = StreamingHttpResponse(_pieces(file), content_type=MEDIA_TYPES[ending])
    response["Content-Length"] = str(file.size)
    return _locked(response, name, to_keep=ending not in IMAGES or "download" in request.GET)


def kept_picture(content: bytes) -> HttpResponseBase:
    """A small picture that was made of a photo."""
    return _locked(HttpResponse(content, content_type=MEDIA_TYPES["jpg"]), "small.jpg", to_keep=False)


def _pieces(file: FieldFile) -> Iterator[bytes]:
    """Opened only once somebody reads, and closed however the reading ends."""
    with file.open() as stored:
        yield from stored.chunks()


def _locked(response: HttpResponseBase, name: str, *, to_keep: bool) -> HttpResponseBase:
    response["Content-Disposition"] = content_disposition_header(to_keep, name) or "attachment"
    response["Content-Security-Policy"] = LOCKED
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
