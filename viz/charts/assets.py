"""What the page of a chart carries within itself: Apache ECharts, its own script and style, and their policy."""

from functools import cache
from importlib.resources import files

from viz.assets import inline, policy_of
from viz.assets import style as network_style
from viz.errors import MissingLibraryError


@cache
def charting_script() -> str:
    """Return Apache ECharts (Apache-2.0), which the set-up fetches; raise MissingLibraryError where it did not."""
    found = files("viz").joinpath("vendor", "echarts.min.js")
    if not found.is_file():
        raise MissingLibraryError("echarts")
    return inline(found.read_text("utf-8"))


@cache
def notice() -> str:
    """Return what the licence of Apache ECharts wants said with every copy."""
    return files("viz").joinpath("vendor", "echarts.NOTICE.txt").read_text("utf-8")


@cache
def own_script() -> str:
    """Return the script of the page: what is common to the forms, each form, then what starts it."""
    names = ("commun", "flux", "anneaux", "matrice", "frise", "graphique")
    parts = [files("viz").joinpath("templates", "charts", f"{name}.js").read_text("utf-8") for name in names]
    return inline('"use strict";\n(() => {\n' + "\n".join(parts) + "\n})();\n")


@cache
def style() -> str:
    """Return the style sheet: that of the networks, and what charts add to it."""
    return inline(network_style() + files("viz").joinpath("templates", "charts", "graphique.css").read_text("utf-8"))


@cache
def policy() -> str:
    """Return the Content-Security-Policy of every chart: nothing is fetched, only the page's own scripts run."""
    return policy_of((charting_script(), own_script()), style())
