"""What two contracts have in common, and what one of them lacks; unknown is said where nobody can tell."""

import random
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

import pyoxigraph as ox
import pytest

from data import naming
from data.store import OpenStore
from queries import computations
from queries.ask import Answer, ask
from queries.catalogue import catalogue
from queries.comparison import themes
from queries.comparison.lines import Cell, Line
from queries.comparison.lines import row as line_row
from queries.computations.comparison import compute
from queries.rows import Row as FactRow
from tests.queries.towns import PREFIXES, Asking, complete_again

CLAIRVAL, VALDOR = "Contrat de ville de Clairval", "Contrat de ville de Valdor"
LATER = "Contrat de ville de Clairval, version 2"
MOISSAC, MONTAUBAN = "Contrat de ville de Moissac", "Contrat de ville de Montauban"
PUBLISHED = ox.NamedNode("https://w3id.org/maillage/ontology#graphePublie")
LABEL, CLOSE = (ox.NamedNode(f"http://www.w3.org/2004/02/skos/core#{name}") for name in ("prefLabel", "closeMatch"))
MATCH = "<valdor/element/os-1-1> skos:closeMatch <clairval/element/os-1-1> ."
DIRECTORY = "<valdor/document/priorites> mlg:contient <reference/contenu/annuaire> ."

Row = dict[str, Any]


def told(rows: Iterable[Row]) -> dict[str, tuple[str | None, str | None, str | None]]:
    """Return of each object who has it, who does not, and of whom it is unknown."""
    return {row["objetLabel"]: (row["present"], row["absent"], row["inconnu"]) for row in rows}


def titles(rows: Iterable[Row], *, present: str | None, absent: str | None = None) -> list[str]:
    return [row["objetLabel"] for row in rows if (row["present"], row["absent"]) == (present, absent)]


def both(first: str, second: str) -> str:
    return f"{first} ; {second}"


# --- themes


def test_frameworks_that_nobody_compared_share_nothing_that_is_known(asking: Asking) -> None:
    assert told(asking("comparaison", rubrique="thème")) == {
        "1 Vivre ensemble": (CLAIRVAL, None, VALDOR),
        "2 Travailler": (CLAIRVAL, None, VALDOR),
        "1 Habiter": (VALDOR, None, CLAIRVAL),
    }


def test_the_reason_why_it_is_unknown_is_said_and_what_would_tell(asking: Asking) -> None:
    row = asking("comparaison", rubrique="thème")[0]
    assert row["constat"] == (
        f"Le thème « 1 Vivre ensemble » est dans le cadre de « {CLAIRVAL} » ; on ne peut pas le savoir pour "
        f"« {VALDOR} », car personne n'a rapproché les cadres."
    )
    assert row["remede"].startswith("Lire les deux cadres")


def test_a_match_makes_one_theme_of_two_and_the_rest_of_the_frameworks_differ(altered: Callable[..., Asking]) -> None:
    rows = altered(MATCH, town="valdor")("comparaison", rubrique="thème")
    assert told(rows) == {
        "OS 1.1 Rapprocher les soins des habitants": (both(CLAIRVAL, VALDOR), None, None),
        "2 Travailler": (CLAIRVAL, VALDOR, None),
    }
    shared = rows[0]
    assert shared["objet"] == "clairval/element/os-1-1"
    assert shared["detail"] == (
        f"{CLAIRVAL} : OS 1.1 Rapprocher les soins des habitants | {VALDOR} : OS 1.1 Rénover les logements"
    )
    assert shared["passage"] == (
        "Contrat de ville de Clairval 2024-2030, Contrat de ville de Clairval, p. 1, ligne 1 ; "
        "Priorités du contrat de ville de Valdor, Priorités, ligne 1"
    )
    assert shared["remede"] == "Rien à régler : il n'y a pas d'écart."


@pytest.mark.parametrize("town", ["clairval", "valdor"])
def test_a_match_is_read_both_ways_wherever_it_stands(altered: Callable[..., Asking], town: str) -> None:
    one, other = ("clairval", "valdor") if town == "clairval" else ("valdor", "clairval")
    match = f"<{one}/element/os-1-1> skos:closeMatch <{other}/element/os-1-1> ."
    rows = altered(match, town=town)("comparaison", rubrique="thème")
    assert titles(rows, present=both(CLAIRVAL, VALDOR)) == ["OS 1.1 Rapprocher les soins des habitants"]


def test_what_stands_just_below_a_theme_that_holds_a_match_is_told_and_nothing_below_a_match(
    altered: Callable[..., Asking],
) -> None:
    lower = "<valdor/element/p-1-1-1> skos:closeMatch <clairval/element/p-1-1-1> ."
    rows = altered(lower, town="valdor")("comparaison", rubrique="thème")
    assert titles(rows, present=CLAIRVAL, absent=VALDOR) == ["P 1.1.2 Former les médiateurs à la santé", "2 Travailler"]
    assert titles(rows, present=VALDOR, absent=CLAIRVAL) == []


def test_two_elements_of_one_contract_that_match_the_same_one_are_two_rows(altered: Callable[..., Asking]) -> None:
    rows = altered(MATCH + "<valdor/element/os-1-1> skos:closeMatch <clairval/element/pilier-2> .", town="valdor")(
        "comparaison", rubrique="thème"
    )
    assert titles(rows, present=both(CLAIRVAL, VALDOR)) == [
        "OS 1.1 Rapprocher les soins des habitants",
        "2 Travailler",
    ]


def test_a_match_with_a_contract_that_is_not_there_compares_nothing(altered: Callable[..., Asking]) -> None:
    asking = altered("<valdor/element/os-1-1> skos:closeMatch <ailleurs/element/os-1-1> .", town="valdor")
    assert {row["absent"] for row in asking("comparaison", rubrique="thème")} == {None}


def test_a_title_that_is_the_same_word_for_word_is_the_same_theme_yet_not_what_is_below(
    altered: Callable[..., Asking],
) -> None:
    same = (
        '<valdor/element/pilier-2> a mlg:Pilier , mlg:ElementStrategique ; skos:notation "2" ; '
        'skos:prefLabel "Travailler"@fr ; mlg:niveau <reference/niveau/pilier> ; mlg:rang 4 .'
        '<valdor/element/p-2-1> a mlg:ElementStrategique ; skos:prefLabel "Former"@fr ; mlg:rang 5 ;'
        " mlg:niveau <reference/niveau/priorite> ; skos:broader <valdor/element/pilier-2> ."
    )
    rows = altered(same, town="valdor")("comparaison", rubrique="thème")
    assert told(rows)["2 Travailler"] == (both(CLAIRVAL, VALDOR), None, None)
    assert told(rows)["Former"] == (VALDOR, None, CLAIRVAL)
    (shared,) = [row for row in rows if row["objetLabel"] == "2 Travailler"]
    assert shared["detail"].endswith("2 Travailler (mot pour mot)")
    compared = altered(same + MATCH, town="valdor")("comparaison", rubrique="thème")
    assert told(compared)["Former"] == (VALDOR, CLAIRVAL, None)


def test_governance_is_no_theme(altered: Callable[..., Asking]) -> None:
    volet = (
        '<valdor/element/{0}> a mlg:ElementStrategique ; skos:prefLabel "{0}"@fr ; mlg:niveau <reference/niveau/{0}> .'
    )
    turtle = "".join(volet.format(level) for level in ("volet", "engagement", "contribution"))
    # what stands right under such a part is a theme of its own, as an orientation transversale is
    turtle += (
        '<valdor/element/t1> a mlg:ElementStrategique ; skos:prefLabel "Image"@fr ;'
        " skos:broader <valdor/element/volet> ; mlg:niveau <reference/niveau/orientation-transversale> ."
    )
    rows = altered(turtle, town="valdor")("comparaison", rubrique="thème")
    assert set(titles(rows, present=VALDOR)) == {"1 Habiter", "Image"}


# --- measures, dispositifs


def test_a_measure_is_absent_only_where_measures_were_read(altered: Callable[..., Asking]) -> None:
    assert list(told(altered("")("comparaison", rubrique="mesure nationale")).values()) == [(CLAIRVAL, None, VALDOR)]
    read = "<valdor/document/priorites> mlg:contient <reference/contenu/mesures> ."
    (row,) = altered(read, town="valdor")("comparaison", rubrique="mesure nationale")
    assert (row["present"], row["absent"], row["inconnu"]) == (CLAIRVAL, VALDOR, None)
    assert row["objet"] == "reference/mesure/9"
    assert row["objetLabel"].startswith("9) ")
    assert row["detail"] == f"{CLAIRVAL} : OS 1.1 Rapprocher les soins des habitants (en cours)"
    assert row["passage"] == "Contrat de ville de Clairval 2024-2030, Contrat de ville de Clairval, p. 1, ligne 1"


def relay(measure: int, status: str = "en-cours") -> str:
    return (
        f"<valdor/relais/m{measure}> a mlg:RelaisDeMesure ; mlg:mesure <reference/mesure/{measure}> ;"
        f" mlg:relayeePar <valdor/element/os-1-1> ; mlg:statutRelais <reference/statut-relais/{status}> ."
    )


def test_measures_come_in_the_order_of_their_numbers_and_shared_ones_tell_both_relays(
    altered: Callable[..., Asking],
) -> None:
    rows = altered(relay(28) + relay(9) + relay(3), town="valdor")("comparaison", rubrique="mesure nationale")
    assert [(row["objetLabel"].partition(")")[0], row["present"], row["absent"]) for row in rows] == [
        ("3", VALDOR, CLAIRVAL),
        ("9", both(CLAIRVAL, VALDOR), None),
        ("28", VALDOR, CLAIRVAL),
    ]
    assert rows[1]["detail"].endswith(f"| {VALDOR} : OS 1.1 Rénover les logements (en cours)")


def test_a_measure_that_is_said_not_to_concern_a_contract_is_not_relayed_by_it(altered: Callable[..., Asking]) -> None:
    rows = altered(relay(9, "non-concerne") + relay(29, "non-concerne"), town="valdor")(
        "comparaison", rubrique="mesure nationale"
    )
    assert [(row["present"], row["absent"]) for row in rows] == [(CLAIRVAL, VALDOR)]
    assert rows[0]["detail"].endswith(f"{VALDOR} : OS 1.1 Rénover les logements (non concerné)")


def test_a_measure_may_be_relayed_by_the_contract_as_a_whole(altered: Callable[..., Asking]) -> None:
    whole = "<valdor/relais/m9> a mlg:RelaisDeMesure ; mlg:mesure <reference/mesure/9> ; mlg:relayeePar <valdor> ."
    (row,) = altered(whole, town="valdor")("comparaison", rubrique="mesure nationale")
    assert row["present"] == both(CLAIRVAL, VALDOR)
    assert row["detail"].endswith(f"{VALDOR} : {VALDOR}")


def scheme(name: str, *, match: bool = True) -> str:
    matched = f"skos:exactMatch <reference/dispositif/{name}> ;" if match else ""
    return f'<valdor/dispositif/{name}> a mlg:Dispositif ; {matched} skos:prefLabel "{name} de Valdor"@fr .'


ROADMAP = "<valdor/document/priorites> mlg:contient <reference/contenu/feuille-de-route> ."


def test_a_dispositif_is_compared_by_the_reference_list_and_absent_only_where_a_roadmap_was_read(
    altered: Callable[..., Asking],
) -> None:
    unread = altered(scheme("pre"), town="valdor")("comparaison", rubrique="dispositif")
    assert {row["objet"]: (row["present"], row["absent"], row["inconnu"]) for row in unread} == {
        "reference/dispositif/cls": (CLAIRVAL, None, VALDOR),
        "reference/dispositif/pre": (VALDOR, CLAIRVAL, None),
    }
    (shared, other) = altered(scheme("cls") + scheme("pre") + ROADMAP, town="valdor")(
        "comparaison", rubrique="dispositif"
    )
    assert (shared["objet"], shared["present"]) == ("reference/dispositif/cls", both(CLAIRVAL, VALDOR))
    assert (other["objetLabel"], other["absent"]) == ("Programme de réussite éducative", CLAIRVAL)


def test_a_dispositif_without_reference_compares_with_no_other(altered: Callable[..., Asking]) -> None:
    rows = altered(scheme("pre") + scheme("bus", match=False) + ROADMAP, town="valdor")(
        "comparaison", rubrique="dispositif"
    )
    (own,) = [row for row in rows if row["objet"] == "valdor/dispositif/bus"]
    assert (own["present"], own["absent"], own["inconnu"]) == (VALDOR, None, CLAIRVAL)
    assert {row["absent"] for row in rows if row["objet"] == "reference/dispositif/cls"} == {VALDOR}


def test_the_detail_of_a_dispositif_counts_its_actions_or_says_that_the_framework_names_it(
    altered: Callable[..., Asking],
) -> None:
    def detail(turtle: str) -> str:
        (row,) = altered(turtle)("comparaison", rubrique="dispositif")
        return str(row["detail"]).removeprefix(f"{CLAIRVAL} : ")

    under = "<clairval/action/{}> mlg:dispositif <clairval/dispositif/cls> ."
    assert detail("") == "nommé"
    assert detail(under.format("maison-de-sante")) == "une action en relève"
    two = under.format("maison-de-sante") + under.format("chantier-jeunes")
    assert detail(two) == "2 actions en relèvent"
    assert detail("<clairval/element/os-1-1> mlg:dispositif <clairval/dispositif/cls> .") == "nommé par le cadre"


# --- partners


def partner(name: str, *, kind: str = "association", as_what: str = "participation") -> str:
    slug = naming.slug(name)
    link = "mlg:financeur" if as_what == "financement" else "mlg:acteur"
    return (
        f'<valdor/acteur/{slug}> a mlg:Acteur ; skos:prefLabel "{name}"@fr ;'
        f" mlg:typeActeur <reference/type-acteur/{kind}> ."
        f"<valdor/{as_what}/{slug}> {link} <valdor/acteur/{slug}> ; mlg:role <reference/role/acteur> ;"
        " prov:wasDerivedFrom <valdor/passage/priorites/l1> ."
    )


def test_partners_are_unknown_without_a_directory(asking: Asking) -> None:
    rows = asking("comparaison", rubrique="partenaire")
    assert told(rows) == {
        "Association L'Élan": (CLAIRVAL, None, VALDOR),
        "Commune de Clairval": (CLAIRVAL, None, VALDOR),
        "Région des Collines": (CLAIRVAL, None, VALDOR),
        "État": (CLAIRVAL, None, VALDOR),
    }
    assert {row["objetLabel"]: row["detail"].removeprefix(f"{CLAIRVAL} : ") for row in rows} == {
        "Association L'Élan": "à l'annuaire, 2 participations",
        "Commune de Clairval": "2 participations, 2 lignes de financement",
        "Région des Collines": "financeur possible parmi d'autres (« ou »)",
        "État": "financeur possible parmi d'autres (« ou »)",
    }


def test_a_partner_is_the_same_by_its_whole_name_whatever_the_case(altered: Callable[..., Asking]) -> None:
    rows = altered(partner("association l'élan") + partner("Ligue") + DIRECTORY, town="valdor")(
        "comparaison", rubrique="partenaire"
    )
    assert told(rows)["Association L'Élan"] == (both(CLAIRVAL, VALDOR), None, None)
    assert told(rows)["Commune de Clairval"] == (CLAIRVAL, VALDOR, None)
    assert told(rows)["Ligue"] == (VALDOR, None, CLAIRVAL)
    by_title = {row["objetLabel"]: row for row in rows}
    # two things have that name: the object is the name; of the other there is one
    assert by_title["Association L'Élan"]["objet"] == "Association L'Élan"
    assert by_title["Ligue"]["objet"] == "valdor/acteur/ligue"
    assert by_title["Ligue"]["passage"] == "Priorités du contrat de ville de Valdor, Priorités, ligne 1"
    assert by_title["Ligue"]["constat"] == (
        f"« Ligue » est parmi les acteurs que nomment les documents de « {VALDOR} » ; on ne peut pas le savoir pour "
        f"« {CLAIRVAL} », car aucun annuaire n'a été lu."
    )


def test_a_reference_actor_is_shared_as_the_thing_that_it_is(altered: Callable[..., Asking]) -> None:
    etat = (
        '<reference/acteur/etat> a mlg:Acteur ; skos:prefLabel "État"@fr .'
        "<valdor/financement/x> mlg:financeur <reference/acteur/etat> ."
    )
    (row,) = [
        row for row in altered(etat, town="valdor")("comparaison", rubrique="partenaire") if row["objetLabel"] == "État"
    ]
    assert (row["objet"], row["present"]) == ("reference/acteur/etat", both(CLAIRVAL, VALDOR))
    assert row["detail"].endswith(f"{VALDOR} : une ligne de financement")


def test_an_actor_that_is_only_described_and_a_placeholder_are_no_partners(altered: Callable[..., Asking]) -> None:
    described = '<valdor/acteur/x> a mlg:Acteur ; skos:prefLabel "Dite nulle part"@fr .'
    unnamed = (
        '<valdor/non-nomme/y> a mlg:ActeurNonNomme ; skos:prefLabel "Porteur"@fr .'
        "<valdor/participation/y> mlg:acteur <valdor/non-nomme/y> ."
    )
    rows = altered(described + unnamed, town="valdor")("comparaison", rubrique="partenaire")
    assert len(rows) == 4
    assert {row["present"] for row in rows} == {CLAIRVAL}


def test_an_actor_that_an_obstacle_names_is_named_without_its_part(altered: Callable[..., Asking]) -> None:
    bailleur = (
        '<valdor/acteur/x> a mlg:Acteur ; skos:prefLabel "Bailleur"@fr .'
        "<valdor/frein/f> mlg:concerne <valdor/acteur/x> ."
    )
    rows = altered(bailleur, town="valdor")("comparaison", rubrique="partenaire")
    assert [row["detail"] for row in rows if row["objetLabel"] == "Bailleur"] == [f"{VALDOR} : nommé sans dire sa part"]


def kinds(rows: Iterable[Row]) -> dict[str, tuple[str | None, str | None, str | None, str | None]]:
    return {
        row["objet"].removeprefix("reference/type-acteur/"): (
            row["present"],
            row["absent"],
            row["inconnu"],
            row["detail"],
        )
        for row in rows
    }


def test_a_kind_of_partner_is_counted_and_unknown_without_a_directory(altered: Callable[..., Asking]) -> None:
    service = (
        '<clairval/acteur/pole> a mlg:Acteur , mlg:Service ; skos:prefLabel "Pôle"@fr ;'
        " mlg:typeActeur <reference/type-acteur/commune> ."
        "<clairval/participation/pole> mlg:acteur <clairval/acteur/pole> ."
    )
    rows = altered(service)("comparaison", rubrique="type de partenaire")
    one = f"{CLAIRVAL} : 1 acteur"
    assert kinds(rows) == dict.fromkeys(("association", "commune", "etat", "region"), (CLAIRVAL, None, VALDOR, one))
    assert {row["passage"] for row in rows} == {"Contrat de ville de Clairval 2024-2030"}


def test_a_kind_is_absent_where_a_directory_was_read_and_every_actor_has_its_kind(
    altered: Callable[..., Asking],
) -> None:
    rows = altered(partner("Ligue") + partner("Foyer") + DIRECTORY, town="valdor")(
        "comparaison", rubrique="type de partenaire"
    )
    found = kinds(rows)
    assert found["association"] == (both(CLAIRVAL, VALDOR), None, None, f"{CLAIRVAL} : 1 acteur | {VALDOR} : 2 acteurs")
    assert found["commune"][:3] == (CLAIRVAL, VALDOR, None)
    untyped = (
        '<valdor/acteur/z> a mlg:Acteur ; skos:prefLabel "Zed"@fr .'
        "<valdor/participation/z> mlg:acteur <valdor/acteur/z> ."
    )
    found = kinds(
        altered(partner("Ligue") + untyped + DIRECTORY, town="valdor")("comparaison", rubrique="type de partenaire")
    )
    assert found["association"][3] == f"{CLAIRVAL} : 1 acteur | {VALDOR} : 1 acteur au moins (1 sans type dit)"
    assert found["commune"][:3] == (CLAIRVAL, None, VALDOR)


# --- coverage


def test_coverage_is_a_share_where_a_roadmap_was_read_and_unknown_elsewhere(asking: Asking) -> None:
    (row,) = asking("comparaison", rubrique="couverture")
    # of P 1.1.1, P 1.1.2 and the pilier without priorités, the first and the last are answered
    assert (row["present"], row["absent"], row["inconnu"]) == (CLAIRVAL, None, VALDOR)
    assert row["detail"] == f"{CLAIRVAL} : 2 sur 3 (67 %)"
    assert row["constat"] == (
        f"La part des priorités auxquelles une action répond est connue pour « {CLAIRVAL} » "
        f"({CLAIRVAL} : 2 sur 3 (67 %)) ; on ne peut pas le savoir pour « {VALDOR} », car la feuille de route n'a pas "
        "été lue, ou ne dit pas à quoi les actions répondent."
    )


def test_what_a_roadmap_does_not_tie_to_priorites_is_at_least_so_much(altered: Callable[..., Asking]) -> None:
    loose = altered("", without=[("clairval/action/maison-de-sante", "repondA")])
    (row,) = loose("comparaison", rubrique="couverture")
    assert row["detail"] == f"{CLAIRVAL} : au moins 1 sur 3 (on ne sait pas pour 2)"
    gone_through = altered(
        "<clairval/element/pilier-1> mlg:couvertureExaminee true .",
        without=[("clairval/action/maison-de-sante", "repondA")],
    )
    (row,) = gone_through("comparaison", rubrique="couverture")
    assert row["detail"] == f"{CLAIRVAL} : 1 sur 3 (33 %)"


def test_one_action_that_a_person_tied_to_a_priorite_does_not_make_the_others_known(
    altered: Callable[..., Asking],
) -> None:
    accepted = altered(
        "<clairval/action/maison-de-sante> mlg:repondA <clairval/element/p-1-1-1> ."
        "<clairval/decision/d> mlg:accepte true ; mlg:action <clairval/action/maison-de-sante> ;"
        " mlg:element <clairval/element/p-1-1-1> .",
        without=[("clairval/action/maison-de-sante", "repondA")],
    )
    (row,) = accepted("comparaison", rubrique="couverture")
    assert row["detail"] == f"{CLAIRVAL} : au moins 2 sur 3 (on ne sait pas pour 1)"


def test_coverage_may_be_known_of_no_contract(altered: Callable[..., Asking]) -> None:
    names = ("maison-de-sante", "chantier-jeunes", "zero-chomeur")
    nothing = altered("", without=[(f"clairval/action/{name}", "repondA") for name in names])
    (row,) = nothing("comparaison", rubrique="couverture")
    assert (row["present"], row["inconnu"], row["detail"]) == (None, both(CLAIRVAL, VALDOR), None)
    assert row["constat"].startswith(
        "La part des priorités auxquelles une action répond n'est connue pour aucun contrat ; on ne peut pas"
    )


# --- versions of one contract


@pytest.fixture
def versions(store: ox.Store) -> Callable[..., Callable[..., list[Row]]]:
    """Ask Clairval and a second version of it, from which lines were taken out and to which Turtle was added."""

    def with_second(turtle: str = "", *, gone: tuple[str, ...] = ()) -> Callable[..., list[Row]]:
        copy = ox.Store()
        copy.extend(store)
        graph, old = (ox.NamedNode(naming.published_graph(name)) for name in ("clairval-2", "clairval"))
        for quad in store.quads_for_pattern(None, None, None, old):
            if not any(quad.subject.value.endswith(name) for name in gone):  # type: ignore[union-attr]
                copy.add(ox.Quad(_later(quad.subject), quad.predicate, _later(quad.object), graph))
        contract, listed = ox.NamedNode(naming.contract("clairval-2")), ox.NamedNode(naming.GRAPH_CATALOGUE)
        copy.add(ox.Quad(contract, PUBLISHED, graph, listed))
        copy.add(ox.Quad(contract, LABEL, ox.Literal(LATER, language="fr"), listed))
        copy.load(f"{PREFIXES}{turtle}".encode(), format=ox.RdfFormat.TURTLE, to_graph=graph)
        complete_again(copy, graph)
        return partial(_compared, copy)

    return with_second


def _compared(store: ox.Store, *contracts: str, rubrique: str = "") -> list[Row]:
    chosen = contracts or ("clairval", "clairval-2")
    return ask(store, catalogue()["comparaison"], {"contrat": chosen, "rubrique": [rubrique]}).records()


def _later(term: Any) -> Any:  # noqa: ANN401 - a term of any kind
    if isinstance(term, ox.NamedNode):
        return ox.NamedNode(term.value.replace("/id/clairval", "/id/clairval-2"))
    return term


SAME = "<clairval-2/element/os-1-1> skos:closeMatch <clairval/element/os-1-1> ."


def test_two_versions_that_are_the_same_differ_in_nothing(versions: Callable[..., Callable[..., list[Row]]]) -> None:
    rows = versions(SAME)()
    assert {row["absent"] for row in rows} == {None}
    assert {row["inconnu"] for row in rows} == {None}
    assert len(titles(rows, present=both(CLAIRVAL, LATER))) == len(rows)


def test_themes_measures_and_partners_of_one_version_only_are_told(
    versions: Callable[..., Callable[..., list[Row]]],
) -> None:
    compared = versions(
        SAME
        + """
        <clairval-2/element/pilier-3> a mlg:Pilier , mlg:ElementStrategique ; skos:prefLabel "Se loger"@fr ;
            mlg:niveau <reference/niveau/pilier> ; mlg:rang 9 .
        <clairval-2/relais/neuf> a mlg:RelaisDeMesure ; mlg:mesure <reference/mesure/3> ;
            mlg:relayeePar <clairval-2/element/pilier-3> .
        <clairval-2/acteur/office> a mlg:Acteur ; skos:prefLabel "Office du logement"@fr .
        <clairval-2/participation/office> mlg:acteur <clairval-2/acteur/office> .
        <clairval-2/document/contrat-2030> mlg:contient <reference/contenu/annuaire> .""",
        gone=("element/pilier-2", "relais/os-1-1-mesure-9", "acteur/region", "financement/maison-de-sante-region"),
    )
    differing = {
        row["objetLabel"].partition(")")[0]: (row["present"], row["absent"], row["inconnu"])
        for row in compared()
        if row["present"] in {CLAIRVAL, LATER}
    }
    assert differing == {
        "2 Travailler": (CLAIRVAL, LATER, None),
        "Se loger": (LATER, CLAIRVAL, None),
        "9": (CLAIRVAL, LATER, None),
        "3": (LATER, CLAIRVAL, None),
        "Région des Collines": (CLAIRVAL, LATER, None),
        # no directory was read in the first version, and no kind is told of the office
        "Office du logement": (LATER, None, CLAIRVAL),
        "région": (CLAIRVAL, None, LATER),
    }


# --- how many contracts, in what order


@pytest.mark.parametrize("chosen", ["clairval", "valdor"])
def test_one_contract_alone_compares_with_nothing_and_the_answer_says_so(
    answering: Callable[..., Answer], chosen: str
) -> None:
    answer = answering("comparaison", contrat=chosen)
    assert answer.rows == ()
    (notice,) = answer.notices
    assert "il faut au moins deux contrats à comparer" in notice


def test_the_query_alone_keeps_to_the_numbers_that_its_header_tells(store: ox.Store) -> None:
    question = catalogue()["comparaison"]
    assert f"?combien >= {question.least} && ?combien <= {question.most}" in question.text
    alone = (naming.published_graph("clairval"), naming.GRAPH_CATALOGUE, naming.GRAPH_REFERENCE)
    solutions = store.query(question.text, named_graphs=[ox.NamedNode(graph) for graph in alone])
    assert isinstance(solutions, ox.QuerySolutions)
    assert list(solutions) == []


def test_more_contracts_than_a_person_can_read_side_by_side_are_refused_in_words(store: ox.Store) -> None:
    many = ox.Store()
    many.extend(store)
    for number in range(9):
        contract, graph = ox.NamedNode(f"{naming.ID}v{number}"), ox.NamedNode(naming.published_graph(f"v{number}"))
        many.add(ox.Quad(contract, PUBLISHED, graph, ox.NamedNode(naming.GRAPH_CATALOGUE)))
    answer = ask(many, catalogue()["comparaison"], {})
    assert answer.rows == ()
    assert answer.notices == (
        "La réponse est vide : il faut au moins deux contrats à comparer, et dix au plus (contrats choisis : 11).",
    )


def test_of_three_contracts_each_is_told_beside_those_that_it_was_compared_with(
    versions: Callable[..., Callable[..., list[Row]]],
) -> None:
    compared = versions(SAME + "<clairval-2/element/os-1-1> skos:closeMatch <valdor/element/os-1-1> .")
    rows = compared("clairval", "clairval-2", "valdor", rubrique="thème")
    by_thing = {row["objet"].removeprefix(naming.ID): (row["present"], row["absent"], row["inconnu"]) for row in rows}
    every = f"{CLAIRVAL} ; {LATER} ; {VALDOR}"
    assert by_thing["clairval/element/os-1-1"] == (both(CLAIRVAL, LATER), None, VALDOR)
    # only the second version was compared with both
    assert by_thing["clairval-2/element/os-1-1"] == (every, None, None)
    # what two contracts share is told once, from the first of them; only the second was compared with the third
    assert by_thing["clairval/element/pilier-2"] == (both(CLAIRVAL, LATER), VALDOR, None)
    assert "clairval-2/element/pilier-2" not in by_thing
    assert "valdor/element/os-1-1" not in by_thing
    (row,) = [row for row in rows if row["objet"] == f"{naming.ID}clairval-2/element/os-1-1"]
    assert f"« {CLAIRVAL} », « {LATER} » et « {VALDOR} »." in row["constat"]


def themes_of_three(asked: Callable[..., list[Row]]) -> dict[str, Row]:
    rows = asked("clairval", "clairval-2", "valdor", rubrique="thème")
    found = {row["objet"].removeprefix(naming.ID): row for row in rows}
    assert len(found) == len(rows)
    return found


def states(row: Row) -> tuple[str | None, str | None, str | None]:
    return row["present"], row["absent"], row["inconnu"]


EVERY = f"{CLAIRVAL} ; {LATER} ; {VALDOR}"
SECOND, THIRD = "<clairval-2/element/{}> skos:closeMatch <{}> .", "<valdor/element/os-1-1> skos:closeMatch <{}> ."


def test_a_theme_that_three_contracts_share_two_by_two_is_told_once(
    versions: Callable[..., Callable[..., list[Row]]],
) -> None:
    each = SAME + THIRD.format("clairval/element/os-1-1") + THIRD.format("clairval-2/element/os-1-1")
    rows = themes_of_three(versions(each))
    assert {thing.partition("/")[0] for thing in rows} == {"clairval"}
    assert states(rows["clairval/element/os-1-1"]) == (EVERY, None, None)
    assert states(rows["clairval/element/pilier-2"]) == (both(CLAIRVAL, LATER), VALDOR, None)
    # the title is the same in two of them, and stands below what the third shares
    assert states(rows["clairval/element/p-1-1-1"]) == (both(CLAIRVAL, LATER), None, VALDOR)
    assert rows["clairval/element/os-1-1"]["detail"].count(" | ") == 2


def test_a_theme_is_not_said_absent_where_the_one_that_it_is_matched_with_is_found(
    versions: Callable[..., Callable[..., list[Row]]],
) -> None:
    # the first contract is compared with the third on another theme, the second on this one
    turtle = (
        SECOND.format("os-1-1", "clairval/element/os-1-1")
        + SECOND.format("os-1-1", "valdor/element/os-1-1")
        + "<valdor/element/p-1-1-1> skos:closeMatch <clairval/element/pilier-2> ."
    )
    rows = themes_of_three(versions(turtle))
    first = rows["clairval/element/os-1-1"]
    assert states(first) == (both(CLAIRVAL, LATER), None, VALDOR)
    assert first["constat"].endswith(
        f"on ne peut pas le savoir pour « {VALDOR} », car le rapprochement ne passe que par le cadre d'un autre "
        "contrat."
    )
    assert states(rows["clairval-2/element/os-1-1"]) == (EVERY, None, None)


@pytest.mark.parametrize("matched", ["p-1-1-1", "pilier-1"])
def test_a_theme_is_unknown_where_one_above_or_below_it_is_matched(
    versions: Callable[..., Callable[..., list[Row]]], matched: str
) -> None:
    rows = themes_of_three(versions(SAME + SECOND.format(matched, "valdor/element/os-1-1")))
    theme = rows["clairval/element/os-1-1"]
    assert states(theme) == (both(CLAIRVAL, LATER), None, VALDOR)
    assert theme["constat"].endswith(
        "car les cadres sont rapprochés par un thème plus large ou plus précis que celui-ci."
    )


def test_each_reason_why_a_theme_is_unknown_is_said_with_its_contracts() -> None:
    cells = [Cell("A", "présent"), Cell("B", "inconnu"), Cell("C", "inconnu", why="il pleut"), Cell("D", "inconnu")]
    told = line_row("thème", themes.WORDS, Line(ox.NamedNode("https://example.org/bal"), "Bal", cells))
    assert told["constat"] == ox.Literal(
        "Le thème « Bal » est dans le cadre de « A » ; on ne peut pas le savoir pour « B » et « D », car personne n'a "
        "rapproché les cadres, ni pour « C », car il pleut."
    )


def test_a_theme_that_is_matched_with_what_is_no_theme_is_told(altered: Callable[..., Asking]) -> None:
    contribution = (
        '<clairval/element/engagement> a mlg:ElementStrategique ; skos:prefLabel "Contribution"@fr ;'
        " mlg:niveau <reference/niveau/contribution> ; skos:closeMatch <valdor/element/os-1-1> ."
    )
    rows = altered(contribution)("comparaison", rubrique="thème")
    (row,) = [row for row in rows if row["objet"] == "valdor/element/os-1-1"]
    assert row["present"] == both(CLAIRVAL, VALDOR)
    assert row["detail"].startswith(f"{CLAIRVAL} : Contribution | ")


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_order_of_the_facts_of_three_contracts_changes_nothing(
    versions: Callable[..., Callable[..., list[Row]]], seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    turtle = (
        SAME + SECOND.format("os-1-1", "valdor/element/os-1-1") + SECOND.format("p-1-1-2", "valdor/element/p-1-1-1")
    )
    asked = versions(turtle)
    rows = asked("clairval", "clairval-2", "valdor")
    order = random.Random(seed)  # noqa: S311  # an order, not a secret

    def shuffled(facts: Iterable[FactRow]) -> list[FactRow]:
        listed = list(facts)
        return list(compute(order.sample(listed, len(listed))))

    monkeypatch.setattr(computations, "load", lambda name: shuffled)
    assert asked("clairval", "clairval-2", "valdor") == rows


@pytest.mark.parametrize("seed", [1, 2])
def test_the_order_in_which_contracts_are_given_or_loaded_changes_nothing(store: ox.Store, seed: int) -> None:
    first, shuffled = ox.Store(), ox.Store()
    quads = sorted([*store, _quad("valdor/element/os-1-1", "clairval/element/os-1-1")], key=str)
    first.extend(quads)
    random.Random(seed).shuffle(quads)  # noqa: S311 (no secret)
    for quad in quads:
        shuffled.add(quad)
    question = catalogue()["comparaison"]
    rows = ask(first, question, {}).rows
    assert any(" ; " in str(row["present"]) for row in rows)
    for copy in (first, shuffled):
        assert ask(copy, question, {"contrat": ["clairval", "valdor"]}).rows == rows
        assert ask(copy, question, {"contrat": ["valdor", "clairval"]}).rows == rows


def _quad(element: str, other: str) -> ox.Quad:
    graph = ox.NamedNode(naming.published_graph(element.partition("/")[0]))
    return ox.Quad(ox.NamedNode(f"{naming.ID}{element}"), CLOSE, ox.NamedNode(f"{naming.ID}{other}"), graph)


# --- the two contracts, read by hand


def asked(bundle: OpenStore, rubrique: str) -> list[Row]:
    return ask(bundle.store, catalogue()["comparaison"], {"rubrique": [rubrique]}).records()


def test_montauban_relays_nine_measures_and_moissac_relays_them_too(bundle: OpenStore) -> None:
    rows = asked(bundle, "mesure nationale")
    of = {int(row["objetLabel"].partition(")")[0]): (row["present"], row["absent"], row["inconnu"]) for row in rows}
    # Montauban quotes eight by number (lines 20, 30, 36, 47 and 49), and 37 without (line 27)
    shared = {3, 5, 6, 7, 8, 18, 28, 36, 37}
    # Moissac numbers 35 (lines 112 to 899, of which 29 does not concern it), and quotes 8 without its number (line 784)
    moissac = set(range(1, 41)) - {10, 11, 12, 14, 29}
    assert of == {
        number: (both(MOISSAC, MONTAUBAN), None, None) if number in shared else (MOISSAC, MONTAUBAN, None)
        for number in moissac
    }
    prevention = next(row for row in rows if row["objetLabel"].startswith("28) "))
    assert prevention["detail"] == (
        f"{MOISSAC} : Agir en matière de prévention (fait) | {MONTAUBAN} : P 1.5.4 Faire preuve d'une vigilance "
        "renforcée face à la tendance au repli sur soi d'une partie des habitants des quartiers prioritaires et au "
        "risque de radicalisation ."
    )


THEMES = {
    "T1 Renforcer la coordination des acteurs, des dispositifs": "n°1 poursuivre les efforts visant à renforcer",
    "T3 Favoriser l'accès au droit": "P 1.1.2 Développer des solutions",
    "T4 Favoriser la mobilité": "OS 3.4 Agir en faveur de la mobilité",
    "Renforcer la participation citoyenne": "P 1.4.3 Soutenir les actions de promotion de la citoyenneté",
    "Accompagner les publics les plus fragiles": "n°3 développement du numérique inclusif",
    "Agir en matière de prévention": "OS 1.5 Développer les actions de prévention de la délinquance",
    "Programme d'action Prévention des Violences intrafamiliales": "P 1.5.3 Prévenir les violences intrafamiliales",
    "Axe 1 : Eviter le basculement": "P 1.5.2 Lutter plus particulièrement contre le basculement",
    "Santé – Prévention": "OS 1.3 Poursuivre et développer les actions visant à améliorer l'accès",
    "Développer les actions « parentalité »": "P 1.2.4 réussite éducative des enfants",
    "Renforcer les moyens d'accompagnement": "OS 1.2 Poursuivre les efforts visant à améliorer la réussite",
    "Favoriser l'accès à l'emploi": "OS 2.2 Améliorer l'employabilité",
    "Reconquérir et valoriser le patrimoine bâti": "OS 3.1 Poursuivre l'adaptation",
    "Agir sur l'avenir du peuplement": "P 3.2.1 sociale tout en confortant",
    "Améliorer la tranquillité publique": "P 3.2.3 Améliorer la tranquillité publique",
}


@pytest.mark.parametrize("title", THEMES)
def test_a_theme_of_moissac_stands_beside_that_of_montauban_which_says_the_same(bundle: OpenStore, title: str) -> None:
    (row,) = [row for row in asked(bundle, "thème") if row["objetLabel"].startswith(title)]
    assert (row["present"], row["absent"], row["inconnu"]) == (both(MOISSAC, MONTAUBAN), None, None)
    one, _, other = row["detail"].partition(" | ")
    assert one.startswith(f"{MOISSAC} : {title}")
    assert other.startswith(f"{MONTAUBAN} : {THEMES[title]}")
    assert "Avenant au contrat de ville de Moissac" in row["passage"]
    assert "Priorités 2023 Contrat de ville de Montauban" in row["passage"]


def test_what_only_one_of_the_two_frameworks_says(bundle: OpenStore) -> None:
    rows = asked(bundle, "thème")
    only = titles(rows, present=MONTAUBAN, absent=MOISSAC)
    # pilot actions on cohorts; young people in great poverty, publics to watch over, old people alone (OS 1.1)
    assert [title.split(" ")[0] + " " + title.split(" ")[1] for title in only] == [
        "n°2 encourager",
        "P 1.1.1",
        "P 1.1.3",
        "P 1.1.4",
    ]
    moissac = titles(rows, present=MOISSAC, absent=MONTAUBAN)
    # the image of the quarters, languages, médiation: no line of Montauban's framework names them
    for title in (
        "T2 Lever les représentations",
        "T5 Développer les actions de formations",
        "Développer les actions de m",
    ):
        assert [each for each in moissac if each.startswith(title)], title
    assert {row["inconnu"] for row in rows} == {None}


def test_of_dispositifs_both_name_two_and_the_rest_of_montauban_is_unknown(bundle: OpenStore) -> None:
    rows = asked(bundle, "dispositif")
    of = {row["objet"].rpartition("/")[2]: (row["present"], row["absent"], row["inconnu"]) for row in rows}
    assert of["cls"] == of["pedt"] == (both(MOISSAC, MONTAUBAN), None, None)
    assert of["cispd"] == (MONTAUBAN, MOISSAC, None)
    assert of["clspd"] == of["opah-ru"] == (MOISSAC, None, MONTAUBAN)


def test_no_partner_of_montauban_is_known_since_no_directory_of_it_is(bundle: OpenStore) -> None:
    rows = asked(bundle, "partenaire") + asked(bundle, "type de partenaire")
    assert {(row["present"], row["absent"], row["inconnu"]) for row in rows} == {(MOISSAC, None, MONTAUBAN)}
    (kind,) = [row for row in rows if row["objetLabel"] == "bailleur social"]
    # Tarn et Garonne Habitat, Promologis, Altéal, Les Chalets (lines 1246 to 1249)
    assert kind["detail"].startswith(f"{MOISSAC} : 4 acteurs au moins")


def test_the_coverage_of_moissac_is_a_share_and_that_of_montauban_unknown(bundle: OpenStore) -> None:
    (row,) = asked(bundle, "couverture")
    # 76 of 138 priorités, and the two axes on culture and sport
    assert row["detail"] == f"{MOISSAC} : 78 sur 140 (56 %)"
    assert (row["present"], row["absent"], row["inconnu"]) == (MOISSAC, None, MONTAUBAN)
