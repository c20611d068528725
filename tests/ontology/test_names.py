"""The Python names are those of the Turtle."""

from pathlib import Path

import pytest

import ontology
from ontology import MLG, files
from ontology.generate import render


def test_the_names_are_current() -> None:
    written = Path(ontology.__file__).with_name("names.py").read_text(encoding="utf-8")
    assert written == render(files.ontology_graph()), "run `python -m ontology.generate`"


def test_a_name_is_the_iri_of_its_term() -> None:
    assert str(MLG.EngagementFinancier) == "https://w3id.org/maillage/ontology#EngagementFinancier"


def test_a_name_that_the_ontology_does_not_have_is_an_error() -> None:
    with pytest.raises(AttributeError):
        _ = MLG.Inconnu
