from django.urls import path
from django.urls.resolvers import URLPattern

from assessments.views import frameworks, frameworks_loading

urlpatterns: list[URLPattern] = [
    path("frameworks/", frameworks.framework_list, name="framework-list"),
    path("frameworks/load/", frameworks_loading.framework_load, name="framework-load"),
    path("frameworks/template/", frameworks.framework_template, name="framework-template"),
    path("frameworks/topics/<slug:key>/", frameworks.framework_topic, name="framework-topic"),
    path("frameworks/<slug:code>/", frameworks.framework_detail, name="framework-detail"),
    path("frameworks/<slug:code>/<slug:kind>/", frameworks.framework_file, name="framework-file"),
]
