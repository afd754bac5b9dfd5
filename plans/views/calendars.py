"""Calendar feeds: a person's own addresses, and what each address answers to a calendar program."""

from hashlib import sha256

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from organisations.pages.lists import page_of
from plans.models import ActionPlan, CalendarFeed
from plans.monitoring.addresses import feed_address, feed_of
from plans.monitoring.calendar import may_have_feed, told_by
from plans.services.calendars import make_feed, revoke_feed
from plans.views import reach
from plans.views.answers import ask
from plans.views.request import PlanRequest


@require_safe
def calendar_list(request: PlanRequest) -> HttpResponse:
    """The person's addresses that are in use, and the plans for which there is none yet."""
    feeds = CalendarFeed.objects.visible_to(request.user).filter(revoked_at=None)
    shown = [
        (feed, feed_address(feed)) for feed in feeds.select_related("plan").order_by("plan__title", "pk")
    ]
    followed = ActionPlan.objects.visible_to(request.user).filter(monitoring__isnull=False)
    has_one = Q(pk__in=[feed.plan_id for feed, _ in shown if feed.plan_id])
    context = {
        "feeds": shown,
        "has_own": any(feed.plan_id is None for feed, _ in shown),
        "page": page_of(request, followed.exclude(has_one).order_by("-fiscal_year", "title", "pk")),
    }
    return render(request, "plans/calendar_list.html", context)


@require_POST
def calendar_new(request: PlanRequest) -> HttpResponse:
    """An address of the person's own dates and meetings."""
    return _made(request, None)


@require_POST
def calendar_new_of_plan(request: PlanRequest, pk: int) -> HttpResponse:
    """An address of a plan's dates."""
    return _made(request, reach.plan(request, pk))


@require_http_methods(["GET", "HEAD", "POST"])
def calendar_revoke(request: PlanRequest, pk: int) -> HttpResponse:
    """Take an address back, after asking."""
    feeds = CalendarFeed.objects.visible_to(request.user).filter(revoked_at=None).select_related("plan")
    feed = get_object_or_404(feeds, pk=pk)
    if request.method != "POST":
        return ask(
            request,
            title="เพิกถอนที่อยู่ปฏิทินนี้หรือไม่",
            text="ปฏิทินที่ใช้ที่อยู่นี้จะไม่ได้รับข้อมูลอีก หากต้องการใช้ต่อ ท่านสร้างที่อยู่ใหม่ได้",
            confirm_label="เพิกถอน",
            cancel_url=reverse("plans:calendar-list"),
        )
    try:
        revoke_feed(by=request.user, feed=feed)
        messages.success(request, "เพิกถอนที่อยู่ปฏิทินแล้ว")
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("plans:calendar-list")


@login_not_required
@require_safe
def calendar_feed(request: HttpRequest, token: str) -> HttpResponseBase:
    """The calendar as a file; whether its person may still see it is asked at every reading."""
    feed = feed_of(token)
    if feed is None or not may_have_feed(feed.user, feed.plan):
        raise Http404
    told = told_by(feed, timezone.localdate())
    response = HttpResponse(told.content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="calendar.ics"'
    response["Cache-Control"] = "private, no-cache"
    response["X-Robots-Tag"] = "noindex, nofollow"
    etag = response["ETag"] = quote_etag(sha256(told.content).hexdigest())
    if told.changed_at:
        response["Last-Modified"] = http_date(told.changed_at.timestamp())
    # By the tag alone: what has gone, and what has become late today, has no time of its own.
    return get_conditional_response(request, etag=etag, response=response) or response


def _made(request: PlanRequest, plan: ActionPlan | None) -> HttpResponse:
    try:
        make_feed(by=request.user, plan=plan)
        messages.success(request, "สร้างที่อยู่ปฏิทินแล้ว โปรดคัดลอกไปใส่ในโปรแกรมปฏิทินของท่าน")
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("plans:calendar-list")
