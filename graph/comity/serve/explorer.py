"""The explorer: the page that `comity build` and `comity view` write, drawn anew where the graph has changed since.

It is told that a server gives it: its panels then lead to the pages of things and articles, and to the query that they answer.
"""

from __future__ import annotations

import asyncio
import logging
import re
import sys
import tempfile
from pathlib import Path

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from comity.errors import StoreError
from comity.rdf.record import mark_of, read_manifest
from comity.serve.pool import environment
from comity.serve.protocol import served_of
from comity.serve.served import Served
from comity.serve.showing import page

_log = logging.getLogger(__name__)

VIEW = "explorer.html"
_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]+)"')
_ROOT, _SERVED = '<html lang="en">', '<html lang="en" data-server>'
_PATIENCE = 120.0

_drawing = asyncio.Lock()


async def explorer(request: Request) -> Response:
    """The page, under the policy that it brings for its own scripts."""
    served = served_of(request)
    html = await _page(served)
    if html is None:
        said = f"the explorer of this graph could not be drawn; try comity view {served.folder}"
        return page("error.html", 500, title="No explorer", said=said)
    policy = _POLICY.search(html)
    heads = {"cache-control": "no-cache"}
    if policy is not None:
        allowed = policy.group(1).replace("&#39;", "'")
        heads["content-security-policy"] = f"{allowed}; frame-ancestors 'none'"
    return HTMLResponse(html, headers=heads)


async def _page(served: Served) -> str | None:
    """The page of the graph as it is: the file beside it where that is its own, else one drawn now and kept."""
    async with _drawing:
        if served.drawn is not None and served.drawn[0] == served.stamp:
            return served.drawn[1]
        file = served.folder / VIEW
        html = _beside(file) or await _draw(served.folder)
        if html is not None:
            html = html.replace(_ROOT, _SERVED, 1)
            served.drawn = (served.stamp, html)
        return html


def _beside(file: Path) -> str | None:
    """The page in the folder of a graph, where it was drawn of the graph as it is, and is whole; else None."""
    try:
        html = _read(file)
        page, last = html[: html.rfind("<!--")], html[html.rfind("<!--") :]
        return html if last == mark_of(read_manifest(file.parent), page) else None
    except (OSError, ValueError, StoreError) as error:
        _log.info("%s is drawn again: %s", file, error)
        return None


def _read(file: Path) -> str:
    return file.read_bytes().decode("utf-8")


async def _draw(folder: Path) -> str | None:
    """The page, drawn in a process of its own, which takes time that the server has not."""
    with tempfile.TemporaryDirectory(prefix="comity.") as place:
        target = Path(place) / VIEW
        command = ("-m", "comity", "view", str(folder), "-o", str(target))
        process = await asyncio.create_subprocess_exec(
            sys.executable, *command, stdout=asyncio.subprocess.DEVNULL, env=environment()
        )
        try:
            async with asyncio.timeout(_PATIENCE):
                status = await process.wait()
        except TimeoutError:
            return None
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()
        return _read(target) if status == 0 else None
