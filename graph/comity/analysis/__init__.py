"""Measures on the network, one a function: the same network gives the same numbers, whatever the machine's hash seed.

Each reads its network in one pass into arrays of pairs (`dyads`), on which numpy and scipy do the work: see
`tests/benchmarks/measures.py` for what that takes. What is left to networkx is Louvain (`communities`) and the blocks of
`frustration`. These calls go to a backend of networkx where one is configured, by `NETWORKX_BACKEND_PRIORITY` or
`networkx.config.backend_priority`. What is known of backends:

| backend                      | helps | why                                                                             |
|------------------------------|-------|---------------------------------------------------------------------------------|
| nx-parallel 0.3              | no    | has neither; cannot be loaded beside networkx 3.6, so what is sent to it fails  |
| graphblas-algorithms 2023.10 | no    | has neither: networkx does them, with equal results; no release since 2023      |
| nx-cugraph                   | maybe | has Louvain; needs a GPU, not tried, and may find other communities for a seed  |

So none is a dependency; PageRank, which graphblas-algorithms and nx-cugraph have, takes comity less than networkx needs to hand
its graph to them. On a large network take `leiden`, not `communities`: on 100,000 nodes and 500,000 edges 8 s against 98.
"""

from comity.analysis.arcs import arcs
from comity.analysis.assortativity import assortativity
from comity.analysis.balance import Balance, Triad, balance, census, triads
from comity.analysis.bearings import Bearing, bearings
from comity.analysis.betweenness import EXACT, betweenness
from comity.analysis.bootstrap import Interval, bootstrap
from comity.analysis.brokerage import Brokerage, brokerage
from comity.analysis.changes import Change, change_points, changes
from comity.analysis.communities import communities
from comity.analysis.cooperation import Act, Course, Score, cooperation
from comity.analysis.cores import cores
from comity.analysis.degree import degree
from comity.analysis.drivers import Driver, drivers
from comity.analysis.figures import FEW, Figure, caution, grounded
from comity.analysis.frustration import Frustration, frustration
from comity.analysis.initiative import Initiative, initiative
from comity.analysis.leiden import leiden
from comity.analysis.pagerank import pagerank
from comity.analysis.periods import period_of
from comity.analysis.projection import projection
from comity.analysis.ranges import Ratio, mean_of, ranges
from comity.analysis.reciprocity import reciprocity
from comity.analysis.replies import Replies, Reply, replies
from comity.analysis.salience import Salience, salience
from comity.analysis.sequels import Sequel, sequels
from comity.analysis.signed_ties import signed_ties
from comity.analysis.similarity import Similar, similarity
from comity.analysis.ties import ties

__all__ = [
    "EXACT",
    "FEW",
    "Act",
    "Balance",
    "Bearing",
    "Brokerage",
    "Change",
    "Course",
    "Driver",
    "Figure",
    "Frustration",
    "Initiative",
    "Interval",
    "Ratio",
    "Replies",
    "Reply",
    "Salience",
    "Score",
    "Sequel",
    "Similar",
    "Triad",
    "arcs",
    "assortativity",
    "balance",
    "bearings",
    "betweenness",
    "bootstrap",
    "brokerage",
    "caution",
    "census",
    "change_points",
    "changes",
    "communities",
    "cooperation",
    "cores",
    "degree",
    "drivers",
    "frustration",
    "grounded",
    "initiative",
    "leiden",
    "mean_of",
    "pagerank",
    "period_of",
    "projection",
    "ranges",
    "reciprocity",
    "replies",
    "salience",
    "sequels",
    "signed_ties",
    "similarity",
    "ties",
    "triads",
]
