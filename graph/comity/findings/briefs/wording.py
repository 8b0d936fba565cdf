"""Events and standing facts as short sentences: direction, status, date and source as the graph has them, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from comity.findings.briefs.dossier import Dossier
from comity.findings.briefs.parties import ends, listed, shown, with_article
from comity.findings.briefs.quoting import capital, clip, quoted
from comity.findings.briefs.records import Part, Statement
from comity.findings.briefs.verbs import verb
from comity.model import Aspect, Claim, Event, Precision, Report, Status, When
from comity.nets import DONE, PLANS
from comity.network import claim_label
from comity.words import day, when_words

STATUS = {
    Status.OCCURRED: "happened",
    Status.ONGOING: "ongoing",
    Status.PLANNED: "planned",
    Status.POSSIBLE: "possible",
    Status.DENIED: "denied or called off",
}
"""The statuses as a brief writes them."""

ASPECTS = {
    Aspect.ACTOR: "who acted",
    Aspect.DATE: "the date",
    Aspect.LABEL: "the kind of event",
    Aspect.NUMBER: "the numbers",
    Aspect.PLACE: "the place",
    Aspect.STATUS: "whether it happened",
}
"""On what articles can differ, as a brief writes it."""

_CLIP = 220


def told(
    event: Event,
    dossier: Dossier,
    *,
    only: Iterable[str] | None = None,
    size: int = _CLIP,
    alone: bool = False,
) -> Statement:
    """An event as one statement, with the article's own words, about `size` characters of them, where its class says little.

    `only` cites these reports alone; with `alone`, what was done stands without who did it.
    """
    who, did = clause(event, dossier)
    said = capital(did) if alone else f"{who} {did}"
    cites = dossier.cites(event, only) or dossier.cites(event)
    parts = (Part(f"{said}{_aside(event, dossier)}.", cites),)
    if cites and coarse(event, dossier):
        words = quoted(excerpt(cites[0], event, dossier, size))
        parts = (Part(f"{said}{_aside(event, dossier)}: {words}", cites),)
    return Statement(
        lead(event, dossier), parts, STATUS[event.status], trust_in(event), events=(event.id,)
    )


def coarse(event: Event, dossier: Dossier) -> bool:
    """Whether the article's own words are needed: for all but the meetings, calls and visits that happened."""
    return event.status not in DONE or "Consultation" not in dossier.ontology.ancestors(event.type)


def lead(event: Event, dossier: Dossier) -> str:
    """The date, never more precise than it is known, and the place."""
    place = dossier.name(event.place) if event.place else ""
    return ", ".join(
        part for part in (dated(event.when) or _undated(event, dossier), place) if part
    )


def dated(when: When | None) -> str:
    """A date in words, an interval with the article's expression where that has no number; empty for None."""
    found = when_words(when)
    if when is None or when.precision is not Precision.INTERVAL or not when.text:
        return found
    return found if any(c.isdigit() for c in when.text) else f"{found} ({quoted(when.text)})"


def _undated(event: Event, dossier: Dossier) -> str:
    days = [d for r in event.reports if (d := dossier.published(dossier.reports[r]))]
    return f"Undated (told on {day(min(days))})" if days else "Undated"


def clause(event: Event, dossier: Dossier) -> tuple[str, str]:
    """Who, and what they did, do, are to do or may do to whom, about what."""
    actors, others = ends(event, dossier)
    subject, objects = shown(actors, event, dossier), shown(others, event, dossier)
    if event.place and not objects and "Visit" in dossier.ontology.ancestors(event.type):
        objects = [with_article(event.place, dossier)]
    many = len(subject) > 1 or any(dossier.type(name) == "Group" for name in actors)
    did = verb(event, dossier, towards=bool(objects), many=many)
    issues = "; ".join(dossier.issues[t].label for t in event.topics if t in dossier.issues)
    about = f" (about: {issues})" if issues else ""
    towards = f" {listed(objects)}" if objects else ""
    return capital(listed(subject) or "Someone unnamed"), f"{did}{towards}{about}"


def _aside(event: Event, dossier: Dossier) -> str:
    """Who says so and with what reserve, as far as all that give the status do; how else it was told, and what differs."""
    telling = [r for n in event.reports if (r := dossier.reports[n]).status is event.status]
    telling.sort(key=lambda r: (dossier.published(r) or date.max, r.id))
    asides = []
    if telling and all(r.source for r in telling) and not _own_words(event, telling):
        sources = dict.fromkeys(with_article(r.source, dossier) for r in telling if r.source)
        asides.append(f"according to {listed(list(sources))}")
    if telling and all(r.hedge for r in telling):
        words = dict.fromkeys(quoted(r.hedge) for r in telling if r.hedge)
        asides.append(f"told with reserve ({', '.join(words)})")
    if event.status in PLANS:
        days = [d for r in telling if (d := dossier.published(r))]
        asides += [f"as told on {day(max(days))}"] if days else []
    asides += _history(event, dossier)
    decided = sorted({c.by for c in dossier.knowledge.curations if event.id in c.things})
    asides += [f"by a decision of {listed(decided)}"] if decided else []
    if event.disputed:
        asides.append(f"articles differ on {listed([ASPECTS[a] for a in event.disputed])}")
    return "".join(f", {aside}" for aside in asides)


def _own_words(event: Event, telling: Iterable[Report]) -> bool:
    """Whether a statement is told after the one who made it, which goes without saying."""
    return event.type == "Statement" and all(r.source in event.actors for r in telling)


def _history(event: Event, dossier: Dossier) -> list[str]:
    """What other statuses it was told with, and when."""
    other = [r for n in event.reports if (r := dossier.reports[n]).status is not event.status]
    other.sort(key=lambda r: (dossier.published(r) or date.max, r.id))
    steps = dict.fromkeys(
        f"{STATUS[r.status]}{f' on {day(d)}' if (d := dossier.published(r)) else ''}" for r in other
    )
    return [f"told also as {', '.join(steps)}"] if steps else []


def excerpt(cite: str, event: Event, dossier: Dossier, size: int) -> str:
    """The words of a sentence that tells an event, of a long one those about the word that tells it."""
    sentence = dossier.sentences[cite]
    reports = (dossier.reports[r] for r in event.reports)
    places = (r.trigger.start - sentence.span.start for r in reports if cite in r.sentences[:1])
    return clip(sentence.text, min(places, default=0), size)


def trust_in(event: Event) -> tuple[tuple[str, float], ...]:
    """The three numbers: how surely it was read, how certain its latest source is, how many independent sources there are."""
    trust = event.trust
    return ("read", trust.reading), ("certain", trust.certainty), ("sources", trust.sources)


def stated(claims: Sequence[Claim], dossier: Dossier) -> Statement:
    """Standing facts that say the same, as one statement."""
    first = claims[0]
    issue = dossier.issues.get(first.issue or "")
    about = f" (over: {issue.label})" if issue else ""
    colon = ":" if first.relation == "holdsOffice" else ""
    one, other = with_article(first.subject, dossier), with_article(first.object, dossier)
    said = f"{capital(one)}{colon} {claim_label(first)} {other}{about}"
    return Statement(
        "",
        (Part(f"{said}{by_articles(claims, dossier)}.", dossier.cites_of(claims)),),
        "",
        trust_in_claims(claims, dossier),
        claims=tuple(c.id for c in claims),
    )


def by_articles(claims: Iterable[Claim], dossier: Dossier) -> str:
    """Of which days the articles are that say so."""
    given = {c.article for c in claims}
    days = sorted({d for a in given if (d := dossier.articles[a].published)})
    if not days:
        return ""
    span = " to ".join(dict.fromkeys((day(days[0]), day(days[-1]))))
    return f", in {'an article' if len(given) == 1 else 'articles'} of {span}"


def trust_in_claims(claims: Iterable[Claim], dossier: Dossier) -> tuple[tuple[str, float], ...]:
    """How surely a standing fact was read, and how many articles state it, copies counted once."""
    given = tuple(claims)
    articles = {dossier.first_copy.get(c.article, c.article) for c in given}
    return ("read", max(c.confidence for c in given)), ("articles", len(articles))
