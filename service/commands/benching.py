"""`maillage bench`: how fast, beside a peer."""

from rich.box import SIMPLE_HEAD
from rich.table import Table

from service.benchmarks import benchmarks
from service.commands.console import err, out


def bench() -> None:
    """Measure, and print each measure with its peer and the ratio of the two."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for header in ("Mesure", "Maillage (s)", "À côté", "(s)", "Rapport"):
        table.add_column(header, justify="left" if header in {"Mesure", "À côté"} else "right")
    with err.status("Mesure en cours…") as status:
        for measure in benchmarks():
            status.update(f"Mesuré : {measure.name}")
            table.add_row(
                measure.name, f"{measure.ours:.2f}", measure.peer, f"{measure.theirs:.2f}", f"{measure.ratio:.1f} ×"
            )
    out.print(table)
