"""What comity is to a program or a notebook: a graph to build or open, and to ask, look at, add to and export."""

from comity.api.brief import BriefRecord
from comity.api.event import EventRecord
from comity.api.graph import KnowledgeGraph
from comity.api.opening import build, open
from comity.api.page import View
from comity.api.table import Table
from comity.errors import ComityError

__all__ = [
    "BriefRecord",
    "ComityError",
    "EventRecord",
    "KnowledgeGraph",
    "Table",
    "View",
    "build",
    "open",
]
