"""The verb `brief`, and what it writes: nothing that the graph does not hold, and every sentence with its source."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import samples
import short_articles
from analysis.world import SEEDS, seeds
from comity import findings, graphs, reader
from comity.asof import known_before, told
from comity.cli import briefing
from comity.errors import AnalysisError
from comity.extractions import load_all
from comity.findings.briefs import EVERY, SECTIONS, Brief, Statement, brief, to_json, to_markdown
from comity.findings.briefs.dossier import to_dossier
from comity.findings.briefs.naming import to_names
from comity.findings.briefs.parties import with_article
from comity.findings.briefs.verbs import ALONE, TOWARDS
from comity.knowledge.ontology import load_ontology
from comity.model import Aspect, Event, Knowledge, Precision, Status, When
from comity.nets import Choice
from comity.nets.states import state_of
from comity.network import VERBS
from command_line import Run

ONTOLOGY = load_ontology()
JAPAN, KOREA, KISHIDA = "state/jpn", "state/kor", "person/fumio-kishida"
SUBJECTS = (
    (JAPAN, KOREA),
    (KISHIDA,),
    ("issue/forced-labour",),
    (KOREA,),
    (JAPAN, "issue/security"),
)


@cache
def of(*subjects: str) -> Brief:
    return brief(seeds(), ONTOLOGY, subjects)


def section(made: Brief, name: str) -> tuple[Statement, ...]:
    return next(s for s in made.sections if s.name == name).statements


def text(article: str) -> str:
    return (SEEDS / article).read_bytes().decode("utf-8")


@pytest.mark.parametrize("subjects", SUBJECTS, ids=" ".join)
def test_every_sentence_has_a_source_that_stands_in_its_article(subjects: tuple[str, ...]) -> None:
    made = of(*subjects)
    dyad = len(subjects) == 2 and all(s.startswith("state/") for s in subjects)
    assert [s.name for s in made.sections] == [n for n in SECTIONS if n != "course" or dyad]
    notes = {note.sentence.id: note for note in made.notes}
    assert [note.number for note in made.notes] == list(range(1, len(made.notes) + 1))
    for statement in made.statements:
        assert statement.cites, statement.text
        assert set(statement.cites) <= set(notes)
        assert statement.events or statement.claims
    for note in made.notes:
        assert note.sentence.span.of(text(note.article.name)) == note.sentence.text
        assert note.article in seeds().citations


@pytest.mark.parametrize("subjects", SUBJECTS, ids=" ".join)
def test_a_sentence_cites_reports_of_what_it_tells(subjects: tuple[str, ...]) -> None:
    events = {e.id: e for e in seeds().events}
    reports = {r.id: r for r in seeds().reports}
    claims = {c.id: c for c in seeds().claims}
    for statement in of(*subjects).statements:
        own = {s for e in statement.events for r in events[e].reports for s in reports[r].sentences}
        own |= {s for c in statement.claims for s in claims[c].sentences}
        assert set(statement.cites) <= own


def _words() -> set[str]:
    """Every word that the graph of the seeds holds."""
    known = seeds()
    texts = [name for e in known.entities for name in (e.name, *e.aliases)]
    texts += [s.text for s in known.sentences] + [c.title or "" for c in known.claims]
    texts += [r.source or "" for r in known.reports]
    texts += [part or "" for c in known.citations for part in (c.publisher, c.name)]
    texts += [i.label for i in (*known.issues, *ONTOLOGY.issues.values())]
    return {word for t in texts for word in re.findall(r"\w+", t.casefold())}


FRAME = set(
    """Alliances April August December February January July June March May November October September Of Ahead Someone
    Made Called Expressed Criticised Spoke Rejected Threatened Protested Undated Last Next Met Planned In Past Continue
    Continues""".casefold().split()
)


@pytest.mark.parametrize("subjects", SUBJECTS, ids=" ".join)
def test_nothing_is_named_that_is_not_in_the_graph(subjects: tuple[str, ...]) -> None:
    texts = [s.text for s in of(*subjects).statements]
    named = {word.casefold() for t in texts for word in re.findall(r"\b[A-Z]\w+", t)}
    assert named - _words() - FRAME == set()


def _side(name: str, known: Knowledge) -> set[str]:
    return {e.id for e in known.entities if state_of(e.code) == name}


def test_each_event_between_the_two_stands_once_in_the_timeline() -> None:
    sides = [_side(name, seeds()) for name in (JAPAN, KOREA)]
    between = {
        e.id for e in seeds().events if all({*e.actors, *e.recipients} & side for side in sides)
    }
    told_ = [e for s in section(of(JAPAN, KOREA), "timeline") for e in s.events]
    assert len(told_) == len(set(told_))
    assert between <= set(told_)
    either = {e.id for e in seeds().events if {*e.actors, *e.recipients} & set.union(*sides)}
    assert set(told_) <= either
    assert set(told_) - between


_ACTORS = sorted({a for e in samples.KNOWLEDGE.events for a in (*e.actors, *e.recipients)})


@given(
    pair=st.sampled_from(list(combinations(_ACTORS, 2))),
    kept=st.sets(st.sampled_from(range(len(samples.KNOWLEDGE.events)))),
)
@settings(max_examples=60, deadline=None)
def test_every_event_is_told_once_whatever_the_graph(pair: tuple[str, str], kept: set[int]) -> None:
    events = tuple(e for n, e in enumerate(samples.KNOWLEDGE.events) if n in kept)
    known = replace(samples.KNOWLEDGE, events=events)
    try:
        made = brief(known, ONTOLOGY, pair)
    except AnalysisError as error:
        assert "nothing in common" in str(error)  # noqa: PT017  # either answer is right
        return
    told_ = [s.events for s in section(made, "timeline")]
    assert sorted(told_) == sorted((e.id,) for e in to_dossier(known, ONTOLOGY, pair, EVERY).events)
    days = [e.when.earliest for n in told_ for e in events if e.id in n and e.when]
    dated = [d for d in days if d]
    assert dated == sorted(dated)


def test_the_same_bytes_twice_in_whatever_order_a_graph_is_given() -> None:
    known = seeds()
    other = Knowledge(*(tuple(reversed(part)) for part in (
        known.citations, known.entities, known.sentences, known.reports, known.claims, known.events, known.issues,
    )), copies=known.copies)  # fmt: skip
    for write in (to_markdown, to_json):
        assert write(brief(other, ONTOLOGY, (JAPAN, KOREA))) == write(of(JAPAN, KOREA))


LOOKS = [
    ((JAPAN, KOREA), "timeline", "Seoul. Fumio Kishida visited South Korea", "happened"),
    ((JAPAN, KOREA), "planned", "is to hold a summit with", "planned"),
    ((JAPAN, KOREA), "agreements", "1965. Japan agreed with South Korea", "happened"),
    ((JAPAN, KOREA), "met", "Fumio Kishida and Yoon Suk Yeol, ", "happened"),
    ((KISHIDA,), "offices", "Fumio Kishida: Prime Minister of Japan, in articles of", ""),
]


@pytest.mark.parametrize(("subjects", "name", "words", "status"), LOOKS)
def test_the_seeds_are_told_as_a_reader_would(
    subjects: tuple[str, ...], name: str, words: str, status: str
) -> None:
    found = [
        s for s in section(of(*subjects), name) if words in s.text.replace("Suk-yeol", "Suk Yeol")
    ]
    assert found
    assert status in {s.status for s in found}


def test_the_course_is_that_of_the_findings() -> None:
    made = section(of(JAPAN, KOREA), "course")
    study = findings.study(seeds(), ONTOLOGY, Choice(), pair=("Japan", "South Korea"))
    rows = findings.SECTIONS["course"](study).rows
    assert [s.lead for s in made] == [row.cells[0] for row in rows]
    assert [s.events for s in made] == [row.events for row in rows]
    events = {e.id: e for e in seeds().events}
    for statement, row in zip(made, rows, strict=True):
        assert f"is {row.cells[1]:.2f}".replace("-", "−") in statement.text
        assert len(statement.cites) == len(
            {c for e in row.events for c in _first(events[e])} & set(statement.cites)
        )
        assert "chance" in statement.small
    assert {s.name: s.chart is not None for s in of(JAPAN, KOREA).sections}["course"]


def _first(event: Event) -> set[str]:
    return {s for r in seeds().reports if r.id in event.reports for s in r.sentences[:1]}


def test_statuses_stand_apart() -> None:
    events = {e.id: e for e in seeds().events}
    for statement in section(of(JAPAN, KOREA), "timeline"):
        status = events[statement.events[0]].status
        said = re.search(
            r"\b(is to|are to|may|continues? to|did not)\b", statement.text.split(":")[0]
        )
        assert (said is None) is (status is Status.OCCURRED), statement.text
    planned = {e for s in section(of(JAPAN, KOREA), "planned") for e in s.events}
    assert {events[e].status for e in planned} <= {Status.PLANNED, Status.POSSIBLE}
    assert planned


SAMPLES = [
    ("Ethiopia did not threaten Kenya, according to Ethiopia", samples.THREAT_EVENT),
    ("11–20 March 2031. Ethiopia did not", samples.THREAT_EVENT),
    ("12 March 2031, Nairobi. Amina Otieno held a summit with Dawit Bekele.", samples.SUMMIT_EVENT),
    ("April 2031, Mombasa. Dawit Bekele is to visit Kenya (inferred), as told on 13 March 2031", samples.VISIT_EVENT),
    ("2031. Lúcia Moraes criticised Ethiopia", samples.ACCUSATION_EVENT),
    ("“soon” (date not resolved). Brazil may take a punitive measure against Ethiopia (about: Trade), according to {officials}",
     samples.SANCTION_EVENT),
    ("Amina Otieno made a statement (about: International security; Territorial dispute): ‘“We will", samples.STATEMENT_EVENT),
    ("Ethiopia tested weapons", samples.TEST_EVENT),
]  # fmt: skip


@pytest.mark.parametrize(("words", "event"), SAMPLES, ids=[w for w, _ in SAMPLES])
def test_words(words: str, event: Event) -> None:
    acting = [*event.actors, *event.recipients]
    found = section(brief(samples.KNOWLEDGE, ONTOLOGY, acting[:1]), "timeline")
    said = next(s.text for s in found if s.events == (event.id,))
    assert words in said


def told_as(**changes: object) -> str:
    """The sample's summit with these changes, as it is told."""
    event = replace(samples.SUMMIT_EVENT, **changes)  # type: ignore[arg-type]  # fields by name
    known = replace(samples.KNOWLEDGE, events=(event,))
    return section(brief(known, ONTOLOGY, (samples.OTIENO,)), "timeline")[0].text


def test_every_class_has_a_verb_for_what_is_done_to_nobody() -> None:
    assert set(ALONE) == set(TOWARDS) == set(VERBS)
    for name in ONTOLOGY.event_classes:
        assert not {*ONTOLOGY.ancestors(name)}.isdisjoint(ALONE), name


def test_the_longer_title_of_one_office_in_one_article_is_left_out() -> None:
    office = next(c for c in samples.CLAIMS if c.subject == samples.OTIENO)
    others = tuple(
        replace(office, id=f"claim/{n}", title=title, article=article)
        for n, (title, article) in enumerate(
            [("Photo President", office.article), ("Deputy President", samples.SUMMIT.article)]
        )
    )
    known = replace(samples.KNOWLEDGE, claims=(*samples.CLAIMS, *others))
    said = section(brief(known, ONTOLOGY, (samples.OTIENO,)), "offices")[0].text
    assert (
        "Otieno: Deputy President of Kenya, in an article of 21 March 2031; President of Kenya"
        in said
    )
    assert "Photo" not in said


def test_direction_and_number() -> None:
    pair = {
        "actors": (samples.OTIENO,),
        "recipients": (samples.ETHIOPIA,),
        "place": None,
        "when": None,
    }
    assert "Amina Otieno threatened Ethiopia" in told_as(type="Threat", **pair)
    back = {**pair, "actors": (samples.ETHIOPIA,), "recipients": (samples.OTIENO,)}
    assert "Ethiopia threatened Amina Otieno" in told_as(type="Threat", **back)
    both = {**pair, "actors": (samples.BEKELE, samples.OTIENO)}
    both["recipients"] = (samples.BRAZIL,)
    assert "Amina Otieno and Dawit Bekele are to criticise Brazil" in told_as(
        type="Accusation", status=Status.PLANNED, **both
    )
    assert "Someone unnamed criticised Amina Otieno" in told_as(
        type="Accusation", **{**pair, "actors": (), "recipients": (samples.OTIENO,)}
    )
    nowhere = {"actors": (samples.OTIENO,), "recipients": (), "when": None}
    assert "Amina Otieno visited Nairobi." in told_as(type="Visit", **nowhere)
    assert "Amina Otieno made a visit." in told_as(type="Visit", place=None, **nowhere)
    assert "Amina Otieno (Kenya) met Dawit Bekele (Ethiopia)" in told_as(
        type="Meeting", actors=(samples.BEKELE, samples.OTIENO, samples.ETHIOPIA, samples.KENYA)
    )


@pytest.mark.parametrize(
    ("first", "last", "precision", "shown"),
    [
        ("1910-01-01", "1945-12-31", Precision.INTERVAL, "1910–1945, Nairobi."),
        ("2031-03-01", "2031-03-31", Precision.MONTH, "March 2031, Nairobi."),
        ("2031-03-05", "2031-03-31", Precision.INTERVAL, "5–31 March 2031 (“later”), Nairobi."),
    ],
)
def test_a_date_is_never_more_precise_than_known(
    first: str, last: str, precision: Precision, shown: str
) -> None:
    when = When(date.fromisoformat(first), date.fromisoformat(last), precision, "later")
    said = told_as(when=when)
    assert said.replace(" (“later”)", "").startswith(shown.replace(" (“later”)", ""))
    assert ("(“later”)" in said) is (precision is Precision.INTERVAL)


def test_contradictions_stand_side_by_side() -> None:
    event = replace(samples.SUMMIT_EVENT, disputed=(Aspect.LABEL,))
    known = replace(samples.KNOWLEDGE, events=(event,))
    made = brief(known, ONTOLOGY, (samples.KENYA, samples.ETHIOPIA))
    said = next(s for s in section(made, "disputes") if s.events)
    assert (
        "On the kind of event, articles differ: meeting (“met”) (The Lamu Courier, 13 March 2031); "
        in said.text
    )
    assert "summit (“held a summit”) (addis.jsonl:7, 21 March 2031)." in said.text
    assert len(said.cites) == 2
    assert "articles differ on the kind of event" in section(made, "timeline")[0].text
    dispute = section(made, "disputes")[0].text
    assert dispute.startswith("Ethiopia is in dispute with Kenya (over: Territorial dispute)")


def test_copies_are_cited_once() -> None:
    known = samples.KNOWLEDGE
    articles = tuple(sorted({samples.MET.article, samples.SUMMIT.article}))
    event = replace(samples.SUMMIT_EVENT, trust=replace(samples.SUMMIT_EVENT.trust, sources=1, origins=(articles[0],) * 2))  # fmt: skip
    others = tuple(e for e in known.events if e.id != event.id)
    made = brief(
        replace(
            known, events=tuple(sorted((*others, event), key=lambda e: e.id)), copies=(articles,)
        ),
        ONTOLOGY,
        (samples.OTIENO, samples.BEKELE),
    )
    summit = next(s for s in section(made, "timeline") if s.events == (event.id,))
    assert len(summit.cites) == 1
    assert summit.trusted.endswith("1 source")
    note = next(n for n in made.notes if n.sentence.id == summit.cites[0])
    assert [c.id for c in note.copies] == [a for a in articles if a != note.article.id]
    assert "Also in" in to_markdown(made)


def test_decisions_of_people_are_said() -> None:
    made = brief(samples.curated(), ONTOLOGY, (samples.ETHIOPIA,))
    test = next(s for s in section(made, "timeline") if s.events == (samples.TEST_EVENT.id,))
    assert "by a decision of Ana Ruiz" in test.text
    assert "decision" not in to_markdown(brief(samples.KNOWLEDGE, ONTOLOGY, (samples.ETHIOPIA,)))


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Blue House", "the Blue House"),
        ("Biden's administration", "Biden's administration"),
        ("United States", "the United States"),
        ("Kenya", "Kenya"),
    ],
)
def test_the_article_of_a_name(name: str, shown: str) -> None:
    known = replace(
        samples.KNOWLEDGE,
        entities=tuple(
            replace(e, name=name) if e.id == samples.BRAZIL else e for e in samples.ENTITIES
        ),
    )
    dossier = to_dossier(known, ONTOLOGY, (samples.BRAZIL,), EVERY)
    assert with_article(samples.BRAZIL, dossier) == shown
    assert with_article("A spokesperson", dossier) == "a spokesperson"
    assert with_article("Anonymous sources", dossier) == "Anonymous sources"


def test_a_state_has_its_people_and_an_organisation_its_officers() -> None:
    known = samples.KNOWLEDGE
    subjects = to_dossier(known, ONTOLOGY, (samples.KENYA, samples.ETHIOPIA), EVERY).subjects
    assert subjects[0].members == {samples.KENYA, samples.OTIENO, samples.MINISTRY}
    assert samples.NAIROBI_CITY not in subjects[0].members
    overlapping = to_dossier(known, ONTOLOGY, (samples.KENYA, samples.OTIENO), EVERY).subjects
    assert overlapping[0].members == {samples.KENYA, samples.MINISTRY}
    assert overlapping[1].members == {samples.OTIENO}


@pytest.mark.parametrize(
    ("subjects", "message"),
    [
        ((samples.KENYA, samples.KENYA), "both are Kenya"),
        ((samples.ALEMU, samples.MORAES), "nothing in common here; Tadesse Alemu has most to do with nobody; Lúcia Moraes has most to do with Ethiopia"),
        (("person/nobody",), "no actor and no issue person/nobody"),
        ((), "0 are given"),
    ],
)  # fmt: skip
def test_what_cannot_be_briefed_on(subjects: tuple[str, ...], message: str) -> None:
    with pytest.raises(AnalysisError, match=re.escape(message)):
        brief(samples.KNOWLEDGE, ONTOLOGY, subjects)


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("Kenya's Otieno left.", {samples.KENYA, samples.OTIENO}),
        ("President Otieno left for Addis Ababa", {samples.OTIENO, samples.ETHIOPIA}),
        ("the Lamu Accords", set()),
        ("Nairobi, not otieno", {samples.NAIROBI_CITY}),
    ],
)
def test_names_in_sentences(words: str, named: set[str]) -> None:
    assert to_names(samples.ENTITIES).within(words) == named


def test_empty_sections_say_so() -> None:
    made = brief(samples.KNOWLEDGE, ONTOLOGY, (samples.MORAES,))
    shown = to_markdown(made)
    for part in made.sections:
        assert (part.nothing in shown) is (not part.statements)
    assert "No agreement and no alliance is told." in shown
    assert "Nothing is told to be planned or possible." in shown


def test_every_article_that_is_drawn_on_is_counted() -> None:
    for subjects in SUBJECTS:
        made = of(*subjects)
        cited = {note.article.id for note in made.notes}
        found = re.search(r"From (\d+) articles?", " ".join(made.facts))
        assert found is not None
        assert len(cited) <= int(found[1]) <= len(seeds().citations)


def test_a_period_and_its_words() -> None:
    choice = replace(EVERY, first=date(2031, 3, 1), last=date(2031, 3, 31))
    made = brief(samples.KNOWLEDGE, ONTOLOGY, (samples.BEKELE,), choice)
    within = {samples.SUMMIT_EVENT.id, samples.AGREEMENT_EVENT.id}
    assert {e for s in section(made, "timeline") for e in s.events} == within
    assert "Events from 1 March 2031 to 31 March 2031 only" in " ".join(made.facts)


ROWS = {
    "a": ("2031-03-01", "Amina Otieno will hold a summit with Dawit Bekele on 2031-03-12."),
    "b": ("2031-03-13", "Otieno met Bekele in Nairobi on 2031-03-12.\nAmina Otieno accused Brazil over tea duties."),
    "c": ("2031-03-20", "Amina Otieno is President of Kenya.\nOtieno met Bekele in Port Lamu on 2031-03-19."),
    "d": (None, "Otieno met Bekele in Port Lamu on 2031-02-15."),
}  # fmt: skip


@pytest.fixture
def graph(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A graph of four articles, one of them without a day, read by patterns instead of by the model."""
    monkeypatch.setattr(reader, "load_pipeline", lambda *, gazetteer: None)
    monkeypatch.setattr(
        reader,
        "extract_all",
        short_articles.one_by_one(lambda _, article: short_articles.extraction(article)),
    )
    table = tmp_path / "rows.jsonl"
    rows = [{"id": name, "text": text_, "published": day} for name, (day, text_) in ROWS.items()]
    table.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    graphs.build(table, output=tmp_path / "build")
    return tmp_path / "build"


def test_since_tells_what_changed(graph: Path, comity: Run) -> None:
    def news(since: str) -> list[str]:
        done = comity("brief", "Otieno", graph, "--since", since, "-f", "json")
        assert done.code == 0, done.err
        last = json.loads(done.out)["sections"][-1]
        assert last["section"] == "news"
        return [f"{g['title']}: {s['text']}" for g in last["groups"] for s in g["statements"]]

    first = news("2031-03-02")
    assert first[1].startswith(
        "Became known: 19 March 2031, Port Lamu. Amina Otieno met Dawit Bekele"
    )
    assert first[0].startswith(
        "Was confirmed: 12 March 2031, Nairobi. Planned → happened: Amina Otieno"
    )
    assert any(
        "Amina Otieno voiced criticism" in n or "Amina Otieno criticised Brazil" in n for n in first
    )
    assert first[-1].startswith("New standing facts: Amina Otieno: President of Kenya")
    assert not any("15 February" in n for n in first)
    late = news("2031-03-14")
    assert len(late) == 2
    assert "19 March 2031" in late[0]
    assert news("2031-03-21") == []
    assert not any("12 March" in n for n in news("2031-03-20"))


def test_before_the_day_and_without_days(graph: Path) -> None:
    read = told(graph)
    assert read == load_all(graph)
    known = known_before(read, date(2031, 3, 13), undated=False)
    assert [c.name for c in known.citations] == ["a"]
    assert {c.name for c in known_before(read, date(2031, 3, 13), undated=True).citations} == {
        "a",
        "d",
    }
    assert known_before(read, date(2031, 3, 1), undated=False).events == ()


def test_on_the_command_line_as_text(comity: Run, sample_graph: Path) -> None:
    done = comity("brief", "kenya", "ETH", sample_graph)
    assert (done.code, done.err) == (0, "")
    for words in ("Kenya and Ethiopia", "In short", "Timeline", "[1]", "Sources", "How to read it", "is in dispute with"):  # fmt: skip
        assert words in done.out


def test_a_long_one_says_how_to_shorten_it(
    comity: Run, sample_graph: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(briefing, "_LONG", 3)
    done = comity("brief", "Kenya", sample_graph)
    assert done.code == 0
    assert "statements are long for a brief; --from and --to" in done.err


@pytest.mark.parametrize(
    "names", [("Lucia moraes",), ("person/lucia-moraes",), ("MORAES",), ("eth",), ("Territorial dispute",)]
)  # fmt: skip
def test_a_subject_goes_by_any_of_its_names(
    comity: Run, sample_graph: Path, names: tuple[str, ...]
) -> None:
    done = comity("brief", *names, sample_graph, "-f", "json")
    assert done.code == 0, done.err
    subject = json.loads(done.out)["subjects"][0].removeprefix("https://w3id.org/comity/id/")
    assert subject in {samples.MORAES, samples.ETHIOPIA, samples.BORDER}


@pytest.mark.parametrize("form", ["md", "json", "html"])
def test_in_a_file_twice_the_same(
    comity: Run, sample_graph: Path, tmp_path: Path, form: str
) -> None:
    file = tmp_path / f"made.{form}"
    done = comity("brief", "Kenya", "Ethiopia", sample_graph, "-o", file)
    assert (done.code, done.out) == (0, "")
    assert "statements on" in done.err
    again = comity("brief", "Kenya", "Ethiopia", sample_graph, "-f", form).out
    assert file.read_text("utf-8") == again
    assert [p.name for p in tmp_path.iterdir()] == [file.name]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("Atlantis",), "nothing in this graph is called 'Atlantis'"),
        (("Kenia",), "did you mean"),
        (("disputes",), "told of most: International security (3)"),
        (("Kenya", "KEN"), "both are Kenya"),
        (("Kenya", "Ethiopia", "Brazil"), "3 are given"),
        (("Kenya", "-o", "found.xls"), ".md, .html, .json"),
        (("Kenya", "-o", "found.md", "-f", "table"), "for the terminal"),
        (("Kenya", "--from", "2031-02-01", "--to", "2031-01-01"), "earlier day first"),
        (("Kenya", "--since", "May"), "%Y-%m-%d"),
        (("Moraes", "Alemu"), "nothing in common"),
    ],
)
def test_wrong_use(
    comity: Run, sample_graph: Path, arguments: tuple[str, ...], message: str
) -> None:
    names = [a for a in arguments if not a.startswith("-")]
    first = next((n for n, a in enumerate(arguments) if a.startswith("-")), len(arguments))
    done = comity("brief", *arguments[:first], sample_graph, *arguments[first:])
    assert names
    assert (done.code, done.out) == (2, "")
    assert message in " ".join(done.err.split())


def test_as_of_a_day(graph: Path, comity: Run) -> None:
    done = comity("brief", "Otieno", "Bekele", graph, "--as-of", "2031-03-12", "-f", "md")
    assert done.code == 0, done.err
    assert "As it could be known on 12 March 2031." in done.out
    assert "Amina Otieno is to hold a summit with Dawit Bekele, as told on 1 March 2031" in done.out
    assert "Port Lamu" not in done.out
    today = comity("brief", "Otieno", "Bekele", graph, "-f", "md").out
    assert "told also as planned on 1 March 2031" in today
    assert "From 4 articles, published 1 March 2031 to 20 March 2031, 1 without a day." in today


def test_json_says_where_each_sentence_stands(comity: Run, sample_graph: Path) -> None:
    data = json.loads(comity("brief", "Kenya", "Ethiopia", sample_graph, "-f", "json").out)
    texts = {a.name: a.text for a in samples.ARTICLES}
    notes = {n["note"]: n for n in data["notes"]}
    for note in notes.values():
        assert texts[note["file"]][note["start"] : note["end"]] == note["quote"]
        assert note["url"] is None or note["url"].startswith("https://example.org/")
    said = [s for part in data["sections"] for g in part["groups"] for s in g["statements"]]
    assert said
    assert all(s["notes"] and set(s["notes"]) <= set(notes) for s in said)
    assert all(part["nothing"] for part in data["sections"] if not part["groups"])
