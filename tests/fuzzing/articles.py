"""Any bytes as a text, lines of JSON or a table of articles: each is an article or a line that says why not."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from comity.articles import BadArticle, read
from comity.errors import InputError
from comity.model import Article
from comity.tables import printable
from fuzzing import ROOT, scratch

WORDS = (
    b"\xef\xbb\xbf", b"\xff\xfe", b"\x00", b"\r\n", b'""', b'"\n', b"\\ud800", b"\\u0000", b"NaN", b"1e999", b"id,text\n",
    b"text", b"published", b"2023-05-07", b"title", b"url", b"note", b'{"text": "', b"\xed\xa0\x80", b"\xe2\x80\xae",
)  # fmt: skip
SUFFIXES = (".txt", ".jsonl", ".csv", "/index.csv")


def seeds() -> Iterator[bytes]:
    """The seeds as text, lines and rows, each behind a byte that says which."""
    texts = [path.read_bytes()[:400] for path in sorted((ROOT / "seeds").glob("*.txt"))]
    yield from (b"\0" + text for text in texts)
    rows = [{"text": t.decode("utf-8", "ignore"), "id": n} for n, t in enumerate(texts)]
    yield b"\1" + b"".join(json.dumps(row).encode() + b"\n" for row in rows[:2])
    yield b'\2id,text,published\n1,"a ""b"", c",2023-05-07\n2,"a\nb",\n3,c,2023-13-01\n'
    yield b"\3" + (ROOT / "seeds" / "index.csv").read_bytes()[:600]


def check(data: bytes) -> None:
    """Reads the bytes as what the first of them says."""
    suffix = SUFFIXES[data[0] % len(SUFFIXES)] if data else ".txt"
    path = _written(suffix, data[1:])
    try:
        found = list(read(path.parent if suffix == "/index.csv" else path, max_chars=2_000))
    except InputError as error:
        _check_message(str(error))
        assert suffix not in (".txt", ".jsonl"), "a text and a line are bad alone"
        return
    for item in found:
        if isinstance(item, BadArticle):
            _check_message(item.message)
        else:
            _check_article(item)
    if suffix == ".txt":
        assert len(found) == 1
        assert isinstance(found[0], BadArticle) or found[0].text.encode("utf-8") == data[1:]
    if suffix == ".jsonl":
        assert len(found) == sum(
            bool(x.strip(b"\xef\xbb\xbf \t\r\n")) for x in data[1:].split(b"\n")
        )
    if suffix == "/index.csv":
        assert any(isinstance(item, Article) and item.name == "a.txt" for item in found) or any(
            "a.txt" in item.message for item in found if isinstance(item, BadArticle)
        )


def _written(suffix: str, data: bytes) -> Path:
    folder = scratch() / "articles"
    folder.mkdir(exist_ok=True)
    (folder / "a.txt").write_text("Seoul hosts the summit.", encoding="utf-8")
    path = folder / suffix.removeprefix("/") if suffix[0] == "/" else scratch() / f"n{suffix}"
    path.write_bytes(data)
    return path


def _check_message(message: str) -> None:
    assert ":" in message
    message.encode("utf-8")
    assert message == printable(message), "a message is one line without what a terminal obeys"


def _check_article(article: Article) -> None:
    assert article.text.replace("\ufeff", " ").strip()
    assert len(article.text) <= 2_000
    assert "\0" not in article.text
    said = article.citation
    repr(article).encode("utf-8")
    for field in (said.name, said.title, said.publisher, said.url, said.note):
        if field is not None:
            field.encode("utf-8")
            assert "\0" not in field
