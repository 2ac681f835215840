"""Run a program that gets a signal when its parent dies: die_with_parent.py SIGNAL PARENT_PID PROGRAM [ARGUMENT…]

Linux only (prctl). Elsewhere the program simply runs; after a `kill -9` of the supervisor it stays, and the next start
finds the Redis or the port in use and says so. The kernel ties the signal to the parent's *thread*: start this from
the main thread.
"""

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1


def die_with_parent(signal_number: int, parent: int | None = None) -> None:
    """Ask the kernel to send this process a signal when its parent ends; end at once when it already has."""
    if not sys.platform.startswith("linux"):
        return
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal_number, 0, 0, 0)
    if parent is not None and os.getppid() != parent:
        os._exit(1)


if __name__ == "__main__":
    die_with_parent(signal.Signals[sys.argv[1]], int(sys.argv[2]))
    os.execvp(sys.argv[3], sys.argv[3:])  # noqa: S606
