"""The headings of a table."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from ita_portal.tables.layouts import layout_for
from organisations.services.errors import StaleError
from plans.forms.narrative import HeadingForm
from plans.services import headings
from plans.views import reach
from plans.views.answers import ask, step
from plans.views.editor import editor_url
from plans.views.request import PlanRequest
from plans.views.table import EditorTable

STALE = "มีผู้แก้ไขหัวข้อนี้ก่อนท่าน ข้อความปัจจุบันคือ “{text}” หากต้องการใช้ข้อความของท่าน โปรดบันทึกอีกครั้ง"


@require_http_methods(["GET", "HEAD", "POST"])
def heading_new(request: PlanRequest, pk: int) -> HttpResponse:
    """A new heading of the table, under another or under none."""
    part = reach.part(request, pk)
    table = EditorTable(part, request.user)
    form = HeadingForm(
        request.POST or None,
        parents=table.heading_choices,
        labels=table.layout.heading_labels,
        initial={"base_version": 0, "parent": request.GET.get("parent", "")},
    )
    if form.is_valid():
        parent = part.headings.filter(pk__in=[form.cleaned_data.get("parent")]).first()
        headings.add_heading(by=request.user, part=part, parent=parent, text=form.cleaned_data["text"])
        messages.success(request, "เพิ่มหัวข้อแล้ว")
        return redirect(editor_url(part))
    context = {"form": form, "part": part, "plan": part.plan, "cancel_url": editor_url(part)}
    return render(request, "plans/heading_form.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def heading_edit(request: PlanRequest, pk: int) -> HttpResponse:
    """Other words for a heading."""
    heading = reach.heading(request, pk)
    labels = layout_for(heading.part.layout).heading_labels
    initial = {"base_version": heading.version, "text": heading.text}
    form = HeadingForm(request.POST or None, labels=labels, initial=initial)
    if form.is_valid():
        try:
            headings.rename_heading(by=request.user, heading=heading, **form.cleaned_data)
        except StaleError:
            heading.refresh_from_db(fields=["text", "version"])
            form.begin_again(heading.version, STALE.format(text=heading.text), "text")
        else:
            messages.success(request, "บันทึกแล้ว")
            return redirect(editor_url(heading.part))
    return render(
        request,
        "plans/heading_form.html",
        {
            "form": form,
            "heading": heading,
            "part": heading.part,
            "plan": heading.part.plan,
            "cancel_url": editor_url(heading.part),
        },
        status=422 if form.is_bound else 200,
    )


@require_POST
def heading_move(request: PlanRequest, pk: int) -> HttpResponse:
    """One place up or down among its siblings, with all that stands under it."""
    heading = reach.heading(request, pk)
    headings.move_heading(by=request.user, heading=heading, step=step(request))
    messages.success(request, "ย้ายหัวข้อแล้ว")
    return redirect(editor_url(heading.part))


@require_http_methods(["GET", "HEAD", "POST"])
def heading_delete(request: PlanRequest, pk: int) -> HttpResponse:
    """Away, after asking; what stands under it goes to the heading above."""
    heading = reach.heading(request, pk)
    back = editor_url(heading.part)
    if request.method != "POST":
        text = f"“{heading.text}” จะถูกลบ กิจกรรมและหัวข้อย่อยภายใต้หัวข้อนี้ไม่ถูกลบ แต่จะย้ายไปอยู่ภายใต้หัวข้อชั้นบน"
        return ask(request, title="ลบหัวข้อนี้หรือไม่", text=text, confirm_label="ลบหัวข้อ", cancel_url=back)
    headings.bin_heading(by=request.user, heading=heading)
    messages.success(request, "ลบหัวข้อแล้ว")
    return redirect(back)
