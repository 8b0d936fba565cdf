"""The sample is what its docstring says: every span slices, and every kind of thing occurs."""

from __future__ import annotations

from tests import samples

from comity.model import Precision, Role, Status

TEXTS = {article.id: article.text for article in samples.ARTICLES}


def test_every_sentence_slices_to_its_text() -> None:
    found = samples.knowledge().sentences
    assert [s.span.of(TEXTS[s.article]) for s in found] == [s.text for s in found]


def test_every_trigger_slices_to_its_words_in_its_sentence() -> None:
    sentences = {s.id: s for s in samples.knowledge().sentences}
    for report in samples.knowledge().reports:
        assert report.trigger.of(TEXTS[report.article]) == report.trigger_text
        span = sentences[report.sentences[0]].span
        assert span.start <= report.trigger.start < report.trigger.end <= span.end


def test_every_status_precision_role_and_relation_occurs() -> None:
    known = samples.knowledge()
    assert {r.status for r in known.reports} == set(Status)
    assert {r.when.precision for r in known.reports if r.when} == set(Precision)
    assert {p.role for r in known.reports for p in r.participants} == set(Role)
    assert {c.relation for c in known.claims} == {"holdsOffice", "allyOf", "disputeOver"}


def test_every_id_that_is_used_is_known() -> None:
    known = samples.knowledge()
    entities = {e.id for e in known.entities}
    used = {p.entity for r in known.reports for p in r.participants}
    used |= {name for e in known.events for name in (*e.actors, *e.recipients)}
    used |= {name for c in known.claims for name in (c.subject, c.object)}
    assert used <= entities
    assert {name for e in known.events for name in e.reports} == {r.id for r in known.reports}
