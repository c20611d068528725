"""Who works with whom, who sits where, who should meet: over the invented towns and over Moissac."""

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from data.store import OpenStore
from queries.ask import Answer, UnknownValue, ask
from queries.catalogue import catalogue
from tests.queries.moissac_network import SERVICES, actions, full, pairs, schemes, seats
from tests.queries.towns import Asking

Altered = Callable[..., Asking]
Answering = Callable[..., Answer]
SANTE = "Maison de santé"
ROADMAP = "Contrat de ville de Clairval 2024-2030, Feuille de route > Pilier 1, p. 3-4, ligne 20"
HERE = "Contrat de ville de Clairval 2024-2030, Contrat de ville de Clairval, p. 1, ligne 1"
TOWN, ELAN, REGION = (
    "<clairval/acteur/commune-de-clairval>",
    "<clairval/acteur/association-l-elan>",
    "<clairval/acteur/region>",
)
COPIL, CLS = "<clairval/instance/copil>", "<clairval/dispositif/cls>"
HEALTH, WORKSITE, JOBLESS = (
    "<clairval/action/maison-de-sante>",
    "<clairval/action/chantier-jeunes>",
    "<clairval/action/zero-chomeur>",
)
GOVERNANCE = "<clairval/document/contrat-2030> mlg:contient <reference/contenu/gouvernance> .\n"
ANIMATED = "par une action qui la fait vivre"


def takes_part(number: int, actor: str, place: str, role: str = "acteur", *, source: bool = False) -> str:
    origin = " ; prov:wasDerivedFrom <clairval/passage/contrat-2030/l1>" if source else ""
    return f"a:p{number} mlg:acteur {actor} ; mlg:dans {place} ; mlg:role <reference/role/{role}>{origin} .\n"


def asked(bundle: OpenStore, question: str, **arguments: str) -> list[dict[str, Any]]:
    return ask(bundle.store, catalogue()[question], {name: [value] for name, value in arguments.items()}).records()


def pair(row: dict[str, Any]) -> frozenset[str]:
    return frozenset((row["acteurALabel"], row["acteurBLabel"]))


# collaborations


def test_a_collaboration_has_roles_and_a_place_and_no_body_unless_the_documents_say_one(asking: Asking) -> None:
    (row,) = asking("collaborations")
    assert (row["rolesA"], row["rolesB"], row["instances"]) == ("acteur (rôle non précisé)", "porteur", None)
    assert row["passage"] == ROADMAP


def test_two_who_work_together_meet_where_both_have_a_role_or_keep_the_body_going(altered: Altered) -> None:
    asking = altered(
        takes_part(1, TOWN, COPIL, "animateur")
        + takes_part(2, ELAN, COPIL, "membre")
        + f"""a:alpha a mlg:Instance ; skos:prefLabel "Assemblée"@fr . {HEALTH} mlg:instance a:alpha .
        a:seule a mlg:Instance ; skos:prefLabel "Seule"@fr . {WORKSITE} mlg:instance a:seule ."""
    )
    (row,) = asking("collaborations")
    assert row["instances"] == "Assemblée ; COPIL du contrat de ville"


def test_the_places_of_a_collaboration_are_those_of_both_and_of_nobody_else(altered: Altered) -> None:
    said = takes_part(1, TOWN, HEALTH, source=True) + takes_part(2, REGION, HEALTH)
    rows = {pair(row): row for row in altered(said)("collaborations")}
    assert rows[frozenset(("Association L'Élan", "Commune de Clairval"))]["passage"] == f"{HERE} ; {ROADMAP}"
    assert rows[frozenset(("Association L'Élan", "Région des Collines"))]["passage"] == ROADMAP
    assert rows[frozenset(("Association L'Élan", "Commune de Clairval"))]["rolesB"] == (
        "acteur (rôle non précisé), porteur"
    )


def test_the_collaborations_of_moissac_meet_where_the_governance_says(bundle: OpenStore) -> None:
    found = {pair(row): row["instances"] for row in asked(bundle, "collaborations", contrat="moissac")}
    said = {
        one: " ; ".join(sorted(body for body, members in seats().items() if one <= members)) or None for one in found
    }
    assert found == said
    # the six pairs of line 950, and the CCAS with the Commune for early childhood (line 399)
    assert Counter(found.values())[None] == len(found) - 7


# instances


def test_a_body_has_its_members_with_their_roles_and_those_who_keep_it_going(altered: Altered) -> None:
    asking = altered(
        takes_part(1, TOWN, COPIL, "animateur")
        + takes_part(2, TOWN, COPIL, "membre")
        + takes_part(3, "<clairval/non-nomme/structure-porteuse>", COPIL, "membre", source=True)
        + f"{WORKSITE} mlg:instance {COPIL} ; mlg:dispositif {CLS} . {HEALTH} mlg:dispositif {CLS} ."
        + f'{COPIL} mlg:dispositif {CLS} ; mlg:remarque "à relancer"@fr .'
    )
    (row,) = asking("instances")
    assert row["membres"] == (
        f"Association L'Élan ({ANIMATED}) ; Commune de Clairval (animateur, membre) ; "
        "non nommé : « Structure porteuse » (membre)"
    )
    assert (row["dispositif"], row["actions"], row["actionsDuDispositif"]) == (
        "Contrat local de santé",
        "Chantier jeunes",
        SANTE,
    )
    assert (row["remarque"], row["passage"]) == ("à relancer", f"{HERE} ; {ROADMAP}")


def test_what_is_not_told_of_a_body_is_not_told_and_signing_the_contract_is_no_seat(asking: Asking) -> None:
    (row,) = asking("instances")
    assert [row[name] for name in ("membres", "dispositif", "actions", "actionsDuDispositif", "remarque")] == [None] * 5
    said = {column.name: column.absent for column in catalogue()["instances"].columns}
    assert (said["membres"], said["dispositif"], said["actions"]) == ("non dits", "non dit", "non dites")


def test_the_bodies_of_moissac_have_the_members_that_the_document_names(bundle: OpenStore) -> None:
    rows = asked(bundle, "instances", contrat="moissac")
    told = {
        row["instanceLabel"]: {member.partition(" (")[0] for member in row["membres"].split(" ; ")}
        for row in rows
        if row["membres"] and "non nommé" not in row["membres"]
    }
    assert told == seats()
    assert len(rows) == 21
    by_name = {row["instanceLabel"]: row for row in rows}
    assert by_name["COPIL Politique de la Ville"]["membres"].count("non nommé") == 3  # line 906
    assert by_name["COTECH-COPIL OPAH RU"]["dispositif"].startswith("Opération programmée")
    assert by_name["Coordination Cadre de vie – Habitat"]["remarque"].startswith("à mettre en place suite à l'abandon")


# coordinations-manquantes


def test_two_who_share_an_action_and_no_body_are_told_with_all_that_they_share(altered: Altered) -> None:
    (row,) = altered(GOVERNANCE)("coordinations-manquantes")
    assert (row["acteurALabel"], row["acteurBLabel"]) == ("Association L'Élan", "Commune de Clairval")
    assert [
        row[f"{name}"] for name in ("actionsCommunes", "publicsCommuns", "quartiersCommuns", "elementsCommuns")
    ] == [1] * 4
    assert row["raisons"] == (
        "1 action ; 1 public (« Familles ») ; 1 quartier (« Les Tilleuls ») ; "
        "1 élément fin du cadre (« Ouvrir une maison de santé »)"
    )
    assert (row["etat"], row["actions"]) == ("aucune instance commune dite", f"« {SANTE} »")
    assert row["passage"] == ROADMAP
    assert row["constat"] == (
        "« Association L'Élan » et « Commune de Clairval » ont 1 action commune ; les documents ne disent d'aucune "
        "instance qu'ils y siègent tous deux."
    )
    assert row["examine"] == (
        "Les actions où chacun prend part, hors celles qui sont abandonnées ou en échec, avec leurs publics, leurs "
        "quartiers et leurs éléments du cadre ; la seule instance que les documents nomment, sans en dire aucun membre."
    )
    assert row["remede"] == "Dire dans quelle instance ils se rencontrent, ou en désigner une."


def test_without_the_governance_nobody_knows_whether_they_meet(asking: Asking) -> None:
    (row,) = asking("coordinations-manquantes")
    assert row["etat"] == "inconnu"
    assert row["constat"].endswith(
        "; la description de la gouvernance n'est pas chargée, et l'on ne sait pas s'ils siègent dans une même "
        "instance."
    )
    assert row["remede"] == "Charger la partie du document qui décrit la gouvernance."


SERVICE = "a:service a mlg:Service, mlg:Acteur ; skos:prefLabel 'Pôle Santé'@fr ; mlg:serviceDe {} .\n"


@pytest.mark.parametrize(
    "said",
    [
        takes_part(1, TOWN, COPIL, "animateur") + takes_part(2, ELAN, COPIL, "membre"),
        takes_part(1, TOWN, COPIL) + f"{WORKSITE} mlg:instance {COPIL} .",
        takes_part(1, ELAN, COPIL) + takes_part(2, TOWN, JOBLESS) + f"{JOBLESS} mlg:instance {COPIL} .",
        f"{HEALTH} mlg:instance {COPIL} .",
        SERVICE.format(TOWN) + takes_part(1, "a:service", COPIL) + takes_part(2, ELAN, COPIL),
        SERVICE.format(ELAN) + takes_part(1, "a:service", COPIL) + takes_part(2, TOWN, COPIL),
        SERVICE.format(TOWN)
        + takes_part(1, "a:service", JOBLESS)
        + f"{JOBLESS} mlg:instance {COPIL} ."
        + takes_part(2, ELAN, COPIL),
        SERVICE.format(ELAN)
        + takes_part(1, "a:service", JOBLESS)
        + f"{JOBLESS} mlg:instance {COPIL} ."
        + takes_part(2, TOWN, COPIL),
    ],
)
def test_two_who_sit_in_one_body_themselves_or_by_a_service_are_not_missing(altered: Altered, said: str) -> None:
    assert altered(GOVERNANCE + said)("coordinations-manquantes") == []


@pytest.mark.parametrize(
    "said",
    [
        takes_part(1, TOWN, COPIL),
        takes_part(1, TOWN, COPIL)
        + takes_part(2, ELAN, "a:autre")
        + "a:autre a mlg:Instance ; skos:prefLabel 'Autre'@fr .",
        takes_part(1, ELAN, "<clairval>", "signataire"),
    ],
)
def test_sitting_apart_or_signing_the_same_contract_is_not_meeting(altered: Altered, said: str) -> None:
    assert len(altered(GOVERNANCE + said)("coordinations-manquantes")) == 1


@pytest.mark.parametrize(
    "said",
    [
        f"{ELAN} mlg:serviceDe {TOWN} .",
        f"{TOWN} mlg:serviceDe {ELAN} .",
        f"{ELAN} mlg:serviceDe {REGION} . {TOWN} mlg:serviceDe {REGION} .",
    ],
)
def test_an_organisation_and_its_service_or_two_services_of_one_are_no_pair(altered: Altered, said: str) -> None:
    assert altered(GOVERNANCE + said)("coordinations-manquantes") == []


@pytest.mark.parametrize("status", ["abandonnee", "echec"])
def test_an_action_given_up_or_failed_calls_for_no_meeting(altered: Altered, status: str) -> None:
    said = f"{HEALTH} mlg:statut <reference/statut/{status}> ."
    gone = [("clairval/action/maison-de-sante", "statut")]
    assert altered(GOVERNANCE + said, without=gone)("coordinations-manquantes") == []


def test_who_names_no_organisation_is_no_actor_to_meet(altered: Altered) -> None:
    said = takes_part(1, "<clairval/non-nomme/structure-porteuse>", HEALTH)
    assert len(altered(GOVERNANCE + said)("coordinations-manquantes")) == 1


# The Région takes part in « Territoire zéro chômeur », Élan in « Maison de santé » and « Chantier jeunes »: none shared
APART = GOVERNANCE + takes_part(1, REGION, JOBLESS, source=True)
YOUTH = "a:jeunes a mlg:PublicCible ; skos:prefLabel 'Jeunes du quartier'@fr ."
OTHER = "a:autres a mlg:PublicCible ; skos:prefLabel 'Séniors du quartier'@fr ."


def of_the_region(asking: Asking) -> list[dict[str, Any]]:
    return asking("coordinations-manquantes", acteur="Région")


@pytest.mark.parametrize(
    "said",
    [
        "",  # both answer the pilier « Travailler »: at the top of the framework
        f"{JOBLESS} mlg:quartier <clairval/quartier/les-tilleuls> .",
        f"{JOBLESS} mlg:repondA <clairval/element/os-1-1> .",  # it is broken down into priorités
        f"{JOBLESS} mlg:public <clairval/public/familles> .",
        f"{YOUTH} a:jeunes skos:exactMatch <reference/public/tout-public> . {HEALTH} mlg:public a:jeunes . "
        f"{JOBLESS} mlg:public a:jeunes ; mlg:quartier <clairval/quartier/les-tilleuls> .",
    ],
)
def test_a_quartier_a_pilier_or_one_public_alone_is_no_reason(altered: Altered, said: str) -> None:
    assert of_the_region(altered(APART + said)) == []


@pytest.mark.parametrize(
    ("said", "reasons"),
    [
        (
            f"{JOBLESS} mlg:repondA <clairval/element/p-1-1-1> .",
            {
                "Association L'Élan": "1 élément fin du cadre (« Ouvrir une maison de santé »)",
                "Commune de Clairval": "1 élément fin du cadre (« Ouvrir une maison de santé »)",
            },
        ),
        (
            f"{JOBLESS} mlg:public <clairval/public/familles> ; mlg:quartier <clairval/quartier/les-tilleuls> .",
            dict.fromkeys(
                ("Association L'Élan", "Commune de Clairval"), "1 public (« Familles ») ; 1 quartier (« Les Tilleuls »)"
            ),
        ),
        (
            f"{YOUTH} {OTHER} {WORKSITE} mlg:public a:jeunes, a:autres . {JOBLESS} mlg:public a:jeunes, a:autres .",
            {"Association L'Élan": "2 publics (« Jeunes du quartier », « Séniors du quartier »)"},
        ),
    ],
)
def test_a_fine_element_or_a_public_with_another_or_with_a_quartier_is_a_reason(
    altered: Altered, said: str, reasons: dict[str, str]
) -> None:
    rows = of_the_region(altered(APART + said))
    assert {row["acteurALabel"]: row["raisons"] for row in rows} == reasons
    assert {row["passage"] for row in rows} == {f"{HERE} ; {ROADMAP}"}
    assert {(row["actionsCommunes"], row["actions"]) for row in rows} == {(0, None)}


def test_the_finding_says_what_is_shared_where_no_action_is(altered: Altered) -> None:
    said = f"{JOBLESS} mlg:public <clairval/public/familles> ; mlg:quartier <clairval/quartier/les-tilleuls> ."
    row = of_the_region(altered(APART + said))[0]
    assert row["constat"] == (
        "« Association L'Élan » et « Région des Collines » n'ont pas d'action commune dite, mais partagent 1 public "
        "(« Familles »), 1 quartier (« Les Tilleuls ») ; les documents ne disent d'aucune instance qu'ils y siègent "
        "tous deux."
    )


def test_two_wordings_of_a_public_of_the_list_are_one_public_named_as_the_list_does(altered: Altered) -> None:
    said = f"""{YOUTH} a:jeunes skos:exactMatch <reference/public/familles> .
        {JOBLESS} mlg:public a:jeunes ; mlg:quartier <clairval/quartier/les-tilleuls> ."""
    row = of_the_region(altered(APART + said))[0]
    assert row["raisons"] == "1 public (« Familles ») ; 1 quartier (« Les Tilleuls »)"
    assert row["passage"] == f"{HERE} ; {ROADMAP}"


def test_the_pairs_that_share_most_actions_come_first_then_publics_quartiers_and_elements(altered: Altered) -> None:
    asking = altered(
        GOVERNANCE
        + takes_part(1, REGION, WORKSITE)
        + takes_part(2, REGION, "a:fete")
        + takes_part(3, ELAN, "a:fete")
        + takes_part(4, TOWN, "a:bal")
        + takes_part(5, REGION, "a:bal")
        + f"""a:fete a mlg:Action ; skos:prefLabel "Fête"@fr . a:bal a mlg:Action ; skos:prefLabel "Bal"@fr .
        {JOBLESS} mlg:quartier <clairval/quartier/les-tilleuls> ."""
    )
    rows = asking("coordinations-manquantes")
    assert [
        (row["acteurALabel"], row["acteurBLabel"], row["actionsCommunes"], row["publicsCommuns"]) for row in rows
    ] == [
        ("Association L'Élan", "Région des Collines", 2, 0),
        ("Association L'Élan", "Commune de Clairval", 1, 1),
        ("Commune de Clairval", "Région des Collines", 1, 0),
    ]
    assert rows[0]["actions"] == "« Chantier jeunes », « Fête »"
    assert "ont 2 actions communes ;" in rows[0]["constat"]
    assert len(asking("coordinations-manquantes", acteur="Mairie")) == 2


SECOND = "a:seconde a mlg:Instance ; skos:prefLabel 'Seconde'@fr .\n"


def test_what_was_looked_at_counts_the_bodies_and_those_without_a_named_member(altered: Altered) -> None:
    def examined(said: str, without: list[tuple[str, str]] | None = None) -> str:
        (row,) = altered(GOVERNANCE + said, without=without or [])("coordinations-manquantes")
        return str(row["examine"]).partition(" ; ")[2]

    placeholder = takes_part(2, "<clairval/non-nomme/structure-porteuse>", COPIL)
    assert examined(takes_part(1, TOWN, COPIL)) == "la seule instance que les documents nomment."
    assert examined(SECOND + placeholder) == (
        "les 2 instances que les documents nomment, dont 2 sans aucun membre nommé."
    )
    assert examined(SECOND + takes_part(1, TOWN, COPIL) + f"{WORKSITE} mlg:instance a:seconde .") == (
        "les 2 instances que les documents nomment."
    )


def test_no_body_at_all_is_said(altered: Altered) -> None:
    said = """<valdor/document/priorites> mlg:contient <reference/contenu/gouvernance> .
        <valdor/a> a mlg:Action ; skos:prefLabel "Marché"@fr .
        <valdor/b> a mlg:Acteur ; skos:prefLabel "Ville"@fr .
        <valdor/c> a mlg:Acteur ; skos:prefLabel "Foyer"@fr .
        <valdor/p> mlg:acteur <valdor/b> ; mlg:dans <valdor/a> .
        <valdor/q> mlg:acteur <valdor/c> ; mlg:dans <valdor/a> ."""
    (row,) = altered(said, town="valdor")("coordinations-manquantes", contrat="valdor")
    assert row["examine"].endswith("; aucune instance, car les documents n'en nomment pas.")


def test_the_body_of_the_scheme_of_a_shared_action_is_proposed(altered: Altered) -> None:
    said = f"{HEALTH} mlg:dispositif {CLS} . {COPIL} mlg:dispositif {CLS} ."
    (row,) = altered(GOVERNANCE + said)("coordinations-manquantes")
    assert row["remede"] == (
        "Dire dans quelle instance ils se rencontrent ; sinon, une instance pourrait les réunir : « COPIL du contrat "
        "de ville », qui pilote le dispositif « Contrat local de santé » d'une action commune."
    )


@pytest.mark.parametrize(
    ("said", "proposed"),
    [
        (takes_part(1, TOWN, COPIL), "où « Commune de Clairval » siège déjà."),
        (takes_part(1, ELAN, COPIL), "où « Association L'Élan » siège déjà."),
        (
            SERVICE.format(TOWN) + takes_part(1, "a:service", COPIL),
            "où « Commune de Clairval » siège déjà par l'un de ses services.",
        ),
        (
            SERVICE.format(TOWN) + takes_part(1, "a:service", COPIL) + takes_part(2, TOWN, COPIL),
            "où « Commune de Clairval » siège déjà.",
        ),
    ],
)
def test_a_body_where_one_sits_is_proposed_if_it_serves_what_a_shared_action_serves(
    altered: Altered, said: str, proposed: str
) -> None:
    kept_going = f"{JOBLESS} mlg:instance {COPIL} ; mlg:repondA <clairval/element/os-1-1> ."
    (row,) = altered(GOVERNANCE + said + kept_going)("coordinations-manquantes", acteur="Mairie")
    assert row["remede"].endswith(f" : « COPIL du contrat de ville », {proposed}")


@pytest.mark.parametrize(
    "said",
    [
        f"{JOBLESS} mlg:instance {COPIL} .",  # it serves another pilier than the shared action
        f"{JOBLESS} mlg:instance {COPIL} ; mlg:repondA <clairval/element/os-1-1> . {COPIL} mlg:dispositif {CLS} .",
    ],
)
def test_a_body_of_another_field_or_of_a_scheme_of_its_own_is_not_proposed(altered: Altered, said: str) -> None:
    (row,) = altered(GOVERNANCE + takes_part(1, TOWN, COPIL) + said)("coordinations-manquantes")
    assert row["remede"] == "Dire dans quelle instance ils se rencontrent, ou en désigner une."


def expected_pairs() -> set[frozenset[str]]:
    """Return who shares an action in Moissac and sits in no body with the other, as a person reads it."""
    owner = {full(service): full(owner) for service, owner in SERVICES.items()}
    sitting = [members | {owner[one] for one in members if one in owner} for members in seats().values()]
    family = [{one for one in owner if owner[one] == of} | {of} for of in set(owner.values())]
    return pairs(actors for actors, *_ in actions()) - pairs(sitting) - pairs(family)


def test_the_pairs_of_moissac_that_share_an_action_are_those_read_in_the_document(bundle: OpenStore) -> None:
    rows = asked(bundle, "coordinations-manquantes", contrat="moissac")
    sharing = {pair(row): row for row in rows if row["actionsCommunes"]}
    assert set(sharing) == expected_pairs()
    for one, row in sharing.items():
        assert row["actionsCommunes"] == sum(one <= actors for actors, *_ in actions())
        for column, place in (("publicsCommuns", 1), ("quartiersCommuns", 2)):
            shared = set.intersection(
                *(set().union(*(action[place] for action in actions() if who in action[0])) for who in one)
            )
            assert row[column] == len(shared), (one, column)


def test_the_other_pairs_of_moissac_share_publics_or_a_fine_element(bundle: OpenStore) -> None:
    rows = [row for row in asked(bundle, "coordinations-manquantes", contrat="moissac") if not row["actionsCommunes"]]
    by_publics = {pair(row) for row in rows if not row["elementsCommuns"]}
    # the dwelling and the « Gestion de Proximité » (lines 935 to 937): inhabitants and owners
    assert by_publics == {frozenset(("État", other)) for other in map(full, ("ADIL", "DDT", "PDLHI", "Urbanis"))}
    assert all(row["passage"] for row in rows)
    mobility = [row for row in rows if "Montauban Mobilité" in pair(row)]
    # lines 208 and 210, under « lever les freins à la mobilité »
    assert [pair(row) for row in mobility] == [frozenset((full("CCAS"), "Montauban Mobilité"))]


def test_the_first_of_moissac_are_the_town_and_the_state_and_nine_bodies_name_nobody(bundle: OpenStore) -> None:
    first = asked(bundle, "coordinations-manquantes", contrat="moissac")[0]
    assert pair(first) == {"Commune de Moissac", "État"}
    assert first["examine"].endswith(
        f"les 21 instances que les documents nomment, dont {21 - len(seats())} sans aucun membre nommé."
    )
    opah = [
        row["remede"]
        for row in asked(bundle, "coordinations-manquantes", acteur="Urbanis")
        if pair(row) == {"Commune de Moissac", "Urbanis"}
    ]
    assert [text.count("« COTECH-COPIL") for text in opah] == [2]


def test_without_a_roadmap_missing_meetings_are_unknown(answering: Answering) -> None:
    answer = answering("coordinations-manquantes", contrat="valdor")
    assert answer.rows == ()
    assert "la réponse est inconnue" in answer.notices[0]
    with pytest.raises(UnknownValue):
        answering("coordinations-manquantes", acteur="Personne")


# dispositifs

TWO = "a:pre a mlg:Dispositif ; skos:prefLabel 'Programme de réussite éducative'@fr .\n"


def test_an_actor_of_two_schemes_is_told_with_how_he_takes_part(altered: Altered) -> None:
    asking = altered(
        TWO
        + takes_part(1, TOWN, CLS, "signataire")
        + takes_part(2, TOWN, COPIL, "animateur", source=True)
        + takes_part(3, ELAN, CLS, "signataire")
        + f"{COPIL} mlg:dispositif {CLS} . {HEALTH} mlg:dispositif a:pre . {WORKSITE} mlg:dispositif {CLS} ."
    )
    rows = asking("acteurs-de-plusieurs-dispositifs")
    assert [(row["acteurLabel"], row["type"], row["nombre"]) for row in rows] == [
        ("Association L'Élan", "association", 2),
        ("Commune de Clairval", "commune", 2),
    ]
    assert rows[0]["dispositifs"] == (
        "Contrat local de santé (acteur (rôle non précisé) d'une action, signataire) ; "
        "Programme de réussite éducative (acteur (rôle non précisé) d'une action)"
    )
    assert rows[1]["dispositifs"] == (
        "Contrat local de santé (animateur d'une instance, signataire) ; "
        "Programme de réussite éducative (porteur d'une action)"
    )
    assert rows[1]["finances"] == "Contrat local de santé (potentiel) ; Programme de réussite éducative (voté)"
    assert (rows[0]["finances"], rows[0]["passage"]) == (None, ROADMAP)
    assert rows[1]["passage"] == f"{HERE} ; {ROADMAP}"
    assert len(asking("acteurs-de-plusieurs-dispositifs", acteur="Mairie")) == 1


def test_keeping_the_body_of_a_scheme_going_is_a_part_in_it(altered: Altered) -> None:
    said = TWO + takes_part(1, REGION, CLS) + takes_part(2, REGION, JOBLESS, source=True)
    asking = altered(said + f"{JOBLESS} mlg:instance {COPIL} . {COPIL} mlg:dispositif a:pre .")
    (row,) = asking("acteurs-de-plusieurs-dispositifs")
    assert row["dispositifs"].endswith("(acteur (rôle non précisé) d'une action qui fait vivre une instance)")
    assert row["passage"] == HERE


def test_one_scheme_a_placeholder_funding_or_an_alternative_make_no_actor_of_several(altered: Altered) -> None:
    nobody = "<clairval/non-nomme/structure-porteuse>"
    asking = altered(
        TWO
        + takes_part(1, nobody, CLS)
        + takes_part(2, nobody, "a:pre")
        + takes_part(3, REGION, "a:pre")
        + takes_part(4, REGION, CLS)
        + f"{HEALTH} mlg:dispositif a:pre . {WORKSITE} mlg:dispositif {CLS} ."
    )
    rows = asking("acteurs-de-plusieurs-dispositifs")
    # the Commune funds both and takes part in one; the Région's line is one term of an alternative
    assert [(row["acteurLabel"], row["finances"]) for row in rows] == [
        ("Association L'Élan", None),
        ("Région des Collines", None),
    ]


def test_an_actor_of_one_scheme_is_not_of_several_and_without_roadmap_nobody_knows(
    asking: Asking, answering: Answering
) -> None:
    assert asking("acteurs-de-plusieurs-dispositifs") == []
    assert "la réponse est inconnue" in answering("acteurs-de-plusieurs-dispositifs", contrat="valdor").notices[0]


def test_the_actors_of_several_schemes_of_moissac_are_those_of_the_document(bundle: OpenStore) -> None:
    rows = asked(bundle, "acteurs-de-plusieurs-dispositifs", contrat="moissac")
    told = Counter(actor for members in schemes().values() for actor in members)
    assert {row["acteurLabel"]: row["nombre"] for row in rows} == {one: n for one, n in told.items() if n > 1}
    assert [row["nombre"] for row in rows] == sorted((row["nombre"] for row in rows), reverse=True)
    department = next(row for row in rows if row["acteurLabel"].startswith("Conseil départemental"))
    # line 171: signed; line 913: potential
    assert department["finances"] == (
        "Fonds d'appui aux politiques d'insertion (signé) ; France Services (potentiel) ; Plan pauvreté (signé)"
    )


def test_two_schemes_with_an_actor_in_common_overlap(altered: Altered) -> None:
    asking = altered(
        TWO
        + takes_part(1, TOWN, CLS, source=True)
        + f"{COPIL} mlg:dispositif a:pre . {HEALTH} mlg:instance {COPIL} . {WORKSITE} mlg:dispositif {CLS} ."
    )
    (row,) = asking("dispositifs-qui-se-recoupent")
    assert (row["dispositifLabel"], row["avecLabel"], row["etat"]) == (
        "Contrat local de santé",
        "Programme de réussite éducative",
        "se recoupent",
    )
    numbers = [row[name] for name in ("acteursCommuns", "actionsCommunes", "publicsCommuns", "quartiersCommuns")]
    assert numbers == [2, 0, 0, 0]
    assert row["partage"] == "2 acteurs (« Association L'Élan », « Commune de Clairval »)"
    assert row["passage"] == f"{HERE} ; {ROADMAP}"
    assert row["constat"] == (
        "« Contrat local de santé » et « Programme de réussite éducative » partagent 2 acteurs "
        "(« Association L'Élan », « Commune de Clairval »)."
    )
    assert row["examine"] == (
        "Les acteurs nommés, les actions, leurs publics et leurs quartiers, pour « Contrat local de santé » et pour "
        "« Programme de réussite éducative »."
    )
    assert row["remede"] == "Vérifier que leurs actions se complètent, et dire dans quelle instance ils se coordonnent."


@pytest.mark.parametrize(
    ("said", "shared"),
    [
        (f"{JOBLESS} mlg:dispositif {CLS}, a:pre .", "1 action (« Territoire zéro chômeur »)"),
        (
            f"""{HEALTH} mlg:dispositif {CLS} . {JOBLESS} mlg:dispositif a:pre ; mlg:public <clairval/public/familles> ;
            mlg:quartier <clairval/quartier/les-tilleuls> .""",
            "1 public (« Familles ») ; 1 quartier (« Les Tilleuls »)",
        ),
    ],
)
def test_two_schemes_overlap_by_an_action_or_by_a_public_in_a_quartier(
    altered: Altered, said: str, shared: str
) -> None:
    (row,) = altered(TWO + said)("dispositifs-qui-se-recoupent")
    assert (row["partage"], row["passage"]) == (shared, ROADMAP)
    assert row["constat"].endswith(f" partagent {shared.replace(' ; ', ', ')}.")


@pytest.mark.parametrize(
    "said",
    [
        f"{JOBLESS} mlg:dispositif a:pre ; mlg:quartier <clairval/quartier/les-tilleuls> .",
        f"{JOBLESS} mlg:dispositif a:pre ; mlg:public <clairval/public/familles> .",
    ],
)
def test_a_quartier_or_a_public_alone_makes_no_overlap_and_each_scheme_stands_apart_or_is_unknown(
    altered: Altered, said: str
) -> None:
    rows = altered(TWO + f"{HEALTH} mlg:dispositif {CLS} ." + said)("dispositifs-qui-se-recoupent")
    assert [(row["dispositifLabel"], row["avec"], row["etat"]) for row in rows] == [
        ("Contrat local de santé", None, "à part"),
        ("Programme de réussite éducative", None, "inconnu"),
    ]
    apart, unknown = rows
    assert (apart["acteursCommuns"], unknown["acteursCommuns"]) == (0, None)
    assert apart["constat"] == (
        "« Contrat local de santé » ne partage aucun acteur dit avec un autre dispositif du contrat, ni aucune action."
    )
    assert apart["examine"] == (
        "« Contrat local de santé » a 2 acteurs nommés ; ses acteurs, ses actions, leurs publics et leurs quartiers "
        "ont été comparés à ceux de l'autre dispositif que les documents nomment."
    )
    assert apart["passage"] == HERE
    assert unknown["constat"] == (
        "Les documents ne nomment aucun acteur du dispositif « Programme de réussite éducative » : on ne sait pas s'il "
        "en partage avec un autre dispositif."
    )
    assert unknown["examine"].startswith(
        "« Programme de réussite éducative » n'a aucun acteur nommé ; ses actions, leurs"
    )
    assert unknown["remede"] == "Dire dans le contrat qui porte ce dispositif et qui y prend part."


def test_a_scheme_whose_only_actor_is_a_placeholder_is_unknown_and_the_only_one_is_compared_with_none(
    altered: Altered, asking: Asking
) -> None:
    (row,) = altered(takes_part(1, "<clairval/non-nomme/structure-porteuse>", CLS))("dispositifs-qui-se-recoupent")
    assert row["etat"] == "inconnu"
    (row,) = asking("dispositifs-qui-se-recoupent")
    assert row["examine"].endswith("; c'est le seul dispositif que les documents nomment.")


def test_without_a_roadmap_a_scheme_is_not_said_to_stand_apart(altered: Altered) -> None:
    said = """<valdor/dispositif/cls> a mlg:Dispositif ; skos:prefLabel "CLS de Valdor"@fr .
        <valdor/acteur/ville> a mlg:Acteur ; skos:prefLabel "Ville"@fr .
        <valdor/p> mlg:acteur <valdor/acteur/ville> ; mlg:dans <valdor/dispositif/cls> ."""
    (row,) = altered(said, town="valdor")("dispositifs-qui-se-recoupent", contrat="valdor")
    assert (row["etat"], row["acteursCommuns"]) == ("inconnu", None)
    assert row["constat"] == (
        "« CLS de Valdor » ne partage rien de dit avec un autre dispositif, mais la feuille de route n'est pas chargée."
    )
    assert row["remede"] == "Charger la feuille de route du contrat."


def test_a_contract_without_scheme_has_no_row(asking: Asking) -> None:
    assert asking("dispositifs-qui-se-recoupent", contrat="valdor") == []


def test_the_schemes_of_moissac_overlap_as_their_actors_and_actions_say(bundle: OpenStore) -> None:
    rows = asked(bundle, "dispositifs-qui-se-recoupent", contrat="moissac")
    found = {
        frozenset((row["dispositifLabel"], row["avecLabel"])): (row["acteursCommuns"], row["actionsCommunes"])
        for row in rows
        if row["etat"] == "se recoupent"
    }
    told = schemes()
    # line 171 and 235 are of the FAPI and of the plan pauvreté; 429, 550 and 893 name two schemes each
    twice = Counter(frozenset(under) for *_, under in actions() if len(under) == 2)
    expected = {
        frozenset((one, other)): (len(told[one] & told[other]), twice[frozenset((one, other))])
        for one in told
        for other in told
        if one < other and (told[one] & told[other] or twice[frozenset((one, other))])
    }
    assert found == expected
    apart = {row["dispositifLabel"] for row in rows if row["etat"] == "à part"}
    paired = set().union(*found)
    living = {one for one, members in told.items() if members}
    # the NPNRU was given up, and its one operator is told all the same
    assert apart == living - paired
    assert "Nouveau programme national de renouvellement urbain" in apart
    assert len(rows) == len(found) + len({row["dispositif"] for row in rows if row["etat"] != "se recoupent"})
