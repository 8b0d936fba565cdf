"""What is an event of its own, and what is only the content of another or a manner of speaking.

"Urged Iran to release the crew" is one request, not a request and a release; "to strengthen
cooperation" after a verb of will is a purpose, not an event.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from spacy.language import Language

from comity.extract.answers import with_addressees
from comity.extract.apart import apart
from comity.extract.asides import without_asides
from comity.extract.clauses import (
    agents,
    finite_fellow,
    governor,
    is_open,
    is_passive,
    is_written,
    patients,
    prepositions,
    written_in,
)
from comity.extract.continuations import continued
from comity.extract.fields import is_private
from comity.extract.games import games
from comity.extract.itineraries import with_itinerary
from comity.extract.lexicon import load_lexicon
from comity.extract.occasions import with_setting
from comity.extract.records import Candidate, Dropped
from comity.extract.sentences import kids
from comity.extract.tokens import Component, Doc, Token, component
from comity.extract.unsaid_parties import with_parties
from comity.knowledge.ontology import Ontology, load_ontology
from comity.model import Role, Status

_GOVERNING = frozenset(
    "Consultation Negotiation Agreement Request Offer Rejection Threat Support Apology Accusation".split()
)
_OWN = frozenset("Meeting Summit Conference Visit Call".split())
_SOFT = frozenset(
    "Cooperation Agreement Support Request Offer Consultation Statement Aid Concession Negotiation "
    "Accusation Rejection".split()
)
_ABSTRACT = frozenset("Cooperation Aid Agreement Statement".split())
_TAKE_TWO = frozenset("Meeting Summit Consultation Call".split())
_SUFFERED = frozenset(
    "Assault Coercion Incident Sanction Appointment Ruling Protest WeaponsTest Mobilization".split()
)
_WORDS = frozenset(("Statement", "Consultation"))
_PARTNERS = frozenset(
    "he she they him her them each other counterpart colleague opposite peer homologue ambassador envoy "
    "minister president premier chancellor king emir "
    "leader delegation negotiator host guest number official commander".split()
)
_HANDED = frozenset("hand give deliver present pass lodge convey".split())
_SENT = (":send", ":dispatch", ":despatch")
_WRITTEN = frozenset(("Statement", "Agreement"))
_REASON = frozenset(("for", "of", "with", "from"))
_OPEN = frozenset((Status.PLANNED, Status.POSSIBLE, Status.DENIED))
_PREVENTED = frozenset("prevent avoid avert deter stop counter prohibit forestall".split())
_ABOUT = frozenset("about on over regarding concerning amid amidst during since to".split())
_PHASES = frozenset("start begin continue resume keep".split())
_TURNS = frozenset("end start beginning outbreak resolution settlement course issue".split())
_ENDING = frozenset("end discuss resolve settle stop address".split())
_UNDER = frozenset("xcomp ccomp pcomp acl advcl dobj amod".split())
_APART = frozenset("relcl nsubj nsubjpass poss parataxis".split())


class Content:
    """Keeps the candidates that are events of their own, tied to the talks at which they happen."""

    def __init__(self) -> None:
        self.ontology = load_ontology()

    def __call__(self, doc: Doc) -> Doc:
        """The same doc with fewer candidates."""
        by_trigger = with_parties(doc, {c.trigger: c for c in doc._.candidates})
        for menace in _menaces(doc, by_trigger, self.ontology):
            by_trigger[menace.trigger] = menace
        judged = self._judged(doc, by_trigger)
        kept = [c for c, reason in judged if reason is None]
        told = without_asides(doc, kept)
        placed = with_addressees(doc, with_setting(doc, told))
        settled = with_itinerary(doc, tuple(apart(doc, continued(doc, placed))))
        doc._.candidates = settled
        if doc._.trace is not None:
            dropped = [_dropped(doc, c, reason, by_trigger) for c, reason in judged if reason]
            doc._.trace = (*doc._.trace, *dropped, *_asides(kept, told), *_absorbed(told, settled))
        return doc

    def _judged(
        self, doc: Doc, by_trigger: dict[int, Candidate]
    ) -> list[tuple[Candidate, str | None]]:
        """Each candidate with the reason why it is no event of its own, or None."""
        judged = [(c, objection(doc, c, by_trigger)) for c in by_trigger.values()]
        events = [c for c, reason in judged if reason is None]
        codes = self.ontology.event_classes
        private = {c.trigger for c in events if is_private(doc, c, codes[c.type].plover)}
        if len(events) - len(private) >= max(_ENOUGH, _FAR_MORE * len(private)):
            return judged  # an article on public matters
        return [(c, _PRIVATE if c.trigger in private else reason) for c, reason in judged]


_OFF_THE_FIELD = frozenset("Statement Visit Tribute Apology Aid Cooperation".split())
_ASIDE = frozenset("Accusation Rejection Request Aid Support".split())
_CONDITIONS = frozenset(("if", "unless"))
_MARKED = frozenset(("mark", "celebrate"))
_UNNAMED = frozenset(("name", "identify", "quote"))  # "who asked not to be named"


_PRIVATE = "a private matter"
_ENOUGH, _FAR_MORE = 4, 3  # public events, and how many of them to a private one
_CONTENT = "content or purpose of another event"
_INTENTION = "an intention or a manner, without a date of its own"


def objection(doc: Doc, candidate: Candidate, by_trigger: dict[int, Candidate]) -> str | None:
    """Why a candidate is no event of its own but the content, purpose or manner of another; None for an event."""
    token = doc[candidate.trigger]
    content = _is_content(token)
    acted = any(a.role is Role.ACTOR for a in candidate.arguments)
    if _is_of_meeting(token, candidate, by_trigger):
        return None
    suffered = candidate.type in _SUFFERED or (
        candidate.type == "Concession" and token.pos_ == "VERB" and is_passive(token)
    )
    if not acted and (not suffered or (content and not _is_told_by_participle(token, candidate))):
        alone = not candidate.arguments and candidate.anaphoric
        return None if alone else "nobody who acts was found"
    if not acted and candidate.arguments and candidate.status in _OPEN:
        return "nobody who acts was found"
    if candidate.type in _WORDS and candidate.status is Status.DENIED:
        return "words that were not said"
    if (
        candidate.type == "Conference"
        and candidate.rule.endswith("+attend")
        and _is_kept(doc, candidate)
    ):
        return "a gathering that somebody is kept from"
    if any(t.dep_ == "xcomp" and t.lemma_ in _UNNAMED for t in kids(token)):
        return "a source that asks not to be named"
    if candidate.type not in _OWN and is_condition(token):
        return "a condition, not what happens"
    if candidate.type not in _OFF_THE_FIELD and candidate.sentences[0] in games(doc):
        return "a game"
    verbal = token.pos_ in ("VERB", "AUX")
    if (
        verbal
        and token.dep_ == "ccomp"
        and token.head.lemma_ == "ensure"
        and token.head.tag_ == "VB"
    ):
        return _INTENTION
    if verbal and candidate.type == "Tribute" and token.lemma_ in _MARKED and content:
        return _INTENTION
    if candidate.type in _WRITTEN and _is_told_in_document(token, by_trigger):
        return "what it is written for is told beside it"
    if verbal and token.dep_ == "acl" and token.tag_ == "VB" and token.head.i in by_trigger:
        return _CONTENT
    if verbal and _is_told_with(token, candidate, by_trigger):
        return _CONTENT
    if verbal and _is_in_document(token):
        return None
    if verbal and content and _is_governed(token, candidate, by_trigger):
        return _CONTENT if _is_about(_governing(token, by_trigger), candidate) else _INTENTION
    if candidate.type in _TAKE_TWO and not _has_parties(doc, candidate):
        return "talks take two, and one party was found"
    if verbal or _is_nominal_event(token, candidate, by_trigger):
        return None
    return "a noun that no verb carries and that has neither date nor place"


def _is_of_meeting(noun: Token, candidate: Candidate, by_trigger: Mapping[int, Candidate]) -> bool:
    """Whether talks are those that people meet for, who are named with the verb: "will meet X for a meeting"."""
    if candidate.type not in _TAKE_TWO or noun.dep_ != "pobj" or noun.head.lower_ != "for":
        return False
    above = by_trigger.get(noun.head.head.i)
    return above is not None and above.type in _TAKE_TWO and above.carrier is None


def _is_kept(doc: Doc, gathering: Candidate) -> bool:
    """'barred her from attending the conference': it may well take place."""
    attend = doc[gathering.carrier] if gathering.carrier is not None else doc[gathering.trigger]
    return attend.dep_ == "pcomp" and attend.head.lower_ == "from"


def _is_told_with(verb: Token, candidate: Candidate, by_trigger: dict[int, Candidate]) -> bool:
    """Whether an act is part of the one above: "warned that it may expel", "summoned X and handed her a note"."""
    above = by_trigger.get(verb.head.i) if verb.head.i != verb.i else None
    if above is None or candidate.when is not None:
        return False
    if verb.dep_ == "ccomp" and above.type == "Threat":
        return candidate.status in _OPEN and _actors(candidate) == _actors(above)
    purpose = verb.tag_ == "VB" and verb.dep_ in ("xcomp", "advcl")  # "summoned X to complain"
    handed = above.type == "Protest" and (
        purpose or (verb.dep_ == "conj" and verb.lemma_ in _HANDED)
    )
    return handed and candidate.type == "Accusation" and _actors(candidate) == _actors(above)


def _is_told_by_participle(verb: Token, candidate: Candidate) -> bool:
    """'fishermen arrested in July': the participle tells of a deed of its own, with its day."""
    told = verb.dep_ == "acl" and verb.tag_ == "VBN" and verb.pos_ == "VERB"
    return told and candidate.when is not None and bool(candidate.arguments)


def _is_in_document(verb: Token) -> bool:
    """Whether a participle says what a document does: "signed an order banning imports"."""
    while verb.dep_ == "conj":
        verb = verb.head
    return verb.dep_ == "acl" and verb.tag_ == "VBG" and is_written(verb.head)


def _is_told_in_document(token: Token, by_trigger: Mapping[int, Candidate]) -> bool:
    """Whether the document that is issued or signed tells an act of its own: "issued a statement rejecting the claim"."""
    documents = patients(token) if token.pos_ == "VERB" else [token]
    acts = (by_trigger.get(v.i) for noun in documents for v in written_in(noun))
    return any(a is not None and _actors(a) for a in acts)


def _dropped(
    doc: Doc, candidate: Candidate, reason: str, by_trigger: dict[int, Candidate]
) -> Dropped:
    """A candidate that is no event of its own, with the event it belongs to where that is the reason."""
    above = _governing(doc[candidate.trigger], by_trigger) if reason == _CONTENT else None
    into = above.trigger if above is not None else None
    return Dropped(candidate.trigger, candidate.trigger_end, candidate.rule, reason, into)


def _asides(kept: Sequence[Candidate], told: Sequence[Candidate]) -> list[Dropped]:
    """The verbs of saying that tell no event of their own."""
    reason = "it only says in other words, or in passing, what its speaker does"
    left = {c.trigger for c in told}
    gone = (c for c in kept if c.trigger not in left)
    return [Dropped(c.trigger, c.trigger_end, c.rule, reason) for c in gone]


def _absorbed(kept: Sequence[Candidate], settled: tuple[Candidate, ...]) -> list[Dropped]:
    """The verbs of talks that gave way to their nouns."""
    into = {trigger: c.trigger for c in settled for trigger in c.others}
    return [
        Dropped(c.trigger, c.trigger_end, c.rule, "its noun tells the event", into[c.trigger])
        for c in kept
        if c.trigger in into
    ]


def _menaces(
    doc: Doc, by_trigger: Mapping[int, Candidate], ontology: Ontology
) -> Iterator[Candidate]:
    """One side's pledges of hostile acts, which are threats: "vowed to fight", "pledged to expel the envoy"."""
    for act in by_trigger.values():
        hostile = ontology.event_classes[act.type]
        if hostile.sign >= 0 or hostile.plover == "MOBILIZE" or doc[act.trigger].pos_ != "VERB":
            continue
        pledge = _governing(doc[act.trigger], by_trigger) if _is_content(doc[act.trigger]) else None
        if pledge is None or pledge.type != "Agreement" or doc[pledge.trigger].pos_ != "VERB":
            continue
        if _is_in_document(doc[act.trigger]):
            continue
        mine = _actors(pledge)
        if len(mine) == 1 and mine == _actors(act):
            known = {a.entity for a in pledge.arguments}
            against = (a for a in act.arguments if a.entity not in known)
            yield replace(pledge, type="Threat", arguments=(*pledge.arguments, *against))


def _actors(candidate: Candidate) -> set[str]:
    return {a.entity for a in candidate.arguments if a.role is Role.ACTOR}


def is_condition(token: Token) -> bool:
    """Whether a clause only sets a condition: "unless Serbia withdraws its troops"."""
    node = token
    while node.head.i != node.i:
        if node.dep_ == "advcl" and any(
            t.dep_ == "mark" and t.lower_ in _CONDITIONS for t in node.lefts
        ):
            return True
        node = node.head
    return False


def _is_governed(verb: Token, candidate: Candidate, by_trigger: dict[int, Candidate]) -> bool:
    """Whether a verb that is not finite is what another event is about, or only an intention."""
    if _is_about(_governing(verb, by_trigger), candidate):
        return True
    if verb.dep_ == "pcomp" and verb.head.lower_ == "after":  # "after being accused by Fiji"
        return False
    if verb.dep_ == "pcomp" and verb.head.lower_ in _REASON and verb.head.head.i in by_trigger:
        return True
    alone = candidate.type == "Accusation" or _tells_more(candidate, verb, by_trigger)
    beside = verb.dep_ == "advcl" and verb.tag_ == "VBG" and alone
    suffered = verb.dep_ == "advcl" and verb.tag_ == "VBN" and bool(agents(verb))
    aside = (beside or suffered) and candidate.type in _ASIDE
    if _is_done_by_call(verb, candidate, by_trigger):
        return False
    infinitive = verb.tag_ == "VB" or (verb.dep_ in ("advcl", "acl") and not aside)
    unsettled = candidate.status in _OPEN or infinitive
    return candidate.type in _SOFT and candidate.when is None and unsettled


def _tells_more(
    candidate: Candidate, participle: Token, by_trigger: Mapping[int, Candidate]
) -> bool:
    """Whether a participle tells an act beside that of its verb: "left the council, accusing Peru of bias"."""
    above = by_trigger.get(participle.head.i)
    if above is None:
        return True
    towards = any(a.role is Role.RECIPIENT for a in candidate.arguments)
    return towards and above.type != candidate.type and participle.head.dep_ in ("ROOT", "conj")


def _is_done_by_call(verb: Token, candidate: Candidate, by_trigger: dict[int, Candidate]) -> bool:
    """'telephoned X to thank him': what one calls for is done with the call."""
    call = by_trigger.get(verb.head.i)
    done = call is not None and call.type == "Call" and call.status not in _OPEN
    return done and candidate.type in ("Support", "Apology") and verb.dep_ in ("advcl", "xcomp")


def _is_about(above: Candidate | None, candidate: Candidate) -> bool:
    """Whether the event above has the candidate as what it is about; a deed that is denied is told for itself."""
    if above is None or (candidate.status is Status.DENIED and above.rule.endswith(":deny")):
        return False
    sent = candidate.type == "Visit" and candidate.rule.endswith(_SENT) and candidate.when is None
    return above.type in _GOVERNING and (candidate.type not in _OWN or sent)


def _has_parties(doc: Doc, candidate: Candidate) -> bool:
    """Talks take two: two named, or a plural; a noun may name them with a place or date alone."""
    if len(candidate.arguments) > 1 or candidate.anaphoric:
        return True
    for argument in candidate.arguments:
        plural = doc[argument.end - 1].tag_ in ("NNS", "NNPS")
        if plural or argument.entity.startswith(("igo/", "group/")):
            return True
    set_down = candidate.when is not None or candidate.place is not None
    verb = doc[candidate.trigger]
    if verb.pos_ != "VERB":
        return set_down
    return any(a.start < verb.i for a in candidate.arguments) and _has_partner(verb)


def _has_partner(verb: Token) -> bool:
    """Whether the verb names whom one talks with, though not who it is: "met her Vietnamese counterpart"."""
    partners = [*patients(verb), *(o for p, o in prepositions(verb) if p == "with")]
    return any(t.lemma_.lower() in _PARTNERS or t.pos_ == "PROPN" for t in partners)


def _is_background(noun: Token, candidate: Candidate) -> bool:
    """Whether a war is only what is spoken of or brought to an end: "talks on the war in Ukraine", "ended the war"."""
    if noun.lemma_ != "war" or candidate.when is not None or "+" in candidate.rule:
        return False
    over = noun.head
    if noun.dep_ == "pobj":
        return over.lower_ in _ABOUT or (over.lower_ == "of" and over.head.lower_ in _TURNS)
    return noun.dep_ == "dobj" and over.lemma_ in _ENDING


def _is_nominal_event(noun: Token, candidate: Candidate, by_trigger: dict[int, Candidate]) -> bool:
    """Whether a noun names an event: carried by a verb, dated, placed, or no mere intention."""
    if _is_hypothetical(noun, governor(noun)) or _is_background(noun, candidate):
        return False
    asked = noun.dep_ == "pobj" and noun.head.lower_ == "for" and noun.head.head.i in by_trigger
    if asked and candidate.type in _SOFT and candidate.status in _OPEN:
        return False
    if candidate.when is not None or candidate.place is not None or "+" in candidate.rule:
        return True
    if candidate.type in _ABSTRACT:
        made = candidate.type == "Agreement" and candidate.status not in _OPEN
        return made and len(candidate.arguments) > 1
    handed_over = candidate.type == "Concession" and len(candidate.arguments) > 1
    if candidate.type not in _SOFT or handed_over:
        return True
    above = _governing(noun, by_trigger)
    return not (above and above.type in _GOVERNING) and candidate.status not in _OPEN


def _is_hypothetical(noun: Token, verb: Token | None) -> bool:
    """Whether a noun names what is warded off or foreseen: "prevent an attack", "the treaty extends to attacks"."""
    if verb is None or noun.dep_ not in ("dobj", "pobj"):
        return False
    words = load_lexicon().hypothetical
    plain = noun.dep_ == "dobj" or noun.head.lower_ in ("from", "against", "of")
    return (plain and verb.lemma_ in words) or f"{verb.lemma_} {noun.head.lower_}" in words


def _is_content(token: Token) -> bool:
    """Whether the clause of the token is not finite: an infinitive, gerund or participle."""
    node = token
    while node.dep_ == "conj" and node.head.pos_ in ("VERB", "AUX"):
        node = finite_fellow(node)
    if node.dep_ == "xcomp" and node.tag_ == "VBG" and node.head.lemma_ in _PHASES:
        return _is_content(node.head)  # "will start supplying gas"
    if not is_open(node) or node.dep_ not in _UNDER:
        return False
    if node.tag_ == "VB" and node.head.lemma_ == "become":  # "became the first state to ratify it"
        return not any(t.dep_ == "attr" for t in node.head.rights)
    return not (node.dep_ == "pcomp" and _is_clause(node))


def _is_clause(participle: Token) -> bool:
    """'with Iran warning that the deal would be void': a participle with a subject of its own."""
    return participle.head.lower_ == "with" and any(t.dep_ == "nsubj" for t in participle.lefts)


def _governing(token: Token, by_trigger: Mapping[int, Candidate]) -> Candidate | None:
    """The event whose complement the token stands in.

    Only clauses that are not finite and noun phrases lie between.
    """
    node = token
    while node.head.i != node.i:
        if _is_apart(node):
            return None
        node = node.head
        if node.i in by_trigger:
            return by_trigger[node.i]
    return None


def _is_apart(node: Token) -> bool:
    """Whether what hangs on the node's head is no complement of it."""
    if node.dep_ in _APART or (node.dep_ == "advcl" and node.tag_ != "VB"):
        return True
    if node.dep_ == "ccomp" and node.pos_ in ("VERB", "AUX"):
        return node.tag_ not in ("VB", "VBG")
    return node.dep_ == "prep" and node.lower_ in (
        "during",
        "after",
        "following",
        "before",
        "since",
        "at",
    )


@Language.factory("comity_content", requires=["doc._.candidates"], assigns=["doc._.candidates"])
def make_content(nlp: Language, name: str) -> Component:
    """The component that leaves out what is no event of its own."""
    return component(Content())
