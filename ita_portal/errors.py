"""Error pages in Thai. The reason a view or a service gave reaches the reader of a 403."""

from collections.abc import Callable

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.template.loader import render_to_string


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400; or 413 for a body above `DATA_UPLOAD_MAX_MEMORY_SIZE`, which Django reports as 400 too."""
    if isinstance(exception, RequestDataTooBig):
        return render(request, "413.html", status=413)
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The reason, and the plan that cannot be changed now where that is why."""
    plan = getattr(exception, "plan", None)
    return render(request, "403.html", {"reason": str(exception), "plan": plan}, status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without a valid token: most often a page left open over a sign-out.

    `reason` is Django's, in English and for developers; the page does not show it.
    """
    return render(request, "403_csrf.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Rendered without context processors: what failed may be what they need."""
    return HttpResponse(render_to_string("500.html"), status=500)


def not_allowed(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware that gives a 405 its page: Django answers with an empty one and has no handler for it.

    People meet it where they open the address of a button, from the history of a browser for instance.
    """

    def answered(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if isinstance(response, HttpResponseNotAllowed):
            page = render(request, "405.html", status=405)
            page.headers["Allow"] = response.headers["Allow"]
            return page
        return response

    return answered
