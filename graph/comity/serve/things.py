"""Every thing under its own address: pages for people, RDF for machines (W3C, Cool URIs for the Semantic Web, 2008, 4.2).

`/id/state/ken` stands for the state and answers 303 with the address of what tells about it, by the Accept header:
`/id/state/ken.html`, or `.ttl`, `.nt`, `.rdf`, `.jsonld`.
"""

from __future__ import annotations

import re
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from comity.rdf.answers import JSON_LD, N_TRIPLES, RDF_XML, TURTLE
from comity.rdf.terms import thing
from comity.serve.accept import preferred
from comity.serve.actors import actor_page
from comity.serve.articles import article_page
from comity.serve.events import event_page
from comity.serve.facts import Facts, facts, local, path_of
from comity.serve.protocol import refused, reply_to, served_of, to_response
from comity.serve.served import PAGES
from comity.serve.showing import page

SUFFIXES = {"ttl": TURTLE, "nt": N_TRIPLES, "rdf": RDF_XML, "jsonld": JSON_LD}
_HTML = "text/html"
_PART = "(?:[A-Za-z0-9_~-]|%[0-9A-Fa-f]{2})+"
_NAME = re.compile(rf"{_PART}(?:/{_PART})+")
_ACTORS = ("person", "state", "body", "igo", "org", "party", "group", "place", "treaty", "issue")

_ABOUT = "CONSTRUCT { THING ?p ?o . ?s ?q THING } WHERE { { THING ?p ?o } UNION { ?s ?q THING } }"
_WITH_PROOF = """CONSTRUCT { ?s ?p ?o } WHERE {
  { BIND(THING AS ?s) } UNION { ?s co:ofEvent THING }
  UNION { ?r co:ofEvent THING ; co:participation|co:denotedBy|prov:wasDerivedFrom ?s }
  ?s ?p ?o
}"""


async def named(request: Request) -> Response:
    """A thing, or what tells about it."""
    path = str(request.path_params["path"])
    name, dot, suffix = path.partition(".")
    if not _NAME.fullmatch(name) or (dot and suffix not in {*SUFFIXES, "html"}):
        raise HTTPException(404, f"the graph has nothing on {path}")
    if name.startswith("graph/") and not dot:
        return RedirectResponse(f"/store?graph={quote(thing(name).value, safe='')}", 303)
    if suffix == "html":
        return await _page(request, name)
    if suffix:
        return await _rdf(request, name, SUFFIXES[suffix])
    return _directed(request, name)


def _directed(request: Request, name: str) -> Response:
    """The way to what the client prefers: pages first where it prefers nothing, as browsers and people do."""
    accept = ", ".join(request.headers.getlist("accept")) or None
    media = preferred(accept, [_HTML, *SUFFIXES.values()])
    if media is None:
        return refused(406, f"things are told of in {_HTML}, {', '.join(SUFFIXES.values())}")
    suffix = next((s for s, m in SUFFIXES.items() if m == media), "html")
    return RedirectResponse(f"/id/{name}.{suffix}", 303, {"vary": "accept"})


async def _rdf(request: Request, name: str, media: str) -> Response:
    """What the graph states of the thing and with it; of an event also its reports with their sentences and articles."""
    query = _WITH_PROOF if name.startswith("event/") else _ABOUT
    query = query.replace("THING", str(thing(name)))
    reply = await reply_to(request, {"query": query, "table": None, "graph": media}, lane=PAGES)
    if reply.status == 200 and not reply.rows:
        return refused(404, f"the graph has nothing on {name}")
    return to_response(reply)


async def _page(request: Request, name: str) -> Response:
    served = served_of(request)
    found = await facts(served, name)
    if found is None:
        raise HTTPException(404, f"the graph has nothing on {name}")
    kind = name.partition("/")[0]
    if kind == "event":
        return page("event.html", event=await event_page(served, found), facts=found)
    if kind == "article":
        return page("article.html", article=await article_page(served, found), facts=found)
    if kind in _ACTORS:
        return page("actor.html", actor=await actor_page(served, found), facts=found)
    return _elsewhere(found) or page("thing.html", facts=found, kind=kind)


def _elsewhere(found: Facts) -> Response | None:
    """The page on which a sentence or a report is told; None for other things."""
    if "Sentence" in found.kinds:
        article, number = (
            path_of(found.text("prov:wasDerivedFrom")),
            int(found.text("co:index")) + 1,
        )
        return RedirectResponse(f"{article}.html#s{number}", 303)
    if "Report" in found.kinds:
        event = path_of(found.text("co:ofEvent"))
        return RedirectResponse(f"{event}.html#{local(found.id)}", 303)
    return None
