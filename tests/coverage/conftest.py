import pytest

from tests import web
from tests.coverage.service import Service


@pytest.fixture
def service(redis_server, settings):
    """The only provider there is, allowed by the settings, with short limits."""
    with web.running() as server:
        settings.FETCH_EXTRA_PORTS = [server.port]
        settings.FETCH_PRIVATE_HOSTS = ["127.0.0.1"]
        settings.FETCH_PAUSE_SECONDS = 0
        settings.FETCH_READ_SECONDS = 0.5
        settings.FETCH_TOTAL_SECONDS = 1
        settings.FETCH_MAX_BYTES = 200_000
        service = Service(server)
        settings.GOOGLE_FACTCHECK_URL = settings.GDELT_DOC_URL = settings.GDELT_CONTEXT_URL = service.url
        settings.WORDPRESS_SITES = [service.url + "/", "https://other.example"]
        settings.WIKINEWS_URL = service.url + "/{language}"
        settings.GOOGLE_FACTCHECK_KEY = "s3cret"
        settings.MEDIACLOUD_URL = service.url
        settings.MEDIACLOUD_KEY = "s3cret"
        settings.MEDIACLOUD_COLLECTIONS = [38379429]
        settings.NEWS_API_KEYS = {"newsapi": "s3cret", "gnews": "s3cret", "guardian": "s3cret"}
        yield service
