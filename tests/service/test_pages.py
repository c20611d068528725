"""What the pages say, over the invented towns of Clairval and Valdor."""

from pathlib import Path

import pyoxigraph as ox
import pytest
from starlette.testclient import TestClient

from data import naming
from service.app import create_app
from service.phrases import count, fine
from tests.service.conftest import BROWSER
from tests.service.markup import Page


def read(site: TestClient, address: str) -> str:
    return Page(site.get(address).text).text


def test_home_shows_unknown_actions_as_unknown_and_never_as_zero(site: TestClient) -> None:
    text = read(site, "/")
    assert "Contrat de ville de Clairval Clairval · 2024-2030 éléments du cadre 5 actions 3" in text
    valdor = text.partition("Contrat de ville de Valdor")[2].partition("Ce qui demande attention")[0]
    assert "Aucune feuille de route chargée : ses actions sont inconnues. éléments du cadre 3" in valdor
    assert "Inconnus : actions, acteurs nommés, lignes de financement et mesures citées." in valdor
    assert "0" not in valdor


def test_home_proposes_questions_that_the_catalogue_holds(site: TestClient) -> None:
    assert "/questions/financements" in Page(site.get("/").text).links


def test_the_framework_is_shown_as_a_tree_in_the_order_of_the_document(site: TestClient) -> None:
    text = read(site, "/contrats/clairval/cadre")
    told = [text.index(code) for code in ("Vivre ensemble", "OS 1.1", "P 1.1.1", "P 1.1.2", "2 Travailler")]
    assert told == sorted(told)
    assert "P 1.1.1 Ouvrir une maison de santé priorité 1 action" in text


def test_the_roadmap_says_when_who_and_who_may_pay(site: TestClient) -> None:
    text = read(site, "/contrats/clairval/feuille-de-route")
    assert "Maison de santé prévue 2024-2030 Association L'Élan Commune de Clairval (porteur)" in text
    assert "Commune de Clairval (voté, 50\u202f000\xa0€ en 2024)".replace("\u202f", " ").replace("\xa0", " ") in text


def test_an_alternative_is_shown_as_one_or_the_other(site: TestClient) -> None:
    assert "État ou Région des Collines (potentiel ; l'un ou l'autre)" in read(
        site, "/contrats/clairval/feuille-de-route"
    )


def test_words_that_name_nobody_are_shown_as_not_named(site: TestClient) -> None:
    page = site.get("/contrats/clairval/feuille-de-route").text
    assert '<em class="unnamed">non nommé</em>' in page
    assert "non nommé (« Structure porteuse »)" in Page(page).text


def test_funding_still_to_be_defined_is_not_an_absence_of_funding(site: TestClient) -> None:
    assert "Territoire zéro chômeur prévue non dite personne n'est cité à définir, selon la source" in read(
        site, "/contrats/clairval/feuille-de-route"
    )


def test_each_row_of_a_roadmap_links_to_where_it_is_written(site: TestClient) -> None:
    page = Page(site.get("/contrats/clairval/feuille-de-route").text)
    assert "/id/clairval/passage/contrat-2030/l20c5" in page.links
    assert "p. 3 à 4, ligne 20" in page.text


def test_a_contract_tells_its_partners_signatories_bodies_and_documents(site: TestClient) -> None:
    text = " ".join(read(site, f"/contrats/clairval/{part}") for part in ("partenaires", "instances", "documents"))
    assert "Vivre ensemble 1 partenaire Association L'Élan médiation" in text
    assert "Commune de Clairval Mme Ada EXEMPLE, la Maire signataire" in text
    assert "COPIL du contrat de ville 1 fois par an" in text
    assert "On y a lu : cadre stratégique, feuille de route, freins observés." in text


def test_a_contract_without_a_roadmap_says_so_and_counts_nothing(site: TestClient) -> None:
    text = read(site, "/contrats/valdor")
    assert "Aucune feuille de route chargée. Les actions de ce contrat ne sont pas connues" in text
    assert "Inconnus : actions, acteurs nommés, lignes de financement" in text
    assert "aucune action" not in text


def test_an_unknown_contract_is_answered_with_those_that_are_loaded(site: TestClient) -> None:
    answer = site.get("/contrats/atlantis")
    assert answer.status_code == 404
    assert "/id/clairval" in Page(answer.text).links


def test_actors_are_listed_with_what_they_are_in_and_placeholders_apart(site: TestClient) -> None:
    table, _, rest = read(site, "/acteurs").partition("Ce que la source ne nomme pas")
    assert "Association L'Élan association Clairval 2 aucune action" in table
    assert "État État et services de l'État Clairval 0 1 action" in table
    assert "Structure porteuse" not in table
    assert "1 expression tient la place d'un acteur" in rest


def test_actors_can_be_ordered_by_the_number_of_their_actions(site: TestClient) -> None:
    text = read(site, "/acteurs?tri=actions")
    assert text.index("Association L'Élan") < text.index("Commune de Clairval")


def test_actors_can_be_chosen_by_kind(site: TestClient) -> None:
    text = read(site, "/acteurs?type=reference/type-acteur/region")
    assert "1 acteur" in text
    assert "Association L'Élan association" not in text


def test_actions_can_be_chosen_by_pillar_and_ordered_by_deadline(site: TestClient) -> None:
    every = read(site, "/actions?tri=echeance")
    assert every.index("Maison de santé Clairval") < every.index("Chantier jeunes Clairval")
    chosen = read(site, "/actions?pilier=clairval/element/pilier-2")
    assert "2 actions" in chosen
    assert "Maison de santé" not in chosen


def test_actions_of_a_contract_without_a_roadmap_are_unknown_rather_than_none(site: TestClient) -> None:
    text = read(site, "/actions?contrat=valdor")
    assert "Contrat de ville de Valdor : aucune feuille de route chargée, ses actions sont inconnues." in text
    assert "Aucune action" not in text


@pytest.mark.parametrize(
    "address",
    ["/acteurs?tri=hasard", "/actions?contrat=atlantis", "/actions?pilier=x", "/acteurs?type=x", "/acteurs?page=-1"],
)
def test_a_choice_that_does_not_exist_is_refused_with_those_that_do(site: TestClient, address: str) -> None:
    answer = site.get(address)
    assert answer.status_code == 400
    assert "Valeurs possibles :" in Page(answer.text).text


def test_search_finds_by_word_without_accents_and_by_acronym(site: TestClient) -> None:
    assert "Maison de santé" in read(site, "/recherche?q=SANTE+maison")
    assert "Contrat local de santé" in read(site, "/recherche?q=cls")
    assert "Rien ne porte ce nom" in read(site, "/recherche?q=zzz")


def test_the_catalogue_page_describes_each_question(site: TestClient) -> None:
    assert "Qui finance quoi, et avec quelle fermeté ?" in read(site, "/questions")


def test_a_question_page_has_its_rows_with_links_and_its_recipe(site: TestClient) -> None:
    page = Page(site.get("/questions/financements?contrat=clairval").text)
    assert "5 lignes" in page.text
    assert "/id/clairval/action/maison-de-sante" in page.links
    assert "inconnu" in page.text
    assert "Révision des données révision d'essai" in page.text
    assert "SELECT" in page.text
    for form in ("csv", "xlsx", "json"):
        assert f"/questions/financements?contrat=clairval&format={form}" in page.links


def test_a_finding_is_a_whole_sentence_under_its_row_with_what_explains_it_folded(site: TestClient) -> None:
    page = site.get("/questions/actions-sans-financeur?contrat=clairval").text
    under = page.partition('<tr class="finding">')[2].partition("</tr>")[0]
    assert "« Territoire zéro chômeur »" in under
    assert "<summary>pourquoi, et que faire</summary>" in under
    assert "Ce qui le réglerait" in under


def test_a_state_unfolds_what_shows_it_and_an_unknown_one_is_told(site: TestClient) -> None:
    page = site.get("/questions/couverture").text
    assert (
        '<td data-state="oui"><details class="inline"><summary>oui</summary><bdi>Maison de santé</bdi></details>'
        in page
    )
    assert '<td data-state="inconnu"><span class="unknown">inconnu</span>' in page


def test_a_row_leads_to_the_passages_behind_it(site: TestClient) -> None:
    page = Page(site.get("/questions/financements?contrat=clairval").text)
    (first, *_) = [link for link in page.links if link.startswith("/questions/provenance")]
    assert "Feuille de route" in read(site, first)


def test_a_question_page_offers_the_valid_values(site: TestClient) -> None:
    page = Page(site.get("/questions/financements").text)
    assert "Région des Collines" in [each.get("value") for each in page.all("option")]
    assert "champ-financeur-choix" in [each.get("list") for each in page.all("input")]


def test_a_value_that_does_not_exist_is_said_on_the_page_of_the_question(site: TestClient) -> None:
    answer = site.get("/questions/financements?financeur=Comune+de+Clairval")
    page = Page(answer.text)
    assert answer.status_code == 422
    assert "Je ne connais pas" in page.text
    assert "Comune de Clairval" in [each.get("value") for each in page.all("input")]


def test_a_question_that_was_only_opened_asks_for_what_it_needs_without_scolding(site: TestClient) -> None:
    answer = site.get("/questions/financeurs-d-une-action")
    assert answer.status_code == 200
    assert "Remplissez les champs nécessaires" in Page(answer.text).text


def test_an_answer_that_cannot_be_known_is_said_unknown(site: TestClient) -> None:
    text = read(site, "/questions/financements?contrat=valdor")
    assert "aucune feuille de route chargée ; la réponse est inconnue pour ce contrat" in text
    assert "Aucune ligne : la réponse est inconnue" in text


def test_an_answer_that_could_not_be_asked_for_is_not_said_empty_for_other_contracts(site: TestClient) -> None:
    text = read(site, "/questions/comparaison?contrat=valdor")
    assert "il faut au moins deux contrats à comparer" in text
    assert "Aucune ligne : la question n'a pas été posée, pour la raison dite ci-dessus." in text
    assert "pour les autres" not in text


def test_data_that_changed_since_a_link_was_made_do_not_make_an_empty_answer_unknown(site: TestClient) -> None:
    text = read(site, "/questions/points-d-articulation?contrat=clairval&revision=fffff")
    assert "Les données ont changé" in text
    assert "Aucune ligne : dans les documents lus, rien ne répond à cette question avec ces choix." in text


def test_the_agenda_can_be_taken_away_as_a_calendar_that_says_what_it_leaves_out(site: TestClient) -> None:
    found = Page(site.get("/questions/agenda?contrat=clairval").text)
    (link,) = [link for link in found.links if "format=ics" in link]
    assert site.get(link).headers["content-type"] == "text/calendar; charset=utf-8"
    assert "Le calendrier contient 1 ligne, au dernier jour possible" in found.text
    assert "1 ligne sans dernier jour n'y est pas." in found.text
    undated = Page(site.get("/questions/agenda?contrat=clairval&jusqua=2020-01-01").text)
    assert not [link for link in undated.links if "format=ics" in link]
    assert "Le calendrier serait vide" in undated.text
    assert not [link for link in Page(site.get("/questions/financements").text).links if "format=ics" in link]


def test_short_addresses_give_the_answer_of_their_question_with_what_was_asked(site: TestClient) -> None:
    asked = "contrat=clairval&fermete=potentiel&format=json"
    assert site.get(f"/financements?{asked}").json() == site.get(f"/questions/financements?{asked}").json()
    assert "Qui finance quoi" in read(site, "/financements?contrat=clairval")


@pytest.mark.parametrize("asked", ["autour=Atlantide", "sans=Atlantide", "autour=%3Cscript%3E"])
def test_a_view_that_has_no_such_thing_is_given_whole_and_says_so(site: TestClient, asked: str) -> None:
    answer = site.get(f"/reseau/picture?vue=acteurs-actions&contrat=clairval&{asked}")
    assert answer.status_code == 200
    assert "L'image est donnée entière." in Page(answer.text).text
    assert "Maison de santé" in answer.text


def test_the_network_without_an_actor_tells_what_is_left(site: TestClient) -> None:
    page = Page(site.get("/reseau?contrat=clairval&sans=Association+L%27%C3%89lan").text)
    (frame,) = page.all("iframe")
    drawn = Page(site.get(frame["src"] or "").text).text
    assert "Sans « Association L'Élan » : 2 liens en moins" in drawn
    assert "Voir avant" in page.text


def test_the_network_stands_in_a_frame_that_runs_only_its_own_script(site: TestClient) -> None:
    page = Page(site.get("/reseau?contrat=clairval").text)
    (frame,) = page.all("iframe")
    assert frame["src"] == "/reseau/picture?contrat=clairval"
    policy = site.get(str(frame["src"])).headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'self'" in policy
    assert "unsafe" not in policy


def test_the_vocabulary_is_told_in_french_and_english(site: TestClient) -> None:
    answer = site.get("/ontology")
    text = Page(answer.text).text
    assert "Une organisation nommée par le contrat. actor. An organisation that the contract names." in text
    assert 'id="Acteur"' in answer.text


def test_the_vocabulary_is_handed_out_as_turtle(site: TestClient) -> None:
    answer = site.get("/ontology", headers={"Accept": "text/turtle"})
    triples = {quad.triple for quad in ox.parse(answer.content, format=ox.RdfFormat.TURTLE)}
    term = ox.NamedNode("https://w3id.org/maillage/ontology#Acteur")
    label = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
    assert ox.Triple(term, label, ox.Literal("acteur", language="fr")) in triples


def test_a_framework_with_a_cycle_is_still_shown_whole(store: ox.Store) -> None:
    graph = ox.NamedNode(naming.published_graph("valdor"))
    broader = ox.NamedNode("http://www.w3.org/2004/02/skos/core#broader")
    top, below = (ox.NamedNode(f"{naming.ID}valdor/element/{name}") for name in ("pilier-1", "os-1-1"))
    cyclic = ox.Store()
    cyclic.extend([*store, ox.Quad(top, broader, below, graph)])
    client = TestClient(create_app(store=cyclic, directory=Path("nowhere"), revision="cycle"), headers=BROWSER)
    text = read(client, "/contrats/valdor/cadre")
    assert [text.count(f"{code} ") for code in ("1 Habiter", "OS 1.1 Rénover", "P 1.1.1 Isoler")] == [1, 1, 1]


def test_counts_are_said_in_words() -> None:
    assert count(0, "ligne", "lignes", feminine=True) == "aucune ligne"
    assert count(1200, "ligne", "lignes", feminine=True) == "1\u202f200 lignes"


def test_high_punctuation_stays_with_its_word() -> None:
    assert fine("Qui « porte » quoi ?") == "Qui «\xa0porte\xa0» quoi\xa0?"
