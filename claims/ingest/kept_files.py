"""Files that the product keeps, below the media folder, under the hash of their bytes: written whole or not at all."""

from __future__ import annotations

import hashlib
import os
import tempfile
from contextlib import suppress
from pathlib import Path

from django.conf import settings


def keep(data: bytes, folder: str, suffix: str = "") -> str:
    """Write the bytes once; returns the name to find them by: `folder/9f/9f3c….suffix`.

    Raises OSError when the disk is full or may not be written; then nothing is left behind.
    """
    digest = hashlib.sha256(data).hexdigest()
    name = f"{folder}/{digest[:2]}/{digest}{suffix}"
    place = path_of(name)
    if place.exists():
        return name
    place.parent.mkdir(parents=True, exist_ok=True)
    handle, half = tempfile.mkstemp(dir=place.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(half).replace(place)  # in one step: nobody ever reads half of it
    except OSError:
        with suppress(OSError):
            Path(half).unlink()
        raise
    return name


def path_of(name: str) -> Path:
    """Where the file of that name is kept."""
    return Path(settings.MEDIA_ROOT) / name
