"""A chart says what the invented towns and the two documents say, and nothing more."""

import csv
import io
import json
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from data import naming
from data.store import OpenStore
from queries.ask import QuestionError
from tests.viz.charts import CHARTS, copied, hostile, mlg
from tests.viz.conftest import POISONS
from viz.charts import figure as figures
from viz.charts import page as pages
from viz.charts.chart import charts, charts_of, read_chart
from viz.charts.exports import to_csv, to_json, write
from viz.charts.figure import Figure, draw
from viz.charts.page import to_html
from viz.charts.states import Condition, read_states
from viz.errors import UnknownFormatError, UnknownViewError
from viz.network import build
from viz.view import told, views

ROWS: list[dict[str, Any]] = [
    row for row in tomllib.loads((Path(__file__).parents[1] / "moissac.toml").read_text("utf-8"))["row"]
    if "period" in row
]  # fmt: skip
CLAIRVAL, MOISSAC = "clairval", "moissac"
HEALTH_HOUSE = f"{naming.ID}clairval/action/maison-de-sante"


def drawn(store: ox.Store, name: str, *contracts: str, **arguments: str) -> dict[str, Any]:
    drawing = draw(store, charts()[name], contracts, arguments=arguments).drawing
    assert drawing is not None
    return json.loads(json.dumps(drawing))  # type: ignore[no-any-return]


def flows(panel: dict[str, Any]) -> dict[tuple[str, str], int]:
    names = [node["label"] for node in panel["nodes"]]
    return {(names[link["source"]], names[link["target"]]): link["value"] for link in panel["links"]}


def text(figure: Figure, column: str) -> list[str]:
    at = [head.name for head in figure.heads].index(column)
    return [row[at].text for row in figure.rows]


# the files


def test_networks_and_charts_share_a_folder_and_no_name() -> None:
    assert set(views()) | set(charts()) == set(told())
    assert tuple(charts()) == CHARTS
    assert not set(views()) & set(charts())


def test_a_chart_is_no_network_and_the_refusal_names_both(store: ox.Store) -> None:
    with pytest.raises(UnknownViewError, match="couverture-par-critere"):
        build(store, [CLAIRVAL], view="calendrier")


@pytest.mark.parametrize("name", CHARTS)
def test_a_file_names_columns_that_its_question_has(name: str) -> None:
    chart, said = charts()[name], told()[name]
    known = {variable for column in chart.question.columns for variable in column.variables}
    assert {parameter.name for parameter in chart.parameters} == set(said.get("parameters", ()))
    added = {"etatDessine", "dessine"}
    assert set(chart.table) <= known | added
    things = {"from", "to", "through", "thing", "within", "row", "group", "column", "kind", "value", "panel", "words"}
    assert {column for key, column in chart.columns.items() if key in things} <= known
    assert set(chart.columns.get("criteria", ())) | set(chart.columns.get("told", ())) <= known
    conditions = {condition.column for state in chart.states for condition in state.conditions}
    assert conditions <= known | {"etat"}
    assert chart.title.strip()
    assert chart.description.endswith(".")


def test_the_charts_of_a_question_are_found_from_it() -> None:
    question = charts()["couverture"].question
    assert [chart.name for chart in charts_of(question)] == ["couverture", "couverture-par-critere"]


def test_a_file_that_names_no_question_of_the_catalogue_is_refused() -> None:
    with pytest.raises(KeyError):
        read_chart("essai", {**told()["couverture"], "question": "inconnue"})


def test_a_condition_holds_of_what_is_known_only() -> None:
    integer = ox.NamedNode("http://www.w3.org/2001/XMLSchema#integer")
    more, equal = Condition("n", more=True, value="0"), Condition("n", more=False, value="0")
    two, none = {"n": ox.Literal("2", datatype=integer)}, {"n": ox.Literal("0", datatype=integer)}
    assert [more.holds(two), more.holds(none), more.holds({"n": None})] == [True, False, False]
    assert [equal.holds(two), equal.holds(none), equal.holds({"n": None})] == [False, True, False]
    with pytest.raises(ValueError, match="not a condition"):
        list(read_states([{"key": "x", "label": "X", "color": "blue", "when": ["n < 3"]}]))


# flows of funding


def test_each_degree_of_firmness_has_its_own_panel_and_alternatives_have_theirs(store: ox.Store) -> None:
    panels = drawn(store, "flux-de-financement", CLAIRVAL)["panels"]
    assert [panel["title"] for panel in panels] == [
        "Potentiel : 2 lignes de financement",
        "Potentiel, l'un ou l'autre : 2 lignes de financement",
        "Voté : 1 ligne de financement",
    ]
    assert flows(panels[0]) == {
        ("Commune de Clairval", "2 Travailler"): 1,
        ("2 Travailler", "Chantier jeunes"): 1,
        ("non nommé (« Structure porteuse »)", "1 Vivre ensemble"): 1,
        ("1 Vivre ensemble", "Maison de santé"): 1,
    }
    assert flows(panels[1]) == {
        ("État", "1 Vivre ensemble"): 1,
        ("Région des Collines", "1 Vivre ensemble"): 1,
        ("1 Vivre ensemble", "Maison de santé"): 2,
    }
    assert flows(panels[2]) == {
        ("Commune de Clairval", "1 Vivre ensemble"): 1,
        ("1 Vivre ensemble", "Maison de santé"): 1,
    }


def test_the_width_is_a_number_of_lines_whatever_the_amount_and_the_amount_is_told(store: ox.Store) -> None:
    voted = drawn(store, "flux-de-financement", CLAIRVAL)["panels"][2]
    assert [link["told"] for link in voted["links"]] == [["Commune de Clairval : Maison de santé, 50 000 €"]] * 2
    potential = drawn(store, "flux-de-financement", CLAIRVAL)["panels"][0]
    assert all("montant inconnu" in line for link in potential["links"] for line in link["told"])


def test_a_funder_that_is_not_named_stands_last_and_is_no_named_one(store: ox.Store) -> None:
    first = drawn(store, "flux-de-financement", CLAIRVAL)["panels"][0]
    funders = [(node["label"], node["kind"]) for node in first["nodes"] if node["depth"] == 0]
    assert funders == [("Commune de Clairval", "from"), ("non nommé (« Structure porteuse »)", "unnamed")]


def test_a_placeholder_of_two_actions_is_not_one_funder(store: ox.Store) -> None:
    copy = copied(store)
    graph = ox.NamedNode(naming.published_graph(CLAIRVAL))
    line = ox.NamedNode(f"{naming.ID}clairval/financement/autre")
    copy.add(
        ox.Quad(
            line, ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"), mlg("EngagementFinancier"), graph
        )
    )
    for name, value in (
        ("finance", "clairval/action/chantier-jeunes"),
        ("financeur", "clairval/non-nomme/structure-porteuse"),
        ("fermete", "reference/fermete/potentiel"),
    ):
        copy.add(ox.Quad(line, mlg(name), ox.NamedNode(f"{naming.ID}{value}"), graph))
    nodes = drawn(copy, "flux-de-financement", CLAIRVAL)["panels"][0]["nodes"]
    assert [node["value"] for node in nodes if node["kind"] == "unnamed"] == [1, 1]


def test_an_action_of_two_piliers_passes_through_both_at_once_so_that_its_lines_are_drawn_once(store: ox.Store) -> None:
    copy = copied(store)
    graph = ox.NamedNode(naming.published_graph(CLAIRVAL))
    second = ox.NamedNode(f"{naming.ID}clairval/element/pilier-2")
    copy.add(ox.Quad(ox.NamedNode(HEALTH_HOUSE), mlg("sert"), second, graph))
    figure = draw(copy, charts()["flux-de-financement"], [CLAIRVAL])
    voted = drawn(copy, "flux-de-financement", CLAIRVAL)["panels"][2]
    both = "1 Vivre ensemble et 2 Travailler"
    assert flows(voted) == {("Commune de Clairval", both): 1, (both, "Maison de santé"): 1}
    assert len(figure.rows) == 5
    assert Counter(text(figure, "pilier")) == {both: 4, "2 Travailler": 1}


def test_one_firmness_can_be_drawn_alone(store: ox.Store) -> None:
    (panel,) = drawn(store, "flux-de-financement", CLAIRVAL, fermete="voté")["panels"]
    assert panel["title"].startswith("Voté")
    with pytest.raises(QuestionError, match="certain"):
        drawn(store, "flux-de-financement", CLAIRVAL, fermete="certain")


def test_an_alternative_is_told_above_the_drawing(store: ox.Store) -> None:
    (notice,) = draw(store, charts()["flux-de-financement"], [CLAIRVAL]).notices
    assert notice.startswith("2 lignes font partie d'une alternative")


def test_the_flows_of_moissac_are_the_lines_of_its_roadmap(bundle: OpenStore) -> None:
    panels = drawn(bundle.store, "flux-de-financement", MOISSAC)["panels"]
    read = Counter(funder for row in ROWS for funder in row.get("funders", []))
    # « Région ou Etat » for the former court (line 940) is drawn apart
    read.subtract({"Région": 1, "État": 1})
    first = panels[0]
    widths = {node["label"]: node["value"] for node in first["nodes"] if node["depth"] == 0 and node["kind"] == "from"}
    assert sum(node["value"] for node in first["nodes"] if node["depth"] == 0) == read.total()
    assert (widths["État"], widths["Commune de Moissac"], widths["PETR"]) == (
        read["État"],
        read["Commune"],
        read["PETR"],
    )
    apart = {node["label"] for node in panels[1]["nodes"] if node["depth"] == 0}
    assert apart == {"État", "Région Occitanie / Pyrénées-Méditerranée"}
    assert "l'un ou l'autre" in panels[1]["title"]


def test_what_enters_a_pilier_leaves_it(bundle: OpenStore) -> None:
    for panel in drawn(bundle.store, "flux-de-financement")["panels"]:
        into, out = Counter[int](), Counter[int]()
        for link in panel["links"]:
            into[link["target"]] += link["value"]
            out[link["source"]] += link["value"]
        middle = [at for at, node in enumerate(panel["nodes"]) if node["depth"] == 1]
        assert middle
        assert all(into[at] == out[at] == panel["nodes"][at]["value"] for at in middle)


# rings of coverage


def test_each_element_stands_in_its_parent_with_its_state_in_words_and_colour(store: ox.Store) -> None:
    drawing = drawn(store, "couverture", CLAIRVAL)
    first, second = drawing["tree"]
    assert (first["label"], first["state"]) == ("Vivre ensemble", "")
    (orientation,) = first["children"]
    assert [(node["label"], node["state"]) for node in (orientation, *orientation["children"], second)] == [
        ("OS 1.1 Rapprocher les soins des habitants", "couverte"),
        ("P 1.1.1 Ouvrir une maison de santé", "couverte"),
        ("P 1.1.2 Former les médiateurs à la santé", "proposee"),
        ("2 Travailler", "couverte"),
    ]
    assert [(state["label"], state["count"]) for state in drawing["states"]] == [
        ("Couvert par au moins une action", 3),
        ("Proposé, à examiner", 1),
    ]
    assert len({state["color"] for state in drawing["states"]}) == 2


def test_an_action_that_failed_covers_nothing_and_a_known_absence_is_no_unknown(store: ox.Store) -> None:
    copy = copied(store)
    graph = ox.NamedNode(naming.published_graph(CLAIRVAL))
    statuses = {name: ox.NamedNode(f"{naming.ID}reference/statut/{name}") for name in ("prevue", "echec")}
    house = ox.NamedNode(HEALTH_HOUSE)
    copy.remove(ox.Quad(house, mlg("statut"), statuses["prevue"], graph))
    copy.add(ox.Quad(house, mlg("statut"), statuses["echec"], graph))
    copy.update(f"DROP GRAPH <{naming.proposition_graph(CLAIRVAL)}>")
    (orientation,) = drawn(copy, "couverture", CLAIRVAL)["tree"][0]["children"]
    assert [(node["state"]) for node in (orientation, *orientation["children"])] == ["echec", "echec", "sans-action"]


@pytest.mark.parametrize("name", ["couverture", "couverture-par-critere"])
def test_a_framework_without_roadmap_is_drawn_as_unknown_and_never_as_a_gap(store: ox.Store, name: str) -> None:
    figure = draw(store, charts()[name], ["valdor"])
    assert figure.drawing is not None
    assert [state["key"] for state in figure.drawing["states"]] == ["inconnu"]
    assert figure.drawing["states"][0]["unknown"]
    (notice,) = figure.notices
    assert notice.startswith("Contrat de ville de Valdor : aucune feuille de route chargée")
    assert notice.endswith("ce qui y répond est inconnu.")


def test_two_contracts_are_two_rings_each_under_its_name(store: ox.Store) -> None:
    assert [node["label"] for node in drawn(store, "couverture")["tree"]] == [
        "Contrat de ville de Clairval",
        "Contrat de ville de Valdor",
    ]


def test_the_coverage_of_moissac_is_what_its_pages_say(bundle: OpenStore) -> None:
    figure = draw(bundle.store, charts()["couverture"], [MOISSAC])
    states = dict(zip(text(figure, "element"), text(figure, "etatDessine"), strict=True))
    # « Marches exploratoires organisées par les conseils citoyens » is done; nothing recalls anybody to order
    assert states["Développer des marches exploratoires."] == "Couvert par au moins une action"
    assert states["Faire des rappels à l'ordre"] == "Sans action dans les documents"


# matrices


def test_an_actor_is_counted_in_each_pilier_where_it_acts_or_funds(store: ox.Store) -> None:
    drawing = drawn(store, "acteurs-par-pilier", CLAIRVAL)
    assert [column["label"] for column in drawing["columns"]] == ["1 Vivre ensemble", "2 Travailler"]
    assert [row["label"] for row in drawing["rows"]] == ["Association L'Élan", "Commune de Clairval"]
    assert [(cell["y"], cell["x"], cell["value"], cell["told"]) for cell in drawing["cells"]] == [
        (0, 0, 1, ["Maison de santé"]),
        (0, 1, 1, ["Chantier jeunes"]),
        (1, 0, 1, ["Maison de santé"]),
        (1, 1, 1, ["Chantier jeunes"]),
    ]


def test_the_actors_with_most_actions_come_first(bundle: OpenStore) -> None:
    drawing = drawn(bundle.store, "acteurs-par-pilier", MOISSAC)
    totals = Counter[int]()
    for cell in drawing["cells"]:
        totals[cell["y"]] += cell["value"]
    assert [totals[at] for at in range(len(drawing["rows"]))] == sorted(totals.values(), reverse=True)
    assert drawing["rows"][0]["label"] == "Commune de Moissac"
    assert drawing["most"] == max(cell["value"] for cell in drawing["cells"])


def test_a_matrix_of_criteria_has_a_state_in_every_cell_with_what_shows_it(store: ox.Store) -> None:
    drawing = drawn(store, "couverture-par-critere", CLAIRVAL)
    heads, rows = [column["label"] for column in drawing["columns"]], [row["label"] for row in drawing["rows"]]
    assert len(drawing["cells"]) == len(heads) * len(rows) == 36
    told = {(rows[cell["y"]], heads[cell["x"]]): (cell["value"], cell["told"]) for cell in drawing["cells"]}
    assert told["P 1.1.1 Ouvrir une maison de santé", "Quartier dit"] == ("oui", ["Maison de santé"])
    assert told["P 1.1.2 Former les médiateurs à la santé", "Quartier dit"] == ("propose", ["Maison de santé"])
    assert told["2 Travailler", "Quartier dit"] == ("non", [])
    assert told["P 1.1.1 Ouvrir une maison de santé", "Mesure nationale"] == ("inconnu", [])


def test_the_rows_stand_in_the_framework_as_deep_as_it_goes(store: ox.Store) -> None:
    rows = drawn(store, "couverture-par-critere", CLAIRVAL)["rows"]
    assert [(row["group"], row["depth"]) for row in rows] == [
        ("Vivre ensemble", 0),
        ("Vivre ensemble", 1),
        ("Vivre ensemble", 1),
        ("", 0),
    ]
    only = drawn(store, "couverture-par-critere", CLAIRVAL, niveau="priorité")["rows"]
    assert [(row["group"], row["depth"]) for row in only] == [("Rapprocher les soins des habitants", 0)] * 2


def test_quartiers_come_before_measures_and_an_empty_cell_is_not_a_zero(store: ox.Store) -> None:
    drawing = drawn(store, "priorites-quartiers-mesures", CLAIRVAL)
    assert [(column["group"], column["label"][:12]) for column in drawing["columns"]] == [
        ("Quartiers", "Les Tilleuls"),
        ("Mesures nationales", "9 Doubler le"),
        ("Mesures nationales", "Une mesure q"),
    ]
    assert [(cell["y"], cell["x"], cell["value"]) for cell in drawing["cells"]] == [
        (0, 0, 1),
        (0, 1, 1),
        (1, 0, 1),
        (3, 2, 1),
    ]
    assert len(drawing["rows"]) == 4


# timelines


def test_what_is_dated_is_a_bar_and_what_is_not_is_counted_and_in_the_table(store: ox.Store) -> None:
    figure = draw(store, charts()["calendrier"], [CLAIRVAL])
    (bar,) = drawn(store, "calendrier", CLAIRVAL)["bars"]
    assert (bar["start"], bar["end"], bar["state"]) == ("2024-01-01", "2030-12-31", "prevue")
    assert bar["told"] == ["du 01/01/2024 au 31/12/2030", "« 2024-2030 »"]
    assert figure.summary == "1 échéance datée"
    assert figure.notices == ("1 instance sans date : dans le tableau, pas dans le dessin.",)
    told = dict(zip(text(figure, "chose"), text(figure, "dessine"), strict=True))
    assert told == {"Maison de santé": "", "COPIL du contrat de ville": "sans date, hors du dessin"}


def test_a_side_that_the_words_do_not_bound_stays_open(bundle: OpenStore) -> None:
    drawing = drawn(bundle.store, "calendrier", MOISSAC)
    bars = {drawing["rows"][bar["row"]]["label"]: bar for bar in drawing["bars"]}
    house = bars[
        "Création d'une Maison municipale intégrant France Service au Sarlac et une antenne de Police municipale"
    ]
    assert (house["start"], house["end"]) == ("2021-11-01", "2021-11-30")
    health = bars["Création d'une Maison de Santé Pluridisciplinaire entre les 2 QPV"]
    assert (health["start"], health["end"]) == ("2023-01-01", "")
    assert health["told"] == ["à partir du 01/01/2023, sans dernier jour dit", "« >2022 »"]
    works = bars["OPAH-RU"]
    assert (works["start"], works["end"], works["told"][0]) == (
        "",
        "2024-12-31",
        "jusqu'au 31/12/2024, sans premier jour dit",
    )


def test_the_rows_of_a_timeline_come_in_the_order_of_their_first_day(bundle: OpenStore) -> None:
    bars = drawn(bundle.store, "calendrier", MOISSAC)["bars"]
    starts = [bar["start"] or bar["end"] for bar in bars]
    assert starts == sorted(starts)


# what all charts keep to


@pytest.mark.parametrize("name", ["acteurs-par-pilier", "calendrier", "flux-de-financement"])
def test_a_contract_without_roadmap_is_said_unknown_and_nothing_is_drawn(store: ox.Store, name: str) -> None:
    figure = draw(store, charts()[name], ["valdor"])
    assert (figure.drawing, figure.rows, figure.too_large) == (None, (), False)
    (notice,) = figure.notices
    assert "Contrat de ville de Valdor : aucune feuille de route chargée" in notice
    html = to_html(figure)
    assert "la réponse est inconnue" in html
    assert "<table" not in html
    assert len(html) < 100_000  # without the library


@pytest.mark.parametrize("name", CHARTS)
def test_the_same_data_gives_the_same_page_whatever_the_order_of_the_store(store: ox.Store, name: str) -> None:
    backwards = ox.Store()
    for quad in reversed(list(store)):
        backwards.add(quad)
    first, second = (to_html(draw(each, charts()[name])) for each in (store, backwards))
    assert first == second


@pytest.mark.parametrize("name", CHARTS)
def test_hostile_labels_make_no_element_of_their_own(store: ox.Store, name: str) -> None:
    own = to_html(draw(store, charts()[name], [CLAIRVAL]))
    html = to_html(draw(hostile(store), charts()[name], [CLAIRVAL]), site="https://exemple.fr")
    assert html.count("</script>") == own.count("</script>")
    island = html.partition('id="donnees">')[2].partition("</script>")[0]
    drawing = json.loads(island)
    assert POISONS[0] in json.dumps(drawing, ensure_ascii=False)
    assert not {"<", ">", "\u2028", "\u2029"} & set(island)
    body = html.partition("<tbody>")[2].partition("</tbody>")[0]
    assert not [part for part in ("<script", "<img", "<b>", "javascript:window.hurt='") if part in body]
    assert 'href="javascript' not in body
    assert "href='javascript" not in body


def test_things_have_links_where_a_site_is_given(store: ox.Store) -> None:
    figure = draw(store, charts()["flux-de-financement"], [CLAIRVAL])
    assert 'href="https://exemple.fr/id/clairval/action/maison-de-sante"' in to_html(figure, site="https://exemple.fr")
    assert "/id/clairval" not in to_html(figure).partition("<tbody>")[2].partition("</tbody>")[0]


def test_what_is_too_large_to_be_read_is_given_as_a_table(store: ox.Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(figures, "MOST_MARKS", 2)
    html = to_html(draw(store, charts()["couverture"], [CLAIRVAL]))
    assert "trop de choses" in html
    assert "<table" in html
    assert 'id="graphique"' not in html


def test_a_table_too_long_for_a_page_is_cut_and_says_so(store: ox.Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "MOST_ROWS", 2)
    html = to_html(draw(store, charts()["couverture"], [CLAIRVAL]))
    assert "les 2 premières lignes sur 4" in html
    assert html.partition("<tbody>")[2].count("<tr>") == 2
    assert "data-export" not in html.partition("<script")[0]  # no file of a part that would pass for the whole


# files


def test_the_figures_are_written_as_people_read_them_without_formulas(store: ox.Store) -> None:
    copy = copied(store)
    graph = ox.NamedNode(naming.published_graph(CLAIRVAL))
    label = ox.NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel")
    copy.remove(ox.Quad(ox.NamedNode(HEALTH_HOUSE), label, ox.Literal("Maison de santé", language="fr"), graph))
    copy.add(ox.Quad(ox.NamedNode(HEALTH_HOUSE), label, ox.Literal('=HYPERLINK("x")', language="fr"), graph))
    rows = list(csv.DictReader(io.StringIO(to_csv(draw(copy, charts()["flux-de-financement"], [CLAIRVAL])))))
    assert [row["Montant connu"] for row in rows] == ["50 000 €", "inconnu", "inconnu", "inconnu", "inconnu"]
    assert Counter(row["Ce qui est financé"] for row in rows) == {'\'=HYPERLINK("x")': 4, "Chantier jeunes": 1}
    (credit,) = {row["Licence et sources"] for row in rows}
    assert credit.startswith("Licence Ouverte 2.0")


def test_json_keeps_what_is_unknown_null_and_things_named(store: ox.Store) -> None:
    told = json.loads(to_json(draw(store, charts()["flux-de-financement"], [CLAIRVAL])))
    assert [row["montantConnu"] for row in told["rows"]] == [50_000, None, None, None, None]
    assert told["rows"][0]["action"] == {"iri": HEALTH_HOUSE, "label": "Maison de santé"}
    assert (told["chart"], told["contracts"][0]["identifier"]) == ("flux-de-financement", CLAIRVAL)
    assert told["drawing"]["panels"]


@pytest.mark.parametrize("suffix", [".html", ".csv", ".json"])
def test_a_file_is_the_same_on_every_run_and_stands_alone(store: ox.Store, tmp_path: Path, suffix: str) -> None:
    file = tmp_path / f"x{suffix}"
    figure = draw(store, charts()["couverture"], [CLAIRVAL])
    write(figure, file)
    first = file.read_bytes()
    write(draw(store, charts()["couverture"], [CLAIRVAL]), file)
    assert file.read_bytes() == first
    assert list(tmp_path.iterdir()) == [file]


def test_another_suffix_is_refused_in_french(store: ox.Store, tmp_path: Path) -> None:
    with pytest.raises(UnknownFormatError, match=r"« \.graphml ».*\.html, \.csv, \.json"):
        write(draw(store, charts()["couverture"], [CLAIRVAL]), tmp_path / "x.graphml")
    assert list(tmp_path.iterdir()) == []


def test_a_page_weighs_what_its_library_does_and_little_more(bundle: OpenStore) -> None:
    sizes = {name: len(to_html(draw(bundle.store, charts()[name], [MOISSAC])).encode()) for name in CHARTS}
    assert max(sizes.values()) < 1_750_000
    assert min(sizes.values()) < 1_300_000
