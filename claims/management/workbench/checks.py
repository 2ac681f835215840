"""What can be wrong with a machine before anything is started; each with a message that says what to do."""

import errno
import fcntl
import os
import socket
from pathlib import Path

from django.core.management import CommandError


def refuse_unwritable(folder: Path) -> None:
    """CommandError unless `folder` exists or can be made, and files can be made in it."""
    probe = folder / f".probe-{os.getpid()}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise CommandError(
            f"The folder {folder} cannot be written ({error.strerror}). Database, queue and uploads live there: "
            "make it writable, or set VAR_DIR to another folder."
        ) from None


def refuse_taken_port(host: str, port: int) -> None:
    """CommandError when another program already listens on the address, or it is not ours to use."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as the server does: a port just left is free
        try:
            probe.bind((host, port))
            probe.listen(1)
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                reason = "is used by another program"
            else:
                reason = f"cannot be used ({error.strerror})"
            raise CommandError(
                f"Port {port} on {host} {reason}. Choose another: make run PORT={port + 1 if port < 65535 else 8001}"
            ) from None


def take_instance_lock(path: Path) -> int:
    """Hold the lock that lets only one workbench run in a folder; CommandError names the one that runs already.

    The lock is an open file: it ends with the process that holds it, however that ends. Returns its descriptor, which
    survives the change into the supervisor.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        owner = os.read(descriptor, 200).decode(errors="replace").strip()
        os.close(descriptor)
        raise CommandError(f"The workbench already runs in this folder: {owner}. Stop it there first.") from None
    os.set_inheritable(descriptor, True)
    return descriptor


def sign_instance_lock(descriptor: int, address: str) -> None:
    """Write into the lock file who holds it, for the message above."""
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, f"{address} (process {os.getpid()})\n".encode(), 0)
