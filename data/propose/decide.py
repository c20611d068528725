"""Write what a person decided about a proposition into the curation of its contract: whole, or not at all."""

import datetime as dt
import re
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
from rdflib import PROV, XSD, Graph, Literal, URIRef

from data import naming
from data.contracts import ContractFiles, write_whole
from data.lease import alone
from data.propose.propose import propositions
from data.publish import published
from ontology import MLG, Severity, judge

_PREFIXES = {"mlg": str(MLG), "prov": str(PROV), "xsd": str(XSD)}
# https://www.w3.org/TR/turtle/#grammar-production-directive
_DECLARED = re.compile(r"^\s*@?prefix\s+(\w+):\s*<([^>]*)>", re.IGNORECASE | re.MULTILINE)


class DecisionError(ValueError):
    """A decision is not written; the message says why, in French."""


@dataclass(frozen=True, slots=True)
class Decision:
    """That a person accepts or refuses that an action answers an element: who, when and why."""

    action: URIRef
    element: URIRef
    is_accepted: bool
    reason: str
    author: str
    day: dt.date

    def node(self, contract: str) -> URIRef:
        """Return the IRI of the decision, which is that of the proposition but for its kind."""
        return naming.about(contract, "decision/proposition", self.action, self.element)

    def turtle(self, contract: str) -> str:
        """Return the decision as a curation writes it, and the link that follows from accepting."""
        node = self.node(contract)
        lines = [
            f"<{node}> a mlg:Decision ;",
            f"    mlg:decidePar {ox.Literal(self.author)} ;",
            f'    mlg:decideLe "{self.day.isoformat()}"^^xsd:date ;',
            f"    mlg:motif {ox.Literal(self.reason, language='fr')} ;",
            f"    mlg:action <{self.action}> ;",
            f"    mlg:element <{self.element}> ;",
            f"    mlg:accepte {'true' if self.is_accepted else 'false'} .",
        ]
        link = ["", f"<{self.action}> mlg:repondA <{self.element}> ;", f"    prov:wasGeneratedBy <{node}> ."]
        return "\n".join([*lines, *(link if self.is_accepted else [])]) + "\n"


def decide(files: ContractFiles, decision: Decision) -> Path:
    """Append a decision to the curation of a contract and return the file; raise DecisionError and write nothing.

    What stands in the file stays as it is, comments too. The contract is judged with the decision before it is written.
    """
    path = files.folder / "curation.ttl"
    with alone(files.folder):
        _ask_whether_it_waits(published(files), decision)
        before = path.read_bytes() if path.exists() else b""
        after = before + _appended(before.decode(), decision.turtle(files.identifier)).encode()
        curation = Graph().parse(data=after, format="turtle", publicID=naming.BASE)
        report = judge(published(files, curation=curation))
        if not report.conforms:
            faults = "\n".join(result.message for result in report.of(Severity.VIOLATION))
            raise DecisionError(f"Rien n'est écrit, car le contrat ne pourrait plus être publié :\n{faults}")
        write_whole(path, after)
    return path


def decided(files: ContractFiles, decision: Decision) -> Graph:
    """Return the curation of a contract with a decision; raise DecisionError where nothing waits for it."""
    _ask_whether_it_waits(published(files), decision)
    declared = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in _PREFIXES.items())
    return files.curation() + Graph().parse(data=declared + decision.turtle(files.identifier), format="turtle")


def _ask_whether_it_waits(graph: Graph, decision: Decision) -> None:
    """Raise DecisionError unless the two are proposed: they may be decided, a fact, or nothing that was guessed."""
    action, element = decision.action, decision.element
    decided = set(graph.subjects(MLG.action, action)) & set(graph.subjects(MLG.element, element))
    for node in sorted(decided, key=str):
        verdict = "acceptée" if graph.value(node, MLG.accepte) == Literal(lexical_or_value=True) else "refusée"
        raise DecisionError(
            f"Cette proposition est déjà {verdict}, par {graph.value(node, MLG.decidePar)}. Pour y revenir, corrigez"
            f" la décision <{node}> dans la curation du contrat."
        )
    if (action, MLG.repondA, element) in graph:
        raise DecisionError("C'est déjà un fait : le contrat dit que cette action répond à cet élément.")
    if not any((each.action, each.element) == (action, element) for each in propositions(graph)):
        raise DecisionError(
            "Cela n'est pas proposé pour cette action. Les propositions se lisent avec « maillage propositions » ;"
            " un autre rattachement s'écrit à la main dans la curation du contrat (mlg:repondA)."
        )


def _appended(text: str, block: str) -> str:
    """Return what is to be added to a text: the prefixes that it lacks, and the block, after a blank line."""
    declared = dict(_DECLARED.findall(text))
    missing = [f"@prefix {name}: <{iri}> .\n" for name, iri in _PREFIXES.items() if declared.get(name) != iri]
    end = "" if not text else "\n" if text.endswith("\n") else "\n\n"
    return end + "".join(missing) + ("\n" if missing else "") + block
