"""Words are the same whatever the case, the accents, the apostrophes and what a text hides; marks keep the text."""

import unicodedata
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.search.marks import SNIPPET, Marker
from service.search.near import near_words
from service.search.words import LONGEST, asked, words
from service.world import World, read_world

# What does not change what a text says: faults C01 and C06
SAME: dict[str, Callable[[str], str]] = {
    "capitals": str.upper,
    "small letters": str.lower,
    "no accents": lambda text: "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c)),
    "accents apart": lambda text: unicodedata.normalize("NFD", text),
    "typed apostrophes": lambda text: text.replace("’", "'"),
    "printed apostrophes": lambda text: text.replace("'", "’"),
    "no-break spaces": lambda text: text.replace(" ", "\u00a0"),
    "double spaces": lambda text: f"  {text.replace(' ', '  ')} ",
    "soft hyphens": lambda text: "\u00ad".join(list(text)),
    "no ligatures": lambda text: text.replace("œ", "oe").replace("Œ", "OE"),
    "ligatures": lambda text: text.replace("oe", "œ").replace("fi", "ﬁ"),
}


@pytest.fixture(scope="module")
def towns(store: ox.Store) -> World:
    return read_world(store, directory=Path("nowhere"), revision="essai")


@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_a_thing_is_found_by_any_of_its_names_however_they_are_written(towns: World, data: st.DataObject) -> None:
    things = [thing for thing in towns.index.things if thing.kind != "ConceptScheme"]
    thing = data.draw(st.sampled_from(things))
    name = data.draw(st.sampled_from([thing.label, *thing.names]))
    for way in data.draw(st.lists(st.sampled_from(sorted(SAME)), max_size=3, unique=True)):
        name = SAME[way](name)
    found = towns.finder.find(asked(name))
    iris = towns.finder.base.shelves.iris
    assert thing.iri in [iris[place] for place in found.places]


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_whole_words_find_a_thing_in_any_order(towns: World, data: st.DataObject) -> None:
    whole = [each for each in towns.index.things if len(each.label) <= LONGEST and each.kind != "ConceptScheme"]
    thing = data.draw(st.sampled_from([each for each in whole if len(asked(each.label).words) > 1]))
    shuffled = data.draw(st.permutations(asked(thing.label).words))
    found = towns.finder.find(asked(" ".join(shuffled)))
    iris = towns.finder.base.shelves.iris
    assert thing.iri in [iris[place] for place in found.places]
    assert not found.near


@given(st.text())
def test_marks_keep_the_text_whatever_it_is(text: str) -> None:
    marker = Marker(asked("maison de santé 1"), {})
    assert "".join(part.text for part in marker.parts(text)) == text


@given(st.text(max_size=40))
def test_what_is_asked_for_is_marked_in_itself(text: str) -> None:
    if (wanted := asked(text)).words and words(text) == wanted.key.split():
        assert any(part.hit for part in Marker(wanted, {}).parts(text))


@settings(max_examples=300, deadline=None)
@given(st.text())
def test_any_text_can_be_searched(towns: World, text: str) -> None:
    found = towns.finder.find(asked(text))
    assert len(found.places) == len(found.tiers)
    assert len(towns.finder.likely(asked(text), limit=8).places) <= len(towns.finder.base.shelves.iris)


def test_a_mark_takes_the_accent_that_is_written_apart() -> None:
    parts = Marker(asked("sante"), {}).parts("la sante\u0301 ici")
    assert [part.text for part in parts] == ["la ", "sante\u0301", " ici"]


def test_a_long_text_is_cut_around_what_was_looked_for() -> None:
    text = f"{'avant ' * 100}la médiation {'après ' * 100}"
    parts = Marker(asked("mediation"), {}).snippet(text)
    shown = "".join(part.text for part in parts)
    assert [part.text for part in parts if part.hit] == ["médiation"]
    assert shown.startswith("… ")
    assert shown.endswith(" …")
    assert len(shown) <= SNIPPET + 4


def test_a_short_word_is_near_to_no_other_and_the_nearest_is_taken() -> None:
    known = {"caf": 3, "car": 9, "mission": 2, "missions": 1, "emission": 5}
    assert near_words(known, "ca") == ()
    assert near_words(known, "misson") == ("mission",)
    assert near_words(known, "123456") == ()


def test_a_question_as_long_as_a_page_is_searched_by_its_beginning() -> None:
    text = "santé maison quartier emploi " * 1000
    assert len(asked(text).key) <= 100
    assert set(asked(text).words) <= {"sante", "maison", "quartier", "emploi"}
