"""What bears on no relations between states or within them, by who takes part and the words around."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc

from comity.extract.fields import is_private, matters
from comity.extract.records import Argument, Candidate, OfficeRead, Reference
from comity.knowledge.fields import load_fields
from comity.model import Entity, Role, Status
from extract.parses import VOCAB

WORDS = {
    "signed a deal": "Agreement",
    "attacked": "Assault",
    "banned straw": "Sanction",
    "opened a museum": "Support",
    "signed a treaty": "Agreement",
    "lost the marathon to": "Rejection",
    "met": "Meeting",
}
PLOVER = {"Assault": "ASSAULT", "Sanction": "SANCTION", "Meeting": "CONSULT"}


def sentences(*texts: str) -> Doc:
    words = [word for text in texts for word in text.split()]
    starts = [i == 0 for text in texts for i in range(len(text.split()))]
    doc = Doc(VOCAB, words=words, sent_starts=starts, lemmas=[word.lower() for word in words])
    doc._.references, doc._.offices, doc._.entities = (), (), {}
    return doc


def told(actor: str, words: str, other: str = "") -> tuple[Doc, Candidate]:
    """A sentence "X signed a deal", with what each name stands for."""
    doc = sentences(f"X {words} {'Y' if other else ''}")
    end = len(doc) - 1
    arguments = [Argument(actor, Role.ACTOR, 0, 1)]
    arguments += [Argument(other, Role.RECIPIENT, end, end + 1)] if other else []
    kind = WORDS[words]
    return doc, Candidate(
        type=kind, trigger=1, trigger_end=2, arguments=tuple(arguments), place=None, when=None,
        status=Status.OCCURRED, topics=(), source=None, sentences=(0,), rule=f"verb:{kind}:sign",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("actor", "words", "other", "private"),
    [
        pytest.param("org/airline", "signed a deal", "", True, id="a company"),
        pytest.param("org/airline", "signed a treaty", "", False, id="public words"),
        pytest.param("org/airline", "signed a deal", "state/per", False, id="a company with a state"),
        pytest.param("state/per", "signed a deal", "", False, id="a state"),
        pytest.param("state/per", "banned straw", "", True, id="a state, about a private thing"),
        pytest.param("state/per", "opened a museum", "state/bol", False, id="two states"),
        pytest.param("person/x", "met", "person/y", False, id="people of whom nothing is known"),
        pytest.param("person/x", "opened a museum", "", True, id="one of them and a private word"),
        pytest.param("state/per", "lost the marathon to", "state/bol", True, id="two states at play"),
        pytest.param("person/x", "attacked", "", False, id="a deed of force"),
    ],
)  # fmt: skip
def test_who_is_at_what(actor: str, words: str, other: str, private: bool) -> None:
    doc, candidate = told(actor, words, other)
    assert is_private(doc, candidate, PLOVER.get(candidate.type, "AGREE")) is private


def test_an_article_full_of_public_matters_has_no_private_ones() -> None:
    doc = sentences("X opened a museum", "Rebels shelled a border post", "Talks go on")
    assert matters(doc).throughout
    _, candidate = told("org/x", "opened a museum")
    assert not is_private(doc, candidate, "AGREE")


def test_who_holds_office_acts_for_a_state() -> None:
    doc, candidate = told("person/x", "opened a museum", "person/y")
    assert is_private(doc, candidate, "AGREE")
    doc._.offices = tuple(
        OfficeRead(person, "president", state, True, 0, "title")
        for person, state in (("person/x", "state/per"), ("person/y", "state/bol"))
    )
    assert not is_private(doc, candidate, "AGREE")


def test_the_states_of_a_sentence_are_sides() -> None:
    doc, candidate = told("person/x", "opened a museum", "")
    doc._.references = (Reference(2, 3, 2, ("state/per",), "adjective"),)
    assert is_private(doc, candidate, "AGREE")
    doc._.entities = {"place/la-paz": Entity("place/la-paz", "Place", "La Paz", code="BOL")}
    doc._.references += (Reference(3, 4, 3, (), "place", "place/la-paz"),)
    assert not is_private(doc, candidate, "AGREE")


def test_no_word_is_both_public_and_private() -> None:
    fields = load_fields()
    assert not fields.public & (fields.private | fields.play)
    assert not fields.private & fields.play
