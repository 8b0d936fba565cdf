"""Words by which an article holds back, on parses built by hand; the words are those of certainty.toml."""

from __future__ import annotations

from dataclasses import replace

import pytest

from comity.extract.hedges import hedge_of
from comity.knowledge.certainty import load_scale
from extract.parses import parse, token

# the sentence, the event word, its hedge
ROWS = [
    ("Kenya/NNP/nsubj/met met/VBD/ROOT Chad/NNP/dobj/met", "met", None),
    ("Kenya/NNP/nsubj/met reportedly/RB/advmod/met met/VBD/ROOT Chad/NNP/dobj/met", "met", "reportedly"),
    ("Perhaps/RB/advmod/meet Kenya/NNP/nsubj/meet will/MD/aux/meet meet/VB/ROOT Chad/NNP/dobj/meet", "meet", "perhaps"),
    ("Kenya/NNP/nsubj/meet will/MD/aux/meet probably/RB/advmod/meet meet/VB/ROOT Chad/NNP/dobj/meet", "meet", "probably"),
    ("Kenya/NNP/nsubj/met soon/RB/advmod/met met/VBD/ROOT Chad/NNP/dobj/met", "met", None),
    ("The/DT/det/talks reported/JJ/amod/talks talks/NNS/nsubj/ended ended/VBD/ROOT", "talks", "reported"),
    ("Kenya/NNP/nsubj/seems seems/VBZ/ROOT to/TO/aux/met have/VB/aux/met met/VBN/xcomp/seems Chad/NNP/dobj/met", "met", "seem"),
    ("Kenya/NNP/nsubjpass/said is/VBZ/auxpass/said said/VBN/ROOT to/TO/aux/met have/VB/aux/met met/VBN/xcomp/said Chad/NNP/dobj/met", "met", "said"),
    ("It/PRP/nsubjpass/reported is/VBZ/auxpass/reported reported/VBN/ROOT that/IN/mark/met Kenya/NNP/nsubj/met met/VBD/ccomp/reported Chad/NNP/dobj/met", "met", "reported"),
    ("Mali/NNP/nsubj/said said/VBD/ROOT Kenya/NNP/nsubj/met met/VBD/ccomp/said Chad/NNP/dobj/met", "met", None),
    ("Mali/NNP/nsubj/said reportedly/RB/advmod/said said/VBD/ROOT Kenya/NNP/nsubj/met met/VBD/ccomp/said Chad/NNP/dobj/met", "met", None),
    ("Kenya/NNP/nsubj/is is/VBZ/ROOT likely/JJ/acomp/is to/TO/aux/meet meet/VB/xcomp/likely Chad/NNP/dobj/meet", "meet", "likely"),
    ("A/DT/det/rumour rumour/NN/nsubj/ended that/IN/mark/met Kenya/NNP/nsubj/met met/VBD/acl/rumour Chad/NNP/dobj/met ended/VBD/ROOT", "met", "rumour"),
    ("A/DT/det/rumour rumour/NN/nsubj/ended of/IN/prep/rumour talks/NNS/pobj/of ended/VBD/ROOT", "talks", "rumour"),
    ("Kenya/NNP/nsubj/left reportedly/RB/advmod/left left/VBD/ROOT after/IN/prep/left talks/NNS/pobj/after", "talks", None),
    ("Kenya/NNP/nsubj/met allegedly/RB/advmod/met met/VBD/ROOT Chad/NNP/dobj/met and/CC/cc/met left/VBD/conj/met", "left", "allegedly"),
    ("Kenya/NNP/nsubj/met allegedly/RB/advmod/met met/VBD/ROOT Chad/NNP/dobj/met and/CC/cc/met Mali/NNP/nsubj/left left/VBD/conj/met", "left", None),
]  # fmt: skip


@pytest.mark.parametrize(("table", "word", "expected"), ROWS, ids=[row[0][:60] for row in ROWS])
def test_hedges(table: str, word: str, expected: str | None) -> None:
    assert hedge_of(token(parse(table), word), None, load_scale()) == expected


def test_what_holds_back_the_verb_holds_back_its_noun() -> None:
    doc = parse("Kenya/NNP/nsubj/held reportedly/RB/advmod/held held/VBD/ROOT talks/NNS/dobj/held")
    talks, held = token(doc, "talks"), token(doc, "held")
    assert hedge_of(talks, held, load_scale()) == "reportedly"
    assert hedge_of(talks, None, load_scale()) is None


def test_the_words_are_data() -> None:
    scale = load_scale()
    own = replace(scale, words={**scale.words, "adverbs": frozenset({"soon"})})
    doc = parse("Kenya/NNP/nsubj/met soon/RB/advmod/met met/VBD/ROOT")
    assert hedge_of(token(doc, "met"), None, own) == "soon"
