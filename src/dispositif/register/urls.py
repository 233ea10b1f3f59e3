"""Where each page and each call is."""

from django.urls import include, path

from dispositif.register.api.calls import api

urlpatterns = [
    path("i18n/", include("django.conf.urls.i18n")),
    path("api/v1/", api.urls),
    path("", include("dispositif.register.web.urls")),
]
handler400 = "dispositif.register.web.refusals.bad_request"
handler403 = "dispositif.register.web.refusals.forbidden"
handler404 = "dispositif.register.web.refusals.not_found"
handler500 = "dispositif.register.web.refusals.failed"
