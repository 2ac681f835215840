"""The Celery application. A worker starts with: celery -A factcheck worker -Q interactive,background

Exactly one beat beside all workers starts the periodic jobs: celery -A factcheck beat
"""

import os
import signal
from typing import Any

import structlog
from celery import Celery, bootsteps
from celery.signals import before_task_publish, setup_logging, task_prerun, worker_process_init

from claims.management.workbench.die_with_parent import die_with_parent

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")

app = Celery("factcheck")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


class SignOfLife(bootsteps.StartStopStep):
    """Renews the heartbeat that /readyz looks for, from the worker's own event loop: a hung worker shows none."""

    requires = {"celery.worker.components:Timer"}

    def __init__(self, worker: Any, **kwargs: Any) -> None:
        self.timer_entry: Any = None

    def start(self, worker: Any) -> None:
        """Begin when the worker begins."""
        from factcheck import health

        health.sign_of_life()
        self.timer_entry = worker.timer.call_repeatedly(health.HEARTBEAT_SECONDS, health.sign_of_life)

    def stop(self, worker: Any) -> None:
        """End with the worker; the key in Redis runs out by itself."""
        if self.timer_entry:
            self.timer_entry.cancel()


app.steps["worker"].add(SignOfLife)


@setup_logging.connect
def use_django_logging(**kwargs: Any) -> None:
    """Workers log as the web does: one line of JSON or console text each, through settings.LOGGING."""
    from django.conf import settings
    from django.utils.log import configure_logging

    configure_logging(settings.LOGGING_CONFIG, settings.LOGGING)


@worker_process_init.connect
def end_with_the_worker(**kwargs: Any) -> None:
    """A pool process must not go on with a job whose worker was killed: the job is about to be given to another."""
    die_with_parent(signal.SIGKILL)


@before_task_publish.connect
def send_request_id(headers: dict[str, Any] | None = None, **kwargs: Any) -> None:
    """A job carries the id of the request that caused it …"""
    request_id = structlog.contextvars.get_contextvars().get("request_id")
    if request_id and headers is not None:
        headers["request_id"] = request_id


@task_prerun.connect
def log_with_ids(task_id: str = "", task: Any = None, **kwargs: Any) -> None:
    """… so that the lines of both can be found together."""
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(task_id=task_id, task=task.name)
    request_id = getattr(task.request, "request_id", None)
    if request_id:
        structlog.contextvars.bind_contextvars(request_id=request_id)
