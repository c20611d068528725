"""What the document says badly, as the reader noticed it, and what waits for a decision."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from service.propositions import waiting
from service.quality.matter import Matter
from service.quality.remark import Kind, Remark, Topic
from service.reading import Term, plain, rows
from service.terms import local_name

_ASK = "demandez au pilote du contrat ce qu'il en est, et complétez le classeur."

KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "tronque": Kind(
            "texte-tronque",
            Topic.DOCUMENT,
            "Le texte est tronqué dans la source",
            "retrouvez le texte entier dans l'original, et corrigez l'intitulé dans le classeur.",
            "Code",
        ),
        "codeInfere": Kind(
            "code-deduit",
            Topic.DOCUMENT,
            "Le code manque dans la source et a été déduit de ses voisins",
            "vérifiez-le dans l'original.",
            "Code déduit",
        ),
        "signalement": Kind(
            "irregularite",
            Topic.DOCUMENT,
            "Le tableau est irrégulier à cet endroit",
            "comparez avec le document : ce qui se trouve dans une autre colonne a pu être mal compris.",
            "Ce qui est irrégulier",
        ),
        "acteursListeOuverte": Kind(
            "liste-d-acteurs-ouverte",
            Topic.DOCUMENT,
            "La source laisse ouverte la liste des acteurs",
            f"d'autres que ceux qui sont nommés prennent peut-être part : {_ASK}",
        ),
        "financeursListeOuverte": Kind(
            "liste-de-financeurs-ouverte",
            Topic.DOCUMENT,
            "La source laisse ouverte la liste des financeurs",
            f"d'autres que ceux qui sont nommés financent peut-être : {_ASK}",
        ),
        "financementADefinir": Kind(
            "financement-a-definir", Topic.DOCUMENT, "La source dit que le financement reste à définir", _ASK
        ),
        "renvoi": Kind(
            "renvoi",
            Topic.DOCUMENT,
            "La source renvoie à un autre endroit au lieu de répondre",
            "lisez la page à laquelle elle renvoie, et complétez le classeur.",
            "Mots du document",
        ),
    }
)
WAITING = Kind(
    "proposition",
    Topic.PROPOSITION,
    "Une action semble répondre à un élément du cadre",
    "acceptez ou refusez chacune, sur la page des propositions.",
    "Élément du cadre, et pourquoi",
)
_TRUE, _FALSE = frozenset({"true", "1"}), frozenset({"false", "0"})


def noticed(matter: Matter) -> Iterator[Remark]:
    """Yield a remark for each flag that the graph keeps."""
    for row in rows(matter.world.store, "noticed", graphs=[matter.contract.graph]):
        if plain(row["said"]) in _FALSE:
            continue
        thing = plain(row["thing"])
        yield Remark(
            kind=KINDS[local_name(plain(row["flag"]))],
            contract=matter.contract,
            thing=matter.world.refer(thing),
            words=_words(row),
            sources=matter.sources(thing),
        )


def _words(row: Mapping[str, Term]) -> str:
    """Return what a flag says in words; of one that is only there, the code of what it is about."""
    said = plain(row["said"])
    if said not in _TRUE:
        return said
    return plain(row["code"]) if "code" in row else ""


def propositions(matter: Matter) -> Iterator[Remark]:
    """Yield a remark for each proposition that nobody has accepted or refused."""
    for each in waiting(matter.world, matter.contract):
        yield Remark(
            kind=WAITING,
            contract=matter.contract,
            thing=each.action,
            other=each.element,
            words=each.reason,
            sources=matter.sources(each.action.iri),
        )
