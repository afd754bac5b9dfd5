"""The addresses of budget lines and the ledger."""

from django.urls import path

from plans.views import budget_lines, money, money_entries

urlpatterns = [
    path("<int:pk>/money/", money.money, name="money"),
    path("<int:pk>/money/file/", money.money_file, name="money-file"),
    path("<int:pk>/money/lines/new/", budget_lines.budget_line_new, name="budget-line-new"),
    path("organisations/<int:pk>/money/", money.money_below, name="money-below"),
    path("budget-lines/<int:pk>/", money_entries.budget_line_detail, name="budget-line-detail"),
    path("budget-lines/<int:pk>/edit/", budget_lines.budget_line_edit, name="budget-line-edit"),
    path("budget-lines/<int:pk>/remove/", budget_lines.budget_line_remove, name="budget-line-remove"),
    path("budget-lines/<int:pk>/paste/", money_entries.money_entry_paste, name="money-entry-paste"),
    path("money-entries/<int:pk>/edit/", money_entries.money_entry_edit, name="money-entry-edit"),
    path("money-entries/<int:pk>/cancel/", money_entries.money_entry_cancel, name="money-entry-cancel"),
    path("money-entries/<int:pk>/carry/", money_entries.money_entry_carry, name="money-entry-carry"),
]
