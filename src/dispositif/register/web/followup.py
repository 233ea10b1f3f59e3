"""Follow-up: a mandate's page, its ledger, assignment, requests and decisions."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
