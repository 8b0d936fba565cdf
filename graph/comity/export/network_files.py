"""A described network as GraphML (yEd, Gephi, igraph), GEXF (Gephi) or node-link JSON (D3, networkx).

In XML several values are divided by ` | `, ids hold only what an XML name may hold (`person:ana-ruiz`), and a character that no
XML file may hold is U+FFFD. The same network gives the same bytes.
"""

from __future__ import annotations

import io
import json
import re

import networkx as nx
from networkx.readwrite.gexf import GEXFWriter

from comity.errors import InputError
from comity.rdf.formats import NOT_XML

FORMATS = ("graphml", "gexf", "json")
_DIVIDER = " | "
_MARK = "\ufffd"


def to_file(net: nx.MultiDiGraph[str], form: str) -> bytes:
    """The bytes of the file in one of `FORMATS` of a network that `networks.described` gives.

    Raises:
        InputError: there is no such format.
    """
    if form == "json":
        return _json(net)
    if form == "graphml":
        return _graphml(_plain(net))
    if form == "gexf":
        return _gexf(_plain(net))
    raise InputError(f"a network is not written as {form}; there are {', '.join(FORMATS)}")


def _json(net: nx.MultiDiGraph[str]) -> bytes:
    data = nx.node_link_data(net, edges="edges")
    return json.dumps(data, ensure_ascii=False, indent=1).encode("utf-8") + b"\n"


def _graphml(net: nx.MultiDiGraph[str]) -> bytes:
    out = io.BytesIO()
    nx.write_graphml_xml(net, out)  # not `write_graphml`, whose bytes hang on what is installed
    return out.getvalue() + b"\n"


def _gexf(net: nx.MultiDiGraph[str]) -> bytes:
    """GEXF 1.2; the day of writing, which networkx notes, is left out."""
    marked: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    marked.add_nodes_from(net.nodes(data=True))
    for source, target, key, data in net.edges(keys=True, data=True):
        marked.add_edge(source, target, key=key, id=key, **data)
    out = io.BytesIO()
    GEXFWriter(marked, version="1.2draft").write(out)
    return re.sub(rb' lastmodifieddate="[^"]*"', b"", out.getvalue(), count=1) + b"\n"


def _plain(net: nx.MultiDiGraph[str]) -> nx.MultiDiGraph[str]:
    """The network with one value an attribute, and ids and texts that XML may hold."""
    plain: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node, data in net.nodes(data=True):
        plain.add_node(_id(node), **{name: _value(value) for name, value in data.items()})
    for source, target, key, data in net.edges(keys=True, data=True):
        values = {name: _value(value) for name, value in data.items()}
        plain.add_edge(_id(source), _id(target), key=key, **values)
    return plain


def _id(node: str) -> str:
    return node.replace("/", ":")


def _value(value: object) -> str | int | float:
    if isinstance(value, list):
        return _value(_DIVIDER.join(map(str, value)))
    if isinstance(value, int | float):
        return value
    return NOT_XML.sub(_MARK, str(value))
