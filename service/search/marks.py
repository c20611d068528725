"""Mark in a text the words that were looked for, and cut a long text around them."""

from collections.abc import Iterable
from dataclasses import dataclass

from service.search.finder import Near
from service.search.words import Asked, joined, spans, stem

SNIPPET = 220


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a text, and whether it was looked for."""

    text: str
    hit: bool


@dataclass(frozen=True, slots=True)
class Marker:
    """What tells the words that were looked for from the others."""

    asked: Asked
    near: Near

    def parts(self, text: str) -> tuple[Part, ...]:
        """Return a text in pieces, those that were looked for apart."""
        places = [(start, end) for word, start, end in spans(text) if self._meant(word)]
        if not places and self.whole(text):
            return (Part(text, hit=True),)
        return tuple(part for part in _pieces(text, places) if part.text)

    def snippet(self, text: str, longest: int = SNIPPET) -> tuple[Part, ...]:
        """Return the pieces of a text around the first word that was looked for; what is left out is shown as `…`."""
        if len(text) <= longest:
            return self.parts(text)
        first = next((start for word, start, _ in spans(text) if self._meant(word)), 0)
        begin = text.find(" ", max(0, first - longest // 3)) + 1 if first > longest // 2 else 0
        end = text.rfind(" ", begin, begin + longest)
        end = end if end > first else begin + longest
        shown = self.parts(text[begin:end])
        return (*_gap(begin > 0, "… "), *shown, *_gap(end < len(text), " …"))

    def covered(self, text: str) -> frozenset[str]:
        """Return which of the words looked for a text holds."""
        if self.whole(text):
            return frozenset(self.asked.words)
        return frozenset(meant for word, _, _ in spans(text) for meant in self._meant(word))

    def whole(self, text: str) -> bool:
        """Tell whether a name is what was looked for but for its spaces: « DDETSPP »."""
        name = joined(text)
        return bool(name) and (name.startswith(self.asked.joined) or self._nearly(name))

    def _meant(self, word: str) -> frozenset[str]:
        """Return the words looked for that a word of a text stands for."""
        last = self.asked.words[-1] if self.asked.words else ""
        alike = {each for each in self.asked.words if word == each or stem(word) == stem(each)}
        begun = {last} if last and word.startswith(last) and last not in self.near else set()
        near = {each for each, names in self.near.items() if word in names}
        return frozenset(alike | begun | near)

    def _nearly(self, name: str) -> bool:
        return any(name in names for names in self.near.values())


def _pieces(text: str, places: Iterable[tuple[int, int]]) -> Iterable[Part]:
    done = 0
    for start, end in places:
        yield Part(text[done:start], hit=False)
        yield Part(text[start:end], hit=True)
        done = end
    yield Part(text[done:], hit=False)


def _gap(there: bool, mark: str) -> tuple[Part, ...]:  # noqa: FBT001 – it is what decides
    return (Part(mark, hit=False),) if there else ()
