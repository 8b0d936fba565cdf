"""Who is who, and who met whom."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from comity.findings.briefs.dossier import Dossier
from comity.findings.briefs.parties import with_article
from comity.findings.briefs.records import Group, Part, Section, Statement, section
from comity.findings.briefs.wording import (
    STATUS,
    by_articles,
    dated,
    told,
    trust_in_claims,
)
from comity.model import Claim, Event
from comity.nets import DONE
from comity.network import claim_label, pairs

Pair = tuple[str, str]
_OFFICE = "holdsOffice"


def offices(dossier: Dossier) -> Section:
    """The offices of those who take part, in the words of articles: the subjects' own first, then whom most articles name."""
    taking = {n for e in dossier.events for n in (*e.actors, *e.recipients)}
    taking |= {n for s in dossier.subjects for n in s.members if n.startswith("person/")}
    held: dict[str, list[Claim]] = defaultdict(list)
    for claim in dossier.knowledge.claims:
        if claim.relation == _OFFICE and claim.title and _concerns(claim, taking, dossier):
            held[claim.subject].append(claim)
    articles = {n: len({c.article for c in claims}) for n, claims in held.items()}
    names = sorted(held, key=lambda n: (dossier.side(n), -articles[n], dossier.name(n), n))
    return section(
        "offices",
        "Who is who",
        "The articles give no office of anyone who takes part.",
        Group("", tuple(_holder(name, held[name], dossier) for name in names)),
    )


def _concerns(claim: Claim, taking: set[str], dossier: Dossier) -> bool:
    """Whether an office is of someone who takes part and of the subjects, or, of an issue, of anyone who takes part."""
    own = [s for s in dossier.subjects if s.members]
    return claim.subject in taking and (
        not own or any(claim.subject in s.members or claim.object in s.members for s in own)
    )


def _holder(name: str, claims: Iterable[Claim], dossier: Dossier) -> Statement:
    """A person with each office that articles give, those given by most first."""
    same: dict[tuple[bool, str, str], list[Claim]] = defaultdict(list)
    given = _plain(claims)
    for claim in given:
        same[not claim.current, (claim.title or "").casefold(), claim.object].append(claim)
    ordered = sorted(same.items(), key=lambda item: (item[0][0], -len(item[1]), item[0]))
    parts = [Part(f"{dossier.name(name)}: ")]
    for number, (_, of_one) in enumerate(ordered):
        titles = Counter(c.title or "" for c in of_one)
        title = min(titles, key=lambda t: (-titles[t], t))
        named = claim_label(replace(of_one[0], title=title))
        said = f"{named} {with_article(of_one[0].object, dossier)}{by_articles(of_one, dossier)}"
        parts.append(Part(f"{said}{_end(number, len(ordered), said)}", dossier.cites_of(of_one)))
    return Statement(
        "", tuple(parts), "", trust_in_claims(given, dossier), claims=tuple(c.id for c in given)
    )


def _plain(claims: Iterable[Claim]) -> list[Claim]:
    """The claims without those whose title is, in one article, a shorter title of the same office with words before it."""
    given = sorted(claims, key=lambda c: (c.title or "", c.id), reverse=True)
    titles: dict[tuple[str, str, bool], set[str]] = defaultdict(set)
    for claim in given:
        titles[_place(claim)].add((claim.title or "").casefold())
    return [
        c
        for c in given
        if not any((c.title or "").casefold().endswith(f" {t}") for t in titles[_place(c)])
    ]


def _place(claim: Claim) -> tuple[str, str, bool]:
    return claim.article, claim.object, claim.current


def _end(number: int, many: int, words: str) -> str:
    """What closes the part with this number, from 0, of a list of `many` in one sentence."""
    return "; " if number < many - 1 else "." if not words.endswith(".") else ""


def met(dossier: Dossier) -> Section:
    """The pairs that met or called each other, people first and those who did most often, with each occasion; and the visits."""
    found: dict[tuple[str, str], list[Event]] = defaultdict(list)
    visits = []
    for event in dossier.events:
        line = dossier.ontology.ancestors(event.type)
        if event.status in DONE and "Visit" in line:
            visits.append(event)
        elif event.status in DONE and "Consultation" in line:
            for pair in _pairs(event, dossier):
                found[pair].append(event)
    return section(
        "met",
        "Who met whom",
        "No meeting, call or visit is told to have happened.",
        Group("", tuple(_meetings(p, found[p], dossier) for p in _ordered(found, dossier))),
        Group("Visits", tuple(told(e, dossier) for e in visits)),
    )


def _ordered(found: Mapping[Pair, list[Event]], dossier: Dossier) -> list[Pair]:
    return sorted(
        found, key=lambda p: (not _people(p), -len(found[p]), *(dossier.name(n) for n in p), p)
    )


def _people(pair: Pair) -> bool:
    return all(name.startswith("person/") for name in pair)


def _pairs(event: Event, dossier: Dossier) -> list[Pair]:
    """The pairs of an event that concern the subjects, of people where there are people; the first subject's end first."""
    wanted = []
    for pair in pairs(event, dossier.ontology):
        one, other = sorted(pair, key=lambda n: (dossier.side(n), dossier.name(n)))
        if _between(one, other, dossier):
            wanted.append((one, other))
    return [p for p in wanted if _people(p)] or wanted


def _between(one: str, other: str, dossier: Dossier) -> bool:
    sides = dossier.side(one), dossier.side(other)
    actors = [number for number, s in enumerate(dossier.subjects) if s.members]
    if len(actors) == 2:
        return sides == (0, 1)
    return not actors or (sides[0] in actors and sides[1] not in actors)


def _meetings(pair: Pair, events: Sequence[Event], dossier: Dossier) -> Statement:
    one, other = (dossier.name(name) for name in pair)
    many = {1: "once", 2: "twice"}.get(len(events), f"{len(events)} times")
    parts = [Part(f"{one} and {other}, {many}: ")]
    for number, event in enumerate(events):
        label = dossier.ontology.event_classes[event.type].label
        place = dossier.name(event.place) if event.place else ""
        setting = ", ".join(part for part in (dated(event.when) or "undated", place) if part)
        said = f"{label}, {setting}{_end(number, len(events), setting)}"
        parts.append(Part(said, dossier.cites(event)))
    status = ", ".join(sorted({STATUS[e.status] for e in events}))
    return Statement("", tuple(parts), status, events=tuple(e.id for e in events))
