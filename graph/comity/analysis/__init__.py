"""Measures on the network, one a function: the same network gives the same numbers, whatever the machine's hash seed."""

from comity.analysis.betweenness import betweenness
from comity.analysis.communities import communities
from comity.analysis.degree import degree
from comity.analysis.pagerank import pagerank
from comity.analysis.ties import ties

__all__ = ["betweenness", "communities", "degree", "pagerank", "ties"]
