"""From a read Doc to plain records with character offsets: spaCy ends here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

import spacy.tokens

from comity.extract.chronologies import under_dates
from comity.extract.claims import StandingRead
from comity.extract.counts import counts_of
from comity.extract.courts import in_court
from comity.extract.hedges import hedge_of
from comity.extract.hosts import at_the_hosts
from comity.extract.inheritance import passed_on
from comity.extract.journeys import on_journeys
from comity.extract.lead import at_home, on_the_day
from comity.extract.names import to_entity
from comity.extract.phrases import characters
from comity.extract.presents import of_the_issue
from comity.extract.records import Candidate, OfficeRead, revised
from comity.extract.same_time import in_one_breath
from comity.extract.sentences import bounds_of, sentence_texts
from comity.extract.series import series_of
from comity.extract.spacing import moved
from comity.extract.summonses import at_the_ministry
from comity.extract.tellings import same_event, together
from comity.extract.text import BODY
from comity.extract.tokens import Doc, doc_of
from comity.extract.two_sides import with_sides
from comity.knowledge.certainty import load_scale
from comity.knowledge.gazetteer import load_gazetteer
from comity.knowledge.ontology import load_ontology
from comity.knowledge.rates import claim_rate, families_of, load_rates
from comity.model import (
    Article,
    Claim,
    Entity,
    Extraction,
    Issue,
    Mention,
    Participant,
    Report,
    Sentence,
    Span,
    digest,
)
from comity.signatures import sign


def read(parsed: spacy.tokens.Doc | Doc, article: Article) -> Extraction:
    """What the components found in a parsed doc, as records that know nothing of spaCy.

    Headlines and captions add to events that the body tells of, and tell none of their own. Offsets are those of
    `article`, though the doc may be of its text without needless spaces.
    """
    doc = doc_of(parsed)
    shown = doc._.article or article
    found = _read(doc, shown)
    return found if shown.text == article.text else moved(found, article)


def _read(doc: Doc, article: Article) -> Extraction:
    sentences = sentences_of(doc, article)
    kept = tellings(doc)
    names = {c.trigger: _report_id(doc, article, c) for c in kept}
    told = (_report(doc, article, c, sentences, names) for c in kept)
    reports = tuple(sorted(told, key=lambda r: r.id))
    claims = tuple(sorted(_claims(doc, article, sentences), key=lambda c: c.id))
    entities = _entities(doc, reports, claims)
    used = {s for r in reports for s in r.sentences} | {s for c in claims for s in c.sentences}
    return Extraction(
        citation=article.citation,
        entities=entities,
        sentences=tuple(s for s in sentences if s.id in used),
        mentions=_mentions(doc, frozenset(e.id for e in entities)),
        reports=reports,
        claims=claims,
        issues=_issues(doc, reports, claims),
        signature=sign(article.text),
    )


def sentences_of(doc: Doc, article: Article) -> tuple[Sentence, ...]:
    """The sentences of the doc in order, without white space around them."""
    found = []
    for index, (first, text) in enumerate(sentence_texts(doc)):
        start = first + len(text) - len(text.lstrip())
        span = Span(start, start + len(text.strip()))
        identifier = f"sentence/{article.id.removeprefix('article/')}-{index}"
        found.append(Sentence(identifier, article.id, index, span, span.of(article.text)))
    return tuple(found)


def tellings(doc: Doc) -> tuple[Candidate, ...]:
    """The events of the doc as it tells them, each once: what becomes reports."""
    parents = _parents()
    zone_of = doc._.zone_of
    told = tuple(c for c in doc._.candidates if zone_of[c.trigger] == BODY)
    body = under_dates(doc, _once(doc, told))
    rest = tuple(c for c in doc._.candidates if zone_of[c.trigger] != BODY)
    kept = together(body, parents)
    for candidate in rest:
        if candidate.arguments and any(same_event(k, candidate, parents) for k in kept):
            kept = together((*kept, candidate), parents)
    kept = in_one_breath(doc, of_the_issue(doc, on_the_day(doc, kept)))
    kept = at_the_hosts(doc, at_the_ministry(doc, in_court(doc, kept)))
    settled = passed_on(at_home(doc, kept))
    return with_sides(doc, on_journeys(doc, settled))


@cache
def _parents() -> dict[str, str]:
    return {name: c.parent for name, c in load_ontology().event_classes.items()}


def _once(doc: Doc, candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """A sentence printed twice (as a deck and as the lead) tells its events once, with both."""
    kept: dict[tuple[str, int, str], Candidate] = {}
    first_of: dict[int, int] = {}
    sentences = bounds_of(doc)
    texts = sentence_texts(doc)
    for candidate in candidates:
        beginning, text = texts[sentences.number[candidate.trigger]]
        start = beginning + _indent(text)
        key = (text.strip(), doc[candidate.trigger].idx - start, candidate.type)
        first = kept.get(key)
        first_of[candidate.trigger] = candidate.trigger if first is None else first.trigger
        kept[key] = (
            candidate
            if first is None
            else replace(
                first,
                at=candidate.at if first.at is None else first.at,
                sentences=(*first.sentences, *candidate.sentences),
                others=(*first.others, candidate.trigger, *candidate.others),
            )
        )
    return tuple(c if c.at is None else replace(c, at=first_of.get(c.at)) for c in kept.values())


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip())


def _report_id(doc: Doc, article: Article, candidate: Candidate) -> str:
    return f"report/{digest(article.id, candidate.type, str(doc[candidate.trigger].idx))}"


def _report(
    doc: Doc,
    article: Article,
    candidate: Candidate,
    sentences: tuple[Sentence, ...],
    names: Mapping[int, str],
) -> Report:
    """The report of a candidate; `names` gives the ids of all reports by their triggers."""
    trigger = doc[candidate.trigger : candidate.trigger_end]
    span = Span(trigger.start_char, trigger.end_char)
    found = (
        Participant(a.entity, a.role, characters(doc, a.start, a.end), a.inferred)
        for a in candidate.arguments
    )
    participants = tuple(
        sorted(found, key=lambda p: (p.role.value, p.span.start, p.span.end, p.entity))
    )
    rates = load_rates()
    return Report(
        id=names[candidate.trigger],
        article=article.id,
        type=candidate.type,
        participants=participants,
        place=candidate.place,
        when=candidate.when,
        status=candidate.status,
        topics=candidate.topics,
        source=candidate.source,
        sentences=_supporting(doc, candidate, sentences),
        rule=candidate.rule,
        trigger=span,
        trigger_text=span.of(article.text),
        confidence=rates.of(families_of(candidate.type, candidate.rule, participants)).rate,
        quote=candidate.quote,
        within=None if candidate.at is None else names.get(candidate.at),
        hedge=_hedge(doc, candidate),
        counts=counts_of(doc, candidate.trigger, candidate.carrier),
        series=series_of(doc, candidate.trigger, candidate.carrier),
    )


def _hedge(doc: Doc, candidate: Candidate) -> str | None:
    carrier = None if candidate.carrier is None else doc[candidate.carrier]
    return hedge_of(doc[candidate.trigger], carrier, load_scale())


def _supporting(doc: Doc, candidate: Candidate, sentences: tuple[Sentence, ...]) -> tuple[str, ...]:
    """The sentence of the trigger first, then the others in the order of the text."""
    start = doc[candidate.trigger].idx
    own = [
        i for i in candidate.sentences if sentences[i].span.start <= start < sentences[i].span.end
    ]
    rest = [i for i in candidate.sentences if i not in own]
    return tuple(sentences[i].id for i in (*own, *rest))


def _claims(doc: Doc, article: Article, sentences: tuple[Sentence, ...]) -> list[Claim]:
    """Offices and standing facts, each told once with all its sentences."""
    number = bounds_of(doc).number
    read: list[OfficeRead | StandingRead] = [*doc._.offices, *doc._.claims]
    found: dict[str, Claim] = {}
    for item in read:
        sentence = sentences[number[item.token]].id
        told = _office(item) if isinstance(item, OfficeRead) else _standing(item)
        claim = replace(told, article=article.id, sentences=(sentence,))
        claim = replace(claim, id=_claim_id(claim), confidence=claim_rate(claim).rate)
        held = found.setdefault(claim.id, claim)
        if sentence not in held.sentences:
            found[claim.id] = replace(held, sentences=(*held.sentences, sentence))
    return list(found.values())


def _office(read: OfficeRead) -> Claim:
    """The claim that someone holds an office, as yet without article, sentence and confidence."""
    return Claim(
        id="",
        article="",
        relation="holdsOffice",
        subject=read.person,
        object=read.of,
        title=read.title,
        issue=None,
        current=read.current,
        sentences=(),
        rule=read.rule,
        confidence=0.0,
    )


def _standing(read: StandingRead) -> Claim:
    """The claim of a relation between states, as yet without article, sentence and confidence."""
    return Claim(
        id="",
        article="",
        relation=read.relation,
        subject=read.subject,
        object=read.object,
        title=None,
        issue=read.issue,
        current=True,
        sentences=(),
        rule=read.rule,
        confidence=0.0,
    )


def _claim_id(claim: Claim) -> str:
    """An identifier by all that the claim says, but not by where it stands."""
    said = (claim.relation, claim.subject, claim.object, (claim.title or "").lower())
    return f"claim/{digest(claim.article, *said, claim.issue or '', str(claim.current))}"


def _entities(
    doc: Doc, reports: tuple[Report, ...], claims: tuple[Claim, ...]
) -> tuple[Entity, ...]:
    """The entities that some record speaks of, people with the code of whose office they hold."""
    used = {p.entity for r in reports for p in r.participants}
    used |= {r.place for r in reports if r.place}
    used |= {r.source for r in reports if r.source and r.source in doc._.entities}
    used |= {c.subject for c in claims} | {c.object for c in claims}
    codes = {c.subject: _code(c.object) for c in claims if c.relation == "holdsOffice"}
    found = [
        revised(e, code=e.code or codes.get(e.id)) for e in doc._.entities.values() if e.id in used
    ]
    gazetteer = load_gazetteer()  # a state that only the code of its envoy or ministry tells
    unread = (i for i in used if i not in doc._.entities and i in gazetteer.entries)
    return tuple(sorted((*found, *(to_entity(gazetteer, i) for i in unread)), key=lambda e: e.id))


def _issues(doc: Doc, reports: tuple[Report, ...], claims: tuple[Claim, ...]) -> tuple[Issue, ...]:
    """The issues outside the scheme that some record speaks of, by id."""
    used = {t for r in reports for t in r.topics} | {c.issue for c in claims}
    found: dict[str, Issue] = doc._.open_issues or {}
    return tuple(issue for name, issue in sorted(found.items()) if name in used)


def _code(owner: str) -> str | None:
    """The code of those who hold office in a state or an intergovernmental organisation."""
    kind, _, name = owner.partition("/")
    return {"state": name.upper(), "igo": "IGO"}.get(kind)


def _mentions(doc: Doc, known: frozenset[str]) -> tuple[Mention, ...]:
    found = {
        Mention(characters(doc, r.start, r.end), entity, r.kind)
        for r in doc._.references
        for entity in r.entities
        if entity in known
    }
    return tuple(sorted(found, key=lambda m: (m.span.start, m.span.end, m.entity, m.kind)))
