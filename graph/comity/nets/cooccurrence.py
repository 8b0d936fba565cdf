"""Which issues are dealt with together."""

from __future__ import annotations

from itertools import combinations

import networkx as nx

from comity.knowledge.issues import issues_of
from comity.knowledge.ontology import Ontology
from comity.model import Knowledge
from comity.nets.bipartite import edge, to_issue
from comity.nets.choice import DEFAULT, Choice, chosen


def cooccurrence(
    knowledge: Knowledge, ontology: Ontology, choice: Choice = DEFAULT
) -> nx.MultiDiGraph[str]:
    """The network of issues: an edge is an event that is about both, from the lower id to the higher, and mutual.

    `weight` is 1, `sign` 0, `kind` the event's class. Complexity: the square of the issues of each event, summed.

    Raises:
        AnalysisError: an event names an issue that is not known.
    """
    scheme = issues_of(knowledge, ontology.issues)
    shared = sorted(
        (*pair, event.id, event)
        for event in chosen(knowledge, choice)
        for pair in combinations(sorted(set(event.topics)), 2)
    )
    net: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for issue in sorted({end for one, other, _, _ in shared for end in (one, other)}):
        net.add_node(issue, **to_issue(scheme, issue))
    for one, other, name, event in shared:
        values = edge((event,), kind=event.type, label="is dealt with together with", mutual=True)
        net.add_edge(one, other, key=name, **values)
    return net
