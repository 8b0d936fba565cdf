"""A rich invented `Knowledge` for the pages, about a sea that is on no map, and a stand-in for the ontology.

The stand-in has the attributes of `comity.knowledge.ontology.Ontology` that network and views read, so that the tests of
the pages do not change when the ontology grows.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from comity.model import (
    Article,
    Claim,
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
    digest,
    slug,
    to_article,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class EventClass:
    """The fields of the ontology's event class that are read here."""

    name: str
    label: str
    parent: str
    sign: int
    weight: float


@dataclass(frozen=True, slots=True)
class Issue:
    """The fields of the ontology's issue that are read here."""

    id: str
    label: str


CLASSES = (
    ("Consultation", "Event", 1, 1.0), ("Meeting", "Consultation", 1, 2.0), ("Summit", "Meeting", 1, 3.0),
    ("Conference", "Consultation", 1, 2.0), ("Visit", "Consultation", 1, 2.0), ("Call", "Consultation", 1, 1.0),
    ("Negotiation", "Consultation", 1, 2.0), ("Agreement", "Event", 1, 5.0), ("Support", "Event", 1, 3.0),
    ("Concession", "Event", 1, 4.0), ("Apology", "Concession", 1, 4.0), ("Cooperation", "Event", 1, 6.0),
    ("Aid", "Event", 1, 7.0), ("Retreat", "Event", 1, 6.0), ("Request", "Event", -1, -1.0),
    ("Accusation", "Event", -1, -3.0), ("Rejection", "Event", -1, -4.0), ("Threat", "Event", -1, -6.0),
    ("Protest", "Event", -1, -5.0), ("Sanction", "Event", -1, -7.0), ("Mobilization", "Event", -1, -7.0),
    ("WeaponsTest", "Mobilization", -1, -7.0), ("MilitaryExercise", "Mobilization", -1, -5.0),
    ("Coercion", "Event", -1, -8.0), ("Assault", "Event", -1, -10.0), ("Statement", "Event", 0, 0.0),
    ("Ruling", "Event", 0, 0.0), ("Tribute", "Event", 0, 0.0), ("Appointment", "Event", 0, 0.0),
    ("Incident", "Event", 0, 0.0), ("TeaCeremony", "Meeting", 1, 2.0), ("Eclipse", "Event", 0, 0.0),
)  # fmt: skip
LABELS = {
    "WeaponsTest": "Weapons test",
    "MilitaryExercise": "Military exercise",
    "TeaCeremony": "Tea ceremony",
}
ISSUES = (
    "Fishing rights", "Sea border", "Trade", "Customs union", "Refugees", "Rocket programme", "Climate",
    "Wartime debts", "Press freedom",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class StandIn:
    """What network and views ask of an ontology."""

    event_classes: Mapping[str, EventClass] = field(default_factory=dict)
    issues: Mapping[str, Issue] = field(default_factory=dict)

    def ancestors(self, name: str) -> tuple[str, ...]:
        """The class and its superclasses, `Event` last."""
        found = [name]
        while found[-1] != "Event":
            found.append(self.event_classes[found[-1]].parent)
        return tuple(found)


def ontology(*issues: str) -> StandIn:
    """The stand-in, with further `issues` by id."""
    classes = {n: EventClass(n, LABELS.get(n, n), p, s, w) for n, p, s, w in CLASSES}
    named = {f"issue/{slug(label)}": Issue(f"issue/{slug(label)}", label) for label in ISSUES}
    extra = {
        name: Issue(name, name.removeprefix("issue/").replace("-", " ").capitalize())
        for name in issues
    }
    return StandIn(classes, {**named, **extra})


STATES = (
    ("Aldmark", "ALD"), ("Bressia", "BRS"), ("Corvania", "COR"), ("Dunmere", "DUN"), ("Estrava", "EST"),
    ("Fjellund", "FJE"), ("Great Hollow", "GHO"), ("Isles of Morn", "IMO"),
)  # fmt: skip
PEOPLE = (
    ("Mira Solvang", "Prime Minister", 0), ("Teodor Brask", "President", 1), ("Anika Rehn", "Foreign Minister", 0),
    ("Oskar Delacroix-Vantongeren", "Foreign Minister", 1), ("Yusuf Karahan", "President", 2),
    ("Elena Marchetti", "Prime Minister", 3), ("Chairman Vo Thanh", "Chairman", 4), ("Ingrid Fjelde", "Queen", 5),
    ("Pavel Korin", "Defence Minister", 2), ("Lúcia Amaral", "Trade Minister", 3), ("Jonas Weir", "Ambassador", 6),
    ("Sofia Lindqvist", "Prime Minister", 5), ("田中 直樹", "Envoy", 7), ("Harun al-Masri", "Speaker", 6),
    ("Grace Okonjo", "President", 7), ("Dario Fuentes", "Foreign Minister", 4), ("Nadia Petrov", "Spokeswoman", 2),
    ("Samuel Adeyemi", "Negotiator", 1),
)  # fmt: skip
OTHERS = (
    ("body", "GovernmentBody", "Bressian Foreign Ministry"), ("body", "GovernmentBody", "Corvanian navy"),
    ("body", "GovernmentBody", "Supreme Court of Aldmark"), ("igo", "IntergovernmentalOrganization", "Inner Sea League"),
    ("igo", "IntergovernmentalOrganization", "World Customs Council"), ("org", "Organization", "Morn Fisheries Union"),
    ("party", "Party", "Harbour Party"), ("group", "Group", "Displaced fishermen"),
    ("group", "Group", "Opposition lawmakers"), ("treaty", "Treaty", "Treaty of Salt Point"),
)  # fmt: skip
PLACES = ("Port Brask", "Salt Point", "Hollow City", "Morn Harbour", "Alda")
DIRECTED = (
    "Visit", "Accusation", "Request", "Support", "Statement", "Threat", "Sanction", "Protest", "Call", "Rejection",
    "Aid", "Apology", "Accusation", "Statement",
)  # fmt: skip
TOGETHER = (
    "Meeting",
    "Summit",
    "Negotiation",
    "Agreement",
    "Cooperation",
    "MilitaryExercise",
    "Summit",
    "Meeting",
)
ALONE = ("WeaponsTest", "Statement", "Ruling", "Mobilization")
PUBLISHERS = ("Northern Wire", "The Morn Courier", "Salt Point Gazette", "Strait Observer")


def entities() -> tuple[Entity, ...]:
    """Everyone and everything named, sorted by id."""
    made = [
        Entity(f"state/{code.lower()}", "State", name, (name + "s",), code) for name, code in STATES
    ]
    made += [
        Entity(f"person/{slug(n)}", "Person", n, (n.split()[-1],), STATES[s][1])
        for n, _, s in PEOPLE
    ]
    made += [Entity(f"{prefix}/{slug(n)}", type_, n) for prefix, type_, n in OTHERS]
    made += [Entity(f"place/{slug(n)}", "Place", n) for n in PLACES]
    return tuple(sorted(made, key=lambda e: e.id))


class Press:
    """Writes articles sentence by sentence and keeps count of where each sentence stands."""

    def __init__(self, number: int) -> None:
        self.texts: list[list[str]] = [[] for _ in range(number)]
        self.number = number

    def write(self, article: int, text: str) -> tuple[int, Span]:
        """The number of the new sentence in its article and its range."""
        start = sum(len(t) + 1 for t in self.texts[article])
        self.texts[article].append(text)
        return len(self.texts[article]) - 1, Span(start, start + len(text))

    def article(self, number: int) -> Article:
        """The article as it was printed."""
        return to_article(
            " ".join(self.texts[number]), name=f"{number:03d}_inner_sea.txt",
            title=("Leaders to meet at Salt Point", "Fishing row deepens", "Rocket seen over the strait")[number % 3]
            + f" ({number})", published=date(2041, 1, 20) + timedelta(days=37 * number) if number % 5 != 4 else None,
            publisher=PUBLISHERS[number % 4], url=f"https://example.org/a/{number}" if number % 3 else None,
        )  # fmt: skip


def knowledge(*, events: int = 56, articles: int = 9, seed: int = 11) -> Knowledge:
    """The sample: the same for the same arguments."""
    chance = random.Random(seed)
    press = Press(articles)
    plans = [_plan(number, chance) for number in range(events)]
    written = [
        [
            (a, *press.write(a, _text(plan, k)))
            for k, a in enumerate(_tellers(plan, articles, chance))
        ]
        for plan in plans
    ]
    offices = [
        (n, press.write(i % articles, f"{p[1]} {p[0]} of {STATES[p[2]][0]} was there."))
        for i, (n, p) in enumerate((f"person/{slug(p[0])}", p) for p in PEOPLE)
    ]
    printed = [press.article(number) for number in range(articles)]
    made = [
        _event(plan, places, printed, chance) for plan, places in zip(plans, written, strict=True)
    ]
    claims = [
        _claim(printed[i % articles], place, "holdsOffice", name, f"state/{STATES[PEOPLE[i][2]][1].lower()}",
               PEOPLE[i][1], PEOPLE[i][0] != "Nadia Petrov")
        for i, (name, place) in enumerate(offices)
    ] + [
        _claim(printed[0], offices[0][1], "allyOf", "state/ald", "state/brs", None, True),
        _claim(printed[1], offices[1][1], "disputeOver", "state/cor", "state/dun", None, True),
    ]  # fmt: skip
    return Knowledge(
        tuple(sorted((a.citation for a in printed), key=lambda c: c.id)), entities(), _sentences(press, printed),
        tuple(sorted((r for _, rs in made for r in rs), key=lambda r: r.id)),
        tuple(sorted(claims, key=lambda c: c.id)), tuple(sorted((e for e, _ in made), key=lambda e: e.id)),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be told."""

    type: str
    actors: tuple[Entity, ...]
    recipients: tuple[Entity, ...]
    place: str | None
    when: When | None
    status: Status
    topics: tuple[str, ...]


def _plan(number: int, chance: random.Random) -> Plan:
    pool = [e for e in entities() if e.type not in {"Place", "Treaty"}]
    weights = [{"Person": 3, "State": 5}.get(e.type, 1) for e in pool]
    weights = [
        w * (4 if e.name.split()[-1] in {"Solvang", "Brask", "Aldmark", "Bressia"} else 1)
        for w, e in zip(weights, pool, strict=True)
    ]
    picked: list[Entity] = []
    while len(picked) < 4:
        one = chance.choices(pool, weights)[0]
        if one not in picked:
            picked.append(one)
    shape = chance.random()
    day = date(2040, 11, 3) + timedelta(days=number * 8)
    when = (
        When(day, day, Precision.DAY, "Sunday"), When(day.replace(day=1), day.replace(day=28), Precision.MONTH, "month"),
        When(day, day + timedelta(days=5), Precision.INTERVAL, "from to"), When(None, None, Precision.UNRESOLVED, "soon"), None,
    )[chance.choices(range(5), (8, 2, 2, 1, 1))[0]]  # fmt: skip
    status = chance.choices(list(Status), (10, 1, 3, 2, 1))[0]
    place = f"place/{slug(chance.choice(PLACES))}" if chance.random() < 0.5 else None
    topics = tuple(
        sorted(chance.sample([f"issue/{slug(i)}" for i in ISSUES], chance.choice((0, 1, 1, 2))))
    )
    if shape < 0.45:
        return Plan(
            chance.choice(TOGETHER),
            tuple(picked[: chance.choice((2, 2, 2, 3))]),
            (),
            place,
            when,
            status,
            topics,
        )
    if shape < 0.93:
        return Plan(
            chance.choice(DIRECTED), (picked[0],), (picked[1],), place, when, status, topics
        )
    return Plan(chance.choice(ALONE), (picked[0],), (), place, when, status, topics)


def _tellers(plan: Plan, articles: int, chance: random.Random) -> list[int]:
    return sorted(chance.sample(range(articles), chance.choice((1, 1, 2, 3))))


def _text(plan: Plan, telling: int) -> str:
    who = " and ".join(a.name for a in plan.actors)
    whom = f" towards {plan.recipients[0].name}" if plan.recipients else ""
    verb = LABELS.get(plan.type, plan.type).lower()
    return f"{who} and the {verb}{whom} were named again, officials said on the quay (telling {telling + 1})."


def _event(plan: Plan, places: list[tuple[int, int, Span]], printed: list[Article], chance: random.Random) -> tuple[Event, list[Report]]:  # fmt: skip
    reports = []
    for article, index, span in places:
        found = printed[article]
        text = span.of(found.text)
        verb = LABELS.get(plan.type, plan.type).lower()
        trigger = Span(span.start + text.index(verb), span.start + text.index(verb) + len(verb))
        whole = [
            *((a, Role.ACTOR) for a in plan.actors),
            *((r, Role.RECIPIENT) for r in plan.recipients),
        ]
        people = tuple(Participant(e.id, role, _at(span, text, e.name)) for e, role in whole)
        told = (
            Status.POSSIBLE
            if plan.status is Status.PLANNED and chance.random() < 0.4
            else plan.status
        )
        reports.append(Report(
            f"report/{digest(found.id, str(index))}", found.id, plan.type, people, plan.place, plan.when, told, plan.topics,
            chance.choice((None, None, "officials", "body/bressian-foreign-ministry")), (_name(found, index),),
            f"{plan.type.lower()}.noun", trigger, verb, round(0.55 + 0.44 * chance.random(), 2),
        ))  # fmt: skip
    label = f"{LABELS.get(plan.type, plan.type)}: {', '.join(e.name for e in (*plan.actors, *plan.recipients))}"
    names = tuple(sorted(r.id for r in reports))
    return Event(
        f"event/{digest(*names)}", plan.type, label, tuple(sorted(a.id for a in plan.actors)),
        tuple(sorted(r.id for r in plan.recipients)), plan.place, plan.when, plan.status, plan.topics, names,
        trust=Trust(
            max(r.confidence for r in reports), 1.0, len({r.article for r in reports}),
            tuple(r.article for r in sorted(reports, key=lambda r: r.id)),
        ),
    ), reports  # fmt: skip


def _at(span: Span, text: str, name: str) -> Span:
    return Span(span.start + text.index(name), span.start + text.index(name) + len(name))


def _name(article: Article, index: int) -> str:
    return f"sentence/{article.id.removeprefix('article/')}-{index}"


def _claim(article: Article, place: tuple[int, Span], relation: str, subject: str, object_: str, title: str | None, current: bool) -> Claim:  # fmt: skip
    name = f"claim/{digest(article.id, relation, subject, object_, title or '')}"
    return Claim(
        name,
        article.id,
        relation,
        subject,
        object_,
        title,
        None,
        current,
        (_name(article, place[0]),),
        "claim",
        0.9,
    )


def _sentences(press: Press, printed: list[Article]) -> tuple[Sentence, ...]:
    found = []
    for number, article in enumerate(printed):
        start = 0
        for index, text in enumerate(press.texts[number]):
            found.append(
                Sentence(
                    _name(article, index), article.id, index, Span(start, start + len(text)), text
                )
            )
            start += len(text) + 1
    return tuple(sorted(found, key=lambda s: s.id))
