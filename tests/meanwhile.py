"""Two who act in the same moment: one in a transaction of the test, the other in a thread."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from django.db import connection


def meanwhile(act: Callable[[], object]) -> Callable[[], None]:
    """Begin an act in another connection, and return what waits for its end and raises what it raised."""
    begun, failed = threading.Event(), []

    def run() -> None:
        begun.set()
        try:
            act()
        except Exception as error:
            failed.append(error)
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    begun.wait()
    time.sleep(0.5)  # until it waits for this transaction; if it comes later, there is nothing to see

    def end() -> None:
        thread.join()
        if failed:
            raise failed[0]

    return end
