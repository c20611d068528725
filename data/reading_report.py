"""Say in French how a document was read: what became of its lines, how names were linked, what to look at."""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from rdflib import PROV

from data.reader import Reading
from data.reading.ledger import Entry, Fate
from data.revision import grounds
from data.revision.changes import Changes
from ontology import MLG


def summary(reading: Reading) -> Iterator[str]:
    """Yield the lines of the report that a person reads."""
    description, counts = reading.description, Counter(entry.fate for entry in reading.entries)
    yield f"{reading.document.name} : contrat « {description.contract} », document « {description.document} »"
    yield f"  mise en page : {reading.layout.name}"
    yield from (f"  attention : {warning}" for warning in reading.document.warnings)
    told = ", ".join(f"{counts[fate]} {fate.value}{'s' if counts[fate] > 1 else ''}" for fate in Fate)
    yield f"  {len(reading.entries)} lignes non vides : {told}"
    for fate in Fate:
        yield from _by_reason(fate, reading.entries)
    yield from _linked(reading)
    yield from _to_check(reading)


def difference(changes: Changes, stale: tuple[grounds.Stale, ...]) -> Iterator[str]:
    """Yield what a new version of a document changes, and what of the curation it makes worth looking at again."""
    moved = f"{changes.moved} passage{'s' if changes.moved > 1 else ''} déplacé{'s' if changes.moved > 1 else ''}"
    if changes.told:
        yield "  Ce qui change :"
        yield from (f"    {sentence}" for sentence in changes.sentences())
        if changes.moved:
            yield f"    {moved}"
    else:
        yield f"  Rien ne change{f' ({moved})' if changes.moved else ''}."
    if stale:
        yield "  À revoir dans la curation :"
        yield from (f"    {line}" for line in grounds.told(stale))


def by_line(reading: Reading) -> str:
    """Return the fate of each non-blank line as CSV: its number, its fate, what as or why."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(["ligne", "sort", "raison"])
    writer.writerows([entry.line, entry.fate.value, entry.reason] for entry in reading.entries)
    return buffer.getvalue()


def names(reading: Reading) -> str:
    """Return each mention of an actor as CSV: its line, its words, what it was linked to, and why."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(["ligne", "mots", "chose", "raison"])
    for linked in sorted(reading.description.resolutions, key=lambda each: (each.place.line, each.words)):
        writer.writerow([linked.place.line, linked.words, linked.thing, linked.reason])
    for place, message in reading.description.misunderstood:
        writer.writerow([place.line, message, "", "laissé"])
    return buffer.getvalue()


def ranges(numbers: Iterable[int]) -> str:
    """Return numbers as ranges.

    >>> ranges([1, 2, 3, 7, 9, 10])
    '1-3, 7, 9-10'
    """
    found: list[list[int]] = []
    for number in sorted(set(numbers)):
        if found and number == found[-1][1] + 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in found)


def _by_reason(fate: Fate, entries: Sequence[Entry]) -> Iterator[str]:
    reasons: dict[str, list[int]] = {}
    for entry in entries:
        if entry.fate is fate:
            reasons.setdefault(entry.reason, []).append(entry.line)
    if reasons:
        yield f"  {fate.value}s :"
    for reason, lines in sorted(reasons.items(), key=lambda item: (-len(item[1]), item[0])):
        yield f"    {len(lines):>4}  {reason} (lignes {ranges(lines)})"


def _linked(reading: Reading) -> Iterator[str]:
    reasons = Counter(resolution.reason for resolution in reading.description.resolutions)
    if reasons:
        told = ", ".join(
            f"{count} par {reason}" if reason != "nouvel acteur" else f"{count} nouveaux"
            for reason, count in reasons.most_common()
        )
        yield f"  mentions d'acteurs : {sum(reasons.values())} ({told})"


def _to_check(reading: Reading) -> Iterator[str]:
    """Yield what the reader noticed as irregular, and what it could not describe."""
    graph = reading.description.graph
    noticed: dict[str, list[int]] = {}
    for subject, notice in graph.subject_objects(MLG.signalement):
        passages = graph.objects(subject, PROV.wasDerivedFrom)
        lines = [int(str(line)) for passage in passages for line in graph.objects(passage, MLG.ligneDebut)]
        noticed.setdefault(str(notice), []).extend(lines)
    for place, message in reading.description.misunderstood:
        noticed.setdefault(message, []).append(place.line)
    if noticed:
        yield "  à vérifier :"
    for message, lines in sorted(noticed.items()):
        yield f"    lignes {ranges(lines)} : {message}"
