"""Reports: the implementation matrix and what changed."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path


def reports(request: HttpRequest) -> HttpResponse:
    """The page."""
    return render(request, "web/reports.html")


urlpatterns = [path("reports/", reports, name="reports")]
