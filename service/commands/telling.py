"""Tell how a graph was judged."""

from ontology import Report, Severity
from service.commands.console import out

_WORDS = {Severity.VIOLATION: "violation", Severity.WARNING: "avertissement", Severity.INFO: "conseil"}


def told(report: Report) -> bool:
    """Print a report, the worst first, and return whether the graph may be published."""
    counts = {severity: len(report.of(severity)) for severity in Severity}
    told = ", ".join(f"{count} {_WORDS[severity]}{'s' if count > 1 else ''}" for severity, count in counts.items())
    out.print(f"  validation : {told}", markup=False)
    for severity in (Severity.VIOLATION, Severity.WARNING):
        for result in report.of(severity):
            out.print(f"    {_WORDS[severity]} : {result.message}", markup=False)
    return report.conforms
