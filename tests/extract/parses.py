"""Docs built by hand from a compact table, so that no model and no lexicon can change what a rule is tested on.

A line is a sentence, a token `word/TAG/dep/head`: the head is the word itself, the second of its kind `word~2`; the
root has none. Lemmas follow from the word and its tag, those of irregular words from `IRREGULAR`.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import spacy.tokens
from spacy.lang.en import English

from comity.extract.records import Dated, Reference
from comity.extract.tokens import Doc, Token, doc_of
from comity.knowledge.frames import Cue, Cues, Frame, Frames
from comity.model import When, to_article

VOCAB = English().vocab  # letters and shapes of English words; nothing of a model
IRREGULAR = {
    "met": "meet", "held": "hold", "said": "say", "told": "tell", "was": "be", "is": "be", "were": "be", "are": "be",
    "been": "be", "has": "have", "had": "have", "did": "do", "does": "do", "sent": "send", "gave": "give",
    "took": "take", "drew": "draw", "left": "leave", "fled": "flee", "seized": "seize", "urged": "urge",
    "agreed": "agree", "hosted": "host", "promised": "promise", "refused": "refuse", "leaving": "leave",
    "meeting": "meet", "signing": "sign", "opening": "open", "closing": "close", "testing": "test",
    "making": "make", "hosting": "host", "hoping": "hope", "talks": "talk", "missiles": "missile", "wo": "will",
    "ca": "can", "'ll": "will", "n't": "not", "countries": "country", "parties": "party", "allies": "ally",
    "launched": "launch", "pledged": "pledge", "praised": "praise", "proposed": "propose", "invited": "invite",
    "postponed": "postpone", "scheduled": "schedule", "resumed": "resume", "continued": "continue",
    "denied": "deny", "criticized": "criticize", "accused": "accuse", "imposed": "impose", "exchanged": "exchange",
    "welcomed": "welcome", "received": "receive", "made": "make", "became": "become", "arrived": "arrive",
    "envoys": "envoy", "armies": "army", "wrote": "write", "spoke": "speak", "convened": "convene", "exercises": "exercise",
    "sides": "side", "pays": "pay", "paid": "pay", "offered": "offer", "visited": "visit", "vetoed": "veto",
    "suspended": "suspend", "mediated": "mediate", "staged": "stage", "began": "begin", "planned": "plan", "planning": "plan",
    "fisheries": "fishery", "shelved": "shelve", "ruled": "rule", "considered": "consider", "weighing": "weigh", "canceled": "cancel",
    "barred": "bar", "decided": "decide", "failed": "fail", "declared": "declare", "taken": "take", "broke": "break",
    "leaders": "leader", "came": "come", "knew": "know", "engaged": "engage", "preparing": "prepare", "ministers": "minister", "closed": "close", "raised": "raise", "violated": "violate",
}  # fmt: skip
_COARSE = {
    "NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN", "NNPS": "PROPN", "JJ": "ADJ", "JJR": "ADJ", "RB": "ADV", "MD": "AUX",
    "IN": "ADP", "TO": "PART", "DT": "DET", "PDT": "DET", "PRP": "PRON", "PRP$": "PRON", "CC": "CCONJ", "CD": "NUM",
    "WDT": "PRON", "WP": "PRON", "WRB": "SCONJ", "POS": "PART", "RP": "ADP", ".": "PUNCT", ",": "PUNCT", ":": "PUNCT",
    "``": "PUNCT", "''": "PUNCT", "HYPH": "PUNCT", "EX": "PRON",
}  # fmt: skip
_ENDS = {"NNS": "s", "VBZ": "s", "VBD": "ed", "VBN": "ed", "VBG": "ing"}
_NO_SPACE_BEFORE = frozenset((".", ",", "'s", "n't", "'ll", ":", ";", "?", "-", "''"))


def parse(table: str, *, published: date | None = None) -> Doc:
    """The Doc that the table says, with all of comity's extensions empty."""
    words: list[str] = []
    tags: list[str] = []
    deps: list[str] = []
    heads: list[int] = []
    starts: list[bool] = []
    for line in filter(None, map(str.strip, table.strip().splitlines())):
        cells = [_cell(token) for token in line.split()]
        places = _places([word for word, *_ in cells], len(words))
        for word, tag, dep, head in cells:
            starts.append(len(words) == min(places.values()))
            heads.append(places[head] if head else len(words))
            words.append(word)
            tags.append(tag)
            deps.append(dep)
    lemmas = [lemma(word, tag) for word, tag in zip(words, tags, strict=True)]
    pos = [_pos(*row) for row in zip(lemmas, tags, deps, strict=True)]
    spaces = [*(word not in _NO_SPACE_BEFORE for word in words[1:]), False]
    parsed = spacy.tokens.Doc(
        VOCAB, words=words, spaces=spaces, tags=tags, pos=pos, deps=deps, heads=heads, lemmas=lemmas, sent_starts=starts
    )  # fmt: skip
    doc = doc_of(parsed)
    doc._.article = to_article(doc.text, name="by-hand.txt", published=published)
    doc._.references, doc._.dates, doc._.candidates, doc._.offices, doc._.claims = (
        (),
        (),
        (),
        (),
        (),
    )
    doc._.entities = {}
    return doc


def _cell(token: str) -> tuple[str, str, str, str]:
    parts = token.split("/")
    if len(parts) not in (3, 4):
        raise ValueError(f"{token!r}: write word/TAG/dep/head, or word/TAG/ROOT")
    word, tag, dep, *head = parts
    return word, tag, dep, head[0] if head else ""


def _places(words: list[str], first: int) -> dict[str, int]:
    """Each word of a sentence by its name: `talks`, the second one `talks~2`."""
    places: dict[str, int] = {}
    for i, word in enumerate(words, first):
        number = words[: i - first + 1].count(word)
        places[word if number == 1 else f"{word}~{number}"] = i
    return places


def lemma(word: str, tag: str) -> str:
    """The base form: of irregular words from the table, of others without the ending that the tag calls for."""
    lower = word.lower()
    end = _ENDS.get(tag, "")
    if tag in ("NNP", "NNPS"):
        return word
    if lower in IRREGULAR and tag != "NN":
        return IRREGULAR[lower]
    if end and lower.endswith(end):
        return lower.removesuffix(end)
    if end:
        raise ValueError(f"{word!r} ({tag}) does not end in {end!r}; add its lemma to IRREGULAR")
    return lower


def _pos(lemma_: str, tag: str, dep: str) -> str:
    if tag.startswith("VB"):
        return "AUX" if dep in ("aux", "auxpass") or lemma_ == "be" else "VERB"
    return "SCONJ" if tag == "IN" and dep == "mark" else _COARSE[tag]


def token(doc: Doc, name: str) -> Token:
    """The token of that name: `talks`, or `talks~2` for the second."""
    word, _, number = name.partition("~")
    return [t for t in doc if t.text == word][int(number or 1) - 1]


def refer(doc: Doc, *lines: str) -> dict[int, Reference]:
    """Sets the doc's references, and gives them by token.

    A line is `words = entity,entity kind @place`; the kind is `name` unless it is given, the last word the head.
    The words may be followed by `~2` for their second occurrence.
    """
    found = []
    for line in lines:
        words, _, what = line.partition(" = ")
        words, _, number = words.partition("~")
        start = _find(doc, words.split(), int(number or 1))
        end = start + len(words.split())
        parts = what.split()
        place = next((p[1:] for p in parts if p.startswith("@")), None)
        entities = tuple(e for p in parts if "/" in p and p[0] != "@" for e in p.split(","))
        kind = next((p for p in parts if "/" not in p), "name")
        found.append(Reference(start, end, end - 1, entities, kind, place))
    doc._.references = tuple(sorted(found, key=lambda r: (r.start, -r.end)))
    return {i: r for r in found for i in range(r.start, r.end)}


def _find(doc: Doc, words: list[str], number: int) -> int:
    found = [i for i in range(len(doc)) if [t.text for t in doc[i : i + len(words)]] == words]
    return found[number - 1]


def dated(doc: Doc, words: str, when: When, relation: str | None = None) -> Dated:
    """A date at the words, added to the doc's."""
    start = _find(doc, words.split(), 1)
    found = Dated(start, start + len(words.split()), when, relation)
    doc._.dates = (*doc._.dates, found)
    return found


_ACTS = {
    "subject": "actor",
    "object": "recipient",
    "iobject": "recipient",
    "to": "recipient",
    "against": "recipient",
}
_TALKS = {"subject": "actor", "object": "actor", "with": "actor", "between": "actor"}
_NOUN = {"possessor": "actor", "modifier": "actor", "by": "actor", "from": "actor", "of": "actor",
         "against": "recipient", "to": "recipient", "on": "recipient"}  # fmt: skip
_NOUN_TALKS = {
    "possessor": "actor",
    "modifier": "actor",
    "between": "actor",
    "with": "actor",
    "of": "actor",
}
_CONSULTATIONS = frozenset(("Meeting", "Summit", "Negotiation", "Call", "Visit", "Conference"))


def frame(
    event: str,
    trigger: str,
    *,
    noun: bool = False,
    objects: Iterable[str] = (),
    subjects: Iterable[str] = (),
    weak: bool = False,
    status: str | None = None,
    **roles: str,
) -> Frame:
    """A frame: of a verb "call off" with a particle, of a noun "press conference" with a compound."""
    words = trigger.split()
    talks = event in _CONSULTATIONS
    table = (_NOUN_TALKS if talks else _NOUN) if noun else (_TALKS if talks else _ACTS)
    return Frame(
        event=event,
        lemma=words[-1] if noun else words[0],
        trigger=trigger,
        particle=words[1] if not noun and len(words) == 2 else None,
        compound=" ".join(words[:-1]) or None if noun else None,
        objects=frozenset(objects),
        subjects=frozenset(subjects),
        status=status,
        roles=table | {name.rstrip("_"): role for name, role in roles.items()},
        noun=noun,
        weak=weak,
        line=None,
    )


def cue(
    *, verbs: str = "", nouns: str = "", adjectives: str = "", modals: str = "", phrases: str = ""
) -> Cue:
    """Cue words; commas part them, since a verb may have a particle."""
    return Cue(
        adjectives=frozenset((*adjectives.split(), *filter(None, phrases.split(", ")))),
        modals=frozenset(modals.split()),
        nouns=frozenset(nouns.split()),
        verbs=frozenset(v.strip() for v in verbs.split(",") if v.strip()),
    )


CUES = Cues(
    denied=cue(
        verbs="deny, refuse, rule out, cancel, call off, fail, shelve, oppose",
        nouns="refusal lack cancellation",
        adjectives="canceled unwilling impossible",
        phrases="out of the question",
    ),
    consent=cue(verbs="accept"),
    ongoing=cue(verbs="continue, resume, keep", nouns="course", adjectives="ongoing current"),
    planned=cue(
        verbs="plan, schedule, decide, expect, agree, pledge, postpone, prepare for",
        nouns="plan decision pledge eve",
        adjectives="planned upcoming ready due",
        modals="will shall 'll wo",
    ),
    possible=cue(
        verbs="consider, hope, seek, want, urge, call for, propose, offer, weigh, threaten",
        nouns="possibility prospect hope proposal",
        adjectives="possible proposed likely",
        modals="may might could can ca should must",
    ),
    speech=cue(verbs="say, tell, announce, accuse, urge, praise, deny, warn"),
)


def frames(*entries: Frame, idioms: dict[str, frozenset[str]] | None = None) -> Frames:
    """A small lexicon of the given frames, with the cues above and some light verbs."""
    verbs: dict[str, tuple[Frame, ...]] = {}
    nouns: dict[str, tuple[Frame, ...]] = {}
    for entry in entries:
        table = nouns if entry.noun else verbs
        table[entry.lemma] = (*table.get(entry.lemma, ()), entry)
    return Frames(
        verbs=verbs,
        nouns=nouns,
        light=frozenset(
            (
                "hold",
                "make",
                "launch",
                "take",
                "take part",
                "impose",
                "host",
                "give",
                "resume",
                "engage in",
            )
        ),
        receiving=frozenset(("draw", "receive", "face")),
        cues=CUES,
        idioms=idioms or {},
        sets={},
        quantities=frozenset(("series", "barrage", "set")),
        outside=frozenset(("watch", "see")),
        occurring=frozenset(("erupt",)),
    )


LEXICON = frames(
    frame("Meeting", "meet"),
    frame("Summit", "summit", noun=True),
    frame("Meeting", "talk", noun=True),
    frame("Meeting", "meeting", noun=True),
    frame("Conference", "press conference", noun=True),
    frame("Visit", "visit", object="recipient"),
    frame("Visit", "visit", noun=True, to="recipient"),
    frame("Agreement", "sign", with_="actor"),
    frame("Agreement", "agree", with_="actor"),
    frame("Agreement", "agreement", noun=True, between="actor", with_="actor"),
    frame("Sanction", "lift", objects=("embargo",)),
    frame("Concession", "lift", objects=("sanction", "ban"), on="recipient"),
    frame("Sanction", "sanction", noun=True),
    frame("Rejection", "call off"),
    frame("Request", "call on", on="recipient"),
    frame("Request", "call", noun=True, weak=True),
    frame("Request", "urge"),
    frame("Request", "demand"),
    frame("Accusation", "criticism", noun=True),
    frame("Support", "praise", for_="topic"),
    frame("Support", "support", noun=True),
    frame("Aid", "aid", noun=True),
    frame("Aid", "send", objects=("aid", "food"), to="recipient"),
    frame("Agreement", "pledge"),
    frame("WeaponsTest", "test", objects=("missile",)),
    frame("WeaponsTest", "test", noun=True, objects=("missile", "weapon")),
    frame("MilitaryExercise", "exercise", noun=True, with_="actor"),
    frame("Ruling", "rule", subjects=("court",)),
    frame("Mobilization", "deploy", to="recipient"),
    frame("Statement", "say"),
    idioms={"meet": frozenset(("need", "deadline")), "support": frozenset(("price",))},
)  # fmt: skip
