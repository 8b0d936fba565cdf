"""Invented knowledge of any size: people of 190 states who deal with each other, a few of them far more than the rest."""

from __future__ import annotations

import random
from datetime import date, timedelta

import networkx as nx

from comity.knowledge.ontology import load_ontology
from comity.model import (
    Citation,
    Entity,
    Event,
    Knowledge,
    Participant,
    Precision,
    Report,
    Role,
    Sentence,
    Span,
    Status,
    Trust,
    When,
)

STATES = 190
_START = date(2014, 1, 1)
_DAYS = 4_000
_TEXT = "The one met the other for an hour, and officials of both said afterwards that they had spoken of what divides them."


def world(people: int, events: int, *, tellings: int = 1) -> Knowledge:
    """`people` in `events` between two of them each, by preferential attachment, every event told `tellings` times.

    One event in four has a second actor and is without recipient, one in ten has no day; each is about none to two issues.
    """
    drawn = random.Random(1)
    ontology = load_ontology()
    types, issues = sorted(ontology.event_classes), sorted(ontology.issues)
    entities = _entities(people)
    each = max(1, round(events / people))
    graph = nx.barabasi_albert_graph(people, each, seed=1)
    pairs = (
        drawn.choices(list(graph.edges), k=events)
        if events > len(graph.edges)
        else list(graph.edges)
    )
    made, reports, sentences, citations = [], [], [], []
    for number, pair in enumerate(pairs[:events]):
        one, other = (f"person/{at:06}" for at in drawn.sample(pair, 2))
        together = drawn.random() < 0.25
        day = _START + timedelta(drawn.randrange(_DAYS))
        when = None if drawn.random() < 0.1 else When(day, day, Precision.DAY, str(day))
        topics = tuple(sorted(drawn.sample(issues, drawn.randrange(3))))
        name, type_ = f"event/{drawn.getrandbits(64):016x}", drawn.choice(types)
        actors, recipients = ((one, other), ()) if together else ((one,), (other,))
        told = tuple(f"report/{number}-{telling}" for telling in range(tellings))
        for report in told:
            article, sentence = f"article/{report[7:]}", f"sentence/{report[7:]}"
            citations.append(Citation(article, article, ""))
            sentences.append(Sentence(sentence, article, 0, Span(0, len(_TEXT)), _TEXT))
            roles = ((Role.ACTOR, actors), (Role.RECIPIENT, recipients))
            parts = tuple(Participant(who, role, Span(0, 1)) for role, ids in roles for who in ids)
            reports.append(
                Report(
                    report, article, type_, parts, None, when, Status.OCCURRED, topics, None, (sentence,), "rule",
                    Span(0, 1), "met", 1.0,
                )
            )  # fmt: skip
        made.append(
            Event(
                name, type_, f"{type_} {number}", actors, recipients, None, when, Status.OCCURRED, topics, told,
                trust=Trust(1.0, 1.0, tellings),
            )
        )  # fmt: skip
    made.sort(key=lambda event: event.id)
    return Knowledge(tuple(citations), entities, tuple(sentences), tuple(reports), (), tuple(made))


def _entities(people: int) -> tuple[Entity, ...]:
    """The people, of states by turns, and the states, with codes that no state has."""
    codes = [f"{chr(65 + at // 26 % 26)}{chr(65 + at % 26)}{at // 676 + 1}" for at in range(STATES)]
    states = [
        Entity(f"state/{code.lower()}", "State", f"State {code}", code=code) for code in codes
    ]
    persons = [
        Entity(f"person/{at:06}", "Person", f"Person {at}", code=codes[at * 7 % STATES])
        for at in range(people)
    ]
    return (*persons, *states)
