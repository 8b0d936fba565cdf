"""A graph of a folder held in memory, loaded anew when the folder has changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from comity.asof import graph_as_of
from comity.model import Knowledge
from comity.rdf.record import Stamp, stamp_of
from comity.rdf.store import Graph


@dataclass(slots=True)
class Holding:
    """The graph of `folder`, as of `day` if one is given, as the folder is at the moment of asking.

    `graph` and `knowledge` are loaded when they are first asked for, and again once another program, or this one, has
    changed the folder.
    """

    folder: Path
    day: date | None
    _stamp: Stamp | None = None
    _graph: Graph | None = None
    _knowledge: Knowledge | None = None

    @property
    def graph(self) -> Graph:
        """The graph, for queries.

        Raises:
            StoreError: there is no graph, or it is damaged.
            QueryError: no article was published by the day.
        """
        stamp = stamp_of(self.folder)
        if self._graph is None or stamp != self._stamp:
            self._graph, self._knowledge = graph_as_of(self.folder, self.day), None
            self._stamp = stamp
        return self._graph

    @property
    def knowledge(self) -> Knowledge:
        """What the graph states, as records.

        Raises:
            StoreError, QueryError: as for `graph`.
        """
        graph = self.graph
        if self._knowledge is None:
            self._knowledge = graph.knowledge()
        return self._knowledge
