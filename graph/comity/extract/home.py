"""The state that an article speaks of where a title stands without its owner.

"Holness reaffirmed that Jamaica would contribute. Opposition Leader Mark Golding said": the state of
the subject of the main clause, here or one or two sentences before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from comity.extract.actor_nouns import load_actor_nouns
from comity.extract.datelines import dateline
from comity.extract.identifiers import is_person, is_state, state_id
from comity.extract.records import OfficeRead, Reference
from comity.extract.sentences import bounds_of, kids
from comity.extract.tokens import Doc, Token
from comity.extract.whereabouts import capitals
from comity.knowledge.gazetteer import load_gazetteer
from comity.knowledge.people import Title, Titles

_LEVELS = frozenset("minister deputy head_of_government head_of_state party_leader".split())
_OFFICIALS = frozenset(("official", "legislator"))
_SUBJECTS = frozenset(("nsubj", "nsubjpass"))
_BACK = 2


@dataclass(frozen=True, slots=True)
class Home:
    """What an article is about at each place: its references by head token."""

    by_head: dict[int, Reference]

    @classmethod
    def of(cls, doc: Doc) -> Home:
        """That of the doc."""
        spoken = (r for r in doc._.references if r.kind not in ("adjective", "place"))
        return cls({r.head: r for r in spoken})

    def owner(
        self, at: Token, person: str, title: Title, offices: Sequence[OfficeRead], titles: Titles
    ) -> str | None:
        """The state whose office the bare `title` at the token `at` is, if that can be told.

        Not one in which somebody else is known to hold that office.
        """
        if title.level not in _LEVELS or title.scope not in ("state", "party"):
            return None
        if title.canonical in load_actor_nouns().monarch:
            return None
        own = {o.of for o in offices if o.person == person and is_state(o.of)}
        if len(own) == 1:
            return next(iter(own))
        for state in self._topics(at, offices):
            if not any(_holds(o, state, person, title, titles) for o in offices):
                return state
        return None

    def body(self, at: Token, title: Title) -> str | None:
        """The body or state that is the last subject before a bare spokesperson."""
        if title.level != "spokesperson":
            return None
        first = bounds_of(at.doc).start(at.i)
        first = bounds_of(at.doc).start(max(0, bounds_of(at.doc).start(max(0, first - 1)) - 1))
        before = (
            r
            for r in reversed(at.doc._.references)
            if first <= r.head < at.i and r.entities and at.doc[r.head].dep_ in _SUBJECTS
        )
        entity = next((r.entities[0] for r in before), "")
        return entity if entity.startswith(("body/", "igo/", "state/")) else None

    def of_dateline(
        self, at: Token, person: str, title: Title, offices: Sequence[OfficeRead], titles: Titles
    ) -> str | None:
        """The state from whose capital the article comes, unless somebody else is known to hold the office there."""
        talks = title.canonical.endswith("negotiator")
        if not talks and (title.level not in _LEVELS | _OFFICIALS or title.scope != "state"):
            return None
        if title.canonical in load_actor_nouns().monarch:
            return None
        home = dateline(at.doc)
        state = home.state if home else None
        if home is None or state is None or home.place not in capitals().get(state, ()):
            return None
        held = any(_holds(o, state, person, title, titles) for o in offices)
        return None if held or _hosts_union(home.place) else state

    def _topics(self, at: Token, offices: Sequence[OfficeRead]) -> Iterator[str]:
        """The states of the subjects of main clauses before `at`, the nearest first."""
        led = self._led(at, offices)
        if led:
            yield led
        sentence = at.sent
        for back in range(_BACK + 1):
            for subject in _subjects(sentence.root):
                state = self._state(subject, offices) if subject.i < at.i else None
                if state:
                    yield state
            if back == _BACK or sentence.start == 0:
                return
            sentence = at.doc[sentence.start - 1].sent

    def _led(self, at: Token, offices: Sequence[OfficeRead]) -> str | None:
        """The state of a delegation: "a Russian delegation led by Deputy Foreign Minister X"."""
        agent = next((t for t in at.ancestors if t.dep_ == "agent"), None)
        clause = agent.head if agent is not None and agent.i == at.i - 1 else None
        if clause is None or clause.dep_ not in ("acl", "relcl"):
            return None
        return self._state(clause.head, offices)

    def _state(self, subject: Token, offices: Sequence[OfficeRead]) -> str | None:
        reference = self.by_head.get(subject.i)
        if reference is None or len(reference.entities) != 1:
            return None
        entity = reference.entities[0]
        if is_state(entity):
            return entity
        if is_person(entity):
            held = [o.of for o in offices if o.person == entity and is_state(o.of) and o.current]
            if held:
                return held[-1]
        known = subject.doc._.entities.get(entity)
        return state_id(known.code) if known else None


def _hosts_union(place: str) -> bool:
    """Whether a capital stands for a union of states too: Brussels."""
    gazetteer = load_gazetteer()
    forms = gazetteer.forms.get(gazetteer.entries[place].name, ())
    return any(f.entry.startswith("igo/") for f in forms)


def _subjects(root: Token) -> Iterator[Token]:
    """The subjects of a main clause, or of the clause that it reports."""
    for token in (root, *(c for c in kids(root) if c.dep_ in ("ccomp", "conj"))):
        yield from (c for c in token.lefts if c.dep_ in ("nsubj", "nsubjpass"))


def _holds(office: OfficeRead, state: str, person: str, title: Title, titles: Titles) -> bool:
    """Whether somebody else holds the same office of the state."""
    if office.of != state or office.person == person or not office.current:
        return False
    info = titles.info(office.title)
    return info is not None and info.canonical == title.canonical
