"""The issues of international relations: a SKOS scheme of fields and the issues under them."""

from __future__ import annotations

from collections.abc import Mapping

from comity.knowledge.turtle import Source, words
from comity.knowledge.vocabulary import DIP, ID, RDF, SKOS
from comity.model import Issue, Knowledge


def read_issues(source: Source) -> dict[str, Issue]:
    """The issues of `source` by id, sorted.

    Raises:
        OntologyError: an issue lacks a label, shares one with another, or has a broader one that is no
            issue or lies below it.
    """
    subjects = sorted(source.subjects(f"{RDF}type", DIP.Issue))
    owner: dict[str, str] = {}
    for subject in subjects:
        _refuse_shared_labels(source, subject, owner)
    known = frozenset(subjects)
    issues = (_issue(source, subject, known) for subject in subjects)
    return {issue.id: issue for issue in issues}


def issues_of(knowledge: Knowledge, scheme: Mapping[str, Issue]) -> dict[str, Issue]:
    """The issues by id that `knowledge` may speak of: its own, and those of the scheme, which come first."""
    return {issue.id: issue for issue in knowledge.issues} | dict(scheme)


def _issue(source: Source, subject: str, known: frozenset[str]) -> Issue:
    if not subject.startswith(ID + "issue/"):
        raise source.error(subject, f"is an issue in another namespace; write <{ID}issue/…>")
    above = _broader(source, subject, known)
    return Issue(
        id=subject.removeprefix(ID),
        label=source.text(subject, f"{SKOS}prefLabel"),
        alt_labels=_alt_labels(source, subject),
        broader=None if above is None else above.removeprefix(ID),
    )


def _alt_labels(source: Source, subject: str) -> tuple[str, ...]:
    return tuple(sorted(map(words, source.objects(subject, f"{SKOS}altLabel"))))


def _refuse_shared_labels(source: Source, subject: str, owner: dict[str, str]) -> None:
    for name in (source.text(subject, f"{SKOS}prefLabel"), *_alt_labels(source, subject)):
        other = owner.setdefault(name.lower(), subject)
        if other != subject:
            raise source.error(
                subject, f"shares the label {name!r} with <{other}>; leave it to one of them"
            )


def _broader(source: Source, subject: str, known: frozenset[str]) -> str | None:
    first = at = source.one(subject, f"{SKOS}broader")
    passed = {subject}
    while at is not None:
        if at not in known:
            raise source.error(
                subject, f"has the broader <{at}>, which no file defines as an issue"
            )
        if at in passed:
            raise source.error(subject, f"lies below itself, by way of <{at}>; cut the circle")
        passed.add(at)
        at = source.one(at, f"{SKOS}broader")
    return first
