"""Rounds of a plan: those made and those to make next, one with its figures, its closings, its evidence."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from organisations.access import Permission, check, require
from organisations.evidence_list import library_of
from organisations.pages.form_page import form_page
from organisations.pages.outcome import carried_out
from plans.forms.rounds import RoundForm
from plans.models import ActionPlan, Monitoring, MonitoringRound, RoundClosing, RoundEvidence
from plans.monitoring.round_differences import differences
from plans.monitoring.round_presets import not_made, presets_of, suggested
from plans.monitoring.rounds import figures_of, in_force, missing_of, overview
from plans.services.monitoring_reminders import Reminded, remind
from plans.services.rounds import make_round
from plans.views import reach
from plans.views.request import PlanRequest


def visible_round(request: PlanRequest, pk: int) -> MonitoringRound:
    """A round that the person may see."""
    rounds = MonitoringRound.objects.visible_to(request.user).select_related("plan__organisation")
    found: MonitoringRound = get_object_or_404(rounds, pk=pk)
    reach.shown(request, found.plan)
    return found


def writable_round(request: PlanRequest, pk: int) -> MonitoringRound:
    """A round that the person may write, close and show evidence of."""
    found = visible_round(request, pk)
    require(request.user, Permission.MONITORING_EDIT, found)
    return found


@require_safe
def round_list(request: PlanRequest, pk: int) -> HttpResponse:
    """The plan's rounds with where they stand and what is missing, and which may be made next."""
    plan = reach.plan(request, pk)
    monitoring = Monitoring.objects.visible_to(request.user).filter(plan=plan).first()
    rounds = overview(plan)
    today = timezone.localdate()
    may_edit = bool(monitoring and check(request.user, Permission.MONITORING_EDIT, plan.organisation))
    presets = not_made(presets_of(plan.fiscal_year), rounds)
    context = {
        "plan": plan,
        "monitoring": monitoring,
        "rounds": rounds,
        "suggested": suggested(presets, monitoring.basis, today) if may_edit and monitoring else [],
        "may_edit": may_edit,
        "crumbs": crumbs(plan),
    }
    return render(request, "plans/round_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def round_new(request: PlanRequest, pk: int) -> HttpResponse:
    """One of the usual rounds, or from one day to another."""
    plan = reach.plan(request, pk)
    require(request.user, Permission.MONITORING_EDIT, plan.organisation)
    presets = not_made(presets_of(plan.fiscal_year), plan.monitoring_rounds.all())
    form = RoundForm(request.POST if request.method == "POST" else None, presets=presets)
    if form.is_bound:
        made = carried_out(form, lambda: make_round(by=request.user, plan=plan, **form.asked))
        if made:
            messages.success(request, f"เพิ่ม{made}แล้ว")
            return redirect(made)
    title = "เพิ่มรอบการติดตาม"
    return form_page(
        request,
        form,
        title=title,
        lead=plan.title,
        submit="เพิ่มรอบ",
        crumbs=crumbs(plan, here=title),
        cancel_url=reverse("plans:round-list", args=[plan.pk]),
    )


@require_safe
def round_detail(request: PlanRequest, pk: int) -> HttpResponse:
    """The round with its figures: as they are now, or frozen where it is closed."""
    found = visible_round(request, pk)
    closing = in_force(found)
    closings = found.closings.defer("figures").select_related("closed_by", "reopened_by")
    context = {
        "round": found,
        "plan": found.plan,
        "closing": closing,
        "figures": closing.figures if closing else figures_of(found),
        "closings": closings,
        "uses": _uses(request, found),
        "may_edit": bool(check(request.user, Permission.MONITORING_EDIT, found)),
        "may_reopen": bool(closing and check(request.user, Permission.MONITORING_REOPEN, found)),
        "crumbs": crumbs(found.plan, here=str(found)),
    }
    return render(request, "plans/round_detail.html", context)


@require_safe
def round_closing(request: PlanRequest, pk: int) -> HttpResponse:
    """A closing as it was frozen, and what differs from the closing before it."""
    closings = RoundClosing.objects.visible_to(request.user).select_related(
        "round__plan__organisation", "closed_by", "reopened_by"
    )
    closing: RoundClosing = get_object_or_404(closings, pk=pk)
    plan = reach.shown(request, closing.round.plan)
    before = closing.round.closings.filter(number__lt=closing.number).first()
    context = {
        "closing": closing,
        "round": closing.round,
        "plan": plan,
        "figures": closing.figures,
        "before": before,
        "differences": differences(before.figures, closing.figures) if before else [],
        "crumbs": crumbs(
            plan,
            (str(closing.round), closing.round.get_absolute_url()),
            here=f"ปิดครั้งที่ {closing.number}",
        ),
    }
    return render(request, "plans/round_closing.html", context)


@require_POST
def round_remind(request: PlanRequest, pk: int) -> HttpResponse:
    """Write to the owners of all reports that are missing in the round."""
    found = writable_round(request, pk)
    reminded = remind(by=request.user, progresses=missing_of(found))
    messages.success(request, _words(reminded))
    return redirect(found)


def crumbs(plan: ActionPlan, *steps: tuple[str, str], here: str = "") -> list[dict[str, str]]:
    """The way from the plan over its rounds, through pages of (name, address), to ``here``."""
    way = [(str(plan), plan.get_absolute_url())]
    way += [("รอบการติดตาม", reverse("plans:round-list", args=[plan.pk]))] if here else []
    links = [{"label": name, "url": url} for name, url in (*way, *steps)]
    return [*links, {"label": here or "รอบการติดตาม"}]


def _uses(request: PlanRequest, found: MonitoringRound) -> QuerySet[RoundEvidence]:
    """The evidence of the round that the person may see."""
    seen = library_of(found.plan.organisation, request.user)
    uses = found.evidence_uses.filter(evidence__in=seen).select_related("evidence")
    return uses.prefetch_related("evidence__versions")


def _words(reminded: Reminded) -> str:
    """What became of reminding, for the person who did it."""
    words = [f"แจ้งเตือนทางอีเมลแล้ว {reminded.people} คน"]
    if reminded.already:
        words.append(f"{reminded.already} คนได้รับแจ้งในวันนี้แล้ว")
    if reminded.without_address:
        words.append(f"{reminded.without_address} คนไม่มีอีเมลในระบบ")
    return " ".join(words)
