"""Run everything in one terminal: web server, Celery worker and beat, and an embedded Redis. `make run` calls this."""

import os
import sys
from argparse import ArgumentParser
from typing import Any

import redis
from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command
from django.db import DatabaseError, connection

from claims.management.workbench import checks
from claims.management.workbench.plan import Plan, Process
from claims.management.workbench.redis_server import RedisMissing, redis_process
from factcheck.environment import LOCAL_HOSTS, redis_socket


class Command(BaseCommand):
    """Check the machine, migrate the database, write the plan, become the supervisor."""

    help = "Run the web server, the worker and an embedded Redis together, until Ctrl+C."
    requires_system_checks: list[str] = []  # migrate runs them

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to listen, and whether to make demo data."""
        parser.add_argument(
            "--port", type=int, default=settings.PORT, help="port of the web server (default: PORT or 8000)"
        )
        parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: this machine only)")
        parser.add_argument("--no-demo", action="store_true", help="no demo articles and users")

    def handle(self, *args: Any, **options: Any) -> None:
        """Does not return: the process becomes the supervisor, or CommandError says what to mend."""
        host, port = options["host"], options["port"]
        if settings.DEBUG and host not in ("127.0.0.1", "::1", "localhost"):
            raise CommandError(
                "DEBUG is on: only this machine may reach the workbench. Set DEBUG=false to open it to others."
            )
        checks.refuse_unwritable(settings.VAR_DIR)
        lock = checks.take_instance_lock(settings.VAR_DIR / "workbench.lock")
        checks.refuse_taken_port(host, port)
        plan = self.make_plan(host, port, demo=settings.DEBUG and not options["no_demo"])
        if plan.redis is None:
            self.refuse_unreachable_redis()
        self.migrate()
        if not settings.DEBUG:
            call_command("collectstatic", interactive=False, verbosity=0)

        checks.sign_instance_lock(lock, plan.address)
        plan_file = settings.VAR_DIR / "workbench.json"
        plan.write(plan_file)
        connection.close()
        sys.stdout.flush()
        os.chdir(settings.BASE_DIR)
        os.execv(sys.executable, [sys.executable, "-m", "claims.management.workbench", str(plan_file)])  # noqa: S606

    def make_plan(self, host: str, port: int, *, demo: bool) -> Plan:
        """Everything that is to run, as the supervisor wants it."""
        python = sys.executable
        bracketed = f"[{host}]" if ":" in host else host
        # In a demo nobody minds root, which containers often are; production is warned.
        warnings = ["-W", "ignore:You're running the worker with superuser"] if settings.DEBUG else []
        celery = [python, *warnings, "-m", "celery", "--app=factcheck", "--quiet"]
        worker = [*celery, "worker", "--queues=interactive,background", "--without-gossip", "--without-mingle"]
        own_redis = redis_socket(settings.REDIS_URL)
        if own_redis and own_redis.parent != settings.VAR_DIR:
            own_redis = None
        try:
            server = redis_process(own_redis, settings.VAR_DIR / "redis") if own_redis else None
        except RedisMissing as missing:
            raise CommandError(str(missing)) from None
        return Plan(
            address=f"http://{'localhost' if host in LOCAL_HOSTS else bracketed}:{port}/",
            health_host={"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host),  # noqa: S104  # compared, not bound
            health_port=port,
            redis_socket=str(own_redis) if own_redis else None,
            redis=server,
            processes=[
                Process("web", [python, "-m", "gunicorn", f"--bind={bracketed}:{port}", "factcheck.wsgi"]),
                # Orphans of Celery are killed: asked to end, they would first wait for a Redis that ends as well.
                # SIGQUIT: a running job gets worker_soft_shutdown_timeout seconds to end, then goes back to its queue.
                Process("worker", worker, stop_signal="SIGQUIT", stop_seconds=15, orphan_signal="SIGKILL"),
                Process("beat", [*celery, "beat", "--pidfile="], orphan_signal="SIGKILL"),
            ],
            then=Process("demo", [python, "manage.py", "seed_demo"]) if demo else None,
        )

    def refuse_unreachable_redis(self) -> None:
        """CommandError unless the Redis that REDIS_URL names answers."""
        try:
            with redis.Redis.from_url(settings.REDIS_URL, socket_connect_timeout=3, socket_timeout=3) as client:
                client.ping()
        except redis.RedisError as error:
            raise CommandError(
                f"The Redis that REDIS_URL names does not answer ({type(error).__name__}). Start it, mend REDIS_URL, "
                "or leave REDIS_URL unset for an embedded one."
            ) from None

    def migrate(self) -> None:
        """Bring the database to the newest schema; CommandError when it cannot be reached or used."""
        try:
            call_command("migrate", interactive=False, verbosity=0, skip_checks=False)
        except DatabaseError as error:
            first_line = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
            raise CommandError(
                f"The database cannot be used: {first_line} (Set DATABASE_URL, or leave it unset for SQLite in var/.)"
            ) from None
