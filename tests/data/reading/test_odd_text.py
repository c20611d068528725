"""Text as keyboards, converters and attackers write it: kept as it is, told where it cannot be read."""

import unicodedata

import pytest
from rdflib import RDF, SKOS, Graph

from data.formats import UnreadableDocument
from data.publish import publish
from data.reader import read
from ontology import MLG, Severity, judge
from tests.data.reading.test_prose import HEAD, TAIL, actions, graph

TABLE = (
    "\n## Pilier 1 – Vivre\n\nACTION\tOBJECTIFS\tCIBLE\tDELAIS\tACTEURS\tFINANCEURS POTENTIELS\n"
    "Fête\tDanser\tTous\t{deadline}\tEtat\tEtat\n"
)


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_phrase_is_known_however_its_accents_are_written(form: str) -> None:
    text = unicodedata.normalize(form, "Fête à l'école, co-portée par l'association Éole")  # type: ignore[arg-type]
    found = graph(f"### Effectués\n\n- {text}\n")
    assert list(actions(found)) == [text]
    assert len(list(found.subjects(MLG.role))) == 1


@pytest.mark.parametrize(
    "odd", ["\u202egauche", "\u2028suite", "\u200bplein", "\ufefffin", "👨\u200d👩\u200d👧", "\x85saut"]
)
def test_odd_characters_are_kept_and_break_no_line(odd: str) -> None:
    found = graph(f"### Effectués\n\n- Une piste {odd}\n\n- Un parc\n")
    assert set(actions(found)) == {" ".join(f"Une piste {odd}".split()), "Un parc"}  # a separator is a space
    after = actions(found)["Un parc"]
    (line,) = {int(str(n)) for p in found.objects(after) for n in found.objects(p, MLG.ligneDebut)}
    assert line == HEAD.count("\n") + 5


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (f"{HEAD}- a\x00b\n{TAIL}".encode(), "ni un format connu"),
        (f"{HEAD}### Effectués\n\n- Une fête\n{TAIL}".encode("cp1252"), "n'est pas de l'UTF-8"),
        (f"{HEAD}{TAIL}".encode("utf-16"), "UTF-16"),
        (HEAD.encode() + b"\xed\xa0\x80" + TAIL.encode(), "n'est pas de l'UTF-8"),
    ],
    ids=["NUL", "Windows-1252", "UTF-16", "lone surrogate"],
)
def test_bytes_that_are_no_text_are_refused_with_what_to_do(content: bytes, message: str) -> None:
    with pytest.raises(UnreadableDocument, match=message):
        read("brise-protocole.md", content)


@pytest.mark.parametrize("deadline", ["2023-2021", "Au fil de l'eau", "Novembre 20245", "31 février"])
def test_a_deadline_that_is_none_is_told_kept_in_its_words_and_stops_nothing(deadline: str) -> None:
    reading = read("brise-protocole.md", (HEAD + TAIL + TABLE.format(deadline=deadline)).encode())
    assert f"« {deadline} » ne se lit pas comme une période" in {why for _, why in reading.description.misunderstood}
    found = publish(reading.description.graph, retraction=Graph(), curation=Graph())
    (fair,) = [a for a in found.subjects(RDF.type, MLG.Action) if str(found.value(a, SKOS.prefLabel)) == "Fête"]
    assert str(found.value(found.value(fair, MLG.periode), MLG.motsDeLaSource)) == deadline
    report = judge(found)
    assert report.conforms
    assert any("ne se lisent pas comme une date" in warning.message for warning in report.of(Severity.WARNING))
