"""Who or what is meant by a name: the one thing of a graph that is called so."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Callable, Collection, Iterator, Mapping

from comity.errors import QueryError
from comity.knowledge.ontology import load_ontology
from comity.rdf.remote import Source
from comity.rdf.terms import PREFIXES, THINGS, text

ACTORS = (
    "Person", "State", "GovernmentBody", "IntergovernmentalOrganization", "Organization", "Party", "Group",
)  # fmt: skip
KINDS: Mapping[str, tuple[str, ...]] = {
    "actor": ACTORS,
    "article": ("Article",),
    "entity": (*ACTORS, "Place", "Treaty"),
    "issue": ("Issue",),
    "person": ("Person",),
    "place": ("Place", "State"),
    "state": ("State",),
    "subject": (*ACTORS, "Issue"),
}
CLASS, EVENT = "class", "event"
MOST = 8
EVENTS = 1_000
_ID = re.compile(r"[a-z]+/[a-z0-9-]+")
_FIRST, _OTHER = 1, 2  # whether a thing is shown by the name, or only called so as well
_RANKS = "VALUES (?p ?rank) { (rdfs:label 1) (skos:prefLabel 1) (co:file 1) (skos:altLabel 2) (dcterms:title 2) }"
_OF_CLASSES = "?node rdfs:subClassOf ?above"

Names = Mapping[str, Mapping[str, int]]  # IRI -> name -> whether it is the first


def named(graph: Source, wanted: str, kind: str, where: str) -> str:
    """The IRI of the one thing of `kind` that is called `wanted`, which may also be its id.

    A name as it stands in the graph is looked up there. One that is not is compared with all names without capitals,
    accents and leading article, first as a whole, then as some words of one; a state's code needs no capitals.

    Raises:
        QueryError: nothing is called so, or several things are; the message begins with `where`.
    """
    found = _exact(graph, wanted, kind)
    if len(found) == 1:
        return found[0]
    folded = fold(wanted)
    some = _with_words(graph, wanted, kind)
    found = found or _folded(some, folded)
    every = some if found else _every(graph, kind)
    found = found or _folded(every, folded) or _exact(graph, wanted.upper(), kind)
    if len(found) == 1:
        return found[0]
    if found:
        raise QueryError(f"{where}: {wanted!r} may be {_listed(found, every)}; give the id")
    raise QueryError(
        f"{where}: nothing in this graph is called {wanted!r}{_nearest(folded, every)}"
    )


def events(graph: Source, wanted: str, where: str) -> tuple[str, ...]:
    """The IRIs, sorted, of the event with this id, else of all with this label, else of all with these words in it.

    Raises:
        QueryError: there are none, or more than EVENTS; the message begins with `where`.
    """
    found = _exact(graph, wanted, EVENT) or sorted(_with_words(graph, wanted, EVENT))
    if not found:
        near = _nearest(fold(wanted), _every(graph, EVENT))
        raise QueryError(f"{where}: no event has the id or the words {wanted!r}{near}")
    if len(found) > EVENTS:
        raise QueryError(
            f"{where}: {len(found)} events have the words {wanted!r}; give more words, or the id of one"
        )
    return tuple(found)


def beginning(graph: Source, kind: str, start: str) -> list[str]:
    """The names, sorted, by which things of a kind are shown and which begin with `start`, its capitals counting."""
    found = _names(graph, kind, f"FILTER(STRSTARTS(STR(?name), {text(start)}))")
    return sorted({n for names in found.values() for n, rank in names.items() if rank == _FIRST})


def fold(name: str) -> str:
    """A name without capitals, accents, superfluous space or a leading article, for comparing."""
    plain = unicodedata.normalize("NFKD", name)
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter)).casefold()
    return " ".join(plain.split()).removeprefix("the ")


def _exact(graph: Source, wanted: str, kind: str) -> list[str]:
    """The things with this id or name as it is written: those with the id, else those shown by the name, else all."""
    own = _of_kind(kind)
    names = f"{text(wanted)} {text(wanted, language='en')}"
    rows = graph.query(f"""SELECT DISTINCT ?node ?rank WHERE {{
      {{ {_with_id(wanted, kind)} BIND(0 AS ?rank) }}
      UNION {{ {_RANKS} VALUES ?name {{ {names} }} ?node ?p ?name . {own} }}
    }}""").rows
    best = min((rank or "" for _, rank in rows), default="")
    return sorted(node or "" for node, rank in rows if rank == best)


def _of_kind(kind: str) -> str:
    """The pattern that holds of the things of a kind alone."""
    if kind == CLASS:
        return _OF_CLASSES
    if kind == EVENT:
        return "?node a co:Event"
    return f"VALUES ?kind {{ {' '.join(f'co:{name}' for name in KINDS[kind])} }} ?node a ?kind"


def _with_id(wanted: str, kind: str) -> str:
    """The pattern of the things with this id; of classes as text, since a query may name only terms that there are."""
    ids, own = _ids(wanted, kind), _of_kind(kind)
    if kind == CLASS:
        return f"{own} FILTER(STR(?node) IN ({', '.join(str(text(iri)) for iri in ids)}))"
    return f"VALUES ?node {{ {' '.join(f'<{iri}>' for iri in ids)} }} {own}"


def _ids(wanted: str, kind: str) -> Iterator[str]:
    """The IRIs that `wanted` may stand for: an id, that of an issue also without `issue/`, or a state's code."""
    plain = wanted.removeprefix(THINGS).removeprefix(PREFIXES["co"]).removeprefix("co:")
    if kind == CLASS:
        if re.fullmatch(r"[A-Z]\w*", plain, re.ASCII):
            yield PREFIXES["co"] + plain
    elif _ID.fullmatch(plain):
        yield THINGS + plain
    elif kind == "issue" and _ID.fullmatch(f"issue/{plain}"):
        yield f"{THINGS}issue/{plain}"
    elif re.fullmatch(r"[A-Z]{3}", plain):
        yield f"{THINGS}state/{plain.lower()}"


def _every(graph: Source, kind: str) -> Names:
    """All names of the things of a kind, read once; of issues also those that stand in the ontology only."""
    if kind not in graph.names:
        found = _names(graph, kind, "")
        if "Issue" in KINDS.get(kind, ()):
            for issue in load_ontology().issues.values():
                for name in issue.alt_labels if THINGS + issue.id in found else ():
                    found[THINGS + issue.id].setdefault(name, _OTHER)
        graph.names[kind] = found
    return graph.names[kind]


def _with_words(graph: Source, wanted: str, kind: str) -> Names:
    """The names of a kind that hold what is wanted but for capitals: what the engine finds faster than all are read."""
    if kind in graph.names and kind != EVENT:
        return graph.names[kind]
    plain = wanted if kind == EVENT else " ".join(wanted.split()).removeprefix("the ")
    words = text(plain.lower())
    return _names(graph, kind, f"FILTER(CONTAINS(LCASE(STR(?name)), {words}))")


def _names(graph: Source, kind: str, condition: str) -> dict[str, dict[str, int]]:
    own = _of_kind(kind)
    rows = graph.query(
        f"SELECT DISTINCT ?node ?name ?rank WHERE {{ {own} . {_RANKS} ?node ?p ?name {condition} }}"
    ).rows
    found: dict[str, dict[str, int]] = {}
    for node, name, rank in rows:
        names = found.setdefault(node or "", {})
        names[name or ""] = min(int(rank or _OTHER), names.get(name or "", _OTHER))
    return found


def _folded(every: Names, folded: str) -> list[str]:
    """The things shown by this name, else called so, else with these words in a name, sorted."""
    shown = _where(every, lambda name, rank: rank == _FIRST and fold(name) == folded)
    if called := shown or _where(every, lambda name, _: fold(name) == folded):
        return called
    words = re.compile(rf"(?<![^\W_]){re.escape(folded)}(?![^\W_])")
    return _where(every, lambda name, _: bool(folded and words.search(fold(name))))


def _where(every: Names, fits: Callable[[str, int], bool]) -> list[str]:
    return sorted(
        node for node, own in every.items() if any(fits(name, rank) for name, rank in own.items())
    )


def _listed(found: Collection[str], every: Names) -> str:
    """The things with their ids, at most MOST of them."""
    shown = [f"{_shown(every.get(node, {}))} ({_id(node)})" for node in sorted(found)[:MOST]]
    more = f" or {len(found) - MOST} others" if len(found) > MOST else ""
    return " or ".join(shown) + more


def _shown(names: Mapping[str, int]) -> str:
    return min(names, key=lambda name: (names[name], name), default="")


def _id(iri: str) -> str:
    return iri.removeprefix(THINGS).removeprefix(PREFIXES["co"])


def _nearest(folded: str, names: Names) -> str:
    every = {fold(name): name for own in names.values() for name in sorted(own, reverse=True)}
    near = difflib.get_close_matches(folded, sorted(every), n=3, cutoff=0.5)
    return f"; did you mean {' or '.join(every[key] for key in near)}?" if near else ""
