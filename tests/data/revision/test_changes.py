"""A new version of a document is told by what changed in it, and by what of the curation is to be looked at again."""

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import RDF, Graph, URIRef

from data import naming
from data.contracts import ContractFiles, bundled, contracts, reference_graph, turtle
from data.reader import read
from data.reading_report import difference
from data.revision.changes import Changes, Fate, compare
from data.revision.grounds import Stale, stale, told
from ontology import MLG

DOCUMENT = Path(__file__).parents[1] / "reading" / "documents" / "clairval-protocole.md"
PREFIXES = """
@prefix mlg: <https://w3id.org/maillage/ontology#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix c: <https://w3id.org/maillage/id/clairval/> .
@prefix ref: <https://w3id.org/maillage/id/reference/> .
"""
NAMES = (
    PREFIXES
    + """
<https://w3id.org/maillage/id/clairval/acteur/commune> a mlg:Acteur ;
    skos:prefLabel "Commune de Clairval"@fr ; skos:altLabel "Commune"@fr , "Ville de Clairval"@fr .
<https://w3id.org/maillage/id/clairval/acteur/region> a mlg:Acteur ;
    skos:prefLabel "Région des Collines"@fr ; skos:altLabel "Région"@fr .
"""
)
DECISION = """
<https://w3id.org/maillage/id/clairval/decision/fete> a mlg:Decision ;
    mlg:decideLe "2022-03-04"^^xsd:date ; mlg:motif "La mairie l'a dit."@fr .
"""
DECIDED = "Décidé le 04/03/2022 : « La mairie l'a dit. »"

EDITS = [
    ("Fête du pont", "Fête du fleuve"),
    ("Commune Région ou Etat", "Commune MJC"),
    ("- L'Etat, le Préfet,\n", ""),
    ("Mai 2022", "Juin 2022"),
    ("A définir", "Commune"),
    ("- o Région des Collines\n", ""),
    ("36) Développer", "37) Développer"),
    ("# **AV", "\n# **AV"),
    ("- Un lieu pour tous", "**Fermer les portes**"),
]


@cache
def graph(*edits: tuple[str, str]) -> Graph:
    text = DOCUMENT.read_text("utf-8")
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    return read(DOCUMENT.name, text.encode(), curation=names()).description.graph


@cache
def names() -> Graph:
    return Graph().parse(data=NAMES)


def changes(*edits: tuple[str, str]) -> Changes:
    return compare(graph(), graph(*edits), names=reference_graph() + names())


def reviewed(curation: str, *edits: tuple[str, str], retraction: str = "") -> list[Stale]:
    found = stale(
        graph(),
        graph(*edits),
        curation=Graph().parse(data=NAMES + DECISION + curation),
        retraction=Graph().parse(data=PREFIXES + retraction),
        names=reference_graph(),
    )
    return list(found)


def test_a_line_inserted_above_changes_nothing_but_places() -> None:
    found = changes(("# **AV", "\n# **AV"))
    passages = len(set(graph().subjects(RDF.type, MLG.Passage)))
    assert (found.sentences(), found.moved) == ([], passages)
    assert list(difference(found, ())) == [f"  Rien ne change ({passages} passages déplacés)."]


@pytest.mark.parametrize(
    ("old", "new", "sentences"),
    [
        (
            "Fête du pont",
            "Fête du fleuve",
            [
                "Action apparue : « Fête du fleuve » (acteurs : Commune de Clairval, État ;"
                " financeurs : Commune de Clairval, Région des Collines, État)",
                "Action disparue : « Fête du pont » (acteurs : Commune de Clairval, État ;"
                " financeurs : Commune de Clairval, Région des Collines, État)",
            ],
        ),
        (
            "Commune Région ou Etat",
            "Commune MJC Région ou Etat",
            ["Financeur en plus pour « Fête du pont » : Maison des Jeunes et de la Culture"],
        ),
        (
            "Commune Région ou Etat",
            "Commune Etat",
            [
                "Financeur en moins pour « Fête du pont » : Région des Collines",
                "Groupe d'alternative en moins pour l'engagement de « État » pour « Fête du pont » :"
                " « Région ou Etat »",
            ],
        ),
        ("Mai 2022\tCommune Etat", "Mai 2022\tCommune", ["Acteur en moins pour « Fête du pont » : État"]),
        ("- L'Etat, le Préfet,\n", "", ["Signataire en moins : État (le Préfet)"]),
        (
            "- o Région des Collines\n",
            "",
            ["Partenaire en moins dans l'annuaire, « Vivre ensemble » : Région des Collines"],
        ),
        ("Mai 2022", "Juin 2022", ["Échéance de « Fête du pont » : « Mai 2022 » devient « Juin 2022 »"]),
        ("\tFamilles\t", "\t\t", ["Public en moins pour « Fête du pont » : « Familles »"]),
        (
            "A définir",
            "Commune",
            [
                "Ne se dit plus de « Jardin des rives » : financement à définir",
                "Financeur en plus pour « Jardin des rives » : Commune de Clairval",
            ],
        ),
        (
            "Commune L'Inconnue",
            "Commune L'Autre",
            ["Cellule « ACTEURS » de « Jardin des rives » : « Commune L'Inconnue » devient « Commune L'Autre »"],
        ),
        (
            "T.1 Se déplacer dans la ville",
            "T.1 Rouler dans la ville",
            ["Nom de « T1 – Rouler dans la ville » : « Se déplacer dans la ville » devient « Rouler dans la ville »"],
        ),
        (
            "36) Développer le service civique (action continue)\n",
            "",
            [
                "Contenu en moins pour « AVENANT AU CONTRAT DE VILLE DE CLAIRVAL – PROTOCOLE D'ENGAGEMENTS RENFORCES"
                " ET RECIPROQUES 2021 - 2023 » : « mesures nationales relayées »",
                "Mesure relayée en moins par « T1 – Se déplacer dans la ville » : 36 – Développer le service civique",
            ],
        ),
    ],
)
def test_a_change_of_a_thing_is_a_sentence(old: str, new: str, sentences: list[str]) -> None:
    assert changes((old, new)).sentences() == sentences


def test_what_happens_to_an_action_is_told_together() -> None:
    told = changes(("Mai 2022", "Juin 2022"), ("Commune Région ou Etat", "Commune MJC"), ("A définir", "Etat"))
    about = ["Jardin des rives" in sentence for sentence in told.sentences()]
    assert about == sorted(about)


def test_elements_in_another_order_are_told_and_not_their_ranks() -> None:
    ranked = "c:a skos:prefLabel 'A'@fr ; mlg:rang {} . c:b skos:prefLabel 'B'@fr ; mlg:rang {} ."
    here, *others = (Graph().parse(data=PREFIXES + ranked.format(*ranks)) for ranks in [(1, 2), (2, 1), (1, 4)])
    assert [compare(here, there).sentences() for there in others] == [
        ["Les éléments du cadre sont dans un autre ordre, à partir de « A »"],
        [],
    ]


def test_a_name_that_curation_takes_over_is_no_change_of_the_document() -> None:
    named = Graph().parse(data=PREFIXES + 'c:cadre skos:prefLabel "Le cadre"@fr .')
    bare = graph() - Graph().parse(data=PREFIXES + 'c:cadre skos:prefLabel "Cadre stratégique"@fr .')
    assert len(compare(graph(), bare).told) == 1
    assert compare(graph(), bare, names=named).told == ()


VERSIONS = st.lists(st.sampled_from(EDITS), unique=True, max_size=4).map(lambda edits: graph(*sorted(edits)))


@settings(max_examples=40, deadline=None)
@given(VERSIONS)
def test_a_version_compared_with_itself_gives_nothing(version: Graph) -> None:
    assert compare(version, Graph().parse(data=turtle(version))) == Changes((), 0)


@settings(max_examples=40, deadline=None)
@given(VERSIONS, VERSIONS)
def test_swapping_two_versions_swaps_what_appeared_and_what_disappeared(here: Graph, there: Graph) -> None:
    forth, back = compare(here, there), compare(there, here)
    assert forth.of(Fate.APPEARED) == back.of(Fate.DISAPPEARED)
    assert forth.of(Fate.DISAPPEARED) == back.of(Fate.APPEARED)
    assert forth.of(Fate.CHANGED) == back.of(Fate.CHANGED)
    assert (forth.moved, len(forth.told)) == (back.moved, len(back.told))


@pytest.mark.parametrize("files", contracts(bundled()), ids=lambda files: files.identifier)
def test_a_bundled_contract_read_again_changes_nothing_and_its_curation_holds(files: ContractFiles) -> None:
    for path in files.sources():
        committed = files.source(path.stem)
        assert committed
        again = Graph().parse(data=turtle(committed))
        assert compare(committed, again, names=reference_graph() + files.curation()) == Changes((), 0)
        curation, retraction = files.curation(), files.retraction()
        assert stale(committed, again, curation=curation, retraction=retraction, names=reference_graph()) == ()


FUNDING = """
<https://w3id.org/maillage/id/clairval/financement/fete/caf> a mlg:EngagementFinancier ;
    mlg:financeur <https://w3id.org/maillage/id/clairval/acteur/region> ;
    mlg:finance <https://w3id.org/maillage/id/clairval/action/fete-du-pont> ;
    prov:wasDerivedFrom <https://w3id.org/maillage/id/clairval/passage/protocole/%s/c6> ;
    prov:wasGeneratedBy <https://w3id.org/maillage/id/clairval/decision/fete> .
"""
ROW = next(n for n, line in enumerate(DOCUMENT.read_text("utf-8").splitlines(), 1) if line.startswith("Fête du pont\t"))
FUNDED = FUNDING % "fete-du-pont"
LINE = f"L'engagement de « Région des Collines » pour « Fête du pont » vient de la ligne {ROW}"


def test_a_curated_line_whose_cell_says_something_else_is_to_be_looked_at() -> None:
    found = reviewed(FUNDED, ("Commune Région ou Etat", "Commune Région"))
    assert [item.sentence for item in found] == [
        f"{LINE}, colonne « FINANCEURS POTENTIELS », où « Commune Région ou Etat » est devenu"
        f" « Commune Région ». {DECIDED}"
    ]


def test_a_curated_line_keeps_its_ground_when_lines_are_put_before_its_row() -> None:
    assert reviewed(FUNDED, ("# **AV", "\n\n# **AV")) == []
    assert reviewed(FUNDED, ("Fête du pont\t", "Bal\ta\tb\t2022\tCommune\tEtat\nFête du pont\t")) == []


def test_a_curated_line_whose_row_is_gone_is_to_be_looked_at() -> None:
    found = reviewed(FUNDED, ("Fête du pont\t", "Fête du fleuve\t"))
    assert f"{LINE}, colonne « FINANCEURS POTENTIELS », qui n'existe plus." in {item.message for item in found}


def test_a_curated_line_whose_passage_now_stands_for_another_is_to_be_looked_at() -> None:
    of_the_obstacle = FUNDED.replace("fete-du-pont/c6>", "porte-trop-etroite>")
    (found,) = reviewed(of_the_obstacle, ("Marcher et pédaler.", "Marcher et pédaler.\n\nPorte trop étroite"))
    assert ", où se lit autre chose." in found.message


def test_what_completes_or_refers_to_a_thing_that_is_gone_is_to_be_looked_at() -> None:
    completing = """
<https://w3id.org/maillage/id/clairval/action/fete-du-pont> mlg:public
    <https://w3id.org/maillage/id/clairval/public/familles> ;
    prov:wasGeneratedBy <https://w3id.org/maillage/id/clairval/decision/fete> .
"""
    assert [item.message for item in reviewed(completing, ("Fête du pont", "Fête du fleuve"))] == [
        "Aucun document ne décrit plus « Fête du pont », que la curation complète."
    ]
    assert [item.message for item in reviewed(completing, ("\tFamilles\t", "\t\t"))] == [
        "La curation dit de « Fête du pont » : public « Familles », qu'aucun document ne décrit plus."
    ]


def test_a_named_thing_that_no_document_mentions_any_more_is_to_be_looked_at() -> None:
    named = """
<https://w3id.org/maillage/id/clairval/action/fete-du-pont> a mlg:Action ; skos:altLabel "Fête des rives"@fr ;
    prov:wasGeneratedBy <https://w3id.org/maillage/id/clairval/decision/fete> .
"""
    found = reviewed(named, ("Fête du pont", "Fête du fleuve"))
    assert [(item.message, item.is_advice) for item in found] == [
        ("Aucun document ne parle plus de « Fête du pont ».", False)
    ]


def test_a_name_that_is_used_no_more_is_only_advice() -> None:
    named = '<https://w3id.org/maillage/id/clairval/acteur/commune> skos:altLabel "la Maire"@fr .'
    found = reviewed(named, ("la Maire", "la Présidente"))
    assert [(item.message, item.is_advice) for item in found] == [
        ("Le nom « la Maire » de « Commune de Clairval » n'est plus employé.", True)
    ]


RETRACTED = """
<https://w3id.org/maillage/id/clairval/action/fete-du-pont> mlg:objectif "Danser"@fr .
"""
RETRACTING = """
<https://w3id.org/maillage/id/clairval/action/fete-du-pont> mlg:objectif "Danser ensemble"@fr ;
    prov:wasGeneratedBy <https://w3id.org/maillage/id/clairval/decision/fete> .
"""


def test_a_retraction_of_what_no_document_says_any_more_is_to_be_looked_at() -> None:
    found = reviewed(RETRACTING, ("Se retrouver Danser", "Se retrouver"), retraction=RETRACTED)
    assert [item.sentence for item in found] == [
        f"Aucun document ne dit plus de « Fête du pont » ce qui est retiré : objectif « Danser ». {DECIDED}"
    ]
    assert reviewed(RETRACTING, retraction=RETRACTED) == []


def test_what_another_document_still_says_keeps_its_ground() -> None:
    found = stale(
        graph(),
        graph(("Fête du pont", "Fête du fleuve")),
        curation=Graph().parse(data=NAMES + DECISION + RETRACTING),
        retraction=Graph().parse(data=PREFIXES + RETRACTED),
        names=reference_graph(),
        others=graph(),
    )
    assert found == ()


def test_the_report_says_a_decision_once_and_what_to_look_at_under_it() -> None:
    both = FUNDED + RETRACTING
    found = tuple(reviewed(both, ("Fête du pont", "Fête du fleuve"), ("# **AV", "\n\n# **AV"), retraction=RETRACTED))
    lines = list(told(found))
    assert lines[0] == DECIDED
    assert len(lines) == len(found) + 1
    assert all(line.startswith("  – ") for line in lines[1:])


def test_a_thing_decided_without_a_decision_says_so() -> None:
    node = URIRef(f"{naming.ID}clairval/action/absente")
    (found,) = reviewed(f'<{node}> mlg:precision "x"@fr .')
    assert found.sentence.endswith("que la curation complète. Sans décision indiquée")
