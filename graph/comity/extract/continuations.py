"""What goes on from one sentence to the next: events tied to the talks, journey or speech just told of.

Only what a finite past tells is tied, within a paragraph or to the end of the one before. The talks are those
whose parties act: their agreements and what they say to each other come of them; "then met" and "also met" go on
with the programme; one who has been said to speak in a town on a day speaks on there.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from comity.extract.audiences import beside_speaker, is_announced
from comity.extract.headings import records_talks
from comity.extract.identifiers import is_person, is_state
from comity.extract.records import Candidate
from comity.extract.sentences import kids, once, sentence_texts, text_of
from comity.extract.tokens import Doc, Token
from comity.model import Role, Status

_TALKS = frozenset("Consultation Meeting Summit Conference Negotiation Call".split())
_PROGRAMME = _TALKS | {"Visit", "Tribute"}
_VERBAL = frozenset(
    "Statement Support Agreement Request Accusation Rejection Threat Apology Consultation".split()
)
_GOING_ON = frozenset("also then later afterwards afterward subsequently earlier".split())
_SETTLED = frozenset((Status.OCCURRED, Status.ONGOING))
_LOOK_BACK = 2
_GOES_ON = 3
_LEAD = 2


@dataclass(frozen=True, slots=True)
class _Story:
    """The order of the text: the paragraph of each sentence by number, and the state of each entity."""

    doc: Doc
    paragraph_of: Sequence[int]
    state_of: Mapping[str, str]


def continued(doc: Doc, candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The candidates, those that go on with another tied to it (`at`), in the same order."""
    if len(candidates) < 2:
        return tuple(candidates)
    story = _Story(doc, paragraphs_of(doc), _states(doc))
    found: list[Candidate] = []
    for n, candidate in enumerate(candidates):
        outer = None
        if candidate.at is None and candidate.status in _SETTLED and narrates(doc, candidate):
            before = _near(story, candidate, reversed(candidates[:n]))
            outer = _programme(doc, candidate, before) or _talks(story, candidate, before)
            outer = outer or _speech(story, candidate, candidates, n)
            outer = outer or _visit(candidate, before)
            outer = outer or _recorded(story, candidate, candidates[:n])
        elif candidate.at is None and candidate.status in _SETTLED:
            outer = _round(story, candidate, candidates[:n])
        found.append(candidate if outer is None else replace(candidate, at=outer.trigger))
        if outer is None:
            found[-1] = _dated(story, candidate, candidates, n)
    return tuple(found)


def _dated(
    story: _Story, candidate: Candidate, candidates: Sequence[Candidate], n: int
) -> Candidate:
    """What is said at talks of no known day, with the day on which the same words are told: "He made it at talks"."""
    if candidate.at is None or candidate.when is not None or candidate.status not in _SETTLED:
        return candidate
    talks = next((c for c in candidates if c.trigger == candidate.at), None)
    if talks is None or talks.when is not None or not narrates(story.doc, candidate):
        return candidate
    other = _speech(story, candidate, candidates, n)
    return candidate if other is None else replace(candidate, when=other.when)


def paragraphs_of(doc: Doc) -> list[int]:
    """The number of the paragraph of each sentence."""
    return once(doc, "paragraphs", _paragraphs)


def _paragraphs(doc: Doc) -> list[int]:
    breaks = [match.start() for match in re.finditer("\n", text_of(doc))]
    return [
        bisect_right(breaks, start + len(text) - len(text.lstrip()))
        for start, text in sentence_texts(doc)
    ]


def _states(doc: Doc) -> dict[str, str]:
    """The state of each state, and of each person or body that the article gives one."""
    by_code = {e.code: i for i, e in doc._.entities.items() if is_state(i)}
    found = {i: by_code[e.code] for i, e in doc._.entities.items() if e.code in by_code}
    return found | {o.person: o.of for o in doc._.offices if is_state(o.of)}


def narrates(doc: Doc, candidate: Candidate) -> bool:
    """Whether the event is told in the simple past: "met", "was received", "held talks"."""
    return is_past(verb_of(doc, candidate))


def is_past(verb: Token) -> bool:
    """Whether a verb is a finite simple past, or a participle that stands for one."""
    helpers = [t for t in kids(verb) if t.dep_ in ("aux", "auxpass")]
    if verb.tag_ == "VBD":
        return not helpers
    return verb.tag_ == "VBN" and (
        (verb.dep_ == "conj" and not helpers and verb.head.tag_ in ("VBD", "VBN"))
        or any(t.tag_ == "VBD" and t.lemma_ == "be" for t in helpers)
    )


def verb_of(doc: Doc, candidate: Candidate) -> Token:
    """The event word or its light verb."""
    return doc[candidate.trigger if candidate.carrier is None else candidate.carrier]


def _near(story: _Story, candidate: Candidate, before: reversed[Candidate]) -> list[Candidate]:
    """The events told in the paragraph of the candidate, or in the one before it, the nearest first."""
    here = story.paragraph_of[candidate.sentences[0]]
    near: list[Candidate] = []
    for other in before:
        if here - story.paragraph_of[other.sentences[0]] > _LOOK_BACK:
            break
        if other.status in _SETTLED:
            near.append(other)
    return near


def _actors(candidate: Candidate) -> set[str]:
    return {a.entity for a in candidate.arguments if a.role is Role.ACTOR}


def _everyone(candidate: Candidate) -> set[str]:
    return {a.entity for a in candidate.arguments}


def _programme(doc: Doc, candidate: Candidate, before: Sequence[Candidate]) -> Candidate | None:
    """What someone did just before: "flew to X on Monday and later met Y", "also met Z"."""
    if candidate.type not in _PROGRAMME or candidate.when or candidate.place:
        return None
    verb = _governing(verb_of(doc, candidate))
    words = {t.lower_ for t in kids(verb) if t.dep_ == "advmod"}
    for other in before:
        far = candidate.sentences[0] - other.sentences[0]
        if far > 1 or other.type not in _PROGRAMME:
            continue
        goes_on = bool(words & _GOING_ON) or other.type == "Visit"
        if goes_on and narrates(doc, other) and _everyone(candidate) & _actors(other):
            return other
    return None


def _governing(word: Token) -> Token:
    """The verb under which an event noun stands: "then took part in a larger meeting"."""
    return word.head.head if word.dep_ == "pobj" and word.head.dep_ == "prep" else word


def _visit(candidate: Candidate, before: Sequence[Candidate]) -> Candidate | None:
    """The journey of the same sentence on which its traveller does what is told next: "flew to X and offered"."""
    if candidate.place or candidate.type in _PROGRAMME:
        return None
    for other in before:
        if other.sentences[0] != candidate.sentences[0]:
            return None
        if other.type == "Visit" and other.place and _actors(candidate) == _actors(other):
            return other
    return None


def _round(story: _Story, candidate: Candidate, before: Sequence[Candidate]) -> Candidate | None:
    """The talks of the lead, told again by the names of those who held them: "Talks between X and Y covered"."""
    if candidate.type not in _TALKS or candidate.when or candidate.place:
        return None
    sides = _sides(story, _actors(candidate))
    for talks in before:
        if talks.sentences[0] > _LEAD or candidate.sentences[0] - talks.sentences[0] > _GOES_ON:
            continue
        if talks.type in _TALKS and talks.place and sides == _sides(story, _actors(talks)):
            return talks if talks.status in _SETTLED else None
    return None


def _talks(story: _Story, candidate: Candidate, before: Sequence[Candidate]) -> Candidate | None:
    """The talks of those who now agree, or of one who speaks to another of them."""
    actors = _actors(candidate)
    if candidate.type not in _VERBAL or candidate.when or not actors:
        return None
    here = story.paragraph_of[candidate.sentences[0]]
    for talks in before:
        if talks.type not in _TALKS:
            continue
        same = story.paragraph_of[talks.sentences[0]] == here
        both = len(actors) > 1 and _sides(story, actors) <= _sides(story, _actors(talks))
        addressed = actors <= _actors(talks) and bool(
            _sides(story, _everyone(candidate) - actors) & _sides(story, _everyone(talks) - actors)
        )
        alone = same and actors <= _actors(talks) and len(_actors(talks)) > 1
        return talks if both or addressed or alone else None
    return None


def _recorded(story: _Story, candidate: Candidate, before: Sequence[Candidate]) -> Candidate | None:
    """The talks of the lead, in an article whose title says that it records talks: what is said is said there."""
    actors = _actors(candidate)
    if candidate.type not in _VERBAL or candidate.when or not actors:
        return None
    lead = next((c for c in before if c.type in _TALKS), None)
    if lead is None or lead.sentences[0] >= _LEAD or lead.status not in _SETTLED:
        return None
    there = len(_actors(lead)) > 1 and _sides(story, actors) <= _sides(story, _actors(lead))
    return lead if there and records_talks(story.doc) else None


def _is_of_address(doc: Doc, candidate: Candidate, other: Candidate) -> bool:
    """Whether words are of the occasion that another sentence names, though in a paragraph of their own.

    "Said Lima would pay. 'We will,' he told a rally in Cusco", "at a press conference with X. X thanked his host".
    """
    if not is_announced(doc, other):
        return False
    if _actors(candidate) == _actors(other):
        return candidate.sentences[0] + 1 == other.sentences[0]
    return _actors(candidate) <= beside_speaker(doc, other)


def _is_told(doc: Doc, other: Candidate) -> bool:
    """Whether an event is told in the simple past and not in passing: "had gone to Sake, where he warned"."""
    return narrates(doc, other) and verb_of(doc, other).dep_ != "relcl"


def _sides(story: _Story, entities: set[str]) -> set[str]:
    return {story.state_of.get(e, e) for e in entities}


def _speech(
    story: _Story, candidate: Candidate, candidates: Sequence[Candidate], n: int
) -> Candidate | None:
    """The other words of the same person, before or after, of which day or place is told."""
    actors = _actors(candidate)
    if candidate.type not in _VERBAL or len(actors) != 1 or (candidate.when and candidate.place):
        return None
    if not is_person(next(iter(actors))):
        return None
    sentence = candidate.sentences[0]
    for other in (*reversed(candidates[:n]), *candidates[n + 1 :]):
        far = abs(other.sentences[0] - sentence)
        apart = abs(story.paragraph_of[other.sentences[0]] - story.paragraph_of[sentence])
        if far > _GOES_ON or apart > _LOOK_BACK or other.type not in _VERBAL:
            continue
        same = not apart and _actors(other) == actors
        if not (same or _is_of_address(story.doc, candidate, other)):
            continue
        if (other.when or other.place or other.at) and _is_told(story.doc, other):
            return other
    return None
