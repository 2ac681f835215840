#!/usr/bin/env python
"""Django's command line for the workbench: `python manage.py help` lists what it can do."""

import os
import sys


def main() -> None:
    """Run one management command; a wrong setting ends it with one line instead of a traceback."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")
    try:
        from django.core.exceptions import ImproperlyConfigured
        from django.core.management import execute_from_command_line
    except ImportError:
        sys.exit("Django is not installed in this Python. Run `make setup`, then use .venv/bin/python manage.py.")
    try:
        from django.conf import settings

        settings.INSTALLED_APPS  # noqa: B018  # reads the settings file here, where its errors can be shown
    except ImproperlyConfigured as error:
        sys.exit(f"Settings: {error}")
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
