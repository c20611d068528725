"""Names read by hand in the glossary, the directory and the tables of the documents lead to what bears them."""

import pytest

from service.search.results import results
from service.search.words import asked
from service.world import World
from tests.service.search.shelf import lines, reasons

# Each row: what is typed, how the label of the thing begins, what is said of why
GLOSSARY = [
    ("fapi", "Fonds d'appui aux politiques d'insertion", "sigle : FAPI"),
    ("GHT", "Groupements Hospitaliers de Territoires", "sigle : GHT"),
    ("p.d.a.l.h.p.d.", "Plan Départemental d'Actions pour le Logement et l'Hébergement", "sigle : PDALHPD"),
    ("opah ru", "Opération Programmée de l'Amélioration de l'Habitat", "sigle : OPAH – RU"),
]
FORMER = [
    ("DDCSPP", "DDETS-PP", "ancien nom : DDCSPP"),
    ("direccte", "DREETS", "ancien nom : DIRECCTE"),
    ("Direction départementale cohésion sociale protection populations", "DDETS-PP", "ancien nom : "),
]
DIRECTORY = [
    "Secours populaire",
    "petits freres des pauvres",
    "croix-rouge",
    "habitat et humanisme",
    "ADIL82",
    "apas 82",
    "Camille Delthil",
    "Institut d’éducation permanente",
    "maison des ados",
    "Club PME dirigeants",
]
MONTAUBAN = [
    ("P 1.1.1", "Lutter contre la progression de la grande précarité chez les jeunes"),
    ("p1.3.3", "Poursuivre et renforcer les actions visant à améliorer l'interconnaissance"),
    ("OS 3.1", "Poursuivre l'adaptation et amélioration de l'offre de logement"),
    ("pilier 3", "Cadre de vie"),
]


@pytest.mark.parametrize(("text", "label", "reason"), [*GLOSSARY, *FORMER])
def test_an_acronym_or_a_former_name_leads_to_its_thing_and_is_the_reason(
    world: World, text: str, label: str, reason: str
) -> None:
    found = {line.thing.label.casefold(): line for line in lines(world.finder, text)}
    (line,) = [line for name, line in found.items() if name.startswith(label.casefold())][:1]
    assert any(each.startswith(reason) for each in reasons(line))


@pytest.mark.parametrize("text", DIRECTORY)
def test_a_partner_of_the_directory_comes_first_of_the_actors(world: World, text: str) -> None:
    shown = results(world.finder, asked(text), kind="Acteur", contracts=["moissac"], page=1)
    wanted = set(asked(text).words)
    first = shown.groups[0].lines[0].thing
    said = set(asked(" ".join((first.label, *first.names))).words)
    assert wanted <= said
    assert not shown.near


@pytest.mark.parametrize(("text", "label"), MONTAUBAN)
def test_a_code_leads_to_its_element(world: World, text: str, label: str) -> None:
    shown = results(world.finder, asked(text), kind=None, contracts=["montauban"], page=1)
    assert shown.groups[0].lines[0].thing.label.startswith(label)


def test_the_siren_in_the_last_lines_leads_to_the_commune(world: World) -> None:
    (line,) = [line for line in lines(world.finder, "218201127") if line.thing.kind == "Acteur"]
    assert reasons(line) == ["SIREN : 218201127"]


def test_a_town_leads_to_its_contract_before_all_that_bears_its_name(world: World) -> None:
    assert [lines(world.finder, town)[0].thing.label for town in ("moissac", "MONTAUBAN")] == [
        "Contrat de ville de Moissac",
        "Contrat de ville de Montauban",
    ]


def test_no_person_who_signed_is_found_by_name(world: World) -> None:
    for name in ("Romain LOPEZ", "Carole DELGA", "Charlotte HUBERT-BOYER"):
        assert not len(world.finder.find(asked(name)).places)
