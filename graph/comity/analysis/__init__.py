"""Measures on the network, one a function: the same network gives the same numbers, whatever the machine's hash seed."""

from comity.analysis.arcs import arcs
from comity.analysis.assortativity import assortativity
from comity.analysis.balance import Balance, Triad, balance, triads
from comity.analysis.betweenness import betweenness
from comity.analysis.brokerage import Brokerage, brokerage
from comity.analysis.communities import communities
from comity.analysis.cores import cores
from comity.analysis.degree import degree
from comity.analysis.figures import FEW, Figure, caution, grounded
from comity.analysis.frustration import Frustration, frustration
from comity.analysis.pagerank import pagerank
from comity.analysis.projection import projection
from comity.analysis.reciprocity import reciprocity
from comity.analysis.signed_ties import signed_ties
from comity.analysis.ties import ties

__all__ = [
    "FEW",
    "Balance",
    "Brokerage",
    "Figure",
    "Frustration",
    "Triad",
    "arcs",
    "assortativity",
    "balance",
    "betweenness",
    "brokerage",
    "caution",
    "communities",
    "cores",
    "degree",
    "frustration",
    "grounded",
    "pagerank",
    "projection",
    "reciprocity",
    "signed_ties",
    "ties",
    "triads",
]
