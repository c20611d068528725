"""Each check finds its fault in a graph that has it, and nothing in a graph that is right."""

import re

import pytest
from rdflib import Graph

from ontology import checks

PREFIXES = """@base <https://w3id.org/maillage/id/> .
@prefix e: <https://w3id.org/maillage/id/exemple/> .
@prefix mlg: <https://w3id.org/maillage/ontology#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix ref: <https://w3id.org/maillage/id/reference/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""

# check: a graph that is right, one that is not, and the local names of the things at fault
CASES: dict[str, tuple[str, str, set[str]]] = {
    "accord-sans-suite": (
        "e:d mlg:accepte true ; mlg:action e:a ; mlg:element e:p . e:a mlg:repondA e:p .",
        "e:d mlg:accepte true ; mlg:action e:a ; mlg:element e:p . e:a mlg:repondA e:q ."
        "e:f mlg:accepte true ; mlg:action e:b ; mlg:element e:q .",
        {"d", "f"},
    ),
    "acteur-en-double": (
        'e:a a mlg:Acteur ; skos:prefLabel "CAF"@fr . e:b a mlg:Acteur ; skos:prefLabel "CPAM"@fr .',
        'e:a a mlg:Acteur ; skos:prefLabel "CAF"@fr . e:b a mlg:Acteur ; skos:prefLabel "Caf"@fr .',
        {"a"},
    ),
    "alternative-seule": (
        'e:a mlg:groupeAlternative "Région ou Etat" ; mlg:finance e:x .'
        'e:b mlg:groupeAlternative "Région ou Etat" ; mlg:finance e:x .',
        'e:a mlg:groupeAlternative "Région ou Etat" ; mlg:finance e:x .'
        'e:b mlg:groupeAlternative "Région ou Etat" ; mlg:finance e:y .',
        {"a", "b"},
    ),
    "cle-du-siren": ('e:a mlg:siren "218201127" .', 'e:a mlg:siren "218201128" .', {"a"}),
    "code-contre-arborescence": (
        'e:a skos:notation "P1.2.3" ; skos:broader e:b . e:b skos:notation "OS 1.2" ; skos:broader e:c .'
        'e:c skos:notation "1" . e:d skos:notation "2.1" ; skos:broader e:t . e:t skos:notation "T1" .'
        'e:f skos:notation "n°1" ; skos:broader e:g . e:g skos:notation "2" .',
        'e:a skos:notation "P 1.2.3" ; skos:broader e:b . e:b skos:notation "OS 1.3" ; skos:broader e:c .'
        'e:c skos:notation "2" . e:d skos:notation "OS 21.1" ; skos:broader e:c .',
        {"a", "b", "d"},
    ),
    "correspondance-interne": (
        "<exemple/element/a> skos:closeMatch <autre/element/a> . e:f skos:closeMatch e:g .",
        # itself; an element of the same contract, described or not
        "<exemple/element/a> skos:closeMatch <exemple/element/a> , <autre/element/a> ."
        '<exemple/element/b> skos:closeMatch <exemple/element/c> . <exemple/element/c> skos:prefLabel "Santé"@fr .'
        "<exemple/element/d> skos:closeMatch <exemple/element/e> ."
        "<exemple/element/f> skos:closeMatch <autre/element/f> .",
        {"a", "b", "d"},
    ),
    "cycle-du-cadre": (
        "e:a skos:broader e:b . e:b skos:broader e:c . e:d skos:broader e:c .",
        "e:a skos:broader e:b . e:b skos:broader e:a . e:c skos:broader e:c . e:d skos:broader e:e .",
        {"a", "b", "c"},
    ),
    "decision-incomplete": (
        'e:d a mlg:Decision ; mlg:motif "Un nom"@fr .'
        "e:f a mlg:Decision ; mlg:accepte false ; mlg:action e:a ; mlg:element e:p .",
        "e:d a mlg:Decision ; mlg:accepte false ; mlg:action e:a . e:f a mlg:Decision ; mlg:element e:p .",
        {"d", "f"},
    ),
    "fermetes-additionnees": (
        "e:a mlg:fermete e:vote . e:b mlg:fermete e:verse .",
        "e:a mlg:fermete e:vote , e:verse . e:b mlg:fermete e:verse .",
        {"a"},
    ),
    "financement-en-double": (
        "e:a mlg:financeur e:etat ; mlg:finance e:x ; mlg:fermete e:vote ; mlg:natureCredit e:n ; mlg:annee 2024 ."
        "e:b mlg:financeur e:etat ; mlg:finance e:x ; mlg:fermete e:vote ; mlg:natureCredit e:n ; mlg:annee 2025 ."
        "e:c mlg:financeur e:etat ; mlg:finance e:x ; mlg:fermete e:verse ; mlg:natureCredit e:n ; mlg:annee 2024 .",
        "e:a mlg:financeur e:etat ; mlg:finance e:x ; mlg:fermete e:vote ; mlg:natureCredit e:n ."
        "e:b mlg:financeur e:etat ; mlg:finance e:x ; mlg:fermete e:vote ; mlg:natureCredit e:n ."
        "e:c mlg:financeur e:etat ; mlg:finance e:x ; mlg:fermete e:vote ; mlg:natureCredit e:n ; mlg:annee 2024 .",
        {"a", "b"},
    ),
    "nom-sans-signature": (
        'e:a mlg:nomSignataire "M. X" ; mlg:role <https://w3id.org/maillage/id/reference/role/signataire-associe> .',
        'e:a mlg:nomSignataire "M. X" ; mlg:role <https://w3id.org/maillage/id/reference/role/pilote> .',
        {"a"},
    ),
    "periode-a-rebours": (
        'e:a mlg:debut "2024-01-01"^^xsd:date ; mlg:fin "2024-01-01"^^xsd:date . e:b mlg:fin "2020-01-01"^^xsd:date .',
        'e:a mlg:debut "2024-01-01"^^xsd:date ; mlg:fin "2023-12-31"^^xsd:date .',
        {"a"},
    ),
    "refus-contredit": (
        "e:d mlg:accepte false ; mlg:action e:a ; mlg:element e:p ."
        "e:a prov:wasGeneratedBy e:name . e:a mlg:repondA e:q .",
        # linked by the refusal itself; refused and accepted
        "e:d mlg:accepte false ; mlg:action e:a ; mlg:element e:p ."
        "e:a mlg:repondA e:p ; prov:wasGeneratedBy e:d ."
        "e:f mlg:accepte false ; mlg:action e:b ; mlg:element e:p ."
        "e:g mlg:accepte true ; mlg:action e:b ; mlg:element e:p ."
        "e:b mlg:repondA e:p ; prov:wasGeneratedBy e:g .",
        {"d", "f"},
    ),
    "refus-depasse": (
        "e:d mlg:accepte false ; mlg:action e:a ; mlg:element e:p . e:a mlg:repondA e:q .",
        "e:d mlg:accepte false ; mlg:action e:a ; mlg:element e:p .e:a mlg:repondA e:p ; prov:wasGeneratedBy e:name .",
        {"d"},
    ),
    "terme-inconnu": (
        'e:a a mlg:Action ; mlg:objectif "Loger"@fr .',
        'e:a a mlg:Actions . e:b a mlg:Action ; mlg:objectifs "Loger"@fr .',
        {"a", "b"},
    ),
}


def graph(turtle: str) -> Graph:
    return Graph().parse(data=PREFIXES + turtle, format="turtle")


def faults(turtle: str) -> list[tuple[str, str]]:
    return [(each.constraint, each.focus.rsplit("/", 1)[-1]) for each in checks.results(graph(turtle))]


def test_every_check_has_a_case() -> None:
    assert {check.name for check in checks.checks()} == set(CASES)


@pytest.mark.parametrize("name", CASES)
def test_a_graph_that_is_right_trips_no_check(name: str) -> None:
    assert faults(CASES[name][0]) == []


@pytest.mark.parametrize("name", CASES)
def test_a_graph_that_is_wrong_trips_its_check_once_for_each_thing_at_fault(name: str) -> None:
    _, wrong, things = CASES[name]
    assert sorted(faults(wrong)) == sorted((name, thing) for thing in things)


@pytest.mark.parametrize("name", CASES)
def test_the_placeholders_of_a_message_are_filled(name: str) -> None:
    for result in checks.results(graph(CASES[name][1])):
        assert "{" not in result.message + result.message_en
        assert result.path is not None
        assert result.value is not None


def test_a_message_names_things_by_their_labels() -> None:
    (result,) = checks.results(
        graph(
            'e:a mlg:fermete e:verse , e:vote ; mlg:motsDeLaSource "Commune"@fr .'
            'e:vote skos:prefLabel "voté"@fr , "voted"@en . e:verse skos:prefLabel "versé"@fr , "paid"@en .'
        )
    )
    assert result.message.startswith("« Commune » : Cette ligne est à la fois « versé » et « voté »")


def test_a_long_chain_is_climbed_in_linear_time() -> None:
    # 10,000 levels: with a search from each level this takes half a minute
    chain = " ".join(f"e:n{level} skos:broader e:n{level + 1} ." for level in range(10_000))
    assert faults(chain) == []


@pytest.mark.parametrize("check", checks.checks(), ids=lambda check: check.name)
def test_a_check_speaks_in_one_sentence_a_language(check: checks.Check) -> None:
    assert re.fullmatch(r"[A-ZÉÀ].*[^.]", check.summary)
    assert check.french.endswith(".")
    assert check.english.endswith(".")
    assert check.french != check.english
