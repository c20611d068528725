"""Keep what was drawn of one state of the store: the next who asks for it does not wait."""

from dataclasses import dataclass, field

import networkx as nx

from service.shelf import Shelf

MOST_NETWORKS, MOST_FILES = 6, 48


@dataclass(frozen=True, slots=True)
class Pictures:
    """Hold the networks and the files of one state of the store."""

    networks: "Shelf[nx.Graph[str]]" = field(default_factory=lambda: Shelf(MOST_NETWORKS))
    files: Shelf[bytes] = field(default_factory=lambda: Shelf(MOST_FILES))
