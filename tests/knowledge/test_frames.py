"""The lexicon: what its triggers mean, how wide it is, and what a faulty file is told."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from comity import resources
from comity.errors import OntologyError
from comity.knowledge.frames import Frame, Frames, load_frames
from comity.knowledge.ontology import load_ontology

TOP = (
    "Consultation Agreement Support Concession Cooperation Aid Retreat Request Accusation Rejection Threat "
    "Protest Sanction Mobilization Coercion Assault Statement Ruling Tribute Appointment Incident"
)
PARENTS = dict.fromkeys(TOP.split(), "Event") | {
    "Meeting": "Consultation",
    "Summit": "Meeting",
    "Conference": "Consultation",
    "Visit": "Consultation",
    "Call": "Consultation",
    "Negotiation": "Consultation",
    "Apology": "Concession",
    "Offer": "Request",
    "WeaponsTest": "Mobilization",
    "MilitaryExercise": "Mobilization",
}

# verb, object's lemma (or None) -> class, as a reader of news would say
VERBS = [
    ("meet", None, "Meeting"),
    ("sit down", None, "Meeting"),
    ("shake hand", None, "Meeting"),
    ("confer", None, "Meeting"),
    ("exchange", "view", "Consultation"),
    ("visit", None, "Visit"),
    ("visit", "shrine", "Tribute"),
    ("travel to", None, "Visit"),
    ("host", "delegation", "Visit"),
    ("telephone", None, "Call"),
    ("speak by", None, "Call"),
    ("negotiate", None, "Negotiation"),
    ("mediate", None, "Negotiation"),
    ("broker", "ceasefire", "Negotiation"),
    ("convene", None, "Conference"),
    ("agree", None, "Agreement"),
    ("sign", "treaty", "Agreement"),
    ("strike", "deal", "Agreement"),
    ("ratify", None, "Agreement"),
    ("accept", "invitation", "Agreement"),
    ("accept", "demand", "Concession"),
    ("resolve", "dispute", "Agreement"),
    ("normalize", "relation", "Agreement"),
    ("open", "embassy", "Cooperation"),
    ("praise", None, "Support"),
    ("welcome", "decision", "Support"),
    ("stand by", None, "Support"),
    ("recognize", "independence", "Support"),
    ("adopt", "resolution", "Support"),
    ("lift", "sanction", "Concession"),
    ("ease", "restriction", "Concession"),
    ("lift", "curfew", "Concession"),
    ("suspend", "tariff", "Concession"),
    ("suspend", "aid", "Sanction"),
    ("suspend", "strike", "Retreat"),
    ("restore", "status", "Concession"),
    ("drop", "charge", "Concession"),
    ("open", "border", "Concession"),
    ("back down", None, "Concession"),
    ("apologize", None, "Apology"),
    ("express", "regret", "Apology"),
    ("express", "support", "Support"),
    ("express", "concern", "Accusation"),
    ("cooperate", None, "Cooperation"),
    ("share", "intelligence", "Cooperation"),
    ("team up", None, "Cooperation"),
    ("send", "aid", "Aid"),
    ("send", "troop", "Mobilization"),
    ("send", "envoy", "Visit"),
    ("send", "peacekeeper", "Aid"),
    ("grant", "asylum", "Aid"),
    ("evacuate", "refugee", "Aid"),
    ("evacuate", "settlement", "Retreat"),
    ("donate", None, "Aid"),
    ("withdraw", "troop", "Retreat"),
    ("withdraw", "ambassador", "Sanction"),
    ("withdraw", "objection", "Concession"),
    ("release", "hostage", "Concession"),
    ("release", "prisoner", "Concession"),
    ("pull out", None, "Retreat"),
    ("hand over", "suspect", "Concession"),
    ("lay down", "arm", "Retreat"),
    ("dismantle", "reactor", "Retreat"),
    ("declare", "ceasefire", "Retreat"),
    ("surrender", None, "Retreat"),
    ("offer", None, "Offer"),
    ("call on", None, "Request"),
    ("call for", None, "Request"),
    ("urge", None, "Request"),
    ("seek", "asylum", "Request"),
    ("order", None, "Request"),
    ("order", "troop", "Mobilization"),
    ("accuse", None, "Accusation"),
    ("condemn", None, "Accusation"),
    ("summon", "ambassador", "Protest"),
    ("lodge", "protest", "Accusation"),
    ("investigate", None, "Accusation"),
    ("reject", None, "Rejection"),
    ("rule out", None, "Rejection"),
    ("break off", "talk", "Rejection"),
    ("break off", "relation", "Sanction"),
    ("tear up", "treaty", "Rejection"),
    ("violate", "ceasefire", "Rejection"),
    ("violate", "airspace", "Coercion"),
    ("threaten", None, "Threat"),
    ("warn", None, "Threat"),
    ("vow", None, "Agreement"),
    ("vow", "revenge", "Threat"),
    ("riot", None, "Protest"),
    ("block", "road", "Protest"),
    ("burn", "flag", "Protest"),
    ("take to", "street", "Protest"),
    ("impose", "sanction", "Sanction"),
    ("impose", "tariff", "Sanction"),
    ("impose", "curfew", "Coercion"),
    ("freeze", "asset", "Sanction"),
    ("expel", "diplomat", "Sanction"),
    ("recall", "ambassador", "Sanction"),
    ("sever", "tie", "Sanction"),
    ("close", "embassy", "Sanction"),
    ("close", "border", "Coercion"),
    ("ban", "import", "Sanction"),
    ("revoke", "visa", "Sanction"),
    ("deploy", "troop", "Mobilization"),
    ("scramble", "jet", "Mobilization"),
    ("enrich", "uranium", "Mobilization"),
    ("fire", "missile", "WeaponsTest"),
    ("fire", "shell", "Assault"),
    ("fire at", "rocket", "Assault"),
    ("launch", "satellite", "WeaponsTest"),
    ("test", "bomb", "WeaponsTest"),
    ("test-fire", None, "WeaponsTest"),
    ("simulate", "invasion", "MilitaryExercise"),
    ("seize", None, "Coercion"),
    ("arrest", None, "Coercion"),
    ("deport", None, "Coercion"),
    ("crack down", None, "Coercion"),
    ("hold", "hostage", "Coercion"),
    ("attack", None, "Assault"),
    ("shoot down", "balloon", "Assault"),
    ("open fire", None, "Assault"),
    ("blow up", None, "Assault"),
    ("kidnap", None, "Assault"),
    ("say", None, "Statement"),
    ("point out", None, "Statement"),
    ("uphold", "conviction", "Ruling"),
    ("acquit", None, "Ruling"),
    ("lay", "wreath", "Tribute"),
    ("pay tribute", None, "Tribute"),
    ("mark", "anniversary", "Tribute"),
    ("elect", None, "Appointment"),
    ("swear in", None, "Appointment"),
    ("step down", None, "Appointment"),
    ("win", "election", "Appointment"),
    ("dismiss", "minister", "Appointment"),
    ("dismiss", "lawsuit", "Ruling"),
    ("dismiss", None, "Rejection"),
    ("derail", None, "Incident"),
]
# noun, a word under its "of" (or None) -> class
NOUNS = [
    ("meeting", None, "Meeting"),
    ("talk", None, "Meeting"),
    ("peace talk", None, "Negotiation"),
    ("summit", None, "Summit"),
    ("conference", None, "Conference"),
    ("press conference", None, "Statement"),
    ("phone call", None, "Call"),
    ("call", None, "Request"),
    ("visit", None, "Visit"),
    ("accord", None, "Agreement"),
    ("apology", None, "Apology"),
    ("ceasefire", None, "Retreat"),
    ("cease-fire", None, "Retreat"),
    ("withdrawal", "troop", "Retreat"),
    ("withdrawal", "ambassador", "Sanction"),
    ("release", "hostage", "Concession"),
    ("lifting", "sanction", "Concession"),
    ("suspension", "aid", "Sanction"),
    ("expulsion", "diplomat", "Sanction"),
    ("sanction", None, "Sanction"),
    ("closure", "border", "Coercion"),
    ("invasion", None, "Assault"),
    ("strike", None, "Assault"),
    ("air strike", None, "Assault"),
    ("hunger strike", None, "Protest"),
    ("missile launch", None, "WeaponsTest"),
    ("launch", "missile", "WeaponsTest"),
    ("drill", None, "MilitaryExercise"),
    ("military exercise", None, "MilitaryExercise"),
    ("ruling", None, "Ruling"),
    ("wreath-laying", None, "Tribute"),
    ("election", None, "Appointment"),
    ("earthquake", None, "Incident"),
    ("demarche", None, "Accusation"),
    ("vote", "confidence", "Support"),
    ("show", "force", "Mobilization"),
]


def test_the_ontology_knows_these_classes() -> None:
    classes = load_ontology().event_classes
    assert {name: c.parent for name, c in classes.items()} == PARENTS


@pytest.fixture(scope="module")
def frames() -> Frames:
    return load_frames(parents=PARENTS)


def reading(options: tuple[Frame, ...], trigger: str, word: str | None) -> Frame:
    """The first frame, as they are sorted, that the trigger with this object fits."""
    return next(
        f
        for f in options
        if f.trigger == trigger and not f.subjects and (not f.objects or word in f.objects)
    )


def triggers(frames: Frames, *, noun: bool) -> dict[str, set[str]]:
    """The triggers of each class."""
    found: dict[str, set[str]] = {name: set() for name in PARENTS}
    for options in (frames.nouns if noun else frames.verbs).values():
        for frame in options:
            found[frame.event].add(frame.trigger)
    return found


@pytest.mark.parametrize(("trigger", "word", "event"), VERBS, ids=lambda x: str(x))
def test_verbs_name_their_events(
    frames: Frames, trigger: str, word: str | None, event: str
) -> None:
    assert reading(frames.verbs[trigger.split()[0]], trigger, word).event == event


@pytest.mark.parametrize(("trigger", "word", "event"), NOUNS, ids=lambda x: str(x))
def test_nouns_name_their_events(
    frames: Frames, trigger: str, word: str | None, event: str
) -> None:
    assert reading(frames.nouns[trigger.split()[-1]], trigger, word).event == event


def test_the_table_is_wide() -> None:
    assert len(VERBS) + len(NOUNS) >= 80
    assert {event for _, _, event in VERBS + NOUNS} == set(PARENTS)


def test_the_lexicon_is_wide(frames: Frames) -> None:
    verbs = set().union(*triggers(frames, noun=False).values())
    nouns = set().union(*triggers(frames, noun=True).values())
    assert len(verbs) >= 2400
    assert len(nouns) >= 2300
    assert len(frames.cues.speech.verbs) >= 150
    assert len(frames.light) >= 80


@pytest.mark.parametrize("event", sorted(PARENTS))
def test_every_class_has_triggers(frames: Frames, event: str) -> None:
    verbs, nouns = (triggers(frames, noun=noun)[event] for noun in (False, True))
    assert len(verbs | nouns) >= 8
    assert nouns, "a class must be named by nouns too"
    if event != "Summit":
        assert len(verbs) >= 4


def test_frames_are_sorted_from_the_most_specific(frames: Frames) -> None:
    for options in (*frames.verbs.values(), *frames.nouns.values()):
        ranks = [
            (
                -len((f.compound or f.particle or "").split()),
                -bool(f.objects) - bool(f.subjects),
                f.weak,
            )
            for f in options
        ]
        assert ranks == sorted(ranks)


def test_one_fallback_for_each_trigger(frames: Frames) -> None:
    for options in (*frames.verbs.values(), *frames.nouns.values()):
        plain = Counter(
            (f.particle, f.compound, f.clause, f.beside)
            for f in options
            if not f.objects and not f.subjects
        )
        assert max(plain.values(), default=1) == 1


def test_a_hyphened_trigger_is_found_whole_and_cut(frames: Frames) -> None:
    whole = next(f for f in frames.nouns["cease-fire"] if f.trigger == "cease-fire")
    cut = next(f for f in frames.nouns["fire"] if f.trigger == "cease-fire")
    assert (whole.compound, cut.compound, cut.event) == (None, "cease -", "Retreat")
    assert not any(f.trigger == "test-fire" for f in frames.verbs["fire"]), "verbs are not cut"


@pytest.mark.parametrize(
    ("trigger", "word", "key", "role"),
    [
        ("urge", None, "object", "recipient"),
        ("accuse", None, "object", "recipient"),
        ("accuse", None, "over", "topic"),
        ("agree", None, "with", "actor"),
        ("meet", None, "object", "actor"),
        ("visit", None, "object", "recipient"),
        ("host", None, "object", "actor"),
        ("host", None, "subject", "recipient"),
        ("send", "aid", "to", "recipient"),
        ("send", "aid", "object", None),
        ("deploy", "troop", "object", "actor"),
        ("impose", "sanction", "on", "recipient"),
        ("impose", "sanction", "object", None),
        ("fire", "missile", "toward", "recipient"),
        ("elect", None, "object", "actor"),
        ("discuss", None, "object", "topic"),
    ],
)
def test_roles(frames: Frames, trigger: str, word: str | None, key: str, role: str | None) -> None:
    assert reading(frames.verbs[trigger], trigger, word).roles.get(key) == role


def test_roles_come_from_the_superclass(frames: Frames) -> None:
    summit = reading(frames.nouns["summit"], "summit", None)
    meeting = reading(frames.nouns["meeting"], "meeting", None)
    assert summit.roles == meeting.roles
    assert summit.roles["between"] == "actor"
    assert all("none" not in f.roles.values() for options in frames.verbs.values() for f in options)


@pytest.mark.parametrize(
    ("status", "word"),
    [
        ("planned", "plan"),
        ("possible", "consider"),
        ("denied", "rule out"),
        ("ongoing", "continue"),
        ("consent", "accept"),
    ],
)
def test_cues(frames: Frames, status: str, word: str) -> None:
    assert word in getattr(frames.cues, status).verbs


@pytest.mark.parametrize(
    ("lemma", "word"), [("meet", "need"), ("seize", "opportunity"), ("deployment", "energy")]
)
def test_idioms_name_no_event(frames: Frames, lemma: str, word: str) -> None:
    assert word in frames.idioms[lemma]


def test_no_frame_asks_for_an_idiom(frames: Frames) -> None:
    clashes = [
        (lemma, frame.event, sorted(frame.objects & words))
        for lemma, words in frames.idioms.items()
        for frame in (*frames.verbs.get(lemma, ()), *frames.nouns.get(lemma, ()))
        if frame.objects & words and frame.particle is None and frame.compound is None
    ]
    assert clashes == []


def test_idioms_belong_to_triggers(frames: Frames) -> None:
    known = {*frames.verbs, *frames.nouns}
    assert [words for words in frames.idioms if words.split()[0] not in known] == []


def test_the_file_names_the_line_of_every_frame(frames: Frames) -> None:
    lines = (resources.folder("ontology") / "frames.toml").read_text(encoding="utf-8").splitlines()
    for options in frames.verbs.values():
        for frame in options:
            assert frame.line is not None
            assert lines[frame.line - 1] == "[[frame]]"
            assert f'"{frame.event}"' in lines[frame.line]


def test_loading_is_cached(frames: Frames) -> None:
    assert load_frames(parents=dict(reversed(PARENTS.items()))) is frames


NEW = """
[sets]
cable = ["cable", "pipeline"]
[light]
verbs = ["shoulder"]
[roles.Sabotage]
verb = { subject = "actor", off = "place" }
[[frame]]
event = "Sabotage"
verbs = ["sabotage", "cut", "tamper with"]
nouns = ["cable cutting"]
objects = ["@cable"]
status = "occurred"
roles = { off = "none", near = "place" }
[cues.planned]
verbs = ["scheme"]
[idioms]
cut = ["ribbon"]
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "more.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_an_extra_file_adds_a_class(tmp_path: Path) -> None:
    extra = load_frames((write(tmp_path, NEW),), parents=PARENTS | {"Sabotage": "Coercion"})
    frame = next(f for f in extra.verbs["tamper"] if f.event == "Sabotage")
    assert (frame.particle, frame.objects, frame.status) == (
        "with",
        {"cable", "pipeline"},
        "occurred",
    )
    assert frame.roles == {"subject": "actor", "near": "place"}
    assert extra.nouns["cutting"][0].roles["of"] == "recipient", "nouns keep the superclass's roles"
    assert "shoulder" in extra.light
    assert "hold" in extra.light
    assert "scheme" in extra.cues.planned.verbs
    assert "plan" in extra.cues.planned.verbs
    assert "ribbon" in extra.idioms["cut"]
    assert extra.sets["cable"] == {"cable", "pipeline"}


def test_an_extra_file_wins(tmp_path: Path) -> None:
    text = '[[frame]]\nevent = "Threat"\nverbs = ["congratulate"]\n'
    extra = load_frames((write(tmp_path, text),), parents=PARENTS)
    assert [f.event for f in extra.verbs["congratulate"]] == ["Threat"]


F = "[[frame]]\n"
FAULTS = [
    (F + 'event = "Meetin"\nverbs = ["xx"]', r"more.toml:1: .*Meetin.*no class of event.*Meeting"),
    (F + 'verbs = ["xx"]', r"more.toml:1: .*no event"),
    (
        "\n\n" + F + 'event = "Aid"\nverbs = ["xx"]\nobjects = ["@foo"]',
        r"more.toml:3: .*of Aid: .*@foo.*\[sets\] has",
    ),
    (F + 'event = "Aid"\nverb = ["xx"]', r"unknown key \"verb\"; use one of .*verbs"),
    (F + 'event = "Aid"', r"neither verbs nor nouns"),
    (F + 'event = "Aid"\nverbs = "xx"', r"verbs must be a list of strings"),
    (F + 'event = "Aid"\nverbs = ["Xx"]', r'"Xx"; write it in lower case'),
    (F + 'event = "Aid"\nverbs = ["xx", "xx"]', r'"xx" twice'),
    (F + 'event = "Aid"\nverbs = ["xx yy zz"]', r"more than two words"),
    (
        F + 'event = "Aid"\nverbs = ["xx"]\nstatus = "maybe"',
        r'status is "maybe"; use one of denied',
    ),
    (
        F + 'event = "Aid"\nverbs = ["xx"]\nroles = { to = "target" }',
        r'roles.to is "target"; use one of actor',
    ),
    (F + 'event = "Aid"\nverbs = ["xx"]\nroles = "actor"', r"roles must be a table"),
    (F + 'event = "Aid"\nverbs = ["xx"]\nweak = "yes"', r"weak must be true or false"),
    (
        F + 'event = "Aid"\nverbs = ["xx"]\n' + F + 'event = "Threat"\nverbs = ["xx"]',
        r'more.toml:4: .*"xx" stands under Aid at line 1',
    ),
    (
        F
        + 'event = "Aid"\nverbs = ["xx"]\nobjects = ["a", "b"]\n'
        + F
        + 'event = "Threat"\nverbs = ["xx"]\nobjects = ["b"]',
        r'"xx" with "b" stands under Aid',
    ),
    ('[roles.Nothing]\nverb = { to = "actor" }', r"\[roles.Nothing\]: .*no class"),
    ('[roles.Aid]\nverbs = { to = "actor" }', r'\[roles.Aid\]: unknown key "verbs"'),
    ("[sets]\na = 3", r"\[sets\]: a must be a list of strings"),
    ("[frames]\na = 3", r'unknown key "frames"; use one of cues, frame'),
    (
        '[cues.certain]\nverbs = ["xx"]',
        r"\[cues.certain\]: no such cue; use one of consent, denied",
    ),
    (
        '[cues.denied]\nverbs = ["xx"]\n[cues.planned]\nverbs = ["xx"]',
        r'"xx", which \[cues.denied\] has too',
    ),
    ("sets = 3", r"\[sets\]: must be a table"),
    ("frame = 3", r"\[\[frame\]\]"),
    ("[[frame", r"not a TOML file"),
]


@pytest.mark.parametrize(("text", "message"), FAULTS, ids=[str(n) for n in range(len(FAULTS))])
def test_a_faulty_file_is_told_where_and_what(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(OntologyError) as caught:
        load_frames((write(tmp_path, text),), parents=PARENTS)
    assert re.search(message, str(caught.value)), str(caught.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(OntologyError, match="nowhere.toml: cannot be read"):
        load_frames((tmp_path / "nowhere.toml",), parents=PARENTS)
