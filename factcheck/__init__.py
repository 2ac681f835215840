"""The Django project around the one app `claims`: settings, addresses, jobs, logging."""

from factcheck.celery import app as celery_app

__all__ = ["celery_app"]
