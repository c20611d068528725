"""Actions and contributions told in prose, in a protocol of an invented town."""

from rdflib import PROV, RDF, SKOS, Graph, URIRef
from rdflib.term import Node

from data import naming
from data.reader import Reading, read
from data.reading.ledger import Fate, count
from ontology import MLG

LONG = "Un atelier de réparation de vélos ouvert le mercredi et le samedi dans le local de la rue Haute"
HEAD = """# **AVENANT AU CONTRAT DE VILLE DE BRISE**

## **PROTOCOLE D'ENGAGEMENTS RENFORCES ET RECIPROQUES 2021 - 2023**

## 2.2 Orientations transversales

### **T.1 Se déplacer**

Marcher et pédaler.

"""
TAIL = "\n## Feuille de route\n"


def reading(body: str, tail: str = TAIL) -> Reading:
    return read("brise-protocole.md", (HEAD + body + tail).encode())


def graph(body: str, tail: str = TAIL) -> Graph:
    return reading(body, tail).description.graph


def actions(found: Graph) -> dict[str, Node]:
    return {str(found.value(a, SKOS.prefLabel)): a for a in found.subjects(RDF.type, MLG.Action)}


def last(node: Node | None) -> str:
    return str(node).rpartition("/")[2]


def test_a_rubric_gives_the_status_and_the_orientation_is_what_the_action_serves() -> None:
    found = graph("### Effectués\n\n- Une piste cyclable\n\n### Plan d'action\n\n- Un parc à vélos ;\n")
    told = {
        name: (last(found.value(a, MLG.statut)), last(found.value(a, MLG.partieDuDocument)))
        for name, a in actions(found).items()
    }
    assert told == {
        "Une piste cyclable": ("effectuee", "actions-effectuees"),
        "Un parc à vélos": ("prevue", "plan-d-action"),
    }
    assert {last(e) for e in found.objects(None, MLG.repondA)} == {"t1"}


def test_words_that_open_a_list_stay_with_its_items_and_end_with_it() -> None:
    found = graph("### Effectués\n\nPour les enfants :\n\n- Un vélobus\n- Un stage\n\nUne fête du vélo\n")
    details = {name: [str(words) for words in found.objects(a, MLG.precision)] for name, a in actions(found).items()}
    assert details == {"Un vélobus": ["Pour les enfants"], "Un stage": ["Pour les enfants"], "Une fête du vélo": []}


def test_lines_that_go_on_are_complements_and_no_actions() -> None:
    found = graph("### Plan d'action\n\nPréférer deux axes\n\n- la marche\n- le vélo\n\n- Des bancs\n... à l'ombre\n")
    assert set(actions(found)) == {"Préférer deux axes", "Des bancs"}
    axes = actions(found)["Préférer deux axes"]
    assert {str(words) for words in found.objects(axes, MLG.precision)} == {"la marche", "le vélo"}
    assert len(list(found.objects(axes, PROV.wasDerivedFrom))) == 3


def test_the_same_words_are_one_action_and_other_words_another_even_if_their_names_are_cut_alike() -> None:
    twice = f"- {LONG}, pour les petits\n- {LONG}, pour les grands\n- {LONG}, pour les petits\n"
    found = graph(f"### Effectués\n\n{twice}")
    names = sorted(last(a) for a in actions(found).values())
    assert len(names) == 2
    assert names[1] == f"{names[0]}-2"


def test_an_obstacle_that_tells_what_was_given_up_makes_an_action_of_it() -> None:
    body = "### Observations - freins\n\nAbandon du tramway mi-2020 du fait du coût des rails\n"
    found = graph(body)
    (tramway,) = actions(found).values()
    assert last(found.value(tramway, MLG.statut)) == "abandonnee"
    assert str(found.value(tramway, MLG.cause)) == "coût des rails"
    assert str(found.value(found.value(tramway, MLG.periode), MLG.edtf)) == "2020"
    assert len(list(found.subjects(RDF.type, MLG.Frein))) == 1


def test_what_a_sentence_says_of_the_dispositif_it_begins_with_holds_for_the_dispositif() -> None:
    found = graph("### Effectués\n\n- Contrat local de santé signé le 4 mai 2020, porté par l'association Alpha\n")
    scheme = URIRef(f"{naming.ID}brise/dispositif/cls")
    assert str(found.value(scheme, MLG.signeLe)) == "2020-05-04"
    (part,) = found.subjects(MLG.dans, scheme)
    assert (last(found.value(part, MLG.role)), last(found.value(part, MLG.acteur))) == ("porteur", "association-alpha")


def test_partners_promise_what_their_statements_say() -> None:
    tail = TAIL + (
        "\n## CONTRIBUTIONS\n\n### 1.1. Contribution de la Région des Collines :\n\n"
        "La Région s'appuiera sur la mobilisation de crédits spécifiques.\n\n"
        "Trois objectifs :\n\n- **Ouvrir des centres**\n\nDes aides au fonctionnement de 12 000 € leur sont données.\n"
    )
    found = graph("", tail)
    lines = {
        last(found.value(line, MLG.natureCredit)): (
            last(found.value(line, MLG.fermete)),
            str(found.value(line, MLG.montant) or ""),
            str(found.value(found.value(line, MLG.finance), SKOS.prefLabel)),
        )
        for line in found.subjects(RDF.type, MLG.EngagementFinancier)
    }
    assert lines == {
        "credit-specifique": ("promis", "", "La Région s'appuiera sur la mobilisation de crédits spécifiques"),
        "non-precise": ("promis", "12000.0", "Ouvrir des centres"),
    }
    (part,) = found.subjects(MLG.role, naming.reference("role", "contributeur"))
    assert last(found.value(part, MLG.acteur)) == "region-des-collines"


def test_every_line_of_the_prose_is_accounted_for() -> None:
    body = "### Effectués\n\nPour tous :\n\n- Un vélobus\n- ... gratuit\n\n### Plan d'action\n\n-\n\nUn parc\n"
    fates = count(list(reading(body).entries))
    assert fates[Fate.NOT_UNDERSTOOD] == 0
