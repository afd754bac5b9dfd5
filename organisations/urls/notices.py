"""The addresses of what people are told of, and of channels."""

from django.urls import URLPattern, path

from organisations.views import notices, webhooks

urlpatterns: list[URLPattern] = [
    path("profile/notices/", notices.notice_settings, name="notice-settings"),
    path("notices/off/<str:token>/", notices.notice_off, name="notice-off"),
    path("organisations/<int:pk>/webhooks/", webhooks.webhook_list, name="webhook-list"),
    path("organisations/<int:pk>/webhooks/new/", webhooks.webhook_new, name="webhook-new"),
    path("webhooks/<int:pk>/", webhooks.webhook_detail, name="webhook-detail"),
    path("webhooks/<int:pk>/edit/", webhooks.webhook_edit, name="webhook-edit"),
    path("webhooks/<int:pk>/delete/", webhooks.webhook_delete, name="webhook-delete"),
    path("webhooks/<int:pk>/test/", webhooks.webhook_test, name="webhook-test"),
]
