"""What an organisation says of itself year by year: vision, mission, values, strategy, staff numbers."""

from dataclasses import asdict
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from ita_portal.thai.fiscal import fiscal_year_of
from organisations.form_errors import show_errors
from organisations.forms.years import YearForm, staff_forms
from organisations.models import Organisation, OrganisationYear
from organisations.requests import SignedInRequest
from organisations.services.years import (
    TEXTS,
    Staff,
    add_year,
    may_write_years,
    require_years,
    save_year,
    staff_of,
)

KINDS = (
    "ข้าราชการ",
    "พนักงานราชการ",
    "ลูกจ้างประจำ",
    "ลูกจ้างชั่วคราว",
    "พนักงานกระทรวง",
    "พนักงานมหาวิทยาลัย",
    "จ้างเหมาบริการ",
)


@require_safe
def year_list(request: SignedInRequest, pk: int) -> HttpResponse:
    """Every year that was written down, the latest first."""
    organisation = get_object_or_404(Organisation.objects.visible_to(request.user), pk=pk)
    context = {
        "organisation": organisation,
        "years": organisation.years.prefetch_related("staff"),
        "may_write": may_write_years(request.user, organisation),
        "crumbs": _crumbs(organisation),
    }
    return render(request, "organisations/year_list.html", context)


@require_http_methods(["GET", "POST"])
def year_create(request: SignedInRequest, pk: int) -> HttpResponse:
    """One more year, beginning from what was said last."""
    organisation = get_object_or_404(Organisation.objects.visible_to(request.user), pk=pk)
    require_years(request.user, organisation)
    last = organisation.years.first()
    initial = {name: getattr(last, name) for name in TEXTS} if last else {}
    initial["fiscal_year"] = last.fiscal_year + 1 if last else fiscal_year_of(timezone.localdate())
    form, staff = _forms(request, initial | {"base_version": 0}, last)
    if all([form.is_valid(), staff.is_valid()]):
        try:
            year = add_year(
                by=request.user, organisation=organisation, values=form.texts(), staff=_written(staff)
            )
        except ValidationError as error:
            show_errors(form, error)
        else:
            messages.success(request, "เพิ่มข้อมูลรายปีแล้ว")
            return redirect(year)
    return _page(request, form, staff, organisation, "เพิ่มข้อมูลรายปี")


@require_http_methods(["GET", "POST"])
def year_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """The texts and staff numbers of a year."""
    years = OrganisationYear.objects.visible_to(request.user).select_related("organisation")
    year = get_object_or_404(years, pk=pk)
    require_years(request.user, year.organisation)
    initial = {name: getattr(year, name) for name in TEXTS} | {"base_version": year.version}
    form, staff = _forms(request, initial, year)
    if all([form.is_valid(), staff.is_valid()]):
        try:
            _save(request, year, form, staff)
        except ValidationError as error:
            year.refresh_from_db()
            form.begin_again(year.version)
            show_errors(form, error)
        else:
            messages.success(request, "บันทึกข้อมูลรายปีแล้ว")
            return redirect(year)
    return _page(request, form, staff, year.organisation, "แก้ไขข้อมูลรายปี")


def _forms(
    request: SignedInRequest, initial: dict[str, Any], year: OrganisationYear | None
) -> tuple[YearForm, Any]:
    data = request.POST if request.method == "POST" else None
    lines = [asdict(line) for line in staff_of(year)] if year else []
    return YearForm(data, initial=initial), staff_forms(data, lines)


def _written(staff: Any) -> list[Staff]:
    return [Staff(**line) for line in staff.written()]


def _save(request: SignedInRequest, year: OrganisationYear, form: YearForm, staff: Any) -> None:
    save_year(
        by=request.user,
        year=year,
        values=form.texts(),
        staff=_written(staff),
        base_version=form.cleaned_data["base_version"],
    )


def _page(
    request: SignedInRequest, form: YearForm, staff: Any, organisation: Organisation, title: str
) -> HttpResponse:
    context = {"form": form, "staff": staff, "title": title, "kinds": KINDS}
    context["crumbs"] = [*_crumbs(organisation), {"label": title}]
    context["cancel_url"] = reverse("organisations:year-list", args=[organisation.pk])
    return render(request, "organisations/year_form.html", context, status=422 if form.is_bound else 200)


def _crumbs(organisation: Organisation) -> list[dict[str, str]]:
    return [
        {"label": organisation.label, "url": organisation.get_absolute_url()},
        {"label": "ข้อมูลรายปี", "url": reverse("organisations:year-list", args=[organisation.pk])},
    ]
