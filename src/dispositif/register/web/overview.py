"""Overview: what is due, dormant, unassigned; the calendar and the charts."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path


def overview(request: HttpRequest) -> HttpResponse:
    """The page."""
    return render(request, "web/overview.html")


def calendar(request: HttpRequest) -> HttpResponse:
    """The page."""
    return render(request, "web/calendar.html")


urlpatterns = [path("", overview, name="overview"), path("calendar/", calendar, name="calendar")]
