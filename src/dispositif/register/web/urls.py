"""The pages: a module for each kind."""

from django.urls import include, path

MODULES = (
    "overview", "documents", "belonging", "aside", "citations", "comparing", "arrivals", "review", "followup",
    "notices", "sessions", "reports", "finding", "language", "feeds", "people", "administration",
)  # fmt: skip

urlpatterns = [path("", include(f"dispositif.register.web.{module}")) for module in MODULES]
