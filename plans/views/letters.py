"""The letters about a plan: proposed with it, approved by it, about its results."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from organisations.access import Permission, check, require
from organisations.models import Letter, User
from organisations.querysets import LetterQuerySet
from plans.forms.letters import AttachForm
from plans.models import ActionPlan, PlanLetter
from plans.services.letters import attach_letter, detach_letter
from plans.views import reach
from plans.views.answers import refuse
from plans.views.request import PlanRequest

MOST_OFFERED = 200


@require_http_methods(["GET", "HEAD", "POST"])
def plan_letters(request: PlanRequest, pk: int) -> HttpResponse:
    """The letters of the plan by date; one of the register can be added."""
    plan = reach.plan(request, pk)
    links = PlanLetter.objects.visible_to(request.user).filter(plan=plan)
    links = links.filter(letter__in=Letter.objects.visible_to(request.user))
    may_attach = bool(check(request.user, Permission.LETTER_EDIT, plan.organisation))
    offered = known_letters(request.user, plan).exclude(plans__plan=plan)[:MOST_OFFERED] if may_attach else ()
    form = AttachForm(request.POST if request.method == "POST" else None, letters=list(offered))
    if request.method == "POST":
        require(request.user, Permission.LETTER_EDIT, plan.organisation)
        if form.is_valid() and _attached(request, plan, form):
            return redirect("plans:plan-letters", pk=plan.pk)
    context = {
        "plan": plan,
        "links": links.select_related("letter__organisation").order_by("letter__dated_on", "pk"),
        "form": form,
        "may_attach": may_attach,
    }
    return render(request, "plans/plan_letters.html", context, status=422 if form.is_bound else 200)


@require_POST
def plan_letter_detach(request: PlanRequest, pk: int) -> HttpResponse:
    """The letter stays in its register; the message leads back to the list, where it can be added again."""
    links = PlanLetter.objects.visible_to(request.user).select_related(
        "plan__organisation", "letter__organisation"
    )
    link: PlanLetter = get_object_or_404(links, pk=pk)
    detach_letter(by=request.user, link=link)
    messages.success(request, "นำหนังสือออกจากรายการของแผนแล้ว หนังสือยังอยู่ในทะเบียน")
    return redirect(reverse("plans:plan-letters", args=[link.plan_id]))


def known_letters(user: User, plan: ActionPlan) -> LetterQuerySet:
    """The letters that may be cited in the plan: of its organisation's register, and those about it."""
    seen: LetterQuerySet = Letter.objects.visible_to(user).exclude(state=Letter.State.CANCELLED)
    of_organisation = seen.filter(organisation=plan.organisation)
    about = seen.filter(pk__in=plan.letters.values("letter"))
    return (of_organisation | about).select_related("organisation").order_by("-dated_on", "-pk")


def _attached(request: PlanRequest, plan: ActionPlan, form: AttachForm) -> bool:
    letter = get_object_or_404(Letter.objects.visible_to(request.user), pk=form.cleaned_data["letter"])
    try:
        attach_letter(by=request.user, plan=plan, letter=letter)
    except ValidationError as error:
        refuse(form, error)
        return False
    messages.success(request, "เพิ่มหนังสือในรายการของแผนแล้ว")
    return True
