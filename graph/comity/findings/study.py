"""What is to be looked at, and the shape of what is found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from comity import analysis, nets
from comity.analysis import Interval, Ratio
from comity.errors import AnalysisError
from comity.findings.charted import Chart
from comity.knowledge.issues import issues_of
from comity.knowledge.ontology import Ontology
from comity.model import Knowledge
from comity.nets import Choice
from comity.nets.states import state_of

if TYPE_CHECKING:
    import networkx as nx

Cell = str | int | float | None
TOP = 10
RANGE = "range"
"""The head over ranges: nine of ten draws of articles give a number between the two."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a section: its cells, the ids of the events they stand on, and a word of caution where these are few."""

    cells: tuple[Cell, ...]
    events: tuple[str, ...]
    caution: str | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A table with its name, a sentence that says what the numbers are, and `left_out`, the rows that it is shortened by.

    `charts` show numbers that stand in the rows, with the same events.
    """

    name: str
    title: str
    note: str
    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    left_out: int = 0
    charts: tuple[Chart, ...] = ()


@dataclass(frozen=True, slots=True)
class Study:
    """The knowledge and choice that all sections share; `pair` are two states, `by` the length of periods, `top` the most rows.

    `leaders`, `states` and `acts` (of actors on issues) are the networks of the choice; `names` has the label of every entity,
    issue and state, `homes` the id of the state of every entity that has one, `told` the reports of every event.
    """

    knowledge: Knowledge
    ontology: Ontology
    choice: Choice
    pair: tuple[str, str] | None
    by: str
    top: int
    names: Mapping[str, str]
    homes: Mapping[str, str]
    told: Mapping[str, tuple[str, ...]]
    leaders: nx.MultiDiGraph[str]
    states: nx.MultiDiGraph[str]
    acts: nx.MultiDiGraph[str]

    def name(self, identifier: str) -> str:
        """The label of a thing, its id where it has none."""
        return self.names.get(identifier, identifier)

    def row(self, cells: tuple[Cell, ...], events: Iterable[str]) -> Row:
        """A row with the word of caution that its events ask for; none where it stands on no event."""
        on = tuple(sorted(set(events)))
        reports = (report for event in on for report in self.told[event])
        return Row(cells, on, analysis.caution(reports) if on else None)

    def section(
        self,
        name: str,
        title: str,
        note: str,
        heads: tuple[str, ...],
        rows: list[Row],
        charts: tuple[Chart, ...] = (),
        *,
        total: int | None = None,
    ) -> Section:
        """A section of the first `top` rows, of `total` where `rows` has the first alone."""
        kept = tuple(rows[: self.top])
        drawn = tuple(chart for chart in charts if chart.points)
        return Section(name, title, note, heads, kept, (total or len(rows)) - len(kept), drawn)

    def ranges(self, figures: Mapping[str, Ratio]) -> dict[str, Interval]:
        """The range of each figure when articles are drawn again; see `analysis.ranges`."""
        return analysis.ranges(self.knowledge, figures)


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
    net = nets.states(knowledge, ontology, choice)
    found = tuple(_state(net, name) for name in pair) if pair else _closest(net)
    if found and len(set(found)) == 1:
        raise AnalysisError(f"both are {found[0]}; give two states")
    homes = {e.id: home for e in knowledge.entities if (home := state_of(e.code)) is not None}
    return Study(
        knowledge=knowledge,
        ontology=ontology,
        choice=choice,
        pair=(found[0], found[1]) if found else None,
        by=by,
        top=top,
        names=_names(knowledge, ontology, net),
        homes=homes,
        told={event.id: event.reports for event in knowledge.events},
        leaders=nets.leaders(knowledge, ontology, choice),
        states=net,
        acts=nets.actors_issues(knowledge, ontology, choice),
    )


def _names(knowledge: Knowledge, ontology: Ontology, net: nx.MultiDiGraph[str]) -> dict[str, str]:
    """The labels of all there is; a state that acts through its own alone goes by its code."""
    codes = {home: str(e.code) for e in knowledge.entities if (home := state_of(e.code))}
    issues = {issue.id: issue.label for issue in issues_of(knowledge, ontology.issues).values()}
    nodes = {node: str(data["label"]) for node, data in net.nodes(data=True)}
    return codes | {entity.id: entity.name for entity in knowledge.entities} | issues | nodes


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
