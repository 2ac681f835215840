"""The examples in docstrings are true."""

import doctest
import importlib
import pkgutil

import pytest

from claims import extraction

MODULES = [
    "claims.extraction",
    *(f"claims.extraction.{found.name}" for found in pkgutil.iter_modules(extraction.__path__)),
]


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_a_module_give_what_they_say(name: str):
    assert doctest.testmod(importlib.import_module(name)).failed == 0


def test_there_are_examples():
    assert sum(doctest.testmod(importlib.import_module(name)).attempted for name in MODULES) > 8
