"""`maillage network` and `maillage export`: pictures and files of what is loaded."""

from pathlib import Path
from typing import Annotated

import pyoxigraph as ox
import typer

from data import naming
from data.contracts import write_whole
from queries.ask import QuestionError
from queries.credits import credits_of
from queries.scope import choose
from service.commands.console import ContractsOption, StoreOption, err, fail, opened
from service.commands.workbooks import export_workbook
from service.terms import PREFIXES

_FORMATS = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".trig": ox.RdfFormat.TRIG,
    ".nq": ox.RdfFormat.N_QUADS,
    ".jsonld": ox.RdfFormat.JSON_LD,
}
_WORKBOOK = ".xlsx"


def network(
    output: Annotated[
        Path,
        typer.Option(
            "--output",
            "-o",
            help="Fichier .html, .svg ou .png (l'image), .graphml, .gexf ou .json (tout le réseau), "
            ".csv (les liens) ou .zip (les liens et les nœuds en CSV) ; pour un graphique .html, .csv ou .json.",
            show_default=False,
        ),
    ],
    *,
    contract: ContractsOption = None,
    view: Annotated[
        str, typer.Option("--view", help="La vue à dessiner : un réseau ou un graphique.")
    ] = "acteurs-actions",
    centre: Annotated[
        str | None,
        typer.Option("--autour", help="Ne garder que ce qui entoure cette chose, par son nom.", show_default=False),
    ] = None,
    gone: Annotated[
        str | None, typer.Option("--sans", help="Retirer cet acteur, par son nom.", show_default=False)
    ] = None,
    asked: Annotated[
        list[str] | None,
        typer.Option("--parametre", help="Pour un graphique, tel que fermete=voté. Peut être répété."),
    ] = None,
    way: Annotated[
        str, typer.Option("--par", help="Comment grouper un grand réseau : communaute, type, contrat ou pilier.")
    ] = "communaute",
    opened_groups: Annotated[
        list[str] | None,
        typer.Option("--groupe", help="Ouvrir ce groupe d'un grand réseau (répétable).", show_default=False),
    ] = None,
    store: StoreOption = None,
) -> None:
    """Draw a view: who does what, who works with whom, where people meet."""
    # networkx takes half a second to load, which the other commands need not wait for
    from service.commands.charting import write_chart  # noqa: PLC0415
    from viz.charts.chart import charts  # noqa: PLC0415
    from viz.errors import PictureError  # noqa: PLC0415
    from viz.exports import write  # noqa: PLC0415
    from viz.network import around, build, without  # noqa: PLC0415

    source = opened(store)
    if view in charts():
        write_chart(source, charts()[view], contract or (), output, asked=asked or (), around=centre or gone)
        return
    if asked:
        raise fail("--parametre ne vaut que pour un graphique.")
    try:
        graph = build(source.store, contract or (), view)
        graph = without(graph, gone) if gone else graph
        graph = around(graph, centre) if centre else graph
        write(graph, output, way=way, opened=opened_groups or ())
    except (QuestionError, PictureError) as error:
        raise fail(str(error)) from error
    err.print(f"{output} : {graph.number_of_nodes()} nœuds, {graph.number_of_edges()} liens", markup=False)


def export(
    output: Annotated[
        Path, typer.Option("--output", "-o", help="Fichier .ttl, .trig, .nq, .jsonld ou .xlsx.", show_default=False)
    ],
    contract: ContractsOption = None,
    store: StoreOption = None,
) -> None:
    """Export the published graphs of the contracts, or the workbook of one."""
    if output.suffix == _WORKBOOK:
        export_workbook(output, contract or ())
        return
    form = _FORMATS.get(output.suffix)
    if form is None:
        known = ", ".join([*_FORMATS, _WORKBOOK])
        raise fail(f"Je n'écris pas de fichier « {output.suffix} ». Formats possibles : {known}.")
    source = opened(store)
    try:
        chosen = choose(source.store, contract or ()).contracts
    except QuestionError as error:
        raise fail(str(error)) from error
    quads = [
        quad
        for entry in chosen
        for quad in source.store.quads_for_pattern(
            None, None, None, ox.NamedNode(naming.published_graph(entry.identifier))
        )
    ]
    said = len({quad.triple for quad in quads})
    quads += [
        ox.Quad(each.subject, each.predicate, each.object, ox.NamedNode(naming.GRAPH_CATALOGUE))
        for each in credits_of(source.store, chosen)
    ]
    rows = quads if form.supports_datasets else sorted({quad.triple for quad in quads}, key=str)
    content = ox.serialize(rows, format=form, prefixes=PREFIXES)
    write_whole(output, content or b"")
    err.print(f"{output} : {said} triplets", markup=False)
