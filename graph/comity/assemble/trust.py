"""How far to trust an event: three numbers, kept apart.

- reading: the best rate at which a report of it was read (co:confidence). Rates are not joined as INDRA joins them, by
  1 - product of (1 - rate): rules err alike on like sentences, so five reports by one rule are no five chances, and wire
  copies would count five times.
- certainty: that of the reports published last, of these the highest: what is known now outweighs what was expected.
- sources: the number of independent origins of its reports.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from comity.assemble.origins import Press, origins
from comity.model import Report, Trust


def to_trust(reports: Sequence[Report], press: Press) -> Trust:
    """The trust in the event that `reports`, at least one, tell of; its origins are in their order.

    Undated articles count as the oldest, unless all are undated.
    """
    found = origins(reports, press)
    dated = [(press.citations[r.article].published or date.min, r.certainty) for r in reports]
    last = max(day for day, _ in dated)
    return Trust(
        reading=max(r.confidence for r in reports),
        certainty=max(sure for day, sure in dated if day == last),
        sources=len(set(found)),
        origins=found,
    )
