"""To which event a date or place is attached, by the way up from it in the parse."""

from __future__ import annotations

from collections.abc import Container, Mapping

from comity.extract.actor_nouns import load_actor_nouns
from comity.extract.lexicon import load_lexicon
from comity.extract.records import Hung
from comity.extract.scenes import gathers, is_before_mark, is_of_blow, is_when
from comity.extract.sentences import kids
from comity.extract.tokens import Token

_REACH = 7
_BARRED = frozenset(("since", "before", "after", "of", "over", "about", "under", "despite"))
_CLAUSES = frozenset(("ccomp", "relcl", "advcl", "parataxis", "acl"))
_STANDING = frozenset(
    "lead head chair accompany represent attend join owe base locate station call name own".split()
)
_COMPLEMENTS = _CLAUSES | {"xcomp", "pcomp"}
_IN = frozenset(("in", "during", "at"))
_ADVERBIAL = frozenset(("pobj", "npadvmod", "prep", "advmod"))
_BEFORE_NOUN = frozenset(("compound", "amod", "nmod", "nummod"))
_TIMES = frozenset(("DATE", "TIME"))
_MOMENTS = frozenset(("hour", "minute", "moment", "shortly", "hours", "minutes"))
_APPOINTED = frozenset("set schedule plan slate fix expect".split())
_MADE = frozenset("sign ink conclude reach strike adopt launch hold".split())
_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
_STAYING = frozenset(("be", "stay", "remain"))
_SPEAKING = frozenset("speak address talk appear".split())
_TALKS = frozenset("Consultation Meeting Summit Conference Negotiation".split())
_SPOKEN = frozenset(("Statement", "Accusation", "Request", "Rejection", "Threat", "Support"))
_ON_SITE = frozenset(("Assault", "Coercion", "Cooperation", "Concession"))
_SAME_TRIP = frozenset(("for", "on", "of"))


def hung_on(root: Token, triggers: Container[int]) -> Hung:
    """`root` with the tokens above it and its owner, the nearest event word or verb there.

    "A delegation led by X in Geneva on Monday" leaves its date to what the delegation did.
    """
    path, owner = [root.i], None
    node = root
    while node.head.i != node.i:
        node = node.head.head if is_before_mark(node) else node.head
        path.append(node.i)
        if owner is None and (node.i in triggers or node.pos_ in ("VERB", "AUX")):
            leads = node.dep_ == "acl" and node.tag_ == "VBN" and node.lemma_ in _STANDING
            owner = None if leads else node.i
    return Hung(root, tuple(path), owner)


def steps_up(trigger: Token, carrier: Token | None) -> dict[int, int]:
    """The tokens above the event word and its light verb, themselves included, with their distance."""
    steps: dict[int, int] = {}
    for start in (trigger, carrier):
        if start is None:
            continue
        node, far = start, 0
        while True:
            steps[node.i] = min(far, steps.get(node.i, far))
            if node.head.i == node.i:
                break
            node, far = node.head, far + 1
    return steps


def distance(hung: Hung, steps: Mapping[int, int]) -> int | None:
    """Steps in the parse between a date or place and the event of `steps`; None when too far."""
    for far, token in enumerate(hung.path):
        if token in steps:
            near = far + steps[token]
            return near if near <= _REACH else None
    return None


def belongs(hung: Hung, trigger: Token, carrier: Token | None, kinds: Mapping[int, str]) -> bool:
    """Whether no other event or verb has a better title to a date or place.

    What is done "in an address on Thursday" or "at talks held in Oslo" is done on Thursday and in Oslo.
    """
    root = hung.root
    if _opens_clause(root) or _is_of_noun(root, trigger, carrier):
        return False
    if _is_of_patient(root, trigger, kinds) or is_of_blow(hung, trigger, kinds):
        return True
    if _is_owned(hung.owner, hung, trigger, carrier, kinds):
        return True
    verbal = trigger.pos_ == "VERB" or carrier is not None
    if hung.owner is None or not verbal or root.dep_ not in _ADVERBIAL:
        return False
    medium = trigger.doc[hung.owner]
    if medium.dep_ == "acl" and medium.tag_ == "VBN":
        medium = medium.head
    setting = medium.dep_ == "pobj" and medium.head.lower_ in _IN and medium.pos_ == "NOUN"
    if not setting:
        return False
    above = medium.head.head
    while above.dep_ in ("xcomp", "conj") and (above.i not in kinds or above.tag_ == "VBG"):
        above = above.head
    return _is_owned(above.i, hung, trigger, carrier, kinds)


def _is_of_patient(root: Token, trigger: Token, kinds: Mapping[int, str]) -> bool:
    """'the post at Kasumbalesa, seized last week': the place of what something is done to."""
    if trigger.dep_ != "acl" or trigger.tag_ != "VBN" or kinds.get(trigger.i) not in _ON_SITE:
        return False
    return root.dep_ == "pobj" and root.ent_type_ != "DATE" and root.head.head.i == trigger.head.i


def _is_of_noun(root: Token, trigger: Token, carrier: Token | None) -> bool:
    """'during its 1910-45 occupation', 'a mid-March trip': a date that tells one thing from others."""
    noun = root.head
    if root.ent_type_ != "DATE" or root.dep_ not in _BEFORE_NOUN or noun.i == trigger.i:
        return False
    return noun.tag_ in ("NN", "NNS") and (carrier is None or noun.i != carrier.i)


def _is_owned(
    owner: int | None, hung: Hung, trigger: Token, carrier: Token | None, kinds: Mapping[int, str]
) -> bool:
    """Whether what belongs to `owner` belongs to the event as well."""
    if owner is None or owner == trigger.i or (carrier is not None and owner == carrier.i):
        return True
    above = trigger.doc[owner]
    if _is_above(above, trigger):
        return _same_clause(trigger, above, dated=hung.root.ent_type_ in _TIMES)
    if trigger.i not in hung.path:
        return False
    if _leads_up(above, trigger) and hung.root.ent_type_ in _TIMES:
        return True
    if gathers(above, carrier or trigger, kinds.get(trigger.i, ""), kinds):
        return True
    if above.dep_ == "advcl" and above.head.i in (trigger.i, carrier.i if carrier else -1):
        dated = hung.root.ent_type_ in _TIMES
        return _sets_scene(above) or (dated and (_is_hours_off(above) or is_when(above)))
    if owner in kinds:
        return (
            _names_it(above, trigger, kinds)
            or _is_theme(above, trigger, kinds)
            or _comes_of(above, trigger, kinds)
        )
    if above.dep_ in ("acl", "relcl") and above.lemma_ in _APPOINTED | _MADE:
        return trigger.i in (above.head.i, above.head.head.i)
    return above.dep_ not in _COMPLEMENTS or (above.head.i == trigger.i and trigger.pos_ != "VERB")


def _leads_up(above: Token, trigger: Token) -> bool:
    """'sought to calm nerves last night: he gave an assurance', where the parser puts the first under the second."""
    while above.dep_ == "xcomp":
        above = above.head
    if above.dep_ != "ccomp" or above.head.i != trigger.i or above.i > trigger.i:
        return False
    return any(t.text == ":" for t in trigger.doc[above.i : trigger.i])


def _comes_of(talks: Token, trigger: Token, kinds: Mapping[int, str]) -> bool:
    """'after eight hours of talks in Ankara, they signed': what is done at the end of talks is done where they are."""
    if kinds.get(talks.i) not in _TALKS or kinds.get(trigger.i) != "Agreement":
        return False
    node = talks.head.head if talks.dep_ == "pobj" and _is_counted(talks) else talks
    return node.dep_ == "pobj" and node.head.lower_ == "after" and node.head.head.i == trigger.i


def _sets_scene(verb: Token) -> bool:
    """'speaking in Oslo on Monday', 'while both are in Asia': a clause that only says where and when."""
    if verb.tag_ == "VBG" and verb.lemma_ in _SPEAKING:
        return True
    return verb.lemma_ in _STAYING and any(t.lower_ in ("when", "while") for t in kids(verb))


def _is_hours_off(verb: Token) -> bool:
    """'fired a missile hours before the two met in March': a month that holds of both."""
    mark = next((t for t in kids(verb) if t.lower_ in ("before", "after") and t.i < verb.i), None)
    return mark is not None and mark.i > 0 and mark.nbor(-1).lemma_ in _MOMENTS


def _opens_clause(root: Token) -> bool:
    """', and the next day X met Y', where the parser makes the day one more thing that was done."""
    return root.dep_ == "conj" and any(t.dep_ == "relcl" for t in kids(root))


def heads_clause(root: Token, trigger: Token) -> bool:
    """'in December 2019, when X met Y', 'in the town of Sake, where': what the clause of the event modifies.

    Of "in Oslo on Monday, when X meets Y" the place as well.
    """
    node = trigger
    while node.head.i != node.i:
        if node.dep_ == "relcl":
            head = node.head
            named = (
                head.i == root.i
                or is_day_of(root, head)
                or (head.dep_ == "appos" and head.head.i == root.i and _says_where(node))
                or (root.head.lower_ == "of" and root.head.head.i == head.i)
            )
            if named or _stands_before(root, head):
                return True
        node = node.head
    return False


def is_day_of(date: Token, day: Token) -> bool:
    """Whether a date is said to be that of what follows: "since March 5, the day they closed it"."""
    return day.dep_ == "appos" and day.lemma_ == "day" and day.head.i == date.i


def _stands_before(root: Token, date: Token) -> bool:
    """Whether a place stands right before a date with a preposition of its own: "in Oslo on Monday"."""
    pair = root.dep_ == date.dep_ == "pobj" and date.ent_type_ == "DATE"
    return pair and root.i == date.head.i - 1


def is_where(root: Token, trigger: Token) -> bool:
    """Whether the event is told of in a clause of the place: "on the way back from Nairobi, where they signed"."""
    node = trigger
    while node.head.i != node.i and node.dep_ != "relcl":
        node = node.head
    if node.dep_ == "relcl":
        return _says_where(node) and heads_clause(root, trigger)
    return _follows_where(root, trigger)


def _follows_where(place: Token, trigger: Token) -> bool:
    """Whether the event is the first that a finite verb tells after "Nairobi, where", whatever the parser made of it."""
    doc, start = place.doc, place.i + 2
    if start >= trigger.i or doc[start].lower_ != "where" or doc[start - 1].text != ",":
        return False
    return not any(t.tag_ in _FINITE or t.text == ";" for t in doc[start + 1 : trigger.i])


def _says_where(clause: Token) -> bool:
    return any(t.lower_ == "where" for t in clause.lefts)


def _is_above(verb: Token, trigger: Token) -> bool:
    node = trigger
    while node.i != verb.i:
        if node.head.i == node.i:
            return False
        node = node.head
    return True


def _is_theme(noun: Token, talks: Token, kinds: Mapping[int, str]) -> bool:
    """'a conference on the drought in Perpignan': a place or date after the theme is that of the talks."""
    about = noun.dep_ == "pobj" and noun.head.lower_ in ("on", "about")
    return about and noun.head.head.i == talks.i and kinds.get(talks.i) in _TALKS


def _names_it(noun: Token, verb: Token, kinds: Mapping[int, str]) -> bool:
    """'arrived for a visit on Tuesday', 'mediated talks in Oslo': one event, told with a verb and a noun.

    And what is said is said where it is heard: "told a rally in Cusco".
    """
    node = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else noun
    a, b = kinds.get(noun.i), kinds.get(verb.i)
    if a == b == "Visit":
        return noun.dep_ == "pobj" and noun.head.lower_ in _SAME_TRIP
    heard = b in _SPOKEN and node.lemma_ in load_actor_nouns().audience
    same = a == b or {a, b} <= _TALKS or heard
    return node.dep_ == "dobj" and node.head.i == verb.i and same


def _same_clause(trigger: Token, verb: Token, *, dated: bool) -> bool:
    """Whether a date or place of `verb` is one of `trigger` too: no clause of another time lies between."""
    node = trigger
    while node.i != verb.i and node.head.i != node.i:
        clause = node.dep_ in _CLAUSES and node.pos_ in ("VERB", "AUX")
        if clause and not (_is_simultaneous(node) or (dated and _is_of_that_day(node))):
            return False
        barred = node.dep_ in ("pobj", "pcomp") and node.head.lower_ in _BARRED
        if (barred or node.dep_ == "poss") and not _names_part(node):
            return _is_counted(node)
        node = node.head
    return True


def _is_simultaneous(verb: Token) -> bool:
    """Whether an adverbial clause is of the time of its main clause: "when they met", ", saying that"."""
    if verb.dep_ != "advcl":
        return False
    if verb.tag_ == "VB" and verb.head.lemma_ in _STAYING:  # "will be in Accra to confer"
        return any(t.lower_ == "to" for t in verb.lefts)
    marks = {t.lower_ for t in kids(verb) if t.dep_ in ("mark", "advmod", "prep")}
    return "when" in marks or (verb.tag_ == "VBG" and not marks & _BARRED)


def _is_of_that_day(verb: Token) -> bool:
    """Whether a clause of the simple past is of the day of its main clause, though not of its place.

    "Left on Friday as a vessel anchored", "went there in March, where he warned", "spoke last night: he gave".
    """
    if verb.tag_ != "VBD" or any(t.dep_ in ("aux", "auxpass") for t in kids(verb)):
        return False
    if verb.dep_ == "relcl":
        return _says_where(verb)
    if verb.dep_ == "advcl":
        return any(t.dep_ == "mark" and t.lower_ in ("as", "while") for t in kids(verb))
    between = verb.doc[verb.head.i : verb.i] if verb.head.i < verb.i else ()
    return any(t.text == ":" for t in between)


def _names_part(name: Token) -> bool:
    """'the village of Sake', where something is then told of: what holds of the village holds of the name."""
    return name.pos_ == "PROPN" and name.head.lower_ == "of" and name.head.head.pos_ == "NOUN"


def _is_counted(noun: Token) -> bool:
    """'three days of talks', 'a round of talks': what holds of the number holds of the talks."""
    number = noun.head.head
    measured = number.ent_type_ == "DATE" or number.lemma_ in load_lexicon().quantities
    return noun.head.lower_ == "of" and measured and number.dep_ != "poss"
