"""The phrases that say what an event is about: those that its words govern as their topic."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from comity.extract.clauses import is_passive, patients, prepositions
from comity.extract.sentences import kids
from comity.extract.tokens import Token
from comity.extract.triggers import Trigger
from comity.knowledge.topic_words import TopicWords

_ON_SOMETHING = frozenset(("Negotiation", "Agreement"))
_BEHIND_DISPUTE = frozenset(("over", "about", "on", "regarding", "concerning"))
_BEHIND_TALKS = frozenset(("on", "over", "about"))


def topic_heads(trigger: Trigger, words: TopicWords) -> tuple[int, ...]:
    """The tokens that head what the event of `trigger` is about, in the order of the text."""
    roles = trigger.frame.roles
    parts = [t for t in (trigger.token, trigger.carrier, trigger.taken) if t is not None]
    found = [o for part in parts for o in _behind(part, roles, words)]
    if trigger.frame.noun:
        found += _of_predicate(trigger.token, words)
        if trigger.frame.event in _ON_SOMETHING:  # "the grain deal", "border talks"
            before = [t for t in trigger.token.lefts if t.dep_ == "compound" and t.pos_ == "NOUN"]
            found += before[-1:]
    else:
        found += _of_verb(trigger.token, roles, words)
    every = {part.i for head in found for part in (head, *head.conjuncts)}
    return tuple(sorted(every - {part.i for part in parts}))


def _behind(head: Token, roles: Mapping[str, str], words: TopicWords) -> Iterator[Token]:
    """What follows a preposition that leads to a topic."""
    governed = words.governed.get(head.lemma_.lower(), ())
    for preposition, obj in prepositions(head):
        known = preposition in words.prepositions or preposition in governed
        if known or (preposition in _BEHIND_TALKS and roles.get(preposition) == "topic"):
            yield obj
    for child in kids(head):
        if child.dep_ == "acl" and child.lower_ in words.prepositions:
            yield from (t for t in kids(child) if t.dep_ == "dobj")


def _of_verb(verb: Token, roles: Mapping[str, str], words: TopicWords) -> Iterator[Token]:
    """The objects of "discuss", and what "met to discuss" adds."""
    if roles.get("object") == "topic" or verb.lemma_.lower() in words.objects:
        yield from patients(verb)
    for purpose in kids(verb):
        if purpose.dep_ in ("advcl", "xcomp") and purpose.lemma_.lower() in words.objects:
            yield from patients(purpose)


def _of_predicate(noun: Token, words: TopicWords) -> Iterator[Token]:
    """'The talks focused on X', 'talks to resolve X', 'X dominated the talks'."""
    verbs = [t for t in kids(noun) if t.dep_ in ("acl", "relcl")]
    subject = noun.dep_ in ("nsubj", "nsubjpass")
    for verb in (*verbs, *([noun.head] if subject else ())):
        lemma = verb.lemma_.lower()
        if lemma in words.objects and not (subject and verb.i == noun.head.i and is_passive(verb)):
            yield from (t for t in kids(verb) if t.dep_ == "dobj")
        governed = words.governed.get(lemma, ())
        yield from (obj for preposition, obj in prepositions(verb) if preposition in governed)


def disputed(noun: Token, words: TopicWords) -> Iterator[Token]:
    """What a noun of quarrel is over: "their dispute over X", "concern about X"."""
    if noun.lemma_.lower() in words.disputes:
        for preposition, obj in prepositions(noun):
            if preposition in _BEHIND_DISPUTE:
                yield from (obj, *obj.conjuncts)
