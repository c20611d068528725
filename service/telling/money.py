"""Tell who pays for a thing, and what an actor pays for: rung by rung, never added; what is unknown is said to be."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from service.evidence import Passage
from service.phrases import count, euros
from service.relations import Choice, Funding
from service.telling.sentence import Note, Part, Sentence, listed, said
from service.terms import local_name

PAYS: Mapping[str, tuple[str, str]] = {
    "verse": ("A versé un financement : ", "Ont versé un financement : "),
    "signe": ("A signé un financement : ", "Ont signé un financement : "),
    "vote": ("A voté un financement : ", "Ont voté un financement : "),
    "promis": ("A promis un financement : ", "Ont promis un financement : "),
    "sollicite": ("Est sollicité pour financer : ", "Sont sollicités pour financer : "),
    "potentiel": ("Pourrait financer (financeur potentiel) : ", "Pourraient financer (financeurs potentiels) : "),
}
"""How those who pay are said on each rung of firmness: one, several; the firmest first."""
FUNDS: Mapping[str, str] = {
    "verse": "A versé le financement de",
    "signe": "A signé le financement de",
    "vote": "A voté le financement de",
    "promis": "A promis le financement de",
    "sollicite": "Est sollicité pour financer",
    "potentiel": "Pourrait financer",
}
"""What a funder does on each rung."""


def who_pays(found: Sequence[Choice]) -> Iterator[Sentence]:
    """Yield a sentence for each rung, with all who stand on it; alternatives stand together."""
    for rung, choices in by_rung(found):
        one, several = PAYS.get(rung, (f"{choices[0][0].firmness.label} : ".capitalize(),) * 2)
        unknown = all(line.amount is None for line in chain.from_iterable(choices))
        words = one if len(choices) == 1 and len(choices[0]) == 1 else several
        each = listed([_funder(choice, told=not unknown) for choice in choices])
        ending: tuple[Part, ...] = (" ; ", _unknown(sum(map(len, choices)))) if unknown else ()
        yield said(words, *each, *ending, ".", sources=places(choices))


def what_it_funds(found: Sequence[Choice], *, several: bool) -> Iterator[Sentence]:
    """Yield a sentence for each rung on which an actor stands, that lists what it funds, or might.

    `several` has each thing that is funded say which contract it is of.
    """
    for rung, choices in by_rung(found):
        lines = [line for choice in choices for line in choice]
        verb = FUNDS.get(rung, lines[0].firmness.label.capitalize())
        firmness = Note(f"(fermeté : {lines[0].firmness.label})")
        if len(lines) == 1:
            yield said(
                verb, " ", *_line(lines[0], told=True, several=several), " ", firmness, ".", sources=lines[0].sources
            )
            continue
        unknown = sum(line.amount is None for line in lines) == len(lines)
        ending: tuple[Part, ...] = (", ", _unknown(len(lines))) if unknown else ()
        items = [said(*_line(line, told=not unknown, several=several), sources=line.sources) for line in lines]
        yield said(f"{verb} {_number(lines)} ", firmness, *ending, " :", items=items)


def _number(lines: Sequence[Funding]) -> str:
    """Say how many things are funded, an alternative or two lines for one of them being one thing."""
    things = {line.what.iri: line.what.kind for line in lines}
    words = ("action", "actions") if set(things.values()) == {"Action"} else ("chose", "choses")
    return count(len(things), *words, feminine=True)


def by_rung(found: Sequence[Choice]) -> Iterator[tuple[str, list[Choice]]]:
    """Yield the lines on each rung of firmness, the firmest first."""
    order = [*PAYS]
    rungs = dict.fromkeys(local_name(choice[0].firmness.iri) for choice in found)
    for rung in sorted(rungs, key=lambda each: order.index(each) if each in order else len(order)):
        yield rung, [choice for choice in found if local_name(choice[0].firmness.iri) == rung]


def places(choices: Iterable[Choice]) -> tuple[Passage, ...]:
    """Return the places of some lines, each once."""
    return tuple(dict.fromkeys(passage for choice in choices for line in choice for passage in line.sources))


def amount(line: Funding) -> tuple[Part, ...]:
    """Say how much, of what year and from what kind of credit."""
    year = f" en {line.year}" if line.year else ""
    nature = "" if line.nature is None or line.nature.iri.endswith("/non-precise") else f", {line.nature.label}"
    if line.amount is None:
        return (Note(f"montant inconnu{year}{nature}", unknown=True),)
    return (f"{euros(line.amount)}{year}{nature}",)


def _funder(choice: Choice, *, told: bool) -> list[Part]:
    parts = [*listed([[line.who] for line in choice], "ou")]
    if len(choice) > 1:
        parts += [" ", Note("(l'un ou l'autre)")]
    if told:
        parts += [" (", *amount(choice[0]), ")"]
    return [*parts, *_detail(choice[0])]


def _line(line: Funding, *, told: bool, several: bool) -> tuple[Part, ...]:
    """Say what a line funds, how much where that is told here, and of what it is an alternative."""
    parts: list[Part] = [line.what]
    if several:
        parts += [" ", Note(f"({line.what.owner.capitalize()})")]
    if told:
        parts += [", ", *amount(line)]
    if line.alternative:
        parts += [" ", Note(f"(alternative « {line.alternative} » : l'un ou l'autre)")]
    return (*parts, *_detail(line))


def _detail(line: Funding) -> tuple[Part, ...]:
    return (" ", Note(f"({line.detail})")) if line.detail else ()


def _unknown(lines: int) -> Note:
    return Note("montant inconnu" if lines == 1 else "montants inconnus", unknown=True)
