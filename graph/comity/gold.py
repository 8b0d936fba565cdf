"""Gold annotations: what a careful reader found in an article, read from YAML.

A gold folder has one YAML file an article, in itself or in `articles/` as `seeds/gold/` has them.
`topics.yaml` (patterns by topic) and `clusters.yaml` (events that are one and the same across articles) may
stand beside them or in the folder above.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from comity.errors import InputError
from comity.tables import decode, read_bytes

Record = Mapping[
    str, Any
]  # what YAML and JSON hold; the files' format is fixed by their guidelines

TOPICS = "topics.yaml"
CLUSTERS = "clusters.yaml"


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """One annotated event: the record, and where its quotes stand in the article."""

    record: Record
    spans: tuple[tuple[int, int], ...]

    @property
    def id(self) -> str:
        """Its name in the file."""
        return str(self.record["id"])

    @property
    def required(self) -> bool:
        """False when it is right to find it and no loss to miss it."""
        return bool(self.record.get("required", True))

    @property
    def types(self) -> frozenset[str]:
        """Every class that is right."""
        return frozenset({self.record["type"], *self.record.get("or", [])})

    def keys(self, slot: str) -> Sequence[str]:
        """The entity keys or topic ids of a slot, none where gold is silent."""
        return self.record.get(slot) or []


@dataclass(frozen=True, slots=True)
class Gold:
    """One annotated article; `names` are the folded names of each entity key, `kinds` the classes.

    `relations` are standing facts: `type` allyOf or disputeOver between the keys `a` and `b`.
    """

    article: str
    text: str
    names: Mapping[str, frozenset[str]]
    kinds: Mapping[str, str]
    offices: tuple[Record, ...]
    relations: tuple[Record, ...]
    events: tuple[GoldEvent, ...]
    topics: Mapping[str, Sequence[str]]

    def is_entity(self, key: str, name: str | None) -> bool:
        """Whether `name` names the entity `key`: the same words, or one ends with the other."""
        found = fold(name or "")
        return bool(found) and any(
            found == known
            or (len(known) > 3 and (found.endswith(f" {known}") or known.endswith(f" {found}")))
            for known in self.names[key]
        )

    def is_topic(self, key: str, topic: Record) -> bool:
        """Whether a topic with an id and a label is the gold topic `key`."""
        text = f"{topic.get('id', '')} {topic.get('label', '')}".lower()
        plain = text.replace("_", " ").replace("-", " ")
        patterns = self.topics.get(key, [re.escape(key.replace("-", " "))])
        return any(re.search(pattern.replace("-", " "), plain) for pattern in patterns)


def fold(name: str) -> str:
    """`name` in lower-case letters and digits, without possessive and leading article.

    >>> fold("the United States’s"), fold("Yoon Suk-yeol")
    ('united states', 'yoon suk yeol')
    """
    plain = re.sub(r"[’']s$", "", name.strip()).lower()
    plain = re.sub(r"^(the|a|an|some|his|her|their) ", "", plain)
    return re.sub(r"[^a-z0-9]+", " ", plain).strip()


def load_gold(folder: Path, *, articles: Path) -> tuple[Gold, ...]:
    """The annotated articles of `folder`, by file name; `articles` is the folder with their texts.

    The annotations stand in `folder` itself or in `articles/` below it, topics and clusters beside or above them.

    Raises:
        InputError: a file is missing or no gold annotation, or a quote is not in its article.
    """
    if not folder.is_dir():
        raise InputError(f"{folder}: no such folder; give the folder with the gold annotations")
    inner = folder / "articles" if (folder / "articles").is_dir() else folder
    files = [f for f in sorted(inner.glob("*.yaml")) if f.name not in (TOPICS, CLUSTERS)]
    if not files:
        raise InputError(
            f"{inner}: no .yaml file of gold annotations in this folder; give one such as seeds/gold"
        )
    path = _beside(folder, TOPICS)
    topics = _yaml(path) if path else {}
    return tuple(_gold(f, _yaml(f), articles=articles, topics=topics) for f in files)


def load_clusters(folder: Path) -> tuple[tuple[str, ...], ...]:
    """The groups of `article prefix/event id` that are one event each; none without `clusters.yaml`."""
    path = _beside(folder, CLUSTERS)
    return tuple(tuple(group) for group in _yaml(path)) if path else ()


def _beside(folder: Path, name: str) -> Path | None:
    """The file `name` in the folder or, of a folder `articles`, in the one above it."""
    places = [folder, folder.parent] if folder.name == "articles" else [folder]
    return next((place / name for place in places if (place / name).exists()), None)


def _yaml(path: Path) -> Any:  # a document of any shape
    try:
        return yaml.safe_load(decode(read_bytes(path), str(path)))
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise InputError(
            f"{path}: no YAML: {' '.join(str(error).split())}; correct the line"
        ) from error


def _gold(
    path: Path, record: Any, *, articles: Path, topics: Mapping[str, Sequence[str]]
) -> Gold:  # `record` is whatever the file holds
    if not isinstance(record, dict) or not {"article", "entities", "events"} <= record.keys():
        raise InputError(f"{path}: no gold annotation; it needs article, entities and events")
    text = decode(read_bytes(articles / record["article"]), record["article"])
    entities = record["entities"]
    gold = Gold(
        article=record["article"],
        text=text,
        names={
            key: frozenset(fold(n) for n in [e["name"], *e.get("aliases", [])])
            for key, e in entities.items()
        },
        kinds={key: e["type"] for key, e in entities.items()},
        offices=tuple(record.get("offices") or ()),
        relations=tuple(record.get("relations") or ()),
        events=tuple(_event(e, text, path) for e in record["events"]),
        topics=topics,
    )
    for event in gold.events:
        place = [event.record["place"]] if event.record.get("place") else []
        _known([*event.keys("actors"), *event.keys("recipients"), *place], event, gold, path)
    return gold


def _event(record: Record, text: str, path: Path) -> GoldEvent:
    plain = text.replace("\xa0", " ")  # gold writes a no-break space as a space
    spans = []
    for quote in record["evidence"]:
        at = plain.find(quote)
        if at < 0:
            raise InputError(
                f"{path}: {record['id']}: the article does not hold the quote {quote!r}; copy it from there, letter by letter"
            )
        spans.append((at, at + len(quote)))
    return GoldEvent(record, tuple(spans))


def _known(keys: Iterable[str], event: GoldEvent, gold: Gold, path: Path) -> None:
    for key in keys:
        if key not in gold.names:
            raise InputError(
                f"{path}: {event.id}: '{key}' is not among the file's entities; add it there, or correct the key"
            )
