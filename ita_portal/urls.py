"""The address of every page. Each app names its own below its prefix."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path, re_path, reverse_lazy
from django.views.generic import RedirectView

from ita_portal import health

# Django's own sign-in page would pass by two-factor authentication and the sign-in limits.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

# Administrators write the addresses: on allauth's pages people would claim one that is somebody else's.
to_profile = RedirectView.as_view(url=reverse_lazy("organisations:profile"))

urlpatterns = [
    path("", include("organisations.urls")),
    path("", include("reports.urls")),
    path("plans/", include("plans.urls")),
    path("assessments/", include("assessments.urls")),
    re_path(r"^accounts/(?:email|confirm-email)/", to_profile, name="account_addresses"),
    path("accounts/", include("allauth.urls")),
    path("admin/", admin.site.urls),
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
]

handler400 = "ita_portal.errors.bad_request"
handler403 = "ita_portal.errors.forbidden"
handler404 = "ita_portal.errors.not_found"
handler500 = "ita_portal.errors.server_error"
