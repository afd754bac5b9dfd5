"""Channels of an organisation: added, changed, switched off, tried out, and what was sent through each."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from organisations.access import Permission, require
from organisations.forms.notices import WebhookChangeForm, WebhookForm
from organisations.models import Organisation, Webhook
from organisations.pages.form_page import form_page
from organisations.pages.lists import Columns, page_of
from organisations.pages.outcome import carried_out
from organisations.requests import SignedInRequest
from organisations.services.errors import StaleError
from organisations.services.webhooks import add_webhook, change_webhook, delete_webhook, send_test_message

TITLE = "ช่องทางแจ้งเตือน"
COLUMNS: Columns = [
    {"label": "ข้อความ"},
    {"label": "สถานะ", "narrow": True},
    {"label": "เวลา"},
    {"label": "ครั้งที่ส่ง", "narrow": True, "numeric": True},
]
NOTHING_SENT = {"icon": "send", "title": "ยังไม่มีข้อความที่ส่งตามช่องทางนี้"}
STALE = "มีผู้แก้ไขช่องทางนี้ก่อนท่าน ข้อความของท่านยังอยู่ครบ โปรดตรวจสอบแล้วบันทึกอีกครั้งหากต้องการใช้แทน"


@require_safe
def webhook_list(request: SignedInRequest, pk: int) -> HttpResponse:
    """The channels of an organisation."""
    organisation = _managed(request, pk)
    context = {
        "organisation": organisation,
        "webhooks": Webhook.objects.visible_to(request.user).filter(organisation=organisation),
        "crumbs": _crumbs(organisation),
    }
    return render(request, "organisations/webhook_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def webhook_new(request: SignedInRequest, pk: int) -> HttpResponse:
    """One more channel, with a secret of its own."""
    organisation = _managed(request, pk)
    form = WebhookForm(request.POST or None)
    if request.method == "POST":
        made = carried_out(
            form, lambda: add_webhook(by=request.user, organisation=organisation, **form.cleaned_data)
        )
        if made:
            messages.success(request, "เพิ่มช่องทางแจ้งเตือนแล้ว โปรดส่งข้อความทดสอบ")
            return redirect("organisations:webhook-detail", made.pk)
    back_url = reverse("organisations:webhook-list", args=[pk])
    return _form(request, form, "เพิ่มช่องทางแจ้งเตือน", _crumbs(organisation, "เพิ่ม"), back_url)


@require_safe
def webhook_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """A channel with its secret, and what was sent through it, the latest first."""
    webhook = _channel(request, pk)
    context = {
        "webhook": webhook,
        "page": page_of(request, webhook.deliveries.all()),
        "columns": COLUMNS,
        "empty": NOTHING_SENT,
        "crumbs": _crumbs(webhook.organisation, webhook.name),
    }
    return render(request, "organisations/webhook_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def webhook_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Its name and address, on or off."""
    webhook = _channel(request, pk)
    initial = {name: getattr(webhook, name) for name in ("name", "url", "is_active")}
    form = WebhookChangeForm(request.POST or None, initial=initial | {"base_version": webhook.version})
    back_url = reverse("organisations:webhook-detail", args=[pk])
    if request.method == "POST":
        try:
            changed = carried_out(
                form, lambda: change_webhook(by=request.user, webhook=webhook, **form.cleaned_data)
            )
        except StaleError as stale:
            form.begin_again(stale.current.version)
            form.add_error(None, STALE)
        else:
            if changed:
                messages.success(request, "บันทึกช่องทางแจ้งเตือนแล้ว")
                return redirect(back_url)
    return _form(
        request, form, "แก้ไขช่องทางแจ้งเตือน", _crumbs(webhook.organisation, webhook.name, "แก้ไข"), back_url
    )


@require_http_methods(["GET", "HEAD", "POST"])
def webhook_delete(request: SignedInRequest, pk: int) -> HttpResponse:
    """The channel goes for good, after asking."""
    webhook = _channel(request, pk)
    if request.method == "POST":
        delete_webhook(by=request.user, webhook=webhook)
        messages.success(request, "ลบช่องทางแจ้งเตือนแล้ว")
        return redirect("organisations:webhook-list", webhook.organisation_id)
    question = {
        "title": f"ลบช่องทาง “{webhook}” หรือไม่",
        "text": "ระบบจะไม่ส่งข้อความตามช่องทางนี้อีก และลบรายการข้อความที่ส่งแล้วของช่องทางนี้ด้วย",
        "confirm_label": "ลบช่องทาง",
        "cancel_url": reverse("organisations:webhook-detail", args=[pk]),
        "danger": True,
    }
    return render(request, "confirm.html", question)


@require_POST
def webhook_test(request: SignedInRequest, pk: int) -> HttpResponse:
    """A message that says it is a trial, now."""
    webhook = _channel(request, pk)
    try:
        send_test_message(by=request.user, webhook=webhook)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, "กำลังส่งข้อความทดสอบ ผลปรากฏในรายการข้อความด้านล่าง")
    return redirect("organisations:webhook-detail", pk)


def _managed(request: SignedInRequest, pk: int) -> Organisation:
    organisation = get_object_or_404(Organisation.objects.visible_to(request.user), pk=pk)
    require(request.user, Permission.ORGANISATION_EDIT, organisation)
    return organisation


def _channel(request: SignedInRequest, pk: int) -> Webhook:
    """For those who manage its organisation; a member without the right is told so, others find nothing."""
    webhooks = Webhook.objects.visible_to(request.user, Permission.ORGANISATION_VIEW)
    webhook = get_object_or_404(webhooks.select_related("organisation"), pk=pk)
    require(request.user, Permission.ORGANISATION_EDIT, webhook.organisation)
    return webhook


def _form(request: SignedInRequest, form: Any, title: str, crumbs: Any, back_url: str) -> HttpResponse:
    return form_page(request, form, title=title, crumbs=crumbs, submit="บันทึก", cancel_url=back_url)


def _crumbs(organisation: Organisation, *steps: str) -> list[dict[str, str]]:
    return [
        {"label": organisation.label, "url": organisation.get_absolute_url()},
        {"label": TITLE, "url": reverse("organisations:webhook-list", args=[organisation.pk])},
        *({"label": name} for name in steps),
    ]
