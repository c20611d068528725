"""Load the layout files of `data/layouts`; one that is wrong is refused, with all that is wrong."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from data.reading.layout import GUIDE, Layout, Level, LevelPattern, RubricPattern, SectionPattern
from data.reading.layout_keys import layout_check, mismatches
from data.reading.schema import many, one_of

_TORN_AT = re.compile(r"\(at line (\d+), column (\d+)\)")


class BadLayout(ValueError):
    """A layout file that is none; the message, in French, names the file and each key at fault."""

    def __init__(self, name: str, faults: Iterable[str]) -> None:
        self.name, self.faults = name, tuple(faults)
        super().__init__(f"{name} : {' ; '.join(self.faults)}. Voyez {GUIDE}.")


@cache
def layouts() -> tuple[Layout, ...]:
    """Load the layouts of `data/layouts`, by name of file."""
    folder = files("data") / "layouts"
    paths = sorted((path for path in folder.iterdir() if path.name.endswith(".toml")), key=lambda path: path.name)
    return tuple(parse(f"data/layouts/{path.name}", path.read_bytes()) for path in paths)


def parse(name: str, content: bytes) -> Layout:
    """Parse the bytes of a layout file; raises BadLayout, which names the file and each key at fault."""
    held = _with_shared(name, _toml(name, content))
    if faults := [*layout_check()(held, ""), *mismatches(held)]:
        raise BadLayout(name, faults)
    framework = held.pop("framework", {})
    required = (words if isinstance(words, list) else [words] for words in held.pop("requires"))
    return Layout(
        name=held.pop("name"),
        requires=tuple(map(tuple, required)),
        sections=tuple(SectionPattern(**entry) for entry in held.pop("section", ())),
        levels=tuple(LevelPattern(**entry) for entry in framework.get("level", ())),
        rubrics=tuple(RubricPattern(**entry) for entry in framework.get("rubric", ())),
        tree={level: _level(entry) for level, entry in framework.get("levels", {}).items()},
        options=held,
    )


def _toml(name: str, content: bytes) -> dict[str, Any]:
    try:
        return tomllib.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise BadLayout(name, [f"l'octet {error.start + 1} n'est pas de l'UTF-8"]) from error
    except tomllib.TOMLDecodeError as error:
        found = _TORN_AT.search(str(error))
        where = f" à la ligne {found[1]}, colonne {found[2]}" if found else ""
        raise BadLayout(name, [f"ce n'est pas du TOML{where}"]) from error


def _with_shared(name: str, held: dict[str, Any]) -> dict[str, Any]:
    """Return a file with the shared tables that it includes; what it says itself goes before what they say."""
    folder = files("data") / "layouts" / "shared"
    known = {path.name.removesuffix(".toml"): path for path in folder.iterdir() if path.name.endswith(".toml")}
    included = held.pop("include", [])
    if faults := [*many(one_of(known, "une table partagée de data/layouts/shared"))(included, "include")]:
        raise BadLayout(name, faults)
    for each in included:
        shared = known[each]
        held = _merged(_toml(f"data/layouts/shared/{shared.name}", shared.read_bytes()), held)
    return held


def _merged(first: Mapping[str, Any], second: Mapping[str, Any]) -> dict[str, Any]:
    """Return two tables as one, table by table; for the same key, the value of the second stays."""
    both = {key: _merged(first[key], held) for key, held in second.items() if _are_tables(first.get(key), held)}
    return {**first, **second, **both}


def _are_tables(*held: object) -> bool:
    return all(isinstance(each, Mapping) for each in held)


def _level(entry: Mapping[str, Any]) -> Level:
    told: dict[str, Any] = {key: tuple(held) if isinstance(held, list) else held for key, held in entry.items()}
    return Level(**told)
