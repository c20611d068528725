"""Draw the network of the subject, and read it in a sentence for who has never seen one."""

from collections.abc import Iterator

import networkx as nx

from service.dossier.matter import Matter
from service.dossier.parts import Block, Paragraph, Picture
from service.dossier.subject import Kind
from service.dossier.words import listed
from service.phrases import count
from viz.excerpt import Excerpt, Group, of_actions, of_groups
from viz.nodes import ACTION, ACTOR, ELEMENT
from viz.printed import to_png, to_svg

LEAST = 3
"""With fewer symbols a picture tells nothing that the table of actions does not."""


def tell_network(matter: Matter) -> Iterator[Block]:
    """Tell the network: a sentence, the picture, and a caption that says how to read it."""
    excerpt = _excerpt(matter)
    if len(excerpt.graph) < LEAST:
        return
    title = f"Réseau : {matter.subject.label}"
    sentence = _sentence(matter, excerpt)
    yield Paragraph(sentence, "lead")
    yield Picture(
        svg=to_svg(excerpt.graph, title=title, description=sentence),
        png=to_png(excerpt.graph),
        title=title,
        description=sentence,
        caption=_caption(matter, excerpt),
    )


def _excerpt(matter: Matter) -> Excerpt:
    if matter.subject.kind is Kind.CONTRACT:
        groups = {
            action.thing.iri: [
                Group(top.rank, top.iri, " ".join(part for part in (top.notation, top.label) if part))
                for top in action.pillars
            ]
            for action in matter.actions
        }
        return of_groups(matter.network, groups)
    first = matter.subject.iri if matter.subject.kind is Kind.ACTOR else ""
    return of_actions(matter.network, sorted(matter.action_iris), first=first)


def _sentence(matter: Matter, excerpt: Excerpt) -> str:
    graph = excerpt.graph
    weights = _weights(graph)
    ranked = sorted(weights, key=lambda actor: (-weights[actor], graph.nodes[actor]["label"], actor))
    if matter.subject.kind is Kind.ACTOR:
        return _around(matter, graph, [actor for actor in ranked if actor != matter.subject.iri])
    leading = listed([f"{graph.nodes[actor]['label']} ({weights[actor]})" for actor in ranked[:3]])
    said = f"Les acteurs liés au plus grand nombre d'actions sont : {leading}."
    if matter.subject.kind is Kind.CONTRACT:
        elements = [node for node, data in graph.nodes(data=True) if data["type"] == ELEMENT]
        everywhere = [actor for actor in ranked if graph.degree[actor] == len(elements)]
        once = sum(graph.degree[actor] == 1 for actor in ranked)
        if len(elements) > 1:
            present = count(len(everywhere), "acteur est lié", "acteurs sont liés")
            apart = count(once, "acteur n'est lié", "acteurs ne sont liés")
            said += f" {present} aux {len(elements)} parties du cadre ; {apart} qu'à une seule."
        return said
    alone = [actor for actor in ranked if weights[actor] == 1]
    few = count(len(alone), "acteur n'est lié", "acteurs ne sont liés")
    return f"{said} {few} qu'à une seule de ces actions."


def _around(matter: Matter, graph: "nx.Graph[str]", others: list[str]) -> str:
    name = matter.subject.label
    if not others:
        return f"Autour de {name} : aucun autre acteur nommé n'est lié aux mêmes actions."
    shared = {other: sum(action in graph.adj[matter.subject.iri] for action in graph.adj[other]) for other in others}
    ranked = sorted(others, key=lambda other: (-shared[other], graph.nodes[other]["label"], other))
    closest = listed(
        [f"{graph.nodes[other]['label']} ({count(shared[other], 'action', 'actions')})" for other in ranked[:3]]
    )
    number = sum(data["kind"] == ACTION for _, data in graph.nodes(data=True))
    return (
        f"Autour de {name} : {count(number, 'action', 'actions', feminine=True)} et, par elles, "
        f"{count(len(others), 'autre acteur', 'autres acteurs')} ; les plus proches sont : {closest}."
    )


def _weights(graph: "nx.Graph[str]") -> dict[str, int]:
    """Return for each actor the number of actions that tie it."""
    return {
        node: data.get("actions", graph.degree[node]) for node, data in graph.nodes(data=True) if data["kind"] == ACTOR
    }


def _caption(matter: Matter, excerpt: Excerpt) -> str:
    if matter.subject.kind is Kind.CONTRACT:
        said = [
            "Chaque trait va d'un acteur à une partie du cadre où il agit ; plus il est épais, plus il y a d'actions."
        ]
    else:
        said = ["Chaque trait va d'un acteur à une action."]
    if excerpt.actors_left or excerpt.actions_left:
        left = [
            count(number, one, many)
            for number, one, many in (
                (excerpt.actors_left, "acteur", "acteurs"),
                (excerpt.actions_left, "action", "actions"),
            )
            if number
        ]
        few = excerpt.actors_left + excerpt.actions_left == 1
        said.append(
            f"Pour rester lisible, l'image laisse de côté {listed(left)} qui {'a' if few else 'ont'} le moins de liens."
        )
    said.append("Les expressions qui ne nomment personne et les actions sans acteur nommé n'y sont pas.")
    identifiers = "&".join(f"contrat={contract.identifier}" for contract in matter.contracts)
    said.append(f"Tout le réseau : /reseau?{identifiers}.")
    return " ".join(said)
