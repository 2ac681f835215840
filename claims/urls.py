"""Addresses of the product, grouped by noun."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "claims"

urlpatterns: list[URLPattern] = []
