"""Turn the report on a contract's graph into remarks."""

from collections.abc import Iterator

from data.naming import slug
from ontology import Report, Result, Severity
from ontology.checks import checks
from service.index import Thing
from service.quality.matter import Matter
from service.quality.remark import Kind, Remark, Topic
from service.terms import local_name
from service.world import World, is_iri

_TOPICS = {
    Severity.VIOLATION: Topic.VIOLATION,
    Severity.WARNING: Topic.WARNING,
    Severity.INFO: Topic.ADVICE,
}
_PAUSE = " : "


def verdicts(matter: Matter, report: Report) -> Iterator[Remark]:
    """Yield a remark for each result; what several constraints of one shape say of one value is one remark."""
    summaries = {check.name: check.summary for check in checks()}
    once = {(result.shape, result.focus, result.value, result.said): result for result in report.results}
    for result in once.values():
        summary = summaries.get(result.shape)
        yield Remark(
            kind=_kind(result, summary),
            contract=matter.contract,
            thing=_thing(matter.world, result.focus),
            words=result.said if summary else _words(matter.world, result.value),
            sources=matter.sources(result.focus),
        )


def _kind(result: Result, summary: str | None) -> Kind:
    """Return what is common to the results of a shape: its message tells what is wrong, then often what to do."""
    told, _, advice = (summary, "", "") if summary else result.said.partition(_PAUSE)
    return Kind(slug(local_name(result.shape)), _TOPICS[result.severity], told, advice)


def _thing(world: World, focus: str) -> Thing:
    return world.refer(focus) if is_iri(focus) else Thing(focus, "une chose sans identifiant", "")


def _words(world: World, value: str | None) -> str:
    if value is None:
        return ""
    return world.index.label(value) if is_iri(value) else value
