"""The networks that can be had by name, of the events that are asked for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from comity.errors import InputError
from comity.knowledge.ontology import load_ontology
from comity.model import Knowledge, Status
from comity.nets import DONE, NETWORKS, Choice, chosen
from comity.network import to_network

if TYPE_CHECKING:
    import networkx as nx

WHOLE = "whole"


def network_of(
    knowledge: Knowledge,
    kind: str,
    *,
    days: tuple[date | None, date | None],
    status: Iterable[str] | None,
    sources: int,
    certainty: float,
) -> nx.MultiDiGraph[str]:
    """The network `kind` of the events that fit; without `status` all of them in the whole network, else those that are done.

    Raises:
        InputError: there is no such kind or status.
        AnalysisError: the period ends before it begins.
    """
    if kind != WHOLE and kind not in NETWORKS:
        raise InputError(f"there is no network {kind!r}; there are {', '.join((WHOLE, *NETWORKS))}")
    usual = frozenset(Status) if kind == WHOLE else DONE
    statuses = usual if status is None else frozenset(map(_status, status))
    choice = Choice(*days, statuses, 0.0, certainty, sources)
    if kind == WHOLE:
        part = replace(knowledge, events=chosen(knowledge, choice))
        return to_network(part, load_ontology())
    return NETWORKS[kind](knowledge, load_ontology(), choice)


def _status(name: str) -> Status:
    try:
        return Status(name)
    except ValueError as error:
        raise InputError(f"there is no status {name!r}; there are {', '.join(Status)}") from error
