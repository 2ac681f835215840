"""Addresses of the product, grouped by noun."""

from __future__ import annotations

from django.urls import URLPattern, path

from claims.views import articles, jobs, queue

app_name = "claims"

urlpatterns: list[URLPattern] = [
    path("", queue.queue, name="queue"),
    path("articles/", articles.articles, name="articles"),
    path("jobs/<int:pk>/", jobs.job, name="job"),
    path("jobs/<int:pk>/retry/", jobs.retry, name="job_retry"),
]
