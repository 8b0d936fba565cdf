"""What it costs to load titles, office-holders and the ontology, and to find a title. Nothing is asserted.

python tests/benchmarks/loading.py
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from gate import least  # noqa: E402

from comity.knowledge import name_order, ontology, people, titles  # noqa: E402
from comity.knowledge.turtle import read_turtle  # noqa: E402

SENTENCE = "The leaders of South Korea and Japan met Sunday as Prime Minister Fumio Kishida visited President Yoon"


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
    """A title looked for at every word of a sentence."""
    words = SENTENCE.split()
    for i in range(len(words)):
        people.load_titles().match(words, i)


if __name__ == "__main__":
    print(f"people    {least(load_people):.3f} s of 0.1")
    print(f"ontology  {least(load_classes):.3f} s of 0.4")
    match()
    print(f"title     {1e6 * least(match) / len(SENTENCE.split()):.1f} us a word of 50")
