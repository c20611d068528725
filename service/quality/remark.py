"""One thing that somebody should look at, and the topics under which such remarks are shown."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from service.evidence import Passage
from service.index import Thing
from service.world import Contract


class Topic(StrEnum):
    """What sort of remark it is, the gravest first, as an address names it."""

    VIOLATION = "violation"
    WARNING = "avertissement"
    ADVICE = "conseil"
    NAME = "nom"
    DOCUMENT = "document"
    PROPOSITION = "proposition"


@dataclass(frozen=True, slots=True)
class Told:
    """What a topic is called, what it means, and what it means that it has no remark."""

    title: str
    one: str
    many: str
    meaning: str
    none: str


TOPICS: Mapping[Topic, Told] = MappingProxyType(
    {
        Topic.VIOLATION: Told(
            "Violations",
            "violation",
            "violations",
            "Ce qui empêche de publier : corrigez le document ou le classeur du contrat, puis importez-le de nouveau.",
            "Aucune violation : rien de ce qui a été contrôlé n'empêche de publier.",
        ),
        Topic.WARNING: Told(
            "Avertissements",
            "avertissement",
            "avertissements",
            "Publié, mais quelque chose manque pour que les réponses soient sûres.",
            "Aucun avertissement.",
        ),
        Topic.ADVICE: Told(
            "Conseils",
            "conseil",
            "conseils",
            "Rien n'est faux : un renseignement manque, que le document donne peut-être.",
            "Aucun conseil.",
        ),
        Topic.NAME: Told(
            "Doutes sur les noms",
            "doute sur un nom",
            "doutes sur les noms",
            "Qui est qui : ce que le lecteur a compris des noms, et que seule une personne peut confirmer.",
            "Aucun doute sur un nom.",
        ),
        Topic.DOCUMENT: Told(
            "Ce que le document dit mal",
            "défaut du document",
            "défauts du document",
            "Ce que la source tronque, décale ou laisse ouvert : le texte est gardé tel quel, le défaut est signalé.",
            "Rien n'est signalé dans le texte des documents.",
        ),
        Topic.PROPOSITION: Told(
            "Propositions en attente",
            "proposition en attente",
            "propositions en attente",
            "Ce que le programme suppose : cela ne compte dans aucune réponse tant que personne n'a décidé.",
            "Aucune proposition n'attend de décision.",
        ),
    }
)


@dataclass(frozen=True, slots=True)
class Kind:
    """What remarks of one kind have in common: what is remarked, what to do, what the words of each are."""

    name: str
    topic: Topic
    title: str
    advice: str = ""
    words: str = "Précision"


@dataclass(frozen=True, slots=True)
class Remark:
    """A remark about a thing of a contract; `other` is a second thing at stake, `words` what is particular to it."""

    kind: Kind
    contract: Contract
    thing: Thing
    words: str = ""
    other: Thing | None = None
    sources: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """The remarks of one kind, of one contract after the other."""

    kind: Kind
    remarks: tuple[Remark, ...]

    @property
    def has_words(self) -> bool:
        """Tell whether any remark says more than its thing."""
        return any(remark.words or remark.other for remark in self.remarks)


def grouped(remarks: Iterable[Remark]) -> tuple[Group, ...]:
    """Put remarks of one kind together; the topics in their order, in each the kind that has most remarks first."""
    kinds: dict[Kind, list[Remark]] = {}
    for remark in remarks:
        kinds.setdefault(remark.kind, []).append(remark)
    order = list(Topic)
    groups = (Group(kind, tuple(found)) for kind, found in kinds.items())
    return tuple(
        sorted(groups, key=lambda group: (order.index(group.kind.topic), -len(group.remarks), group.kind.name))
    )
