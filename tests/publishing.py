"""The sample graph put on a server that is played: what tests of `rdf/sending.py` share."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from pyoxigraph import Quad
from tests import samples

from comity.rdf.quads import Run, to_quads
from comity.rdf.remote import HASH
from comity.rdf.sending import Published, publish
from comity.rdf.wire import connected
from fake_server import Fake

NOBODY = {"NETRC": "/dev/null"}
QUADS = to_quads(samples.knowledge(), run=Run("0", "m"), background=samples.BACKGROUND)


def sent(
    folder: Path,
    server: Fake,
    *,
    patience: float = 30.0,
    **options: Any,  # those of `publish`
) -> Published:
    """What `publish` did, which does not wait before it tries again."""
    with connected(server.url, environment=NOBODY, patience=patience) as wire:
        return publish(folder, replace(wire, pause=lambda _: None), **options)


def held(server: Fake) -> list[Quad]:
    """The quads on the server, without those by which comity knows them again."""
    return sorted((quad for quad in server.store if quad.predicate != HASH), key=str)
