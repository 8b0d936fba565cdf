"""Who does what in a clause, read off the dependency parse and repaired where it is known to err.

Subjects are found across coordination, control, participles and relative clauses; objects across
passives.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from comity.extract.actor_nouns import load_actor_nouns
from comity.extract.sentences import kids, once
from comity.extract.tokens import Doc, Token

_SUBJECT = frozenset(("nsubj", "csubj"))
_PASSIVE = frozenset(("nsubjpass", "csubjpass"))
_OF_PASSIVE = frozenset(("nsubjpass", "auxpass"))
_OF_ACTIVE = frozenset(("aux", "nsubj"))
_OBJECT = frozenset(("dobj", "obj", "attr", "oprd"))
_OBJECT_CONTROL = frozenset(
    "urge ask tell order call request invite press push force allow help want expect encourage "
    "instruct persuade lead prompt require warn command compel get let enable permit oblige beg "
    "pressure advise remind direct authorize ban appeal plead".split()
)
_PERMITTING = frozenset("allow permit enable authorize authorise order forbid".split())
_KEEPING = frozenset("prevent ban bar block prohibit stop keep exclude deter".split())
_PREPOSITIONAL = frozenset(("prep", "agent", "dative"))
_PREPOSITIONS = frozenset(("ADP", "SCONJ", "VERB", "ADV"))
_FINITE = frozenset(("VBD", "VBZ", "VBP"))
_INSIDE = frozenset(("pobj", "prep", "appos", "compound", "nmod", "poss", "punct", "relcl", "acl"))
_NOUNS = frozenset(("NOUN", "PROPN"))
_REDUCED = frozenset(("csubj", "csubjpass"))
_RELATIVE = frozenset(("which", "who", "that", "whom", "whose", "where"))


def is_passive(verb: Token) -> bool:
    """Whether the verb is passive: by its subject or auxiliary, or as a participle after a noun.

    A participle without any auxiliary ("talks held in Oslo") counts. Worked out once a verb.
    """
    known: dict[int, bool] = once(verb.doc, "passive", _nothing)
    passive = known.get(verb.i)
    if passive is None:
        passive = known[verb.i] = _is_passive(verb)
    return passive


def _nothing(doc: Doc) -> dict[int, bool]:
    return {}


def _is_passive(verb: Token) -> bool:
    deps = {t.dep_ for t in kids(verb)}
    if deps & _OF_PASSIVE or (verb.tag_ == "VBN" and verb.dep_ in _REDUCED and "aux" not in deps):
        return True
    if verb.tag_ != "VBN" or deps & _OF_ACTIVE:
        return False
    if verb.dep_ == "conj":
        return is_passive(verb.head)
    if is_finite_participle(verb):
        return False
    return verb.dep_ in ("acl", "advcl", "amod") and "dobj" not in deps


def is_finite_participle(verb: Token) -> bool:
    """Whether what is read as a participle before a noun is the verb: a number or article parts it from its object.

    "Chad test-fired two missiles" is no noun phrase, as "two test-fired missiles" is.
    """
    if verb.dep_ != "amod" or verb.tag_ != "VBN" or verb.i + 1 >= verb.head.i:
        return False
    after = verb.doc[verb.i + 1]
    return after.head.i == verb.head.i and after.dep_ in ("nummod", "det")


def subjects(verb: Token, depth: int = 0) -> list[Token]:
    """The heads of the phrases that act in `verb`: its subject or agent, or the one it shares."""
    return _kept(verb, "subjects", _subjects, depth)


def _kept(
    verb: Token, name: str, find: Callable[[Token, int], list[Token]], depth: int
) -> list[Token]:
    """What `find` gives for the verb, worked out once where it is not asked for from further down."""
    if depth:
        return find(verb, depth)
    known: dict[int, list[Token]] = once(verb.doc, name, _none)
    found = known.get(verb.i)
    if found is None:
        found = known[verb.i] = find(verb, 0)
    return list(found)


def _none(doc: Doc) -> dict[int, list[Token]]:
    return {}


def _subjects(verb: Token, depth: int) -> list[Token]:
    if is_passive(verb):
        return agents(verb)
    own = [t for t in kids(verb) if t.dep_ in _SUBJECT]
    if own:
        return [t for s in own for t in _resolved(s, verb)]
    if is_finite_participle(verb):
        before = [t for t in verb.head.lefts if t.i < verb.i and t.dep_ in ("compound", "nmod")]
        return before[-1:]
    torn = _torn_off(verb)
    if torn is not None:
        return _row(torn)
    return _shared(verb, depth) if depth < 6 else []


def _torn_off(verb: Token) -> Token | None:
    """The subject that the parser has joined to the clause before: "blamed Mali for the raid and Niamey said it would act".

    It stands right before the finite verb, behind "and" or a comma; a verb that shared a subject would stand there itself.
    """
    if verb.tag_ not in _FINITE:
        return None
    doc, i = verb.doc, verb.i - 1
    while i > 0 and doc[i].dep_ in ("aux", "advmod", "neg") and doc[i].head.i == verb.i:
        i -= 1
    noun = doc[i]
    aside = noun.text == ","
    if aside:
        noun = doc[i - 1]
    while noun.dep_ in _INSIDE and noun.head.i < noun.i:
        noun = noun.head
    if noun.dep_ != "conj" or noun.pos_ not in ("PROPN", "NOUN") or noun.right_edge.i < i - aside:
        return None
    start = noun.left_edge.i
    before = doc[start - 1] if start else noun
    return noun if before.dep_ == "cc" and (not aside or doc[start - 2].text == ",") else None


def _row(last: Token) -> list[Token]:
    """The nouns of a row that ends in `last`, without the one of the clause before: "In Beijing, Laos and Togo agree"."""
    found, node = [last], last.head
    while node.pos_ in ("PROPN", "NOUN") and node.dep_ not in ("pobj", "dobj", "attr", "appos"):
        found.insert(0, node)
        if node.dep_ != "conj":
            break
        node = node.head
    return found


def patients(verb: Token, depth: int = 0) -> list[Token]:
    """The heads of the phrases that `verb` is done to: objects, or the subject of a passive."""
    return _kept(verb, "patients", _patients, depth)


def _patients(verb: Token, depth: int) -> list[Token]:
    found = [t for t in kids(verb) if t.dep_ in _OBJECT]
    if found and verb.lemma_ == "declare":  # "declared Ana Gil persona non grata"
        found = [b for t in found for b in (*_before_persona(t), t)]
    if found:  # "declared the consul a persona non grata", read as a clause
        found += [t for t in verb.rights if t.dep_ == "ccomp" and t.pos_ in _NOUNS and _is_bare(t)]
    else:
        found = [n for t in verb.rights if t.dep_ == "ccomp" for n in _inside(verb, t)]
    if not found:  # "broke off relations"
        found = [o for t in kids(verb) if t.dep_ == "prt" for o in kids(t) if o.dep_ == "pobj"]
    if is_finite_participle(verb):
        return [verb.head, *found]
    if is_passive(verb):
        own = [t for t in kids(verb) if t.dep_ in _PASSIVE]
        if not own and verb.dep_ in _REDUCED:  # "the men deported from Oslo were held"
            own = [t for t in kids(verb) if t.dep_ in _SUBJECT]
        if own:
            return [r for t in own for r in _resolved(t, verb)] + found
        if verb.dep_ in ("acl", "amod"):
            return [verb.head, *found]
        if verb.dep_ == "conj" and depth < 6 and is_passive(verb.head):
            return patients(verb.head, depth + 1) + found
        if verb.dep_ in ("xcomp", "advcl") and depth < 6:
            return _controlled(verb, depth) + found
        if verb.dep_ == "pcomp" and depth < 6:
            return _shared(verb, depth) + found
    if verb.dep_ == "relcl" and not found:
        found = [verb.head for t in kids(verb) if t.dep_ == "dobj" and t.lower_ in _RELATIVE]
        found = found or _zero_relative(verb)
    return [r for t in found for r in _resolved(t, verb)]


def _before_persona(grata: Token) -> list[Token]:
    """The name that the parser puts before "persona non grata" as if it described it."""
    at = next((t.i for t in grata.lefts if t.lower_ in ("persona", "personae")), None)
    if at is None:
        return []
    return [t for t in grata.lefts if t.i == at - 1 and t.tag_ in ("NNP", "NNPS")]


def _inside(verb: Token, clause: Token) -> list[Token]:
    """The objects that the parser has put into the clause: "allow nationals to enter", "declared the consul a spy"."""
    if verb.lemma_ in _PERMITTING and verb.dep_ != "xcomp" and clause.tag_ == "VB":
        infinitive = any(t.tag_ == "TO" for t in clause.lefts)
        return [t for t in clause.lefts if t.dep_ == "nsubj"] if infinitive else []
    return _small_clause(clause)


def _small_clause(noun: Token) -> list[Token]:
    """The subject and the noun of a clause without a verb: "declared the consul a persona non grata", read as one."""
    if noun.tag_ not in ("NN", "NNS") or any(t.dep_ in ("aux", "cop", "mark") for t in noun.lefts):
        return []
    own = [t for t in noun.lefts if t.dep_ == "nsubj"]
    return [*own, noun] if own else []


def _is_bare(noun: Token) -> bool:
    return not any(t.dep_ in ("nsubj", "aux", "cop", "mark") for t in noun.lefts)


def _zero_relative(verb: Token) -> list[Token]:
    """Of "the accord that the states signed" without "that" the noun, which its clause has for object."""
    own = [t for t in kids(verb) if t.dep_ == "nsubj"]
    open_object = own and not any(t.dep_ in ("ccomp", "xcomp") for t in kids(verb))
    return [verb.head] if open_object and own[0].lower_ not in _RELATIVE else []


def agents(verb: Token) -> list[Token]:
    """The phrases after "by" of a passive."""
    return [
        o
        for t in kids(verb)
        if t.dep_ == "agent" or (t.dep_ == "prep" and t.lower_ == "by")
        for o in _objects_of(t)
    ]


def prepositions(head: Token) -> Iterator[tuple[str, Token]]:
    """Each preposition under `head` with each of its objects."""
    for prep in kids(head):
        if prep.dep_ in _PREPOSITIONAL and prep.pos_ in _PREPOSITIONS:
            for obj in _objects_of(prep):
                yield prep.lower_, obj


def _objects_of(prep: Token) -> list[Token]:
    return [t for t in kids(prep) if t.dep_ in ("pobj", "pcomp")]


def tells_time(preposition: Token) -> bool:
    """Whether the preposition only leads a date: "fired a missile on Monday" is no "fire on"."""
    return any(t.dep_ == "pobj" and t.ent_type_ in ("DATE", "TIME") for t in kids(preposition))


def governor(token: Token) -> Token | None:
    """The verb that `token` hangs on, through prepositions and nouns; None at the top."""
    node = token
    while node.head.i != node.i:
        node = node.head
        if node.pos_ in ("VERB", "AUX"):
            return node
    return None


def _author(document: Token) -> list[Token]:
    """Whose words a document has: its owner's, or those of who issues it or says something in it; else its own."""
    verb = document.head.head if document.head.lower_ == "in" else document.head
    if verb.pos_ == "VERB" and document.dep_ in ("dobj", "nsubjpass", "pobj"):
        return _owner(document) or [document]
    owners = [t for t in kids(document) if t.dep_ == "poss"]
    return owners or [o for p, o in prepositions(document) if p == "by"] or [document]


def written_in(document: Token) -> list[Token]:
    """The participles that say what a document does: "rejecting" of "a statement rejecting the claim"."""
    if not is_written(document):
        return []
    first = [t for t in document.rights if t.dep_ == "acl" and t.tag_ == "VBG"]
    return [v for t in first for v in (t, *t.conjuncts)]


def is_written(noun: Token) -> bool:
    """Whether a noun names a document: in "issued a statement rejecting the claim" its author rejects it."""
    return noun.lemma_.lower() in load_actor_nouns().document


def _resolved(subject: Token, verb: Token) -> list[Token]:
    """A relative pronoun stands for the noun that its clause modifies."""
    if subject.lower_ in _RELATIVE and subject.tag_ in ("WDT", "WP", "IN", "DT"):
        node = verb
        while node.dep_ in ("conj", "xcomp") and node.head.i != node.i:
            node = node.head
        if node.dep_ == "relcl":
            return [node.head]
    return [subject]


def has_finite_auxiliary(verb: Token) -> bool:
    """Whether an auxiliary makes the verb finite: "has agreed", "will meet"."""
    return any(
        t.tag_ in ("MD", "VBD", "VBZ", "VBP") for t in kids(verb) if t.dep_ in ("aux", "auxpass")
    )


def _shared(verb: Token, depth: int) -> list[Token]:
    """The subject that a verb has from another: by coordination, by control, or from its noun."""
    head = verb.head
    if verb.pos_ == "ADJ":  # "is due in Oslo", "Banda, due in Oslo"
        return subjects(head, depth + 1) if head.pos_ in ("VERB", "AUX") else [head]
    if verb.dep_ == "conj" and head.pos_ in ("VERB", "AUX"):
        head = finite_fellow(verb)
        return (
            patients(head, depth + 1)
            if is_passive(head) and not is_passive(verb)
            else subjects(head, depth + 1)
        )
    if verb.dep_ == "ROOT":
        return _of_first(verb, depth)
    if verb.dep_ == "xcomp" or (
        verb.dep_ in ("ccomp", "advcl")
        and verb.tag_ in ("VB", "VBG", "VBN")
        and not has_finite_auxiliary(verb)
    ):
        return _controlled(verb, depth)
    if verb.dep_ == "pcomp":
        top = governor(verb)
        if (
            top is not None
            and head.lower_ == "from"
            and top.lemma_ in _KEEPING
            and head.head.i == top.i
        ):
            return patients(top, depth + 1)  # "prevented the delegates from attending"
        return subjects(top, depth + 1) if top is not None else []
    if verb.tag_ == "VB" and head.dep_ == "attr" and verb.dep_ in ("acl", "relcl"):
        return subjects(head.head, depth + 1)  # "became the first state to ratify it"
    if verb.dep_ == "acl":
        if verb.tag_ == "VBG":
            return _author(head) if is_written(head) else [head]
        return _owner(head)
    if verb.dep_ == "relcl" and verb.tag_ != "VBN":
        return [head] if any(t.lower_ in _RELATIVE for t in kids(verb)) else []
    return []


def finite_fellow(verb: Token) -> Token:
    """The verb with which a finite one is coordinated: no participle or infinitive, to which the parser may have joined it.

    "Accuses the rebels of burning villages and imposes sanctions": who accuses imposes them.
    """
    node = verb.head
    if verb.tag_ != "VBZ":
        return node
    while is_open(node) and node.head.i != node.i:
        node = node.head
        if node.pos_ not in ("VERB", "AUX", "ADP"):
            return verb.head
    return node if node.tag_ == "VBZ" else verb.head


def is_open(verb: Token) -> bool:
    """Whether a verb is not finite, or no verb stands here at all."""
    return verb.tag_ not in _FINITE and not has_finite_auxiliary(verb)


def _of_first(verb: Token, depth: int) -> list[Token]:
    """The subject of the first of three verbs in a row, which the parser takes for a complement of the second.

    "X flew to Lima, toured a mine and met Y".
    """
    if verb.tag_ not in ("VBD", "VBZ", "VBP"):
        return []
    first = next((t for t in verb.lefts if t.dep_ == "ccomp" and t.tag_ == verb.tag_), None)
    return subjects(first, depth + 1) if first is not None else []


def _controlled(verb: Token, depth: int) -> list[Token]:
    """Of "urged Iran to release the crew" the object, of "agreed to meet" the subject."""
    head = verb.head
    if head.pos_ not in ("VERB", "AUX", "ADJ"):
        return []
    if head.lemma_ in _OBJECT_CONTROL and verb.dep_ != "advcl":
        objects = patients(head, depth + 1) or [
            o for p, o in prepositions(head) if p in ("on", "upon", "to") and o.i < verb.i
        ]
        if objects:
            return objects
    if is_passive(head):
        return patients(head, depth + 1)
    if head.pos_ == "ADJ":
        return subjects(head.head, depth + 1) if head.head.pos_ in ("VERB", "AUX") else []
    return subjects(head, depth + 1)


def _owner(noun: Token) -> list[Token]:
    """Of a noun with an infinitive ("Kenya's plan to send troops"): the possessor.

    Without one, the governing subject.
    """
    possessor = [t for t in kids(noun) if t.dep_ == "poss"]
    possessor = possessor or [o for p, o in prepositions(noun) if p == "by"]
    if possessor:
        return possessor
    top = governor(noun)
    return subjects(top, 3) if top is not None and top.i != noun.i else []
