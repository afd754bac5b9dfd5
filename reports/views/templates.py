"""An organisation's templates of documents: list, new, edit, preview, delete."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from ita_portal.render.arrangement import Sources, arranged
from ita_portal.render.arrangement_json import look_from_json
from ita_portal.render.file_names import safe_name
from ita_portal.render.kinds import all_kinds, kind_for
from organisations.access import Permission, require_anywhere
from organisations.form_errors import show_errors
from organisations.models import Organisation
from organisations.requests import SignedInRequest
from organisations.services.errors import StaleError
from plans.models import ActionPlan
from reports.arrangements import template_entries, template_has_logo
from reports.entry_words import addable
from reports.files import DocumentFile
from reports.formats import CONTENT_TYPES, Format, printed
from reports.forms.arranging import NewTemplateForm, TemplateForm
from reports.forms.entries import entry_forms, rearranged
from reports.forms.look import LookForm, look_values
from reports.models import DocumentTemplate
from reports.services.templates import create_template, delete_template, save_template
from reports.sources import logo_file, mark_picture, sources_of
from reports.views import reach
from reports.views.documents import served

_ROWS_OF_PREVIEW = 8  # of each table


@require_safe
def template_list(request: SignedInRequest) -> HttpResponse:
    """The templates that the person may change, by organisation."""
    require_anywhere(request.user, Permission.TEMPLATE_EDIT)
    templates = DocumentTemplate.objects.visible_to(request.user, Permission.TEMPLATE_EDIT)
    kinds = all_kinds()
    found = list(templates.select_related("organisation").order_by("organisation__path", "document", "name"))
    context = {
        "templates": [(one, kinds[one.document].name) for one in found if one.document in kinds],
        "organisations": _organisations(request),
    }
    return render(request, "reports/templates/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def template_new(request: SignedInRequest) -> HttpResponse:
    """A template that begins as the built-in form of its kind of document."""
    require_anywhere(request.user, Permission.TEMPLATE_EDIT)
    posted = request.POST if request.method == "POST" else None
    initial = {"document": request.GET.get("document", "")}
    form = NewTemplateForm(posted, organisations=_organisations(request), initial=initial)
    if form.is_valid():
        kind = kind_for(form.cleaned_data["document"])
        try:
            template = create_template(
                by=request.user, entries=kind.entries, look=kind.look, **form.cleaned_data
            )
        except ValidationError as error:
            show_errors(form, error)
        else:
            return redirect(template)
    return render(request, "reports/templates/new.html", {"form": form}, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def template_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Name, entries and look; buttons of its lines change the page and save nothing."""
    template = reach.template(request, pk)
    page = _Page(request, template)
    if request.method == "POST" and not page.rearranged(request.POST) and page.is_valid():
        try:
            page.save(request)
        except StaleError as error:
            page.form.begin_again(error.current.version)
        except ValidationError as error:
            show_errors(page.form, error)
        else:
            messages.success(request, "บันทึกแม่แบบแล้ว")
            return redirect(template)
    status = 422 if request.method == "POST" and not page.is_changed else 200
    return render(request, "reports/templates/edit.html", page.context(), status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def template_delete(request: SignedInRequest, pk: int) -> HttpResponse:
    """Away with a template, after asking."""
    template = reach.template(request, pk)
    if request.method == "POST":
        delete_template(by=request.user, template=template)
        messages.success(request, "ลบแม่แบบแล้ว")
        return redirect("reports:template-list")
    context = {
        "title": "ลบแม่แบบนี้หรือไม่",
        "text": f"แม่แบบ “{template.name}” จะถูกลบถาวร เอกสารที่ใช้แม่แบบนี้จะกลับไปใช้แม่แบบปกติหรือรูปแบบของระบบ",
        "confirm_label": "ลบแม่แบบ",
        "cancel_url": reverse("reports:template-edit", args=[template.pk]),
        "danger": True,
    }
    return render(request, "confirm.html", context)


@require_safe
def template_preview(request: SignedInRequest, pk: int) -> HttpResponse:
    """The latest plan of the organisation in the template as saved, with the first rows of each table."""
    template = reach.template(request, pk)
    plans = ActionPlan.objects.visible_to(request.user).filter(organisation=template.organisation)
    plan = plans.select_related("organisation").order_by("-fiscal_year", "-pk").first()
    if plan is None:
        messages.info(request, "ยังไม่มีแผนของหน่วยงานนี้ให้ดูเป็นตัวอย่าง โปรดจัดทำแผนก่อน")
        return redirect(template)
    look = look_from_json(template.look, kind_for(template.document).look)
    if template_has_logo(template):
        look = replace(look, logo=mark_picture(logo_file(template.organisation)))
    entries = template_entries(template)
    document = arranged(_beginning(sources_of(plan, entries)), entries, look)
    content = printed(document, Format.PDF)
    return served(
        DocumentFile(content, CONTENT_TYPES[Format.PDF], safe_name(template.name, "pdf")), Format.PDF
    )


class _Page:
    """The forms of a template, as opened or as sent."""

    def __init__(self, request: SignedInRequest, template: DocumentTemplate) -> None:
        self.template = template
        data = request.POST if request.method == "POST" else None
        look = look_from_json(template.look, kind_for(template.document).look)
        named = {"name": template.name, "is_usual": template.is_usual, "base_version": template.version}
        self.form = TemplateForm(data, initial=named)
        self.look = LookForm(data, initial=look_values(look, template_has_logo(template)))
        self.lines = entry_forms(data, template_entries(template))
        self.is_changed = False

    def is_valid(self) -> bool:
        return all([self.form.is_valid(), self.look.is_valid(), self.lines.is_valid()])

    def rearranged(self, data: Any) -> bool:
        """Whether the page was sent only to move, add or take out a line."""
        lines = rearranged(self.lines, data)
        if lines is not None:
            self.lines, self.is_changed = lines, True
        return self.is_changed

    def save(self, request: SignedInRequest) -> None:
        save_template(
            by=request.user,
            template=self.template,
            entries=self.lines.entries(),
            look=self.look.look(),
            has_logo=self.look.cleaned_data["has_logo"],
            **self.form.cleaned_data,
        )

    def context(self) -> dict[str, Any]:
        return {
            "template": self.template,
            "kind": kind_for(self.template.document),
            "form": self.form,
            "look": self.look,
            "lines": self.lines,
            "rows": [(line, True) for line in self.lines],
            "additions": addable(self.lines.readable()),
            "is_changed": self.is_changed,
            "has_logo_file": bool(logo_file(self.template.organisation)),
        }


def _organisations(request: SignedInRequest) -> QuerySet[Organisation]:
    found: QuerySet[Organisation] = Organisation.objects.visible_to(request.user, Permission.TEMPLATE_EDIT)
    return found.filter(is_active=True)


def _beginning(sources: Sources) -> Sources:
    parts = tuple(replace(part, rows=part.rows[:_ROWS_OF_PREVIEW]) for part in sources.plan.parts)
    return replace(sources, plan=replace(sources.plan, parts=parts))
