"""Who met before: "Ruto met Museveni in Kampala. The leaders discussed trade. They also agreed to ..."."""

from __future__ import annotations

from functools import cache

from comity.extract.clauses import patients, prepositions, subjects
from comity.extract.identifiers import is_person
from comity.extract.lexicon import load_lexicon
from comity.extract.lists import titled_after
from comity.extract.phrases import references_by_token
from comity.extract.records import Reference
from comity.extract.sentences import bounds_of
from comity.extract.tokens import Doc, Token
from comity.knowledge.ontology import load_ontology

_WITH = frozenset(("with", "between"))
_BACK = 4
_FAR = 12


def met_before(token: Token, history: list[Reference]) -> tuple[str, ...]:
    """The people who met, or were spoken of together, in one of the sentences before; the nearest such sentence counts.

    "The leaders" reaches further back than "they".
    """
    doc, bounds = token.doc, bounds_of(token.doc)
    near = bounds.number[token.i]
    back = _BACK if token.pos_ == "PRON" else _FAR
    by_head: dict[int, Reference] = {}
    for reference in reversed(history):
        number = bounds.number[reference.head]
        if number < near - back:
            break
        if reference.head < token.i:
            by_head.setdefault(reference.head, reference)
    numbers = sorted({bounds.number[i] for i in by_head}, reverse=True)
    for number in numbers:
        if number == near:
            continue
        found = _together(doc, number, by_head)
        if len(found) > 1:
            return found
    return ()


def _together(doc: Doc, number: int, by_head: dict[int, Reference]) -> tuple[str, ...]:
    """The people of one sentence: those that an anaphor there joins, else those whom its talks join."""
    bounds = bounds_of(doc)
    here = [r for i, r in by_head.items() if bounds.number[i] == number]
    for reference in here:
        several = reference.kind == "anaphor" and len(reference.entities) > 1
        if several and all(map(is_person, reference.entities)):
            return reference.entities
    for i in range(bounds.starts[number], bounds.ends[number]):
        if doc[i].pos_ == "VERB" and doc[i].lemma_.lower() in _talking():
            people = _people(doc[i], by_head)
            if len(people) > 1:
                return people
    return ()


def _people(verb: Token, by_head: dict[int, Reference]) -> tuple[str, ...]:
    """The people who are subject, object or company of the verb or of its object ("held talks with X")."""
    objects = patients(verb)
    tokens = [*subjects(verb), *objects]
    for token in (verb, *objects):
        tokens += [o for p, o in prepositions(token) if p in _WITH]
    named = [by_head[n.i] for t in tokens for n in (t, *t.conjuncts) if n.i in by_head]
    by_token = references_by_token(verb.doc)
    listed = [
        other
        for r in named
        if r.kind == "name"
        for other in titled_after(verb.doc, r, by_token, verb=verb if r.start < verb.i else None)
    ]
    found = (e for r in (*named, *listed) for e in r.entities)
    return tuple(dict.fromkeys(e for e in found if is_person(e)))


@cache
def _talking() -> frozenset[str]:
    """The verbs by which people come together: those of talks and visits, and those that carry a noun."""
    frames, ontology = load_lexicon(), load_ontology()
    joint = {e for e in ontology.event_classes if "Consultation" in ontology.ancestors(e)}
    joining = {
        lemma
        for lemma, options in frames.verbs.items()
        if any(f.event == "Visit" or f.event in joint for f in options)
    }
    return frozenset(joining | frames.light)
