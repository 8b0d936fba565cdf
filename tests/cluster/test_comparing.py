"""Tellings compared elsewhere: the events of one process, however pairs are dealt out and in whatever order they come back."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from functools import partial

import pyarrow as pa

import samples
from comity.assemble import assemble
from comity.cluster.comparing import SCHEMA, compare_batch, compared
from comity.knowledge.identity import load_identity
from comity.model import Extraction

KNOWN = samples.KNOWLEDGE
EXTRACTIONS = [
    Extraction(
        citation=citation,
        entities=KNOWN.entities,
        sentences=tuple(s for s in KNOWN.sentences if s.article == citation.id),
        mentions=(),
        reports=tuple(r for r in KNOWN.reports if r.article == citation.id),
        claims=(),
        issues=KNOWN.issues,
    )
    for citation in KNOWN.citations
]


class Dealer:
    """An engine that deals pairs out one by one, from the last, and sends what it deals as bytes."""

    def __init__(self) -> None:
        self.dealt = 0

    def run(self, pairs: pa.Table, compare: Callable[..., pa.RecordBatch]) -> pa.Table:
        """What `compare` gives for the pairs."""
        assert isinstance(compare, partial)
        sent = [pickle.dumps(tellings) for tellings in [compare.keywords["tellings"]]]
        tellings, rules = pickle.loads(sent[0]), compare.keywords["rules"]
        kinds = {t.kind.name: t.kind for t in tellings}
        assert all(kinds[t.kind.name] is t.kind for t in tellings)
        batches = [b for chunk in pairs.to_batches() for b in map(chunk.slice, range(len(chunk)), [1] * len(chunk))]  # fmt: skip
        self.dealt += len(batches)
        found = [compare_batch(b, tellings, rules, watched=True) for b in reversed(batches)]
        return pa.Table.from_batches(found, schema=SCHEMA)


def test_the_events_are_those_of_one_process() -> None:
    alone, engine = assemble(EXTRACTIONS), Dealer()
    spread = assemble(EXTRACTIONS, score=partial(compared, run=engine.run, least=0))
    assert spread == alone
    assert engine.dealt > 0
    assert any(len(event.reports) > 1 for event in alone.knowledge.events)


def test_few_pairs_are_not_sent_away() -> None:
    engine = Dealer()
    assert assemble(EXTRACTIONS, score=partial(compared, run=engine.run)) == assemble(EXTRACTIONS)
    assert engine.dealt == 0


def test_no_pairs_are_no_rows() -> None:
    batch = pa.RecordBatch.from_pydict({"pair": pa.array([], pa.int64())})
    assert compare_batch(batch, [], load_identity()).schema == SCHEMA
