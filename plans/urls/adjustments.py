"""Addresses of requests to adjust approved plans, of corrections and of opening a plan again."""

from django.urls import path

from plans.views import adjustment_lines, adjustments, corrections, reopenings

urlpatterns = [
    path("<int:pk>/adjustments/", adjustments.adjustment_list, name="adjustment-list"),
    path("<int:pk>/adjustments/new/", adjustments.adjustment_new, name="adjustment-new"),
    path("adjustments/<int:pk>/", adjustments.adjustment_detail, name="adjustment-detail"),
    path("adjustments/<int:pk>/edit/", adjustments.adjustment_edit, name="adjustment-edit"),
    path("adjustments/<int:pk>/drop/", adjustments.adjustment_drop, name="adjustment-drop"),
    path("adjustments/<int:pk>/rows/", adjustment_lines.adjustment_rows, name="adjustment-rows"),
    path(
        "adjustments/<int:pk>/rows/<int:row>/change/",
        adjustment_lines.adjustment_line_change,
        name="adjustment-line-change",
    ),
    path(
        "adjustments/<int:pk>/rows/<int:row>/remove/",
        adjustment_lines.adjustment_line_remove,
        name="adjustment-line-remove",
    ),
    path(
        "adjustments/<int:pk>/parts/<int:part>/add/",
        adjustment_lines.adjustment_line_add,
        name="adjustment-line-add",
    ),
    path("adjustments/lines/<int:pk>/", adjustment_lines.adjustment_line, name="adjustment-line"),
    path(
        "adjustments/lines/<int:pk>/drop/",
        adjustment_lines.adjustment_line_drop,
        name="adjustment-line-drop",
    ),
    path("adjustments/rule/<int:pk>/", adjustments.adjustment_rule, name="adjustment-rule"),
    path("<int:pk>/corrections/", corrections.correction_rows, name="correction-rows"),
    path("activities/<int:pk>/correction/", corrections.correction_new, name="correction-new"),
    path("<int:pk>/reopenings/new/", reopenings.reopening_new, name="reopening-new"),
    path("reopenings/<int:pk>/", reopenings.reopening_decide, name="reopening-decide"),
]
