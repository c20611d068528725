"""Who works with whom in Moissac, as a person reads it in the contract: the tables of the tests, and the governance."""

import tomllib
from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path
from typing import Any

TESTS = Path(__file__).parents[1]
ROWS: list[dict[str, Any]] = [
    row for row in tomllib.loads((TESTS / "moissac.toml").read_text("utf-8"))["row"] if "period" in row
]
LINES: list[dict[str, Any]] = tomllib.loads((TESTS / "moissac-prose.toml").read_text("utf-8"))["line"]

# the names of the tables that the graph writes in full
NAMES = {
    "Commune": "Commune de Moissac",
    "TDC": "Communauté de communes Terres des Confluences",
    "Département": "Conseil départemental de Tarn-et-Garonne",
    "Région": "Région Occitanie / Pyrénées-Méditerranée",
    "ARS": "Agence régionale de santé Occitanie",
    "CAF": "Caisse d'allocations familiales de Tarn-et-Garonne",
    "CPAM": "Caisse primaire d'assurance maladie",
    "DDT": "Direction départementale des territoires de Tarn-et-Garonne",
    "DRAC": "Direction régionale des affaires culturelles Occitanie",
    "EPFO": "Établissement public foncier d'Occitanie",
    "PDLHI": "Plan départemental de lutte contre l'habitat indigne",
    "ADIL": "Agence départementale pour l'information sur le logement ADIL 82",
    "CCAS": "Centre communal d'action sociale",
    "MAJ": "Moissac Animations Jeunes",
    "SPE": "Service public de l'emploi",
    "Conseils citoyens": "Association des Conseils Citoyens de Moissac",
    "Service public de l'emploi": "Service public de l'emploi",
}
DEVELOPMENT = "service Développement"
# who animates or keeps going which body: lines 398 to 402, 430, 453, 925 to 928, 941, 950
SEATS = {
    "Coordination Cohésion sociale": ["Service Politique de la Ville"],
    "Coordination Médiation": ["Service Politique de la Ville"],
    "COPIL Programme de Réussite Educative": ["Pôle Enfance de Moissac"],
    "COTECH / COPIL Contrat Local de santé": ["TDC"],
    "COTECH-COPIL Lutte contre l'Habitat Indigne": ["Urbanis"],
    "Coordination Emploi": ["Service Politique de la Ville", "Commune", "TDC", "SPE", "DDETS-PP"],
    "Coordination Développement économique": [DEVELOPMENT, "Commune", "TDC", "SPE", "DDETS-PP"],
    "Coordination des acteurs de l'aide et de l'accompagnement des publics vulnérables": ["CCAS"],
    "Coordination des acteurs de la petite enfance et de l'enfance": ["CCAS", "Commune"],
    "Coordination gérontologique": ["CCAS"],
    "Coordination des Médiateurs": ["Service Politique de la Ville"],
    "Conseil des Droits et des Devoirs des Familles": ["Département"],
}
SERVICES = {
    "Service Politique de la Ville": "Commune",
    "Service communication": "Commune",
    "Pôle Enfance de Moissac": "Commune",
    "Pôle d'attractivité de Moissac": "Commune",
    DEVELOPMENT: "TDC",
}
HEALTH_CONTRACT = ["TDC", "ARS", "Département", "CPAM", "MSA", "DDETS-PP", "Centre hospitalier de Moissac"]
# what the roadmap says by its titles (lines 913, 936, 949), the PRE by its COPIL (927), the CLS by its signatures (581)
SCHEMES_OF_ROWS = {
    913: "France Services",
    936: "Opération programmée d'amélioration de l'habitat – renouvellement urbain",
    949: "Territoires zéro chômeur de longue durée",
}
# words of the « publics » column that mean one public of the list, or everybody
ONE_PUBLIC = {
    "Public éloigné de l'Emploi": "Demandeurs d'emploi",
    "Chômeurs de longue durée": "Demandeurs d'emploi",
    "Séniors en couple ou solo": "Séniors",
    "Partenaires Politique de la Ville": "Partenaires",
}
EVERYBODY = {"Tout public", "Tous publics"}


def full(name: str) -> str:
    return NAMES.get(name, name)


def named(actors: Iterable[str]) -> set[str]:
    return {full(actor) for actor in actors if not actor.startswith("(")}


def actions() -> list[tuple[set[str], set[str], set[str], set[str]]]:
    """Return for each action who takes part, its publics, its quarters, its schemes."""
    told = [
        (
            named(row["actors"]),
            {ONE_PUBLIC.get(public, public) for public in row["publics"]} - EVERYBODY,
            set(row.get("quarters", [])),
            {SCHEMES_OF_ROWS[row["line"]]} if row["line"] in SCHEMES_OF_ROWS else set(),
        )
        for row in ROWS
    ]
    told += [
        (named(line.get("roles", {})), set(), set(line.get("quarters", [])), set(line.get("schemes", [])))
        for line in LINES
        if line.get("status") not in {"abandonnee", "echec"}
    ]
    return [*told, (named(HEALTH_CONTRACT), set(), set(), {"Contrat local de santé"})]


def seats() -> dict[str, set[str]]:
    return {body: named(members) for body, members in SEATS.items()}


def schemes() -> dict[str, set[str]]:
    """Return who has a part in which scheme, in one of its actions or of its bodies."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for actors, _, _, under in actions():
        for scheme in under:
            found[scheme] |= actors
    for line in LINES:
        for scheme in line.get("schemes", []):
            found[scheme] |= named(line.get("roles", {}))
    found["Programme de réussite éducative"] |= {"Pôle Enfance de Moissac"}
    found["Contrat local de santé"] |= {"Centre hospitalier de Montauban"}
    return dict(found)


def pairs(groups: Iterable[set[str]]) -> set[frozenset[str]]:
    return {frozenset(pair) for group in groups for pair in combinations(sorted(group), 2)}
