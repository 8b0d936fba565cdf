"""Entities of one id made one: the fullest name, every other name kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from comity.knowledge.gazetteer import load_gazetteer
from comity.model import Entity


def merge_entities(entities: Iterable[Entity]) -> tuple[Entity, ...]:
    """One entity for each id, sorted; its name is that of the gazetteer or else the fullest, and no name or code is lost.

    >>> told = [Entity("person/a-b", "Person", name) for name in ("B", "A B")]
    >>> merge_entities(told)[0].aliases
    ('B',)
    """
    groups: dict[str, list[Entity]] = defaultdict(list)
    for entity in entities:
        groups[entity.id].append(entity)
    return tuple(_one(groups[key]) for key in sorted(groups))


def _one(same: list[Entity]) -> Entity:
    listed = load_gazetteer().entries.get(same[0].id)
    name = listed.name if listed else min((e.name for e in same), key=_fullness)
    aliases = {name for e in same for name in (e.name, *e.aliases)} - {name}
    return Entity(
        id=same[0].id,
        type=min(e.type for e in same),
        name=name,
        aliases=tuple(sorted(aliases)),
        code=min((e.code for e in same if e.code), default=None),
        wikidata=min(
            (e.wikidata for e in same if e.wikidata), default=listed.wikidata if listed else None
        ),
    )


def _fullness(name: str) -> tuple[int, int, str]:
    """Most words first, then longest, then by alphabet."""
    return -len(name.split()), -len(name), name


def renamed_entity(entity: Entity, name: str) -> Entity:
    """The entity with `name` as its first name, and the one that it had among the others.

    >>> renamed_entity(Entity("person/a-b", "Person", "A B", ("B",)), "B").aliases
    ('A B',)
    """
    if name == entity.name:
        return entity
    others = {entity.name, *entity.aliases} - {name}
    return replace(entity, name=name, aliases=tuple(sorted(others)))
