"""The one app of the project."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ClaimsConfig(AppConfig):
    """Articles, their claims, and everything people and jobs do with them."""

    name = "claims"
    verbose_name = _("Claims")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Connect what listens to log-ins, and what looks at the configuration."""
        from django.core.checks import register

        from claims.coverage import search_server, semantic
        from claims.coverage.providers import checks
        from factcheck import accounts  # noqa: F401

        register(checks.news_apis)
        register(semantic.check)
        register(search_server.check)
