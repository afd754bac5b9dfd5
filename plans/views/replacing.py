"""Finding words all over a plan and putting others in their place."""

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from organisations.services.errors import StaleError
from plans.forms.replacing import ReplaceForm
from plans.models import ActionPlan
from plans.services.replacing import replace_words
from plans.views import reach
from plans.views.answers import refuse
from plans.views.editor import editor_url_of
from plans.views.last_act import offer_undo
from plans.views.request import PlanRequest
from plans.views.words import PlanWords, Rewritten

MOST_SHOWN = 1_000
STALE = "มีผู้แก้ไขแผนระหว่างที่ท่านตรวจทาน ยังไม่ได้แทนที่ข้อความใด โปรดตรวจทานอีกครั้ง"


@require_http_methods(["GET", "HEAD", "POST"])
def plan_replace(request: PlanRequest, pk: int) -> HttpResponse:
    """Look for words, see each place with what is around it, tick those to be replaced."""
    plan = reach.editable_plan(request, pk)
    asked = request.POST if request.method == "POST" else request.GET
    form = ReplaceForm(asked or None)
    words = PlanWords(plan, request.user)
    if request.method != "POST" or not form.is_valid():
        return _page(request, plan, form, words, status=422 if request.method == "POST" else 200)
    made = words.with_replaced(form.search, form.cleaned_data["by"], set(request.POST.getlist("hit")))
    if not made.count:
        form.add_error(None, "โปรดเลือกอย่างน้อยหนึ่งแห่ง หรือค้นหาใหม่หากข้อความเปลี่ยนไปแล้ว")
    if made.count and _written(request, form, made):
        offer_undo(request, plan, f"แทนที่แล้ว {made.count} แห่ง")
        return redirect(editor_url_of(plan))
    return _page(request, plan, form, PlanWords(plan, request.user), status=422)


def _written(request: PlanRequest, form: ReplaceForm, made: Rewritten) -> bool:
    """Whether everything could be written; the reason stands at the form."""
    try:
        replace_words(
            by=request.user,
            rows=made.rows,
            headings_to=made.headings,
            parts_to=made.parts,
            sections_to=made.sections,
        )
    except StaleError:
        form.add_error(None, STALE)
    except ValidationError as error:
        refuse(form, ValidationError(error.messages))
    else:
        return True
    return False


def _page(
    request: PlanRequest, plan: ActionPlan, form: ReplaceForm, words: PlanWords, *, status: int
) -> HttpResponse:
    # A refusal may stand at the form by now; its words are good all the same.
    searches = form.is_bound and "words" not in form.errors
    found = words.find(form.search) if searches else []
    return render(
        request,
        "plans/replace.html",
        {
            "form": form,
            "plan": plan,
            "found": found[:MOST_SHOWN],
            "total": len(found),
            "chosen": set(request.POST.getlist("hit")) if request.method == "POST" else None,
            "back_url": editor_url_of(plan),
        },
        status=status,
    )
