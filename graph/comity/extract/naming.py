"""What somebody is called: "called the move an act of piracy" blames, "called the award a landmark" supports."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from comity.extract.sentences import kids
from comity.extract.tokens import Token
from comity.knowledge.frames import Frame

_NAMING = frozenset(
    "call term describe label brand dub characterize characterise portray depict deem".split()
)
_BLUNT = frozenset("call label brand dub".split())
_JUDGING = ("Accusation", "Rejection", "Support")
_QUOTES = frozenset(('"', "“", "‘", "``"))


def named(verb: Token, options: Sequence[Frame]) -> Frame | None:
    """The frame by which a verb of naming judges what it names; None where it only describes.

    The words of the name decide, of a quoted one those within the quotation marks. Who is called something in
    quotation marks, with no word of praise among them, is blamed.
    """
    if verb.lemma_.lower() not in _NAMING:
        return None
    words = list(_name(verb))
    quote = next((n for n, t in enumerate(words) if t.text in _QUOTES), None)
    said = {t.lemma_.lower() for t in words[quote or 0 :]} | {t.lower_ for t in words[quote or 0 :]}
    judging = [f for f in options if f.event in _JUDGING and f.objects]
    for event in _JUDGING:
        for frame in judging:
            if frame.event == event and frame.objects & said:
                return frame
    if quote is None or verb.tag_ == "VBG" or verb.lemma_.lower() not in _BLUNT:
        return None
    return next((f for f in judging if f.event == "Accusation"), None)


def _name(verb: Token) -> Iterator[Token]:
    """The words of the predicate: "called it X", "described it as X"."""
    parts = [
        t
        for t in kids(verb)
        if t.i > verb.i and t.dep_ in ("oprd", "dobj", "attr", "prep", "acomp")
    ]
    last = next((t for t in reversed(parts) if t.dep_ != "prep" or t.lower_ == "as"), None)
    if last is None or (last.dep_ == "dobj" and len(parts) == 1):
        return
    yield from (t for t in last.subtree if t.i > verb.i)
