"""Words become terms: what meets, what does not, and what says nothing."""

import pytest

from data.propose.words import terms


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("médiateurs", "médiation"),
        ("animatrice", "animations"),
        ("EDUCATION", "éducatives"),
        ("logements", "loger"),
        ("jeunesse", "jeunes"),
        ("employabilité", "emplois"),
        ("séniors", "âgées"),
        ("vidéo-surveillance", "vidéoprotection"),
        ("plates-formes", "forme"),  # a compound that no family knows is cut in its parts
    ],
)
def test_words_of_one_root_or_one_family_meet(one: str, other: str) -> None:
    assert set(terms(one)) & set(terms(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("former", "formation"),  # the stemmer takes no ending off so short a root: no rule of ours mends it
        ("plate-forme", "former"),
        ("France Services", "langue française"),
        ("entrées de ville", "entre les quartiers"),
        ("habitants", "habitat"),
    ],
)
def test_words_that_only_look_alike_do_not_meet(one: str, other: str) -> None:
    assert not set(terms(one)) & set(terms(other))


def test_words_that_say_nothing_of_the_subject_are_left_out() -> None:
    assert terms("Développer les actions en faveur de la médiation dans les 2 QPV") == {
        "faveur": "faveur",
        "mediat": "médiation",
    }
    assert terms("Développement de projets pour tous") == {}


def test_a_term_keeps_the_first_word_that_gave_it_without_its_article() -> None:
    assert terms("L’École, les écoles")["ecol"] == "école"


def test_an_acronym_keeps_its_capitals_and_meets_the_same_in_small_letters() -> None:
    assert terms("Reconduire l'OPAH-RU") == {"reconduir": "reconduire", "opah": "OPAH"}
    assert set(terms("une opah réussie")) >= {"opah"}


def test_a_text_without_words_has_no_terms() -> None:
    assert terms("2021 – 2022 : 50 %") == {}
