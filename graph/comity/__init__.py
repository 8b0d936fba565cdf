"""Articles about diplomacy to a knowledge graph in which every fact leads to its sentences."""

__version__ = "0.1.0"
