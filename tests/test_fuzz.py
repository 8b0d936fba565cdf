"""Any bytes, any rows, any words: readers, dates, names, writers and the whole way from a text to a graph hold.

`COMITY_FUZZ` multiplies the examples; `make soak` runs them for long.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import RdfFormat, parse, serialize

from comity.articles import BadArticle, read
from comity.assemble import merge
from comity.dates import to_when
from comity.errors import ExtractionError, InputError
from comity.export.lines import to_csv
from comity.extract import extract_all, load_pipeline
from comity.model import Article, digest, slug, to_article
from comity.rdf.quads import Run, from_quads, to_quads
from comity.rdf.shapes import check
from comity.rdf.terms import thing
from comity.tables import printable
from comity.views.words import link

TIMES = int(os.environ.get("COMITY_FUZZ", "1"))
RUN = Run("0", "none")
SLOW = (HealthCheck.too_slow, HealthCheck.function_scoped_fixture)


def often(examples: int) -> settings:
    return settings(max_examples=examples * TIMES, deadline=None, suppress_health_check=SLOW)


MARKS = st.sampled_from(
    ['"', '""', ",", "\n", "\r", "\r\n", "\0", "\ufeff", "'", "{", "}", "[", "]", ":", "\\", ";", "id", "text", "published"]
)  # fmt: skip
PIECES = st.one_of(MARKS, st.text(max_size=8))
BYTES = st.lists(
    st.one_of(PIECES.map(lambda t: t.encode("utf-8", "surrogatepass")), st.binary(max_size=6)),
    max_size=30,
).map(b"".join)


@contextmanager
def file_of(folder: Path, name: str, data: bytes) -> Iterator[Path]:
    path = folder / name
    path.write_bytes(data)
    yield path
    path.unlink()


def checked(found: list[Article | BadArticle]) -> list[Article]:
    """The articles, when all that was found can be written as UTF-8 and told on one line."""
    for item in found:
        if isinstance(item, BadArticle):
            item.message.encode("utf-8", "backslashreplace")
            assert item.message == printable(item.message)
            assert ":" in item.message
        else:
            assert item.text.replace("\ufeff", " ").strip()
            repr(item).encode("utf-8")
    return [item for item in found if isinstance(item, Article)]


@given(data=BYTES)
@often(60)
def test_any_bytes_are_a_text_or_named(tmp_path: Path, data: bytes) -> None:
    with file_of(tmp_path, "a.txt", data) as path:
        (found,) = read(path)
        checked([found])
        if isinstance(found, Article):
            assert found.text.encode("utf-8") == data


@given(data=BYTES)
@often(60)
def test_any_line_of_jsonl_leaves_the_next(tmp_path: Path, data: bytes) -> None:
    with file_of(tmp_path, "a.jsonl", data + b'\n{"text": "last", "id": "the last"}') as path:
        assert "last" in [a.text for a in checked(list(read(path)))]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | PIECES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(PIECES, inner, max_size=3),
    max_leaves=8,
)
FIELDS = st.sampled_from(["id", "text", "title", "published", "publisher", "url", "note", "x"])


@given(rows=st.lists(st.dictionaries(FIELDS, JSON, max_size=6), max_size=4))
@often(60)
def test_any_object_of_jsonl_is_an_article_or_named(
    tmp_path: Path, rows: list[dict[str, Any]]
) -> None:
    data = "".join(json.dumps(row) + "\n" for row in rows).encode()
    with file_of(tmp_path, "a.jsonl", data) as path:
        found = list(read(path))
    assert len(found) == len(rows)
    checked(found)


@given(data=BYTES)
@often(60)
def test_any_bytes_are_a_table_or_named(tmp_path: Path, data: bytes) -> None:
    with file_of(tmp_path, "a.csv", b"id,text\n" + data) as path:
        checked(list(read(path)))
    with file_of(tmp_path, "a.csv", data) as path:
        try:
            found = list(read(path))
        except InputError as error:
            found = [BadArticle("a.csv", str(error).removeprefix(str(tmp_path)))]
        checked(found)


CELLS = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=9
)


@given(texts=st.lists(CELLS, max_size=5))
@often(60)
def test_a_table_that_is_well_written_is_read_as_it_is(tmp_path: Path, texts: list[str]) -> None:
    out = io.StringIO(newline="")
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows([("text", "x"), *((t, "") for t in texts)])
    with file_of(tmp_path, "a.csv", out.getvalue().encode()) as path:
        found = list(read(path))
    assert len(found) == len(texts)
    kept = [t for t in texts if t.replace("\ufeff", " ").strip()]
    assert [a.text for a in checked(found)] == kept


DATES = st.one_of(
    st.text("0123456789-/ \u0660T", max_size=24),
    st.dates().map(str),
    st.tuples(st.integers(0, 99999), st.integers(0, 99), st.integers(0, 99)).map(
        lambda d: f"{d[0]:04}-{d[1]:02}-{d[2]:02}"
    ),
)


@given(given_=DATES)
@often(100)
def test_a_date_is_one_or_an_error(tmp_path: Path, given_: str) -> None:
    try:
        when = to_when(given_)
    except ValueError:
        pass
    else:
        assert when.earliest is not None
        assert when.latest is not None
        assert date.min <= when.earliest <= when.latest
    row = json.dumps({"text": "a", "published": given_}).encode()
    with file_of(tmp_path, "a.jsonl", row) as path:
        (found,) = read(path)
    if isinstance(found, Article) and found.published is not None:
        assert str(found.published) == given_.strip()


@given(st.text())
@often(100)
def test_any_name_gives_an_iri(name: str) -> None:
    assert re.fullmatch(r"[a-z0-9-]+", slug(name))
    assert re.fullmatch(r"[0-9a-f]{16}", digest(name.encode("utf-8", "replace").decode()))
    assert thing(f"person/{slug(name)}").value.endswith(slug(name))


ADDRESSES = st.tuples(
    st.sampled_from(["http://", "https://", "javascript:", "data:", "//", "", "HTTPS://", "file:///", "\x01http://"]),
    st.text(max_size=12),
).map("".join)  # fmt: skip


@given(ADDRESSES)
@often(100)
def test_a_link_leads_to_the_web_or_is_none(url: str) -> None:
    safe = link(url)
    if safe is not None:
        assert re.match(r"https?://[^\s\x00-\x20]", safe, re.IGNORECASE)


@given(st.text())
@often(60)
def test_what_is_printable_is_one_line_and_stays(text: str) -> None:
    shown = printable(text)
    assert shown == printable(shown)
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", shown)
    shown.encode("utf-8")


@given(
    text=PIECES
    | st.sampled_from(["=", "+", "-", "@", "\t="]).flatmap(lambda s: st.text().map(s.__add__))
)
@often(60)
def test_no_cell_is_a_formula(text: str) -> None:
    rows = csv.reader(io.StringIO(to_csv([{"label": text, "article": text}]), newline=""))
    heading, cells = rows
    assert len(heading) == len(cells)
    number = re.compile(r"-?\d+(?:\.\d+)?(?:e-?\d+)?")
    assert not [c for c in cells if c[:1] in tuple("=+-@\t\r") and not number.fullmatch(c)]


@pytest.fixture(scope="module")
def nlp() -> Any:
    return load_pipeline()


WORDS = st.sampled_from(
    """President Macron|Emmanuel Macron|Fumio Kishida|Kishida|Mr.|Prime Minister|of Japan|Japan|France|South Korea|Seoul|met|said
    |will meet|signed|a treaty|with|and|,|.|;|:|"|'|“|”|(|)|[|]|—|-|on Monday|next week|in 9999|on 31 February|in the year 0
    |99999999999 years ago|yesterday|May 2023|from 5 to 3 May|that|who|not|denied|accused|threatened|his Japanese counterpart|they
    |the foreign ministers|Q:|A:|LONDON (Reuters) -|\n|\n\n|\r\n|\t|  |*|**|#|<b>|&amp;|</script>|\u202e|\u2028|\ufeff|\x00|\x1b|\ud7ff
    |\U0001f54a|e\u0301|1.5|$5bn|1,000|U.S.|U.N.|O'Brien|al-Assad|Xi Jinping|, Jr.|'s|s'|n't|I|we|"We|@x|http://a.b|=1+1|?|!|..."""
    .replace("\n    |", "|").split("|")
)  # fmt: skip
TEXTS = st.lists(WORDS | st.text(max_size=6), min_size=1, max_size=40).map(" ".join)
PUBLISHED = st.none() | st.sampled_from([date.min, date.max, date(2023, 5, 7), date(2024, 2, 29)])


def told(text: str) -> str:
    return text.replace("\0", " ").encode("utf-8", "replace").decode("utf-8")


ENDLESS = {
    "a sentence of 50,000 words": "France met Japan and " + "the French president and " * 12_500,
    "100,000 mentions": "France, Japan, China, Kenya, " * 25_000,
}


@pytest.mark.model
@pytest.mark.skipif(TIMES == 1, reason="takes minutes and a gigabyte: make soak")
@pytest.mark.parametrize("name", ENDLESS)
def test_what_is_endless_is_read_or_given_up_and_the_next_is_read(nlp: Any, name: str) -> None:
    good = "French President Emmanuel Macron met Fumio Kishida in Seoul on 7 May 2023."
    articles = [to_article(text, name=name) for text in (ENDLESS[name], good)]
    found, after = extract_all(nlp, articles, seconds=20.0)
    assert not isinstance(found, ExtractionError) or "not read after 20 seconds" in str(found)
    assert not isinstance(after, ExtractionError)
    assert after.reports


@pytest.mark.model
@given(texts=st.lists(TEXTS, min_size=1, max_size=3), title=st.none() | TEXTS, published=PUBLISHED)
@often(15)
def test_any_words_become_a_graph_that_the_gate_admits(
    nlp: Any, texts: list[str], title: str | None, published: date | None
) -> None:
    articles = [
        to_article(told(text), name=f"{n}.txt", title=title and told(title), published=published)
        for n, text in enumerate(texts)
    ]
    said = list(extract_all(nlp, articles))
    for one in said:
        if isinstance(one, ExtractionError):
            assert "the text is empty" in str(one)
    knowledge = merge(one for one in said if not isinstance(one, ExtractionError))
    quads = to_quads(knowledge, run=RUN)
    assert not [f for f in check(quads) if f.article]
    nquads = serialize(quads, format=RdfFormat.N_QUADS)
    assert from_quads(parse(nquads, format=RdfFormat.N_QUADS)) == knowledge
