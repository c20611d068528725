"""A real server on a free port, and axe-core in the browser that looks at it."""

import threading
import time
from collections.abc import Iterator, Mapping

import uvicorn
from fastapi import FastAPI
from playwright.sync_api import Page

from tests.needs import lacking
from viz.vendor import FOLDER

AXE = FOLDER / "axe.min.js"


def serving(app: FastAPI) -> Iterator[str]:
    """Serve an application while a fixture is in use; give its address."""
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join()


def violations(page: Page, only: Mapping[str, object] | None = None) -> list[str]:
    """Return what axe-core finds, with the elements at fault; the browser runs it, whatever the page's policy."""
    if not AXE.is_file():
        lacking(f"there is no {AXE.name}: it is fetched at set-up")
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text("utf-8"))
    options = {"resultTypes": ["violations"], **({"runOnly": only} if only else {})}
    found = page.evaluate("options => axe.run(document, options).then(told => told.violations)", options)
    return [f"{each['id']}: {[node['target'] for node in each['nodes']][:5]}" for each in found]
