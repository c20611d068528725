"""A layout file that is wrong is refused: the message names the file and the key, and says what to do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.reading import recognise
from data.reading.document import Block, Document, Kind, Place
from data.reading.layout import Layout, NoLayout, SectionPattern, recognise_layout
from data.reading.layout_file import BadLayout, layouts, parse
from data.reading.layout_keys import SECTIONS

FRAMEWORK = r"""
name = "Cadre d'essai"
requires = ["cadre d'essai"]
starts = "framework"

[framework.levels]
enjeu = { depth = 0, titles = "objectif" }
objectif = { depth = 1, items = "priorite" }

[[framework.level]]
title = '^enjeu (?P<code>\d) : (?P<label>.+)$'
level = "enjeu"
notation = "{code}"

[[framework.rubric]]
title = "^constats$"
kind = "ignored"
reason = "constats en prose"
"""


def faults(text: str) -> str:
    with pytest.raises(BadLayout) as caught:
        parse("data/layouts/essai.toml", text.encode())
    assert str(caught.value).startswith("data/layouts/essai.toml : ")
    return str(caught.value)


def test_a_whole_layout_is_loaded() -> None:
    layout = parse("essai.toml", FRAMEWORK.encode())
    assert (layout.name, layout.requires) == ("Cadre d'essai", (("cadre d'essai",),))
    assert layout.tree["enjeu"].titles == "objectif"


FAULTS = [
    ('name = "Cadre d\'essai"\n', "", "il manque la clé « name »"),
    ('requires = ["cadre d\'essai"]', "requires = []", "« requires » doit être une liste, qui ne soit pas vide"),
    ('starts = "framework"\n', "", "il manque « starts », ou au moins une partie « [[section]] »"),
    ("starts =", "start =", "la clé « start » n'est pas connue (vouliez-vous dire « starts » ?)"),
    ('starts = "framework"', 'starts = "cadre"', "« starts » : « cadre » n'est pas une sorte de partie connue"),
    ('starts = "framework"', 'starts = "roadmap"', "il manque la table « [cells] », que demande la sorte « roadmap »"),
    ("depth = 0", "depth = -1", "« framework.levels.enjeu.depth » doit être un nombre entier"),
    ("depth = 0, ", "", "il manque la clé « framework.levels.enjeu.depth »"),
    (
        "enjeu = {",
        "enjeux = {",
        "« enjeux » n'est pas dans la liste data/lists (niveau) (vouliez-vous dire « enjeu » ?)",
    ),
    ('level = "enjeu"', 'level = "theme"', "« framework.level[1].level » : le niveau « theme » n'est pas déclaré"),
    ('titles = "objectif"', 'titles = "axe"', "« framework.levels.enjeu.titles » : le niveau « axe » n'est pas"),
    ('notation = "{code}"', 'notation = "E{rang}"', "« framework.level[1].notation » : « rang » n'est pas un groupe"),
    ("(?P<label>.+)$", "(?P<label>.+$", "« framework.level[1].title » : l'expression régulière « ^enjeu (?P<code>"),
    ("(?P<label>.+)$", "(.+)$", "« framework.level[1].title » : il manque le groupe (?P<label>…)"),
    ("^constats$", "^Constats$", "le texte comparé n'a ni majuscules ni accents, et « C » ne s'y trouve jamais"),
    ("^constats$", "^enjeux relevés$", "et « é » ne s'y trouve jamais"),
    ('kind = "ignored"', 'kind = "constats"', "« framework.rubric[1].kind » : « constats » n'est pas une sorte de"),
    ("\n[[framework.level]]", "\n[framework.level]", "« framework.level » doit être une liste"),
    ("[framework.levels]", "[framework.levels", "ce n'est pas du TOML à la ligne 6, colonne "),
]


@pytest.mark.parametrize(("before", "after", "told"), FAULTS)
def test_what_is_wrong_is_told_with_the_file_and_the_key(before: str, after: str, told: str) -> None:
    assert before in FRAMEWORK
    assert told in faults(FRAMEWORK.replace(before, after, 1))


def test_all_that_is_wrong_is_told_at_once() -> None:
    told = faults(FRAMEWORK.replace("depth = 0", "depth = 'zéro'").replace("^constats$", "(("))
    assert "framework.levels.enjeu.depth" in told
    assert "framework.rubric[1].title" in told


def test_an_ignored_part_says_why() -> None:
    part = FRAMEWORK + '\n[[section]]\ntitle = "^annexe$"\nkind = "ignored"\n'
    assert "la partie « ^annexe$ » est ignorée : dites pourquoi (« reason »)" in faults(part)


def test_a_file_that_is_no_utf_8_is_refused() -> None:
    with pytest.raises(BadLayout, match="l'octet 9 n'est pas de l'UTF-8"):
        parse("essai.toml", "name = '\xe9'".encode("latin-1"))


VALUES = ['""', "[]", "[[]]", "{}", "[{}]", "{ levels = { enjeu = 1 }, level = [{ level = [] }] }", "1"]


@given(
    st.dictionaries(
        st.sampled_from(["name", "requires", "section", "framework", "cells", "x"]), st.sampled_from(VALUES)
    )
)
def test_whatever_a_file_holds_it_is_loaded_or_refused_in_words(held: dict[str, str]) -> None:
    with pytest.raises(BadLayout):
        parse("essai.toml", "\n".join(f"{key} = {value}" for key, value in held.items()).encode())


def test_each_kind_of_section_has_its_reader() -> None:
    assert set(SECTIONS) == {"ignored", *recognise.READERS}


def document(text: str) -> Document:
    lines = tuple(text.split("\n"))
    blocks = tuple(Block(Kind.TEXT, line, Place(n, n)) for n, line in enumerate(lines, 1))
    return Document("essai.md", "", lines, blocks)


def layout(name: str, *requires: str, starts: str = "") -> Layout:
    sections = () if starts else (SectionPattern("^a$", "glossary"),)
    return Layout(name, tuple((words,) for words in requires), sections, options={"starts": starts})


def test_a_document_that_fits_several_layouts_takes_the_most_specific_one() -> None:
    whole, sections, more = (
        layout("entier", "a", "b", "c", starts="roadmap"),
        layout("parties", "a"),
        layout("plus", "a", "b"),
    )
    text = document("a b c")
    assert recognise_layout(text, [whole, sections]) is sections
    assert recognise_layout(text, [sections, more, whole]) is more
    assert recognise_layout(text, [whole, more, sections]) is more


def test_the_closest_layout_is_the_one_of_which_the_least_part_is_missing() -> None:
    short, long = layout("court", "x"), layout("long", "contrat", "quartiers", "enjeux")
    with pytest.raises(NoLayout) as caught:
        recognise_layout(document("Contrat\nQuartiers"), [short, long])
    assert str(caught.value) == (
        "essai.md : aucune des 2 mises en page connues ne convient. La plus proche est « long » ; "
        "il y manque « enjeux ». Pour ajouter une mise en page : docs/guide/9-ajouter-une-mise-en-page.md."
    )


def test_one_of_several_words_is_enough_and_all_are_named_where_none_is_there() -> None:
    either = Layout("fiches", (("fiche action", "fiche projet"),), ())
    assert recognise_layout(document("FICHE  PROJET n° 1"), [either]) is either
    with pytest.raises(NoLayout, match="il y manque « fiche action » ou « fiche projet »"):
        recognise_layout(document("rien"), [either])


def test_every_layout_of_the_program_has_a_name_of_its_own() -> None:
    names = [each.name for each in layouts()]
    assert len(set(names)) == len(names)


LEVELS = ["volet", "pilier", "theme", "orientation", "enjeu", "axe", "groupe", "objectif", "priorite"]


@given(st.permutations(LEVELS), st.lists(st.integers(0, len(LEVELS) - 1), min_size=1, max_size=30))
def test_a_framework_may_have_any_depth_and_any_names(names: list[str], depths: list[int]) -> None:
    levels = "".join(f"{name} = {{ depth = {depth} }}\n" for depth, name in enumerate(names))
    titles = "".join(
        f"[[framework.level]]\ntitle = '^n{depth} (?P<label>.+)$'\nlevel = '{name}'\n"
        for depth, name in enumerate(names)
    )
    head = "name = 'x'\nrequires = ['n']\nstarts = 'framework'\n[framework.levels]\n"
    layout = parse("essai.toml", (head + levels + titles).encode())
    lines = [f"n{depth} titre {index}" for index, depth in enumerate(depths)]
    blocks = tuple(Block(Kind.HEADING, line, Place(n, n)) for n, line in enumerate(lines, 1))
    records, _ = recognise.recognise(Document("x", "", tuple(lines), blocks), layout)
    assert [element.level for element in records.elements] == [names[depth] for depth in depths]
    for index, element in enumerate(records.elements):
        wider = [before for before in range(index) if depths[before] < depths[index]]
        assert element.parent == (wider[-1] if wider else None)
