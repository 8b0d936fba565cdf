"""What stands at a place that a decision names: the report, or the actor, that overlaps it best in that article."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from comity.curations import Spot
from comity.knowledge.ontology import load_ontology
from comity.model import Extraction, Report, Span

T = TypeVar("T")
Local = tuple[str, str]
"""An entity as one article knows it: the article's id and the entity's id there."""
Score = tuple[float, bool]


@dataclass(frozen=True, slots=True)
class Missed:
    """Why a place leads to nothing; `absent` is True where its article is not among those at hand."""

    message: str
    absent: bool = False


class Shelf:
    """The articles by the hashes of their texts; one text may stand there under several names."""

    def __init__(self, extractions: Iterable[Extraction]) -> None:
        self._ordered = sorted(extractions, key=lambda e: (e.citation.sha256, e.citation.id))
        self._hashes = [e.citation.sha256 for e in self._ordered]

    def articles(self, spot: Spot) -> tuple[Extraction, ...] | Missed:
        """The articles of the text that a place is in."""
        first = bisect_left(self._hashes, spot.article)
        found = []
        for extraction in self._ordered[first:]:
            if not extraction.citation.sha256.startswith(spot.article):
                break
            found.append(extraction)
        if not found:
            return Missed(f"no article has the hash {spot.article}", absent=True)
        if len({e.citation.sha256 for e in found}) > 1:
            return Missed(f"two texts have a hash with {spot.article}; give more of its digits")
        return tuple(found)

    def reports(self, spot: Spot) -> tuple[Report, ...] | Missed:
        """The report at a place, of each article with that text."""
        return self._each(spot, _report)

    def actors(self, spot: Spot) -> tuple[Local, ...] | Missed:
        """The actor that is named at a place, in each article with that text."""
        return self._each(spot, _actor)

    def _each(
        self, spot: Spot, look: Callable[[Spot, Extraction], T | Missed]
    ) -> tuple[T, ...] | Missed:
        articles = self.articles(spot)
        if isinstance(articles, Missed):
            return articles
        looked = [look(spot, extraction) for extraction in articles]
        found = [item for item in looked if not isinstance(item, Missed)]
        missed = [item for item in looked if isinstance(item, Missed)]
        return tuple(found) if found else missed[0]


def _report(spot: Spot, extraction: Extraction) -> Report | Missed:
    """The report whose trigger or evidence fits best; of equals that whose trigger lies in the place."""
    spans = {s.id: s.span for s in extraction.sentences}
    scored: list[tuple[Score, Report]] = []
    for report in extraction.reports:
        evidence = [report.trigger, *(spans[s] for s in report.sentences if s in spans)]
        share = max(_share(spot.span, span) for span in evidence)
        if share and _is_of(spot.type, report.type):
            scored.append(((share, _share(spot.span, report.trigger) > 0), report))
    found = _best(scored)
    exact = [r for r in found if r.type == spot.type] or found
    if len(exact) == 1:
        return exact[0]
    return _missed(spot, extraction, "report", {f"a {r.type}" for r in exact})


def _is_of(wanted: str | None, type_: str) -> bool:
    """Whether a report of a class is of the wanted one, or of one that is finer or broader."""
    if wanted is None or wanted == type_:
        return True
    ontology = load_ontology()
    if wanted not in ontology.event_classes:
        return False
    return wanted in ontology.ancestors(type_) or type_ in ontology.ancestors(wanted)


def _actor(spot: Spot, extraction: Extraction) -> Local | Missed:
    """The entity whose name, or part in an event, fits best."""
    types = {e.id: e.type for e in extraction.entities}
    best: dict[str, Score] = {}
    for entity, span in _named(extraction):
        share = _share(spot.span, span)
        if share and entity in types and spot.type in (None, types[entity]):
            best[entity] = max(best.get(entity, (0.0, False)), (share, True))
    found = _best([(score, entity) for entity, score in sorted(best.items())])
    if len(found) == 1:
        return extraction.citation.id, found[0]
    return _missed(spot, extraction, "name", {f"a {types[e]}" for e in found})


def _named(extraction: Extraction) -> Iterator[tuple[str, Span]]:
    for mention in extraction.mentions:
        yield mention.entity, mention.span
    for report in extraction.reports:
        yield from ((p.entity, p.span) for p in report.participants if not p.inferred)


def _best(scored: Sequence[tuple[Score, T]]) -> list[T]:
    top = max((score for score, _ in scored), default=(0.0, False))
    return [item for score, item in scored if score == top]


def _missed(spot: Spot, extraction: Extraction, what: str, found: set[str]) -> Missed:
    where = f"{spot.span.start}-{spot.span.end} of {extraction.citation.name}"
    if found:
        kinds = " and ".join(sorted(found))
        return Missed(f"several stand at {where}, {kinds}; narrow the span or give the class")
    kind = f" of class {spot.type}" if spot.type else ""
    return Missed(f"no {what}{kind} stands at {where}; correct the place, or remove the decision")


def _share(a: Span, b: Span) -> float:
    """The characters that two ranges have in common, over those that they cover together (Jaccard 1901)."""
    common = min(a.end, b.end) - max(a.start, b.start)
    return max(0, common) / (max(a.end, b.end) - min(a.start, b.start))
