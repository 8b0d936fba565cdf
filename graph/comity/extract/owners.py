"""Whose office a title names: the state, body or person beside it in the text."""

from __future__ import annotations

from collections.abc import Iterator

from comity.extract.identifiers import is_person, is_state
from comity.extract.records import Reference
from comity.extract.title_spans import TitleSpans
from comity.extract.tokens import Doc, Token
from comity.knowledge.people import Title
from comity.knowledge.portfolios import HEADS

_BETWEEN = frozenset(("ADJ", "ADV", "VERB", "NUM"))
_POSSESSIVE = frozenset(("'s", "'"))
_DIRECTING = frozenset(("director", "head"))
_PREFIXES = frozenset(("co", "co-ordinator"))
_WHOLE = frozenset(("prime",))  # titles that begin so have no portfolio
_FURTHEST, _WIDEST = 4, 7
_IN_CHAIN = frozenset(("DET", "ADJ", "NOUN", "PROPN", "PART", "PRON"))
_ORGANISED = ("igo/", "org/", "body/", "group/", "party/")
_LINKS = frozenset("of for at in with to".split())
_SENT_TO = frozenset("to for in at with".split())

ByToken = dict[int, Reference]


def owner_of(doc: Doc, start: int, end: int, by_token: ByToken, title: Title) -> str | None:
    """The owner of the title from `start` to before `end`.

    It is a body named in the title, what stands before it ("Kenyan", "Kenya's", "ECOWAS"), a state
    in it, or what follows "of". An envoy is not of the state that he is sent to.
    """
    envoy = title.level == "envoy"
    inside = [by_token[i] for i in range(start, end) if i in by_token and by_token[i].entities]
    kinds = ("name", "body") if title.level == "spokesperson" else ("name",)
    bodies = (r for r in inside if r.kind in kinds and _may_own(r))
    body = next((r for r in bodies if not is_state(r.entities[0])), None)
    if body is not None and not envoy:
        return body.entities[0]
    before = _before(doc, start, by_token)
    if before is not None:
        return _fitting(doc, start, before, by_token, title)
    if inside and _may_own(inside[0]):
        return inside[0].entities[0]
    return _after(doc, end, by_token, envoy=envoy)


def _fitting(doc: Doc, start: int, owner: Reference, by_token: ByToken, title: Title) -> str | None:
    """The owner before a title; of "its secretary-general" the organisation spoken of last."""
    entity = owner.entities[0]
    if owner.kind != "anaphor" or title.scope != "organisation" or not is_state(entity):
        return entity
    first = doc[start].sent.start
    first = doc[first - 1].sent.start if first else 0
    for i in range(owner.start - 1, first - 1, -1):
        other = by_token.get(i)
        if other is not None and _may_own(other) and other.entities[0].startswith(_ORGANISED):
            return other.entities[0]
    return None


def person_beside(
    doc: Doc, start: int, end: int, titles: TitleSpans, by_token: ByToken
) -> str | None:
    """The person whose aide the holder is: "Zelensky's chief of staff", "adviser to President Lula"."""
    at = _skip_modifiers(doc, start)
    if at > 0 and doc[at].text in _POSSESSIVE:
        return _person(by_token.get(at - 1))
    if end + 1 < len(doc) and doc[end].lower_ in ("to", "of"):
        at = end + 1
        at = by_token[at].end if at in by_token and not _person(by_token[at]) else at
        return _person(by_token.get(titles.after.get(at, at)))
    return None


def _person(reference: Reference | None) -> str | None:
    if reference is None or len(reference.entities) != 1:
        return None
    return reference.entities[0] if is_person(reference.entities[0]) else None


def owner_after_name(doc: Doc, end: int, by_token: ByToken) -> str | None:
    """The owner of a title before a name that ends at `end`: "President Ruto of Kenya"."""
    if end + 1 >= len(doc) or doc[end].lower_ != "of":
        return None
    at = end + 2 if doc[end + 1].lower_ == "the" else end + 1
    reference = by_token.get(at)
    return reference.entities[0] if reference and _may_own(reference) else None


def _before(doc: Doc, start: int, by_token: ByToken) -> Reference | None:
    """The nearest name, adjective or pronoun before a title, modifiers left aside."""
    at = before_title(doc, start)
    if at >= 0 and doc[at].tag_ == "WP$":
        return _antecedent(doc[at], by_token)
    reference = by_token.get(at) if at >= 0 else None
    return reference if reference and _may_own(reference) else None


def _antecedent(whose: Token, by_token: ByToken) -> Reference | None:
    """What the relative clause of "whose" belongs to."""
    clause = next((t for t in whose.ancestors if t.dep_ == "relcl"), None)
    reference = by_token.get(clause.head.i) if clause is not None else None
    return reference if reference and _may_own(reference) else None


def before_title(doc: Doc, start: int) -> int:
    """The token that may say whose a title is; -1 when it begins the text."""
    at = _skip_modifiers(doc, start)
    return at - 1 if at >= 0 and doc[at].text in _POSSESSIVE else at


def _skip_modifiers(doc: Doc, start: int) -> int:
    """The token before a title and before words like "newly elected", "top" and "Acting"."""
    at = start - 1
    first = max(-1, at - _FURTHEST)
    while at > first and _modifies(doc[at]):
        at -= 1
    return at


def widened(doc: Doc, start: int, end: int, by_token: ByToken) -> int:
    """Where a title begins with the words of its portfolio that no table has: "Jal Shakti Minister"."""
    last, opening = doc[end - 1].lower_, doc[start].lower_
    if opening in _WHOLE or last not in HEADS | _DIRECTING and opening not in HEADS | _PREFIXES:
        return start
    first = max(-1, start - 1 - _FURTHEST)
    at = start - 1
    while at > first and at not in by_token and _names_portfolio(doc[at]):
        at -= 1
    while at + 1 < start and (doc[at + 1].text == "-" or doc[at + 1].is_sent_start):
        at += 1
    return at + 1


def _names_portfolio(token: Token) -> bool:
    capital = token.pos_ in ("PROPN", "ADJ") and token.text[:1].isupper()
    plain = token.pos_ == "NOUN" and token.dep_ == "compound" and token.text.islower()
    named = capital and token.ent_type_ not in ("DATE", "PERSON", "GPE")
    return token.text == "-" or plain or named


def _modifies(token: Token) -> bool:
    small = token.text.islower() and token.pos_ in _BETWEEN and not token.ent_type_
    return small or token.text == "-" or token.lower_ in ("acting", "then", "former", "ex")


def _after(doc: Doc, end: int, by_token: ByToken, *, envoy: bool) -> str | None:
    """What follows "of", "for" or "at"; of a chain of owners the last: "Iran's Security Council"."""
    if end >= len(doc) or doc[end].lower_ not in _LINKS:
        return None
    if envoy and doc[end].lower_ in _SENT_TO:
        return None
    found: Reference | None = None
    for reference in _chain(doc, end + 1, by_token):
        if found is not None and is_state(reference.entities[0]):
            break
        found = reference
    return found.entities[0] if found else None


def _chain(doc: Doc, start: int, by_token: ByToken) -> Iterator[Reference]:
    """The owners in the phrase that begins at `start`, each the owner of the next."""
    at, last = start, min(len(doc), start + _WIDEST)
    while at < last:
        reference = by_token.get(at)
        if reference is not None and reference.entities:
            if not _may_own(reference):
                return
            yield reference
            at = max(reference.end, at + 1)
            adjective = reference.kind == "adjective"
            if not adjective and not (at < len(doc) and doc[at].text in _POSSESSIVE):
                return
        elif doc[at].pos_ in _IN_CHAIN or doc[at].tag_ in ("VBG", "VBN"):
            at += 1
        else:
            return


def _may_own(reference: Reference) -> bool:
    return len(reference.entities) == 1 and not is_person(reference.entities[0])
