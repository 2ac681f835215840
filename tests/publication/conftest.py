"""The reference article and its Kremlin claim, as the page tests have them."""

from tests.views.conftest import kremlin, reference  # noqa: F401 - fixtures
