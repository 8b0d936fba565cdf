"""Issues that the scheme does not have: a noun phrase that is argued about, cleaned and named by its words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from comity.extract.records import Reference
from comity.extract.sentences import kids
from comity.extract.tokens import Doc, Token
from comity.knowledge.topic_words import TopicWords
from comity.model import slug

_LONGEST = 5
_NOUNS = frozenset(("NOUN", "PROPN"))
_NO_ISSUE = frozenset("DATE TIME MONEY PERCENT CARDINAL ORDINAL QUANTITY PERSON".split())
_LEFT_OUT = frozenset("DT PDT PRP$ CD WDT WP$ WP RB IN".split())
_HYPHENS = frozenset(("-", "–"))
_JOINING = frozenset(("-", "'s", "’s", "'", "’", "–"))
_NAMED = ("state/", "place/", "igo/", "treaty/")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase that may be an issue: its tokens, their words, and its head in the singular.

    `id` is that of the issue, `label` what it is called.
    """

    tokens: tuple[Token, ...]
    words: tuple[str, ...]
    head: Token

    @property
    def id(self) -> str:
        return f"issue/{slug(' '.join(self.words))}"

    @property
    def label(self) -> str:
        text = "".join(
            (t.lower_ if t.is_sent_start and t.pos_ != "PROPN" else t.text) + _gap(t)
            for t in self.tokens
        ).strip()
        text = " ".join(re.sub(r"\s*([-–])\s*", r"\1", text).split())
        return text[:1].upper() + text[1:]


def _gap(token: Token) -> str:
    return " " if token.whitespace_ else ""


def phrase_of(
    head: Token, by_token: dict[int, Reference], dated: frozenset[int], words: TopicWords
) -> Phrase | None:
    """The phrase of the noun `head`, as an issue may be named by; None where it is no issue.

    Of "the issue of X" and "the X issue" it is X. A person, a date, a pronoun, and a noun that says nothing by
    itself ("matter") are no issue.
    """
    lemma = head.lemma_.lower()
    if not _may_head(head, by_token, dated):
        return None
    if lemma in words.naming and head.pos_ != "PROPN":
        return _named(head, by_token, dated, words)
    if lemma in words.empty:
        return None
    before = _before(head, words)
    tokens = [*before, head, *_behind_of(head, by_token, dated, _LONGEST - _count(before) - 1)]
    meaning = [t for t in tokens if t.i != head.i and t.pos_ in _NOUNS and _says(t, by_token)]
    if not 1 <= _count(tokens) <= _LONGEST or (lemma in words.bare and not meaning):
        return None
    return _phrase(tokens, head)


def _phrase(tokens: list[Token], head: Token) -> Phrase | None:
    found = tuple(
        t.lemma_.lower() if t.i == head.i and t.pos_ == "NOUN" else t.lower_
        for t in tokens
        if t.text not in _JOINING
    )
    readable = all(any(c.isalpha() for c in word) for word in found)
    return (
        Phrase(tuple(tokens), found, head) if readable and len(slug(" ".join(found))) > 2 else None
    )


def _says(token: Token, by_token: dict[int, Reference]) -> bool:
    """Whether a noun beside the head says what it is about, and does not only name a state, body or person."""
    reference = by_token.get(token.i)
    if reference is None or not reference.entities:
        return True
    return any(e.startswith(("place/", "treaty/")) for e in reference.entities)


def _may_head(head: Token, by_token: dict[int, Reference], dated: frozenset[int]) -> bool:
    if head.pos_ not in _NOUNS or head.ent_type_ in _NO_ISSUE or head.i in dated:
        return False
    reference = by_token.get(head.i)
    if reference is None or reference.kind == "adjective":
        return True
    if not reference.entities:
        return reference.place is not None
    return reference.kind not in ("anaphor", "group", "title", "body") and any(
        e.startswith(_NAMED) for e in reference.entities
    )


def _named(
    head: Token, by_token: dict[int, Reference], dated: frozenset[int], words: TopicWords
) -> Phrase | None:
    """What a noun like "issue" names: the noun under its "of", else the nouns before it."""
    for preposition in kids(head):
        if preposition.lower_ in ("of", "over", "about") and preposition.dep_ == "prep":
            for obj in kids(preposition):
                if obj.dep_ == "pobj":
                    return phrase_of(obj, by_token, dated, words)
    inner = [t for t in head.lefts if t.dep_ in ("compound", "nmod") and t.pos_ in _NOUNS]
    if not inner or not _may_head(inner[-1], by_token, dated):
        return None
    last = inner[-1]
    if last.lemma_.lower() in words.empty or last.lemma_.lower() in words.bare:
        return None
    before = [t for t in _before(head, words) if t.i <= last.i]
    return _phrase(before, last) if 1 <= _count(before) <= _LONGEST else None


def _before(head: Token, words: TopicWords) -> list[Token]:
    """The words before the head, without determiners, possessors, numbers and adjectives that say nothing."""
    doc = head.doc
    start = min((t.left_edge.i for t in head.lefts if _is_modifier(t)), default=head.i)
    found: list[Token] = []
    for token in doc[start : head.i]:
        joined = token.i + 1 < head.i and doc[token.i + 1].text in _HYPHENS  # "two-way trade"
        determining = token.tag_ in _LEFT_OUT and not (joined and token.tag_ == "CD")
        if determining or token.tag_ == "POS" or (token.is_punct and token.text not in _HYPHENS):
            found = []
        elif token.lower_ not in words.plain and (found or token.text not in _HYPHENS):
            found.append(token)
    return found


def _is_modifier(token: Token) -> bool:
    return token.dep_ in ("amod", "compound", "poss", "nmod", "npadvmod", "nummod", "punct")


def _behind_of(
    head: Token, by_token: dict[int, Reference], dated: frozenset[int], room: int
) -> list[Token]:
    """ "of X" behind the head, where X is a short phrase and there is room for it."""
    for preposition in head.rights:
        if preposition.lower_ != "of" or preposition.dep_ != "prep":
            continue
        for obj in kids(preposition):
            if obj.dep_ != "pobj" or obj.pos_ not in _NOUNS or obj.i in dated:
                return []
            inner = [t for t in obj.lefts if _is_modifier(t)]
            start = min((t.left_edge.i for t in inner), default=obj.i)
            behind = [t for t in obj.doc[start : obj.i + 1] if t.tag_ not in _LEFT_OUT]
            return [preposition, *behind] if _count(behind) <= room else []
    return []


def _count(tokens: list[Token]) -> int:
    """How many words count: not "of", hyphens and the possessive s."""
    return sum(1 for t in tokens if t.text not in _JOINING and t.lower_ != "of")


def dated_tokens(doc: Doc) -> frozenset[int]:
    """The tokens of the time expressions."""
    return frozenset(i for d in doc._.dates for i in range(d.start, d.end))
