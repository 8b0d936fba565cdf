"""What a pronoun may speak of: the rules of the sieve, over the references read so far.

Each rule gives the entities it is sure of, or none.
"""

from __future__ import annotations

from comity.extract.actor_nouns import ActorNouns
from comity.extract.clauses import governor, patients, subjects
from comity.extract.identifiers import is_person, is_state
from comity.extract.lexicon import load_lexicon
from comity.extract.lists import left_of_verb
from comity.extract.phrases import references_by_token
from comity.extract.records import Reference
from comity.extract.sentences import bounds_of, kids
from comity.extract.tokens import Token
from comity.knowledge.gazetteer import load_gazetteer

_MASCULINE = frozenset("he him his himself".split())
_FEMININE = frozenset("she her hers herself".split())
_EMPTY = frozenset("be take seem appear remain become constitute".split())
_FOR_THEIRS = frozenset(
    "congratulate thank commend praise laud applaud credit accuse criticize criticise blame condemn rebuke".split()
)
_OBJECTS = frozenset(("poss", "dobj", "dative"))
_CLAUSAL = frozenset("ccomp xcomp advcl csubj acomp".split())


def person(token: Token, history: list[Reference]) -> tuple[str, ...]:
    """'he', 'her': the subject of this or the last sentence if a person, else whoever came last."""
    doc, sentence = token.doc, bounds_of(token.doc).start(token.i)
    fit = _people_before(token, history)
    own = _of_own_clause(token, fit)
    if own is not None:
        return own.entities
    if token.lower_.endswith("self"):
        return ()
    here = [r for r in fit if r.head >= sentence]
    acting = [r for r in here if _is_subject(doc[r.head])]
    if acting:
        return acting[-1].entities
    if here and token.dep_ in _OBJECTS:
        return here[-1].entities
    last = [r for r in fit if r.head < sentence]
    if last:
        start = bounds_of(doc).start(last[-1].head)
        acting = [r for r in last if r.head >= start and _is_subject(doc[r.head])]
        return (acting[0] if acting else last[-1]).entities
    return here[-1].entities if here else ()


def _people_before(token: Token, history: list[Reference]) -> list[Reference]:
    """The references to one person; "him" as an object is not the subject of its own clause."""
    recent = [
        r
        for r in history[-40:]
        if len(r.entities) == 1 and is_person(r.entities[0]) and r.head < token.i
    ]
    others = _FEMININE if token.lower_ in _MASCULINE else _MASCULINE
    said = {
        r.entities for r in recent if r.kind == "anaphor" and token.doc[r.head].lower_ in others
    }
    recent = [r for r in recent if r.entities not in said]
    if token.lower_ not in ("him", "her") or token.dep_ not in ("dobj", "pobj", "dative"):
        return recent
    subject = _subject_of(token)
    return [r for r in recent if subject is None or r.entities != subject.entities]


def _of_own_clause(token: Token, people: list[Reference]) -> Reference | None:
    """Of "himself", and of "his" in a relative clause ("X, who began his trip"), the subject of the clause."""
    reflexive = token.lower_.endswith("self")
    if not reflexive and token.dep_ != "poss":
        return None
    verb = governor(token)
    acting = {t.i for t in subjects(verb)} if verb is not None else set()
    if not reflexive and verb is not None and (praised := _praised(token, verb, people)):
        return praised
    if not reflexive and (verb is None or not _is_relative(verb)):
        return None
    return next((r for r in reversed(people) if r.head in acting), None)


def _praised(token: Token, verb: Token, people: list[Reference]) -> Reference | None:
    """Who is praised or blamed for what is theirs: "congratulated Starmer on his appointment"."""
    if verb.lemma_ not in _FOR_THEIRS:
        return None
    top = token.head
    while top.dep_ in ("conj", "pobj", "prep", "pcomp", "dobj") and top.head.i != verb.i:
        top = top.head
    if top.dep_ != "prep" or top.lower_ not in ("on", "for", "of"):
        return None
    objects = {t.i for t in patients(verb) if t.i < token.i}
    return next((r for r in reversed(people) if r.head in objects), None)


def _is_relative(verb: Token) -> bool:
    while verb.dep_ == "conj":
        verb = verb.head
    return verb.dep_ == "relcl"


def plural(token: Token, history: list[Reference]) -> tuple[str, ...]:
    """'they', 'their': the last group or coordination, subjects first."""
    doc, start = token.doc, bounds_of(token.doc).start(token.i)
    listed = _listed(token)
    if listed:
        return listed
    previous = bounds_of(doc).start(start - 1) if start else 0
    near = [r for r in history[-30:] if previous <= r.head < token.i]
    acting = [r for r in near if _is_subject(doc[r.head])]
    here = [r for r in acting if r.head >= start]
    before = [r for r in acting if r.head < start]
    for reference in (*reversed(here), *before, *reversed(near)):
        together = _coordinated(doc[reference.head], history)
        if len(together) > 1:
            return together
        if reference.kind in ("group", "anaphor") and _is_several(reference):
            return reference.entities
    return _who_say(token, here)


def _who_say(token: Token, acting: list[Reference]) -> tuple[str, ...]:
    """'The union says that they will leave': the organisation, or of a verb in the plural the people named before it."""
    verb = governor(token)
    if verb is None or verb.dep_ != "ccomp" or token.dep_ != "nsubj":
        return ()
    said = verb.head
    speakers = [t.i for t in subjects(said)]
    own = next((r for r in acting if r.head in speakers), None)
    if own is not None and not is_person(own.entities[0]):
        return own.entities
    if said.tag_ != "VBP":
        return ()
    first = bounds_of(token.doc).start(token.i)
    known = references_by_token(token.doc)
    people = (known[i] for i in range(first, said.i) if i in known)
    named = (e for r in people if r.kind == "name" for e in r.entities[:1] if is_person(e))
    return tuple(dict.fromkeys(named))


def _is_several(reference: Reference) -> bool:
    return len(reference.entities) > 1 or reference.entities[0].startswith("group/")


def _listed(token: Token) -> tuple[str, ...]:
    """The people listed before the verb of a sentence that has no subject."""
    root = token.sent.root
    listed = [] if subjects(root) else left_of_verb(root, references_by_token(token.doc))
    if len(listed) < 2 or listed[-1].head >= token.i:
        return ()
    return tuple(dict.fromkeys(e for r in listed for e in r.entities))


def both_of_clause(token: Token, history: list[Reference]) -> tuple[str, ...]:
    """'X will host Y at their summit': their summit is that of X and Y."""
    verb = governor(token)
    if token.dep_ != "poss" or verb is None:
        return ()
    by_head = {r.head: r for r in history}
    tokens = (*subjects(verb)[:1], *patients(verb)[:1])
    sides = [by_head[t.i].entities for t in tokens if t.i in by_head]
    people = all(len(s) == 1 and is_person(s[0]) for s in sides)
    if len(sides) == 2 and people and sides[0] != sides[1]:
        return sides[0] + sides[1]
    return ()


def thing(token: Token, history: list[Reference]) -> tuple[str, ...]:
    """'it', 'its': the state or body that is subject of this or the last sentence, else any."""
    doc = token.doc
    if _is_empty(token):
        return ()
    if helped := _helped(token, history):
        return helped
    subject = _subject_of(token) if token.dep_ == "poss" else None
    if subject is not None and subject.entities and doc[subject.head].tag_ != "NNS":
        own = subject.entities[:1]
        return own if not is_person(own[0]) else _thing_before(token, history)
    return _thing_before(token, history)


def _helped(token: Token, history: list[Reference]) -> tuple[str, ...]:
    """Who is helped as they resist: "Kenya reaffirmed its support for Chad as it defends itself against"."""
    verb = token.head
    top = verb.head if verb.dep_ == "advcl" else verb
    if token.dep_ != "nsubj" or top.i >= token.i or not any(t.lower_ == "as" for t in verb.lefts):
        return ()
    if not {t.lemma_ for t in (verb, *verb.rights)} & load_lexicon().resisting:
        return ()
    near = [r for r in history[-10:] if top.i < r.head < token.i and _is_thing(r)]
    return near[-1].entities if near else ()


def _thing_before(token: Token, history: list[Reference]) -> tuple[str, ...]:
    """The state or body that is subject of this or the last sentence, else any named in this one."""
    doc, start = token.doc, bounds_of(token.doc).start(token.i)
    fit = [r for r in history[-25:] if r.head < token.i and _is_thing(r)]
    acting = [r for r in fit if _is_subject(doc[r.head])]
    here = [r for r in acting if r.head >= start] or [r for r in fit if r.head >= start]
    if here:
        return here[-1].entities
    previous = bounds_of(doc).start(start - 1) if start else 0
    before = [r for r in acting if r.head >= previous]
    return before[0].entities if before else ()


def latter(token: Token, history: list[Reference]) -> tuple[str, ...]:
    """'the latter': the one person or state named last in this sentence, else in the one before."""
    if not token.i or token.nbor(-1).lower_ != "the" or token.dep_ in ("amod", "compound"):
        return ()
    start = bounds_of(token.doc).start(token.i)
    first = bounds_of(token.doc).start(max(0, start - 1))
    near = [r for r in history[-25:] if first <= r.head < token.i and len(r.entities) == 1]
    people = [r for r in near if is_person(r.entities[0])]
    alike = people if len({r.entities for r in people}) > 1 else near
    return alike[-1].entities if alike else ()


def definite(token: Token, history: list[Reference], nouns: ActorNouns) -> tuple[str, ...]:
    """'the country', "the bloc": the state or organisation that is subject last, else named last."""
    near = [r for r in history[-25:] if r.head < token.i and len(r.entities) == 1]
    if token.lower_ in nouns.state:
        fit = [r for r in near if _is_called(r.entities[0], token.lower_, nouns)]
    else:
        fit = _organisations(token.lower_, near, nouns)
    if not fit:
        return ()
    doc, start = token.doc, token.sent.start
    previous = doc[start - 1].sent.start if start else 0
    acting = [r for r in fit if r.head >= previous and _is_subject(doc[r.head])]
    return (acting or fit)[-1].entities


def _is_called(entity: str, noun: str, nouns: ActorNouns) -> bool:
    """Whether a state may be called by the noun; a kingdom only if its full name says so."""
    if not is_state(entity) or noun not in nouns.form:
        return is_state(entity)
    entry = load_gazetteer().entries.get(entity)
    return entry is not None and any(noun in name.lower() for name in entry.names)


def _organisations(noun: str, near: list[Reference], nouns: ActorNouns) -> list[Reference]:
    """Those with the noun in their name; else, for a noun of none, those that are no organ of one."""
    fit = [r for r in near if r.entities[0].startswith(("igo/", "group/", "party/", "org/"))]
    words = {r.entities[0]: frozenset(r.entities[0].split("/")[1].split("-")) for r in fit}
    same = [r for r in fit if noun in words[r.entities[0]]]
    if same or noun in nouns.organ:
        return same
    bodies = [r for r in fit if noun == "group" or not r.entities[0].startswith("group/")]
    return [r for r in bodies if not words[r.entities[0]] & nouns.organ]


def _is_thing(reference: Reference) -> bool:
    return len(reference.entities) == 1 and not reference.entities[0].startswith(
        ("person/", "group/")
    )


def _is_empty(token: Token) -> bool:
    """'It is important that', 'it took 12 years to': no referent."""
    verb = token.head
    if token.dep_ not in ("nsubj", "nsubjpass", "expl") or verb.pos_ not in ("VERB", "AUX"):
        return False
    clausal = any(t.dep_ in _CLAUSAL for t in kids(verb))
    return verb.lemma_ in _EMPTY and (clausal or verb.lemma_ != "be")


def _subject_of(token: Token) -> Reference | None:
    """What the nearest subject above the token speaks of."""
    references: tuple[Reference, ...] = token.doc._.references
    for ancestor in token.ancestors:
        for child in kids(ancestor):
            if child.dep_ in ("nsubj", "nsubjpass"):
                return next((r for r in references if r.head == child.i), None)
    return None


def _is_subject(token: Token) -> bool:
    while token.dep_ in ("conj", "appos"):
        token = token.head
    return token.dep_ in ("nsubj", "nsubjpass", "agent") or (
        token.dep_ == "pobj" and token.head.dep_ == "agent"
    )


def _coordinated(head: Token, history: list[Reference]) -> tuple[str, ...]:
    """The entities of a coordination, in the order of the text; none for a single phrase."""
    by_head = {r.head: r for r in history}
    tokens = sorted({head, *head.conjuncts}, key=lambda t: t.i)
    found = (e for t in tokens if t.i in by_head for e in by_head[t.i].entities)
    return tuple(dict.fromkeys(found)) if len(tokens) > 1 else ()
