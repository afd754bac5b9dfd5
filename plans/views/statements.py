"""What a plan states: objectives, goals, and the plans above it, on one page."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from organisations.services.errors import StaleError
from plans import facts
from plans.forms.statements import FactsForm
from plans.models import ActionPlan
from plans.services.statements import write_facts
from plans.views import reach
from plans.views.request import PlanRequest

STALE = "มีผู้แก้ไขสาระสำคัญของแผนก่อนท่าน ข้อความของท่านยังอยู่ครบ โปรดเทียบกับข้อความปัจจุบันด้านล่าง แล้วบันทึกอีกครั้ง"


@require_http_methods(["GET", "HEAD", "POST"])
def plan_facts(request: PlanRequest, pk: int) -> HttpResponse:
    """All lines in one form; "more" saves and stays, with spare lines."""
    plan = reach.editable_plan(request, pk)
    form = _form(request, plan)
    current = None
    if request.method == "POST" and form.is_valid():
        try:
            write_facts(
                by=request.user,
                plan=plan,
                statements=form.statements(),
                higher_plans=form.higher(),
                base=form.base,
            )
        except StaleError:
            current = facts.statements_of(plan), facts.higher_plans_of(plan)
            form.begin_again(facts.fingerprint(plan), STALE)
        except ValidationError as error:
            form.errors += error.messages
        else:
            messages.success(request, "บันทึกสาระสำคัญของแผนแล้ว")
            more = "more" in request.POST
            return redirect("plans:plan-facts" if more else "plans:plan-editor", pk=plan.pk)
    return _page(request, plan, form, current)


def _form(request: PlanRequest, plan: ActionPlan) -> FactsForm:
    return FactsForm(
        request.POST if request.method == "POST" else None,
        statements=facts.statements_of(plan),
        higher_plans=facts.higher_plans_of(plan),
        base=facts.fingerprint(plan),
    )


def _page(request: PlanRequest, plan: ActionPlan, form: FactsForm, current: object) -> HttpResponse:
    outside = [higher for higher in facts.higher_plans_of(plan) if not higher.covers(plan.fiscal_year)]
    context = {"plan": plan, "form": form, "current": current, "outside": outside}
    context["cancel_url"] = reverse("plans:plan-editor", args=[plan.pk])
    return render(request, "plans/plan_facts.html", context, status=422 if request.method == "POST" else 200)
