"""Plural anaphora: "the two leaders", "both countries", "the two sides", "their leaders".

They carry most meetings and agreements of this genre.
"""

from __future__ import annotations

import re
from collections import Counter

from comity.extract.actor_nouns import ActorNouns
from comity.extract.clauses import governor, subjects
from comity.extract.gatherings import met_before
from comity.extract.identifiers import is_person, is_state, person_id, state_code
from comity.extract.mediators import mediators
from comity.extract.personages import couple_next, holder_in, in_offices, leaders_in, named_next
from comity.extract.phrases import owners_after, phrase_start
from comity.extract.publication import published
from comity.extract.records import OfficeRead, Reference
from comity.extract.sentences import kids, once
from comity.extract.tokens import Doc, Token
from comity.knowledge.people import load_office_holders, load_titles

_NUMBERS = {"two": 2, "both": 2, "three": 3, "four": 4, "five": 5}
_ALONE = frozenset("two both pair duo".split())
_INEXACT = frozenset(("prep", "advmod", "quantmod"))
_ARGUMENT = frozenset("nsubj nsubjpass pobj dobj".split())
_DEFINITE = frozenset("the these those their both respective".split())
_BARE = frozenset("the these both asian african european arab neighboring neighbouring".split())
_HEADS_OF_STATE = frozenset("leader president premier monarch head statesman chief".split())
_OFFICES = frozenset("minister president premier chancellor king envoy ambassador".split())
_LEADING = frozenset(("leader", "statesman"))
_MINISTERS = frozenset(("minister", "head_of_government"))
_AT = frozenset("in at near outside from".split())
_COUNTRIES = frozenset("country nation state side neighbor neighbour".split())
_NOTHING = (("", 0),) * 3
_OFTEN, _MORE = 3, 1.5
_LEADERS = frozenset("president minister premier chancellor leader king emir sultan queen".split())


def pair(
    token: Token,
    history: list[Reference],
    covered: dict[int, Reference],
    nouns: ActorNouns,
    *,
    group: bool,
) -> tuple[str, ...]:
    """Whom a plural noun speaks of again; `group` where it names a group by itself.

    'the two leaders', 'both countries', 'the leaders of the two countries', 'the two'.
    """
    if token.lower_ in _ALONE:
        return _alone(token, history)
    doc, lemma = token.doc, _noun_of(token)
    if not (lemma in nouns.pair_people or lemma in nouns.pair_states or lemma in nouns.group):
        return ()
    before = [t.lower_ for t in doc[phrase_start(token) : token.i]]
    number = next((_NUMBERS[w] for w in before if w in _NUMBERS), None)
    states = _states_of(token, covered, history)
    if number is None and len(states) < 2 and not _DEFINITE & set(before):
        return ()
    if lemma in nouns.pair_people:
        if len(states) > 1:
            return _holders_of(token, states) or states
        if states:
            return ()
        if number:
            others = [r for r in history if not set(r.entities) & _own_subject(token, covered)]
            return _in_office(token, others, number) or _last_people(others, doc, number)
        if group and set(before) - _DEFINITE:
            return ()
        return _all_leaders(token, history) or met_before(token, history) or _same(token, history)
    if lemma in nouns.pair_states and not states and (number or set(before) <= _BARE):
        size = number or 2
        own = _own_subject(token, covered)
        others = [r for r in history if not own & set(r.entities)] if own else history
        return _last_states(others, doc, size) or _states_of_people(others, doc, size)
    if group or lemma not in nouns.group:
        return ()
    if len(states) > 1:
        return states
    return _same(token, history) if not (number or states) and set(before) <= _BARE else ()


def is_title_case(token: Token, nouns: ActorNouns) -> bool:
    """Whether a plural of parties is written as a name, as documents do: "Both Ministers", "the Sides"."""
    if token.tag_ not in ("NNPS", "NNP") or not token.lower_.endswith("s"):
        return False
    alone = token.dep_ in _ARGUMENT and not any(t.dep_ == "compound" for t in token.lefts)
    noun = _noun_of(token) if alone else ""
    return noun in nouns.pair_people or noun in nouns.pair_states


def _noun_of(token: Token) -> str:
    """The noun in the singular, of a plural in capitals too: "Ministers", "Parties"."""
    if token.tag_ not in ("NNPS", "NNP"):
        return token.lemma_.lower()
    return re.sub("s$", "", re.sub("ies$", "ys", token.lower_))


def _same(token: Token, history: list[Reference]) -> tuple[str, ...]:
    """'the ministers', "the negotiators": the group of that noun spoken of last."""
    if any(t.dep_ in ("prep", "relcl", "acl") for t in token.rights):
        return ()
    for reference in reversed(history):
        if reference.kind == "group" and token.doc[reference.head].lemma_ == token.lemma_:
            return reference.entities
    return ()


def _own_subject(token: Token, covered: dict[int, Reference]) -> frozenset[str]:
    """Who does what the clause says to the others: "Ruto congratulated both leaders"."""
    if token.dep_ not in ("dobj", "pobj", "dative"):
        return frozenset()
    verb = governor(token)
    subject = next(iter(subjects(verb)), None) if verb is not None else None
    apart = subject is not None and all(subject.i != t.i for t in token.ancestors)
    reference = covered.get(subject.i) if subject is not None and apart else None
    return frozenset(reference.entities) if reference is not None else frozenset()


def _all_leaders(token: Token, history: list[Reference]) -> tuple[str, ...]:
    """'the leaders', "the ministers": the two who hold such offices, where the article has just two."""
    held = _of_noun(token)
    named = {e for r in history for e in r.entities}
    return held if len(held) == 2 and set(held) <= named else ()


def _in_office(token: Token, history: list[Reference], number: int) -> tuple[str, ...]:
    """'the two presidents': those of that office named last; where the article has just so many, also those to come."""
    lemma = _noun_of(token)
    if lemma not in _OFFICES and lemma not in _LEADING:
        return ()
    held = _of_noun(token)
    if len(held) == number and lemma in _OFFICES:
        return held
    spoken = dict.fromkeys(e for r in reversed(history) for e in r.entities if e in held)
    return tuple(spoken)[:number][::-1] if len(spoken) >= number else ()


def _of_noun(token: Token) -> tuple[str, ...]:
    """The people of the article who hold an office of the noun."""
    lemma = _noun_of(token)
    if lemma not in _HEADS_OF_STATE:
        return in_offices(token.doc, lemma, title=title_before(token) or "")
    leaders = leaders_in(token.doc, is_leader_title)
    of_noun = in_offices(token.doc, lemma) if lemma in _OFFICES else ()
    return of_noun if len(of_noun) > 1 else leaders


def _alone(token: Token, history: list[Reference]) -> tuple[str, ...]:
    """'the two met', but not 'two of them' nor "at least two"."""
    if token.dep_ not in _ARGUMENT or any(t.dep_ in _INEXACT for t in kids(token)):
        return ()
    return _last_people(history, token.doc, 2) or _last_states(history, token.doc, 2)


def _last_people(history: list[Reference], doc: Doc, number: int) -> tuple[str, ...]:
    """The people named last, of as many different states."""
    codes: set[str] = set()
    found: list[str] = []
    for reference in reversed(history[-60:]):
        for entity in reversed(reference.entities):
            code = _code_of(entity, doc)
            if is_person(entity) and entity not in found and (code is None or code not in codes):
                found.insert(0, entity)
                codes |= {code} if code else set()
        if len(found) >= number:
            return tuple(found[-number:])
    return ()


def _code_of(entity: str, doc: Doc) -> str | None:
    """The code of the state that an entity belongs to, by its own record or by its office."""
    known = doc._.entities.get(entity)
    if known and known.code:
        return str(known.code)
    return state_code(next((o.of for o in doc._.offices if o.person == entity), ""))


def _last_states(history: list[Reference], doc: Doc, number: int) -> tuple[str, ...]:
    """The states last spoken of together, in that number; else the two that the article tells of; else those named last."""
    for reference in reversed(history[-15:]):
        if len(reference.entities) == number and all(map(is_state, reference.entities)):
            return reference.entities
    between = mediators(doc) if number == 2 else frozenset()
    named = {e for r in history for e in r.entities}
    main = once(doc, "main_pair", _main_pair)
    if number == 2 and main and named.issuperset(main):
        return main
    found: list[str] = []
    for reference in reversed(history[-60:]):
        if reference.kind == "capital" and _is_where(doc[reference.head]):
            continue
        for entity in reversed(reference.entities):
            if is_state(entity) and entity not in found and entity not in between:
                found.insert(0, entity)
        if len(found) >= number:
            return tuple(found[-number:])
    return ()


def _is_where(capital: Token) -> bool:
    """Whether a capital is only where something happens: "signed in Tbilisi"."""
    return capital.dep_ == "pobj" and capital.head.lower_ in _AT


def _main_pair(doc: Doc) -> tuple[str, ...]:
    """The two states of which the article speaks far more than of any third; none if there are not just two."""
    counts: Counter[str] = Counter()
    between = mediators(doc)
    for reference in doc._.references:
        placed = reference.place is not None and doc[reference.start - 1].pos_ == "ADP"
        if reference.kind in ("name", "capital", "adjective") and not placed:
            counts.update(e for e in reference.entities if is_state(e) and e not in between)
    (first, _), (second, often), (_, third) = (*counts.most_common(3), *_NOTHING)[:3]
    return (first, second) if often >= _OFTEN and often >= _MORE * third else ()


def _states_of_people(history: list[Reference], doc: Doc, number: int) -> tuple[str, ...]:
    """The states in which the people named last hold office."""
    offices: tuple[OfficeRead, ...] = doc._.offices
    people = _last_people(history, doc, number)
    of = dict.fromkeys(o.of for p in people for o in offices if o.person == p and is_state(o.of))
    return tuple(of)[:number] if len(of) >= number else ()


def _states_of(
    token: Token, covered: dict[int, Reference], history: list[Reference]
) -> tuple[str, ...]:
    """The states in the phrase itself or in "of the two countries", already resolved or named."""
    found: list[str] = []
    tokens = list(token.doc[phrase_start(token) : token.i])
    tokens += owners_after(token)
    for prep in token.rights:
        if prep.dep_ == "prep" and prep.lower_ in ("of", "from"):
            number = next((_NUMBERS[t.lower_] for t in prep.subtree if t.lower_ in _NUMBERS), None)
            if number and any(t.lemma_ in _COUNTRIES for t in prep.subtree):
                return _last_states(history, token.doc, number)
    for part in tokens:
        reference = covered.get(part.i)
        if reference:
            found += [e for e in reference.entities if is_state(e) and e not in found]
        elif part.tag_ == "PRP$" and part.lower_ == "their":
            return _last_states(history, token.doc, 2)
    return tuple(found)


def _holders_of(token: Token, states: tuple[str, ...]) -> tuple[str, ...]:
    """Those named in the article who hold in each state the office of the noun, all or none."""
    doc = token.doc
    if token.lemma_.lower() in _HEADS_OF_STATE:
        named = frozenset(e for r in doc._.references for e in r.entities)
        people = [_leader_of(state, doc, named) for state in states]
    else:
        title = title_before(token)
        people = [holder_in(doc, title, state) for state in states] if title else [None]
    missing = [state for state, p in zip(states, people, strict=False) if p is None]
    if len(missing) == 1 and len(people) == 2 and token.lemma_.lower() not in _HEADS_OF_STATE:
        other = named_next(token, missing[0], next((p for p in people if p), None))
        people = [p or other for p in people]
    elif len(missing) == len(people) == 2:
        return couple_next(token)
    return tuple(p for p in people if p) if all(people) else ()


def title_before(token: Token) -> str | None:
    """The office in the singular: "foreign minister" of "the foreign ministers"."""
    for start in range(phrase_start(token), token.i):
        title = f"{token.doc[start : token.i].text} {_noun_of(token)}".lower()
        info = load_titles().info(title)
        if info is not None and info.level in _MINISTERS:
            return title
    return None


def _leader_of(state: str, doc: Doc, named: frozenset[str]) -> str | None:
    """Who leads the state by the article, else by the table if the article names them."""
    offices: tuple[OfficeRead, ...] = doc._.offices
    for office in offices:
        if office.of == state and office.current and is_leader_title(office.title):
            return office.person
    holder = load_office_holders().holding("leader", state, published(doc))
    known = person_id(holder.name) if holder else None
    return known if known in named else None


def is_leader_title(title: str) -> bool:
    """Whether a title is that of a leader: "prime minister", but not "foreign minister"."""
    words = title.lower().split()
    if not words or {"vice", "deputy"} & set(words):
        return False
    portfolio = words[-1] == "minister" and len(words) > 1 and words[-2] != "prime"
    return words[-1] in _LEADERS and not portfolio
