"""A small `Knowledge`, built by hand, on invented people and events in East Africa and Brazil.

Three articles, of which two tell of the same summit and the same missile test; every status, every
precision and every relation of a claim occurs, and so do awkward characters. No sentence holds more
than its article's text: `Sentence.span` slices to `Sentence.text`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from comity.model import (
    Article,
    Claim,
    Curation,
    Entity,
    Event,
    Issue,
    Knowledge,
    Participant,
    Precision,
    Report,
    Role,
    Sentence,
    Span,
    Status,
    Trust,
    Verdict,
    When,
    digest,
    to_article,
)

NAIROBI = (
    "Kenyan President Amina Otieno met Ethiopian Prime Minister Dawit Bekele in Nairobi on Wednesday.",
    "The two leaders agreed to share the water of the Omo River.",
    "“We will not let a border divide us,” Otieno said.",
    "Bekele will visit Mombasa in April.",
    "Ethiopia and Kenya have long disputed the Ilemi border.",
)
BRASILIA = (
    "Brazil’s foreign minister, Lúcia Moraes, accused Ethiopia of breaking the Lamu Accord in 2031.",
    "Moraes again condemned Addis Ababa for the missile test of March 3.",
    "Brazil may impose sanctions on Ethiopia soon, {officials} said.",
    "Brazil and Kenya are allies.",
)
ADDIS = (
    "Otieno and Bekele held a summit in Nairobi in March.",
    "Ethiopia test-fired a missile on March 3, the Kenyan Foreign Ministry said.",
    'Ethiopia denied that it had threatened "Kenya" between March 11 and 20.',
    "Former Prime Minister Tadesse Alemu was silent.",
)

ARTICLES: tuple[Article, ...] = (
    to_article(
        " ".join(NAIROBI),
        name="nairobi.txt",
        title="Kenya and Ethiopia hold talks",
        published=date(2031, 3, 13),
        publisher="The Lamu Courier",
        url="https://example.org/nairobi?a=1&b={2}",
    ),
    to_article(
        " ".join(BRASILIA),
        name="brasilia.txt",
        title='A "test" too far \\ says Brazil',
        publisher="Diário do Planalto",
        url="not a url <at all> {really}",
        note="no date in the text\nsecond line",
    ),
    to_article(" ".join(ADDIS), name="addis.jsonl:7", published=date(2031, 3, 21)),
)

OTIENO, BEKELE, MORAES = "person/amina-otieno", "person/dawit-bekele", "person/lucia-moraes"
ALEMU, MINISTRY = "person/tadesse-alemu", "body/kenyan-foreign-ministry"
KENYA, ETHIOPIA, BRAZIL = "state/ken", "state/eth", "state/bra"
NAIROBI_CITY, MOMBASA, ACCORD = "place/nairobi", "place/mombasa", "treaty/lamu-accord"
TRADE, SECURITY, BORDER = "issue/trade", "issue/security", "issue/territorial-dispute"

RIVER = "issue/water-of-omo-river"  # in no scheme

# The entities that stand in a gazetteer; the rest was met in the articles.
BACKGROUND = frozenset({KENYA, ETHIOPIA, BRAZIL, NAIROBI_CITY})

ENTITIES = (
    Entity(MINISTRY, "GovernmentBody", "Kenyan Foreign Ministry", ("Foreign Ministry",), "KEN"),
    Entity(OTIENO, "Person", "Amina Otieno", ("Otieno", "President Otieno"), "KEN"),
    Entity(BEKELE, "Person", "Dawit Bekele", ("Bekele",), "ETH"),
    Entity(MORAES, "Person", "Lúcia Moraes", ("Moraes",), "BRA"),
    Entity(ALEMU, "Person", "Tadesse Alemu", (), "ETH"),
    Entity(MOMBASA, "Place", "Mombasa", (), "KEN"),
    Entity(NAIROBI_CITY, "Place", "Nairobi", (), "KEN", "Q3870"),
    Entity(BRAZIL, "State", "Brazil", ("Brasília", "Brazilian"), "BRA", "Q155"),
    Entity(ETHIOPIA, "State", "Ethiopia", ("Addis Ababa", "Ethiopian"), "ETH", "Q115"),
    Entity(KENYA, "State", "Kenya", ("Kenyan",), "KEN", "Q114"),
    Entity(ACCORD, "Treaty", "Lamu Accord"),
)

WEDNESDAY = When(date(2031, 3, 12), date(2031, 3, 12), Precision.DAY, "Wednesday")
MARCH = When(date(2031, 3, 1), date(2031, 3, 31), Precision.MONTH, "March")
APRIL = When(date(2031, 4, 1), date(2031, 4, 30), Precision.MONTH, "April")
THIRD = When(date(2031, 3, 3), date(2031, 3, 3), Precision.DAY, "March 3")
YEAR = When(date(2031, 1, 1), date(2031, 12, 31), Precision.YEAR, "2031")
DAYS = When(date(2031, 3, 11), date(2031, 3, 20), Precision.INTERVAL, "between March 11 and 20")
SOON = When(None, None, Precision.UNRESOLVED, "soon")


def sentences_of(article: Article) -> tuple[Sentence, ...]:
    """The sentences of one of the articles above, cut where a full stop or quote ends one."""
    parts = (NAIROBI, BRASILIA, ADDIS)[ARTICLES.index(article)]
    found, start = [], 0
    for index, text in enumerate(parts):
        span = Span(start, start + len(text))
        name = f"sentence/{article.id.removeprefix('article/')}-{index}"
        found.append(Sentence(name, article.id, index, span, text))
        start = span.end + 1
    return tuple(found)


def _span(article: Article, index: int, words: str) -> Span:
    sentence = sentences_of(article)[index]
    found = re.search(re.escape(words), sentence.text)
    if found is None:
        raise ValueError(f"{words!r} is not in {sentence.text!r}")
    return Span(sentence.span.start + found.start(), sentence.span.start + found.end())


def _report(
    article: Article,
    indexes: tuple[int, ...],
    type_: str,
    trigger: str,
    *participants: tuple[str, Role, str, bool],
    place: str | None = None,
    when: When | None = None,
    status: Status = Status.OCCURRED,
    topics: tuple[str, ...] = (),
    source: str | None = None,
    confidence: float = 0.9,
    quote: str | None = None,
    within: str | None = None,
    certainty: float = 1.0,
) -> Report:
    """A report on the sentences `indexes`, whose first holds every word given."""
    people = [
        Participant(entity, role, _span(article, indexes[0], words), inferred)
        for entity, role, words, inferred in participants
    ]
    sentences = sentences_of(article)
    return Report(
        id=f"report/{digest(article.id, str(indexes[0]), trigger)}",
        article=article.id,
        type=type_,
        participants=tuple(sorted(people, key=lambda p: (p.role, p.span, p.entity))),
        place=place,
        when=when,
        status=status,
        topics=topics,
        source=source,
        sentences=tuple(sentences[index].id for index in indexes),
        rule=f"{type_.lower()}.verb",
        trigger=_span(article, indexes[0], trigger),
        trigger_text=trigger,
        confidence=confidence,
        quote=quote,
        within=within,
        certainty=certainty,
    )


_A, _B, _C = ARTICLES
_ACTOR, _RECIPIENT = Role.ACTOR, Role.RECIPIENT

MET = _report(
    _A, (0,), "Meeting", "met",
    (OTIENO, _ACTOR, "Amina Otieno", False), (BEKELE, _ACTOR, "Dawit Bekele", False),
    place=NAIROBI_CITY, when=WEDNESDAY, confidence=0.86,
)  # fmt: skip
AGREED = _report(
    _A, (1, 0), "Agreement", "agreed",
    (OTIENO, _ACTOR, "The two leaders", False), (BEKELE, _ACTOR, "The two leaders", False),
    when=WEDNESDAY, topics=(TRADE, RIVER), confidence=0.7, within=MET.id,
)  # fmt: skip
SAID = _report(
    _A, (2,), "Statement", "said", (OTIENO, _ACTOR, "Otieno", False),
    topics=(SECURITY, BORDER), source=OTIENO, quote="We will not let a border divide us,",
    certainty=0.6,
)  # fmt: skip
WILL_VISIT = _report(
    _A, (3,), "Visit", "visit",
    (BEKELE, _ACTOR, "Bekele", False), (KENYA, _RECIPIENT, "Mombasa", True),
    place=MOMBASA, when=APRIL, status=Status.PLANNED, confidence=0.75, certainty=0.67,
)  # fmt: skip
ACCUSED = _report(
    _B, (0,), "Accusation", "accused",
    (MORAES, _ACTOR, "Lúcia Moraes", False), (ETHIOPIA, _RECIPIENT, "Ethiopia", False),
    when=YEAR, topics=(SECURITY,), confidence=1.0,
)  # fmt: skip
CONDEMNED = _report(
    _B, (1, 0), "Accusation", "condemned",
    (MORAES, _ACTOR, "Moraes", False), (ETHIOPIA, _RECIPIENT, "Addis Ababa", False),
    status=Status.ONGOING,
)  # fmt: skip
TESTED_B = _report(
    _B, (1,), "WeaponsTest", "missile test", (ETHIOPIA, _ACTOR, "Addis Ababa", False), when=THIRD,
)  # fmt: skip
SANCTION = _report(
    _B, (2,), "Sanction", "impose sanctions",
    (BRAZIL, _ACTOR, "Brazil", False), (ETHIOPIA, _RECIPIENT, "Ethiopia", False),
    when=SOON, status=Status.POSSIBLE, topics=(TRADE,), source="{officials}", confidence=0.0,
    certainty=0.132,
)  # fmt: skip
SUMMIT = _report(
    _C, (0,), "Summit", "held a summit",
    (OTIENO, _ACTOR, "Otieno", False), (BEKELE, _ACTOR, "Bekele", False),
    place=NAIROBI_CITY, when=MARCH, confidence=0.95,
)  # fmt: skip
TESTED_C = _report(
    _C, (1,), "WeaponsTest", "test-fired", (ETHIOPIA, _ACTOR, "Ethiopia", False),
    when=THIRD, topics=(SECURITY,), source=MINISTRY, certainty=0.8,
)  # fmt: skip
THREAT = _report(
    _C, (2,), "Threat", "threatened",
    (ETHIOPIA, _ACTOR, "Ethiopia", False), (KENYA, _RECIPIENT, "Kenya", False),
    when=DAYS, status=Status.DENIED, source=ETHIOPIA, confidence=0.5, certainty=0.6,
)  # fmt: skip


def _event(
    label: str, *reports: Report, within: tuple[str, ...] = (), certainty: float = 1.0
) -> Event:
    """The event that `reports` tell of; the first one decides its type, date and status.

    No two of the articles are of one origin; `certainty` is that of the latest of them.
    """
    first = reports[0]
    actors = {name for report in reports for name in report.of_role(Role.ACTOR)}
    recipients = {name for report in reports for name in report.of_role(Role.RECIPIENT)}
    when = next((report.when for report in reports if report.when is not None), None)
    return Event(
        id=f"event/{digest(*sorted(report.id for report in reports))}",
        type=first.type,
        label=label,
        actors=tuple(sorted(actors)),
        recipients=tuple(sorted(recipients)),
        place=next((report.place for report in reports if report.place is not None), None),
        when=when,
        status=first.status,
        topics=tuple(sorted({topic for report in reports for topic in report.topics})),
        reports=tuple(sorted(report.id for report in reports)),
        within=within,
        trust=Trust(
            reading=max(report.confidence for report in reports),
            certainty=certainty,
            sources=len({report.article for report in reports}),
            origins=tuple(r.article for r in sorted(reports, key=lambda r: r.id)),
        ),
    )


_SUMMIT_HELD = _event("Summit of Amina Otieno and Dawit Bekele", SUMMIT, MET)
SUMMIT_EVENT = Event(
    _SUMMIT_HELD.id, "Summit", _SUMMIT_HELD.label, _SUMMIT_HELD.actors, (),
    NAIROBI_CITY, WEDNESDAY, Status.OCCURRED, (), _SUMMIT_HELD.reports,
    trust=_SUMMIT_HELD.trust,
)  # fmt: skip
AGREEMENT_EVENT = _event(
    "Agreement of Amina Otieno and Dawit Bekele", AGREED, within=(SUMMIT_EVENT.id,)
)
STATEMENT_EVENT = _event("Statement by Amina Otieno", SAID, certainty=0.6)
VISIT_EVENT = _event("Visit of Dawit Bekele to Kenya", WILL_VISIT, certainty=0.67)
ACCUSATION_EVENT = _event("Lúcia Moraes accuses Ethiopia", ACCUSED, CONDEMNED)
TEST_EVENT = _event("Weapons test by Ethiopia", TESTED_B, TESTED_C, certainty=0.8)
SANCTION_EVENT = _event("Sanction by Brazil on Ethiopia", SANCTION, certainty=0.132)
THREAT_EVENT = _event("Ethiopia threatens Kenya", THREAT, certainty=0.6)


def _claim(
    article: Article,
    index: int,
    relation: str,
    subject: str,
    object_: str,
    *,
    title: str | None = None,
    issue: str | None = None,
    current: bool = True,
    confidence: float = 0.9,
) -> Claim:
    return Claim(
        id=f"claim/{digest(article.id, relation, subject, object_, title or '', issue or '')}",
        article=article.id,
        relation=relation,
        subject=subject,
        object=object_,
        title=title,
        issue=issue,
        current=current,
        sentences=(sentences_of(article)[index].id,),
        rule=f"claims.{relation}",
        confidence=confidence,
    )


CLAIMS = (
    _claim(_A, 0, "holdsOffice", OTIENO, KENYA, title="President"),
    _claim(_A, 0, "holdsOffice", BEKELE, ETHIOPIA, title="Prime Minister"),
    _claim(_B, 0, "holdsOffice", MORAES, BRAZIL, title="foreign minister"),
    _claim(_C, 3, "holdsOffice", ALEMU, ETHIOPIA, title="Prime Minister", current=False),
    _claim(_A, 4, "disputeOver", ETHIOPIA, KENYA, issue=BORDER),
    _claim(_B, 3, "allyOf", BRAZIL, KENYA, confidence=0.8),
)

ISSUES = (Issue(RIVER, "Water of the Omo River", ('Omo River’s "water"',), "issue/water-sharing"),)

# A decision on two reports of the weapons test, and one that gave a report its day; in `curated()` alone.
SAME = Curation(
    id=f"curation/{digest('same')}",
    verdict=Verdict.SAME,
    by="Ana Ruiz",
    on=date(2031, 7, 1),
    why="One test, told twice.",
    label="same event: the test",
    articles=tuple(sorted({TESTED_B.article, TESTED_C.article})),
    things=tuple(sorted((TESTED_B.id, TESTED_C.id, TEST_EVENT.id))),
)
RIGHT = Curation(
    id=f"curation/{digest('right')}",
    verdict=Verdict.VALUE,
    by="Ana Ruiz",
    on=date(2031, 7, 2),
    why=None,
    label="right value: the meeting, date: 2031",
    articles=(MET.article,),
    things=(MET.id,),
    sets="date",
    value="2031",
)

KNOWLEDGE = Knowledge(
    citations=tuple(sorted((a.citation for a in ARTICLES), key=lambda c: c.id)),
    entities=tuple(sorted(ENTITIES, key=lambda e: e.id)),
    sentences=tuple(sorted((s for a in ARTICLES for s in sentences_of(a)), key=lambda s: s.id)),
    reports=tuple(
        sorted(
            (
                MET, AGREED, SAID, WILL_VISIT, ACCUSED, CONDEMNED, TESTED_B, SANCTION,
                SUMMIT, TESTED_C, THREAT,
            ),
            key=lambda r: r.id,
        )
    ),
    claims=tuple(sorted(CLAIMS, key=lambda c: c.id)),
    events=tuple(
        sorted(
            (
                SUMMIT_EVENT, AGREEMENT_EVENT, STATEMENT_EVENT, VISIT_EVENT, ACCUSATION_EVENT,
                TEST_EVENT, SANCTION_EVENT, THREAT_EVENT,
            ),
            key=lambda e: e.id,
        )
    ),
    issues=ISSUES,
)  # fmt: skip


def knowledge() -> Knowledge:
    """The sample, each part sorted by id."""
    return KNOWLEDGE


def curated() -> Knowledge:
    """The sample with decisions of a person."""
    return replace(KNOWLEDGE, curations=tuple(sorted((SAME, RIGHT), key=lambda c: c.id)))


def article(name: str) -> Article:
    """The article with this file name."""
    return next(found for found in ARTICLES if found.name == name)
