"""How much is committed, by whom and to what: totals and flows over the invented towns and over Moissac."""

import tomllib
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from data.store import OpenStore
from queries.ask import Answer, UnknownValue, ask
from queries.catalogue import catalogue
from queries.display import cells
from tests.queries.towns import Asking

Altered = Callable[..., Asking]
TESTS = Path(__file__).parents[1]
HERE = "Contrat de ville de Clairval 2024-2030, Feuille de route > Pilier 1, p. 3-4, ligne 20"
UNNAMED = "non nommé (« Structure porteuse »)"
VIVRE, TRAVAILLER, NOT_SAID = "1 Vivre ensemble", "2 Travailler", "non précisé"
CLS = """<clairval/dispositif/cls> a mlg:Dispositif ; skos:prefLabel "Contrat local de santé"@fr ."""

# The roadmap of Moissac by table (lines 910 to 951), the sports hall being in two of them. By decision, two actions of
# the first table also answer a priorité of the third pilier: the municipal house and the city stade.
FIRST, SECOND, THIRD = "1 Cohésion sociale", "2 Développement de l'activité économique et de l'emploi", "3 Cadre de vie"
ROADMAP: list[dict[str, Any]] = [
    row for row in tomllib.loads((TESTS / "moissac.toml").read_text("utf-8"))["row"] if "period" in row
]
ALSO = {913: [THIRD], 921: [THIRD], 916: [SECOND]}
SHORT = {
    "Commune de Moissac": "Commune",
    "Communauté de communes Terres des Confluences": "TDC",
    "Conseil départemental de Tarn-et-Garonne": "Département",
    "Région Occitanie / Pyrénées-Méditerranée": "Région",
    "Agence régionale de santé Occitanie": "ARS",
    "Caisse d'allocations familiales de Tarn-et-Garonne": "CAF",
    "Agence nationale de l'habitat": "ANAH",
    "Caisse des dépôts et consignations": "CDC",
    "Centre communal d'action sociale": "CCAS",
    "Fonds social européen": "FSE",
    "Établissement public foncier d'Occitanie": "EPFO",
}


def line(name: str, funded: str, more: str = "", *, funder: str = "clairval/acteur/commune-de-clairval") -> str:
    """Write a potential funding line of the commune, or of another funder."""
    return f"""a:{name} a mlg:EngagementFinancier ; mlg:finance <clairval/{funded}> ; mlg:financeur <{funder}> ;
        mlg:fermete <reference/fermete/potentiel> {more} ."""


def totals(rows: list[dict[str, Any]]) -> list[tuple[object, ...]]:
    names = ("groupeLabel", "fermeteLabel", "lignes", "sansMontant", "montantConnu", "enAlternative")
    return [tuple(row[name] for name in names) for row in rows]


def total_of(asking: Asking, group: str, firmness: str = "potentiel", **arguments: str) -> dict[str, Any]:
    rows = asking("totaux-des-financements", contrat="clairval", **arguments)
    (row,) = [row for row in rows if (row["groupeLabel"], row["fermeteLabel"]) == (group, firmness)]
    return row


def test_each_funder_has_one_total_a_rung_of_firmness(asking: Asking) -> None:
    rows = asking("totaux-des-financements")
    assert totals(rows) == [
        ("Commune de Clairval", "potentiel", 1, 1, None, 0),
        ("Commune de Clairval", "voté", 1, 0, 50000, 0),
        ("Région des Collines", "potentiel", 0, 0, None, 1),
        ("État", "potentiel", 0, 0, None, 1),
        (UNNAMED, "potentiel", 1, 1, None, 0),
    ]
    assert [row["total"] for row in rows] == [
        "inconnu, 1 ligne sans montant",
        "50 000 €",
        "aucune ligne hors alternative",
        "aucune ligne hors alternative",
        "inconnu, 1 ligne sans montant",
    ]
    assert [row["nomme"] for row in rows] == [True] * 4 + [False]
    assert {row["actions"] for row in rows} == {1}


def test_a_pilier_counts_a_line_once_and_sets_alternatives_and_the_unnamed_apart(asking: Asking) -> None:
    # the health centre answers an orientation and a priorité of the same pilier
    assert totals(asking("totaux-des-financements", par="pilier")) == [
        (VIVRE, "potentiel", 0, 0, None, 2),
        (VIVRE, "voté", 1, 0, 50000, 0),
        (TRAVAILLER, "potentiel", 1, 1, None, 0),
        (VIVRE, "potentiel", 1, 1, None, 0),
    ]


def test_what_no_quartier_or_dispositif_is_said_of_stays_in_a_group_of_its_own(asking: Asking) -> None:
    rows = asking("totaux-des-financements", par="quartier", fermete="potentiel")
    assert totals(rows) == [
        ("Les Tilleuls", "potentiel", 0, 0, None, 2),
        (NOT_SAID, "potentiel", 1, 1, None, 0),
        ("Les Tilleuls", "potentiel", 1, 1, None, 0),
    ]
    assert [row["groupe"] for row in rows] == ["clairval/quartier/les-tilleuls", None, "clairval/quartier/les-tilleuls"]
    named, _, unnamed = asking("totaux-des-financements", par="dispositif")
    assert (named["groupeLabel"], named["lignes"], named["enAlternative"]) == (NOT_SAID, 1, 2)
    assert (unnamed["nomme"], unnamed["lignes"]) == (False, 1)


def test_a_group_that_is_not_said_is_shown_so(answering: Callable[..., Answer]) -> None:
    headers, rows = cells(answering("totaux-des-financements", par="dispositif", fermete="voté"))
    shown = dict(zip(headers, rows[0], strict=True))
    assert (shown["Groupe"], shown["Montant connu"]) == (NOT_SAID, "50 000 €")


@pytest.mark.parametrize(
    ("amount", "total", "known"),
    [
        ("1234567.5", "au moins 1 234 567,5 €, 1 ligne sans montant", 1234567.5),
        ("1000000000.0", "au moins 1 000 000 000 €, 1 ligne sans montant", 1_000_000_000),
        ("999.0", "au moins 999 €, 1 ligne sans montant", 999),
        ("0.0", "au moins 0 €, 1 ligne sans montant", 0),
    ],
)
def test_a_total_is_only_a_least_as_long_as_a_line_has_no_amount(
    altered: Altered, amount: str, total: str, known: float
) -> None:
    row = total_of(altered(line("l", "action/zero-chomeur", f"; mlg:montant {amount}")), "Commune de Clairval")
    assert (row["lignes"], row["sansMontant"], row["montantConnu"], row["total"]) == (2, 1, known, total)


def test_several_lines_without_amount_are_told_in_the_plural(altered: Altered) -> None:
    row = total_of(altered(line("l", "action/zero-chomeur")), "Commune de Clairval")
    assert (row["total"], row["actions"]) == ("inconnu, 2 lignes sans montant", 2)


def test_amounts_of_a_rung_are_added_and_never_with_those_of_another(altered: Altered) -> None:
    voted = line("l", "action/zero-chomeur", "; mlg:montant 250.25").replace("potentiel", "vote")
    row = total_of(altered(voted), "Commune de Clairval", "voté")
    assert (row["montantConnu"], row["total"], row["sansMontant"]) == (50250.25, "50 250,25 €", 0)
    assert total_of(altered(voted), "Commune de Clairval")["montantConnu"] is None


def test_the_amount_of_an_alternative_counts_for_neither(altered: Altered) -> None:
    either = """; mlg:montant 900.0 ; mlg:groupeAlternative "Commune ou Etat" """
    row = total_of(altered(line("l", "action/zero-chomeur", either)), "Commune de Clairval")
    assert (row["lignes"], row["enAlternative"], row["montantConnu"]) == (1, 1, None)


def test_a_line_counts_in_each_pilier_quartier_and_dispositif_of_its_action(altered: Altered) -> None:
    asking = altered(
        f"""{CLS} a:rives a mlg:QuartierPrioritaire ; skos:prefLabel "Les Rives"@fr .
        <clairval/action/maison-de-sante> mlg:repondA <clairval/element/pilier-2> ; mlg:quartier a:rives ;
            mlg:dispositif <clairval/dispositif/cls> , a:opah .
        a:opah a mlg:Dispositif ; skos:prefLabel "OPAH"@fr ."""
    )
    for par, groups in (
        ("pilier", [VIVRE, TRAVAILLER]),
        ("quartier", ["Les Rives", "Les Tilleuls"]),
        ("dispositif", ["Contrat local de santé", "OPAH"]),
    ):
        rows = asking("totaux-des-financements", par=par, fermete="voté")
        assert [(row["groupeLabel"], row["lignes"], row["montantConnu"]) for row in rows] == [
            (group, 1, 50000) for group in groups
        ]


def test_what_funds_a_dispositif_an_element_or_the_contract_is_not_lost(altered: Altered) -> None:
    asking = altered(
        CLS + line("d", "dispositif/cls") + line("e", "element/os-1-1")
        + line("c", "").replace("<clairval/>", "<clairval>")
    )  # fmt: skip
    assert total_of(asking, "Commune de Clairval")["lignes"] == 4
    assert total_of(asking, "Commune de Clairval")["actions"] == 1
    by_dispositif = total_of(asking, "Contrat local de santé", par="dispositif")
    assert (by_dispositif["lignes"], by_dispositif["actions"]) == (1, 0)
    rows = asking("totaux-des-financements", par="pilier", fermete="potentiel")
    # the dispositif and the contract as a whole stand under no pilier
    assert [(row["groupeLabel"], row["lignes"]) for row in rows if row["nomme"]] == [
        (VIVRE, 1),
        (TRAVAILLER, 1),
        (NOT_SAID, 2),
    ]
    rows = asking("financements", contrat="clairval", financeur="Commune", fermete="potentiel")
    assert {(row["actionLabel"], row["piliers"], row["dispositifs"]) for row in rows} == {
        ("Chantier jeunes", TRAVAILLER, None),
        ("Contrat local de santé", None, "Contrat local de santé"),
        ("Rapprocher les soins des habitants", VIVRE, None),
        ("Contrat de ville de Clairval", None, None),
    }


def test_the_actions_whose_list_of_funders_is_open_are_counted(altered: Altered) -> None:
    asking = altered(
        line("l", "action/zero-chomeur") + "<clairval/action/zero-chomeur> mlg:financeursListeOuverte true ."
    )
    row = total_of(asking, "Commune de Clairval")
    assert (row["actions"], row["listesOuvertes"]) == (2, 1)
    assert total_of(asking, "Commune de Clairval", "voté")["listesOuvertes"] == 0


def test_an_action_of_two_lines_is_one_action(altered: Altered) -> None:
    asking = altered(
        line("l", "action/chantier-jeunes") + "<clairval/action/chantier-jeunes> mlg:financeursListeOuverte true ."
    )
    row = total_of(asking, "Commune de Clairval")
    assert (row["lignes"], row["actions"], row["listesOuvertes"]) == (2, 1, 1)


@pytest.mark.parametrize("name", ["totaux-des-financements", "flux-de-financement"])
def test_funding_that_is_not_read_is_unknown_and_not_a_total_of_zero(
    answering: Callable[..., Answer], name: str
) -> None:
    answer = answering(name, contrat="valdor")
    assert answer.rows == ()
    assert answer.notices == (
        "Contrat de ville de Valdor : aucune feuille de route chargée ; la réponse est inconnue pour ce contrat.",
    )


def test_only_the_four_groupings_are_known(asking: Asking) -> None:
    with pytest.raises(UnknownValue, match="« commune »"):
        asking("totaux-des-financements", par="commune")


def test_a_line_of_funding_tells_its_pilier_quartiers_dispositifs_and_whether_its_list_is_open(
    altered: Altered,
) -> None:
    asking = altered(
        f"""{CLS} <clairval/action/maison-de-sante> mlg:dispositif <clairval/dispositif/cls> ;
        mlg:repondA <clairval/element/pilier-2> ; mlg:financeursListeOuverte true ."""
    )
    rows = asking("financements")
    told = {
        (row["actionLabel"], row["piliers"], row["dispositifs"], row["quartiers"], row["listeOuverte"]) for row in rows
    }
    assert told == {
        ("Maison de santé", f"{VIVRE} ; {TRAVAILLER}", "Contrat local de santé", "Les Tilleuls", True),
        ("Chantier jeunes", TRAVAILLER, None, None, False),
    }
    assert len(rows) == 5


def flows(rows: list[dict[str, Any]]) -> list[tuple[object, ...]]:
    names = ("financeurLabel", "pilierLabel", "actionLabel", "fermeteLabel", "lignes", "sansMontant", "montantConnu")
    return [(*(row[name] for name in names), row["enAlternative"]) for row in rows]


def test_the_flow_goes_from_a_funder_through_a_pilier_to_an_action(asking: Asking) -> None:
    rows = asking("flux-de-financement")
    assert flows(rows) == [
        ("Commune de Clairval", VIVRE, "Maison de santé", "voté", 1, 0, 50000, 0),
        ("Commune de Clairval", TRAVAILLER, "Chantier jeunes", "potentiel", 1, 1, None, 0),
        ("Région des Collines", VIVRE, "Maison de santé", "potentiel", 0, 0, None, 1),
        ("État", VIVRE, "Maison de santé", "potentiel", 0, 0, None, 1),
        (UNNAMED, VIVRE, "Maison de santé", "potentiel", 1, 1, None, 0),
    ]
    assert [row["nomme"] for row in rows] == [True] * 4 + [False]
    assert {(row["passage"], row["piliersServis"], row["listeOuverte"]) for row in rows} == {(HERE, 1, False)}


def test_lines_of_one_funder_and_action_flow_together_within_a_rung(altered: Altered) -> None:
    asking = altered(
        line("l", "action/chantier-jeunes", "; mlg:montant 10.0 ; mlg:annee 2025")
        + line("m", "action/chantier-jeunes", "; mlg:montant 5.0 ; mlg:annee 2026")
        + "<clairval/action/chantier-jeunes> mlg:financeursListeOuverte true ."
    )
    (row,) = [row for row in asking("flux-de-financement", fermete="potentiel") if row["pilierLabel"] == TRAVAILLER]
    assert (row["lignes"], row["sansMontant"], row["montantConnu"], row["listeOuverte"]) == (3, 1, 15, True)


def test_an_action_of_two_piliers_flows_through_both_and_says_so(altered: Altered) -> None:
    asking = altered(
        "<clairval/action/chantier-jeunes> mlg:repondA <clairval/element/p-1-1-2> , <clairval/element/p-1-1-1> ."
    )
    rows = [row for row in asking("flux-de-financement") if row["actionLabel"] == "Chantier jeunes"]
    assert [(row["pilierLabel"], row["piliersServis"], row["lignes"]) for row in rows] == [
        (VIVRE, 2, 1),
        (TRAVAILLER, 2, 1),
    ]


def test_what_stands_under_no_pilier_flows_to_one_that_is_not_said(altered: Altered) -> None:
    asking = altered(
        CLS + line("d", "dispositif/cls") + line("e", "element/os-1-1"),
        without=[("clairval/action/chantier-jeunes", "repondA")],
    )
    rows = asking("flux-de-financement", contrat="clairval", fermete="potentiel")
    told = [
        (row["pilierLabel"], row["actionLabel"], row["piliersServis"])
        for row in rows
        if "Commune" in row["financeurLabel"]
    ]
    assert told == [
        (VIVRE, "Rapprocher les soins des habitants", 1),
        (NOT_SAID, "Chantier jeunes", 0),
        (NOT_SAID, "Contrat local de santé", 0),
    ]


# Moissac


def asked(bundle: OpenStore, question: str, **arguments: str) -> list[dict[str, Any]]:
    given = {name: [value] for name, value in (arguments | {"contrat": "moissac"}).items()}
    return ask(bundle.store, catalogue()[question], given).records()


def piliers_of(row: dict[str, Any]) -> list[str]:
    table = FIRST if row["line"] < 931 else THIRD if row["line"] < 943 else SECOND
    return [table, *ALSO.get(row["line"], [])]


def named(row: dict[str, Any]) -> list[str]:
    return [funder for funder in row.get("funders", []) if not funder.startswith("(")]


def sure(row: dict[str, Any]) -> list[str]:
    return [funder for funder in named(row) if funder not in row.get("alternative", [])]


def test_the_totals_of_moissac_by_funder_are_those_of_its_roadmap(bundle: OpenStore) -> None:
    rows = asked(bundle, "totaux-des-financements", fermete="potentiel")
    found = {SHORT.get(row["groupeLabel"], row["groupeLabel"]): row for row in rows}
    expected = Counter(funder for row in ROADMAP for funder in sure(row))
    assert Counter({name: row["lignes"] for name, row in found.items() if row["nomme"]}) == expected
    # the roadmap gives no amount at all: each total is unknown
    assert {(row["montantConnu"], row["lignes"] - row["sansMontant"]) for row in rows} == {(None, 0)}
    # « Région ou Etat » (line 940)
    assert {name: row["enAlternative"] for name, row in found.items() if row["enAlternative"]} == {
        "Région": 1,
        "État": 1,
    }
    assert found["État"]["actions"] == expected["État"] + 1
    unnamed = Counter(funder for row in ROADMAP for funder in row.get("funders", []) if funder.startswith("("))
    assert sum(row["lignes"] for row in rows if not row["nomme"]) == unnamed.total() == 3
    # « … » after the funders of the sports hall (line 916)
    assert {name for name, row in found.items() if row["listesOuvertes"]} == {
        "Commune",
        "État",
        "FSE",
        "Tremplin 2024",
        UNNAMED,
    }


def test_the_totals_of_moissac_by_pilier_follow_the_tables_of_its_roadmap(bundle: OpenStore) -> None:
    rows = [row for row in asked(bundle, "totaux-des-financements", par="pilier", fermete="potentiel") if row["nomme"]]
    expected: Counter[str] = Counter()
    actions: Counter[str] = Counter()
    for row in ROADMAP:
        for pilier in piliers_of(row):
            expected[pilier] += len(sure(row))
            actions[pilier] += bool(named(row))
    assert {row["groupeLabel"].partition(" – ")[0]: row["lignes"] for row in rows} == dict(+expected)
    assert {row["groupeLabel"].partition(" – ")[0]: row["actions"] for row in rows} == dict(+actions)
    assert [row["enAlternative"] for row in rows] == [0, 0, 2]


def test_the_only_amount_of_moissac_is_a_least_among_the_promises_of_the_partners(bundle: OpenStore) -> None:
    # lines 961 and 965: two credits, then common credits of the Région; line 993: 50 000 € of the ARS
    (row,) = asked(bundle, "totaux-des-financements", par="pilier", fermete="promis")
    assert (row["groupeLabel"], row["lignes"], row["montantConnu"]) == ("Contributions", 4, 50_000)
    assert row["total"] == "au moins 50 000 €, 3 lignes sans montant"
    totals = {row["groupeLabel"]: row["total"] for row in asked(bundle, "totaux-des-financements", fermete="promis")}
    assert totals == {
        "Agence régionale de santé Occitanie": "50 000 €",
        "Région Occitanie / Pyrénées-Méditerranée": "inconnu, 3 lignes sans montant",
    }


def test_the_totals_of_moissac_by_quartier_are_those_of_the_actions_set_there(bundle: OpenStore) -> None:
    rows = asked(bundle, "totaux-des-financements", par="quartier", fermete="potentiel")
    expected = Counter(quarter for row in ROADMAP for quarter in row.get("quarters", [NOT_SAID]) for _ in sure(row))
    assert {row["groupeLabel"]: row["lignes"] for row in rows if row["nomme"]} == dict(expected)


def test_the_flows_of_moissac_hold_each_line_of_its_funding_once_a_pilier(bundle: OpenStore) -> None:
    lines = len(asked(bundle, "financements"))
    rows = asked(bundle, "flux-de-financement")
    assert lines == 79
    again = sum(len(named(row)) for row in ROADMAP if row["line"] in ALSO) + 1  # the sports hall has one unnamed funder
    assert sum(row["lignes"] + row["enAlternative"] for row in rows) == lines + again
    once = {(row["financeur"], row["action"], row["fermete"]): row for row in rows}
    assert sum(row["lignes"] + row["enAlternative"] for row in once.values()) == lines
    assert all(row["passage"] for row in rows)
