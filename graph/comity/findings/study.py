"""What is to be looked at, and the shape of what is found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from comity.errors import AnalysisError
from comity.knowledge.issues import issues_of
from comity.knowledge.ontology import Ontology
from comity.model import Knowledge
from comity.nets import Choice, states

if TYPE_CHECKING:
    import networkx as nx

Cell = str | int | float | None
TOP = 10


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a section: its cells, the ids of the events they stand on, and a word of caution where these are few."""

    cells: tuple[Cell, ...]
    events: tuple[str, ...]
    caution: str | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A table with its name, a sentence that says what the numbers are, and `left_out`, the rows that it is shortened by."""

    name: str
    title: str
    note: str
    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Study:
    """The knowledge and choice that all sections share; `pair` are two states, `by` the length of periods, `top` the most rows.

    `names` has the label of every entity, issue and state.
    """

    knowledge: Knowledge
    ontology: Ontology
    choice: Choice
    pair: tuple[str, str] | None
    by: str
    top: int
    names: Mapping[str, str]

    def name(self, identifier: str) -> str:
        """The label of a thing, its id where it has none."""
        return self.names.get(identifier, identifier)

    def section(
        self, name: str, title: str, note: str, heads: tuple[str, ...], rows: list[Row]
    ) -> Section:
        """A section of the first `top` rows."""
        kept = tuple(rows[: self.top])
        return Section(name, title, note, heads, kept, len(rows) - len(kept))


def study(
    knowledge: Knowledge,
    ontology: Ontology,
    choice: Choice,
    *,
    pair: tuple[str, str] | None = None,
    by: str = "year",
    top: int = TOP,
) -> Study:
    """A study of two states, by name, code or id, or else of the two that have most to do with each other, if any have.

    Raises:
        AnalysisError: a state of `pair` is not among those that have to do with others, both are one, or `top` is below 1.
    """
    if top < 1:
        raise AnalysisError(f"a table of {top} rows shows nothing; give 1 or more")
    net = states(knowledge, ontology, choice)
    found = tuple(_state(net, name) for name in pair) if pair else _closest(net)
    if found and len(set(found)) == 1:
        raise AnalysisError(f"both are {found[0]}; give two states")
    names = {entity.id: entity.name for entity in knowledge.entities}
    names |= {issue.id: issue.label for issue in issues_of(knowledge, ontology.issues).values()}
    names |= {node: str(data["label"]) for node, data in net.nodes(data=True)}
    both = (found[0], found[1]) if found else None
    return Study(knowledge, ontology, choice, both, by, top, names)


def _state(net: nx.MultiDiGraph[str], wanted: str) -> str:
    for node, data in net.nodes(data=True):
        if wanted.casefold() in {node, str(data["label"]).casefold(), str(data["code"]).casefold()}:
            return node
    known = ", ".join(sorted(str(data["label"]) for _, data in net.nodes(data=True))) or "none"
    raise AnalysisError(f"no state '{wanted}' has to do with another here; those that do: {known}")


def _closest(net: nx.MultiDiGraph[str]) -> tuple[str, str] | None:
    events: dict[tuple[str, str], set[str]] = defaultdict(set)
    for source, target, data in net.edges(data=True):
        events[min(source, target), max(source, target)].add(data["event"])
    return min(events, key=lambda pair: (-len(events[pair]), pair), default=None)
