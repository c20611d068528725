"""What is measured is what is done: the benchmark's documents are read whole, and each measure has its peer."""

from data.reader import read
from data.reading.ledger import Fate, count
from service.benchmarks import protocol, reading
from tests.service.test_cli import run


def test_the_protocol_that_is_measured_is_understood_line_by_line() -> None:
    found = read("mesures-protocole.txt", protocol(12).encode(), contract="mesures")
    fates = count(list(found.entries))
    assert fates[Fate.NOT_UNDERSTOOD] == 0
    graph = found.description.graph.serialize(format="nt")
    assert graph.count("ontology#Action>") == 12 * 3 + 12  # three lines of prose and a row for each orientation


def test_a_measure_tells_its_size_its_peer_and_the_ratio() -> None:
    (measure,) = reading(sizes=(1,))
    lines = sum(1 for line in protocol(10).splitlines() if line.strip())
    assert (measure.name, measure.peer) == (f"lire un protocole de {lines} lignes", "markdown-it-py")
    assert measure.ratio == measure.ours / measure.theirs > 0


def test_the_command_is_listed() -> None:
    assert "bench" in run("--help").stdout
