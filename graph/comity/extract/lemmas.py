"""The lemma that the first of the model's rules finds, whichever version of spaCy asks them.

Where several rules give a word that the model knows, spaCy 3.8.6 takes the first rule's, and 3.8.18 the last one's: of "dined" it
makes "din", of "doses" "dos". The rules put the likelier word first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, cast

from spacy.language import Language
from spacy.pipeline import Lemmatizer
from spacy.tokens import Token

from comity.errors import ExtractionError

Forms = Callable[[Token], list[str]]
Rules = Callable[[str], Iterable[tuple[str, str]]]
"""By a part of speech, how words end and their lemmas in place of that, the likelier first."""


def order_lemmas(nlp: Language) -> None:
    """Has the pipeline's lemmatizer prefer its first rules.

    Raises:
        ExtractionError: it has none that goes by rules.
    """
    lemmatizer = nlp.get_pipe("lemmatizer")
    if not isinstance(lemmatizer, Lemmatizer) or lemmatizer.mode != "rule":
        raise ExtractionError("the language model has no lemmatizer by rules; install comity again")
    table = lemmatizer.lookups.get_table("lemma_rules")
    found = in_order(lemmatizer.rule_lemmatize, lambda pos: table.get(pos, ()))
    cast(Any, lemmatizer).lemmatize = found  # as spaCy itself chooses its way


def in_order(find: Forms, rules: Rules) -> Forms:
    """What `find` gives for a token in the order of the rules; exceptions to them stand first."""

    def lemmatize(token: Token) -> list[str]:
        forms = find(token)
        if len(forms) < 2:
            return forms
        word = token.text.lower()
        by_rule = [
            word[: len(word) - len(old)] + new
            for old, new in rules(token.pos_.lower())
            if word.endswith(old)
        ]
        return sorted(forms, key=lambda form: by_rule.index(form) if form in by_rule else -1)

    return lemmatize
