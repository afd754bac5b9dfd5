"""Arranging one document of a plan: which parts, in which order, under which titles, signed by whom."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from ita_portal.render.arrangement import Entry
from organisations.access import Permission, check
from organisations.form_errors import show_errors
from organisations.requests import SignedInRequest
from organisations.services.errors import StaleError
from plans.models import ActionPlan
from reports.arrangements import Arrangement, arrangement_of, followed_entries, printing, usable_templates
from reports.documents import Wanted
from reports.entry_words import addable
from reports.formats import Format
from reports.forms.arranging import PlanDocumentForm, signer_forms
from reports.forms.entries import entry_forms, rearranged
from reports.models import DocumentTemplate
from reports.services.plan_documents import arrange_document
from reports.services.templates import create_template
from reports.sources import sources_of
from reports.views import reach


@require_http_methods(["GET", "HEAD", "POST"])
def plan_document_edit(request: SignedInRequest, pk: int, document: str) -> HttpResponse:
    """How the plan's document of that kind prints; buttons of its lines change the page and save nothing."""
    kind = reach.kind(document)
    plan = reach.editable_plan(request, pk)
    page = _Page(request, plan, arrangement_of(plan, kind))
    if request.method == "POST" and not page.rearranged(request.POST) and page.is_valid():
        try:
            if request.POST.get("act") == "template":
                return redirect(_keep_as_template(request, page))
            _arrange(request, page)
        except StaleError as error:
            page.form.begin_again(error.current.version)
        except ValidationError as error:
            show_errors(page.form, error, {"name": "new_name"})
        else:
            messages.success(request, f"จัด{kind.name}แล้ว")
            return redirect("reports:plan-documents", pk=plan.pk)
    status = 422 if request.method == "POST" and not page.is_changed else 200
    return render(request, "reports/documents/arrange.html", page.context(request), status=status)


class _Page:
    """The forms of the page, as opened or as sent."""

    def __init__(self, request: SignedInRequest, plan: ActionPlan, arrangement: Arrangement) -> None:
        self.plan, self.arrangement = plan, arrangement
        data = request.POST if request.method == "POST" else None
        own = arrangement.own
        initial = {"base_version": own.version if own else 0, "template": own.template if own else None}
        templates = usable_templates(plan, arrangement.kind)
        self.form = PlanDocumentForm(data, templates=templates, initial=initial)
        self.lines = entry_forms(data, arrangement.entries)
        self.signers = signer_forms(data, arrangement.signatures)
        self.is_changed = False

    def is_valid(self) -> bool:
        return all([self.form.is_valid(), self.lines.is_valid(), self.signers.is_valid()])

    def rearranged(self, data: Any) -> bool:
        """Whether the page was sent only to move, add or take out a line."""
        lines = rearranged(self.lines, data)
        if lines is not None:
            self.lines, self.is_changed = lines, True
        return self.is_changed

    def own_entries(self) -> Sequence[Entry] | None:
        """The entries to keep for this plan; None where they are those of what it follows."""
        sent, own = self.lines.entries(), self.arrangement.own
        untouched = sent == self.arrangement.entries and (own is None or own.entries is None)
        followed = followed_entries(self.plan, self.arrangement.kind, self.form.cleaned_data["template"])
        return None if untouched or sent == followed else sent

    def context(self, request: SignedInRequest) -> dict[str, Any]:
        plan, kind = self.plan, self.arrangement.kind
        entries = self.lines.readable()
        sources = sources_of(plan, entries, self.arrangement.signatures)
        prints = printing(sources, entries)
        return {
            "plan": plan,
            "kind": kind,
            "arrangement": self.arrangement,
            "form": self.form,
            "lines": self.lines,
            "rows": list(zip(self.lines, prints, strict=True)),
            "signers": self.signers,
            "additions": addable(entries, sources.plan),
            "is_changed": self.is_changed,
            "preview_url": Wanted(plan, Format.PDF, kind).address,
            "may_keep_template": check(request.user, Permission.TEMPLATE_EDIT, plan.organisation),
        }


def _arrange(request: SignedInRequest, page: _Page) -> None:
    arrange_document(
        by=request.user,
        plan=page.plan,
        document=page.arrangement.kind.key,
        template=page.form.cleaned_data["template"],
        entries=None if request.POST.get("act") == "follow" else page.own_entries(),
        signatures=page.signers.signatures(),
        base_version=page.form.cleaned_data["base_version"],
    )


def _keep_as_template(request: SignedInRequest, page: _Page) -> DocumentTemplate:
    """The lines as they are sent, in the look of now, under a name for other plans to follow."""
    template = create_template(
        by=request.user,
        organisation=page.plan.organisation,
        document=page.arrangement.kind.key,
        name=page.form.cleaned_data["new_name"],
        entries=page.lines.entries(),
        look=page.arrangement.look,
        has_logo=page.arrangement.prints_logo,
    )
    messages.success(request, "บันทึกเป็นแม่แบบแล้ว ปรับรูปแบบการพิมพ์ได้ในหน้านี้")
    return template
