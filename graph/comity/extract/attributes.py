"""The model's rules for parts of speech and lemmas, each asked once of words that are alike to it.

Nearly all rules of the attribute ruler look at one token: at its tag, its dependency, whether it is white space, and
whether it is one of a few words. What they find is the same wherever these are the same, and is remembered; spaCy's
matcher is asked for the rest. What is set, and in which order, is what the ruler would set.
"""

from collections.abc import Iterable
from typing import Any, cast

from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc
from spacy.tokens._retokenize import set_token_attrs

_SEEN = ("TAG", "DEP", "LOWER", "IS_SPACE")
_MOST = 50_000

_Pattern = list[dict[str, Any]]  # a pattern of the Matcher, as spaCy has them
_Key = tuple[int, ...]


class Attributes:
    """Does what `ruler` does."""

    def __init__(self, ruler: AttributeRuler) -> None:
        self._ruler = ruler
        vocab = ruler.vocab
        self._alone, self._rest = (Matcher(vocab, validate=ruler.validate) for _ in range(2))
        words: set[str] = set()
        for number, rule in enumerate(ruler.patterns):
            patterns = cast(list[_Pattern], rule["patterns"])
            simple = rule["index"] in (0, -1) and all(map(_of_one_token, patterns))
            (self._alone if simple else self._rest).add(str(number), patterns)
            words |= {w for pattern in patterns for w in _words(pattern)} if simple else set()
        self._words = frozenset(vocab.strings.add(word) for word in words)
        self._number = {vocab.strings.add(str(n)): n for n in range(len(ruler.attrs))}
        self._found: dict[_Key, tuple[int, ...]] = {}
        self._set: dict[tuple[int, ...], dict[int, Any]] = {}

    def __call__(self, doc: Doc) -> Doc:
        """The same doc with its attributes set."""
        more = self._by_rest(doc)
        table = doc.to_array(list(_SEEN)).tolist()
        words, found = self._words, self._found
        for i, (tag, dep, lower, space) in enumerate(table):
            key = (tag, dep, lower if lower in words else 0, space)
            rules = found.get(key)
            if rules is None:
                rules = self._learn(key, doc, i)
            if i in more:
                rules = tuple(sorted((*rules, *more[i])))
            if rules:
                set_token_attrs(doc[i], self._set.get(rules) or self._combined(rules))
        return doc

    def _learn(self, key: _Key, doc: Doc, i: int) -> tuple[int, ...]:
        """The rules of one token that hold of token `i`, to be remembered by `key`."""
        if len(self._found) >= _MOST:
            self._found.clear()
        matches = self._alone(doc[i : i + 1], allow_missing=True)
        found = self._found[key] = tuple(sorted(self._number[match] for match, _, _ in matches))
        return found

    def _by_rest(self, doc: Doc) -> dict[int, list[int]]:
        """By token the other rules that hold of it."""
        more: dict[int, list[int]] = {}
        for match, start, end in self._rest(doc, allow_missing=True):
            rule = self._number[match]
            index = self._ruler.indices[rule]
            more.setdefault(start + index if index >= 0 else end + index, []).append(rule)
        return more

    def _combined(self, rules: tuple[int, ...]) -> dict[int, Any]:
        """What the rules set together, where later ones come over earlier ones."""
        whole: dict[int, Any] = {}
        for rule in rules:
            whole |= self._ruler.attrs[rule]
        self._set[rules] = whole
        return whole


def _of_one_token(pattern: _Pattern) -> bool:
    """Whether a pattern looks at nothing but what `_SEEN` tells of one token."""
    if len(pattern) != 1:
        return False
    return all(name in _SEEN and _plain(value) for name, value in pattern[0].items())


def _plain(value: object) -> bool:
    """Whether it asks for a value, or for one or none of a list."""
    if isinstance(value, dict):
        return value.keys() <= {"IN", "NOT_IN"}
    return isinstance(value, str | bool)


def _words(pattern: _Pattern) -> Iterable[str]:
    """The words that a pattern of one token asks for."""
    asked = pattern[0].get("LOWER", ())
    if isinstance(asked, dict):
        return (word for words in asked.values() for word in words)
    return (asked,) if isinstance(asked, str) else ()


@Language.factory(
    "comity_attributes",
    assigns=["token.tag", "token.pos", "token.morph", "token.lemma", "token.dep"],
)
def make_attributes(nlp: Language, name: str) -> Attributes:
    """The component that stands for the pipeline's attribute ruler, as its rules are now."""
    ruler = nlp.get_pipe("attribute_ruler")
    if not isinstance(ruler, AttributeRuler):
        raise TypeError(f"attribute_ruler is a {type(ruler).__name__}")
    return Attributes(ruler)
