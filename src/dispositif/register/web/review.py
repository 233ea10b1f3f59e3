"""Review: the queue, and what a person does with a mandate as read."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path


def review(request: HttpRequest) -> HttpResponse:
    """The page."""
    return render(request, "web/review.html")


urlpatterns = [path("review/", review, name="review")]
