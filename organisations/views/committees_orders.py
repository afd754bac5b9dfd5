"""Later orders about a committee, and the one that ends it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from organisations.committees import cited
from organisations.forms.committees import OrderForm
from organisations.pages.form_page import form_page
from organisations.pages.outcome import carried_out
from organisations.requests import SignedInRequest
from organisations.services.committees import revoke_committee
from organisations.services.committees_orders import add_order, delete_order, update_order
from organisations.views.committees_doors import asked, crumbs, editable_committee, editable_order


@require_http_methods(["GET", "HEAD", "POST"])
def committee_order_new(request: SignedInRequest, pk: int) -> HttpResponse:
    """An order that amends the committee."""
    committee = editable_committee(request, pk)
    form = OrderForm(request.POST or None, committee=committee)
    if request.method == "POST" and carried_out(
        form, lambda: add_order(by=request.user, committee=committee, values=form.order_values())
    ):
        messages.success(request, "บันทึกคำสั่งแล้ว โปรดบันทึกผู้ที่เข้ารับหน้าที่หรือพ้นจากหน้าที่ตามคำสั่ง")
        return redirect(committee)
    return form_page(
        request,
        form,
        title="บันทึกคำสั่งแก้ไขเพิ่มเติม",
        lead=committee.name,
        crumbs=crumbs(committee, "บันทึกคำสั่ง"),
        submit="บันทึกคำสั่ง",
        cancel_url=committee.get_absolute_url(),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def committee_order_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Mend what was written of an order."""
    order = editable_order(request, pk)
    committee = order.committee
    form = OrderForm(request.POST or None, committee=committee, order=order)
    if request.method == "POST" and carried_out(
        form, lambda: update_order(by=request.user, order=order, values=form.order_values())
    ):
        messages.success(request, "บันทึกแล้ว")
        return redirect(committee)
    return form_page(
        request,
        form,
        title=f"แก้ไขคำสั่ง{order.get_kind_display()}",
        lead=committee.name,
        crumbs=crumbs(committee, "แก้ไขคำสั่ง"),
        submit="บันทึก",
        cancel_url=committee.get_absolute_url(),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def committee_order_delete(request: SignedInRequest, pk: int) -> HttpResponse:
    """Away with an order written down by mistake, after asking."""
    order = editable_order(request, pk)
    return asked(
        request,
        order.committee,
        lambda: delete_order(by=request.user, order=order),
        title="ลบคำสั่งนี้หรือไม่",
        text=f"{cited(order)} จะหายไปจากคณะ แต่ยังอยู่ในประวัติการดำเนินการ ใช้เมื่อบันทึกผิดเท่านั้น",
        done="ลบคำสั่งแล้ว",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def committee_revoke(request: SignedInRequest, pk: int) -> HttpResponse:
    """The order that ends the committee."""
    committee = editable_committee(request, pk)
    form = OrderForm(request.POST or None, committee=committee)
    if request.method == "POST" and carried_out(
        form, lambda: revoke_committee(by=request.user, committee=committee, values=form.order_values())
    ):
        messages.success(request, "บันทึกคำสั่งยกเลิกแล้ว")
        return redirect(committee)
    return form_page(
        request,
        form,
        title="บันทึกคำสั่งยกเลิกคณะ",
        lead="ทุกท่านในคณะพ้นจากหน้าที่ตั้งแต่วันที่คำสั่งมีผล รายชื่อและการประชุมที่ผ่านมายังเปิดดูได้",
        crumbs=crumbs(committee, "คำสั่งยกเลิก"),
        submit="บันทึกคำสั่งยกเลิก",
        danger=True,
        cancel_label="กลับ",
        cancel_url=committee.get_absolute_url(),
    )
