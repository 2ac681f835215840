"""Rows that the infrastructure's tests need."""

import hashlib

import pytest
from django.contrib.auth.models import User

from claims.models import Article

PASSWORD = "a long enough passphrase"


@pytest.fixture
def short_article(db) -> Article:
    text = "Menteri mengatakan jalan itu dibuka hari ini."
    return Article.objects.create(text=text, content_hash=hashlib.sha256(text.encode()).hexdigest(), language="id")


@pytest.fixture
def user(db) -> User:
    return User.objects.create_user("sari", password=PASSWORD)
