"""Rare terms weigh more, and two texts are as alike as the weight that they share."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from data.propose.likeness import Weights

TERMS = st.lists(st.sampled_from("abcdef"), unique=True)


def test_a_term_of_every_text_weighs_nothing_and_a_rare_one_most() -> None:
    weights = Weights.among([{"ville", "rue"}, {"ville", "rue"}, {"ville"}, {"ville", "crèche"}])
    assert weights.of_term["ville"] == 0
    assert 0 < weights.of_term["rue"] < weights.of_term["crèche"]


def test_the_likeness_is_the_cosine_of_the_weights() -> None:
    # each term stands in two of the four texts: all weigh alike, and one of two shared makes 1 / √2
    weights = Weights.among([{"rue", "mediat"}, {"mediat"}, {"ecol"}, {"ecol", "rue"}])
    assert weights.likeness({"rue", "mediat"}, {"mediat"}) == Decimal("0.71")
    assert weights.likeness({"rue"}, {"ecol"}) == Decimal("0.00")


def test_texts_without_weight_are_not_alike() -> None:
    weights = Weights.among([{"ville"}, {"ville"}])
    assert weights.likeness({"ville"}, {"ville"}) == weights.likeness((), ()) == Decimal("0.00")


@given(st.lists(TERMS, min_size=1, max_size=6), TERMS, TERMS)
def test_likeness_is_between_0_and_1_whichever_way_one_looks(
    texts: list[list[str]], one: list[str], other: list[str]
) -> None:
    weights = Weights.among([*texts, one, other])
    found = weights.likeness(one, other)
    assert 0 <= found <= 1
    assert found == weights.likeness(other[::-1], one[::-1])
