"""Where each page and each call is."""

from django.urls import include, path

urlpatterns = [
    path("i18n/", include("django.conf.urls.i18n")),
    path("", include("dispositif.register.web.urls")),
]
