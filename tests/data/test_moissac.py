"""The contract of Moissac: what is published says what the document says, as a person read it."""

import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from rdflib import DCTERMS, PROV, RDF, SKOS, Graph, Literal, URIRef
from rdflib.term import Node

from data import naming
from data.contracts import ContractFiles, bundled
from data.publish import published
from ontology import MLG, judge

ROWS: list[dict[str, Any]] = tomllib.loads((Path(__file__).parents[1] / "moissac.toml").read_text("utf-8"))["row"]
READ = [row for row in ROWS if "period" in row]

# The short names of the expected rows, where the label of the actor is longer.
NAMES = {
    "Commune": "Commune de Moissac",
    "TDC": "Communauté de communes Terres des Confluences",
    "Département": "Conseil départemental de Tarn-et-Garonne",
    "Région": "Région Occitanie / Pyrénées-Méditerranée",
    "ARS": "Agence régionale de santé Occitanie",
    "CAF": "Caisse d'allocations familiales de Tarn-et-Garonne",
    "EPFO": "Établissement public foncier d'Occitanie",
    "DDT": "Direction départementale des territoires de Tarn-et-Garonne",
    "CDC": "Caisse des dépôts et consignations",
    "ANAH": "Agence nationale de l'habitat",
    "FSE": "Fonds social européen",
    "PDLHI": "Plan départemental de lutte contre l'habitat indigne",
    "ADIL": "Agence départementale pour l'information sur le logement ADIL 82",
    "CCAS": "Centre communal d'action sociale",
}


@pytest.fixture(scope="module")
def graph() -> Graph:
    return published(ContractFiles(bundled() / "moissac"))


def label(graph: Graph, thing: Node | None) -> str:
    assert thing is not None
    name = str(graph.value(thing, SKOS.prefLabel))
    return f"({name})" if (thing, RDF.type, MLG.ActeurNonNomme) in graph else name


def labels(graph: Graph, things: list[Node]) -> list[str]:
    return sorted(label(graph, thing) for thing in things)


def passages_at(graph: Graph, line: int) -> list[Node]:
    """Return the passages that begin at a line: the line itself, and the cells of a row."""
    return list(graph.subjects(MLG.ligneDebut, Literal(line)))


def action_of(graph: Graph, line: int) -> URIRef:
    """Return the action that the row of a line gives evidence of."""
    (cell,) = [passage for passage in passages_at(graph, line) if str(graph.value(passage, MLG.colonne)) == "ACTION"]
    (found,) = [s for s in graph.subjects(PROV.wasDerivedFrom, cell) if (s, RDF.type, MLG.Action) in graph]
    assert isinstance(found, URIRef)
    return found


def linked(graph: Graph, action: Node, kind: URIRef, link: URIRef, wanted: URIRef) -> list[Node]:
    lines = [node for node in graph.subjects(link, action) if (node, RDF.type, kind) in graph]
    return [thing for line in lines for thing in graph.objects(line, wanted)]


def last_segment(thing: Node | None) -> str:
    return str(thing).rpartition("/")[2]


def expected(names: list[str]) -> list[str]:
    return sorted(NAMES.get(name, name) for name in names)


def test_the_roadmap_has_thirty_rows_and_twenty_nine_actions(graph: Graph) -> None:
    assert len(ROWS) == 30
    actions = {action_of(graph, row["line"]) for row in ROWS}
    assert len(actions) == 29
    assert actions == set(graph.subjects(MLG.partieDuDocument, naming.reference("contenu", "feuille-de-route")))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row["line"]))
def test_each_row_gives_the_label_of_its_action(graph: Graph, row: dict[str, Any]) -> None:
    assert label(graph, action_of(graph, row["line"])) == row["action"]


@pytest.mark.parametrize("row", READ, ids=lambda row: str(row["line"]))
def test_each_row_gives_who_takes_part(graph: Graph, row: dict[str, Any]) -> None:
    actors = linked(graph, action_of(graph, row["line"]), MLG.Participation, MLG.dans, MLG.acteur)
    assert labels(graph, actors) == expected(row["actors"])


@pytest.mark.parametrize("row", READ, ids=lambda row: str(row["line"]))
def test_each_row_gives_its_potential_funders_once(graph: Graph, row: dict[str, Any]) -> None:
    action = action_of(graph, row["line"])
    funders = linked(graph, action, MLG.EngagementFinancier, MLG.finance, MLG.financeur)
    assert labels(graph, funders) == expected(row.get("funders", []))
    firmness = linked(graph, action, MLG.EngagementFinancier, MLG.finance, MLG.fermete)
    assert set(firmness) <= {naming.reference("fermete", "potentiel")}


@pytest.mark.parametrize("row", READ, ids=lambda row: str(row["line"]))
def test_each_row_gives_its_period_as_edtf_or_says_why_not(graph: Graph, row: dict[str, Any]) -> None:
    period = graph.value(action_of(graph, row["line"]), MLG.periode)
    assert period is not None
    nature = str(graph.value(period, MLG.naturePeriode)).rpartition("/")[2]
    assert str(graph.value(period, MLG.edtf) or nature) == row["period"]


@pytest.mark.parametrize("row", READ, ids=lambda row: str(row["line"]))
def test_each_row_gives_its_publics_and_quarters(graph: Graph, row: dict[str, Any]) -> None:
    action = action_of(graph, row["line"])
    assert labels(graph, list(graph.objects(action, MLG.public))) == sorted(row["publics"])
    assert labels(graph, list(graph.objects(action, MLG.quartier))) == sorted(row.get("quarters", []))


@pytest.mark.parametrize("row", READ, ids=lambda row: str(row["line"]))
def test_open_lists_gaps_references_and_shifts_are_said(graph: Graph, row: dict[str, Any]) -> None:
    action = action_of(graph, row["line"])
    flags = {"open_funders": MLG.financeursListeOuverte, "open_actors": MLG.acteursListeOuverte}
    flags["undefined_funding"] = MLG.financementADefinir
    for name, predicate in flags.items():
        assert bool(graph.value(action, predicate)) is row.get(name, False), name
    assert [str(words) for words in graph.objects(action, MLG.renvoi)] == [row[k] for k in ("reference",) if k in row]
    shifted = any("décalées" in str(notice) for notice in graph.objects(action, MLG.signalement))
    assert shifted is row.get("shift", False)


def test_region_or_state_is_an_alternative_and_nothing_else_is(graph: Graph) -> None:
    lines = list(graph.subjects(MLG.groupeAlternative))
    assert {str(group) for group in graph.objects(None, MLG.groupeAlternative)} == {"Région ou Etat"}
    assert labels(graph, [f for line in lines for f in graph.objects(line, MLG.financeur)]) == expected(
        ["Région", "État"]
    )
    assert {a for line in lines for a in graph.objects(line, MLG.finance)} == {action_of(graph, 940)}


def test_the_sports_hall_serves_two_piliers_and_keeps_both_rows_as_evidence(graph: Graph) -> None:
    hall = action_of(graph, 916)
    assert hall == action_of(graph, 946)
    answered = {thing for thing in graph.objects(hall, MLG.repondA) if (thing, RDF.type, MLG.Pilier) in graph}
    assert labels(graph, list(answered)) == [
        "Cohésion sociale",
        "Développement de l'activité économique et de l'emploi",
    ]


def test_objectives_lost_line_breaks_are_found_again(graph: Graph) -> None:
    assert sorted(map(str, graph.objects(action_of(graph, 938), MLG.objectif))) == [
        "Conforter la sécurité en QPV",
        "Contrôle dans les cages d'escalier",
        "Lutte contre la délinquance et les incivilités",
    ]


def test_urbanis_is_the_operator_of_the_housing_scheme(graph: Graph) -> None:
    urbanis = URIRef(f"{naming.ID}moissac/acteur/urbanis")
    parts = [p for p in graph.subjects(MLG.acteur, urbanis) if (p, MLG.dans, action_of(graph, 936)) in graph]
    assert [graph.value(part, MLG.role) for part in parts] == [naming.reference("role", "operateur")]


def test_the_framework_has_three_piliers_six_transversal_and_twelve_other_orientations(graph: Graph) -> None:
    levels = Counter(str(level).rpartition("/")[2] for level in graph.objects(None, MLG.niveau))
    assert levels == {
        "pilier": 3,
        "orientation-transversale": 6,
        # lien social, prévention, intervention sociale, parentalité, informer les familles, accompagner la scolarité,
        # santé ; activité économique, accès à l'emploi ; patrimoine bâti, gestion du quartier, peuplement
        "orientation": 12,
        "theme": 1,
        "groupe": 8,
        "priorite": 138,
        "axe": 2,
        "volet": 3,
        "contribution": 2,  # of the Région and of the ARS
        "engagement": 7 + 7 + 7,  # of the governance; seven paragraphs of the Région; two and five items of the ARS
    }


# The priorités that stand under each orientation, or under each of its groups, counted in the document; an orientation
# that begins with a paragraph has one.
PRIORITIES = {
    "T1": 1, "T2": 2, "T3": 3, "T4": 3, "T5": 1, "Renforcer la participation citoyenne": 9,
    "Développer le lien social": 7, "Agir en matière de prévention": 15, "Optimiser l'intervention sociale": 6,
    "Développer les actions « parentalité »": 6,
    "Mieux informer les familles sur l'offre d'accueil, de soutien à la parentalité": 3,
    "Renforcer les moyens d'accompagnement pendant et autour de la scolarité, du périscolaire, de la culture des "
    "sports et des loisirs": 11,
    "Santé – Prévention": 14,
    "Développer l'activité économique et l'emploi": 8, "Accompagner les chefs d'entreprises": 7,
    "Lutter contre les discriminations": 10,
    "Reconquérir et valoriser le patrimoine bâti": 3, "Centre ville": 4, "Sarlac": 4,
    "Assurer une gestion du quartier en favorisant l'implication des habitants sur les deux quartiers prioritaires": 8,
    "1 / Développer une approche globale des actions de prévention situationnelle": 2,
    "2 / Renforcer la présence humaine dans l'espace public": 2,
    "3 / Améliorer le cadre de vie dans les espaces publics": 3,
    "Agir sur l'avenir du peuplement sur les deux quartiers prioritaires": 6,
}  # fmt: skip


def test_the_lines_that_an_orientation_begins_with_are_its_priorites(graph: Graph) -> None:
    above = [graph.value(node, SKOS.broader) for node in graph.subjects(RDF.type, MLG.Priorite)]
    assert Counter(str(graph.value(each, SKOS.notation) or label(graph, each)) for each in above) == PRIORITIES


def test_what_an_axis_says_in_the_plan_of_action_is_no_priorite(graph: Graph) -> None:
    axes = list(graph.subjects(MLG.niveau, naming.reference("niveau", "axe")))
    assert not [child for axis in axes for child in graph.subjects(SKOS.broader, axis)]


def test_health_belongs_to_the_pilier_not_to_the_theme_before_it(graph: Graph) -> None:
    health = URIRef(f"{naming.ID}moissac/element/sante-prevention")
    assert labels(graph, list(graph.objects(health, SKOS.broader))) == ["Cohésion sociale"]


# The measures that Moissac relays, with what relays them, read from the document; 8 is quoted without its number.
MEASURES = {
    "Renforcer la coordination des acteurs, des dispositifs et la formation des acteurs": [30, 31, 32, 35, 40],
    "Action sociale et solidarité": [33, 34, 36],
    "Agir en matière de prévention": [1, 2, 28],
    "Développer les actions « parentalité »": [13],
    "Renforcer les moyens d'accompagnement pendant et autour de la scolarité, du périscolaire, de la culture des "
    "sports et des loisirs": [15, 16, 17, 18, 37, 38, 39],
    "Santé – Prévention": [9],
    "Développer l'activité économique et l'emploi": [22],
    "Favoriser l'accès à l'emploi des jeunes, des femmes et des hommes": [19, 20, 21, 23, 24, 25, 26, 27],
    "Reconquérir et valoriser le patrimoine bâti": [3, 4, 5, 6, 7, 8],
    "Contrat de ville de Moissac": [29],
}


def test_each_orientation_relays_the_measures_that_it_quotes(graph: Graph) -> None:
    found: dict[str, list[int]] = {}
    for relay, measure in graph.subject_objects(MLG.mesure):
        number = int(str(graph.value(measure, SKOS.notation)))
        found.setdefault(label(graph, graph.value(relay, MLG.relayeePar)), []).append(number)
    assert {name: sorted(numbers) for name, numbers in found.items()} == MEASURES


def test_a_measure_that_cannot_be_identified_stays_without_number(graph: Graph) -> None:
    unknown = [r for r in graph.subjects(RDF.type, MLG.RelaisDeMesure) if not graph.value(r, MLG.mesure)]
    assert [str(graph.value(relay, MLG.motsDeLaSource)) for relay in unknown] == [
        "Développer l'accès au permis de conduire"
    ]


STATUSES = {
    1: ["a-voir"], 2: ["a-voir"], 9: ["en-cours"], 13: ["gestion-nationale"], 16: ["gestion-nationale"],
    17: ["en-cours"], 28: ["fait"], 29: ["non-concerne"], 30: ["en-cours", "fait"], 31: ["fait"],
    32: ["gestion-nationale"], 34: ["gestion-nationale"], 35: ["action-continue"], 36: ["action-continue"],
    40: ["action-continue"],
}  # fmt: skip


def test_relays_have_the_status_in_brackets_and_no_other(graph: Graph) -> None:
    found = {}
    for relay, measure in graph.subject_objects(MLG.mesure):
        statuses = sorted(str(status).rpartition("/")[2] for status in graph.objects(relay, MLG.statutRelais))
        if statuses:
            found[int(str(graph.value(measure, SKOS.notation)))] = statuses
    assert found == STATUSES


def test_twenty_signatures_of_which_twelve_are_named(graph: Graph) -> None:
    signed = graph.subjects(MLG.role, naming.reference("role", "signataire"))
    signatures = [part for part in signed if (part, MLG.dans, naming.contract("moissac")) in graph]
    assert len(signatures) == 20
    named = {str(name) for s in signatures for name in graph.objects(s, MLG.nomSignataire)}
    assert len(named) == 12
    mayor = next(
        s for s in signatures if graph.value(s, MLG.nomSignataire) and "LOPEZ" in str(graph.value(s, MLG.nomSignataire))
    )
    assert (label(graph, graph.value(mayor, MLG.acteur)), str(graph.value(mayor, MLG.fonction))) == (
        "Commune de Moissac",
        "le Maire",
    )
    assert labels(graph, [a for s in signatures for a in graph.objects(s, MLG.acteur)]).count(NAMES["CAF"]) == 2


def test_the_directory_lists_eighty_three_entries_under_four_headings(graph: Graph) -> None:
    entries = list(graph.subjects(MLG.role, naming.reference("role", "repertorie")))
    assert Counter(str(graph.value(entry, MLG.rubrique)) for entry in entries) == {
        "Développement économique /emploi": 15,
        "Cohésion sociale": 21,
        "Education / Formation": 23,
        "Renouvellement urbain": 24,
    }
    # « Education / Formation » has no pilier of its name: nothing is invented
    assert all(
        graph.value(e, MLG.element) is None for e in entries if str(graph.value(e, MLG.rubrique)).startswith("Educ")
    )


def test_former_names_lead_to_todays_services(graph: Graph) -> None:
    (passage,) = passages_at(graph, 1188)
    entry = next(graph.subjects(PROV.wasDerivedFrom, passage))
    assert label(graph, graph.value(entry, MLG.acteur)) == "DDETS-PP"


def test_the_glossary_has_seventy_four_entries(graph: Graph) -> None:
    scheme = URIRef(f"{naming.ID}moissac/glossaire")
    entries = {
        str(graph.value(e, MLG.sigle)): str(graph.value(e, SKOS.prefLabel))
        for e in graph.subjects(SKOS.inScheme, scheme)
    }
    assert len(entries) == 74
    assert entries["PDV"] == "Petites Villes de Demain"


def test_coordination_bodies_have_their_frequency_and_animator(graph: Graph) -> None:
    found = {}
    for body in graph.subjects(RDF.type, MLG.Instance):
        parts = [p for p in graph.subjects(MLG.dans, body) if last_segment(graph.value(p, MLG.role)) == "animateur"]
        animators = [a for p in parts for a in graph.objects(p, MLG.acteur)]
        times = graph.value(body, MLG.foisParAn)
        found[label(graph, body)] = (int(str(times)) if times else None, labels(graph, animators))
    pdv, tdc = "Service Politique de la Ville", NAMES["TDC"]
    assert found == {
        "COPIL Contrat de Ville": (1, []),
        "Coordination Cadre de vie – Habitat": (None, []),
        "Coordination Développement économique": (2, ["service Développement"]),
        "Coordination Emploi": (4, [pdv]),
        "Coordination Cohésion sociale": (1, [pdv]),
        "Coordination Médiation": (4, [pdv]),
        "COPIL Politique de la Ville": (1, []),
        "COPIL Programme de Réussite Educative": (1, ["Pôle Enfance de Moissac"]),
        "COTECH / COPIL Contrat Local de santé": (None, [tdc]),
        "COTECH-COPIL OPAH RU": (None, []),
        "COTECH-COPIL Lutte contre l'Habitat Indigne": (4, ["Urbanis"]),
        # in the prose, where none but the COPIL LHI tells how often it meets, and none who animates it
        "Commission Intercommunale du Logement": (None, []),
        "Coordination VIF": (None, []),
        "Coordination des acteurs de l'aide et de l'accompagnement des publics vulnérables": (None, []),
        "Coordination des acteurs de la petite enfance et de l'enfance": (None, []),
        "Coordination gérontologique": (None, []),
        "Coordination des Médiateurs": (None, []),
        "Conseil des Droits et des Devoirs des Familles": (None, []),
        "Commission d'attribution des places en crèche unique": (None, []),
        "Conseil Municipal des Enfants": (None, []),
        "COPIL LHI": (2, []),
    }


def test_the_local_health_contract_has_its_page_of_facts(graph: Graph) -> None:
    scheme = URIRef(f"{naming.ID}moissac/dispositif/cls")
    roles: dict[str, list[str]] = {}
    for part in graph.subjects(MLG.dans, scheme):
        roles.setdefault(last_segment(graph.value(part, MLG.role)), []).append(
            label(graph, graph.value(part, MLG.acteur))
        )
    assert {role: sorted(names) for role, names in roles.items()} == {
        "porteur": [NAMES["TDC"]],
        "signataire": [NAMES["ARS"], NAMES["TDC"]],
        "signataire-associe": [
            "Caisse primaire d'assurance maladie", "Centre hospitalier de Moissac", "Centre hospitalier de Montauban",
            NAMES["Département"], "DDETS-PP", "MSA",
        ],
    }  # fmt: skip
    assert str(graph.value(scheme, MLG.signeLe)) == "2019-07-09"
    assert "COTECH / COPIL Contrat Local de santé" in labels(graph, list(graph.subjects(MLG.dispositif, scheme)))


def test_the_other_schemes_have_theirs(graph: Graph) -> None:
    def of(scheme: str) -> URIRef:
        return URIRef(f"{naming.ID}moissac/dispositif/{scheme}")

    axes = [e for e in graph.subjects(MLG.dispositif, of("clspd")) if (e, RDF.type, MLG.Priorite) in graph]
    assert len(axes) == 10  # the line that announces them, two programmes, three axes and four
    assert sum("Axe" in label(graph, axis) for axis in axes) == 7
    told = {label(graph, graph.value(p, MLG.acteur)) for p in graph.subjects(MLG.dans, of("opah-ru"))}
    assert told == {NAMES["Commune"], NAMES["TDC"], NAMES["DDT"], "Urbanis"}
    assert str(graph.value(graph.value(of("opah-ru"), MLG.periode), MLG.edtf)) == "2019/2024"
    obstacles = [f for f in graph.subjects(MLG.concerne, of("pre")) if (f, RDF.type, MLG.Frein) in graph]
    assert len(obstacles) == 3
    assert "COPIL Programme de Réussite Educative" in labels(graph, list(graph.subjects(MLG.dispositif, of("pre"))))


def test_partners_promise_credits_and_one_amount(graph: Graph) -> None:
    promised = list(graph.subjects(MLG.fermete, naming.reference("fermete", "promis")))
    found = sorted(
        (label(graph, graph.value(line, MLG.financeur)), last_segment(graph.value(line, MLG.natureCredit)),
         str(graph.value(line, MLG.montant) or ""), label(graph, graph.value(line, MLG.finance))[:40])
        for line in promised
    )  # fmt: skip
    assert found == [
        (NAMES["ARS"], "non-precise", "50000.0", "Favoriser l'installation de maisons de s"),
        (NAMES["Région"], "credit-specifique", "", "Pour ce faire, la Région s'appuiera sur "),
        (NAMES["Région"], "droit-commun", "", "Les actions intervenant dans les champs "),
        (NAMES["Région"], "droit-commun", "", "Pour ce faire, la Région s'appuiera sur "),
    ]


def test_the_torn_remark_of_the_governance_table_is_whole_again(graph: Graph) -> None:
    node = URIRef(
        f"{naming.ID}moissac/element/consolider-et-ameliorer-la-veille-informative-et-le-partage-d-information"
    )
    assert str(graph.value(node, MLG.remarque)).startswith("Méthodologie à rédiger : définition d'un protocole")
    assert "saut de page" in str(graph.value(node, MLG.signalement))


def test_the_act_gives_the_communes_siren_and_its_own_number(graph: Graph) -> None:
    commune = URIRef(f"{naming.ID}moissac/acteur/commune-de-moissac")
    assert str(graph.value(commune, MLG.siren)) == "218201127"
    document = URIRef(f"{naming.ID}moissac/document/avenant-2021-2023")
    assert str(graph.value(document, MLG.numeroActe)) == "082-218201127-20220217-CM20220217_14-DE"
    assert str(graph.value(document, DCTERMS.issued)) == "2022-02-23"


def test_pages_are_those_that_the_table_of_contents_allows(graph: Graph) -> None:
    def pages(line: int) -> set[tuple[str, str]]:
        found = passages_at(graph, line)
        return {(str(graph.value(p, MLG.pageDebut)), str(graph.value(p, MLG.pageFin))) for p in found}

    assert pages(913) == {("26", "27")}  # Pilier Cohésion sociale: p. 26, the next part p. 27
    assert pages(947) == {("28", "29")}
    assert pages(1163) == {("36", "36")}  # the first three headings of the directory are on p. 36
    assert pages(1243) == {("37", "None")}  # the last part: from p. 37 on


# The obstacles under « Observations - freins », by orientation, counted in the document; the sentences that open a
# list (« Projet de réussite éducative rencontre… : », « Lutte contre les marchands de sommeil : ») are none themselves.
OBSTACLES = {
    "Lever les représentations négatives sur les quartiers – Rendre les quartiers attractifs": 1,
    "Action sociale et solidarité": 1,
    "Développer le lien social": 1,
    "Agir en matière de prévention": 2,
    "Optimiser l'intervention sociale": 1,
    "Développer les actions « parentalité »": 3,
    "Renforcer les moyens d'accompagnement pendant et autour de la scolarité, du périscolaire, de la culture des "
    "sports et des loisirs": 2,
    "Santé – Prévention": 1,
    "Développer l'activité économique et l'emploi": 5,
    "Favoriser l'accès à l'emploi des jeunes, des femmes et des hommes": 5,
    "Reconquérir et valoriser le patrimoine bâti": 6,
}


def obstacle(graph: Graph, start: str) -> Node:
    (found,) = [f for f in graph.subjects(RDF.type, MLG.Frein) if label(graph, f).startswith(start)]
    return found


def test_each_orientation_has_the_obstacles_that_stand_under_it(graph: Graph) -> None:
    found = Counter(label(graph, element) for element in graph.objects(None, MLG.observeDans))
    assert found == OBSTACLES


def test_an_obstacle_of_a_list_keeps_the_sentence_that_opens_the_list(graph: Graph) -> None:
    turnover = obstacle(graph, "Turn-Over")
    assert (
        str(graph.value(turnover, MLG.precision)) == "Projet de réussite éducative rencontre les difficultés suivantes"
    )
    assert graph.value(obstacle(graph, "Trop peu de moyens"), MLG.precision) is None


def test_an_obstacle_concerns_those_that_its_words_name_for_sure(graph: Graph) -> None:
    concerned = {
        label(graph, node)[:20]: labels(graph, list(graph.objects(node, MLG.concerne)))
        for node in graph.subjects(RDF.type, MLG.Frein)
        if (node, MLG.concerne, None) in graph
    }
    scheme = "Programme de réussite éducative"
    assert concerned == {
        "Abandon du projet NP": ["Nouveau programme national de renouvellement urbain", "Tarn et Garonne Habitat"],
        "La CCI et la CMA ont": [
            "Chambre de commerce et d'industrie de Montauban et Tarn-et-Garonne",
            "Chambre des métiers et de l'artisanat",
        ],
        "Nouvelle mobilisatio": ["Association des Conseils Citoyens de Moissac"],
        "Les problématiques d": ["Moissac Animations Jeunes"],
        "L'opération Orchestr": ["Orchestre à l'école"],
        "Turn-Over des référe": [scheme],
        "Nécessité de remobil": ["Commune de Moissac", scheme],  # « service enfance mairie de Moissac »
        "Analyser les causes ": [scheme],
    }


def test_observations_that_are_no_obstacles_are_remarks_of_their_orientation(graph: Graph) -> None:
    remarks = {
        str(graph.value(node, SKOS.notation)): len(list(graph.objects(node, MLG.remarque)))
        for node in graph.subjects(RDF.type, MLG.OrientationTransversale)
        if (node, MLG.remarque, None) in graph
    }
    assert remarks == {"T1": 5, "T3": 1}


def test_the_contract_may_be_published(graph: Graph) -> None:
    report = judge(graph)
    assert report.conforms, [result.message for result in report.results if result.severity == "violation"]
