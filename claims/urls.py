"""Addresses of the product, grouped by noun."""

from __future__ import annotations

from django.urls import URLPattern, path

from claims.views import articles, attributions, jobs, queue, workbench

app_name = "claims"

urlpatterns: list[URLPattern] = [
    path("", queue.queue, name="queue"),
    path("queue/next/", queue.next_for_me, name="next"),
    path("articles/", articles.articles, name="articles"),
    path("articles/new/", articles.new, name="article_new"),
    path("articles/<int:pk>/", workbench.article, name="article"),
    path("articles/<int:pk>/split/", workbench.split_again, name="split_again"),
    path("attributions/<int:pk>/confirm/", attributions.confirm, name="confirm"),
    path("attributions/<int:pk>/reject/", attributions.reject, name="reject"),
    path("attributions/<int:pk>/restore/", attributions.restore, name="restore"),
    path("attributions/<int:pk>/correct/", attributions.correct, name="correct"),
    path("attributions/<int:pk>/source/", attributions.source, name="set_source"),
    path("attributions/<int:pk>/verdict/", attributions.verdict, name="verdict"),
    path("own-voice/<int:pk>/take-up/", attributions.take_up, name="take_up"),
    path("claims/<int:pk>/take/", queue.take, name="take"),
    path("jobs/<int:pk>/", jobs.job, name="job"),
    path("jobs/<int:pk>/retry/", jobs.retry, name="job_retry"),
]
