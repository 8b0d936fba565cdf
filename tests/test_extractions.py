"""What was read of each article, on disk: the same again, one file an article, and errors that say what to do."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

import samples
from comity import extractions
from comity.errors import InputError, StoreError
from comity.model import Article, Extraction, Mention, Span

MADE = extractions.made_by("a model")
ARTICLES = samples.ARTICLES


def extraction(article: Article) -> Extraction:
    """What the samples say in `article`, with a mention."""
    known = samples.KNOWLEDGE
    return Extraction(
        citation=article.citation,
        entities=known.entities,
        sentences=tuple(s for s in known.sentences if s.article == article.id),
        mentions=(Mention(Span(0, 5), known.entities[0].id, "name"),),
        reports=tuple(r for r in known.reports if r.article == article.id),
        claims=tuple(c for c in known.claims if c.article == article.id),
        issues=known.issues,
    )


def save(folder: Path, article: Article) -> None:
    path = file_of(folder, article)
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(extractions.to_json(extraction(article), MADE))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for article in ARTICLES:
        save(tmp_path, article)
    return tmp_path


def file_of(folder: Path, article: Article = ARTICLES[0]) -> Path:
    return folder / "extractions" / extractions.file_of(article.id)


def test_what_is_kept_is_read_again(folder: Path) -> None:
    kept = extractions.load_all(folder)
    assert [k.extraction for k in kept] == sorted(
        map(extraction, ARTICLES), key=lambda e: e.citation.id
    )
    assert {k.made for k in kept} == {MADE}


def test_a_folder_holds_a_file_an_article_and_nothing_else(folder: Path) -> None:
    names = sorted(path.name for path in (folder / "extractions").iterdir())
    assert names == sorted(extractions.file_of(a.id) for a in ARTICLES)


def test_saving_again_leaves_the_same_bytes(folder: Path) -> None:
    before = file_of(folder).read_bytes()
    save(folder, ARTICLES[0])
    assert file_of(folder).read_bytes() == before
    assert before.count(b"\n") == 1


def hashes_of(folder: Path) -> dict[str, str]:
    """The hashes of the files as they are, by name, as a manifest has them."""
    names = [f"extractions/{path.name}" for path in extractions.files(folder)]
    return {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in names}


def test_one_that_is_missing_is_no_graph_without_it(folder: Path) -> None:
    hashes = hashes_of(folder)
    file_of(folder).unlink()
    for load in (extractions.load_all, extractions.file_all):
        with pytest.raises(StoreError, match=rf"{file_of(folder)} cannot be read: .*comity build"):
            load(folder, hashes=hashes)


def test_what_a_run_keeps_on_its_way_is_known_by_its_hash(tmp_path: Path) -> None:
    article = ARTICLES[0]
    extractions.keep(extraction(article), MADE, tmp_path)
    there = extractions.reusable(article, MADE, tmp_path)
    assert there is not None
    assert there.extraction() == extraction(article)
    path = file_of(tmp_path)
    path.write_bytes(path.read_bytes().replace(b'"Person"', b'"Pesron"'))
    assert extractions.reusable(article, MADE, tmp_path) is None
    with pytest.raises(StoreError, match="was changed meanwhile; run `comity build`"):
        there.extraction()


def test_what_is_read_again_is_only_what_has_not_changed(folder: Path) -> None:
    article, hashes = ARTICLES[0], hashes_of(folder)
    there = extractions.reusable(article, MADE, folder, hashes=hashes)
    assert there is not None
    assert there.extraction() == extraction(article)
    assert there.citation == article.citation
    retitled = replace(article, citation=replace(article.citation, title="Another title"))
    assert extractions.reusable(retitled, MADE, folder, hashes=hashes) is None
    assert extractions.reusable(article, replace(MADE, rules="0"), folder, hashes=hashes) is None
    assert (
        extractions.reusable(article, replace(MADE, gazetteer="0"), folder, hashes=hashes) is None
    )
    file_of(folder).write_bytes(b"{")
    assert extractions.reusable(article, MADE, folder, hashes=hashes_of(folder)) is None
    assert extractions.reusable(article, MADE, folder, hashes=hashes) is None


def test_files_of_other_names_are_left_alone(folder: Path) -> None:
    (folder / "extractions" / "notes.txt").write_text("mine")
    assert len(extractions.load_all(folder)) == len(ARTICLES)


def test_files_that_were_changed_are_known_by_their_hash(folder: Path) -> None:
    names = [f"extractions/{path.name}" for path in extractions.files(folder)]
    hashes = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in names}
    assert len(extractions.load_all(folder, hashes=hashes)) == len(ARTICLES)
    with pytest.raises(StoreError, match="was changed by hand .*comity build"):
        extractions.load_all(folder, hashes=hashes | {names[1]: "0"})


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:300])


def swap(path: Path) -> None:
    path.write_bytes(file_of(path.parent.parent, ARTICLES[1]).read_bytes())


def change(key: str, value: object) -> Callable[[Path], None]:
    def harm(path: Path) -> None:
        path.write_text(json.dumps(json.loads(path.read_bytes()) | {key: value}))

    return harm


OLDER = {"version": "0.0.1", "model": "m", "rules": "r"}
HARMS = [
    pytest.param(cut, "is damaged or no extraction", id="cut short"),
    pytest.param(lambda p: p.write_bytes(b""), "is damaged or no extraction", id="empty"),
    pytest.param(lambda p: p.write_bytes(b"\xff\xfe"), "is damaged or no extraction", id="no text"),
    pytest.param(change("extraction", {}), "is damaged, or of an earlier state", id="without its fields"),
    pytest.param(change("format", "comity-extraction-0"), "has the form of comity", id="another form"),
    pytest.param(change("made", OLDER | {"rules": 7}), "has the form of comity 0.0.1", id="an older version"),
    pytest.param(swap, "holds another article, brasilia.txt; give it its name back", id="another article"),
]  # fmt: skip


@pytest.mark.parametrize(("harm", "message"), HARMS)
def test_a_harmed_file_is_named_with_the_remedy(
    folder: Path, harm: Callable[[Path], None], message: str
) -> None:
    path = file_of(folder)
    harm(path)
    with pytest.raises(StoreError) as caught:
        extractions.load_all(folder)
    assert str(caught.value).startswith(f"{path} {message}")
    assert "comity build" in str(caught.value) or "give it its name back" in str(caught.value)


def test_a_folder_without_extractions_says_how_to_make_them(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there are no extractions in .*comity build"):
        extractions.load_all(tmp_path)


def test_what_made_them_depends_on_the_gazetteer(tmp_path: Path) -> None:
    table = tmp_path / "more.csv"
    table.write_text("entry,text\n")
    assert extractions.made_by("m", gazetteer=table) != extractions.made_by("m")
    assert extractions.made_by("m", gazetteer=table).rules == extractions.made_by("m").rules
    with pytest.raises(InputError, match="cannot be read"):
        extractions.made_by("m", gazetteer=tmp_path / "none.csv")
