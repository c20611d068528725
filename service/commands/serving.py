"""`maillage serve`: the site, the API and SPARQL; on this machine alone, also the session that may publish."""

import ipaddress
import logging
import os
import socket
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from data.at_hand import Library, kept
from data.store import OpenStore, home, open_store
from service.commands.console import StoreOption, err, fail, opened

if TYPE_CHECKING:
    from fastapi import FastAPI

    from service.importing.importer import Importing


def serve(  # noqa: PLR0917 - each is an option of the command line, given by its name
    host: Annotated[str, typer.Option("--host", help="Adresse d'écoute.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", help="Port d'écoute.", min=0, max=65535)] = 8000,
    domain: Annotated[
        list[str] | None,
        typer.Option("--domain", help="Nom sous lequel le site est demandé, s'il n'est pas local. Peut être répété."),
    ] = None,
    documents: Annotated[
        list[Path] | None,
        typer.Option(
            "--documents",
            envvar="MAILLAGE_DOCUMENTS",
            help="Dossier des documents lus, pour en montrer les mots. Peut être répété.",
            show_default=False,
        ),
    ] = None,
    operator: Annotated[
        str,
        typer.Option(
            "--editeur",
            help="Qui fait fonctionner ce site et comment le joindre, pour les mentions légales.",
            envvar="MAILLAGE_EDITEUR",
            show_default=False,
        ),
    ] = "",
    store: StoreOption = None,
) -> None:
    """Serve the site, the API and SPARQL; on loopback, print the one-time link that opens the publishing session."""
    import uvicorn  # noqa: PLC0415 - the web takes a second to load, which the other commands need not wait for

    from service.importing.importer import importing  # noqa: PLC0415 - likewise

    logging.getLogger("uvicorn.error").setLevel(logging.WARNING)
    allowed = importing(home(), store, announce=lambda token: _tell_link(address, token)) if is_loopback(host) else None
    library = Library((kept(), *(documents or ())))
    site = _site(opened(store), domain or (), allowed, library, operator)
    with err.status("Préparation de la recherche…"):
        site.state.serving.current.world.finder.open()
    settings = uvicorn.Config(
        site, log_level="warning", server_header=False, limit_concurrency=200, timeout_graceful_shutdown=10
    )
    # bound before anything is told: port 0 means whichever is free
    with _bound(host, port) as bound:
        address = f"http://{f'[{host}]' if ':' in host else host}:{bound.getsockname()[1]}"
        err.print(f"Maillage est servi sur {address} (Ctrl+C pour arrêter)", markup=False)
        if allowed:
            _tell_link(address, allowed.sessions.issue())
        try:
            uvicorn.Server(settings).run(sockets=[bound])
        finally:
            if allowed:
                allowed.importer.workshop.stop()


def _bound(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=2048)
    except OSError as error:
        raise fail(
            f"Impossible d'écouter sur {host}, port {port} ({os.strerror(error.errno or 0)}). "
            "Si un autre programme s'en sert, arrêtez-le, ou choisissez un autre port avec --port."
        ) from error


def _site(
    source: OpenStore, hosts: Sequence[str], allowed: "Importing | None", library: Library, operator: str
) -> "FastAPI":
    """Return the application over a store, of which nothing else is kept: another may be served in its place."""
    from service.app import create_app  # noqa: PLC0415 - the web takes a second to load
    from service.serving import Following  # noqa: PLC0415 - likewise

    site = create_app(
        store=source.store,
        directory=source.directory,
        revision=source.revision,
        hosts=hosts,
        importing=allowed,
        library=library,
        lease=source.lease,
        home=home(),
        operator=operator,
    )
    place = source.directory.parent.parent
    Following(site.state.serving, home(), lambda: open_store(place)).start()
    return site


def is_loopback(host: str) -> bool:
    """Tell whether only this machine reaches an address.

    >>> is_loopback("127.0.0.1"), is_loopback("::1"), is_loopback("localhost"), is_loopback("0.0.0.0")
    (True, True, True, False)
    """
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _tell_link(address: str, token: str) -> None:
    link = f"{address}/session?jeton={token}"
    err.print(f"Pour importer, ouvrez ce lien (il ne sert qu'une fois) : {link}", markup=False)
