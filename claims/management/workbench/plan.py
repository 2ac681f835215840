"""What the supervisor is to run. Made by the command, read by the supervisor: a small JSON file between the two."""

import dataclasses
import json
from pathlib import Path


@dataclasses.dataclass(frozen=True)
class Process:
    """One program the supervisor keeps running."""

    name: str
    command: list[str]
    #: Asks the program to end; it has `stop_seconds` for that before it is killed with everything it started.
    stop_signal: str = "SIGTERM"
    stop_seconds: float = 10
    #: Sent by the kernel when the supervisor itself is killed.
    orphan_signal: str = "SIGTERM"


@dataclasses.dataclass(frozen=True)
class Plan:
    """Everything one `manage.py workbench` runs, in the order in which it starts."""

    address: str
    #: Where the web server can be asked whether it lives.
    health_host: str
    health_port: int
    #: Unix socket of the Redis that we start ourselves; None when REDIS_URL names another one.
    redis_socket: str | None
    redis: Process | None
    processes: list[Process]
    #: Run once when the web answers (demo data); its output is shown.
    then: Process | None

    def write(self, path: Path) -> None:
        """Save the plan for the supervisor."""
        path.write_text(json.dumps(dataclasses.asdict(self), indent=2), encoding="utf-8")

    @classmethod
    def read(cls, path: Path) -> "Plan":
        """Load what `write` saved."""
        data = json.loads(path.read_text(encoding="utf-8"))
        for optional in ("redis", "then"):
            data[optional] = Process(**data[optional]) if data[optional] else None
        data["processes"] = [Process(**process) for process in data["processes"]]
        return cls(**data)
