"""What is held of extractions while they are put together: one of what is the same in many, and nothing that is not asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from comity.assemble.copies import Signed, signed
from comity.model import Entity, Extraction, Signature


@dataclass(frozen=True, slots=True)
class Held:
    """The extractions by the ids of their articles, which are sorted, without their signatures, which stand in `signed`."""

    extractions: Mapping[str, Extraction]
    signed: tuple[Signed, ...]


def hold(extractions: Iterable[Extraction], *, mentions: bool) -> Held:
    """Takes extractions as they come, the last of each article; their `mentions` are held where decisions need them."""
    held: dict[str, Extraction] = {}
    texts: dict[str, Signed] = {}
    entities: dict[Entity, Entity] = {}
    for read in extractions:
        article = read.citation.id
        texts[article] = signed(read)
        held[article] = replace(
            read,
            entities=tuple(entities.setdefault(e, e) for e in read.entities),
            mentions=read.mentions if mentions else (),
            signature=Signature(),
        )
    return Held({a: held[a] for a in sorted(held)}, tuple(texts[a] for a in sorted(texts)))
