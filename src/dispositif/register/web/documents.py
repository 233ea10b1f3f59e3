"""Documents: the list, a document's page, bringing one in."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path


def documents(request: HttpRequest) -> HttpResponse:
    """The page."""
    return render(request, "web/documents.html")


urlpatterns = [path("documents/", documents, name="documents")]
