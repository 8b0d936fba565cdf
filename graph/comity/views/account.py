"""The account of a reading, in words: what was found in each sentence, by which rule, and what was passed over."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from comity.explanation import Explanation, Passed, SentenceRead
from comity.knowledge.rates import Rate, claim_rate, report_rate
from comity.model import Claim, Entity, Issue, Mention, Precision, Report, Role, Span, When
from comity.network import claim_label
from comity.views.words import when_words

if TYPE_CHECKING:
    from comity.knowledge.ontology import Ontology


@dataclass(frozen=True, slots=True)
class Trust:
    """A rule and how often its family was right on gold."""

    rule: str
    family: str
    right: int
    seen: int
    rate: float

    @property
    def words(self) -> str:
        """Rate, counts and family in words."""
        return f"{self.rate:.2f} (right {self.right} of {self.seen} times on gold: {self.family})"


@dataclass(frozen=True, slots=True)
class EventTold:
    """An event where it is told first; `facts` are pairs of a label and words, only those that the text gives."""

    report: str
    type: str
    word: str
    facts: tuple[tuple[str, str], ...]
    trust: Trust


@dataclass(frozen=True, slots=True)
class ToldAgain:
    """A further telling of an event: the word, the class of the event, and the sentence that tells it first."""

    word: str
    rule: str
    type: str
    sentence: int


@dataclass(frozen=True, slots=True)
class Fact:
    """A standing fact, with the rule that read it; `kind` is Office, Alliance or Dispute."""

    kind: str
    text: str
    trust: Trust


@dataclass(frozen=True, slots=True)
class Name:
    """A name or other mention: its words, whom or what they mean (one or several), of which class and in which manner."""

    words: str
    entity: str
    type: str
    manner: str
    span: Span


@dataclass(frozen=True, slots=True)
class Left:
    """A word passed over, with the rule and the reason in words."""

    word: str
    rule: str
    reason: str


@dataclass(frozen=True, slots=True)
class Account:
    """One sentence in words; `number` counts from 1, `read` keeps spans and markup."""

    number: int
    zone: str
    names: tuple[Name, ...]
    dates: tuple[tuple[str, str], ...]
    events: tuple[EventTold, ...]
    again: tuple[ToldAgain, ...]
    facts: tuple[Fact, ...]
    left: tuple[Left, ...]
    read: SentenceRead


def account(explanation: Explanation, text: str, ontology: Ontology) -> tuple[Account, ...]:
    """The sentences of an explanation in words, in the order of the article, whose text is `text`."""
    teller = _Teller(
        text=text,
        entities={e.id: e for e in explanation.entities},
        reports={r.id: r for r in explanation.extraction.reports},
        claims={c.id: c for c in explanation.extraction.claims},
        numbers={s.sentence.id: s.sentence.index + 1 for s in explanation.sentences},
        issues={**ontology.issues, **{i.id: i for i in explanation.extraction.issues}},
        ontology=ontology,
    )
    return tuple(_account(sentence, teller) for sentence in explanation.sentences)


@dataclass(frozen=True, slots=True)
class _Teller:
    """What is needed to put records into words."""

    text: str
    entities: Mapping[str, Entity]
    reports: Mapping[str, Report]
    claims: Mapping[str, Claim]
    numbers: Mapping[str, int]
    issues: Mapping[str, Issue]
    ontology: Ontology

    def words(self, span: Span) -> str:
        """The words of the article there, on one line."""
        return " ".join(span.of(self.text).split())

    def name(self, entity: str) -> str:
        """The name of an entity; words that are no entity stand for themselves."""
        return self.entities[entity].name if entity in self.entities else entity


def _account(read: SentenceRead, teller: _Teller) -> Account:
    first = [teller.reports[t.report] for t in read.tellings if t.first]
    again = [(t, teller.reports[t.report]) for t in read.tellings if not t.first]
    return Account(
        number=read.sentence.index + 1,
        zone=read.zone,
        names=_names(read.mentions, teller),
        dates=tuple((teller.words(d.span), _date(d.bound, d.when)) for d in read.dates),
        events=tuple(_event(report, teller) for report in first),
        again=tuple(
            ToldAgain(teller.words(t.trigger), t.rule, _label(r, teller), _number(r, teller))
            for t, r in again
        ),
        facts=tuple(sorted((_fact(teller.claims[c], teller) for c in read.claims), key=_order)),
        left=tuple(_left(p, teller) for p in read.passed),
        read=read,
    )


def _names(mentions: Sequence[Mention], teller: _Teller) -> tuple[Name, ...]:
    """The mentions in the order of the text, each with everything that its words mean there."""
    found = []
    for span, same in groupby(mentions, key=lambda m: m.span):
        meant = list(same)
        entities = [teller.entities[m.entity] for m in meant]
        names = ", ".join(dict.fromkeys(e.name for e in entities))
        found.append(Name(teller.words(span), names, entities[0].type, meant[0].kind, span))
    return tuple(found)


def _date(bound: str | None, when: When) -> str:
    """A date in words, with the word that makes it a bound."""
    words = "not resolved" if when.precision is Precision.UNRESOLVED else when_words(when)
    return f"{bound} {words}" if bound else words


def _event(report: Report, teller: _Teller) -> EventTold:
    facts = tuple((label, words) for label, words in _facts(report, teller) if words)
    trust = _trust(report.rule, report_rate(report))
    return EventTold(report.id, _label(report, teller), report.trigger_text, facts, trust)


def _facts(report: Report, teller: _Teller) -> Iterator[tuple[str, str]]:
    yield "status", str(report.status)
    yield "who", _people(report, Role.ACTOR, teller)
    yield "to whom", _people(report, Role.RECIPIENT, teller)
    yield "where", teller.name(report.place) if report.place else ""
    yield "when", when_words(report.when)
    yield "about", ", ".join(teller.issues[t].label for t in report.topics)
    yield "says who", teller.name(report.source) if report.source else "the article itself"
    yield "quote", f"“{' '.join(report.quote.split())}”" if report.quote else ""
    others = [str(teller.numbers[s]) for s in report.sentences[1:]]
    yield "told again", f"in sentence {', '.join(others)}" if others else ""


def _people(report: Report, role: Role, teller: _Teller) -> str:
    named: dict[str, bool] = {}
    for p in report.participants:
        if p.role is role:
            named[teller.name(p.entity)] = named.get(teller.name(p.entity), True) and p.inferred
    return ", ".join(f"{name} (inferred)" if lent else name for name, lent in named.items())


def _label(report: Report, teller: _Teller) -> str:
    label = teller.ontology.event_classes[report.type].label
    return f"{label[:1].upper()}{label[1:]}"


def _number(report: Report, teller: _Teller) -> int:
    return teller.numbers[report.sentences[0]]


_KINDS = {"holdsOffice": "Office", "allyOf": "Alliance", "disputeOver": "Dispute"}
_COLON = {"holdsOffice": ":"}


def _fact(claim: Claim, teller: _Teller) -> Fact:
    subject, object_ = teller.name(claim.subject), teller.name(claim.object)
    issue = teller.issues.get(claim.issue or "")
    about = f" ({issue.label})" if issue else ""
    text = f"{subject}{_COLON.get(claim.relation, '')} {claim_label(claim)} {object_}{about}"
    return Fact(_KINDS[claim.relation], text, _trust(claim.rule, claim_rate(claim)))


def _order(fact: Fact) -> tuple[str, str]:
    return fact.kind, fact.text


def _left(passed: Passed, teller: _Teller) -> Left:
    pointed = f" (“{teller.words(passed.into)}”)" if passed.into is not None else ""
    return Left(teller.words(passed.span), passed.rule, f"{passed.reason}{pointed}")


def _trust(rule: str, rate: Rate) -> Trust:
    return Trust(rule, rate.rule, rate.right, rate.seen, rate.rate)
