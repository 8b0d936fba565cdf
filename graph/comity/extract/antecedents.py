"""What an anaphor may speak of: the rules of the sieve, over the references read so far.

Each rule gives the entities it is sure of, or none.
"""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Doc, Token

from comity.extract.clauses import governor, patients, subjects
from comity.extract.lists import left_of_verb
from comity.extract.phrases import phrase_start, references_by_token
from comity.extract.records import Reference
from comity.knowledge.people import load_office_holders
from comity.model import slug

_LEADERS = frozenset("president minister premier chancellor leader king emir sultan queen".split())
NUMBERS = {"two": 2, "both": 2, "three": 3, "four": 4, "five": 5}


def _is_person(identifier: str) -> bool:
    return identifier.startswith("person/")


def person(token: Token, history: list[Reference]) -> tuple[str, ...]:
    """The subject of the same or the last sentence if a person, else the person named last."""
    sentence = token.sent.start
    recent = [
        r
        for r in history[-40:]
        if len(r.entities) == 1 and _is_person(r.entities[0]) and r.head < token.i
    ]
    if not recent:
        return ()
    reflexive = token.lower_ in ("him", "her") and token.dep_ in ("dobj", "pobj", "dative")
    subject = _subject_of(token)
    fit = [r for r in recent if not (reflexive and subject and r.entities == subject.entities)]
    here = [r for r in fit if r.head >= sentence and _is_subject(token.doc[r.head])]
    if here:
        return here[-1].entities
    here = [r for r in fit if r.head >= sentence]
    if here and token.dep_ == "poss":
        return here[-1].entities
    last = [r for r in fit if r.head < sentence]
    if last:
        start = token.doc[last[-1].head].sent.start
        subjects = [r for r in last if r.head >= start and _is_subject(token.doc[r.head])]
        return (subjects[0] if subjects else last[-1]).entities
    return here[-1].entities if here else ()


def _subject_of(token: Token) -> Reference | None:
    for ancestor in token.ancestors:
        for child in ancestor.children:
            if child.dep_ in ("nsubj", "nsubjpass"):
                return next((r for r in token.doc._.references if r.head == child.i), None)
    return None


def _is_subject(token: Token) -> bool:
    while token.dep_ == "conj":
        token = token.head
    return token.dep_ in ("nsubj", "nsubjpass", "agent") or (
        token.dep_ == "pobj" and token.head.dep_ == "agent"
    )


def plural(token: Token, history: list[Reference], doc: Doc) -> tuple[str, ...]:
    """The last group or coordination, subjects first."""
    start = token.sent.start
    previous = doc[start - 1].sent.start if start else 0
    near = [r for r in history[-30:] if r.head < token.i and r.head >= previous]
    listed = (
        left_of_verb(token.sent.root, references_by_token(doc))
        if not subjects(token.sent.root)
        else []
    )
    if len(listed) > 1 and listed[-1].head < token.i:
        return tuple(dict.fromkeys(e for r in listed for e in r.entities))
    first = [r for r in near if _is_subject(doc[r.head]) and r.head >= start]
    second = [r for r in near if _is_subject(doc[r.head]) and r.head < start]
    for reference in (*reversed(first), *second, *reversed(near)):
        head = doc[reference.head]
        together = _coordinated(head, history)
        if len(together) > 1:
            return together
        if reference.kind in ("group", "anaphor") and (
            len(reference.entities) > 1 or reference.entities[0].startswith("group/")
        ):
            return reference.entities
    return ()


def both_of_clause(token: Token, history: list[Reference]) -> tuple[str, ...]:
    """'X will host Y at their summit': their summit is that of X and Y."""
    verb = governor(token)
    if token.dep_ != "poss" or verb is None:
        return ()
    by_head = {r.head: r for r in history}
    sides = [
        by_head[t.i].entities for t in (*subjects(verb)[:1], *patients(verb)[:1]) if t.i in by_head
    ]
    if (
        len(sides) == 2
        and all(len(s) == 1 and _is_person(s[0]) for s in sides)
        and sides[0] != sides[1]
    ):
        return sides[0] + sides[1]
    return ()


def _coordinated(head: Token, history: list[Reference]) -> tuple[str, ...]:
    by_head = {r.head: r for r in history}
    tokens = sorted({head, *head.conjuncts}, key=lambda t: t.i)
    found: list[str] = []
    for token in tokens:
        if token.i in by_head:
            found += [e for e in by_head[token.i].entities if e not in found]
    return tuple(found) if len(tokens) > 1 else ()


def _is_empty(token: Token) -> bool:
    """'It is important that', 'it took 12 years to': no referent."""
    verb = token.head
    if token.dep_ not in ("nsubj", "nsubjpass", "expl") or verb.pos_ not in ("VERB", "AUX"):
        return False
    clausal = any(t.dep_ in ("ccomp", "xcomp", "advcl", "csubj", "acomp") for t in verb.children)
    return verb.lemma_ in ("be", "take", "seem", "appear", "remain", "become", "constitute") and (
        clausal or verb.lemma_ != "be"
    )


def thing(token: Token, history: list[Reference]) -> tuple[str, ...]:
    """'it', 'its': the state, body or organisation that is subject of this or the last sentence, else named last."""
    if _is_empty(token):
        return ()
    fit = [
        r
        for r in history[-25:]
        if len(r.entities) == 1
        and r.head < token.i
        and not r.entities[0].startswith(("person/", "group/"))
    ]
    subject = _subject_of(token)
    if (
        token.dep_ == "poss"
        and subject
        and subject.entities
        and not _is_person(subject.entities[0])
    ):
        return subject.entities[:1]
    start = token.sent.start
    for low, test in ((start, True), (start, False)):
        here = [r for r in fit if r.head >= low and (_is_subject(token.doc[r.head]) or not test)]
        if here:
            return here[-1].entities
    previous = token.doc[start - 1].sent.start if start else 0
    here = [r for r in fit if r.head >= previous and _is_subject(token.doc[r.head])]
    return here[0].entities if here else ()


def _distinct(
    history: list[Reference], fits: Callable[[str], bool], number: int
) -> tuple[str, ...]:
    found: list[str] = []
    for reference in reversed(history):
        for entity in reversed(reference.entities):
            if fits(entity) and entity not in found:
                found.insert(0, entity)
        if len(found) >= number:
            return tuple(found[-number:])
    return ()


def last_people(history: list[Reference], doc: Doc, number: int) -> tuple[str, ...]:
    """The people named last, of as many different states."""
    codes: set[str] = set()
    found: list[str] = []
    for reference in reversed(history[-60:]):
        for entity in reversed(reference.entities):
            code = _state_code(entity, doc)
            if _is_person(entity) and entity not in found and (code is None or code not in codes):
                found.insert(0, entity)
                codes |= {code} if code else set()
        if len(found) >= number:
            return tuple(found[-number:])
    return ()


def _state_code(entity: str, doc: Doc) -> str | None:
    known = doc._.entities.get(entity)
    if known and known.code:
        return str(known.code)
    of = next((o.of for o in doc._.offices if o.person == entity), None)
    return of[6:].upper() if of and of.startswith("state/") else None


def last_states(history: list[Reference], number: int) -> tuple[str, ...]:
    """The states that were last spoken of together, in that number; else those named last."""
    for reference in reversed(history[-15:]):
        if len(reference.entities) == number and all(
            e.startswith("state/") for e in reference.entities
        ):
            return reference.entities
    return _distinct(history[-60:], lambda e: e.startswith("state/"), number)


def states_of_people(history: list[Reference], doc: Doc, number: int) -> tuple[str, ...]:
    people = last_people(history, doc, number)
    states = [
        o.of for p in people for o in doc._.offices if o.person == p and o.of.startswith("state/")
    ]
    return tuple(dict.fromkeys(states))[:number] if len(set(states)) >= number else ()


def states_of(
    token: Token, doc: Doc, covered: dict[int, Reference], history: list[Reference]
) -> tuple[str, ...]:
    """The states in the phrase itself or in "of the two countries", already resolved or named."""
    found: list[str] = []
    tokens = list(doc[phrase_start(token) : token.i])
    for prep in token.rights:
        if prep.dep_ == "prep" and prep.lower_ in ("of", "from"):
            tokens += [
                o for obj in prep.children if obj.dep_ == "pobj" for o in (obj, *obj.conjuncts)
            ]
            number = next((NUMBERS[t.lower_] for t in prep.subtree if t.lower_ in NUMBERS), None)
            if number and any(
                t.lemma_ in ("country", "nation", "state", "side", "neighbor", "neighbour")
                for t in prep.subtree
            ):
                return last_states(history, number)
    for t in tokens:
        reference = covered.get(t.i)
        if reference:
            found += [e for e in reference.entities if e.startswith("state/") and e not in found]
        elif t.tag_ == "PRP$" and t.lower_ == "their":
            return last_states(history, 2)
    return tuple(found)


def people_of(states: tuple[str, ...], history: list[Reference], doc: Doc) -> tuple[str, ...]:
    """The holders in the article of the highest office of each state, all or none."""
    people = []
    named = {e for r in doc._.references for e in r.entities}
    for state in states:
        rank = [
            o.person
            for o in doc._.offices
            if o.of == state and o.current and _is_leader_title(o.title)
        ]
        holder = (
            load_office_holders().holding("leader", state, doc._.article.published)
            if doc._.article
            else None
        )
        known = f"person/{slug(holder.name)}" if holder else None
        if not rank and known not in named:
            return ()
        people.append(rank[0] if rank else str(known))
    return tuple(people)


def _is_leader_title(title: str) -> bool:
    words = title.lower().split()
    if not words or {"vice", "deputy"} & set(words):
        return False
    portfolio = words[-1] == "minister" and len(words) > 1 and words[-2] != "prime"
    return words[-1] in _LEADERS and not portfolio
