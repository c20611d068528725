"""The pages of a contract: an overview, and one for each long list; what is unknown is said so on each."""

import re
from itertools import pairwise
from pathlib import Path

import pyoxigraph as ox
import pytest
from starlette.testclient import TestClient

from data import naming
from service.app import create_app
from service.contract.bodies import quarters, read_bodies
from service.contract.comparison import comparisons
from service.contract.coverage import NO, UNKNOWN, YES, read_coverage, tallies
from service.contract.funders import read_funders
from service.contract.pages import PARTS
from service.contract.partners import read_partners
from service.contract.roadmap import statuses
from service.framework import read_framework
from service.world import Contract, World, read_world
from tests.service.conftest import BROWSER
from tests.service.markup import Page

EVERY = ("", *(f"/{part.name}" for part in PARTS))
HEADING = re.compile(r"<h([1-6])[ >]")


@pytest.fixture(scope="module")
def moissac(world: World) -> Contract:
    return next(each for each in world.contracts if each.identifier == "moissac")


@pytest.fixture(scope="module")
def montauban(world: World) -> Contract:
    return next(each for each in world.contracts if each.identifier == "montauban")


@pytest.mark.parametrize("town", ["clairval", "valdor"])
@pytest.mark.parametrize("part", EVERY)
def test_each_page_leads_to_the_others_and_has_its_headings_in_order(site: TestClient, town: str, part: str) -> None:
    text = site.get(f"/contrats/{town}{part}").text
    assert {f"/contrats/{town}{each}" for each in EVERY} <= set(Page(text).links)
    levels = [int(level) for level in HEADING.findall(text)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(below <= above + 1 for above, below in pairwise(levels))


@pytest.mark.parametrize("part", EVERY)
def test_an_unknown_contract_is_unknown_on_each_of_its_pages(site: TestClient, part: str) -> None:
    answer = site.get(f"/contrats/atlantis{part}")
    assert answer.status_code == 404
    assert "/id/clairval" in Page(answer.text).links


def test_a_page_that_a_contract_does_not_have_is_not_found(site: TestClient) -> None:
    assert site.get("/contrats/clairval/budget").status_code == 404


@pytest.mark.parametrize("part", EVERY)
def test_nothing_that_a_document_says_runs_on_the_pages_of_its_contract(poisoned: TestClient, part: str) -> None:
    text = poisoned.get(f"/contrats/clairval{part}").text
    assert "<script>" not in text
    assert "<img src=x" not in text
    assert not [link for link in Page(text).links if link.startswith(("javascript:", "data:"))]


def test_the_places_that_other_pages_pointed_to_are_still_there(site: TestClient) -> None:
    ids = {each.get("id") for _, each in Page(site.get("/contrats/clairval").text).elements}
    assert {"cadre", "feuille-de-route", "partenaires", "signataires", "instances", "documents"} <= ids


def test_the_tree_tells_the_state_of_each_element(site: TestClient) -> None:
    text = Page(site.get("/contrats/clairval/cadre").text).text
    assert "OS 1.1 Rapprocher les soins des habitants orientation stratégique 1 action" in text
    assert "P 1.1.2 Former les médiateurs à la santé priorité 1 proposition à examiner" in text
    assert "1 Vivre ensemble pilier 2 priorités : 1 avec action, 1 à examiner" in text


def test_a_tree_whose_roadmap_is_not_loaded_is_unknown_and_nowhere_without_action(site: TestClient) -> None:
    framework = Page(site.get("/contrats/valdor/cadre").text).text
    assert "priorité inconnu" in framework
    overview = Page(site.get("/contrats/valdor").text).text
    assert "ce qui y répond est inconnu" in overview
    for text in (framework, overview):
        assert "aucune action" not in text
        assert "sans action" not in text.partition("Comment ces constats")[0]


def test_funding_is_told_by_degree_with_unknown_amounts_as_such(site: TestClient) -> None:
    text = Page(site.get("/contrats/clairval").text).text.replace("\xa0", " ").replace("\u202f", " ")
    assert "Financeur Potentiel Voté Commune de Clairval 1 ligne montant inconnu 1 ligne 50 000 €" in text
    assert "Qui finance est inconnu" in Page(site.get("/contrats/valdor").text).text


def test_two_contracts_of_one_name_are_not_counted_one_for_the_other(store: ox.Store) -> None:
    twins = ox.Store()
    label = ox.NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel")
    catalogue, contract = ox.NamedNode(naming.GRAPH_CATALOGUE), ox.NamedNode(naming.contract("valdor"))
    twins.extend(
        quad for quad in store if (quad.subject, quad.predicate, quad.graph_name) != (contract, label, catalogue)
    )
    twins.add(ox.Quad(contract, label, ox.Literal("Contrat de ville de Clairval", language="fr"), catalogue))
    world = read_world(twins, directory=Path("nowhere"), revision="essai")
    (one,) = comparisons(world, world.contracts[0])
    assert not one.sorts
    client = TestClient(create_app(store=twins, directory=Path("nowhere"), revision="essai"), headers=BROWSER)
    assert one.address in Page(client.get("/contrats/clairval").text).links


# What follows was read in the documents of Moissac and of Montauban.


def test_the_roadmap_of_moissac_plans_twenty_nine_actions(world: World, moissac: Contract) -> None:
    rows = {row.status.label: (row.rows, row.sentences) for row in statuses(world, moissac) if row.status}
    # lines 906 to 951 without the coordination rows' second telling of the « Salle de sport »: all are planned
    assert rows["prévue"][0] == sum(number for number, _ in rows.values()) == 29
    # micro potagers urbains and the residence DESIGN; the NPNRU
    assert (rows["échec"], rows["abandonnée"]) == ((0, 2), (0, 1))


def test_moissac_has_the_coverage_of_its_documents_and_montauban_none_known(
    world: World, moissac: Contract, montauban: Contract
) -> None:
    covered = read_coverage(world, moissac)
    assert (
        covered[f"{naming.ID}moissac/element/realiser-un-etat-des-lieux-des-actions-et-dispositifs-developpes"].state
        == NO
    )
    assert covered[f"{naming.ID}moissac/element/t2"].state == YES
    assert {cover.state for cover in read_coverage(world, montauban).values()} == {UNKNOWN}


def test_what_the_question_of_coverage_does_not_look_at_is_not_counted(world: World, moissac: Contract) -> None:
    tree = read_framework(world, moissac).tree
    counted = tallies(tree, read_coverage(world, moissac))
    told = {branch.element.label: counted.get(branch.element.iri) for branch in tree}
    assert told["Gouvernance, animation et évaluation"] is None
    pillar = told["Cadre de vie – Renouvellement urbain"]
    assert pillar
    assert (pillar.many, UNKNOWN in pillar.numbers) == ("priorités", False)


def test_the_only_amount_that_moissac_tells_is_the_arss(world: World, moissac: Contract) -> None:
    funders = read_funders(world, moissac)
    degrees = [degree.label for degree in funders.degrees]
    assert degrees == sorted(degrees, key=["potentiel", "sollicité", "promis", "voté", "signé", "versé"].index)
    known = [
        (funder.thing.label, degree, lines.total)
        for funder in funders.funders
        for degree, lines in zip(degrees, funder.lines, strict=True)
        if lines and not lines.total.startswith("inconnu")
    ]
    assert known == [("Agence régionale de santé Occitanie", "promis", "50 000 €")]


def test_moissac_has_two_quartiers_and_montauban_no_body_that_is_known(
    world: World, moissac: Contract, montauban: Contract
) -> None:
    assert [each.thing.label for each in quarters(world, moissac)] == ["Centre-Ville", "Sarlac"]
    assert read_bodies(world, montauban) == ()
    bodies = {body.thing.label: body for body in read_bodies(world, moissac)}
    steering = bodies["COTECH-COPIL Lutte contre l'Habitat Indigne"]  # « = 4 / an – animé par l'opérateur Urbanis »
    assert (steering.times_a_year, [each.who.label for each in steering.leaders]) == (4, ["Urbanis"])


def test_a_directory_counts_each_partner_once(world: World, moissac: Contract) -> None:
    partners = read_partners(world, moissac)
    listed = [each.who.iri for heading in partners.headings for each in heading.partners]
    assert partners.listed == len(set(listed)) < len(listed)  # « Escale Confluence » is under two headings


def test_a_comparison_says_what_cannot_be_known_of_both(world: World, moissac: Contract, montauban: Contract) -> None:
    (here,), (there,) = comparisons(world, moissac), comparisons(world, montauban)
    assert not here.sorts["partenaire"].is_known  # Montauban's document lists nobody
    assert here.sorts["partenaire"].unknown > 0
    themes, mirrored = here.sorts["thème"], there.sorts["thème"]
    assert (themes.shared, themes.here, themes.there) == (mirrored.shared, mirrored.there, mirrored.here)
    # Moissac numbers 35 measures and quotes one more; Montauban tells nine, and none that Moissac has not
    assert (here.sorts["mesure nationale"].shared, here.sorts["mesure nationale"].there) == (9, 0)
