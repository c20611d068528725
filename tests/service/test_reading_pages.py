"""The pages made for reading: what they total is within one rung, what is not known is said, all has its source."""

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from queries.catalogue import catalogue
from service.reading_pages.parts import PARTS
from service.reading_pages.reading_page import read_page, reading_pages
from service.templating import NAVIGATION
from tests.service.markup import Page
from viz.view import told

NAMES = sorted(reading_pages())
# The annex « Liste des partenaires par pilier » of Moissac, its lines counted by hand under each heading
LISTED = {
    "Développement économique /emploi": 15,
    "Cohésion sociale": 21,
    "Education / Formation": 23,
    "Renouvellement urbain": 24,
}
# Montauban's table, counted by hand: 3 orientations transversales, 11 orientations, 33 priorités of which 2 are torn
MONTAUBAN = 3 + 11 + 33


def read(site: TestClient, address: str) -> str:
    answer = site.get(address)
    assert answer.status_code == 200, address
    return Page(answer.text).text


def test_a_page_is_a_file_that_names_what_exists() -> None:
    assert NAMES == ["agenda", "annuaire", "comparer", "couverture", "financements"]
    for page in reading_pages().values():
        assert page.part in PARTS
        assert set(page.pictures) <= set(told())
        assert page.question in catalogue().values()


@pytest.mark.parametrize("wrong", [{"fields": ["couleur"]}, {"columns": ["couleur"]}])
def test_a_page_that_names_what_its_question_has_not_is_refused(wrong: dict[str, list[str]]) -> None:
    said = {"title": "Essai", "lead": "Essai.", "question": "financements", "part": "funding"}
    with pytest.raises(ValueError, match=r"essai\.toml: financements has no couleur"):
        read_page("essai", {**said, **wrong})


def test_every_page_stands_in_the_navigation() -> None:
    assert {f"/{name}" for name in NAMES} <= {path for path, _ in NAVIGATION}


@pytest.mark.parametrize("name", NAMES)
def test_a_page_gives_the_files_of_its_question(site: TestClient, name: str) -> None:
    question = reading_pages()[name].question.name
    for form in ("csv", "json", "ttl"):
        short, long = (site.get(f"/{path}?format={form}") for path in (name, f"questions/{question}"))
        assert short.headers["content-type"] == long.headers["content-type"]
        assert short.content == long.content


@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_light(contracts: TestClient, name: str) -> None:
    assert len(contracts.get(f"/{name}").content) < 200_000


@pytest.mark.parametrize("name", NAMES)
def test_a_page_needs_no_script(site: TestClient, name: str) -> None:
    page = Page(site.get(f"/{name}").text)
    assert all(each.get("src") for each in page.all("script"))
    assert [each for _, each in page.elements if any(key.startswith("on") for key in each)] == []


def test_funding_is_totalled_one_rung_at_a_time_with_what_is_not_known(site: TestClient) -> None:
    text = read(site, "/financements?contrat=clairval")
    assert "potentiel 4 dont 2 en alternative inconnu 4" in text
    assert "voté 1 50 000 € 0 1" in text
    assert "Un degré ne s'ajoute jamais à un autre." in text


def test_totals_follow_the_filters(site: TestClient) -> None:
    text = read(site, "/financements?contrat=clairval&filtre.nomme=non")
    assert "potentiel 1 inconnu 1" in text
    assert "voté 1" not in text


def test_the_funding_of_moissac_is_told_as_its_document_tells_it(contracts: TestClient) -> None:
    text = read(contracts, "/financements?contrat=moissac")
    assert "potentiel 71 dont 2 en alternative inconnu 71" in text  # the column « FINANCEURS POTENTIELS »
    assert "≥ 50 000 € 3" in text  # the only amount, the ARS's aid to a MSP


@pytest.mark.parametrize("name", ["financements", "annuaire", "agenda"])
def test_what_montauban_does_not_tell_is_unknown_and_not_empty(contracts: TestClient, name: str) -> None:
    text = read(contracts, f"/{name}?contrat=montauban")
    assert "la réponse est inconnue pour ce contrat" in text
    assert "Aucune ligne : la réponse est inconnue" in text


def test_coverage_is_unknown_where_no_roadmap_was_read(contracts: TestClient) -> None:
    text = read(contracts, "/couverture?contrat=montauban")
    assert f"{MONTAUBAN} éléments" in text
    assert f"Ensemble ? {MONTAUBAN} inconnu ? {MONTAUBAN} inconnu" in text


def test_coverage_tells_each_state_by_a_symbol_and_a_word(site: TestClient) -> None:
    text = read(site, "/couverture?contrat=clairval")
    assert "P 1.1.2 Former les médiateurs à la santé priorité ~ proposé ✗ non" in text
    assert "1 Vivre ensemble Contrat de ville de Clairval" in text
    assert "Ensemble ✓ 3 oui ~ 1 proposé ✗ 4 non" in text


def test_an_element_alone_tells_all_that_shows_its_states(site: TestClient) -> None:
    page = Page(site.get("/couverture?contrat=clairval").text)
    (link, *_) = [each for each in page.links if "element=clairval" in each and "p-1-1-1" in each]
    text = read(site, link)
    assert "Action prévue ou en cours ✓ oui Maison de santé" in text
    assert "Ce qui a été regardé" in text


def test_coverage_can_be_narrowed_to_a_pillar_a_quarter_and_a_state(site: TestClient) -> None:
    text = read(site, "/couverture?contrat=clairval&filtre.pilier=1+Vivre+ensemble&filtre.quartiers=Les+Tilleuls")
    assert "2 éléments sur 4" in text
    assert "2 Travailler" not in text.partition("2 éléments")[2]
    assert "1 élément sur 4" in read(site, "/couverture?contrat=clairval&filtre.actionPrevue=propos%C3%A9")


def test_the_directory_of_moissac_has_the_lines_of_its_annex(contracts: TestClient) -> None:
    for heading, lines in LISTED.items():
        answer = contracts.get("/annuaire", params={"contrat": "moissac", "filtre.rubrique": heading, "format": "json"})
        assert len(answer.json()) == lines, heading


def test_the_directory_tells_roles_and_what_is_not_told(site: TestClient) -> None:
    text = read(site, "/annuaire?contrat=clairval")
    assert "4 organisations nommées" in text.replace("organisations nommées 4", "4 organisations nommées")
    assert "Association L'Élan médiation association acteur (rôle non précisé) 2 actions" in text
    assert "non dites" in text
    page = Page(site.get("/annuaire?contrat=clairval").text)
    assert [link for link in page.links if link.startswith("/questions/provenance")]


def test_the_agenda_tells_months_and_what_has_no_date(site: TestClient) -> None:
    text = read(site, "/agenda?contrat=clairval")
    assert "Plus tard 1 Décembre 2030 du 01/01/2024 au 31/12/2030 Maison de santé" in text
    assert "Sans date dite 1 1 fois par an COPIL du contrat de ville" in text
    assert any("format=ics" in link for link in Page(site.get("/agenda?contrat=clairval").text).links)


def test_two_contracts_are_compared_side_by_side(site: TestClient) -> None:
    text = read(site, "/comparer?contrat=clairval&contrat=valdor")
    assert "1 Vivre ensemble ✓ oui ? inconnu" in text
    assert "Partenaire 0 0 0 4" in text
    assert "Contrat de ville de Clairval Contrat de ville de Valdor" in text


def test_one_contract_is_not_compared(site: TestClient) -> None:
    text = read(site, "/comparer?contrat=clairval&contrat=clairval")
    assert "il faut au moins deux contrats à comparer" in text


@pytest.mark.parametrize("name", NAMES)
def test_wrong_parameters_are_refused_with_a_way_out(site: TestClient, name: str) -> None:
    for query in ("couleur=bleu", "contrat=atlantis", "contrat=%00", "filtre.x=1", "tri=x", "page=0"):
        answer = site.get(f"/{name}?{query}")
        assert answer.status_code == 422, query
        assert "Recommencer sans aucun choix" in Page(answer.text).text


def test_pages_can_be_written_in_files_only_where_they_are_read() -> None:
    folder = Path(__file__).parents[2] / "service" / "reading_pages"
    assert {path.stem for path in folder.glob("*.toml")} == set(NAMES)
