"""The laws of facets: what is counted is what is kept, in whatever order it is chosen, and nothing unknown is lost."""

from collections.abc import Mapping, Sequence

from hypothesis import given
from hypothesis import strategies as st

from queries.facets import UNKNOWN, Dimension, facets, kept, known

Row = tuple[str, tuple[str, ...]]
SINGLE: Dimension[Row] = Dimension("fermete", "Fermeté", lambda row: {row[0]: row[0]})
SEVERAL: Dimension[Row] = Dimension(
    "pilier", "Pilier", lambda row: {each: each for each in row[1]} or {UNKNOWN: "non dit"}
)
DIMENSIONS = [SINGLE, SEVERAL]

ROWS = st.lists(st.tuples(st.sampled_from(["potentiel", "voté", UNKNOWN]), st.lists(st.sampled_from("abc")).map(tuple)))
CHOSEN = st.fixed_dictionaries(
    {},
    optional={
        "fermete": st.lists(st.sampled_from(["potentiel", "voté", UNKNOWN]), max_size=3),
        "pilier": st.lists(st.sampled_from(["a", "b", UNKNOWN]), max_size=3),
    },
)


@given(ROWS, CHOSEN)
def test_a_value_counts_the_rows_that_choosing_it_alone_leaves(
    rows: Sequence[Row], chosen: Mapping[str, Sequence[str]]
) -> None:
    for facet in facets(rows, DIMENSIONS, chosen):
        for choice in facet.choices:
            assert choice.count == len(kept(rows, DIMENSIONS, {**chosen, facet.name: [choice.key]}))


@given(ROWS, CHOSEN)
def test_the_counts_of_a_facet_of_one_value_a_row_come_to_the_rows_that_the_others_leave(
    rows: Sequence[Row], chosen: Mapping[str, Sequence[str]]
) -> None:
    single, _ = facets(rows, DIMENSIONS, chosen)
    others = {name: values for name, values in chosen.items() if name != "fermete"}
    assert sum(choice.count for choice in single.choices) == len(kept(rows, DIMENSIONS, others))


@given(ROWS, CHOSEN)
def test_the_order_of_the_choices_and_of_the_facets_does_not_matter(
    rows: Sequence[Row], chosen: Mapping[str, Sequence[str]]
) -> None:
    turned = {name: [*reversed(values)] for name, values in reversed([*chosen.items()])}
    assert kept(rows, DIMENSIONS, chosen) == kept(rows, [*reversed(DIMENSIONS)], turned)


@given(ROWS)
def test_each_row_is_found_under_one_value_of_each_facet_the_unknown_ones_too(rows: Sequence[Row]) -> None:
    for dimension in DIMENSIONS:
        assert kept(rows, DIMENSIONS, {dimension.name: [*known(rows, dimension)]}) == [*rows]


@given(ROWS)
def test_choosing_nothing_keeps_all(rows: Sequence[Row]) -> None:
    assert kept(rows, DIMENSIONS, {"pilier": []}) == [*rows]


def test_several_values_of_a_facet_widen_and_several_facets_narrow() -> None:
    rows: list[Row] = [("voté", ("a",)), ("potentiel", ("a", "b")), ("potentiel", ())]
    assert kept(rows, DIMENSIONS, {"pilier": ["a", UNKNOWN]}) == rows
    assert kept(rows, DIMENSIONS, {"pilier": ["a"], "fermete": ["potentiel"]}) == [("potentiel", ("a", "b"))]


def test_the_most_frequent_value_comes_first_and_the_unknown_last() -> None:
    rows: list[Row] = [("voté", ()), ("voté", ()), ("potentiel", ("a",)), (UNKNOWN, ()), (UNKNOWN, ()), (UNKNOWN, ())]
    single, _ = facets(rows, DIMENSIONS, {})
    assert [(choice.key, choice.count) for choice in single.choices] == [("voté", 2), ("potentiel", 1), (UNKNOWN, 3)]


def test_a_choice_that_others_leave_no_row_stays_to_be_taken_back() -> None:
    rows: list[Row] = [("voté", ("a",)), ("potentiel", ("b",))]
    single, _ = facets(rows, DIMENSIONS, {"fermete": ["voté"], "pilier": ["b"]})
    assert [(choice.key, choice.count, choice.chosen) for choice in single.choices] == [
        ("potentiel", 1, False),
        ("voté", 0, True),
    ]
