"""What the pages of the two contracts tell in sentences, read by hand in their documents.

The numbers of lines are those of `moissac-avenant-2021-2023.md` and `montauban-priorites-2023.md`.
"""

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from data.at_hand import Library
from data.store import OpenStore
from queries.ask import ask
from queries.catalogue import catalogue
from service.app import create_app
from service.telling.across import missing_in
from service.telling.known import gather
from service.telling.tell import TELLERS, tell
from service.world import Contract, World
from tests.service.conftest import BROWSER
from tests.service.markup import Page

HEALTH = "/id/moissac/action/creation-d-une-maison-de-sante-pluridisciplinaire-entre-les-2-qpv"
FRICHE = "/id/moissac/action/lancement-d-un-aap-pour-la-reconversion-d-une-friche-en-coeur-de-qpv-le-tribunal"


@pytest.fixture(scope="module")
def sourced(bundle: OpenStore, sources: Path) -> TestClient:
    """Serve the two contracts with their documents at hand."""
    library = Library([sources])
    app = create_app(store=bundle.store, directory=bundle.directory, revision=bundle.revision, library=library)
    return TestClient(app, headers=BROWSER)


def read(client: TestClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return Page(answer.text).text


TOLD = [
    # line 915: ACTEURS « Commune TDC Département Etat ARS », FINANCEURS POTENTIELS « Commune TDC Département PETR ARS »
    (
        HEALTH,
        "Y prennent part, sans que leur rôle soit précisé : Agence régionale de santé Occitanie, Communauté de "
        "communes Terres des Confluences, Commune de Moissac, Conseil départemental de Tarn-et-Garonne et État.",
    ),
    (
        HEALTH,
        "Pourraient financer (financeurs potentiels) : Agence régionale de santé Occitanie, Communauté de communes "
        "Terres des Confluences, Commune de Moissac, Conseil départemental de Tarn-et-Garonne et PETR ; "
        "montants inconnus. p. 26 à 27, ligne 915",
    ),
    # the second passage of the action, line 595, says nothing of what it is for
    (
        HEALTH,
        "Pour : « Lutter contre la désertification médicale » et « Proposer une offre de santé accessible aux "
        "non-motorisés ». p. 26 à 27, ligne 915 Répond à",
    ),
    (HEALTH, "Quand : « >2022 », soit à partir du 1er janvier 2023."),
    (HEALTH, "Une action prévue du Contrat de ville de Moissac"),
    # line 940: « Commune Région ou Etat Banque des territoires »
    (
        FRICHE,
        "Banque des Territoires, Commune de Moissac et État ou Région Occitanie / Pyrénées-Méditerranée "
        "(l'un ou l'autre) ; montants inconnus.",
    ),
    # line 875: « Mise en place de micro potagers urbains : échec (pas d'entretien) »
    (
        "/id/moissac/action/mise-en-place-de-micro-potagers-urbains-echec-pas-d-entretien",
        "La cause de cet échec : « pas d'entretien ».",
    ),
    (
        "/id/moissac/action/mise-en-place-de-micro-potagers-urbains-echec-pas-d-entretien",
        "Une action en échec du Contrat de ville de Moissac",
    ),
    # line 936: « Opérateur Urbanis » ; line 941: « animé par l'opérateur Urbanis » ; line 1243 of the directory
    ("/id/moissac/dispositif/opah-ru", "Mis en œuvre par un opérateur : Urbanis. p. 27 à 28, ligne 936"),
    ("/id/moissac/acteur/urbanis", "Anime « COTECH-COPIL Lutte contre l'Habitat Indigne ». p. 27 à 28, ligne 941"),
    ("/id/moissac/acteur/urbanis", "(rubrique « Renouvellement urbain », Opérateur OPAH-RU). p. 37, ligne 1243"),
    # line 760: « … de 2019 à 2024 »
    ("/id/moissac/dispositif/opah-ru", "Quand : « de 2019 à 2024 », soit du 1er janvier 2019 au 31 décembre 2024."),
    # line 993: the ARS's 50 000 €
    ("/id/moissac/acteur/ars-occitanie", "50 000 € (fermeté : promis). p. 29 à 31, ligne 993"),
    # line 926: « Coordination Médiation = 4 / an – … animé par le Service Politique de la Ville »
    ("/id/moissac/instance/coordination-mediation", "Se réunit 4 fois par an."),
    ("/id/moissac/instance/coordination-mediation", "Animée par Service Politique de la Ville. p. 26 à 27, ligne 926"),
    # line 906: « 1/ an »
    ("/id/moissac/instance/copil-politique-de-la-ville", "Se réunit 1 fois par an."),
    # line 801, under the heading « Reconquérir et valoriser le patrimoine bâti »
    (
        "/id/moissac/frein/abandon-du-projet-nprnu-mi-2020-du-fait-de-retrait-du-principal-operateur-sur-le",
        "Fait obstacle à « Reconquérir et valoriser le patrimoine bâti ». p. 22 à 24, ligne 801",
    ),
    (
        "/id/moissac/frein/abandon-du-projet-nprnu-mi-2020-du-fait-de-retrait-du-principal-operateur-sur-le",
        "Nomme « Nouveau programme national de renouvellement urbain » et Tarn et Garonne Habitat.",
    ),
    # lines 918 and 878
    ("/id/moissac/quartier/sarlac", "Accueil continu à Bulle de Bébé au Sarlac"),
    ("/id/moissac/quartier/sarlac", "Création d'une piste cyclable Avenue du Sarlac"),
    ("/id/moissac/quartier/sarlac", "Son code officiel n'est donné par aucun document chargé."),
    # line 364 of one « (fait) », line 36 of the other without a word of its status
    (
        "/id/reference/mesure/28",
        "Relayée dans le Contrat de ville de Moissac par 1 élément : Agir en matière de prévention (fait)",
    ),
    ("/id/reference/mesure/28", "(statut non dit) ligne 36"),
    # named by no document
    ("/id/reference/mesure/10", "Les documents chargés du Contrat de ville de Moissac ne la citent nulle part."),
    ("/id/reference/mesure/10", "Les documents chargés du Contrat de ville de Montauban ne la citent nulle part."),
    # line 22 of Montauban begins in the middle of a sentence
    ("/id/montauban/element/p-1-2-4", "Son intitulé est tronqué dans le document : il est donné tel quel."),
    ("/id/montauban/element/p-1-2-4", "Son code n'est pas écrit : il est déduit de ceux de ses voisins."),
    ("/id/montauban/element/p-1-2-4", "aucune feuille de route chargée."),
    # an actor that both could name: what it does in a contract without roadmap is unknown, not nothing
    ("/id/reference/acteur/etat", "Ce qu'il fait dans le Contrat de ville de Montauban est inconnu"),
    ("/id/reference/acteur/etat", "Nommé dans les documents du Contrat de ville de Moissac."),
    (
        f"/id/moissac/financement/{HEALTH.rpartition('/')[2]}/petr",
        "PETR pourrait financer « Création d'une Maison de Santé Pluridisciplinaire entre les 2 QPV ».",
    ),
    (f"/id/moissac/financement/{HEALTH.rpartition('/')[2]}/petr", "Le montant est inconnu : la source n'en donne pas."),
    ("/id/moissac/periode/apres-2022", "Création d'une Maison de Santé Pluridisciplinaire entre les 2 QPV"),
    ("/id/moissac/document/avenant-2021-2023", "Acte du 23 février 2022, n° 082-218201127-20220217-CM20220217_14-DE."),
]


@pytest.mark.parametrize(("address", "words"), TOLD)
def test_a_page_tells_what_the_document_says(address: str, words: str, contracts: TestClient) -> None:
    assert words in read(contracts, address)


def test_measures_are_never_said_to_be_nowhere_where_they_are_cited(contracts: TestClient) -> None:
    assert "nulle part" not in read(contracts, "/id/reference/mesure/28")


def test_an_action_lacks_a_funder_just_where_the_question_finds_none(world: World) -> None:
    rows = ask(world.store, catalogue()["actions-sans-financeur"], {}).records()
    expected = {str(row["action"]): bool(row["texteSeul"]) for row in rows}
    for action in world.index.of_kind("Action"):
        told = next((each for each in tell(gather(world, action)) if each.key == "financement"), None)
        words = [part for sentence in told.sentences for part in sentence.parts] if told else []
        gap = any(sentence.is_gap for sentence in told.sentences) if told else False
        silent = "Le texte ne dit pas qui paie." in words
        assert (gap, silent) == {None: (False, False), False: (True, False), True: (False, True)}[
            expected.get(action.iri)
        ], action.iri


def test_every_kind_of_thing_that_a_contract_holds_is_told(world: World) -> None:
    told = {thing.kind for thing in world.index.things}
    lists = {"Concept", "ConceptScheme", "ContratDeVille"}
    assert told - lists <= TELLERS.keys()


@pytest.mark.sources
def test_the_words_shown_for_a_cell_are_those_of_its_line(sourced: TestClient, sources: Path) -> None:
    line = (sources / "moissac-avenant-2021-2023.md").read_text("utf-8").split("\n")[914]
    cells = line.split("\t")
    page = Page(sourced.get(HEALTH).text)
    columns = ["ACTION", "OBJECTIFS", "CIBLE", "DELAIS", "ACTEURS", "FINANCEURS POTENTIELS"]
    assert " ".join(f"{column} {cell}" for column, cell in zip(columns, cells, strict=True)) in page.text
    assert "/documents/moissac/avenant-2021-2023?ligne=915&cellule=6#l915" in page.links


@pytest.mark.sources
@pytest.mark.parametrize(
    ("address", "name", "number"),
    [
        (
            "/id/moissac/frein/abandon-du-projet-nprnu-mi-2020-du-fait-de-retrait-du-principal-operateur-sur-le",
            "moissac-avenant-2021-2023.md",
            801,
        ),
        ("/id/moissac/acteur/urbanis", "moissac-avenant-2021-2023.md", 1243),
        ("/id/moissac/quartier/sarlac", "moissac-avenant-2021-2023.md", 60),
        ("/id/montauban/element/p-1-2-4", "montauban-priorites-2023.md", 22),
    ],
)
def test_the_words_shown_for_a_passage_are_those_of_its_line(
    address: str, name: str, number: int, sourced: TestClient, sources: Path
) -> None:
    line = (sources / name).read_text("utf-8").split("\n")[number - 1]
    bare = " ".join(re.sub(r"<[^>]+>|[*_]", "", re.sub(r"^\s*-\s+(?:o\s+)?", "", line)).split())
    assert bare in read(sourced, address)


@pytest.mark.sources
def test_each_line_of_the_documents_is_shown_in_its_page(sourced: TestClient, sources: Path) -> None:
    lines = (sources / "montauban-priorites-2023.md").read_text("utf-8").split("\n")
    text = read(sourced, "/documents/montauban/priorites-2023")
    for number, line in enumerate(lines, 1):
        for cell in filter(None, (" ".join(re.sub(r"<[^>]+>|[*#]", " ", each).split()) for each in line.split("\t"))):
            assert cell.removeprefix("- ")[:60].rpartition(" ")[0] in text, number


def test_a_passage_of_a_document_that_is_elsewhere_leads_to_how_to_put_it_at_hand(contracts: TestClient) -> None:
    page = Page(contracts.get(HEALTH).text)
    assert "Le document n'est pas sur cette machine" in page.text
    assert "/documents/moissac/avenant-2021-2023?ligne=595" in page.links


def test_what_is_missing_in_many_contracts_is_one_list() -> None:
    towns = [Contract(f"t{number}", "", f"Contrat {number}", "", None, None, None, frozenset()) for number in range(9)]
    (told,) = missing_in(towns, "Le ", " se tait.", "{} contrats se taisent :")
    assert (told.parts, len(told.items), told.is_gap) == (("9 contrats se taisent :",), 9, True)
    assert len(list(missing_in(towns[:2], "Le ", " se tait.", "{} contrats se taisent :"))) == 2
