"""Rows of an answer are kept and ordered as the address says, and the recipe tells which."""

import io
import json
from dataclasses import replace

import openpyxl
import pyoxigraph as ox
import pytest

from queries.ask import Answer, QuestionError, ask
from queries.catalogue import CatalogueError, catalogue, read
from queries.formats import to_csv, to_json, to_xlsx
from queries.ordering import ordered
from queries.question import Column
from queries.selection import Selection, answer_facets, read_selection, select, values

QUESTION = """#+ summary: Qui ?
#+ description: Rien.
#+ method: GET
#+ tags: [Essai]
#+ maillage:
#+   colonnes:
#+     nom: {titre: Nom, sorte: texte}
#+   facettes: [FACET]
#+   exemple: {}
SELECT ?nom WHERE { GRAPH ?g { ?x ?y ?nom } }
"""


def chosen(store: ox.Store, name: str, *pairs: tuple[str, str]) -> Answer:
    question = catalogue()[name]
    return select(ask(store, question, {}, revision="abc"), read_selection(question, pairs))


def labels(answer: Answer, name: str) -> list[str]:
    return [value.value if (value := row[f"{name}Label"]) else "" for row in answer.rows]


def test_a_facet_is_a_column_of_its_question() -> None:
    assert read("essai", QUESTION.replace("FACET", "nom")).facets == ("nom",)
    with pytest.raises(CatalogueError, match="no column for the facets couleur"):
        read("essai", QUESTION.replace("FACET", "couleur"))


def test_every_facet_of_the_catalogue_is_a_column_that_no_parameter_hides() -> None:
    faceted = [question for question in catalogue().values() if question.facets]
    assert len(faceted) > 25
    for question in faceted:
        assert not {"tri", "page", "format", "revision"} & {parameter.name for parameter in question.parameters}


def test_rows_are_kept_by_the_values_of_a_column(store: ox.Store) -> None:
    firm = chosen(store, "financements", ("filtre.fermete", "voté"))
    assert labels(firm, "financeur") == ["Commune de Clairval"]
    both = chosen(store, "financements", ("filtre.fermete", "voté"), ("filtre.fermete", "potentiel"))
    assert len(both.rows) == 5


def test_a_value_is_known_without_its_accents(store: ox.Store) -> None:
    answer = chosen(store, "financements", ("filtre.fermete", "VOTE"))
    assert (len(answer.rows), dict(answer.recipe.kept)) == (1, {"fermete": ("voté",)})


def test_what_is_not_said_is_a_value_of_its_own(store: ox.Store) -> None:
    silent = chosen(store, "financements", ("filtre.quartiers", "inconnu"))
    assert labels(silent, "action") == ["Chantier jeunes"]
    (quarters,) = [facet for facet in answer_facets(silent) if facet.name == "quartiers"]
    assert [(each.label, each.count) for each in quarters.choices] == [("Les Tilleuls", 4), ("non dit", 1)]


def test_a_column_of_several_values_counts_each_of_them() -> None:
    column = Column("pilier", "Pilier", "texte", several=True)
    assert [*values(column, {"pilier": ox.Literal("Un ; Deux")})] == ["Un", "Deux"]
    single = Column("pilier", "Pilier", "texte")
    assert [*values(single, {"pilier": ox.Literal("Un ; Deux")})] == ["Un ; Deux"]


def test_dates_are_kept_by_month(store: ox.Store) -> None:
    answer = chosen(store, "agenda")
    (months,) = [facet for facet in answer_facets(answer) if facet.name == "fin"]
    assert [(each.key, each.label) for each in months.choices] == [("2030-12", "décembre 2030"), ("inconnu", "non dit")]
    assert labels(chosen(store, "agenda", ("filtre.fin", "2030-12")), "chose") == ["Maison de santé"]


def test_rows_are_ordered_by_a_column_and_the_unknown_come_last_both_ways(store: ox.Store) -> None:
    amounts = [row["montant"] for row in chosen(store, "financements", ("tri", "montant")).rows]
    back = [row["montant"] for row in chosen(store, "financements", ("tri", "-montant")).rows]
    assert amounts[0] is not None
    assert back[0] is not None
    assert amounts[1:] == back[1:] == [None] * 4


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (["OS 1.10", "OS 1.9", "OS 1.2"], ["OS 1.2", "OS 1.9", "OS 1.10"]),
        (["Zoo", "État", "eau", "École"], ["eau", "École", "État", "Zoo"]),
    ],
)
def test_texts_are_ordered_as_a_french_reader_expects(said: list[str], told: list[str]) -> None:
    column = Column("nom", "Nom", "texte")
    rows = ordered([{"nom": ox.Literal(each)} for each in said], column)
    assert [value.value if (value := row["nom"]) else "" for row in rows] == told


def test_rows_that_say_the_same_keep_their_order_both_ways() -> None:
    column = Column("nom", "Nom", "texte")
    rows = [{"nom": ox.Literal("a"), "rang": ox.Literal(str(rank))} for rank in range(3)]
    assert ordered(rows, column) == ordered(rows, column, backwards=True) == rows


def test_the_recipe_and_its_address_say_which_rows_were_kept_and_in_which_order(store: ox.Store) -> None:
    answer = chosen(
        store, "financements", ("tri", "-montant"), ("filtre.fermete", "voté"), ("filtre.fermete", "potentiel")
    )
    assert answer.recipe.address == (
        "/questions/financements?filtre.fermete=potentiel&filtre.fermete=vot%C3%A9&tri=-montant&revision=abc"
    )
    told = json.loads(answer.recipe.to_json())
    assert (told["kept"], told["order"], told["total"]) == ({"fermete": ["potentiel", "voté"]}, "-montant", 5)


def test_the_order_in_which_values_are_chosen_changes_nothing(store: ox.Store) -> None:
    one = chosen(store, "financements", ("filtre.fermete", "voté"), ("filtre.nomme", "oui"))
    other = chosen(store, "financements", ("filtre.nomme", "oui"), ("filtre.fermete", "voté"))
    assert one == other


def test_files_hold_the_rows_that_were_kept_in_their_order(store: ox.Store) -> None:
    answer = chosen(store, "financements", ("filtre.nomme", "non"))
    assert [row["financeurLabel"] for row in json.loads(to_json(answer))] == ["non nommé (« Structure porteuse »)"]
    assert len(to_csv(answer).splitlines()) == 2
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(answer)))
    assert book["Réponse"].max_row == 2
    recipe = [tuple(map(str, row[:2])) for row in book["Recette"].values]
    assert ("Lignes gardées : Financeur nommé", "non") in recipe
    assert ("Nombre de lignes", "1 sur 5") in recipe


def test_a_spreadsheet_takes_no_chosen_value_for_a_formula(store: ox.Store) -> None:
    answer = ask(store, catalogue()["financements"], {})
    recipe = replace(answer.recipe, kept={"fermete": ('=HYPERLINK("x")',)})
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(replace(answer, recipe=recipe))))
    (written,) = [row[1] for row in book["Recette"].values if row[0] == "Lignes gardées : Fermeté"]
    assert written == '\'=HYPERLINK("x")'


@pytest.mark.parametrize(
    ("pairs", "message"),
    [
        ([("filtre.couleur", "bleu")], "ne se filtre pas par « couleur ». Filtres possibles : filtre.piliers"),
        ([("filtre.fermete", "certain")], "Aucune ligne n'a « certain » pour « Fermeté ». Valeurs possibles : poten"),
        ([("filtre.fermete", "a\0b")], "Aucune ligne n'a « a�b »"),
        ([("filtre.fermete", "x" * 10_000)], "xxx… » pour « Fermeté »"),
        ([("tri", "couleur")], "ne se trie pas par « couleur ». Colonnes possibles : contrat, action"),
        ([("tri", "--montant")], "ne se trie pas par « --montant »"),
        ([("tri", "montant"), ("tri", "annee")], "ne se trie pas par « montant et annee »"),
    ],
)
def test_what_cannot_be_chosen_is_refused_with_what_can(
    store: ox.Store, pairs: list[tuple[str, str]], message: str
) -> None:
    with pytest.raises(QuestionError) as refusal:
        chosen(store, "financements", *pairs)
    assert message in str(refusal.value)


def test_blank_choices_choose_nothing(store: ox.Store) -> None:
    question = catalogue()["financements"]
    assert read_selection(question, [("filtre.fermete", " "), ("tri", "")]) == Selection()
    assert len(chosen(store, "financements", ("filtre.fermete", "")).rows) == 5
