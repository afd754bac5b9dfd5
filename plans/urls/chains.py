"""Addresses of chains of sign-off, and of standing orders to sign for another."""

from django.urls import URLPattern, path

from plans.views import chains, delegations

urlpatterns: list[URLPattern] = [
    path("chains/of/<int:pk>/", chains.chain_list, name="chain-list"),
    path("chains/of/<int:pk>/new/", chains.chain_new, name="chain-new"),
    path("chains/<int:pk>/", chains.chain_detail, name="chain-detail"),
    path("chains/<int:pk>/edit/", chains.chain_edit, name="chain-edit"),
    path("chains/<int:pk>/delete/", chains.chain_delete, name="chain-delete"),
    path("chains/<int:pk>/steps/new/<str:who>/", chains.chain_step_new, name="chain-step-new"),
    path("chains/steps/<int:pk>/", chains.chain_step_edit, name="chain-step-edit"),
    path("chains/steps/<int:pk>/move/", chains.chain_step_move, name="chain-step-move"),
    path("chains/steps/<int:pk>/delete/", chains.chain_step_delete, name="chain-step-delete"),
    path("delegations/of/<int:pk>/", delegations.delegation_list, name="delegation-list"),
    path("delegations/of/<int:pk>/new/", delegations.delegation_new, name="delegation-new"),
    path("delegations/<int:pk>/revoke/", delegations.delegation_revoke, name="delegation-revoke"),
]
