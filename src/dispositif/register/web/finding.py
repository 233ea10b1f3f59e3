"""Finding: search, saved searches, actors."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path


def search(request: HttpRequest) -> HttpResponse:
    """The page."""
    return render(request, "web/search.html")


def actors(request: HttpRequest) -> HttpResponse:
    """The page."""
    return render(request, "web/actors.html")


urlpatterns = [path("search/", search, name="search"), path("actors/", actors, name="actors")]
