"""How far to trust an event: three numbers, kept apart.

- reading: the best rate at which a report of it was read (co:confidence). Rates are not joined as INDRA joins them, by
  1 - product of (1 - rate): rules err alike on like sentences, so five reports by one rule are no five chances, and wire
  copies would count five times.
- certainty: of the reports that tell the status that the event has, those published last, and of these the highest: what
  is known now outweighs what was expected.
- sources: the number of independent origins of its reports.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from comity.assemble.origins import Press, origins
from comity.model import Event, Report, Status, Trust


def to_trusts(events: Iterable[Event], reports: Iterable[Report], press: Press) -> dict[str, Trust]:
    """The trust in each event, by its id; the reports have their certainty."""
    told = {report.id: report for report in reports}
    return {e.id: to_trust([told[r] for r in e.reports], e.status, press) for e in events}


def to_trust(reports: Sequence[Report], status: Status, press: Press) -> Trust:
    """The trust in the event of this status that `reports`, at least one, tell of; its origins are in their order.

    Undated articles count as the oldest. Where no report tells the status (a person has set it), all count.
    """
    found = origins(reports, press)
    telling = [report for report in reports if report.status is status] or reports
    dated = [(press.citations[r.article].published or date.min, r.certainty) for r in telling]
    last = max(day for day, _ in dated)
    return Trust(
        reading=max(report.confidence for report in reports),
        certainty=max(sure for day, sure in dated if day == last),
        sources=len(set(found)),
        origins=found,
    )
