"""The ledger of a budget line: its page with the quick form, many at once, mending, cancelling."""

from dataclasses import replace
from decimal import Decimal

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from ita_portal.thai.amounts import format_baht
from organisations.access import Permission, check, require
from organisations.pages.form_page import form_page
from organisations.pages.lists import page_of
from organisations.pages.outcome import carried_out
from organisations.requests import asked_id
from organisations.services.errors import StaleError
from plans.forms.money import CancelForm, Day, EntriesForm, EntryForm
from plans.models import BudgetLine, MoneyEntry
from plans.monitoring.money import Sums, commitments_of, sums_of
from plans.monitoring.money_warnings import warnings_of
from plans.services.money import RefusedError, cancel_entry, carry_over, change_entry, enter_money
from plans.views import reach
from plans.views.budget_lines import STALE, line_address, line_crumbs, own_line, visible_line
from plans.views.money import crumbs
from plans.views.request import PlanRequest

_SAID = ("act", "amount", "installment", "reference", "note", "commitment")


@require_http_methods(["GET", "HEAD", "POST"])
def budget_line_detail(request: PlanRequest, pk: int) -> HttpResponse:
    """A line with its sums, what is to be watched, its ledger, and a form for one more entry."""
    line = visible_line(request, pk)
    if request.method == "POST":
        require(request.user, Permission.MONEY_EDIT, line)
    form = EntryForm(
        request.POST if request.method == "POST" else None,
        line=line,
        commitments=commitments_of(line),
        initial={"base_version": 0},
    )
    if made := carried_out(form, lambda: _entered(request, line, form)):
        messages.success(request, f"บันทึก{made[0].get_act_display()}แล้ว")
        return redirect(line_address(line))
    planned = line.activity.budget_amount if line.activity else line.planned
    entries = line.entries.select_related("commitment", "created_by", "cancelled_by").order_by("-on", "-pk")
    context = {
        "line": line,
        "form": form,
        "sums": sums_of(line) + Sums(planned=planned or Decimal(0)),
        "lead": " · ".join(filter(None, (*_source(line), line.plan.title))),
        "warnings": warnings_of(line),
        "page": page_of(request, entries),
        "may_edit": bool(check(request.user, Permission.MONEY_EDIT, line)),
        "crumbs": crumbs(line.plan, here=str(line)[:80]),
    }
    return render(request, "plans/budget_line.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def money_entry_paste(request: PlanRequest, pk: int) -> HttpResponse:
    """Many entries of a line at once, all of them or none."""
    line = own_line(request, pk)
    form = EntriesForm(request.POST if request.method == "POST" else None, line=line)
    if made := carried_out(form, lambda: _all_entered(request, line, form)):
        messages.success(request, f"บันทึกแล้ว {len(made)} รายการ")
        return redirect(line_address(line))
    return form_page(
        request,
        form,
        title="บันทึกหลายรายการ",
        lead=str(line),
        crumbs=line_crumbs(line, "บันทึกหลายรายการ"),
        submit="บันทึกทั้งหมด",
        cancel_url=line_address(line),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def money_entry_edit(request: PlanRequest, pk: int) -> HttpResponse:
    """Mend an entry; what it said before stays in the trail."""
    entry = _own_entry(request, pk)
    initial = {name: getattr(entry, name) for name in _SAID}
    initial |= {"base_version": entry.version, "on": Day(entry.on, entry.is_month)}
    form = EntryForm(
        request.POST if request.method == "POST" else None,
        line=entry.line,
        commitments=commitments_of(entry.line, but=entry),
        initial=initial,
    )
    try:
        if carried_out(form, lambda: _changed(request, entry, form)):
            messages.success(request, "บันทึกแล้ว")
            return redirect(line_address(entry.line))
    except StaleError as stale:
        form.begin_again(stale.current.version, STALE)
    return form_page(
        request,
        form,
        title="แก้ไขรายการเคลื่อนไหว",
        lead=str(entry.line),
        crumbs=line_crumbs(entry.line, "แก้ไขรายการเคลื่อนไหว"),
        submit="บันทึก",
        cancel_url=line_address(entry.line),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def money_entry_cancel(request: PlanRequest, pk: int) -> HttpResponse:
    """Let an entry count no more, saying why."""
    entry = _own_entry(request, pk)
    form = CancelForm(
        request.POST if request.method == "POST" else None, initial={"base_version": entry.version}
    )
    try:
        if carried_out(form, lambda: cancel_entry(by=request.user, entry=entry, **form.cleaned_data)):
            messages.success(request, "ยกเลิกรายการแล้ว รายการนี้ไม่นับรวมในยอดอีก")
            return redirect(line_address(entry.line))
    except StaleError as stale:
        form.begin_again(stale.current.version, STALE)
    return form_page(
        request,
        form,
        title="ยกเลิกรายการเคลื่อนไหว",
        lead=f"{entry.line} · {entry.get_act_display()} {format_baht(entry.amount)} บาท",
        crumbs=line_crumbs(entry.line, "ยกเลิกรายการเคลื่อนไหว"),
        submit="ยกเลิกรายการ",
        danger=True,
        cancel_label="กลับ",
        cancel_url=line_address(entry.line),
    )


@require_POST
def money_entry_carry(request: PlanRequest, pk: int) -> HttpResponse:
    """Keep a commitment for payment after the year, or no longer."""
    entry = _own_entry(request, pk)
    version, wanted = asked_id(request.POST.get("version", "")), request.POST.get("carried") == "1"
    try:
        carry_over(by=request.user, entry=entry, base_version=version, is_carried=wanted)
    except StaleError:
        messages.warning(request, STALE)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, "กันเงินไว้เบิกเหลื่อมปีแล้ว" if wanted else "ยกเลิกการกันเงินไว้เบิกเหลื่อมปีแล้ว")
    return redirect(line_address(entry.line))


def _source(line: BudgetLine) -> tuple[str, ...]:
    return line.get_source_display(), line.source_name, line.get_kind_display()


def _own_entry(request: PlanRequest, pk: int) -> MoneyEntry:
    """An entry that the person may write; the page is of its plan."""
    entries = MoneyEntry.objects.visible_to(request.user)
    found: MoneyEntry = get_object_or_404(
        entries.select_related("line__plan__organisation", "line__activity__part__plan__organisation"), pk=pk
    )
    reach.shown(request, found.line.plan)
    require(request.user, Permission.MONEY_EDIT, found)
    return found


def _entered(request: PlanRequest, line: BudgetLine, form: EntryForm) -> list[MoneyEntry]:
    return enter_money(by=request.user, line=line, movements=[form.movement()])


def _all_entered(request: PlanRequest, line: BudgetLine, form: EntriesForm) -> list[MoneyEntry]:
    """All or none; what is refused is told with its line of the pasted text."""
    try:
        movements = form.movements()
        if not movements:
            raise ValidationError({"rows": "ไม่พบรายการในข้อมูลที่วาง"})
        return enter_money(by=request.user, line=line, movements=movements)
    except RefusedError as refused:
        number = form.numbers[refused.at]
        raise ValidationError({"rows": [f"บรรทัดที่ {number}: {words}" for words in refused.messages]}) from None


def _changed(request: PlanRequest, entry: MoneyEntry, form: EntryForm) -> MoneyEntry:
    """Whether it is kept for after the year is asked elsewhere, and stays as it is."""
    base, movement = form.cleaned_data["base_version"], form.movement()
    is_carried = entry.is_carried and movement.act == MoneyEntry.Act.COMMITMENT
    movement = replace(movement, is_carried=is_carried)
    return change_entry(by=request.user, entry=entry, base_version=base, movement=movement)
