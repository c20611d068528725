"""Read the scripts and styles that a page carries within itself, and the policy that lets only them run."""

from base64 import b64encode
from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from importlib.resources import files


@cache
def vis_script() -> str:
    """Return vis-network as the pyvis wheel brings it (Apache-2.0 or MIT)."""
    return inline(files("pyvis").joinpath("lib", "vis-9.1.2", "vis-network.min.js").read_text("utf-8"))


SCRIPTS = ("reseau.js", "choix.js", "reperes.js", "lien.js")
"""The parts of the page's own script, which see each other and nobody else."""


@cache
def own_script() -> str:
    """Return the page's own script."""
    parts = (files("viz").joinpath("templates", name).read_text("utf-8") for name in SCRIPTS)
    return inline('"use strict";\n(() => {\n' + "".join(parts) + "})();\n")


@cache
def style() -> str:
    """Return the page's style sheet; that of vis-network dresses buttons and tooltips which the page does not use."""
    return inline(files("viz").joinpath("templates", "reseau.css").read_text("utf-8"))


@cache
def policy() -> str:
    """Return the Content-Security-Policy of every picture: nothing is fetched, only the page's own scripts run.

    The same for all pages; a service sends it as a header too, with its own `frame-ancestors`.
    """
    return policy_of((vis_script(), own_script()), style())


def policy_of(scripts: Iterable[str], style: str) -> str:
    """Return the policy of a page that runs these scripts, wears this style, and fetches nothing."""
    named = " ".join(f"'{_digest(script)}'" for script in scripts)
    return (
        f"default-src 'none'; script-src {named}; style-src '{_digest(style)}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def inline(text: str) -> str:
    """Refuse text that would close its own element; use the line ends that a browser hashes."""
    if "</script" in text.lower() or "</style" in text.lower():
        raise ValueError("an inlined asset would end its own element")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _digest(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"
