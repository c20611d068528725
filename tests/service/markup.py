"""Read a page as a test needs it: its elements, its links, its text."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

INLINE = {"a", "bdi", "code", "em", "span", "strong"}


@dataclass
class Page(HTMLParser):
    source: str
    elements: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.feed(self.source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._break(tag)

    def handle_endtag(self, tag: str) -> None:
        self._break(tag)

    def _break(self, tag: str) -> None:
        if tag not in INLINE:
            self.words.append(" ")

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]

    @property
    def links(self) -> list[str]:
        return [each["href"] or "" for each in self.all("a") if "href" in each]

    @property
    def resources(self) -> list[str]:
        """What the browser fetches by itself."""
        fetched = [each.get("href") for each in self.all("link")]
        fetched += [each.get("src") for tag in ("img", "script", "iframe", "source", "embed") for each in self.all(tag)]
        return [each for each in fetched if each]
