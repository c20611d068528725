"""The catalogue: its files say all they must, and its queries are written as the engines want them."""

import re
from collections.abc import Iterator
from importlib.resources import files

import pyoxigraph as ox
import pytest
from pyparsing import ParseResults
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.parserutils import CompValue

from data.store import OpenStore
from queries import computations
from queries.catalogue import PARAMETER_VARIABLE, CatalogueError, catalogue, read
from queries.question import Question
from queries.rows import Row

NAMES = sorted(path.name.removesuffix(".rq") for path in (files("queries") / "catalogue").iterdir())
QUERIES = sorted(str(path) for path in files("queries").glob("**/*.rq"))  # type: ignore[attr-defined]  # a real folder
HEADER = """#+ summary: Combien ?
#+ description: Des choses.
#+ method: GET
#+ tags: [Essais]
#+ maillage:
#+   parametres:
#+     action: {designation: l'action, classe: Action, description: "Une action."}
#+   colonnes:
#+     action: {titre: Action, sorte: chose}
#+   exemple: {contrat: clairval}
"""
QUERY = "SELECT ?action ?actionLabel ?__action_iri WHERE { GRAPH ?g { ?action a ?c } } ORDER BY ?action"


def nodes(tree: object, name: str = "", *, within: tuple[str, ...] = ()) -> Iterator[tuple[CompValue, tuple[str, ...]]]:
    """Yield the nodes of a parsed query that bear a name, each with the names of what it stands in."""
    if isinstance(tree, CompValue):
        if not name or tree.name == name:
            yield tree, within
        for child in tree.values():
            yield from nodes(child, name, within=(*within, tree.name))
    elif isinstance(tree, list | ParseResults):
        for child in tree:
            yield from nodes(child, name, within=within)


def patterns(tree: object) -> int:
    return sum(len(triples) // 3 for block, _ in nodes(tree, "TriplesBlock") for triples in block["triples"])


def correlated_faults(text: str) -> list[str]:
    """Say where a query has a group of several patterns that Oxigraph would join again for each row."""
    tree = parseQuery(text)
    tests = [node for name in ("Builtin_EXISTS", "Builtin_NOTEXISTS") for node, _ in nodes(tree, name)]
    faults = [f"{test.name} of {patterns(test)} patterns" for test in tests if patterns(test) > 1]
    for minus, _ in nodes(tree, "MinusGraphPattern"):
        inner = minus["graph"]
        if inner.name != "SubSelect" or inner.get("modifier") != "DISTINCT":
            faults.append("MINUS without SELECT DISTINCT")
    return faults


def test_every_file_of_the_catalogue_is_a_question_in_the_order_of_the_names() -> None:
    assert list(catalogue()) == NAMES
    assert {"financements", "priorites-non-couvertes", "mesures-sans-relais", "provenance"} <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_question_says_all_that_people_need_in_french(name: str) -> None:
    question = catalogue()[name]
    assert question.title.endswith(" ?")
    assert question.description.endswith(".")
    assert question.tags
    assert all(column.label for column in question.columns)
    assert all(parameter.description.endswith(".") and parameter.label for parameter in question.parameters)
    assert set(question.example) <= {parameter.name for parameter in question.options}
    assert {parameter.name for parameter in question.parameters if parameter.required} <= set(question.example)


@pytest.mark.parametrize("name", NAMES)
def test_the_query_gives_the_columns_in_their_order_then_the_parameters(name: str) -> None:
    question = catalogue()[name]
    solutions = ox.Store().query(question.text)
    assert isinstance(solutions, ox.QuerySolutions)
    projected = [variable.value for variable in solutions.variables]
    parameters = [parameter.variable for parameter in question.parameters]
    if question.computation:  # the columns are what the computation returns: see the next test
        assert projected[:2] == ["contrat", "contratLabel"]
        assert projected[len(projected) - len(parameters) :] == parameters
    else:
        assert projected == [*question.variables, *parameters]


@pytest.mark.parametrize("name", [name for name in NAMES if catalogue()[name].computation])
def test_a_computation_returns_the_columns_in_their_order(name: str, bundle: OpenStore) -> None:
    question = catalogue()[name]
    solutions = bundle.store.query(question.text)
    assert isinstance(solutions, ox.QuerySolutions)
    names = [variable.value for variable in solutions.variables]
    facts: list[Row] = [{one: solution[one] for one in names} for solution in solutions]
    answers = list(computations.load(question.computation)(facts))
    assert answers
    assert {tuple(row) for row in answers} == {question.variables}
    assert list(computations.load(question.computation)([])) == []


@pytest.mark.parametrize("path", QUERIES)
def test_no_query_has_a_group_that_the_engine_joins_again_for_each_row(path: str) -> None:
    with open(path, encoding="utf-8") as file:  # noqa: PTH123  # a path given as text
        assert correlated_faults(file.read()) == []


@pytest.mark.parametrize(
    ("group", "fault"),
    [
        ("FILTER NOT EXISTS { ?a ?b ?c . ?c ?d ?e }", "Builtin_NOTEXISTS of 2 patterns"),
        ("FILTER NOT EXISTS { ?a ?b ?c OPTIONAL { ?c ?d ?e } }", "Builtin_NOTEXISTS of 2 patterns"),
        ("BIND(EXISTS { ?a ?b ?c ; ?d ?e } AS ?x)", "Builtin_EXISTS of 2 patterns"),
        ("MINUS { ?a ?b ?c }", "MINUS without SELECT DISTINCT"),
        ("MINUS { SELECT ?a { ?a ?b ?c } }", "MINUS without SELECT DISTINCT"),
    ],
)
def test_the_rule_about_groups_sees_what_it_forbids(group: str, fault: str) -> None:
    assert correlated_faults(f"SELECT ?a WHERE {{ ?a ?p ?o {group} }}") == [fault]


@pytest.mark.parametrize("name", NAMES)
def test_every_pattern_names_its_graph(name: str) -> None:
    loose = [block for block, within in nodes(parseQuery(catalogue()[name].text), "TriplesBlock")
             if "GraphGraphPattern" not in within]  # fmt: skip
    assert loose == []


@pytest.mark.parametrize("name", NAMES)
def test_the_order_of_the_rows_is_asked_for_and_ends_on_an_identifier(name: str) -> None:
    order = re.search(r"ORDER BY (?P<keys>[^{}]*)\Z", catalogue()[name].text.strip())
    assert order is not None
    keys = order["keys"].split()
    if "contrat" in catalogue()[name].variables:
        assert "?contrat" in keys
    else:  # what is told across contracts: two actors, or the object that is compared
        assert "?acteurA" in keys or keys[-1] == "?objet"


@pytest.mark.parametrize("name", NAMES)
def test_no_filter_asks_whether_a_parameter_is_bound(name: str) -> None:
    # The engine decides BOUND(?__x) before the value is put in: the filter would silently keep every row.
    assert re.search(r"BOUND\(\s*\?_", catalogue()[name].text) is None


def test_the_mark_and_the_type_of_a_variable_make_the_parameter() -> None:
    question = read("essai", HEADER + QUERY)
    (parameter,) = question.parameters
    assert (parameter.name, parameter.variable, parameter.required) == ("action", "__action_iri", False)
    assert (parameter.label, parameter.designation) == ("Action", "l'action")
    assert parameter.kind == "https://w3id.org/maillage/ontology#Action"
    assert read("essai", HEADER + QUERY.replace("?__", "?_")).parameters[0].required


@pytest.mark.parametrize(
    ("written", "name", "kind"),
    [("?_depuis_date", "depuis", "date"), ("?__nombre_integer", "nombre", "integer"), ("?_mots", "mots", None)],
)
def test_the_variables_of_parameters_follow_the_convention_of_grlc(written: str, name: str, kind: str | None) -> None:
    match = PARAMETER_VARIABLE.fullmatch(written)
    assert match is not None
    assert (match["name"], match["type"]) == (name, kind)


CHOICE = """    par: {designation: le regroupement, choix: [financeur, pilier], defaut: financeur, description: "Quoi."}
"""


def test_a_parameter_may_be_one_of_a_few_words_with_one_that_holds_by_default() -> None:
    query = QUERY.replace("?__action_iri", "?__action_iri ?__par")
    question = read("essai", HEADER.replace("#+   colonnes", f"#+ {CHOICE}#+   colonnes") + query)
    par = question.parameters[1]
    assert (par.kind, par.choices, par.default) == ("texte", ("financeur", "pilier"), "financeur")


def test_a_state_stands_beside_what_makes_it_so() -> None:
    text = HEADER.replace("sorte: chose}", "sorte: chose}\n#+     pilote: {titre: Pilote, sorte: etat}") + QUERY
    assert read("essai", text).variables == ("action", "actionLabel", "pilote", "pilotePreuves")


@pytest.mark.parametrize(
    ("header", "fault"),
    [
        (HEADER.replace("#+ method: GET\n", ""), "the header must hold"),
        (HEADER.replace("method", "methode"), "the header must hold"),
        (HEADER.replace("exemple", "exemples"), "unknown under maillage: exemples"),
        (HEADER.replace("sorte: chose", "sorte: truc"), "unknown kind: truc"),
        (HEADER.replace("  parametres:", "  calcul: devin\n#+   parametres:"), "no computation named devin"),
        (HEADER.replace("action: {designation", "acteur: {designation"), "the header tells"),
        (HEADER.replace("[Essais]", "[Essais"), "not YAML"),
    ],
)
def test_a_header_that_is_wrong_is_refused_with_the_name_of_the_file(header: str, fault: str) -> None:
    with pytest.raises(CatalogueError, match=re.escape(fault)) as caught:
        read("essai", header + QUERY)
    assert str(caught.value).startswith("essai.rq: ")


def test_a_question_works_on_any_engine_as_it_stands(store: ox.Store) -> None:
    question: Question = catalogue()["financements"]
    solutions = store.query(question.text)
    assert isinstance(solutions, ox.QuerySolutions)
    assert sum(1 for _ in solutions) == 5
