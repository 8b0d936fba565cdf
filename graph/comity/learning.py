"""How often each rule was right on annotated articles: what `ontology/rates.csv` is made of."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePath

from comity import export
from comity.evaluate import evaluate, office_right
from comity.gold import Gold, Record
from comity.knowledge.ontology import Ontology
from comity.knowledge.rates import (
    COLUMNS,
    Families,
    Rate,
    claim_families,
    report_families,
    to_rows,
)
from comity.model import Claim, Knowledge

Reading = tuple[Families, bool]
"""One report or claim: the families of its rule, and whether gold has it."""


def readings(
    knowledge: Knowledge, *, gold: Path, articles: Path, ontology: Ontology
) -> Iterator[Reading]:
    """Every report and claim of the annotated articles, with whether it was read right.

    A report is right when a gold event is matched to it (see `matching`), with the class or one that gold calls just as
    right and with the actors; a claim when gold says the same. What gold does not require counts as right too.

    Raises:
        InputError: a gold file or an article's text cannot be read.
    """
    told = export.told_events(knowledge, ontology)
    scored = evaluate([row for _, row in told], gold=gold, articles=articles)
    pairs = {id(pair.report): pair for s in scored for pair in s.pairs}
    annotated = {s.gold.article: s.gold for s in scored}
    for report, row in told:
        if _article(row) in annotated:
            pair = pairs.get(id(row))
            right = pair is not None and pair.actors_right and row["type"] in pair.gold.types
            yield report_families(report), right
    for claim, row in export.told_claims(knowledge):
        if _article(row) in annotated:
            right = _is_said(annotated[_article(row)], claim, row)
            yield claim_families(claim.relation, claim.rule), right


def _article(row: Record) -> str:
    return PurePath(row["article"]).name


def _is_said(gold: Gold, claim: Claim, row: Record) -> bool:
    """Whether gold has the claim; what two states dispute is not compared, and alliances have no direction."""
    subject, object_ = row["subject"]["name"], row["object"]["name"]
    if claim.relation == "holdsOffice":
        return office_right(gold, {"person": subject, "title": claim.title or "", "of": object_})
    return any(
        gold.is_entity(wanted[one], subject) and gold.is_entity(wanted[other], object_)
        for wanted in gold.relations
        if wanted["type"] == claim.relation
        for one, other in (("a", "b"), ("b", "a"))
    )


def to_csv(rates: Sequence[Rate]) -> str:
    """The table as `ontology/rates.csv` holds it.

    >>> to_csv([Rate("report", 2, 2, 0.75)]).splitlines()[1]
    'report,2,2,0.7500'
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerows([COLUMNS, *to_rows(rates)])
    return out.getvalue()
