"""The short forms of people's names: "Kishida", "dos Santos", "Amir-Abdollahian", "Abiy".

In the press a person is named in full once and by a part of the name after that: mostly the last
word, the first where the family name or the only name of one's own comes first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from comity.extract.sentences import words_of
from comity.extract.title_names import PARTICLES, Bounds
from comity.extract.tokens import Doc, Token
from comity.knowledge.name_order import family_first
from comity.model import Entity

_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv"))
_SHORTEST = 3

Words = tuple[str, ...]
Named = tuple[int, int, Entity]
"""Where a person is named in full, and who it is."""


@dataclass(frozen=True, slots=True)
class FamilyForms:
    """Who bears each short form (words in lower case), and the lengths by first word.

    `bearers` has the place where each bearer is first named; `given` the forms that are first
    names, which are weaker.
    """

    bearers: dict[Words, tuple[tuple[int, Entity], ...]]
    lengths: dict[str, tuple[int, ...]]
    given: frozenset[Words]

    def bearer(self, doc: Doc, start: int, end: int) -> Entity | None:
        """The person meant by the tokens: of several, the one whom the table knows, else the one
        named last before."""
        known = self.bearers.get(_key(doc, start, end), ())
        people = {entity.id: entity for _, entity in known}
        if len(people) > 1:
            in_office = [e for e in people.values() if e.code is not None]
            if len(in_office) == 1:
                return in_office[0]
        before = [entity for at, entity in known if at < start]
        return before[-1] if before else known[0][1] if known else None


def family_forms(doc: Doc, named: Sequence[Named]) -> FamilyForms:
    """The short forms of all who are named in full."""
    bearers: dict[Words, list[tuple[int, Entity]]] = {}
    first: dict[Words, list[tuple[int, Entity]]] = {}
    for start, end, person in named:
        words = _words(doc, start, end)
        for form in _family_names(words, _parts(doc, start, end)):
            bearers.setdefault(form, []).append((start, person))
        first.setdefault(words[:1], []).append((start, person))
    given = {
        form: people
        for form, people in first.items()
        if form not in bearers and len(form[0]) >= _SHORTEST and len({p.id for _, p in people}) == 1
    }
    forms = bearers | given
    lengths: dict[str, set[int]] = {}
    for form in forms:
        lengths.setdefault(form[0], set()).add(len(form))
    return FamilyForms(
        {form: tuple(people) for form, people in forms.items()},
        {word: tuple(sorted(sizes, reverse=True)) for word, sizes in lengths.items()},
        frozenset(given),
    )


def _parts(doc: Doc, start: int, end: int) -> list[str]:
    return doc[start : before_suffix(doc, start, end)].text.split()


def _words(doc: Doc, start: int, end: int) -> Words:
    """The tokens of a name in lower case, without a suffix like "Jr."."""
    return _key(doc, start, before_suffix(doc, start, end))


def before_suffix(doc: Doc, start: int, end: int) -> int:
    """Where the name from `start` to before `end` ends without a suffix like ", Jr."."""
    while end - start > 1 and (is_suffix(doc[end - 1]) or doc[end - 1].text in (",", ".")):
        end -= 1
    return end


def is_suffix(token: Token) -> bool:
    """Whether the token tells the generation of a name's bearer: "Jr.", "III"."""
    return token.lower_.rstrip(".,") in _SUFFIXES and token.text[:1].isupper()


def _key(doc: Doc, start: int, end: int) -> Words:
    return tuple(doc[i].lower_ for i in range(start, end))


def _family_names(words: Words, parts: list[str]) -> Iterator[Words]:
    """The family name, and longer ones: "dos Santos" beside "Santos", "Lacalle Pou"."""
    if len(parts[0]) > 1 and parts[0].isupper() and not parts[-1].isupper():
        yield words[:1]  # "OKADA Shinji"
        return
    if family_first(parts):
        yield words[:1]
        if len(parts) == 3 and "-" not in words:  # Vietnamese are called by their last name
            yield words[-1:]
        return
    last = len(words) - 1
    while last > 1 and words[last - 1] == "-":
        last -= 2
    yield words[last:]
    for i in range(1, last):
        if words[i] != "-" and words[i - 1] != "-":
            yield words[i:]


def family_spans(doc: Doc, forms: FamilyForms, spans: set[Bounds]) -> set[Bounds]:
    """Where a short form of a known person stands outside the `spans` of names."""
    taken = {i for a, b in spans for i in range(a, b)}
    found: set[Bounds] = set()
    if not forms.lengths:
        return found
    for start, word in enumerate(words_of(doc)):
        sizes = forms.lengths.get(word.lower())
        if sizes is None or start in taken:
            continue
        for size in sizes:
            end = start + size
            form = _key(doc, start, min(end, len(doc)))
            if form in forms.bearers and _stands(doc, start, end, taken, forms):
                found.add((start, end))
                taken |= set(range(start, end))
                break
    return found


def _stands(doc: Doc, start: int, end: int, taken: set[int], forms: FamilyForms) -> bool:
    """Whether the tokens are written as a name and stand by themselves."""
    last = doc[end - 1]
    if end > len(doc) or taken & set(range(start, end)) or not last.text[:1].isupper():
        return False
    if last.lower_ in PARTICLES or _inside_name(last):
        return False
    if _key(doc, start, end) in forms.given:
        return last.pos_ == "PROPN" and not _beside_name(doc, start, end)
    return True


def _beside_name(doc: Doc, start: int, end: int) -> bool:
    """Whether a capitalised word stands right before or after: a part of some other name."""
    before = doc[start - 1] if start and not doc[start].is_sent_start else None
    after = doc[end] if end < len(doc) else None
    return any(
        t is not None and t.pos_ == "PROPN" and t.text[:1].isupper() for t in (before, after)
    )


def _inside_name(token: Token) -> bool:
    """Whether a family name stands inside the name of something else ("the Bush Institute")."""
    after = token.nbor(1) if token.i + 1 < len(token.doc) else None
    return bool(
        after
        and token.dep_ == "compound"
        and after.pos_ == "PROPN"
        and after.head.i == token.head.i
        and after.ent_type_ in ("ORG", "FAC")
    )
