"""Money of a plan: the sheet with its sums, the months, the ledger as a file; and of an organisation."""

from datetime import date, timedelta
from decimal import Decimal

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from ita_portal.render import xlsx
from ita_portal.render.file_names import safe_name
from ita_portal.thai.fiscal import month_in_year, months_of_quarter
from organisations.access import Permission, check
from organisations.context import selected_year
from organisations.models import Organisation
from plans.models import ActionPlan, BudgetLine
from plans.monitoring.money import total
from plans.monitoring.money_below import below
from plans.monitoring.money_files import ledger_csv, ledger_xlsx
from plans.monitoring.money_months import MonthMoney, by_month
from plans.monitoring.money_sheet import money_of
from plans.monitoring.money_years import carried_from_last_year
from plans.views import reach
from plans.views.request import PlanRequest

# What the address asks for, with the quarters it holds.
STRETCHES = {
    "q1": ("ไตรมาสที่ 1", (1, 1)),
    "q2": ("ไตรมาสที่ 2", (2, 2)),
    "q3": ("ไตรมาสที่ 3", (3, 3)),
    "q4": ("ไตรมาสที่ 4", (4, 4)),
    "h1": ("รอบ 6 เดือนแรก (ตุลาคม – มีนาคม)", (1, 2)),
    "h2": ("รอบ 6 เดือนหลัง (เมษายน – กันยายน)", (3, 4)),
}


@require_safe
def money(request: PlanRequest, pk: int) -> HttpResponse:
    """All the money of the plan; ``?period=`` what moved within a quarter or a half of the year."""
    plan = reach.plan(request, pk)
    asked = request.GET.get("period", "")
    chosen = asked if asked in STRETCHES else ""
    since, until = _days(plan.fiscal_year, chosen)
    context = {
        "plan": plan,
        "sheet": money_of(plan, since, until),
        "months": _bars(by_month(plan)),
        "carried": carried_from_last_year(plan, request.user),
        "periods": [(key, name) for key, (name, _) in STRETCHES.items()],
        "chosen": chosen,
        "may_edit": bool(check(request.user, Permission.MONEY_EDIT, BudgetLine(plan=plan))),
        "crumbs": crumbs(plan),
    }
    return render(request, "plans/money_sheet.html", context)


@require_safe
def money_file(request: PlanRequest, pk: int) -> HttpResponse:
    """The plan's whole ledger, cancelled entries too, as a workbook or with ``?format=csv``."""
    plan = reach.plan(request, pk)
    as_csv = request.GET.get("format") == "csv"
    title = f"ทะเบียนคุมงบประมาณ {plan.title}"
    content = ledger_csv(plan) if as_csv else ledger_xlsx(plan, title)
    media = "text/csv; charset=utf-8" if as_csv else xlsx.MEDIA_TYPE
    response = HttpResponse(content, content_type=media)
    name = safe_name(title, "csv" if as_csv else "xlsx", otherwise="ledger")
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    response["Cache-Control"] = "private, no-store"
    return response


@require_safe
def money_below(request: PlanRequest, pk: int) -> HttpResponse:
    """The money of an organisation and of the units below it, in the fiscal year that is chosen."""
    seen = Organisation.objects.visible_to(request.user, Permission.PLAN_VIEW)
    organisation: Organisation = get_object_or_404(seen, pk=pk)
    request.current_organisation = organisation
    year = selected_year(request)
    units = below(organisation, year, request.user)
    context = {
        "organisation": organisation,
        "year": year,
        "years": [year - 1, year, year + 1],
        "units": units,
        "total": total(unit.own for unit in units),
        "crumbs": [{"label": "แผนปฏิบัติการ", "url": reverse("plans:plan-list")}, {"label": "งบประมาณ"}],
    }
    return render(request, "plans/money_below.html", context)


def crumbs(plan: ActionPlan, *steps: tuple[str, str], here: str = "") -> list[dict[str, str]]:
    """The way from the plan over its money, through pages of (name, address), to ``here``."""
    way = [(str(plan), plan.get_absolute_url())]
    way += [("งบประมาณ", reverse("plans:money", args=[plan.pk]))] if here else []
    links = [{"label": name, "url": url} for name, url in (*way, *steps)]
    return [*links, {"label": here or "งบประมาณ"}]


def _bars(months: list[MonthMoney]) -> list[tuple[MonthMoney, Decimal, Decimal]]:
    """Each month with how far its two bars reach, in percent of the longest."""
    longest = max((max(month.planned_so_far, month.disbursed_so_far) for month in months), default=None)
    if not longest:
        return [(month, Decimal(0), Decimal(0)) for month in months]
    share = 100 / longest
    return [(month, month.planned_so_far * share, month.disbursed_so_far * share) for month in months]


def _days(fiscal_year: int, chosen: str) -> tuple[date | None, date | None]:
    """The first and last day of the stretch; None where all is asked for."""
    if not chosen:
        return None, None
    first, last = STRETCHES[chosen][1]
    begin = month_in_year(fiscal_year, months_of_quarter(first)[0])
    after = month_in_year(fiscal_year, months_of_quarter(last)[2]).plus(1)
    return date(begin.year, begin.month, 1), date(after.year, after.month, 1) - timedelta(days=1)
