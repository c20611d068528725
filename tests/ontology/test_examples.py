"""The examples in the docstrings of the room hold."""

import doctest
import importlib
import pkgutil

import pytest

import ontology

MODULES = [each.name for each in pkgutil.iter_modules(ontology.__path__)]


@pytest.mark.parametrize("module", MODULES)
def test_the_examples_of_a_module_hold(module: str) -> None:
    failed, _ = doctest.testmod(importlib.import_module(f"ontology.{module}"))
    assert failed == 0
