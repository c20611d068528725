"""Deadlines and the agenda, over the invented towns and as a person read them in the document of Moissac."""

import datetime as dt
import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from data import naming
from data.store import OpenStore
from queries.ask import Answer, MalformedValue, UnknownValue, ask
from queries.catalogue import catalogue
from tests.queries.towns import PREFIXES, Asking, answer

Altered = Callable[..., Asking]
TESTS = Path(__file__).parents[1]
ROWS: list[dict[str, Any]] = [
    row for row in tomllib.loads((TESTS / "moissac.toml").read_text("utf-8"))["row"] if "period" in row
]
LINES: list[dict[str, Any]] = tomllib.loads((TESTS / "moissac-prose.toml").read_text("utf-8"))["line"]
JOBS = "clairval/action/chantier-jeunes"
DAY = "2021-11-21"
HERE = "Contrat de ville de Clairval 2024-2030"
NOTHING = "Rien n'est à régler."
ROADMAP_PART = "mlg:partieDuDocument <reference/contenu/feuille-de-route>"


def period(words: str, nature: str = "datee", start: str = "", end: str = "", *, action: str = JOBS) -> str:
    """Return Turtle that gives an action a period."""
    node = f"<clairval/periode/{re.sub('[^a-z0-9]', '-', words.casefold())}>"
    said = [f'mlg:motsDeLaSource "{words}"@fr']
    said += [f"mlg:naturePeriode <reference/nature-periode/{nature}>"] if nature else []
    said += [f'mlg:{name} "{day}"^^xsd:date' for name, day in (("debut", start), ("fin", end)) if day]
    return f"<{action}> mlg:periode {node} . {node} a mlg:Periode ; {' ; '.join(said)} .\n"


def status(name: str) -> dict[str, Any]:
    """Return what gives the action of the tests a status instead of its own."""
    said = f"<{JOBS}> mlg:statut <reference/statut/{name}> .\n" if name else ""
    return {"turtle": said, "without": [(JOBS, "statut")]}


def about(asking: Asking, name: str = "Chantier jeunes", **arguments: str) -> list[dict[str, Any]]:
    rows = asking("echeances", contrat="clairval", **{"date": DAY, **arguments})
    return [row for row in rows if row["actionLabel"] == name]


@pytest.mark.parametrize(
    ("nature", "start", "end", "moment"),
    [
        ("datee", "2021-04-01", "2021-04-30", "passée"),
        ("datee", "", "2021-11-20", "passée"),
        ("datee", "2021-10-01", "2021-10-31", "passée"),  # though in the quarter
        ("datee", "", DAY, "ce trimestre"),  # the last day is still one to do it
        ("datee", "2021-01-01", "2021-12-31", "ce trimestre"),
        ("datee", "2021-12-01", "2022-01-01", "plus tard"),
        ("datee", "", "2022-11-21", "plus tard"),  # the same quarter of another year
        ("datee", "2022-01-01", "", "plus tard"),
        ("datee", "2021-12-31", "", "sans fin dite"),
        ("datee", "2013-01-01", "", "sans fin dite"),
        ("continue", "", "", "en continu"),
        ("recurrente", "", "", "récurrente"),
        ("non-definie", "", "", "non définie"),
        ("datee", "", "", "non lue"),
        ("", "", "", "non lue"),
        ("datee", "", "2021-02-30", "non lue"),  # no such day
    ],
)
def test_a_deadline_is_judged_by_its_bounds(altered: Altered, nature: str, start: str, end: str, moment: str) -> None:
    asking = altered(period("un jour", nature, start, end))
    (row,) = about(asking)
    assert (row["quand"], row["echeance"]) == (moment, "un jour")
    assert (row["debut"], row["fin"]) == (start or None, end or None)
    assert "« un jour »" in row["constat"]
    assert "« un jour »" in row["examine"]
    assert row["examine"].endswith(" ; le statut de l'action : prévue.")
    (same,) = about(asking, quand=moment)
    assert same == row
    assert not about(asking, quand="sans date")


@pytest.mark.parametrize(
    ("name", "told", "remedied"),
    [
        ("prevue", "est encore dite prévue, alors que le dernier jour possible de son échéance", True),
        ("en-cours", "est encore dite en cours, alors que le dernier jour possible de son échéance", True),
        ("", "n'a pas de statut, alors que le dernier jour possible de son échéance", True),
        ("effectuee", "est dite effectuée : son échéance", False),
        ("abandonnee", "est dite abandonnée : son échéance", False),
        ("echec", "est dite en échec : son échéance", False),
    ],
)
def test_a_deadline_gone_by_is_a_gap_only_of_what_is_not_over(
    altered: Altered, name: str, told: str, *, remedied: bool
) -> None:
    changed = status(name)
    asking = altered(
        changed["turtle"] + period("Avril 2021", "datee", "2021-04-01", "2021-04-30"), without=changed["without"]
    )
    (row,) = about(asking)
    assert row["quand"] == "passée"
    assert row["constat"].startswith(f"« Chantier jeunes » {told} (« Avril 2021 »")
    assert "30/04/2021" in row["constat"]
    assert (row["manque"], row["remede"] != NOTHING) == (remedied, remedied)


def test_the_finding_says_what_was_compared(altered: Altered) -> None:
    (row,) = about(altered(period("Avril 2021", "datee", "2021-04-01", "2021-04-30")))
    assert row["constat"] == (
        "« Chantier jeunes » est encore dite prévue, alors que le dernier jour possible de son échéance "
        "(« Avril 2021 ») était le 30/04/2021."
    )
    assert row["examine"] == (
        "L'échéance écrite, « Avril 2021 », lue comme allant du 01/04/2021 jusqu'au 30/04/2021, comparée au 21/11/2021 "
        "; le statut de l'action : prévue."
    )
    (until,) = about(altered(period("Jusqu'en 2024", "datee", "", "2024-12-31")))
    assert "lue comme allant jusqu'au 31/12/2024, comparée" in until["examine"]
    assert until["constat"] == (
        "L'échéance de « Chantier jeunes » (« Jusqu'en 2024 ») vient plus tard : son dernier jour possible est le "
        "31/12/2024."
    )
    assert (until["manque"], until["remede"]) == (False, NOTHING)
    (after,) = about(altered(period(">2020", "datee", "2021-01-01", "")))
    assert after["constat"] == (
        "Pour « Chantier jeunes », le document dit « >2020 », soit à partir du 01/01/2021, sans dernier jour : elle ne "
        "peut pas être dite en retard."
    )
    assert "lue comme allant du 01/01/2021 sans dernier jour dit" in after["examine"]
    (later,) = about(altered(period(">2022", "datee", "2023-01-01", "")))
    assert later["constat"].endswith(" vient plus tard : pas avant le 01/01/2023, sans dernier jour dit.")
    (soon,) = about(altered(period("2021", "datee", "2021-01-01", "2021-12-31")))
    assert soon["constat"].endswith(" tombe ce trimestre : son dernier jour possible est le 31/12/2021.")


@pytest.mark.parametrize(
    ("nature", "told", "remedied"),
    [
        ("continue", "Le document dit de « Chantier jeunes » qu'elle se fait en continu", False),
        ("recurrente", "Le document dit combien de fois par an revient « Chantier jeunes »", True),
        ("non-definie", "Le document dit lui-même que l'échéance de « Chantier jeunes » n'est pas définie", True),
        ("", "Ce que le document dit de l'échéance de « Chantier jeunes »", True),
    ],
)
def test_words_that_give_no_bounds_are_told_for_what_they_are(
    altered: Altered, nature: str, told: str, *, remedied: bool
) -> None:
    (row,) = about(altered(period("mots", nature)))
    assert row["constat"].startswith(f"{told} (« mots »)")
    assert "qui ne donne aucune borne" in row["examine"]
    assert (row["manque"], row["remede"] != NOTHING) == (remedied, remedied)
    changed = status("effectuee")
    (done,) = about(altered(changed["turtle"] + period("mots", nature), without=changed["without"]))
    assert (done["manque"], done["remede"]) == (False, NOTHING)


def test_an_action_without_deadline_is_a_gap_of_the_roadmap_but_not_of_a_sentence(altered: Altered) -> None:
    (row,) = about(altered(""))
    assert (row["quand"], row["echeance"], row["fin"]) == ("sans date", None, None)
    assert row["constat"] == "Les documents ne donnent aucune échéance à « Chantier jeunes »."
    assert row["examine"].startswith("Ce que les documents disent de l'action, où ne figure aucune échéance")
    assert row["remede"] == "Lui donner une échéance dans la feuille de route."
    sentence = f'<{JOBS}> mlg:motsDeLaSource "Chantier pour les jeunes"@fr .\n'
    (told,) = about(altered(sentence))
    assert told["constat"].endswith("sans échéance : ce n'est pas un manque de la feuille de route.")
    assert (told["manque"], told["remede"]) == (False, NOTHING)
    (both,) = about(altered(f"{sentence}<{JOBS}> {ROADMAP_PART} ."))
    assert both["remede"] == row["remede"]
    (done,) = about(altered(sentence + status("effectuee")["turtle"], without=status("")["without"]))
    assert done["constat"] == "« Chantier jeunes » est dite effectuée, sans date."


def test_two_ways_to_say_the_same_bounds_are_one_deadline(altered: Altered) -> None:
    bounds = ("datee", "2022-01-01", "2022-12-31")
    (row,) = about(altered(period("2022", *bounds) + period("en 2022", *bounds)))
    assert row["echeance"] == "2022 ; en 2022"
    assert "(« 2022 », « en 2022 »)" in row["constat"]


def test_two_deadlines_are_two_rows_the_earlier_first(altered: Altered) -> None:
    rows = about(altered(period("2023", "datee", "", "2023-12-31") + period("2022", "datee", "", "2022-12-31")))
    assert [row["echeance"] for row in rows] == ["2022", "2023"]
    rows = about(altered(period("2023", "datee", "2023-01-01", "") + period("2022", "datee", "2022-01-01", "")))
    assert [row["echeance"] for row in rows] == ["2022", "2023"]


def test_gaps_come_before_what_is_over_and_undated_last(altered: Altered) -> None:
    asking = altered(
        period("2020", "datee", "", "2020-12-31", action="clairval/action/zero-chomeur")
        + "<clairval/action/zero-chomeur> mlg:statut <reference/statut/effectuee> ."
        + period("2021", "datee", "", "2021-01-31"),
        without=[("clairval/action/zero-chomeur", "statut")],
    )
    rows = asking("echeances", contrat="clairval", date="2021-11-21")
    assert [row["quand"] for row in rows] == ["passée", "passée", "plus tard"]
    assert [row["echeance"] for row in rows] == ["2021", "2020", "2024-2030"]
    assert [row["quand"] for row in asking("echeances", contrat="clairval", date="2031-01-01")] == ["passée"] * 3


def test_pilots_and_holders_are_named_and_others_are_not(altered: Altered) -> None:
    asking = altered(
        f"""a:p1 mlg:dans <{JOBS}> ; mlg:acteur <clairval/acteur/region> ; mlg:role <reference/role/pilote> .
        a:p2 mlg:dans <{JOBS}> ; mlg:acteur <clairval/non-nomme/structure-porteuse> ;
        mlg:role <reference/role/porteur> ."""
    )
    (row,) = about(asking)
    assert row["pilotes"] == "Région des Collines ; non nommé (« Structure porteuse »)"
    (row,) = about(altered(""))
    assert row["pilotes"] is None  # L'Élan takes part, and is not said to hold it


def test_a_deadline_leads_to_where_it_is_written_of_that_action(altered: Altered) -> None:
    own = f"<{JOBS}> prov:wasDerivedFrom a:l30 . <clairval/periode/2022> prov:wasDerivedFrom a:l30 , a:l31 . "
    places = "".join(
        f"a:l{line} a mlg:Passage ; <http://www.w3.org/ns/oa#hasSource> <clairval/document/contrat-2030> ; "
        f"mlg:ligneDebut {line} . "
        for line in (30, 31)
    )
    (row,) = about(altered(own + places + period("2022", "datee", "", "2022-12-31")))
    assert row["passage"] == f"{HERE}, ligne 30"
    (row,) = about(altered(period("2022", "datee", "", "2022-12-31")))
    assert row["passage"] == f"{HERE}, Feuille de route > Pilier 1, p. 3-4, ligne 20"  # where the action is


def test_deadlines_are_unknown_without_a_roadmap_and_none_of_a_kind_is_an_empty_answer(
    answering: Callable[..., Answer], asking: Asking
) -> None:
    unknown = answering("echeances", contrat="valdor")
    assert unknown.rows == ()
    assert unknown.notices == (
        "Contrat de ville de Valdor : aucune feuille de route chargée ; la réponse est inconnue pour ce contrat.",
    )
    empty = answering("echeances", contrat="clairval", quand="en continu")
    assert (empty.rows, empty.notices) == ((), ())
    assert [row["actionLabel"] for row in asking("echeances", quand="plus tard")] == ["Maison de santé"]


def test_the_day_is_today_unless_another_is_given(answering: Callable[..., Answer], store: ox.Store) -> None:
    assert answering("echeances").recipe.parameters["date"] == ("2026-11-21",)
    alone = store.query(catalogue()["echeances"].text)
    assert isinstance(alone, ox.QuerySolutions)
    late = dt.datetime.now(tz=dt.UTC).date() > dt.date(2030, 12, 31)
    quarter = (dt.datetime.now(tz=dt.UTC).year, (dt.datetime.now(tz=dt.UTC).month - 1) // 3)
    moment = "passée" if late else "ce trimestre" if quarter == (2030, 3) else "plus tard"
    assert sorted(str(row["quand"].value) for row in alone) == sorted([moment, "sans date", "sans date"])


def test_a_wrong_day_or_moment_is_refused(asking: Asking) -> None:
    with pytest.raises(MalformedValue, match="n'est pas une date"):
        asking("echeances", date="21/11/2021")
    with pytest.raises(UnknownValue, match="le moment « demain »"):
        asking("echeances", quand="demain")


# What the words of the document bound, as a person reads them: EDTF in the tables, a season by the months it may have

SEASONS = {"22": ("06-01", "09-30")}


def bounds(edtf: str) -> tuple[str, str]:
    """Return the first and the last possible day of an EDTF expression; nothing where it is open or bounds nothing."""
    first, _, last = edtf.partition("/") if "/" in edtf else (edtf, "", edtf)
    return _edge(first, 0), _edge(last, 1)


def _edge(side: str, end: int) -> str:
    if not re.match(r"[0-9]", side):
        return ""
    year, _, part = side.partition("-")
    if part in SEASONS:
        return f"{year}-{SEASONS[part][end]}"
    if part:
        following = dt.date(int(year) + (part == "12"), int(part) % 12 + 1, 1)
        return (following - dt.timedelta(days=1)).isoformat() if end else f"{year}-{part}-01"
    return f"{year}-12-31" if end else f"{year}-01-01"


def moment(edtf: str, day: str) -> str:
    words = {"continue": "en continu", "recurrente": "récurrente", "non-definie": "non définie"}
    if edtf in words:
        return words[edtf]
    first, last = bounds(edtf)
    closing = next(end for end in ("03-31", "06-30", "09-30", "12-31") if day[5:] <= end)
    closing = f"{day[:4]}-{closing}"
    if last:
        return "passée" if last < day else "ce trimestre" if last <= closing else "plus tard"
    return "plus tard" if first > closing else "sans fin dite"


def records(bundle: OpenStore, name: str, **arguments: str) -> list[dict[str, Any]]:
    return ask(bundle.store, catalogue()[name], {key: [value] for key, value in arguments.items()}).records()


@pytest.fixture(scope="module")
def deadlines() -> dict[str, str]:
    """Tell the period of each action of Moissac that has one: by its title in the roadmap, by its line in the text."""
    told = {str(row["action"]): str(row["period"]) for row in ROWS}
    told |= {f"ligne {line['line']}": str(line["period"]) for line in LINES if "period" in line}
    # read besides: « signé en 2019 » (line 581); line 723 says 2022 of the Coopérative, as its row does
    return told | {"ligne 581": "2019"}


def key(row: dict[str, Any], told: dict[str, str]) -> str:
    places = re.findall(r"ligne [0-9]+", row["passage"])
    return row["actionLabel"] if row["actionLabel"] in told else str(places[0])


@pytest.mark.parametrize("day", ["2021-04-30", "2021-12-01", "2022-12-31", "2023-01-15", "2026-11-21"])
def test_every_deadline_of_moissac_is_where_a_reader_puts_it(
    bundle: OpenStore, deadlines: dict[str, str], day: str
) -> None:
    rows = records(bundle, "echeances", contrat="moissac", date=day)
    dated = [row for row in rows if row["quand"] != "sans date"]
    found = {key(row, deadlines): row["quand"] for row in dated}
    assert found == {name: moment(period, day) for name, period in deadlines.items()}
    assert len(dated) == len(deadlines)
    assert {key(row, deadlines): (row["debut"] or "", row["fin"] or "") for row in dated} == {
        name: bounds(period) for name, period in deadlines.items()
    }


def test_the_deadlines_that_domain_words_make_hard(bundle: OpenStore) -> None:
    rows = records(bundle, "echeances", contrat="moissac", date="2023-06-01")
    told = {row["echeance"]: row["quand"] for row in rows if row["echeance"]}
    assert {words: told[words] for words in told if not words.startswith(("en ", "fin ", "courant", "depuis"))} == {
        "Novembre 2021": "passée",
        "Courant 2021 (sous réserve du calendrier de formation)": "passée",
        ">2022": "sans fin dite",
        "Avril 2021 pour la partie inclusion": "passée",
        "Jusqu'en 2022": "passée",
        "Jusqu'en 2024 (via l'OPAH-RU)": "plus tard",
        "Jusqu'en 2024 (convention)": "plus tard",
        "Jusqu'en 2026": "plus tard",
        "2021-2022": "passée",
        "2021": "passée",
        "2022": "passée",
        "2022 ; en 2022": "passée",
        "2023": "plus tard",
        "Non défini": "non définie",
        "En continu": "en continu",
        "1/ an – courant 2021": "passée",
        "1/ an": "récurrente",
        "l'été 2020": "passée",
        "mi-2020": "passée",
        "jusqu'en 2021": "passée",
        "de 2019 à 2024": "plus tard",
    }


def test_the_roadmap_of_moissac_gives_each_row_a_deadline_or_says_that_it_is_not_defined(bundle: OpenStore) -> None:
    rows = records(bundle, "echeances", contrat="moissac", date=DAY)
    undated = [row for row in rows if row["quand"] == "sans date"]
    # 248 actions of the text, six of them rows too, less those whose sentence is dated
    assert len(undated) == 248 - 6 - sum("period" in line for line in LINES) - 1
    assert {(row["manque"], row["remede"]) for row in undated} == {(False, NOTHING)}
    assert [row["statutLabel"] for row in rows if row["echeance"] == "mi-2020"] == ["abandonnée"]
    (given_up,) = [row for row in rows if row["echeance"] == "mi-2020"]
    assert (given_up["manque"], given_up["remede"]) == (False, NOTHING)


def test_the_deadlines_of_montauban_are_unknown(bundle: OpenStore) -> None:
    told = ask(bundle.store, catalogue()["echeances"], {"contrat": ["montauban"]})
    assert told.rows == ()
    assert "aucune feuille de route chargée" in told.notices[0]


# The agenda


def agenda(asking: Asking, **arguments: str) -> list[tuple[str, str | None, str | None]]:
    return [(row["choseLabel"], row["debut"], row["fin"]) for row in asking("agenda", contrat="clairval", **arguments)]


COPIL = ("COPIL du contrat de ville", None, None)
CENTRE = ("Maison de santé", "2024-01-01", "2030-12-31")


def test_the_agenda_has_dated_things_in_order_then_bodies_without_dates(altered: Altered, asking: Asking) -> None:
    assert agenda(asking) == [CENTRE, COPIL]  # what has no deadline is not in it
    more = altered(
        period("Avril 2025", "datee", "2025-04-01", "2025-04-30")
        + period(">2030", "datee", "2031-01-01", "", action="clairval/action/zero-chomeur")
        + period("mai 2026", "datee", "2026-05-02", "2026-05-03", action="clairval/instance/copil")
        + 'a:cotech a mlg:Instance ; skos:prefLabel "COTECH"@fr .'
    )
    assert agenda(more) == [
        ("Chantier jeunes", "2025-04-01", "2025-04-30"),
        ("COPIL du contrat de ville", "2026-05-02", "2026-05-03"),
        CENTRE,
        ("Territoire zéro chômeur", "2031-01-01", None),
        ("COTECH", None, None),
    ]
    sorts = {row["choseLabel"]: row["sorte"] for row in more("agenda")}
    assert (sorts["COTECH"], sorts["Chantier jeunes"]) == ("instance", "échéance")


def test_days_without_date_stay_whatever_days_are_asked_for(altered: Altered) -> None:
    asking = altered(
        period("En continu", "continue")
        + period(">2030", "datee", "2031-01-01", "", action="clairval/action/zero-chomeur")
    )
    undated = [COPIL, ("Chantier jeunes", None, None)]
    opened = ("Territoire zéro chômeur", "2031-01-01", None)
    assert agenda(asking, depuis="2030-12-31") == [CENTRE, opened, *undated]
    assert agenda(asking, depuis="2031-01-01") == [opened, *undated]
    assert agenda(asking, jusqua="2031-01-01") == [CENTRE, opened, *undated]
    assert agenda(asking, jusqua="2030-12-31") == [CENTRE, *undated]
    assert agenda(asking, jusqua="2030-12-30") == undated
    assert agenda(asking, depuis="2030-12-31", jusqua="2030-12-31") == [CENTRE, *undated]


def test_an_actor_has_what_it_takes_part_in(altered: Altered, asking: Asking) -> None:
    assert agenda(asking, acteur="Association L'Élan") == [CENTRE]
    assert agenda(asking, acteur="Région") == []  # it may fund, and takes no part
    animating = """a:p mlg:dans <clairval/instance/copil> ; mlg:role <reference/role/membre> ;
        mlg:acteur <clairval/acteur/region> ."""
    assert agenda(altered(animating), acteur="Région") == [COPIL]


def test_the_agenda_tells_how_often_who_leads_in_what_words_and_where(altered: Altered, asking: Asking) -> None:
    centre, copil = asking("agenda")
    assert (centre["responsables"], centre["statutLabel"]) == ("Commune de Clairval", "prévue")
    assert (centre["motsDeLaSource"], centre["frequence"]) == ("2024-2030", None)
    assert centre["passage"] == f"{HERE}, Feuille de route > Pilier 1, p. 3-4, ligne 20"
    assert (copil["frequence"], copil["responsables"], copil["statut"]) == (1, None, None)
    assert copil["passage"] == f"{HERE}, Contrat de ville de Clairval, p. 1, ligne 1"
    more = altered(
        """a:p mlg:dans <clairval/instance/copil> ; mlg:role <reference/role/animateur> ;
        mlg:acteur <clairval/acteur/region> .
        a:q mlg:dans <clairval/instance/copil> ; mlg:role <reference/role/animateur> ;
        mlg:acteur <clairval/non-nomme/structure-porteuse> .
        <clairval/periode/4-an> mlg:foisParAn 4 ."""
        + period("4/an", "recurrente")
    )
    rows = {row["choseLabel"]: row for row in more("agenda")}
    assert (
        rows["COPIL du contrat de ville"]["responsables"] == "Région des Collines ; non nommé (« Structure porteuse »)"
    )
    assert rows["Chantier jeunes"]["frequence"] == 4
    assert rows["Chantier jeunes"]["responsables"] is None


def test_the_same_bounds_in_two_words_are_one_line_of_the_agenda(altered: Altered) -> None:
    same = ("datee", "2022-01-01", "2022-12-31")
    rows = altered(period("2022", *same) + period("en 2022", *same))("agenda")
    assert [row["motsDeLaSource"] for row in rows if row["choseLabel"] == "Chantier jeunes"] == ["2022 ; en 2022"]


def test_bodies_alone_are_an_incomplete_agenda_and_nothing_is_an_unknown_one(store: ox.Store) -> None:
    (unknown,) = answer(store, "agenda", {"contrat": ["valdor"]}).notices
    assert unknown.endswith("aucune feuille de route chargée ; la réponse est inconnue pour ce contrat.")
    copy = ox.Store()
    copy.extend(store.quads_for_pattern(None, None, None, None))
    body = '<valdor/instance/copil> a mlg:Instance ; skos:prefLabel "COPIL"@fr .'
    graph = ox.NamedNode(naming.published_graph("valdor"))
    copy.load(f"{PREFIXES}{body}".encode(), format=ox.RdfFormat.TURTLE, to_graph=graph)
    told = answer(copy, "agenda", {})
    assert len(told.rows) == 3
    assert told.notices == (unknown.replace("inconnue", "incomplète"),)


def test_the_bodies_of_moissac_meet_as_often_as_the_document_says(bundle: OpenStore) -> None:
    rows = records(bundle, "agenda", contrat="moissac")
    bodies = {row["choseLabel"]: (row["frequence"], row["responsables"]) for row in rows if row["sorte"] == "instance"}
    city, tdc = "Service Politique de la Ville", "Communauté de communes Terres des Confluences"
    # lines 96, 765, 906, 925 to 928, 941 and 950; the others tell neither
    told = {
        "COPIL Contrat de Ville": (1, None),
        "COPIL LHI": (2, None),
        "COPIL Politique de la Ville": (1, None),
        "Coordination Cohésion sociale": (1, city),
        "Coordination Médiation": (4, city),
        "COPIL Programme de Réussite Educative": (1, "Pôle Enfance de Moissac"),
        "COTECH / COPIL Contrat Local de santé": (None, tdc),
        "COTECH-COPIL Lutte contre l'Habitat Indigne": (4, "Urbanis"),
        "Coordination Emploi": (4, city),
        "Coordination Développement économique": (2, "service Développement"),
    }
    assert {name: found for name, found in bodies.items() if found != (None, None)} == told


def test_the_dates_of_moissac_are_those_of_its_words_in_order(bundle: OpenStore, deadlines: dict[str, str]) -> None:
    rows = records(bundle, "agenda", contrat="moissac")
    lines = [row for row in rows if row["sorte"] == "échéance"]
    assert len(lines) == len(deadlines)
    dated = [row["fin"] or row["debut"] for row in rows if row["fin"] or row["debut"]]
    assert dated == sorted(last or first for first, last in map(bounds, deadlines.values()) if first or last)
    assert all(row["debut"] is None and row["fin"] is None for row in rows[len(dated) :])
    autumn = records(bundle, "agenda", depuis="2021-10-01", jusqua="2021-12-31")
    assert [row["choseLabel"][:20] for row in autumn if row["fin"]] == [
        "Création d'une Maiso",
        "Convention Bourg-cen",
        "Bourse au permis de ",
        "COPIL Politique de l",
        "Création d'un poste ",
    ]


def test_a_partner_of_moissac_finds_its_days(bundle: OpenStore) -> None:
    rows = records(bundle, "agenda", acteur="Urbanis", contrat="moissac")
    # OPAH-RU and the fight against unworthy housing until 2024 (rows 936 and 937), the body that it animates
    assert [(row["choseLabel"], row["fin"]) for row in rows] == [
        ("Lutte contre l'habitat indigne Diminution de la vacance", "2024-12-31"),
        ("OPAH-RU", "2024-12-31"),
        ("COTECH-COPIL Lutte contre l'Habitat Indigne", None),
    ]
