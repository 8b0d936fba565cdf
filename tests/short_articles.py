"""Short articles of five kinds of sentence, and what they say, read by a pattern each instead of by the model."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from comity.errors import ExtractionError
from comity.model import (
    Article,
    Claim,
    Entity,
    Extraction,
    Issue,
    Participant,
    Precision,
    Report,
    Role,
    Sentence,
    Span,
    Status,
    When,
    digest,
    slug,
)

# Every name that a person goes by, the first the one that gives the id.
PEOPLE = {
    "Amina Otieno": ("Otieno", "President Amina Otieno"),
    "Dawit Bekele": ("Bekele",),
    "Lucia Moraes": ("Lucia de Moraes",),
    "Jonas Vik": ("Vik", "Jonas Even Vik"),
}
STATES = {"Kenya": "state/ken", "Ethiopia": "state/eth", "Brazil": "state/bra"}
PLACES = {"Nairobi": "place/nairobi", "Port Lamu": "place/port-lamu"}
ISSUES = ("river water", "the river water", "tea duties")
TITLES = ("President", "Foreign Minister")

_WHO = "|".join(
    n for known, others in PEOPLE.items() for n in sorted((known, *others), key=len)[::-1]
)
_ID = {n: f"person/{slug(known)}" for known, others in PEOPLE.items() for n in (known, *others)}
_PATTERNS = {
    "Meeting": rf"(?P<a>{_WHO}) (?P<t>met) (?P<b>{_WHO}) in (?P<p>{'|'.join(PLACES)}) on (?P<d>[\d-]+)",
    "Summit": rf"(?P<a>{_WHO}) will hold a (?P<t>summit) with (?P<b>{_WHO}) on (?P<d>[\d-]+)",
    "Accusation": rf"(?P<a>{_WHO}) (?P<t>accused) (?P<s>{'|'.join(STATES)}) over (?P<i>{'|'.join(ISSUES)})",
    "Office": rf"(?P<a>{_WHO}) is (?P<o>{'|'.join(TITLES)}) of (?P<s>{'|'.join(STATES)})",
    "Support": rf"(?P<s>{'|'.join(STATES)}) (?P<t>backed) (?P<r>{'|'.join(STATES)}), according to (?P<a>{_WHO})",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Read:
    """One sentence as its pattern reads it."""

    kind: str
    found: re.Match[str]
    sentence: Sentence
    start: int

    def span(self, group: str) -> Span:
        return Span(self.start + self.found.start(group), self.start + self.found.end(group))

    def get(self, group: str) -> str | None:
        return self.found.groupdict().get(group)


def extraction(article: Article) -> Extraction:
    """What the article says; sentences that fit no pattern say nothing."""
    read = list(_read(article))
    return Extraction(
        citation=article.citation,
        entities=tuple(sorted(set(_entities(read)), key=lambda e: (e.id, e.name))),
        sentences=tuple(r.sentence for r in read),
        mentions=(),
        reports=tuple(sorted((_report(r) for r in read if r.kind != "Office"), key=lambda r: r.id)),
        claims=tuple(sorted({_claim(r) for r in read if r.kind == "Office"}, key=lambda c: c.id)),
        issues=tuple(sorted({_issue(r) for r in read if r.get("i")}, key=lambda i: (i.id, i.label))),
    )  # fmt: skip


def _read(article: Article) -> Iterator[_Read]:
    start = 0
    for index, text in enumerate(article.text.split("\n")):
        for kind, pattern in _PATTERNS.items():
            if found := re.fullmatch(rf"{pattern}\.", text):
                name = f"sentence/{article.id.removeprefix('article/')}-{index}"
                span = Span(start, start + len(text))
                yield _Read(kind, found, Sentence(name, article.id, index, span, text), start)
        start += len(text) + 1


def _entities(read: list[_Read]) -> Iterator[Entity]:
    for told in read:
        for group in ("a", "b"):
            if name := told.get(group):
                yield Entity(_ID[name], "Person", name)
        for group in ("s", "r"):
            if name := told.get(group):
                code = STATES[name].removeprefix("state/").upper()
                yield Entity(STATES[name], "State", name, (), code)
        if name := told.get("p"):
            yield Entity(PLACES[name], "Place", name, (), "KEN")


def _report(told: _Read) -> Report:
    place, day = told.get("p"), told.get("d")
    on = None if day is None else date.fromisoformat(day)
    when = None if on is None else When(on, on, Precision.DAY, day or "")
    topic = None if told.get("i") is None else _issue(told).id
    return Report(
        id=f"report/{digest(told.sentence.id, told.kind)}",
        article=told.sentence.article,
        type=told.kind,
        participants=tuple(sorted(_people(told), key=lambda p: (p.role, p.span))),
        place=None if place is None else PLACES[place],
        when=when,
        status=Status.PLANNED if told.kind == "Summit" else Status.OCCURRED,
        topics=() if topic is None else (topic,),
        source=_ID[told.found["a"]] if told.kind == "Support" else None,
        sentences=(told.sentence.id,),
        rule=f"verb:{told.kind}",
        trigger=told.span("t"),
        trigger_text=told.found["t"],
        confidence=0.8,
    )


def _people(told: _Read) -> Iterator[Participant]:
    if told.kind == "Support":
        yield Participant(STATES[told.found["s"]], Role.ACTOR, told.span("s"))
        yield Participant(STATES[told.found["r"]], Role.RECIPIENT, told.span("r"))
        return
    yield Participant(_ID[told.found["a"]], Role.ACTOR, told.span("a"))
    if told.get("b"):
        yield Participant(_ID[told.found["b"]], Role.ACTOR, told.span("b"))
    if told.kind == "Accusation":
        yield Participant(STATES[told.found["s"]], Role.RECIPIENT, told.span("s"))


def _issue(told: _Read) -> Issue:
    label = told.found["i"]
    return Issue(f"issue/{slug(label.removeprefix('the '))}", label, (), "issue/trade")


def _claim(told: _Read) -> Claim:
    subject, office, state = _ID[told.found["a"]], told.found["o"], STATES[told.found["s"]]
    return Claim(
        id=f"claim/{digest(told.sentence.id)}",
        article=told.sentence.article,
        relation="holdsOffice",
        subject=subject,
        object=state,
        title=office,
        issue=None,
        current=True,
        sentences=(told.sentence.id,),
        rule="claims:holdsOffice",
        confidence=0.7,
    )


def one_by_one(
    read: Callable[[object, Article], Extraction],
) -> Callable[..., Iterator[Extraction | ExtractionError]]:
    """What reads one article, in place of what reads them all."""

    def read_all(
        nlp: object, articles: Iterable[Article], **_: object
    ) -> Iterator[Extraction | ExtractionError]:
        for article in articles:
            try:
                yield read(nlp, article)
            except ExtractionError as error:
                yield error

    return read_all
