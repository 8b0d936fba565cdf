"""Tellings compared on a cluster: a batch of pairs in, those out that have the points for one event.

Which pairs share a block, and what hangs together in the end, is found in one process; between them lies the comparing, which is
independent for each pair, and grows fastest where many articles a day tell of the same states.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from comity.assemble.blocks import Codes
from comity.assemble.telling import Telling
from comity.assemble.ties import scored
from comity.knowledge.identity import Identity

SCHEMA = pa.schema([("pair", pa.int64()), ("points", pa.float64())])
"""A pair of positions (see `blocks.Codes`) and its points."""

LEAST = 200_000
"""Pairs that are worth an engine: one process compares them in some seconds."""


def compare_batch(
    batch: pa.RecordBatch, tellings: Sequence[Telling], rules: Identity, *, watched: bool = False
) -> pa.RecordBatch:
    """The rows of `SCHEMA` for those pairs in the column `pair` that have the points for one event, in their order.

    It is pure, as `reading.extract_batch`; `watched` changes nothing here, since no pair can end a process.
    """
    found, points = scored(batch.column("pair").to_numpy(), tellings, rules)
    return pa.RecordBatch.from_arrays([pa.array(found), pa.array(points)], schema=SCHEMA)


def compared(
    codes: Codes,
    tellings: Sequence[Telling],
    rules: Identity,
    *,
    run: Callable[[pa.Table, Callable[..., pa.RecordBatch]], pa.Table],
    least: int = LEAST,
) -> tuple[Codes, NDArray[np.float64]]:
    """What `ties.scored` gives for the pairs `codes`, which an engine compares if they are not fewer than `least`.

    `run` gives the rows of a table to `compare_batch`, and what comes of them in any order. Only tellings that stand in a pair
    are sent.
    """
    if len(codes) < least:
        return scored(codes, tellings, rules)
    size = len(tellings)
    wanted = np.union1d(codes // size, codes % size)
    one, other = np.searchsorted(wanted, codes // size), np.searchsorted(wanted, codes % size)
    pairs = pa.table({"pair": one * len(wanted) + other})
    sent = [tellings[n] for n in wanted.tolist()]
    found = run(pairs, partial(compare_batch, tellings=sent, rules=rules)).sort_by("pair")
    pair = found.column("pair").to_numpy()
    back = wanted[pair // len(wanted)] * size + wanted[pair % len(wanted)]
    return back, found.column("points").to_numpy()
