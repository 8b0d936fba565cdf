"""Who says so, and in what words, on parses built by hand."""

from __future__ import annotations

from functools import cache

import pytest

from comity.extract.attribution import Attribution
from comity.extract.quotations import Quotations
from comity.extract.records import Argument, Candidate
from comity.extract.tokens import Doc
from comity.model import Role, Status
from extract.parses import parse, refer, token

KENYA, CHAD, OTIENO = "Kenya = state/ken", "Chad = state/tcd", "Otieno = person/otieno"


@cache
def attribute() -> Attribution:
    """The component, made when a test first asks for it."""
    return Attribution()


def candidate(doc: Doc, word: str, type_: str, *actors: str) -> Candidate:
    at = token(doc, word).i
    arguments = tuple(Argument(actor, Role.ACTOR, 0, 1) for actor in actors)
    return Candidate(
        type_, at, at + 1, arguments, None, None, Status.OCCURRED, (), None, (0,), "verb:x", 0.8
    )


SAID = "Chad/NNP/nsubj/fled fled/VBD/ccomp/said ,/,/punct/said {0} said/VBD/ROOT"
# the sentence, the names in it, the event word, who acts, the source
SOURCES = [
    pytest.param(SAID.format("Otieno/NNP/nsubj/said"), [CHAD, OTIENO], "fled", "state/tcd", "person/otieno", id="said, after the event"),
    pytest.param("Otieno/NNP/nsubj/said said/VBD/ROOT that/IN/mark/fled Chad/NNP/nsubj/fled fled/VBD/ccomp/said", [CHAD, OTIENO], "fled", "state/tcd", "person/otieno", id="said, before the event"),
    pytest.param("Chad/NNP/nsubj/fled fled/VBD/ROOT ,/,/punct/fled Otieno/NNP/nsubj/said said/VBD/parataxis/fled", [CHAD, OTIENO], "fled", "state/tcd", "person/otieno", id="the parse has it the other way round"),
    pytest.param(SAID.format("several/JJ/amod/sources government/NN/compound/sources sources/NNS/nsubj/said"), [CHAD], "fled", "state/tcd", "several government sources", id="words where it is nobody known"),
    pytest.param(SAID.format("Chad/NNP/nsubj/said"), [CHAD, "Chad~2 = state/tcd"], "fled", "state/tcd", None, id="who acts is no source"),
    pytest.param("Chad/NNP/nsubj/fled fled/VBD/ROOT ,/,/punct/fled according/VBG/prep/fled to/IN/prep/according Otieno/NNP/pobj/to", [CHAD, OTIENO], "fled", "state/tcd", "person/otieno", id="according to"),
    pytest.param("Chad/NNP/nsubj/fled fled/VBD/ROOT ,/,/punct/fled according/VBG/prep/fled to/IN/prep/according a/DT/det/report report/NN/pobj/to", [CHAD], "fled", "state/tcd", "a report", id="according to words"),
    pytest.param("Chad/NNP/nsubj/fled fled/VBD/ROOT", [CHAD], "fled", "state/tcd", None, id="nobody"),
    pytest.param("Chad/NNP/nsubj/knew knew/VBD/ROOT that/IN/mark/fled Kenya/NNP/nsubj/fled fled/VBD/ccomp/knew", [CHAD, KENYA], "fled", "state/ken", None, id="knowing is no speech"),
    pytest.param("Chad/NNP/nsubj/fled fled/VBD/ccomp/said after/IN/mark/praised Kenya/NNP/nsubj/praised praised/VBD/advcl/fled it/PRP/dobj/praised ,/,/punct/said Otieno/NNP/nsubj/said said/VBD/ROOT", [CHAD, KENYA, OTIENO], "praised", "state/ken", "person/otieno", id="a clause below what was said"),
    pytest.param(SAID.format("Kenyan/JJ/nsubj/said"), [CHAD, "Kenyan = state/ken adjective"], "fled", "state/tcd", "Kenyan", id="an adjective is nobody"),
]  # fmt: skip


@pytest.mark.parametrize(("table", "names", "word", "actor", "expected"), SOURCES)
def test_source(table: str, names: list[str], word: str, actor: str, expected: str | None) -> None:
    doc = parse(table)
    refer(doc, *names)
    doc._.candidates = (candidate(doc, word, "Retreat", actor),)
    (found,) = attribute()(doc)._.candidates
    assert found.source == expected
    assert found.quote is None


# the sentence, the names in it, who says so, the words of another event in it, whether the saying is an event too
MERE = [
    pytest.param(SAID.format("Otieno/NNP/nsubj/said"), [CHAD, OTIENO], "person/otieno", "fled", False, id="only names the source"),
    pytest.param(SAID.format("Otieno/NNP/nsubj/said"), [CHAD, OTIENO], "person/otieno", "", True, id="a person says something that is no event"),
    pytest.param(SAID.format("Kenya/NNP/nsubj/said"), [CHAD, KENYA], "state/ken", "", False, id="nobody in person says so"),
    pytest.param("Otieno/NNP/nsubj/said said/VBD/ROOT that/IN/mark/fled Chad/NNP/nsubj/fled fled/VBD/ccomp/said", [CHAD, OTIENO], "person/otieno", "fled", True, id="says so first"),
]  # fmt: skip


@pytest.mark.parametrize(("table", "names", "speaker", "event", "kept"), MERE)
def test_a_speech_verb_that_only_names_its_source_is_no_event(
    table: str, names: list[str], speaker: str, event: str, kept: bool
) -> None:
    doc = parse(table)
    refer(doc, *names)
    others = (candidate(doc, event, "Retreat", "state/tcd"),) if event else ()
    doc._.candidates = (*others, candidate(doc, "said", "Statement", speaker))
    types = [c.type for c in attribute()(doc)._.candidates]
    assert types == ["Retreat"] * bool(event) + ["Statement"] * kept


def quoting(words: str) -> Doc:
    """A sentence in which Otieno says `words`, with plain quotation marks."""
    inside = " ".join(f"{w}/NN/dep/said" for w in words.split())
    doc = parse(f"\"/``/punct/said {inside} \"/''/punct/said Otieno/NNP/nsubj/said said/VBD/ROOT")
    refer(doc, OTIENO)
    doc._.candidates = (candidate(doc, "said", "Statement", "person/otieno"),)
    return attribute()(Quotations()(doc))


@pytest.mark.parametrize("words", ["peace now", "we fear no flood and no drought at all now"])
def test_quote(words: str) -> None:
    assert quoting(words)._.candidates[0].quote == words


def test_of_two_quotes_the_longer() -> None:
    doc = parse(
        "\"/``/punct/said peace/NN/dep/said \"/''/punct/said said/VBD/ROOT Otieno/NNP/nsubj/said "
        "\"/``/punct/said peace/NN/dep/said and/CC/dep/said bread/NN/dep/said \"/''/punct/said"
    )
    refer(doc, OTIENO)
    doc._.candidates = (candidate(doc, "said", "Statement", "person/otieno"),)
    assert attribute()(Quotations()(doc))._.candidates[0].quote == "peace and bread"


@pytest.mark.parametrize(
    ("words", "kept"),
    [("we fear no flood and no drought now", True), ("we fear no flood now", False)],
    ids=["eight words", "five"],
)
def test_a_long_quotation_is_an_event_whoever_says_it(words: str, kept: bool) -> None:
    inside = " ".join(
        f"{w}/NN/dep/fear" if w != "fear" else "fear/VBP/ccomp/said" for w in words.split()
    )
    doc = parse(f"\"/``/punct/said {inside} \"/''/punct/said Kenya/NNP/nsubj/said said/VBD/ROOT")
    refer(doc, KENYA)
    doc._.candidates = (candidate(doc, "said", "Statement", "state/ken"),)
    assert bool(attribute()(Quotations()(doc))._.candidates) is kept
