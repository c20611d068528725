"""Tell where all of it comes from: the documents, what was read in them, the licence, and how to find a row again."""

from collections.abc import Iterator, Sequence

from service.dossier.matter import Matter
from service.dossier.parts import Block, Findings, Paragraph, Section, Table, Unknown
from service.dossier.words import cut, listed
from service.reading import records

LICENCE = "Licence Ouverte 2.0"
TITLE = "D'où vient ce dossier"


def sources(matter: Matter, told: Sequence[Section]) -> Section:
    """Return the last section: documents, limits, licence, how to check."""
    blocks = [*_documents(matter), *_limits(matter, told), *_again(matter, told)]
    return Section(TITLE, tuple(blocks))


def _documents(matter: Matter) -> Iterator[Block]:
    rows = []
    for contract in matter.contracts:
        bound = {"contrat": contract.iri}
        for each in records(matter.store, "documents", by="document", graphs=[contract.graph], bound=bound):
            parts = sorted(matter.world.refer(part).label for part in each.texts("contenu"))
            rows.append((contract.label, cut(each.text("titre") or ""), listed(parts, most=12) or "–"))
    if rows:
        yield Table(
            caption="Les documents lus",
            headers=("Contrat", "Document", "Ce qui y a été lu"),
            rows=tuple(rows),
            widths=(1.6, 2.6, 3.4),
        )


def _limits(matter: Matter, told: Sequence[Section]) -> Iterator[Block]:
    alone = f"{matter.contracts[0].label} : " if len(matter.contracts) == 1 else ""
    unknown = dict.fromkeys(
        block.text.partition(" ; la réponse est inconnue")[0].removeprefix(alone)
        for section in told
        for block in section.blocks
        if isinstance(block, Unknown)
    )
    if unknown:
        yield Paragraph(
            "Ce que ce dossier ne peut pas dire, faute de l'avoir trouvé dans les documents chargés : "
            f"{' ; '.join(unknown)}."
        )


def _again(matter: Matter, told: Sequence[Section]) -> Iterator[Block]:
    yield Paragraph(
        "Chaque fait de ce dossier est écrit quelque part dans ces documents : la réponse à chaque question donne la "
        "section, la page et la ligne. Sous chaque tableau figure l'adresse de sa question : ajoutez-la à l'adresse de "
        f"votre site Maillage, ou demandez en ligne de commande « {_command(matter, told)} »."
    )
    yield Paragraph(
        f"Données publiées sous {LICENCE} : elles se réutilisent librement, en citant la source et sa date "
        f"(Maillage, révision {matter.world.revision}). Ce dossier ne nomme aucune personne."
    )


def _command(matter: Matter, told: Sequence[Section]) -> str:
    asked = [
        block.address
        for section in told
        for block in section.blocks
        if isinstance(block, Table) and "/questions/" in block.address
    ]
    asked += [
        each.address
        for section in told
        for block in section.blocks
        if isinstance(block, Findings)
        for each in block.findings
    ]
    name = asked[0].removeprefix("/questions/").partition("?")[0] if asked else "provenance"
    contracts = " ".join(f"--contrat {contract.identifier}" for contract in matter.contracts)
    return f"maillage ask {name} {contracts}"
