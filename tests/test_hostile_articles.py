"""Hostile articles through the whole program: read or left out with a reason, and the good one is in the graph."""

from __future__ import annotations

import csv
import io
import json
import time
from pathlib import Path
from typing import Any

import pytest

from comity.errors import ExtractionError
from comity.extract import PIPELINE, extract, extract_all, load_pipeline
from comity.model import to_article
from command_line import Run

pytestmark = pytest.mark.model

GOOD = "French President Emmanuel Macron met Japanese Prime Minister Fumio Kishida in Seoul on 7 May 2023."
LENGTH = 6_000


def filled(piece: str) -> str:
    return (piece * (LENGTH // len(piece) + 1))[:LENGTH]


HOSTILE = {
    "brackets": filled("["),
    "quotation marks": filled('"'),
    "quotations": filled('"a '),
    "lines": filled("a\n"),
    "parentheses": filled("(a "),
    "a word": filled("a"),
    "white space": "A" + filled(" ") + "b",
    "one sentence": filled("the French president and "),
    "mentions": filled("France, Japan, China, Kenya, "),
    "dates": filled("on 7 May 2023 and next Monday and last week, "),
    "marks of direction": filled("\u202eFrance\u2066 met \u200fJapan. "),
    "controls": filled("France\x01 met\x1b[31m Japan. "),
    "accents": "e" + filled("\u0301"),
    "HTML": filled("<p onload=alert(1)>France met Japan.</p><script>"),
    "HTML in HTML": filled("<div>"),
    "SPARQL": "SELECT * { ?s ?p ?o } } ; DROP ALL ; France met Japan.",
    "triples": '<http://a> <http://b> "France met Japan." .\n',
    "formula": '=HYPERLINK("http://evil.example","France") met Japan in Seoul.',
}


@pytest.fixture(scope="module")
def nlp() -> Any:
    return load_pipeline()


def test_hostile_articles_are_left_out_or_read_and_the_good_one_is_there(
    comity: Run, tmp_path: Path
) -> None:
    rows = [{"id": name, "text": text, "title": text[:200]} for name, text in HOSTILE.items()]
    rows.append({"id": "=good", "text": GOOD, "title": "=1+1"})
    source = tmp_path / "articles.jsonl"
    source.write_text("".join(json.dumps(row) + "\n" for row in rows))
    done = comity("build", source, "-o", tmp_path / "build")
    assert "defect of comity" not in done.err, done.err
    assert done.code == 0, done.err
    assert comity("check", tmp_path / "build").code == 0
    assert "Kishida" in comity("ask", "who-met-whom", tmp_path / "build").out
    table = comity("export", "events", tmp_path / "build", "--format", "csv").out
    cells = [cell for row in csv.reader(io.StringIO(table)) for cell in row]
    assert "'=good" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "@"))]


def test_the_time_for_a_text_grows_with_its_length_not_with_its_square(nlp: Any) -> None:
    for name in ("brackets", "quotations", "lines", "parentheses"):
        piece = HOSTILE[name][:2]
        spent = []
        for length in (8_000, 32_000):
            text = (piece * length)[:length]
            began = time.process_time()
            extract(nlp, to_article(text, name=name))
            spent.append(time.process_time() - began)
        assert spent[1] < 10 * spent[0] + 0.5, (name, spent)


def test_a_short_form_at_the_end_of_an_article_looks_no_further(nlp: Any) -> None:
    text = "Ursula von der Leyen met Emmanuel Macron in Paris. They asked von"
    assert extract(nlp, to_article(text, name="a.txt")).reports


def test_an_article_on_which_a_rule_breaks_or_lingers_is_left_out(
    nlp: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    rule = nlp.get_pipe(PIPELINE[3])

    def broken(doc: Any) -> Any:
        if "breaks" in doc.text:
            raise KeyError("x")
        until = time.process_time() + 20 * ("lingers" in doc.text)
        while time.process_time() < until:
            pass
        return rule(doc)

    pipes = [(name, broken if name == PIPELINE[3] else pipe) for name, pipe in nlp.pipeline]
    monkeypatch.setattr(type(nlp), "pipeline", property(lambda self: pipes))
    texts = {"a": GOOD, "b": "France breaks off talks.", "c": "Japan lingers.", "d": GOOD}
    articles = [to_article(text, name=name) for name, text in texts.items()]
    found = list(extract_all(nlp, articles, seconds=1.0))
    assert [isinstance(one, ExtractionError) for one in found] == [False, True, True, False]
    assert "b: a defect of comity, KeyError at test_hostile_articles.py" in str(found[1])
    assert "c: not read after 1 seconds" in str(found[2])
    assert found[0].reports


def test_an_article_that_the_parser_cannot_take_is_left_out(
    nlp: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    make = nlp.make_doc
    broken = {"Japan": 1}

    def made(text: str) -> Any:
        return make(text) if text[:5] not in broken else [][broken[text[:5]]]

    monkeypatch.setattr(nlp, "make_doc", made)
    texts = {"a": GOOD, "b": "Japan left.", "c": GOOD}
    articles = [to_article(text, name=name) for name, text in texts.items()]
    found = list(extract_all(nlp, articles))
    assert [isinstance(one, ExtractionError) for one in found] == [False, True, False]
