"""Django's admin: plans to look up, and sight of single plans to give and take.

Plans are written by services alone, which keep the trail; here they can only be read.
"""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from plans.models import ActionPlan, PlanSight


@admin.register(ActionPlan)
class ActionPlanAdmin(admin.ModelAdmin):
    list_display = ["title", "organisation", "fiscal_year", "state", "updated_at"]
    list_filter = ["fiscal_year", "state", "kind"]
    search_fields = ["title", "organisation__name"]
    list_select_related = ["organisation"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(PlanSight)
class PlanSightAdmin(admin.ModelAdmin):
    list_display = ["plan", "user", "purpose", "ends_on"]
    autocomplete_fields = ["plan", "user"]
