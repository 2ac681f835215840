"""How the project logs: one line per event, as JSON in production, with the request's or job's id on each.

Log names and numbers, never article text: ids, lengths, counts, seconds.
"""

from typing import Any

import structlog

SHARED_STEPS: list[Any] = [
    structlog.contextvars.merge_contextvars,  # request_id, user_id, job_id
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.stdlib.ExtraAdder(),
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]


def logging_config(*, level: str, style: str) -> dict[str, Any]:
    """Return Django's LOGGING for a level and a style (`json` or `console`), and set structlog up likewise."""
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *SHARED_STEPS,
            structlog.stdlib.PositionalArgumentsFormatter(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "line": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": SHARED_STEPS,
                "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, *_last_steps(style)],
            }
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            # Django adds its own handlers to these; ours at the root is enough.
            "django": {"handlers": [], "level": level, "propagate": True},
            "django.server": {"handlers": [], "level": level, "propagate": True},
            # Repeats what RequestLogMiddleware writes, without the request's id.
            "django.request": {"level": "ERROR"},
            # At DEBUG it would log queries with their parameters, article text among them.
            "django.db.backends": {"level": "INFO"},
            # Three lines for every message, the ten-second sweep's too; claims.jobs logs what matters.
            "celery.worker.strategy": {"level": "INFO" if level == "DEBUG" else "WARNING"},
            # What it says of log-ins, factcheck.accounts says in one line.
            "axes": {"level": "ERROR"},
            "celery.beat": {"level": "INFO" if level == "DEBUG" else "WARNING"},
            "celery.app.trace": {"level": "INFO" if level == "DEBUG" else "WARNING"},
        },
    }


def _last_steps(style: str) -> list[Any]:
    if style == "json":
        return [structlog.processors.format_exc_info, structlog.processors.JSONRenderer(ensure_ascii=False)]
    return [structlog.dev.ConsoleRenderer(colors=False)]
