"""Records of one article with the identifiers that hold across articles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from comity.model import Claim, Extraction, Report


def renamed(extraction: Extraction, names: Mapping[str, str]) -> Extraction:
    """The extraction with the identifiers of `names` in place of its own; reports and claims keep theirs.

    >>> from comity.model import Entity, to_article
    >>> told = Extraction(to_article("", name="a").citation, (Entity("person/a", "Person", "A"),), (), (), (), ())
    >>> renamed(told, {"person/a": "person/b"}).entities[0].id
    'person/b'
    """
    if not names:
        return extraction
    return replace(
        extraction,
        entities=tuple(
            sorted(
                (replace(e, id=names[e.id]) if e.id in names else e for e in extraction.entities),
                key=lambda e: e.id,
            )
        ),
        mentions=tuple(
            replace(m, entity=names[m.entity]) if m.entity in names else m
            for m in extraction.mentions
        ),
        reports=tuple(_report(r, names) for r in extraction.reports),
        claims=tuple(_claim(c, names) for c in extraction.claims),
    )


def _report(report: Report, names: Mapping[str, str]) -> Report:
    if not {*(p.entity for p in report.participants), report.place, report.source} & names.keys():
        return report
    return replace(
        report,
        participants=tuple(
            replace(p, entity=names[p.entity]) if p.entity in names else p
            for p in report.participants
        ),
        place=_new(report.place, names),
        source=_new(report.source, names),
    )


def _claim(claim: Claim, names: Mapping[str, str]) -> Claim:
    if not {claim.subject, claim.object} & names.keys():
        return claim
    return replace(
        claim,
        subject=names.get(claim.subject, claim.subject),
        object=names.get(claim.object, claim.object),
    )


def _new(identifier: str | None, names: Mapping[str, str]) -> str | None:
    return None if identifier is None else names.get(identifier, identifier)
