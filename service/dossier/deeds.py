"""Tell the actions that concern the subject: when, who takes part, who may pay, and where it is written."""

from collections.abc import Iterator, Sequence

from service.actions import ActionRow, with_details
from service.dossier.matter import Matter
from service.dossier.parts import Block, Paragraph, Table, Unknown
from service.dossier.words import cut, listed
from service.relations import Choice, Participation

MOST = 12
SILENT = "non dit"


def tell_actions(matter: Matter) -> Iterator[Block]:
    """Tell the actions, those of the roadmap first."""
    if not matter.actions:
        yield _nothing(matter)
        return
    shown = with_details(matter.world, matter.actions[:MOST])
    left = len(matter.actions) - MOST
    address = f"/actions?contrat={matter.contracts[0].identifier}" if len(matter.contracts) == 1 else "/actions"
    yield Table(
        caption="Les actions, celles de la feuille de route d'abord",
        headers=("Action", "Où elle en est", "Qui y prend part", "Qui finance", "Pages"),
        rows=tuple(map(_row, shown)),
        widths=(3, 1.3, 2.3, 2.1, 0.75),
        left=f"… et {left} autre{'s' if left > 1 else ''} : voir {address}" if left > 0 else "",
        address=address,
    )
    if any(action.in_prose for action in matter.actions[:MOST]):
        yield Paragraph(
            "« Dite dans le texte » : une phrase du document la raconte, sans toujours dire qui la porte ni qui la "
            "paie ; ce silence n'est pas un manque de la feuille de route.",
            "note",
        )


def _nothing(matter: Matter) -> Block:
    if matter.has_roadmap:
        return Paragraph("Les documents chargés ne rattachent aucune action à ce sujet.")
    return Unknown("aucune feuille de route chargée")


def _row(row: ActionRow) -> tuple[str, ...]:
    action = row.action
    status = action.status.label if action.status else ""
    told = "dite dans le texte" if action.in_prose else ""
    state = " ; ".join(part for part in (status, cut(action.deadline or "", 60), told) if part) or SILENT
    return (
        cut(action.thing.label, 120),
        state,
        _people(row.participants) or SILENT,
        _payers(row) or SILENT,
        _pages(row),
    )


def _people(participants: Sequence[Participation]) -> str:
    names = dict.fromkeys(_name(each.who.label, unnamed=each.who.unnamed) for each in participants)
    return listed(list(names), most=6)


def _payers(row: ActionRow) -> str:
    if not row.funders:
        return "à définir, dit la source" if row.action.funding_undefined else ""
    by_firmness: dict[str, dict[str, None]] = {}
    for choice in row.funders:
        by_firmness.setdefault(choice[0].firmness.label, {})[_choice(choice)] = None
    return " ; ".join(f"{firmness} : {listed(list(names), most=8)}" for firmness, names in by_firmness.items())


def _choice(choice: Choice) -> str:
    return " ou ".join(_name(line.who.label, unnamed=line.who.unnamed) for line in choice)


def _name(label: str, *, unnamed: bool) -> str:
    return f"« {label} », non nommé" if unnamed else label


def _pages(row: ActionRow) -> str:
    spans = dict.fromkeys(source.pages for source in row.sources if source.pages)
    return ", ".join(f"{first}" if first == last else f"{first}-{last}" for first, last in spans)
