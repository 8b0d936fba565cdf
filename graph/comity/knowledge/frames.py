"""The words that name events: `ontology/frames.toml` and files of its shape, checked and ready to look up.

A frame joins one trigger (a verb or a noun, alone or with words that must stand beside it) to a class of
event and a table of roles. The head of `ontology/frames.toml` tells the format. Loading makes a `Frame` of
every trigger, its class's roles merged in, filed under the lemma that a reader meets first: the verb, or
the last word of the noun.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from comity import resources
from comity.knowledge._lexicon import File, Table, merge_words, read_cues, read_file

ROLES = ("actor", "none", "place", "recipient", "topic")
STATUSES = ("denied", "occurred", "ongoing", "planned", "possible")


@dataclass(frozen=True, slots=True)
class Frame:
    """One trigger of one class of event.

    `lemma` is the word it is filed under, `trigger` its text in the file ("call off", "press conference").
    `particle` is the word that must stand with the verb (particle, preposition, adverb or bare noun),
    `compound` the words, joined by spaces, that stand directly before the noun: one with a hyphen comes
    twice, as one word and cut as tokenizers cut it ("cease-fire", and "fire" with compound "cease -").
    `objects` and `subjects` are lemmas, one of which must fill the argument unless the set is empty. `roles`
    maps subject, object, iobject, possessor, modifier and prepositions to actor, recipient, place or topic.
    `clause` holds marks of a complement clause, one of which a verb must have ("that", "to", "as", a modal),
    `beside` prepositions, one of which must hang on a noun; each is empty when nothing is asked.
    A `weak` frame needs a named participant besides the subject (verb), or one of its own or a light verb
    (noun). `line` is that of its table in the file. `rank` is how much it asks for: of the frames of a verb that fit,
    the one of the highest is meant.
    """

    event: str
    lemma: str
    trigger: str
    particle: str | None
    compound: str | None
    objects: frozenset[str]
    subjects: frozenset[str]
    status: str | None
    roles: Mapping[str, str]
    noun: bool
    weak: bool
    line: int | None
    clause: frozenset[str] = frozenset()
    beside: frozenset[str] = frozenset()
    rank: int = field(init=False)

    def __post_init__(self) -> None:
        more = (self.particle is not None) + bool(self.subjects) + bool(self.clause)
        object.__setattr__(self, "rank", 2 * bool(self.objects) + more + (not self.weak))


@dataclass(frozen=True, slots=True)
class Cue:
    """Lemmas that set one status on the event below them; a verb may have a particle: "rule out"."""

    adjectives: frozenset[str]
    modals: frozenset[str]
    nouns: frozenset[str]
    verbs: frozenset[str]


@dataclass(frozen=True, slots=True)
class Cues:
    """The cues of each status; `consent` are verbs that take up an offer, `speech` verbs that report words."""

    consent: Cue
    denied: Cue
    ongoing: Cue
    planned: Cue
    possible: Cue
    speech: Cue


@dataclass(frozen=True, slots=True)
class Frames:
    """Every trigger by lemma, the most specific frame first, with the light verbs, cues and word lists.

    With `resisting` words one meets an attack that one suffers ("defends itself against"); what `hypothetical` verbs
    govern has not happened.

    `occurring` verbs only say that their subject takes place ("clashes erupted"), the subject of `outside` verbs takes
    no part in what their object names ("saw a protest"), `quantities` count what stands under them, and `outsiders`
    are callings and things of sport, art, trade and the like.

    `idioms` gives, by lemma of a verb or noun, the objects with which it names no event ("meet a need"),
    where no frame asks for that very object; by "lemma word" those with which the verb and that word name
    none, all where "*" is one of them ("bring together").
    """

    verbs: Mapping[str, tuple[Frame, ...]]
    nouns: Mapping[str, tuple[Frame, ...]]
    light: frozenset[str]
    receiving: frozenset[str]
    cues: Cues
    idioms: Mapping[str, frozenset[str]]
    sets: Mapping[str, frozenset[str]]
    resisting: frozenset[str] = frozenset()
    hypothetical: frozenset[str] = frozenset()
    occurring: frozenset[str] = frozenset()
    outside: frozenset[str] = frozenset()
    quantities: frozenset[str] = frozenset()
    outsiders: frozenset[str] = frozenset()


_Words = frozenset[str]
_Place = tuple[bool, str, str | None, str | None, _Words, _Words, _Words, _Words]


def load_frames(extra: Iterable[Path] = (), *, parents: Mapping[str, str]) -> Frames:
    """The lexicon of the ontology together with the files of `extra`; cached.

    `parents` gives the superclass of every event class that frames may name ("Event" at the top). A later
    file adds to word lists, light verbs and cues, replaces role tables by class, and wins where it has the
    same trigger with the same objects and subjects. Frames under a lemma are sorted: with a particle or
    compound first, then with objects or subjects, then strong before weak, then as in the files.

    Raises:
        OntologyError: a file is missing, is not TOML, or breaks a rule of the format.
    """
    paths = (resources.folder("ontology") / "frames.toml", *extra)
    return _load(paths, tuple(sorted(parents.items())))


@lru_cache(maxsize=8)
def _load(paths: tuple[Path, ...], parents: tuple[tuple[str, str], ...]) -> Frames:
    up = dict(parents)
    files = [read_file(path) for path in paths]
    sets = merge_words(file.table("sets") for file in files)
    light = merge_words(file.table("light") for file in files)
    roles = {name: table for file in files for name, table in _roles(file, up).items()}
    chosen: dict[_Place, Frame] = {}
    for file in files:
        here: dict[_Place, Frame] = {}
        beside: dict[_Place, list[Frame]] = {}
        for table in file.frames:
            for frame in _frames(table, up, sets, roles):
                _refuse_clash(table, frame, beside)
                here[_place(frame)] = frame
        chosen |= here
    return Frames(
        verbs=_index(frame for frame in chosen.values() if not frame.noun),
        nouns=_index(frame for frame in chosen.values() if frame.noun),
        light=light.get("verbs", frozenset()),
        receiving=light.get("receiving", frozenset()),
        cues=Cues(**{name: Cue(**parts) for name, parts in read_cues(files).items()}),
        idioms=MappingProxyType(merge_words(file.table("idioms") for file in files)),
        sets=MappingProxyType(sets),
        resisting=light.get("resisting", frozenset()),
        hypothetical=light.get("hypothetical", frozenset()),
        occurring=light.get("occurring", frozenset()),
        outside=light.get("outside", frozenset()),
        quantities=light.get("quantities", frozenset()),
        outsiders=light.get("outsiders", frozenset()),
    )


def _roles(file: File, parents: Mapping[str, str]) -> dict[str, Table]:
    tables = file.under("roles")
    for name, table in tables.items():
        _check_class(table, name, parents)
        table.allow(("noun", "verb"))
        for part in ("noun", "verb"):
            table.mapping(part, allowed=ROLES)
    return tables


def _check_class(table: Table, name: str | None, parents: Mapping[str, str]) -> None:
    if name is None:
        raise table.error('no event; name a class, such as event = "Meeting"')
    if name != "Event" and name not in parents:
        raise table.error(
            f'"{name}" is no class of event; declare it in a .ttl file or use one of '
            + ", ".join(sorted(parents))
        )


def _inherited(
    name: str, part: str, parents: Mapping[str, str], roles: Mapping[str, Table]
) -> dict[str, str]:
    seen: set[str] = set()
    while name not in seen:
        seen.add(name)
        if name in roles and part in roles[name].values:
            return roles[name].mapping(part, allowed=ROLES)
        name = parents.get(name, "Event")
    return {}


def _frames(
    table: Table,
    parents: Mapping[str, str],
    sets: Mapping[str, frozenset[str]],
    roles: Mapping[str, Table],
) -> Iterator[Frame]:
    """Every frame of one [[frame]] table, checked."""
    event = table.text("event")
    _check_class(table, event, parents)
    status = table.text("status")
    if status is not None and status not in STATUSES:
        raise table.error(f'status is "{status}"; use one of {", ".join(STATUSES)}')
    verbs, nouns = table.words("verbs"), table.words("nouns")
    if not verbs and not nouns:
        raise table.error("neither verbs nor nouns; give at least one trigger")
    objects, subjects = (_resolve(table, key, sets) for key in ("objects", "subjects"))
    clause, beside = (frozenset(table.words(key)) for key in ("clause", "beside"))
    weak = table.flag("weak")
    for triggers, key, noun in ((verbs, "roles", False), (nouns, "noun_roles", True)):
        merged = _inherited(event or "", "noun" if noun else "verb", parents, roles)
        merged |= table.mapping(key, allowed=ROLES)
        final = MappingProxyType({k: v for k, v in sorted(merged.items()) if v != "none"})
        for trigger in triggers:
            for lemma, particle, compound in _forms(table, trigger, noun=noun):
                yield Frame(
                    event=event or "",
                    lemma=lemma,
                    trigger=trigger,
                    particle=particle,
                    compound=compound,
                    objects=objects,
                    subjects=subjects,
                    status=status,
                    roles=final,
                    noun=noun,
                    weak=weak,
                    line=table.line,
                    clause=clause,
                    beside=beside,
                )


def _forms(table: Table, trigger: str, *, noun: bool) -> list[tuple[str, str | None, str | None]]:
    """The (lemma, particle, compound) of a trigger; of a noun with hyphens whole and cut apart."""
    words = trigger.split()
    if not noun and len(words) > 2:
        raise table.error(f'the verb "{trigger}" has more than two words; use objects or a noun')
    if not noun:
        return [(words[0], words[1] if len(words) == 2 else None, None)]
    cut = trigger.replace("-", " - ").split()
    return [
        (form[-1], None, " ".join(form[:-1]) or None)
        for form in ([words] if words == cut else [words, cut])
    ]


def _resolve(table: Table, key: str, sets: Mapping[str, frozenset[str]]) -> frozenset[str]:
    found: set[str] = set()
    for word in table.words(key):
        if not word.startswith("@"):
            found.add(word)
        elif word[1:] in sets:
            found |= sets[word[1:]]
        else:
            raise table.error(
                f'{key} names the set "{word}"; [sets] has {", ".join(sets) or "none"}'
            )
    return frozenset(found)


def _place(frame: Frame) -> _Place:
    words = (frame.clause, frame.beside, frame.objects, frame.subjects)
    return (frame.noun, frame.lemma, frame.particle, frame.compound, *words)


def _refuse_clash(table: Table, frame: Frame, beside: dict[_Place, list[Frame]]) -> None:
    """Refuse a trigger that an earlier frame of the file has, under conditions that both can meet."""
    nothing: frozenset[str] = frozenset()
    near = beside.setdefault((*_place(frame)[:6], nothing, nothing), [])
    for other in near:
        same = frame.objects == other.objects and frame.subjects == other.subjects
        shared = sorted(frame.objects & other.objects) or sorted(frame.subjects & other.subjects)
        alike = bool(frame.objects) == bool(other.objects) and bool(frame.subjects) == bool(
            other.subjects
        )
        if same or (alike and shared and frame.event != other.event):
            words = f' with "{shared[0]}"' if shared else ""
            raise table.error(
                f'"{frame.trigger}"{words} stands under {other.event} at line {other.line} already; '
                "keep one, or tell them apart by objects"
            )
    near.append(frame)


def _index(frames: Iterable[Frame]) -> Mapping[str, tuple[Frame, ...]]:
    by: dict[str, list[Frame]] = {}
    for frame in frames:
        by.setdefault(frame.lemma, []).append(frame)
    return MappingProxyType({k: tuple(sorted(v, key=_rank)) for k, v in sorted(by.items())})


def _rank(frame: Frame) -> tuple[int, int, bool, bool]:
    beside = len((frame.compound or frame.particle or "").split())
    asks_more = bool(frame.clause or frame.beside)
    return (-beside, -bool(frame.objects) - bool(frame.subjects), frame.weak, asks_more)
