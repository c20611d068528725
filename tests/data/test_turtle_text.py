"""A file of curation is changed where it must be, and its text is otherwise left as people wrote it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import SKOS, Graph, Literal, URIRef

from data.contracts import ContractFiles, bundled
from data.turtle_text import revised

TEXT = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> .

# Pourquoi ces noms.

<https://example.org/a> skos:prefLabel "A"@fr ;   # la première
    skos:altLabel "Alpha"@fr .

# La seconde.
<https://example.org/b> skos:prefLabel "B"@fr .
"""
A, B = URIRef("https://example.org/a"), URIRef("https://example.org/b")


def parsed(text: str) -> Graph:
    return Graph().parse(data=text, format="turtle")


def test_a_text_that_says_what_it_must_is_left_alone() -> None:
    assert revised(TEXT, parsed(TEXT)) == TEXT


def test_what_is_new_comes_last_under_its_heading() -> None:
    after = parsed(TEXT).add((B, SKOS.altLabel, Literal("Bêta", lang="fr")))
    assert revised(TEXT, after, heading="decision/x") == (
        f'{TEXT}\n# decision/x\n<https://example.org/b>\n    skos:altLabel "Bêta"@fr ;\n.\n'
    )


def test_only_the_block_that_says_what_goes_is_written_again() -> None:
    after = parsed(TEXT).remove((A, SKOS.altLabel, None))
    text = revised(TEXT, after)
    assert "# Pourquoi ces noms." in text
    assert '# La seconde.\n<https://example.org/b> skos:prefLabel "B"@fr .' in text
    assert "Alpha" not in text


def test_a_block_that_says_nothing_any_more_is_gone() -> None:
    assert "example.org/b" not in revised(TEXT, parsed(TEXT).remove((B, None, None)))


@pytest.mark.parametrize(
    "text",
    [
        "",
        '<https://example.org/a> <http://www.w3.org/2004/02/skos/core#note> """un\n\ndeux .\n\ntrois""" .\n',
        '@prefix skos: <https://example.org/other#> .\n\n<https://example.org/a> skos:b "c" .\n',
    ],
    ids=["empty", "a blank line in a text", "a prefix of another name"],
)
def test_a_text_of_another_make_is_written_so_that_it_says_what_it_must(text: str) -> None:
    after = parsed(text).add((B, SKOS.prefLabel, Literal("B", lang="fr")))
    assert set(parsed(revised(text, after))) == set(after)
    fewer = Graph().add((B, SKOS.prefLabel, Literal("B", lang="fr")))
    assert set(parsed(revised(text, fewer))) == set(fewer)


@settings(max_examples=5, deadline=None)
@given(
    st.sets(st.integers(0, 200), max_size=8), st.lists(st.text(st.characters(exclude_categories=["Cs"])), max_size=4)
)
def test_the_curation_of_moissac_says_what_it_must_after_any_change(gone: set[int], new: list[str]) -> None:
    files = ContractFiles(bundled() / "moissac")
    after = Graph() + files.curation()
    for index, triple in enumerate(sorted(files.curation())):
        if index in gone:
            after.remove(triple)
    for text in new:
        after.add((B, SKOS.note, Literal(text, lang="fr")))
    text = (files.folder / "curation.ttl").read_text("utf-8")
    assert set(parsed(revised(text, after))) == set(after)
