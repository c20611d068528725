"""Describe who takes part in the contract itself: signatories, partners of the directory, groups of the governance."""

import re
from collections.abc import Mapping

from rdflib import URIRef

from data import naming
from data.describe.parts import participate
from data.describe.scribe import Scribe
from data.reading.layout import Layout
from data.reading.records import Partner, Records
from data.reading.register import Register
from data.text import fold
from ontology import MLG

_UNIT = re.compile(r"^(?:service|direction|pôle) ", re.IGNORECASE)


def describe_signatories(scribe: Scribe, records: Records) -> None:
    """Write each signature: the organisation, the function, and the name if the act gives it."""
    for signatory in records.signatories:
        actor = scribe.actor(signatory.organisation, signatory.place)
        signature = scribe.iri("participation", "signature", actor.rpartition("/")[2], signatory.function)
        scribe.node(signature, MLG.Participation, signatory.place)
        scribe.say(signature, MLG.acteur, actor)
        scribe.say(signature, MLG.dans, scribe.contract_node)
        scribe.say(signature, MLG.role, naming.reference("role", "signataire"))
        scribe.say(signature, MLG.fonction, signatory.function)
        scribe.say(signature, MLG.nomSignataire, signatory.name)
        scribe.say(signature, MLG.motsDeLaSource, signatory.organisation)


def describe_partners(scribe: Scribe, records: Records, layout: Layout, elements: Register) -> None:
    """Write each entry of the directory, under its heading and, where they have the same name, its element."""
    for partner in records.partners:
        actor = _partner(scribe, partner, layout.options["directory"]["types"])
        entry = scribe.iri("participation", "annuaire", partner.heading, partner.name, partner.detail)
        scribe.node(entry, MLG.Participation, partner.place)
        scribe.say(entry, MLG.acteur, actor)
        scribe.say(entry, MLG.dans, scribe.contract_node)
        scribe.say(entry, MLG.role, naming.reference("role", "repertorie"))
        scribe.say(entry, MLG.rubrique, partner.heading)
        scribe.say(entry, MLG.precision, partner.detail)
        scribe.say(entry, MLG.motsDeLaSource, f"{partner.name} – {partner.detail}" if partner.detail else partner.name)
        if known := elements.find(partner.heading):
            scribe.say(entry, MLG.element, known.thing)


def _partner(scribe: Scribe, partner: Partner, types: Mapping[str, str]) -> URIRef:
    """Identify a partner; a unit named in the detail is written as a service of the partner."""
    actor = scribe.actor(partner.name, partner.place)
    if _UNIT.match(partner.detail):
        unit = scribe.iri("acteur", f"{partner.detail} {actor.rpartition('/')[2]}")
        scribe.node(unit, MLG.Service, partner.place, f"{partner.detail[0].upper()}{partner.detail[1:]}")
        scribe.say(unit, MLG.serviceDe, actor)
        return unit
    if (actor, MLG.typeActeur, None) not in scribe.known:
        for text in (partner.detail, partner.name):
            found = next((kind for pattern, kind in types.items() if re.search(pattern, fold(text))), None)
            if found:
                scribe.say(actor, MLG.typeActeur, naming.reference("type-acteur", found))
                break
    return actor


def describe_groups(scribe: Scribe, records: Records, layout: Layout) -> None:
    """Write who follows up each governance commitment."""
    cells = layout.options.get("cells", {})
    for commitment in records.commitments:
        node = scribe.iri("element", commitment.label)
        for mention in scribe.named_in(commitment.group, cells).found:
            part = participate(scribe, mention.known.thing, node, "suivi", commitment.group.place)
            scribe.say(part, MLG.motsDeLaSource, mention.words)
