from django.urls import URLPattern, URLResolver, path

from organisations.views.styleguide import styleguide

app_name = "organisations"

urlpatterns: list[URLPattern | URLResolver] = [
    path("styleguide/", styleguide, name="styleguide"),
]
