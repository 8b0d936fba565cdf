"""Docs and tokens as the rules read them: what spaCy found, copied once into plain Python.

They are spoken to like spaCy's own. But those are made anew each time that one is asked for, and decode each
attribute anew, at several times the price of an attribute of Python; and the rules look at a token dozens of times.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import accumulate, count, repeat
from operator import add
from typing import Any, Protocol, TypeVar, overload

import spacy.tokens
from spacy.lang.en.lex_attrs import like_num
from spacy.lang.lex_attrs import is_punct

from comity.extract.annotations import Annotations, annotations_of

_KEY = "comity.tokens"
_is_number = lru_cache(maxsize=1 << 16)(like_num)
_is_mark = lru_cache(maxsize=1 << 16)(is_punct)


class Token:
    """A word of a Doc, in the parse: `children`, `lefts` and `rights` are in the order of the text."""

    __slots__ = (
        "children",
        "dep_",
        "doc",
        "ent_type_",
        "head",
        "i",
        "idx",
        "lefts",
        "lemma_",
        "lower_",
        "pos_",
        "rights",
        "tag_",
        "text",
        "whitespace_",
    )
    head: Token
    children: Sequence[Token]
    lefts: Sequence[Token]
    rights: Sequence[Token]

    def __init__(
        self, doc: Doc, i: int, idx: int, text: str, whitespace: str, lower: str, lemma: str,
        pos: str, tag: str, dep: str, ent_type: str,
    ) -> None:  # fmt: skip
        self.doc = doc
        self.i = i
        self.idx = idx
        self.text = text
        self.whitespace_ = whitespace
        self.lower_ = lower
        self.lemma_ = lemma
        self.pos_ = pos
        self.tag_ = tag
        self.dep_ = dep
        self.ent_type_ = ent_type
        self.children = self.lefts = self.rights = ()

    def __repr__(self) -> str:
        return self.text

    def nbor(self, distance: int = 1) -> Token:
        """The token so many places further on."""
        return self.doc[self.i + distance]

    @property
    def ancestors(self) -> Iterator[Token]:
        """The head, its head, and so on."""
        token = self
        while token.head is not token:
            token = token.head
            yield token

    @property
    def subtree(self) -> Iterator[Token]:
        """The token and all below it."""
        for token in self.lefts:
            yield from token.subtree
        yield self
        for token in self.rights:
            yield from token.subtree

    @property
    def conjuncts(self) -> tuple[Token, ...]:
        """The tokens coordinated with this one."""
        first = self
        while first.dep_ == "conj" and first.head is not first:
            first = first.head
        found = [first]
        for token in found:
            if token.rights:
                found += [t for t in token.rights if t.dep_ == "conj"]
        return tuple([t for t in found if t is not self]) if len(found) > 1 else ()

    @property
    def left_edge(self) -> Token:
        """The first token of the subtree."""
        first = self
        for token in self._below():
            if token.i < first.i:
                first = token
        return first

    @property
    def right_edge(self) -> Token:
        """The last token of the subtree."""
        last = self
        for token in self._below():
            if token.i > last.i:
                last = token
        return last

    def _below(self) -> list[Token]:
        found = [*self.children]
        for token in found:
            if token.children:
                found.extend(token.children)
        return found

    @property
    def sent(self) -> Span:
        """The sentence of the token."""
        return self.doc.sents[self.doc.sentence_of[self.i]]

    @property
    def is_sent_start(self) -> bool:
        """Whether a sentence begins with the token."""
        return self.sent.start == self.i

    @property
    def is_space(self) -> bool:
        """Whether it is white space."""
        return self.text.isspace()

    @property
    def is_alpha(self) -> bool:
        """Whether it is made of letters."""
        return self.text.isalpha()

    @property
    def is_upper(self) -> bool:
        """Whether it is in capitals."""
        return self.text.isupper()

    @property
    def is_digit(self) -> bool:
        """Whether it is made of digits."""
        return self.text.isdigit()

    @property
    def is_punct(self) -> bool:
        """Whether it is a mark of punctuation."""
        return bool(_is_mark(self.text))

    @property
    def like_num(self) -> bool:
        """Whether it is a number, in figures or in words."""
        return bool(_is_number(self.text))


class Span:
    """The tokens of a Doc from `start` to before `end`."""

    __slots__ = ("doc", "end", "label_", "start")

    def __init__(self, doc: Doc, start: int, end: int, label: str = "") -> None:
        self.doc, self.start, self.end, self.label_ = doc, start, end, label

    def __len__(self) -> int:
        return self.end - self.start

    def __iter__(self) -> Iterator[Token]:
        return iter(self.doc.tokens[self.start : self.end])

    def __getitem__(self, i: int) -> Token:
        return self.doc[self.start + i if i >= 0 else self.end + i]

    def __repr__(self) -> str:
        return self.text

    @property
    def start_char(self) -> int:
        """The first character."""
        return self.doc[self.start].idx

    @property
    def end_char(self) -> int:
        """The character after the last."""
        last = self.doc[self.end - 1]
        return last.idx + len(last.text)

    @property
    def text(self) -> str:
        """The characters."""
        return self.doc.text[self.start_char : self.end_char] if self.end > self.start else ""

    @property
    def root(self) -> Token:
        """The token that stands highest in the parse."""
        if self.end - self.start <= 1:
            return self.doc[self.start]
        tokens = self.doc.tokens[self.start : self.end]
        own = frozenset(tokens)
        highest = [t for t in tokens if t.head is t] or [t for t in tokens if t.head not in own]
        return highest[0] if len(highest) == 1 else min(highest, key=_depth)

    @property
    def sent(self) -> Span:
        """The sentence that the span begins in."""
        return self.doc[self.start].sent


class Notes:
    """What the components note of a doc: `doc._` of spaCy where there is one, with what is written kept at hand."""

    def __init__(self, source: spacy.tokens.Doc | None) -> None:
        self.__dict__["_source"] = source

    def __getattr__(self, name: str) -> Any:  # an extension may hold anything
        source = self.__dict__["_source"]
        value = _default(name) if source is None else getattr(source._, name)
        self.__dict__[name] = value
        return value

    def __setattr__(self, name: str, value: object) -> None:
        source = self.__dict__["_source"]
        if source is not None:
            setattr(source._, name, value)
        self.__dict__[name] = value


def _default(name: str) -> Any:  # an extension may hold anything
    if not spacy.tokens.Doc.has_extension(name):
        raise AttributeError(f"no component notes {name!r}; add it to `_EXTENSIONS`")
    return spacy.tokens.Doc.get_extension(name)[0]


class Doc:
    """A parsed text.

    `source` is the doc of spaCy that has been parsed, None of a parse that was kept; `user_data` what is worked out once.
    """

    def __init__(self, annotations: Annotations, source: spacy.tokens.Doc | None = None) -> None:
        self.annotations = annotations
        self.source = source
        self.user_data: dict[str, Any] = {}  # anything may be kept
        self._ = Notes(source)
        self.tokens = _tokens(self, annotations)
        self.text = "".join(t.text + t.whitespace_ for t in self.tokens)

    def __len__(self) -> int:
        return len(self.tokens)

    def __iter__(self) -> Iterator[Token]:
        return iter(self.tokens)

    @overload
    def __getitem__(self, at: int) -> Token: ...
    @overload
    def __getitem__(self, at: slice) -> Span: ...
    def __getitem__(self, at: int | slice) -> Token | Span:
        if type(at) is not slice:
            return self.tokens[at]
        return Span(self, *at.indices(len(self.tokens))[:2])

    @cached_property
    def sents(self) -> tuple[Span, ...]:
        """The sentences, in the order of the text."""
        starts = self.annotations.sentences
        ends = (*starts[1:], len(self))  # one too many where no text has been parsed
        return tuple(Span(self, start, end) for start, end in zip(starts, ends, strict=False))

    @cached_property
    def sentence_of(self) -> tuple[int, ...]:
        """By token the number of its sentence."""
        return tuple(n for n, s in enumerate(self.sents) for _ in range(s.start, s.end))

    @cached_property
    def ents(self) -> tuple[Span, ...]:
        """The names that the model found."""
        return tuple(Span(self, *entity) for entity in self.annotations.entities)

    def char_span(self, start: int, end: int) -> Span | None:
        """The tokens that the characters from `start` to before `end` lie in; None where some lie in none."""
        first, last = self._at(start), self._at(end - 1)
        if first is None or last is None:
            return None
        behind = start == first.idx + len(first.text)  # the space after a token is not its own
        return Span(self, first.i + behind, last.i + 1)

    def _at(self, character: int) -> Token | None:
        """The token that the character, or the space before it, belongs to."""
        number = bisect_right(self.tokens, character, key=_first_character) - 1
        token = self.tokens[number] if number >= 0 else None
        if token is None or character >= token.idx + len(token.text) + len(token.whitespace_):
            return None
        return token


AnyDoc = TypeVar("AnyDoc", spacy.tokens.Doc, Doc)


class Component(Protocol):
    """A component of a spaCy pipeline, which takes docs as the rules read them, too."""

    def __call__(self, doc: AnyDoc, /) -> AnyDoc:
        """The same doc with what the component has found."""


def doc_of(doc: spacy.tokens.Doc | Doc) -> Doc:
    """The doc as the rules read it; made once, when it has been parsed."""
    if isinstance(doc, Doc):
        return doc
    kept = doc.user_data.get(_KEY)
    if kept is None:
        kept = doc.user_data[_KEY] = Doc(annotations_of(doc), doc)
    return kept


def component(read: Callable[[Doc], Doc]) -> Component:
    """`read` as a component of a pipeline."""

    def of_pipeline(doc: AnyDoc) -> AnyDoc:
        read(doc_of(doc))
        return doc

    return of_pipeline


def _first_character(token: Token) -> int:
    return token.idx


def _depth(token: Token) -> int:
    """How many tokens stand above it; more than above any other for marks and white space with nothing below them."""
    if token.head is not token and not token.children and (token.is_punct or token.is_space):
        return len(token.doc)
    return sum(1 for _ in token.ancestors)


def _tokens(doc: Doc, found: Annotations) -> list[Token]:
    """The tokens, hung on each other as in the parse."""
    texts = found.columns[0]
    starts = accumulate(map(add, map(len, texts), found.spaces), initial=0)
    after = map(("", " ").__getitem__, found.spaces)
    others = found.columns[1:]
    tokens = list(map(Token, repeat(doc), count(), starts, texts, after, *others))
    _hang(tokens, found.heads)
    return tokens


def _hang(tokens: list[Token], distances: Sequence[int]) -> None:
    """Gives each token its head, which is so far from it, and its children."""
    lefts: dict[int, list[Token]] = {}
    rights: dict[int, list[Token]] = {}
    for i, distance in enumerate(distances):
        token, head = tokens[i], i + distance
        token.head = tokens[head]
        if distance > 0:
            lefts.setdefault(head, []).append(token)
        elif distance:
            rights.setdefault(head, []).append(token)
    for head, children in lefts.items():
        tokens[head].children = tokens[head].lefts = children
    for head, children in rights.items():
        token = tokens[head]
        token.rights = children
        token.children = [*token.lefts, *children] if token.lefts else children
