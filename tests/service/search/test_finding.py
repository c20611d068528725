"""What is found, in which order, and why it is said to be found."""

from pathlib import Path

import pytest

from service.search.results import FEW, PAGE, results
from service.search.suggestions import ALIKE, LIMIT, suggestions
from service.search.words import asked
from tests.service.search.shelf import entry, finder, labels, lines, marked, reasons


def test_a_name_comes_before_an_acronym_a_beginning_words_and_what_is_told(tmp_path: Path) -> None:
    found = finder(
        tmp_path,
        entry("Agir", texts=[("dans l'objectif", "Ouvrir avec la CAF")]),
        entry("Avec la CAF et la ville"),
        entry("CAF de la ville"),
        entry("Caisse d'allocations familiales", names=[("sigle", "CAF")]),
        entry("CAF"),
    )
    assert labels(found, "caf") == [
        "CAF",
        "Caisse d'allocations familiales",
        "CAF de la ville",
        "Avec la CAF et la ville",
        "Agir",
    ]


def test_the_kind_of_the_best_hit_comes_first_and_others_in_the_order_of_the_site(tmp_path: Path) -> None:
    found = finder(
        tmp_path,
        entry("Frein à la santé", "Frein"),
        entry("Coordonner la santé", "Instance"),
        entry("Ouvrir un centre de santé", "Action"),
        entry("Santé", "Pilier"),
    )
    shown = results(found, asked("sante"), kind=None, contracts=(), page=1)
    assert [group.kind for group in shown.groups] == ["Pilier", "Action", "Instance", "Frein"]


def test_the_word_of_a_list_comes_after_the_thing_that_bears_it(tmp_path: Path) -> None:
    town = entry("Commune de Clairval", "Acteur", names=[("autre nom", "Commune")])
    found = finder(tmp_path, entry("commune", "Concept"), town, entry("La commune", "Frein"))
    assert [line.thing.kind for line in lines(found, "commune")] == ["Acteur", "Concept", "Frein"]


def test_the_reason_is_the_name_that_was_asked_for_or_where_the_words_are(tmp_path: Path) -> None:
    found = finder(
        tmp_path,
        entry("DDETS-PP", "Acteur", names=[("ancien nom", "DDCSPP"), ("autre nom", "Cohésion et protection")]),
        entry("Maison de santé", texts=[("dans l'objectif", "Accueillir trois médecins et un médiateur")]),
    )
    assert reasons(lines(found, "ddcspp")[0]) == ["ancien nom : DDCSPP"]
    assert reasons(lines(found, "protection cohesion")[0]) == ["autre nom : Cohésion et protection"]
    (line,) = lines(found, "medecin sante")
    assert marked(line) == ["santé"]
    assert reasons(line) == ["dans l'objectif : Accueillir trois médecins et un médiateur"]


def test_a_name_that_shows_the_words_needs_no_reason(tmp_path: Path) -> None:
    (line,) = lines(finder(tmp_path, entry("Maison de santé", names=[("autre nom", "La maison")])), "maison sante")
    assert (marked(line), line.reasons) == (["Maison", "santé"], ())


def test_every_word_must_be_found_and_only_the_last_may_be_a_beginning(tmp_path: Path) -> None:
    found = finder(tmp_path, entry("Maison de santé"), entry("Maison des jeunes"))
    assert labels(found, "maison san") == ["Maison de santé"]
    assert labels(found, "san maison") == []


@pytest.mark.parametrize("text", ["jardin partagé", "Jardins partagés", "partage jardins"])
def test_endings_do_not_count(tmp_path: Path, text: str) -> None:
    assert labels(finder(tmp_path, entry("Créer des jardins partagés")), text) == ["Créer des jardins partagés"]


@pytest.mark.parametrize("text", ["P 1.1.1", "p1.1.1", "P1.1.1", "priorité 1.1.1", "p 1 1 1"])
def test_a_code_is_found_however_it_is_written_and_nothing_that_has_its_figures(tmp_path: Path, text: str) -> None:
    coded = entry("Isoler", "Priorite", names=[("code", "P 1.1.1")])
    other = entry("Aider 1 P en 1 an", "Priorite", names=[("code", "P 1.2.1")])
    found = finder(tmp_path, coded, other)
    (line,) = lines(found, text)
    assert line.thing.label == "Isoler"


def test_the_beginning_of_a_code_finds_what_is_under_it(tmp_path: Path) -> None:
    under = (entry(f"Priorité {at}", "Priorite", names=[("code", f"P 1.1.{at}")]) for at in (1, 2))
    found = finder(tmp_path, *under, entry("Autre", "Priorite", names=[("code", "P 1.2.1")]))
    assert labels(found, "P 1.1") == ["Priorité 1", "Priorité 2"]


@pytest.mark.parametrize("text", ["mesure 8", "Mesure n° 8", "8"])
def test_a_measure_is_found_by_its_number(tmp_path: Path, text: str) -> None:
    measures = (entry(f"Titre {at}", "MesureNationale", names=[("code", str(at))]) for at in (8, 18, 38))
    assert labels(finder(tmp_path, *measures), text)[0] == "Titre 8"


@pytest.mark.parametrize("text", ["C.A.F.", "c a f", "ＣＡＦ"])
def test_an_acronym_is_found_with_its_dots_or_spaces(tmp_path: Path, text: str) -> None:
    caf = entry("Caisse d'allocations familiales", "Acteur", names=[("sigle", "CAF")])
    assert labels(finder(tmp_path, caf), text) == ["Caisse d'allocations familiales"]


@pytest.mark.parametrize("text", ["DDETSPP", "ddets pp", "ddets-pp"])
def test_a_name_is_found_in_one_word_or_in_several(tmp_path: Path, text: str) -> None:
    (line,) = lines(finder(tmp_path, entry("DDETS-PP", "Acteur")), text)
    assert "".join(marked(line)).replace("-", "") == "DDETSPP"


@pytest.mark.parametrize("text", ["mediatiom", "médiaton", "meditaion", "mmediation"])
def test_what_is_written_nearly_so_is_found_when_nothing_else_is_and_said_to_be_so(tmp_path: Path, text: str) -> None:
    found = finder(tmp_path, entry("Médiation de rue"), entry("Méditer"))
    shown = results(found, asked(text), kind=None, contracts=(), page=1)
    assert list(shown.near.values()) == [("mediation",)]
    assert [line.thing.label for line in shown.groups[0].lines] == ["Médiation de rue"]
    assert marked(shown.groups[0].lines[0]) == ["Médiation"]


def test_a_word_that_is_known_is_not_taken_for_another(tmp_path: Path) -> None:
    found = finder(tmp_path, entry("Médiation de rue"), entry("Médication"))
    assert labels(found, "medication") == ["Médication"]
    assert labels(found, "medication de rue") == []


def test_things_of_one_kind_and_one_name_in_several_contracts_are_one_line(tmp_path: Path) -> None:
    entries = [entry("Cohésion sociale", "Pilier", contract=town) for town in ("a", "b", "c")]
    again = entry("Cohésion sociale", "Instance", contract="a")
    found = finder(tmp_path, *entries, again)
    shown = results(found, asked("cohesion"), kind=None, contracts=(), page=1)
    assert [(group.kind, group.total, group.every) for group in shown.groups] == [("Instance", 1, 1), ("Pilier", 3, 1)]
    assert [thing.owner for thing in shown.groups[1].lines[0].things] == ["a", "b", "c"]


def test_choices_are_told_with_what_they_would_find(tmp_path: Path) -> None:
    found = finder(
        tmp_path,
        entry("Santé ici", "Action", contract="a"),
        entry("Santé là", "Action", contract="b"),
        entry("Santé", "Acteur", contract="b"),
    )
    every = results(found, asked("sante"), kind=None, contracts=(), page=1)
    assert (every.kinds, every.contracts) == ({"Acteur": 1, "Action": 2}, {"a": 1, "b": 2})
    actions = results(found, asked("sante"), kind="Action", contracts=["b"], page=1)
    assert (actions.total, actions.kinds, actions.contracts) == (1, {"Acteur": 1, "Action": 1}, {"a": 1, "b": 1})


def test_many_of_a_kind_are_cut_beside_others_and_paged_alone(tmp_path: Path) -> None:
    found = finder(tmp_path, *(entry(f"Santé {at}") for at in range(PAGE + 10)))
    every = results(found, asked("sante"), kind=None, contracts=(), page=1).groups[0]
    assert (every.total, len(every.lines)) == (PAGE + 10, FEW)
    pages = [results(found, asked("sante"), kind="Action", contracts=(), page=page).groups[0] for page in (1, 2)]
    told = [line.thing.label for page in pages for line in page.lines]
    assert [len(page.lines) for page in pages] == [PAGE, 10]
    assert len(set(told)) == PAGE + 10


def test_suggestions_are_of_several_kinds_where_there_are_some(tmp_path: Path) -> None:
    found = finder(tmp_path, *(entry(f"Santé {at}") for at in range(20)), entry("Pôle de santé publique", "Acteur"))
    said = suggestions(found, asked("san"))
    kinds = [each.line.thing.kind for each in said]
    assert (len(said), kinds.count("Acteur")) == (LIMIT, 1)
    assert kinds.count("Action") > ALIKE


def test_one_letter_suggests_nothing(tmp_path: Path) -> None:
    assert suggestions(finder(tmp_path, entry("Santé")), asked("s")) == ()
