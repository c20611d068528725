"""Things under their address: pages, Turtle, JSON-LD."""

import json
from pathlib import Path

import pyoxigraph as ox
import pytest
from starlette.testclient import TestClient

from data import naming
from service.app import create_app
from service.negotiation import Form, NotAcceptableError, UnknownFormatError, choose
from service.serialising import serialise
from tests.service.conftest import BROWSER
from tests.service.markup import Page

HEALTH = "/id/clairval/action/maison-de-sante"
ELAN = "/id/clairval/acteur/association-l-elan"
CELL = "/id/clairval/passage/contrat-2030/l20c5"
LABEL = ox.NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel")
PROV = "http://www.w3.org/ns/prov#"
MLG = "https://w3id.org/maillage/ontology#"


def read(site: TestClient, address: str) -> str:
    return Page(site.get(address).text).text


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        (BROWSER["Accept"], Form.HTML),
        ("*/*", Form.HTML),
        (None, Form.HTML),
        ("text/turtle", Form.TURTLE),
        ("application/ld+json", Form.JSONLD),
        ("text/html;q=0.1, text/turtle", Form.TURTLE),
        ("text/html;q=0, */*", Form.TURTLE),
        ("image/png, application/ld+json;q=0.2", Form.JSONLD),
    ],
)
def test_the_accept_header_chooses_the_form(accept: str | None, form: Form) -> None:
    assert choose(accept) is form


@pytest.mark.parametrize("accept", ["image/png", "nonsense", "text/html;q=0, image/png"])
def test_what_nobody_can_provide_is_not_acceptable(accept: str) -> None:
    with pytest.raises(NotAcceptableError):
        choose(accept)


def test_the_address_can_name_the_form_and_wins() -> None:
    assert choose("text/html", asked="turtle") is Form.TURTLE
    with pytest.raises(UnknownFormatError, match="Formats possibles : html, turtle, jsonld"):
        choose("text/html", asked="rdfxml")


def test_a_thing_is_handed_out_as_turtle_that_holds_its_label_and_its_relations(site: TestClient) -> None:
    answer = site.get(HEALTH, headers={"Accept": "text/turtle"})
    triples = {quad.triple for quad in ox.parse(answer.content, format=ox.RdfFormat.TURTLE)}
    assert answer.headers["content-type"] == "text/turtle; charset=utf-8"
    assert answer.headers["vary"] == "Accept"
    action = ox.NamedNode(f"{naming.ID}clairval/action/maison-de-sante")
    assert ox.Triple(action, LABEL, ox.Literal("Maison de santé", language="fr")) in triples
    funding = ox.NamedNode(f"{naming.ID}clairval/financement/maison-de-sante-commune")
    assert ox.Triple(funding, ox.NamedNode(f"{MLG}finance"), action) in triples


def test_the_two_data_forms_hold_the_same_triples(site: TestClient) -> None:
    turtle = site.get(f"{HEALTH}?format=turtle")
    jsonld = site.get(f"{HEALTH}?format=jsonld")
    assert jsonld.headers["content-type"] == "application/ld+json"
    assert {quad.triple for quad in ox.parse(turtle.content, format=ox.RdfFormat.TURTLE)} == {
        quad.triple for quad in ox.parse(jsonld.content, format=ox.RdfFormat.JSON_LD)
    }


def test_json_ld_refers_to_no_context_elsewhere(site: TestClient) -> None:
    found = json.loads(site.get(f"{HEALTH}?format=jsonld").content)
    nodes = found if isinstance(found, list) else [found]
    assert not any(isinstance(node.get("@context"), str) for node in nodes)


def test_the_same_triples_are_written_as_the_same_bytes() -> None:
    triples = [ox.Triple(ox.NamedNode(f"https://example.org/{name}"), LABEL, ox.Literal(name)) for name in "abc"]
    assert serialise(triples, Form.TURTLE) == serialise(reversed(triples), Form.TURTLE)


def test_a_client_that_takes_no_form_of_ours_is_told_which_there_are(site: TestClient) -> None:
    answer = site.get(HEALTH, headers={"Accept": "image/png"})
    assert answer.status_code == 406
    assert "application/ld+json, text/turtle, text/html" in answer.json()["detail"]


def test_an_action_tells_who_is_in_it_and_who_may_pay(site: TestClient) -> None:
    text = read(site, HEALTH)
    assert "Portée par Commune de Clairval. p. 3 à 4, ligne 20" in text
    assert "Y prend part, sans que son rôle soit précisé : Association L'Élan." in text
    assert "A voté un financement : Commune de Clairval (50 000 € en 2024, droit commun)." in text
    maybe = "Pourraient financer (financeurs potentiels) : État ou Région des Collines (l'un ou l'autre)"
    assert f"{maybe} et non nommé (« Structure porteuse ») ; montants inconnus." in text


def test_an_action_tells_what_it_answers_for_whom_and_when(site: TestClient) -> None:
    text = read(site, HEALTH)
    for told in (
        "Pour : « Accueillir trois médecins et un médiateur ».",
        "Répond à « Ouvrir une maison de santé » et « Rapprocher les soins des habitants ».",
        "Se passe dans le quartier Les Tilleuls.",
        "S'adresse à : Familles.",
        "Quand : « 2024-2030 », soit du 1er janvier 2024 au 31 décembre 2030.",
    ):
        assert told in text


def test_an_actor_tells_what_it_is_in(site: TestClient) -> None:
    text = read(site, ELAN)
    assert "Prend part à 2 actions, sans que son rôle soit précisé : Chantier jeunes p. 3 à 4, ligne 20 Maison" in text
    assert "Figure à l'annuaire du Contrat de ville de Clairval (rubrique « Vivre ensemble », médiation)." in text
    assert "Travaille surtout avec Commune de Clairval (1 action commune)" in text
    assert "Porte « Maison de santé »." in read(site, "/id/clairval/acteur/commune-de-clairval")


def test_an_actor_of_the_reference_list_tells_what_it_may_fund(site: TestClient) -> None:
    text = read(site, "/id/reference/acteur/etat")
    assert "Pourrait financer « Maison de santé », montant inconnu (alternative" in text
    assert "(alternative « Etat ou Région » : l'un ou l'autre) (fermeté : potentiel)." in text


def test_an_element_is_placed_in_its_framework_and_tells_what_answers_it(site: TestClient) -> None:
    page = Page(site.get("/id/clairval/element/p-1-1-1").text)
    assert "1 action prévue y répond : Maison de santé" in page.text
    assert "/id/clairval/element/os-1-1" in page.links


def test_an_element_tells_the_actions_below_it_where_they_are_not_the_same(site: TestClient) -> None:
    above = Page(site.get("/id/clairval/element/pilier-1").text).text
    assert "1 action prévue répond à ce qu'il contient : Maison de santé" in above
    assert "répond à ce qu'il contient" not in Page(site.get("/id/clairval/element/p-1-1-1").text).text


def test_what_the_rules_say_again_is_not_repeated_on_a_page(site: TestClient) -> None:
    page = Page(site.get("/id/clairval/action/maison-de-sante").text)
    assert "Sert" not in page.words
    assert page.text.count("P 1.1.1") == 0
    assert "Endroit" not in Page(site.get("/id/clairval/passage/contrat-2030/l20c5").text).words


@pytest.mark.parametrize(
    ("address", "view"),
    [
        ("/id/clairval/acteur/association-l-elan", "acteurs-actions"),
        ("/id/clairval/action/maison-de-sante", "acteurs-actions"),
        ("/id/clairval/quartier/les-tilleuls", "quartiers"),
        ("/id/clairval/dispositif/cls", "gouvernance"),
        ("/id/reference/acteur/etat", "acteurs-actions"),
    ],
)
def test_a_thing_shows_what_surrounds_it_in_a_picture(site: TestClient, address: str, view: str) -> None:
    (frame,) = Page(site.get(address).text).all("iframe")
    drawn = site.get(frame["src"] or "")
    assert drawn.status_code == 200
    assert f"vue={view}" in (frame["src"] or "")
    assert "Autour de" in drawn.text


@pytest.mark.parametrize("address", ["/id/clairval/action/zero-chomeur", "/id/clairval/element/p-1-1-1"])
def test_a_thing_that_nothing_surrounds_has_no_picture(site: TestClient, address: str) -> None:
    assert Page(site.get(address).text).all("iframe") == []


def test_a_measure_tells_what_relays_it(site: TestClient) -> None:
    assert (
        "Relayée dans le Contrat de ville de Clairval par 1 élément : Rapprocher les soins des habitants (en cours)"
        in read(site, "/id/reference/mesure/9")
    )


def test_a_thing_shows_where_it_is_written(site: TestClient) -> None:
    text = read(site, HEALTH)
    assert "FINANCEURS Commune Etat ou Région Structure porteuse" in text
    assert "Contrat de ville de Clairval 2024-2030, Feuille de route > Pilier 1, p. 3 à 4, ligne 20" in text


def test_a_passage_tells_what_was_read_in_it(site: TestClient) -> None:
    assert "Chantier jeunes" in read(site, CELL)


def test_words_that_name_nobody_have_a_page_that_says_so(site: TestClient) -> None:
    text = read(site, "/id/clairval/non-nomme/structure-porteuse")
    assert "Non nommé : « Structure porteuse »" in text
    assert "sans nommer d'organisation" in text


def test_a_decision_of_reading_is_shown_with_who_when_and_why(store: ox.Store) -> None:
    graph = ox.NamedNode(naming.published_graph("clairval"))
    elan = ox.NamedNode(f"{naming.ID}clairval/acteur/association-l-elan")
    decision = ox.NamedNode(f"{naming.ID}clairval/decision/elan")
    said = {
        "motif": ox.Literal("Même association", language="fr"),
        "decidePar": ox.Literal("équipe d'essai"),
        "decideLe": ox.Literal("2026-03-01", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#date")),
    }
    decided = ox.Store()
    decided.extend(
        [
            *store,
            ox.Quad(elan, ox.NamedNode(f"{PROV}wasGeneratedBy"), decision, graph),
            ox.Quad(
                decision,
                ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"),
                ox.NamedNode(f"{MLG}Decision"),
                graph,
            ),
            *(ox.Quad(decision, ox.NamedNode(f"{MLG}{key}"), value, graph) for key, value in said.items()),
        ]
    )
    client = TestClient(create_app(store=decided, directory=Path("nowhere"), revision="essai"), headers=BROWSER)
    assert "Décision de lecture de équipe d'essai, le 1er mars 2026 : Même association" in read(client, ELAN)


def test_an_unknown_thing_is_answered_with_the_names_that_look_like_it(site: TestClient) -> None:
    answer = site.get("/id/clairval/action/maison-sante")
    page = Page(answer.text)
    assert answer.status_code == 404
    assert "Rien n'est connu sous le nom « clairval/action/maison-sante »." in page.text
    assert HEALTH in page.links


def test_the_address_of_a_contract_leads_to_its_page_and_to_its_data(site: TestClient) -> None:
    answer = site.get("/id/clairval", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/contrats/clairval")
    assert b"Contrat de ville de Clairval" in site.get("/id/clairval?format=turtle").content


@pytest.mark.parametrize(
    ("address", "words"),
    [
        (
            "/id/clairval/action/zero-chomeur",
            "On ne sait pas qui paie : la source dit que le financement est à définir.",
        ),
        (
            "/id/valdor/element/p-1-1-1",
            "On ne sait pas si des actions répondent à « P 1.1.1 Isoler les immeubles » : "
            "aucune feuille de route chargée.",
        ),
        ("/id/clairval/element/p-1-1-2", "Aucune action ne répond à « P 1.1.2 Former les médiateurs à la santé »."),
    ],
)
def test_what_is_missing_or_unknown_is_a_sentence(address: str, words: str, site: TestClient) -> None:
    assert words in read(site, address).replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize("address", [HEALTH, "/id/clairval/element/p-1-1-1"])
def test_what_is_neither_missing_nor_unknown_has_no_such_sentence(address: str, site: TestClient) -> None:
    text = read(site, address)
    assert "On ne sait pas qui paie" not in text
    assert "On ne sait pas si des actions" not in text
    assert "Aucune action ne répond" not in text


def test_an_actor_that_two_contracts_name_tells_in_which_each_of_its_actions_is(store: ox.Store) -> None:
    graph = ox.NamedNode(naming.published_graph("valdor"))
    part = ox.NamedNode(f"{naming.ID}valdor/participation/etat")
    action = ox.NamedNode(f"{naming.ID}valdor/action/isolation")
    state = ox.NamedNode(f"{naming.ID}reference/acteur/etat")
    rdf_type = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    said: tuple[tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode | ox.Literal], ...] = (
        (action, rdf_type, ox.NamedNode(f"{MLG}Action")),
        (action, LABEL, ox.Literal("Isolation des immeubles", language="fr")),
        (part, rdf_type, ox.NamedNode(f"{MLG}Participation")),
        (part, ox.NamedNode(f"{MLG}acteur"), state),
        (part, ox.NamedNode(f"{MLG}dans"), action),
        (part, ox.NamedNode(f"{MLG}role"), ox.NamedNode(f"{naming.ID}reference/role/pilote")),
    )
    both = ox.Store()
    both.extend([*store, *(ox.Quad(subject, link, value, graph) for subject, link, value in said)])
    client = TestClient(create_app(store=both, directory=Path("nowhere"), revision="essai"), headers=BROWSER)
    text = read(client, "/id/reference/acteur/etat")
    assert "Nommé dans les documents du Contrat de ville de Clairval et du Contrat de ville de Valdor." in text
    assert "Pilote « Isolation des immeubles » (Valdor)." in text
    assert "« Maison de santé » (Clairval), montant inconnu" in text


def test_a_long_list_is_folded_under_its_number(site: TestClient, store: ox.Store) -> None:
    graph = ox.NamedNode(naming.published_graph("clairval"))
    quarter = ox.NamedNode(f"{naming.ID}clairval/quartier/les-tilleuls")
    rdf_type = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    many = ox.Store()
    many.extend(store)
    for number in range(150):
        action = ox.NamedNode(f"{naming.ID}clairval/action/chantier-{number}")
        many.add(ox.Quad(action, rdf_type, ox.NamedNode(f"{MLG}Action"), graph))
        many.add(ox.Quad(action, LABEL, ox.Literal(f"Chantier {number}", language="fr"), graph))
        many.add(ox.Quad(action, ox.NamedNode(f"{MLG}quartier"), quarter, graph))
        planned = ox.NamedNode(f"{naming.ID}reference/statut/prevue")
        many.add(ox.Quad(action, ox.NamedNode(f"{MLG}statut"), planned, graph))
    client = TestClient(create_app(store=many, directory=Path("nowhere"), revision="essai"), headers=BROWSER)
    address = "/id/clairval/quartier/les-tilleuls"
    assert len(Page(client.get(address).text).all("details")) == len(Page(site.get(address).text).all("details")) + 1
    assert "151 actions prévues s'y passent : Chantier 0" in read(client, address)
    assert "… et 51 autres" in read(client, address)


def test_all_the_data_of_a_thing_are_folded_at_its_foot_with_its_address(site: TestClient) -> None:
    page = Page(site.get(HEALTH).text)
    foot = page.text[page.text.index("Adresse permanente") :]
    assert f"{naming.ID}clairval/action/maison-de-sante" in foot
    assert "Objectif Accueillir trois médecins et un médiateur" in foot
    assert {f"{HEALTH}?format=turtle", f"{HEALTH}?format=jsonld"} <= set(page.links)
