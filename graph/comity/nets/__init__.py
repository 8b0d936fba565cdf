"""Networks by name, each with one kind of question in mind, drawn from the knowledge: see each function for what it holds.

| network         | a node                | an edge                                               | its weight, its sign    |
|-----------------|-----------------------|-------------------------------------------------------|-------------------------|
| `leaders`       | a person              | an event in which one met, criticised ... the other   | PLOVER's of the class   |
| `states`        | a state               | an event in which those of one act on those of another| PLOVER's of the class   |
| `actors_events` | an actor, an event    | the actor's part in the event                         | 1, none                 |
| `actors_issues` | an actor, an issue    | an event of the actor that is about the issue         | 1, PLOVER's of the class|
| `cooccurrence`  | an issue              | an event that is about both                           | 1, none                 |
| `sequence`      | an event with days    | the one is the next of an actor after the other       | days between, none      |

All are `networkx.MultiDiGraph`s. Parallel facts stay parallel edges. Every edge has `kind label fact event events status sign
weight mutual issues reports`: `events` are the ids of those it stands on, `fact` and `event` the first of them, `reports` the
ids of their tellings. A `Choice` takes a period, statuses and a least trust; without one, what was done and goes on. For a
network as of a day, give the knowledge of that day (`comity.asof.known`). Nodes without edges are left out. The same knowledge
gives the same network, in the same order.
"""

from comity.nets.bipartite import actors_events, actors_issues
from comity.nets.choice import DONE, PLANS, Choice, chosen, days_of
from comity.nets.cooccurrence import cooccurrence
from comity.nets.deeds import Deed, deeds, deeds_between
from comity.nets.leaders import leaders
from comity.nets.sequence import sequence
from comity.nets.states import states

NETWORKS = {
    "leaders": leaders,
    "states": states,
    "actors-events": actors_events,
    "actors-issues": actors_issues,
    "cooccurrence": cooccurrence,
    "sequence": sequence,
}
"""The networks by the name under which a user asks for them."""

__all__ = [
    "DONE",
    "NETWORKS",
    "PLANS",
    "Choice",
    "Deed",
    "actors_events",
    "actors_issues",
    "chosen",
    "days_of",
    "cooccurrence",
    "deeds",
    "deeds_between",
    "leaders",
    "sequence",
    "states",
]
