"""The directory, and the partners without a role: over the invented towns and as a person read them in Moissac."""

import tomllib
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from data.store import OpenStore
from queries.ask import Answer, UnknownValue, ask
from queries.catalogue import catalogue
from tests.queries.towns import Asking

Altered = Callable[..., Asking]
TESTS = Path(__file__).parents[1]
ROWS: list[dict[str, Any]] = tomllib.loads((TESTS / "moissac.toml").read_text("utf-8"))["row"]
LINES: list[dict[str, Any]] = tomllib.loads((TESTS / "moissac-prose.toml").read_text("utf-8"))["line"]
PLACE = "Contrat de ville de Clairval 2024-2030, Contrat de ville de Clairval, p. 1, ligne 1"
ROADMAP = "Contrat de ville de Clairval 2024-2030, Feuille de route > Pilier 1, p. 3-4, ligne 20"
ELAN, CITY, REGION = "Association L'Élan", "Commune de Clairval", "Région des Collines"
LISTED = "a:e mlg:role <reference/role/repertorie> ; mlg:dans <clairval> ; mlg:acteur <clairval/acteur/{name}> ."
READ = "<clairval/document/contrat-2030> mlg:contient <reference/contenu/annuaire> ."
NEWCOMER = 'a:venue a mlg:Acteur ; skos:prefLabel "La Venue"@fr .\n'


def told(asking: Asking, **arguments: str) -> list[tuple[str, str | None, bool | None]]:
    rows = asking("annuaire", contrat="clairval", **arguments)
    return [(row["acteurLabel"], row["elementLabel"], row["repertorie"]) for row in rows]


def partner(asking: Asking, name: str) -> dict[str, Any]:
    """Return the first row of a partner."""
    return next(row for row in asking("annuaire", contrat="clairval") if row["acteurLabel"] == name)


def test_partners_come_pilier_by_pilier_those_of_the_directory_first(asking: Asking) -> None:
    # the directory of Clairval was not read: an entry is one, and the others may be in it
    assert told(asking) == [
        (ELAN, "Vivre ensemble", True),
        (CITY, "Vivre ensemble", None),
        (REGION, "Vivre ensemble", None),
        ("État", "Vivre ensemble", None),
        (CITY, "Travailler", None),  # it may fund the Chantier jeunes
    ]


def test_who_is_in_no_directory_that_was_read_is_out_of_it(altered: Altered) -> None:
    asking = altered(READ)
    assert {row["acteurLabel"]: row["repertorie"] for row in asking("annuaire")} == {
        ELAN: True,
        CITY: False,
        REGION: False,
        "État": False,
    }


def test_a_partner_has_all_its_roles_and_what_it_does(altered: Altered) -> None:
    asking = altered(
        """a:p mlg:dans <clairval/instance/copil> ; mlg:acteur <clairval/acteur/commune-de-clairval> ;
        mlg:role <reference/role/animateur> .
        a:q mlg:dans <clairval/dispositif/cls> ; mlg:acteur <clairval/acteur/commune-de-clairval> ;
        mlg:role <reference/role/partenaire> ."""
    )
    row = partner(asking, CITY)
    assert row["roles"] == ("animateur ; financeur (potentiel) ; financeur (voté) ; partenaire ; porteur ; signataire")
    assert (row["nombreActions"], row["actions"]) == (1, "Maison de santé")  # it pays for another, and does not do it
    assert (row["instances"], row["dispositifs"]) == ("COPIL du contrat de ville", "Contrat local de santé")
    assert (row["rubrique"], row["passage"]) == (None, None)
    assert row["passageRoles"] == f"{PLACE} ; {ROADMAP}"
    elan = partner(asking, ELAN)
    assert (elan["nombreActions"], elan["actions"]) == (2, "Chantier jeunes ; Maison de santé")
    assert elan["roles"] == "acteur (rôle non précisé)"
    assert (elan["instances"], elan["dispositifs"]) == (None, None)
    assert (elan["passage"], elan["passageRoles"]) == (PLACE, ROADMAP)


def test_a_funder_in_an_alternative_is_told_as_such(asking: Asking) -> None:
    row = partner(asking, REGION)
    assert (row["roles"], row["nombreActions"]) == ("financeur (potentiel, dans une alternative)", 0)


def test_a_partner_that_only_signs_has_a_row_under_no_pilier(altered: Altered) -> None:
    asking = altered(
        f"""{NEWCOMER} a:s mlg:dans <clairval> ; mlg:acteur a:venue ; mlg:role <reference/role/signataire> ."""
    )
    assert told(asking)[-1] == ("La Venue", None, None)
    assert partner(asking, "La Venue")["roles"] == "signataire"


def test_who_is_only_named_and_placeholders_are_no_partners(altered: Altered) -> None:
    asking = altered(
        f"""{NEWCOMER} <clairval/frein/delais-trop-longs> mlg:concerne a:venue .
        a:p mlg:dans <clairval/action/zero-chomeur> ; mlg:acteur <clairval/non-nomme/structure-porteuse> ;
        mlg:role <reference/role/porteur> ."""
    )
    assert {name for name, _, _ in told(asking)} == {ELAN, CITY, REGION, "État"}
    listed = altered(LISTED.format(name="../non-nomme/structure-porteuse").replace("acteur/../", ""))
    (row,) = [row for row in listed("annuaire") if not row["nomme"]]
    assert row["acteurLabel"] == "non nommé (« Structure porteuse »)"


def test_a_pilier_has_those_listed_under_it_and_those_whose_actions_serve_it(altered: Altered, asking: Asking) -> None:
    # L'Élan is listed under the first, and works for the second too
    assert told(asking, pilier="Travailler") == [(ELAN, "Vivre ensemble", True), (CITY, "Travailler", None)]
    assert len(told(asking, pilier="Vivre ensemble")) == 4
    # a finer element: those whose actions answer it, under the pilier where they stand
    assert {name for name, _, _ in told(asking, pilier="P 1.1.1")} == {ELAN, CITY, REGION, "État"}
    assert told(asking, pilier="P 1.1.2") == []
    elsewhere = altered(
        'a:e mlg:role <reference/role/repertorie> ; mlg:acteur a:venue ; mlg:rubrique "Travail"@fr ; '
        f"mlg:element <clairval/element/pilier-2> . {NEWCOMER}"
    )
    assert ("La Venue", "Travailler", True) in told(elsewhere, pilier="Travailler")
    assert "La Venue" not in {name for name, _, _ in told(elsewhere, pilier="Vivre ensemble")}


def test_without_a_roadmap_what_partners_do_is_unknown_not_none(altered: Altered) -> None:
    asking = altered(
        """<valdor/acteur/x> a mlg:Acteur ; skos:prefLabel "Association X"@fr .
        <valdor/e> mlg:role <reference/role/repertorie> ; mlg:dans <valdor> ; mlg:acteur <valdor/acteur/x> .""",
        town="valdor",
    )
    (row,) = asking("annuaire", contrat="valdor")
    assert (row["acteurLabel"], row["nombreActions"], row["actions"], row["roles"]) == (
        "Association X",
        None,
        None,
        None,
    )


def test_an_unread_directory_is_said_beside_the_partners_that_are_known(answering: Callable[..., Answer]) -> None:
    assert answering("annuaire").notices == (
        "Contrat de ville de Clairval : aucun annuaire chargé ; la réponse est incomplète pour ce contrat.",
        "Contrat de ville de Valdor : aucun annuaire chargé ; la réponse est inconnue pour ce contrat.",
    )


# Partners without a role


def without_role(asking: Asking) -> list[str]:
    return [row["acteurLabel"] for row in asking("partenaires-sans-role")]


NONE = (
    "mais aucun rôle ne lui est donné : ni dans une action, un dispositif ou une instance, ni comme financeur, "
    "ni comme signataire."
)
VENUE = f"{NEWCOMER}{LISTED.format(name='venue').replace('clairval/acteur/venue', 'clairval/venue')}"
NAMED = "<clairval/frein/delais-trop-longs> mlg:concerne a:venue ."


def test_who_is_listed_and_does_nothing_is_found(altered: Altered) -> None:
    asking = altered(f'{VENUE} a:e mlg:rubrique "Santé"@fr ; prov:wasDerivedFrom <clairval/passage/contrat-2030/l1> .')
    row, other = asking("partenaires-sans-role")
    assert other["rubrique"] is None  # who is in no directory comes last
    assert (row["acteurLabel"], row["rubrique"], row["type"], row["passage"]) == ("La Venue", "Santé", None, PLACE)
    assert row["constat"] == f"L'annuaire répertorie « La Venue » (rubrique « Santé »), {NONE}"
    assert row["examine"].endswith("que les documents donnent à cet acteur ou à l'un de ses services : aucun.")
    assert row["remede"].endswith("ou l'ôter de l'annuaire s'il n'agit pas.")


def test_several_rubrics_or_none_are_said_so(altered: Altered) -> None:
    again = 'a:f mlg:role <reference/role/repertorie> ; mlg:acteur a:venue ; mlg:rubrique "Emploi"@fr .'
    row = altered(f'{VENUE} a:e mlg:rubrique "Santé"@fr . {again}')("partenaires-sans-role")[0]
    assert row["rubrique"] == "Emploi ; Santé"
    assert "« La Venue » (rubriques « Emploi », « Santé »), mais" in row["constat"]
    bare = altered(VENUE)("partenaires-sans-role")[0]
    assert bare["rubrique"] == "sans rubrique"
    assert bare["constat"].startswith("L'annuaire répertorie « La Venue », mais aucun rôle")


def test_who_is_named_and_does_nothing_is_found_with_what_names_it(altered: Altered) -> None:
    asking = altered(f"{NEWCOMER} {NAMED}")
    row = next(row for row in asking("partenaires-sans-role") if row["acteurLabel"] == "La Venue")
    assert (row["rubrique"], row["passage"]) == (None, PLACE)
    assert row["constat"] == (
        f"Les documents nomment « La Venue » dans « Délais trop longs », sans dire sa part, {NONE}"
    )
    assert row["remede"] == "Dire quelle part cet acteur prend à ce qui le nomme."
    both = altered(f"{VENUE} {NAMED}")
    row = next(row for row in both("partenaires-sans-role") if row["acteurLabel"] == "La Venue")
    assert row["constat"].startswith(
        "L'annuaire répertorie « La Venue » et les documents nomment cet acteur dans « Délais trop longs », sans dire "
    )
    assert row["remede"].endswith("ou l'ôter de l'annuaire s'il n'agit pas.")


def test_a_place_in_an_alternative_is_no_sure_role(asking: Asking, altered: Altered) -> None:
    (row,) = asking("partenaires-sans-role")
    assert row["acteurLabel"] == REGION
    assert row["constat"].endswith(
        " Cet acteur n'est cité comme financeur que dans une alternative (« Etat ou Région »)."
    )
    sure = altered(
        """a:f a mlg:EngagementFinancier ; mlg:financeur <clairval/acteur/region> ;
        mlg:finance <clairval/action/chantier-jeunes> ; mlg:fermete <reference/fermete/potentiel> ."""
    )
    assert without_role(sure) == []


@pytest.mark.parametrize(
    "place", ["clairval/action/zero-chomeur", "clairval/dispositif/cls", "clairval/instance/copil", "clairval"]
)
def test_one_role_anywhere_is_enough(altered: Altered, place: str) -> None:
    role = "signataire" if place == "clairval" else "partenaire"
    part = f"a:p mlg:dans <{place}> ; mlg:acteur <clairval/acteur/region> ; mlg:role <reference/role/{role}> ."
    assert without_role(altered(part)) == []


def test_an_organisation_acts_by_its_services_but_a_service_only_by_itself(altered: Altered) -> None:
    unit = """a:pole a mlg:Service , mlg:Acteur ; skos:prefLabel "Pôle Santé"@fr ;
        mlg:serviceDe <clairval/acteur/region> ."""
    acting = (
        f"{unit} a:p mlg:dans <clairval/instance/copil> ; mlg:acteur a:pole ; mlg:role <reference/role/animateur> ."
    )
    assert without_role(altered(acting)) == []
    paying = f"{unit} a:f mlg:financeur a:pole ; mlg:finance <clairval/action/chantier-jeunes> ."
    assert without_role(altered(paying)) == []
    listed = altered(
        f"""{unit}
        a:p mlg:dans <clairval> ; mlg:acteur <clairval/acteur/region> ; mlg:role <reference/role/signataire> .
        a:e mlg:role <reference/role/repertorie> ; mlg:acteur a:pole ; mlg:rubrique "Santé"@fr ."""
    )
    (row,) = listed("partenaires-sans-role")
    assert row["acteurLabel"] == "Pôle Santé"
    assert row["constat"].endswith(
        " C'est un service de « Région des Collines » : ce que fait l'organisation n'est pas compté ici."
    )


def test_a_placeholder_of_the_directory_is_nobody_without_a_role(altered: Altered) -> None:
    listed = altered(LISTED.format(name="x").replace("clairval/acteur/x", "clairval/non-nomme/structure-porteuse"))
    assert without_role(listed) == [REGION]


def test_roles_are_unknown_without_a_roadmap(altered: Altered, answering: Callable[..., Answer]) -> None:
    asking = altered(
        """<valdor/acteur/x> a mlg:Acteur ; skos:prefLabel "Association X"@fr .
        <valdor/e> mlg:role <reference/role/repertorie> ; mlg:dans <valdor> ; mlg:acteur <valdor/acteur/x> .""",
        town="valdor",
    )
    assert asking("partenaires-sans-role", contrat="valdor") == []
    (notice,) = answering("partenaires-sans-role", contrat="valdor").notices
    assert notice.endswith("aucune feuille de route chargée ; la réponse est inconnue pour ce contrat.")
    with pytest.raises(UnknownValue):
        asking("partenaires-sans-role", contrat="clairvaux")


# Moissac, read by hand in its annex (lines 1159 to 1252), its roadmap, its text and its signatures

ECONOMY, SOCIAL = "Développement économique /emploi", "Cohésion sociale"
SCHOOL, RENEWAL = "Education / Formation", "Renouvellement urbain"
ENTRIES = {ECONOMY: 15, SOCIAL: 21, SCHOOL: 23, RENEWAL: 24}
SILENT = {
    ECONOMY: [
        *("Service Développement Economique", "CPME", "Mission Locale", "Bougez pour s'en sortir", "ADIAD CAP EMPLOI"),
        *("Au fil de soie", "Escale Confluence", "Crea-up", "BGE", "Club PME Dirigeants Terres des Confluences"),
        "Association des Commerçants de Moissac Plein Vent",
    ],
    SOCIAL: [
        *("Centre social du Sarlac (CAF)", "Montauban Services", "Escale Confluence", "Resto Du Cœur"),
        *(
            "Secours populaire",
            "Caritas France",
            "Croix rouge",
            "Petits Frères des Pauvres",
            "Ressources & Territoires",
        ),
    ],
    SCHOOL: [
        *("Ecole élémentaire Sarlac Maternelle et Primaire", "Ecole Camille Delthil", "Ecole Pierre Chabré"),
        *("Ecole Montebello", "Ecole Louis Gardes", "Ecole Firmin Bouisset", "Ecole Mathaly"),
        *("Ensemble scolaire privé Jeanne d'arc", "Ci scolaire Mitterrand", "Inspection Académique"),
        *("Mission de Lutte contre le Décrochage Scolaire", "La môme", "Maison Familiale Rurale", "CFPPA", "LEPA"),
        *("Institut d'éducation Permanente", "GRETA", "FCPE Association de Parents d'élèves", "Les Francas", "APAS82"),
        "Réseau d'Ecoute, d'Appui et d'Accompagnement des Parents",
    ],
    RENEWAL: [
        *("Agence nationale de la cohésion des territoires", "Agence nationale pour la rénovation urbaine"),
        *("Direction Régionale Environnement Aménagement Logement", "Préfecture de Tarn-et-Garonne"),
        *("Architecte des Bâtiments de France", "Pôle Départemental de lutte contre le Logement Indigne"),
        "Direction de l'Action Territoriale, de la Ruralité et de la Montagne (Bourg Centre et Grand Site Occitanie)",
        *("Service urbanisme", "Action logement", "Altéal", "Association revivre", "Habitat et Humanisme"),
    ],
}
"""Of each heading, those whom no action, scheme, body, funding nor signature names; the DREETS signs by its unit."""
ONLY_NAMED = {"Confluences Football club": 510, "Moissac Judo": 554, "MCBB": 554}
"""Clubs given as examples in two sentences of the text."""
TRANSVERSAL, P1 = "Orientations transversales", "Cohésion sociale"
P2, P3 = "Développement de l'activité économique et de l'emploi", "Cadre de vie – Renouvellement urbain"
UNLISTED: dict[str, list[str | None]] = {
    "État": [TRANSVERSAL, P1, P2, P3],
    "Service Politique de la Ville": [TRANSVERSAL, P1],  # the press conference, the coordinations of lines 401 and 402
    "Service communication": [TRANSVERSAL],
    "CIBC": [TRANSVERSAL],
    "Montauban Mobilité": [TRANSVERSAL],
    "Centre hospitalier de Moissac": [TRANSVERSAL, P1],  # the CLS, lines 110 and 581
    "Association Citrus": [P1],
    "EPICE 82": [P1],
    "Espace et Vie (CHRS)": [P1],
    "PJJ": [P1],
    "UDAF": [P1],
    "Fonds social européen": [P1, P2],  # the sports hall is in two tables
    "Tremplin 2024": [P1, P2],
    "PETR": [P1, P3],  # rows 913 and 915; somebody decided that 913 (police station) serves the third pilier too
    "Pôle d'attractivité de Moissac": [P2],
    "Service public de l'emploi": [P2],
    "Région Occitanie / Pyrénées-Méditerranée": [P2, P3],
    "Banque des Territoires": [P3],
    "Plan départemental de lutte contre l'habitat indigne": [P3],
    "Centre hospitalier de Montauban": [None],  # it signs the CLS, which is a scheme
    "Pôle Enfance de Moissac": [None],
    "service Développement": [None],
    "Procureur de la République": [None],
    "Unité départementale de Tarn-et-Garonne – DREETS": [None],
    "Éducation nationale de Tarn et Garonne": [None],
}
"""Who acts, pays or signs and is in no list of the annex, with the tops of the framework that what they do serves."""


def rows(bundle: OpenStore, name: str, **arguments: str) -> list[dict[str, Any]]:
    return ask(bundle.store, catalogue()[name], {key: [value] for key, value in arguments.items()}).records()


def test_the_partners_without_a_role_in_moissac_are_those_that_a_reader_finds_nowhere_else(bundle: OpenStore) -> None:
    found = rows(bundle, "partenaires-sans-role", contrat="moissac")
    listed = {name for names in SILENT.values() for name in names}
    assert Counter(row["acteurLabel"] for row in found) == Counter(listed | set(ONLY_NAMED))
    assert len(found) == 11 + 8 + 21 + 12 + 3  # Escale Confluence is in two lists
    headings = {row["acteurLabel"]: row["rubrique"] for row in found}
    assert headings["Escale Confluence"] == f"{SOCIAL} ; {ECONOMY}"
    for heading, names in SILENT.items():
        assert all(heading in headings[name].split(" ; ") for name in names)
    assert {headings[name] for name in ONLY_NAMED} == {None}
    assert all(f"ligne {ONLY_NAMED[row['acteurLabel']]}" in row["passage"] for row in found if row["rubrique"] is None)


def test_nobody_of_the_hand_made_tables_is_without_a_role(bundle: OpenStore) -> None:
    named = {name for row in ROWS for name in (*row.get("actors", []), *row.get("funders", []))}
    named |= {name for line in LINES for name in (*line.get("roles", {}), *line.get("funders", {}))}
    silent = {row["acteurLabel"] for row in rows(bundle, "partenaires-sans-role", contrat="moissac")}
    assert not named & silent
    assert {"MAJ", "AFTRAM", "CIDFF", "Urbanis", "ADIL"} <= named


def test_the_directory_of_moissac_is_the_annex_and_those_who_are_not_in_it(bundle: OpenStore) -> None:
    found = rows(bundle, "annuaire", contrat="moissac")
    assert Counter(row["rubrique"] for row in found if row["repertorie"]) == ENTRIES
    others: dict[str, list[str | None]] = {}
    for row in found:
        if not row["repertorie"]:
            assert (row["repertorie"], row["rubrique"], row["passage"]) == (False, None, None)
            others.setdefault(row["acteurLabel"], []).append(row["elementLabel"])
    assert others == UNLISTED
    assert len(found) == 83 + sum(map(len, UNLISTED.values()))


def test_the_entries_of_moissac_tell_what_each_partner_does(bundle: OpenStore) -> None:
    first = {row["acteurLabel"]: row for row in reversed(rows(bundle, "annuaire", contrat="moissac"))}
    urbanis = first["Urbanis"]
    # rows 936 and 937, line 941
    assert urbanis["actions"] == "Lutte contre l'habitat indigne Diminution de la vacance ; OPAH-RU"
    assert (urbanis["instances"], urbanis["rubrique"]) == ("COTECH-COPIL Lutte contre l'Habitat Indigne", RENEWAL)
    assert urbanis["roles"] == "animateur ; opérateur"
    tdc = first["Communauté de communes Terres des Confluences"]
    assert tdc["instances"] == "COTECH / COPIL Contrat Local de santé"
    assert "Contrat local de santé" in tdc["dispositifs"].split(" ; ")
    promologis = first["Promologis"]
    assert (promologis["roles"], promologis["nombreActions"], promologis["actions"]) == ("signataire", 0, None)
    told = sum("Commune" in row.get("actors", []) for row in ROWS) + sum(
        "Commune" in line.get("roles", {}) for line in LINES
    )
    assert first["Commune de Moissac"]["nombreActions"] == told
    cdc = first["Caisse des dépôts et consignations"]
    assert (cdc["roles"], cdc["nombreActions"]) == ("financeur (potentiel)", 0)


def test_the_economy_of_moissac_has_its_list_and_whoever_works_for_it(bundle: OpenStore) -> None:
    found = rows(bundle, "annuaire", contrat="moissac", pilier="moissac/element/pilier-2")
    assert sum(row["rubrique"] == ECONOMY for row in found) == 15
    assert {row["acteurLabel"] for row in found if not row["repertorie"]} == {
        name for name, tops in UNLISTED.items() if P2 in tops
    }
    # row 947: the CCAS, which the annex lists under social cohesion
    assert [row["rubrique"] for row in found if row["acteurLabel"] == "Centre communal d'action sociale"] == [SOCIAL]
    assert "Croix rouge" not in {row["acteurLabel"] for row in found}


def test_montauban_has_no_directory_to_show(bundle: OpenStore) -> None:
    told = ask(bundle.store, catalogue()["annuaire"], {"contrat": ["montauban"]})
    assert told.rows == ()
    assert "aucun annuaire chargé" in told.notices[0]
