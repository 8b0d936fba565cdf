"""Clauses that say when and where something was done: gatherings, blows, what is done when something else is."""

from __future__ import annotations

from collections.abc import Mapping

from comity.extract.records import Hung
from comity.extract.sentences import kids
from comity.extract.tokens import Token

_TALKS = frozenset("Consultation Meeting Summit Conference Negotiation".split())
_BLOWS = frozenset(("Assault", "Incident"))
_TIMES = frozenset(("DATE", "TIME"))


def is_before_mark(adjunct: Token) -> bool:
    """'summoned him on Tuesday after they burned a flag', where the parser puts the day into the clause after it."""
    clause = adjunct.head
    if adjunct.dep_ != "prep" or clause.i <= adjunct.i or clause.head.i > adjunct.i:
        return False
    mark = next((t for t in clause.lefts if t.dep_ == "mark"), None)
    return mark is not None and mark.i > adjunct.i


def is_of_blow(hung: Hung, trigger: Token, kinds: Mapping[int, str]) -> bool:
    """'a bombing in Kurram on Friday that wounded four', 'an ambush near Sake in which two died': those of the noun."""
    noun, root = trigger.head, hung.root
    if trigger.dep_ != "relcl" or kinds.get(trigger.i) not in _BLOWS or noun.pos_ != "NOUN":
        return False
    direct = root.head.i == noun.i or (root.dep_ == "pobj" and root.head.head.i == noun.i)
    if not direct or not noun.i < root.i < trigger.i:
        return False
    pronoun = next((t for t in trigger.doc[root.i : trigger.i] if t.tag_ in ("WDT", "WP")), None)
    if pronoun is None:
        return False
    return pronoun.dep_ == "nsubj" or (pronoun.dep_ == "pobj" and pronoun.head.lower_ == "in")


def gathers(verb: Token, main: Token, kind: str, kinds: Mapping[int, str]) -> bool:
    """Whether a clause tells of the gathering at which something is done, by those who do it.

    "Foreign ministers, meeting in Brussels last Monday, agreed", "renewed when they met in Mombasa in May",
    "have agreed to revive it after their ministers met in Kuwait City".
    """
    if kinds.get(verb.i) not in _TALKS or kind in _TALKS:
        return False
    if verb.dep_ == "acl" and verb.tag_ == "VBG":
        return verb.head.dep_ == "nsubj" and verb.head.head.i == main.i
    above = verb.head
    if verb.dep_ != "advcl" or (
        above.i != main.i and (above.dep_, above.head.i) != ("relcl", main.i)
    ):
        return False
    marks = {t.lower_ for t in kids(verb) if t.dep_ in ("mark", "advmod", "prep")}
    if "when" in marks and verb.tag_ == "VBD":
        return any(t.dep_ == "nsubj" and t.pos_ == "PRON" for t in kids(verb))
    after = kind == "Agreement" and "after" in marks and verb.tag_ == "VBD"
    return after and not _is_distant(verb)


def _is_distant(verb: Token) -> bool:
    """Whether something is told of a time after what the verb tells: "two days after they met"."""
    return any(
        k.dep_ in ("npadvmod", "advmod") and (k.ent_type_ in _TIMES or k.lower_ in ("long", "soon"))
        for mark in kids(verb)
        if mark.lower_ == "after"
        for k in kids(mark)
    )


def is_when(verb: Token) -> bool:
    """'may block it when the council convenes on March 5': something is done on the day of the other thing."""
    if verb.tag_ not in ("VBD", "VBZ", "VBP"):
        return False
    return any(t.lower_ == "when" and t.dep_ == "advmod" for t in kids(verb))
