"""What it costs to load the gazetteer, people and the ontology, and to find titles.

    python tests/benchmarks/loading.py [--rounds 5] [--json FILE]

Goals: 150 ms for the gazetteer, 100 ms for people, 400 ms for the ontology, 50 microseconds a word for titles.
"""

from __future__ import annotations

from measuring import Table, arguments, by_turns, finish

from comity.knowledge import gazetteer, name_order, ontology, people, titles
from comity.knowledge.turtle import read_turtle

SENTENCE = "The leaders of South Korea and Japan met Sunday as Prime Minister Fumio Kishida visited President Yoon"


def load_gazetteer() -> None:
    """The gazetteer, read anew."""
    gazetteer._shipped.cache_clear()
    gazetteer._tables.cache_clear()
    gazetteer.load_gazetteer()


def load_people() -> None:
    """Titles, office-holders and family names, read anew."""
    for kept in (titles.load_titles, people.load_office_holders, name_order.load_family_names):
        kept.cache_clear()
    people.load_titles()
    people.load_office_holders()
    people.family_first(["Kim", "Gu"])


def load_classes() -> None:
    """The ontology, read anew."""
    ontology._load.cache_clear()
    read_turtle.cache_clear()
    ontology.load_ontology()


def match() -> None:
    """A title looked for at every word of a hundred sentences."""
    words = SENTENCE.split()
    for _ in range(100):
        for i in range(len(words)):
            people.load_titles().match(words, i)


def main() -> None:
    """Measure and print."""
    given = arguments(__doc__).parse_args()
    ways = {
        "the gazetteer": load_gazetteer,
        "people and their offices": load_people,
        "the ontology": load_classes,
        "titles in 100 sentences": match,
    }
    rows = by_turns(ways, rounds=given.rounds)
    finish(Table("Loading what comity knows", rows), given.json)


if __name__ == "__main__":
    main()
