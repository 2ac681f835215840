"""What the worker does by itself, and how often; settings.py takes it over."""

from typing import Any

CELERY_BEAT_SCHEDULE: dict[str, dict[str, Any]] = {
    # Jobs whose message or worker was lost; a pile-up of such messages would be useless, so each lives only so long.
    "sweep-jobs": {
        "task": "claims.tasks.sweep_jobs",
        "schedule": 10.0,
        "options": {"queue": "background", "expires": 9},
    },
    "tell-followers": {
        "task": "claims.tasks.tell_followers",
        "schedule": 10.0,
        "options": {"queue": "background", "expires": 9},
    },
    "look-at-views": {
        "task": "claims.tasks.look_at_views",
        "schedule": 120.0,
        "options": {"queue": "background", "expires": 110},
    },
    "send-digests": {
        "task": "claims.tasks.send_digests",
        "schedule": 300.0,
        "options": {"queue": "background", "expires": 290},
    },
    "seal-event-log": {
        "task": "claims.tasks.seal_event_log",
        "schedule": 10.0,
        "options": {"queue": "background", "expires": 9},
    },
    "put-back-abandoned": {
        "task": "claims.tasks.put_back_abandoned",
        "schedule": 3600.0,
        "options": {"queue": "background", "expires": 3000},
    },
    "forget-receipts": {
        "task": "claims.tasks.forget_receipts",
        "schedule": 3600.0,
        "options": {"queue": "background", "expires": 3000},
    },
    "look-for-reasons": {
        "task": "claims.tasks.look_for_reasons",
        "schedule": 300.0,
        "options": {"queue": "background", "expires": 290},
    },
    "forget-notices": {
        "task": "claims.tasks.forget_notices",
        "schedule": 3600.0,
        "options": {"queue": "background", "expires": 3000},
    },
    "sweep-coverage": {
        "task": "claims.tasks.sweep_coverage",
        "schedule": 60.0,
        "options": {"queue": "background", "expires": 55},
    },
    # One piece each time: an analyst's job that finds every process busy waits for no more than one.
    "fold-archive": {
        "task": "claims.tasks.fold_archive",
        "schedule": 60.0,
        "options": {"queue": "background", "expires": 55},
    },
    "poll-feeds": {
        "task": "claims.tasks.poll_feeds",
        "schedule": 60.0,
        "options": {"queue": "background", "expires": 55},
    },
    "check-links": {
        "task": "claims.tasks.check_links",
        "schedule": 3600.0,
        "options": {"queue": "background", "expires": 3000},
    },
}
