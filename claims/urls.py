"""Addresses of the product, grouped by noun."""

from __future__ import annotations

from django.urls import URLPattern, path

from claims.views import (
    articles,
    attributions,
    chains,
    claims,
    coverage,
    dossier,
    editing,
    jobs,
    queue,
    source_review,
    sources,
    undo,
    workbench,
)

app_name = "claims"

urlpatterns: list[URLPattern] = [
    path("", queue.queue, name="queue"),
    path("queue/next/", queue.next_for_me, name="next"),
    path("articles/", articles.articles, name="articles"),
    path("articles/new/", articles.new, name="article_new"),
    path("articles/<int:pk>/", workbench.article, name="article"),
    path("articles/<int:pk>/split/", workbench.split_again, name="split_again"),
    path("articles/<int:pk>/undo/", undo.undo, name="undo"),
    path("articles/<int:pk>/redo/", undo.redo, name="redo"),
    path("attributions/<int:pk>/confirm/", attributions.confirm, name="confirm"),
    path("attributions/<int:pk>/reject/", attributions.reject, name="reject"),
    path("attributions/<int:pk>/restore/", attributions.restore, name="restore"),
    path("attributions/<int:pk>/correct/", attributions.correct, name="correct"),
    path("attributions/<int:pk>/spans/", editing.spans, name="spans"),
    path("attributions/<int:pk>/cut/", editing.cut, name="cut"),
    path("attributions/<int:pk>/merge/", editing.merge, name="merge"),
    path("articles/<int:pk>/claims/new/", editing.new_claim, name="claim_new"),
    path("attributions/<int:pk>/source/", attributions.source, name="set_source"),
    path("attributions/<int:pk>/source/everywhere/", attributions.source_everywhere, name="source_everywhere"),
    path("attributions/<int:pk>/chain/", chains.chain, name="chain"),
    path("attributions/<int:pk>/chain/add/", chains.add, name="chain_add"),
    path("attributions/<int:pk>/chain/<int:source>/", chains.describe, name="chain_describe"),
    path("attributions/<int:pk>/chain/<int:source>/move/", chains.move, name="chain_move"),
    path("attributions/<int:pk>/chain/<int:source>/remove/", chains.remove, name="chain_remove"),
    path("attributions/<int:pk>/verdict/", attributions.verdict, name="verdict"),
    path("own-voice/<int:pk>/take-up/", attributions.take_up, name="take_up"),
    path("claims/<int:pk>/take/", queue.take, name="take"),
    path("claims/", claims.claims, name="claims"),
    path("claims/<int:pk>/", dossier.claim, name="claim"),
    path("claims/<int:pk>/verdict/", dossier.sign, name="claim_verdict"),
    path("claims/<int:pk>/move/", dossier.move, name="claim_move"),
    path("claims/<int:pk>/assign/", dossier.assign, name="claim_assign"),
    path("claims/<int:pk>/statement/", dossier.statement, name="claim_statement"),
    path("claims/<int:pk>/evidence/", dossier.evidence, name="claim_evidence"),
    path("claims/<int:pk>/coverage/", coverage.coverage, name="coverage"),
    path("coverage/<int:pk>/decide/", coverage.decide, name="coverage_decide"),
    path("sources/review/", source_review.review, name="source_review"),
    path("sources/review/undo/", source_review.undo, name="source_review_undo"),
    path("sources/review/<int:pk>/", source_review.decide, name="source_review_decide"),
    path("sources/<int:pk>/", sources.source, name="source"),
    path("jobs/<int:pk>/", jobs.job, name="job"),
    path("jobs/<int:pk>/retry/", jobs.retry, name="job_retry"),
]
