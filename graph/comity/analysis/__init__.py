"""Measures on the network, one a function: the same network gives the same numbers, whatever the machine's hash seed."""

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
