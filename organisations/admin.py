"""Django's own pages for what has none of ours, for staff: import, moving in the tree, the trail."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.db import models
from django.http import HttpRequest
from import_export.admin import ImportMixin
from treebeard.admin import TreeAdmin
from treebeard.forms import movenodeform_factory

from ita_portal.thai.dates import format_long
from organisations.imports import OrganisationResource, UserResource
from organisations.models import AuditEntry, AuditPerson, Membership, Organisation, User
from organisations.services import organisations
from organisations.services.audit import record, values_of

admin.site.site_title = admin.site.site_header = "การดูแลระบบ"
admin.site.index_title = "ข้อมูลของระบบ"


class ReadOnly(admin.ModelAdmin):
    """Nothing here is added, changed or removed."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False


@admin.register(Organisation)
class OrganisationAdmin(ImportMixin, TreeAdmin):
    """Beside our own pages: moving in the tree, and import. Organisations are closed, never deleted."""

    form = movenodeform_factory(Organisation)
    resource_classes = (OrganisationResource,)
    list_display = ("name", "code", "kind", "is_active")
    search_fields = ("name", "short_name", "code")

    def save_model(self, request: HttpRequest, obj: Organisation, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        record(
            by=request.user,  # type: ignore[arg-type]
            action=AuditEntry.Action.UPDATE if change else AuditEntry.Action.CREATE,
            target=obj,
            organisation_id=obj.pk,
            after=values_of(obj, organisations.FIELDS),
            reason="หน้าการดูแลระบบ",
        )

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False


@admin.register(User)
class UserAdmin(ImportMixin, DjangoUserAdmin):
    """Beside our own pages: rights over Django's pages, and import. Accounts are closed, never deleted."""

    resource_classes = (UserResource,)
    list_display = ("username", "full_name", "position", "is_central_admin", "is_staff", "is_active")
    list_filter = ("is_central_admin", "is_staff", "is_active")
    search_fields = ("username", "first_name", "last_name", "email")
    ordering = ("sort_key",)
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        ("ข้อมูลบุคคล", {"fields": ("prefix", "first_name", "last_name", "position", "email", "phone")}),
        ("สิทธิ์", {"fields": ("is_active", "is_central_admin", "is_staff", "is_superuser", "groups")}),
    )
    add_fieldsets = (
        (
            None,
            {
                "fields": (
                    "username",
                    "first_name",
                    "last_name",
                    "email",
                    "usable_password",
                    "password1",
                    "password2",
                )
            },
        ),
    )

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        record(
            by=request.user,  # type: ignore[arg-type]
            action=AuditEntry.Action.UPDATE if change else AuditEntry.Action.CREATE,
            target=obj,
            organisation_id=None,
            after={"fields": sorted(form.changed_data)},
            reason="หน้าการดูแลระบบ",
            text=f"ผู้ใช้งานหมายเลข {obj.pk}",
        )

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False


@admin.register(Membership)
class MembershipAdmin(ReadOnly):
    """To look something up; roles are given and ended on our own pages."""

    list_display = ("user", "organisation", "role", "starts", "ends")
    list_filter = ("role",)
    list_select_related = ("user", "organisation")
    search_fields = ("user__username", "user__first_name", "user__last_name", "organisation__name")

    @admin.display(description="ตั้งแต่วันที่", ordering="starts_on")
    def starts(self, membership: Membership) -> str:
        return format_long(membership.starts_on)

    @admin.display(description="ถึงวันที่", ordering="ends_on")
    def ends(self, membership: Membership) -> str:
        return format_long(membership.ends_on) if membership.ends_on else "ไม่มีกำหนด"


@admin.register(AuditEntry)
class AuditEntryAdmin(ReadOnly):
    list_display = ("at", "person", "action", "object_text", "organisation")
    list_filter = ("action", "object_type")
    list_select_related = ("person", "organisation")
    search_fields = ("object_text", "reason")


@admin.register(AuditPerson)
class AuditPersonAdmin(ReadOnly):
    list_display = ("name", "user_id")
    search_fields = ("name",)
