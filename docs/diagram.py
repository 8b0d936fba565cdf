"""The ontology as one SVG file, made of `comity.ttl` alone: `diagram.py FILE`.

Left the records with their properties and what these lead to, right the classes of actors and events, each under the one it
refines; an event class has its PLOVER code and weight, and the colour of its quad. `make diagram` writes ontology/diagram.svg.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from rdflib import OWL, RDF, RDFS, Graph, Namespace, URIRef

from comity import resources

CO = Namespace("https://w3id.org/comity/ontology#")
LINE, WIDE, GAP, TOP = 17, 320, 16, 34
QUADS = {
    "verbal-cooperation": "#3b7dbd",
    "material-cooperation": "#1f5a93",
    "verbal-conflict": "#d9822b",
    "material-conflict": "#b3402a",
}
_KINDS = (OWL.ObjectProperty, OWL.DatatypeProperty)
_STYLE = (
    "text{font:12px ui-monospace,Menlo,Consolas,monospace;fill:#1d2733}"
    ".h{font-weight:700}.s{fill:#5b6875}.t{font:700 14px system-ui,sans-serif}"
)

Row = tuple[str, str, str]
"""What a line says, what it says after it in grey, and the colour of its mark, if it has one."""


def to_svg(ontology: Graph) -> str:
    """The diagram; the same ontology gives the same text."""
    left = [_card(ontology, name) for name in _records(ontology)]
    right = [_tree(ontology, CO.Actor), _tree(ontology, CO.Event)]
    columns = [*_packed(left, 2), right]
    height = max(sum(_height(card) for card in column) for column in columns) + TOP + GAP
    width = len(columns) * (WIDE + GAP) + GAP
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        'role="img" aria-label="The classes and properties of the ontology">',
        f"<style>{_STYLE}</style>",
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
        f'<text class="t" x="{GAP}" y="22">Records, their properties and where these lead</text>',
        f'<text class="t" x="{GAP + 2 * (WIDE + GAP)}" y="22">Actors and events</text>',
    ]
    for number, column in enumerate(columns):
        y = TOP
        for card in column:
            parts += _drawn(card, GAP + number * (WIDE + GAP), y)
            y += _height(card)
    return "\n".join([*parts, "</svg>", ""])


def _records(ontology: Graph) -> list[URIRef]:
    """The classes that properties start from, those with most first; last stands what any thing may have."""
    domains = [
        d
        for kind in _KINDS
        for p in ontology.subjects(RDF.type, kind)
        for d in ontology.objects(p, RDFS.domain)
    ]
    found = sorted(set(domains), key=lambda name: (-domains.count(name), name))
    return [*found, OWL.Thing]


def _card(ontology: Graph, name: URIRef) -> list[Row]:
    """A record: its name with what it refines, then a line for each property that starts from it."""
    above = [_short(a) for a in sorted(ontology.objects(name, RDFS.subClassOf))]
    title = "several records" if name == OWL.Thing else _short(name)
    rows: list[Row] = [(title, f" : {above[0]}" if above else "", "#5b6875")]
    for kind in _KINDS:
        for found in sorted(ontology.subjects(RDF.type, kind)):
            domains = set(ontology.objects(found, RDFS.domain))
            if name in domains or (name == OWL.Thing and not domains):
                ranges = ", ".join(_short(r) for r in sorted(ontology.objects(found, RDFS.range)))
                to = f" → {ranges}" if ranges else " → thing" if kind == OWL.ObjectProperty else ""
                rows.append((f"  {_short(found)}", to, ""))
    return rows


def _tree(ontology: Graph, root: URIRef) -> list[Row]:
    """A class and those under it, each indented below the one it refines."""
    return list(_below(ontology, root, 0))


def _below(ontology: Graph, name: URIRef, depth: int) -> Iterator[Row]:
    code, weight, quad = (
        next((str(value) for value in ontology.objects(name, CO[p])), "")
        for p in ("ploverCode", "weight", "quad")
    )
    named = f"  {code.split('#')[-1]}" if code else " "
    told = f"{named} {float(weight):+g}" if weight else ""
    colour = QUADS.get(quad.split("#")[-1], "#8a96a3" if depth else "#5b6875")
    yield f"{'  ' * depth}{_short(name)}", told.replace("+0", "0"), colour
    for under in sorted(ontology.subjects(RDFS.subClassOf, name)):
        yield from _below(ontology, under, depth + 1)


def _packed(cards: Sequence[list[Row]], count: int) -> list[list[list[Row]]]:
    """The cards in columns, each put where there is most room."""
    columns: list[list[list[Row]]] = [[] for _ in range(count)]
    for card in cards:
        min(columns, key=lambda column: sum(map(_height, column))).append(card)
    return columns


def _height(card: Sequence[Row]) -> int:
    return len(card) * LINE + 2 * GAP


def _drawn(card: Sequence[Row], x: int, y: int) -> Iterator[str]:
    box = f'x="{x}" y="{y}" width="{WIDE}" height="{_height(card) - GAP}"'
    yield f'<rect {box} rx="6" fill="#f6f8fa" stroke="#c9d2db"/>'
    for number, (text, aside, colour) in enumerate(card):
        line = y + GAP + LINE * number + 6
        indent = len(text) - len(text.lstrip())
        at = x + 22 + 7 * indent
        if colour:
            yield f'<rect x="{at - 13}" y="{line - 9}" width="8" height="8" rx="2" fill="{colour}"/>'
        kind = ' class="h"' if number == 0 else ""
        grey = f'<tspan class="s">{escape(aside)}</tspan>' if aside else ""
        yield f'<text{kind} x="{at}" y="{line}" xml:space="preserve">{escape(text.strip())}{grey}</text>'


def _short(name: object) -> str:
    return str(name).split("#")[-1].split("/")[-1]


def main(target: Path) -> None:
    """Writes the diagram of the installed ontology."""
    text = to_svg(Graph().parse(resources.folder("ontology") / "comity.ttl"))
    beside = target.with_name(f".{target.name}.part")
    beside.write_text(text, encoding="utf-8")
    beside.replace(target)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
