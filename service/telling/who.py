"""Tell who takes part in a thing, role by role, and what an actor takes part in."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from service.evidence import Passage
from service.index import Thing
from service.phrases import count
from service.relations import Participation
from service.telling.known import role_of
from service.telling.sentence import Note, Part, Sentence, listed, said

WITH: Mapping[str, tuple[str, str]] = {
    "pilote": ("Piloté{e} par ", "Piloté{e} par "),
    "porteur": ("Porté{e} par ", "Porté{e} par "),
    "animateur": ("Animé{e} par ", "Animé{e} par "),
    "operateur": ("Mis{e} en œuvre par un opérateur : ", "Mis{e} en œuvre par des opérateurs : "),
    "formateur": ("Formation assurée par ", "Formation assurée par "),
    "partenaire": ("En partenariat avec ", "En partenariat avec "),
    "membre": ("Y siège : ", "Y siègent : "),
    "suivi": ("Suivi{e} par ", "Suivi{e} par "),
    "contributeur": ("Y contribue : ", "Y contribuent : "),
    "beneficiaire": ("En bénéficie : ", "En bénéficient : "),
    "acteur": (
        "Y prend part, sans que son rôle soit précisé : ",
        "Y prennent part, sans que leur rôle soit précisé : ",
    ),
    "signataire": ("Signé{e} par ", "Signé{e} par "),
    "signataire-associe": ("Signataire associé : ", "Signataires associés : "),
}
"""How those who take part are said in each role: one, several; in the order in which they are told."""
DOES: Mapping[str, tuple[str, str]] = {
    "pilote": ("Pilote ", ""),
    "porteur": ("Porte ", ""),
    "animateur": ("Anime ", ""),
    "operateur": ("Est opérateur de ", ""),
    "formateur": ("Assure une formation dans ", ""),
    "partenaire": ("Est partenaire de ", ""),
    "membre": ("Siège dans ", ""),
    "suivi": ("Suit ", ""),
    "contributeur": ("Contribue à ", ""),
    "beneficiaire": ("Bénéficie de ", ""),
    "acteur": ("Prend part à ", ", sans que son rôle soit précisé"),
    "signataire": ("Signe ", ""),
    "signataire-associe": ("Est signataire associé de ", ""),
    "repertorie": ("Figure à l'annuaire de ", ""),
}
"""What an actor does in each role, before and after what it does it to; in the order in which it is told."""


def who_takes_part(found: Sequence[Participation], *, feminine: bool) -> Iterator[Sentence]:
    """Yield a sentence for each role, with all who have it."""
    for role, parts in by_role(found, WITH):
        one, several = WITH.get(role, (f"{parts[0].role.label} : ".capitalize(),) * 2)
        words = (one if len(parts) == 1 else several).replace("{e}", "e" if feminine else "")
        yield said(
            words,
            *listed([[part.who, *aside(part)] for part in parts]),
            ".",
            sources=sources(parts),
        )


def what_it_does(found: Sequence[Participation], *, several: bool) -> Iterator[Sentence]:
    """Yield what an actor does, role by role; the actions of one role stand in one list.

    `several` has each action say which contract it is of.
    """
    for role, parts in by_role(found, DOES):
        before, after = DOES.get(role, (f"Participe, comme {parts[0].role.label}, à ", ""))
        actions = [part for part in parts if is_action(part)]
        if len(actions) > 1:
            items = [_in(part, several=several) for part in actions]
            yield said(before, count(len(actions), "action", "actions", feminine=True), after, " :", items=items)
        for part in parts if len(actions) < 2 else [part for part in parts if not is_action(part)]:
            what = (part.what, *_contract(part, told=several))
            yield said(toward(before, part.what), *what, after, *aside(part), ".", sources=part.sources)


def toward(before: str, what: Thing) -> str:
    """Return the words before what an actor is in, with the article that the name of a contract takes.

    >>> toward("Figure à l'annuaire de ", Thing("", "Contrat de ville de Moissac", "ContratDeVille"))
    "Figure à l'annuaire du "
    """
    if what.kind != "ContratDeVille":
        return before
    for end, contracted in (("de ", "du "), ("à ", "au "), (" ", " le ")):
        if before.endswith(end):
            return before.removesuffix(end) + contracted
    return before


def _in(part: Participation, *, several: bool) -> Sentence:
    return said(part.what, *_contract(part, told=several), *aside(part), sources=part.sources)


def _contract(part: Participation, *, told: bool) -> tuple[Part, ...]:
    """Say of which contract an action is."""
    return (" ", Note(f"({part.what.owner.capitalize()})")) if told and is_action(part) else ()


def by_role(found: Sequence[Participation], order: Mapping[str, object]) -> Iterator[tuple[str, list[Participation]]]:
    """Yield the parts taken in each role, the roles in the order of a table."""
    known = [*order]
    roles = dict.fromkeys(role_of(part) for part in found)
    for role in sorted(roles, key=lambda each: known.index(each) if each in known else len(known)):
        yield role, [part for part in found if role_of(part) == role]


def sources(parts: Iterable[Participation]) -> tuple[Passage, ...]:
    """Return the places of several relations, each once."""
    return tuple(dict.fromkeys(chain.from_iterable(part.sources for part in parts)))


def aside(part: Participation) -> tuple[Part, ...]:
    """Say in passing what a source adds to a part that is taken: who signs, under which heading, for what."""
    heading = f"rubrique « {part.heading} »" if part.heading else None
    under = f"au titre de « {part.under.label} »" if part.under and not part.heading else None
    told = [each for each in (part.name, part.function, heading, under, part.detail) if each]
    return (" ", Note(f"({', '.join(told)})")) if told else ()


def is_action(part: Participation) -> bool:
    """Tell whether the part is taken in an action."""
    return part.what.kind == "Action"
