"""Whether the portal is alive and ready, for load balancers and container platforms."""

import tempfile
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import Error, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django_tasks_db.models import DBTaskResult


def _database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def _storage() -> None:
    settings.DOCUMENT_CACHE.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryFile(dir=settings.DOCUMENT_CACHE):
        pass


def _queue() -> None:
    DBTaskResult.objects.exists()


def _works(probe: Callable[[], None]) -> bool:
    try:
        probe()
    except (Error, OSError):
        return False
    return True


@require_safe
@never_cache
@login_not_required
def alive(request: HttpRequest) -> JsonResponse:
    """200 as long as the process answers."""
    return JsonResponse({"status": "ok"})


@require_safe
@never_cache
@login_not_required
def ready(request: HttpRequest) -> JsonResponse:
    """200 when database, storage and queue can be reached, else 503; the body says which."""
    parts = {"database": _works(_database), "storage": _works(_storage), "queue": _works(_queue)}
    return JsonResponse(parts, status=200 if all(parts.values()) else 503)
