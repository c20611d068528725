"""`maillage bench`: how fast, beside a peer."""

from collections.abc import Sequence
from typing import Annotated

import typer
from rich.box import SIMPLE_HEAD
from rich.table import Table

from service.benchmarks.reading import benchmarks
from service.commands.console import err, out

_WORDS = frozenset({"Mesure", "À côté", "Page", "Budget"})


def bench(
    *,
    only_pages: Annotated[bool, typer.Option("--pages", help="Ne mesurer que les pages du site.")] = False,
) -> None:
    """Measure, and print each measure with its peer and the ratio of the two; then each kind of page."""
    if not only_pages:
        _work()
    _pages()


def _work() -> None:
    table = _table(("Mesure", "Maillage (s)", "À côté", "(s)", "Rapport"))
    with err.status("Mesure en cours…") as status:
        for measure in benchmarks():
            status.update(f"Mesuré : {measure.name}")
            table.add_row(
                measure.name, f"{measure.ours:.2f}", measure.peer, f"{measure.theirs:.2f}", f"{measure.ratio:.1f} ×"
            )
    out.print(table)


def _pages() -> None:
    from service.benchmarks.pages import KILOBYTES, MILLISECONDS, RUNS, pages  # noqa: PLC0415 – it loads the whole service

    table = _table(("Page", "1re fois (ms)", "ms", "ko", "page nue (ms)", "Rapport", "Budget"))
    with err.status("Mesure en cours…") as status:
        for page in pages():
            status.update(f"Mesuré : {page.name}")
            table.add_row(
                page.name,
                f"{page.first:.0f}",
                f"{page.milliseconds:.1f}",
                f"{page.kilobytes:.0f}",
                f"{page.bare:.1f}",
                f"{page.ratio:.1f} ×",
                "tenu" if page.holds else "dépassé",
            )
    out.print(table)
    out.print(
        f"Budget d'une page : {MILLISECONDS} ms de processeur sur le serveur, {KILOBYTES} ko ; médiane de {RUNS} fois."
    )


def _table(headers: Sequence[str]) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for header in headers:
        table.add_column(header, justify="left" if header in _WORDS else "right")
    return table
