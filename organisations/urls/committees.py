"""Addresses of committees."""

from django.urls import URLPattern, path

from organisations.views import committees, committees_import, committees_members, committees_orders

urlpatterns: list[URLPattern] = [
    path("committees/", committees.committee_list, name="committee-list"),
    path("committees/new/", committees.committee_new, name="committee-new"),
    path("committees/import/", committees_import.committee_import, name="committee-import"),
    path(
        "committees/import/<int:pk>/",
        committees_import.committee_import_check,
        name="committee-import-check",
    ),
    path(
        "committees/import/<int:pk>/drop/",
        committees_import.committee_import_drop,
        name="committee-import-drop",
    ),
    path("committees/<int:pk>/", committees.committee_detail, name="committee-detail"),
    path("committees/<int:pk>/edit/", committees.committee_edit, name="committee-edit"),
    path("committees/<int:pk>/delete/", committees.committee_delete, name="committee-delete"),
    path("committees/<int:pk>/revoke/", committees_orders.committee_revoke, name="committee-revoke"),
    path(
        "committees/<int:pk>/orders/new/", committees_orders.committee_order_new, name="committee-order-new"
    ),
    path(
        "committees/orders/<int:pk>/edit/",
        committees_orders.committee_order_edit,
        name="committee-order-edit",
    ),
    path(
        "committees/orders/<int:pk>/delete/",
        committees_orders.committee_order_delete,
        name="committee-order-delete",
    ),
    path("committees/<int:pk>/members/", committees_members.committee_members, name="committee-members"),
    path(
        "committees/<int:pk>/members/new/",
        committees_members.committee_member_new,
        name="committee-member-new",
    ),
    path(
        "committees/members/<int:pk>/edit/",
        committees_members.committee_member_edit,
        name="committee-member-edit",
    ),
    path(
        "committees/members/<int:pk>/end/",
        committees_members.committee_member_end,
        name="committee-member-end",
    ),
    path(
        "committees/members/<int:pk>/move/",
        committees_members.committee_member_move,
        name="committee-member-move",
    ),
    path(
        "committees/members/<int:pk>/delete/",
        committees_members.committee_member_delete,
        name="committee-member-delete",
    ),
]
