"""The site of comity as static pages: `site.py ONTOLOGY_PAGE FOLDER`, with the documents, the ontology and the API.

`make docs` runs it. The documents are taken as they stand in the project, at the same places below each other, so that their
links hold; a link to a file that is no page of the site leads to a copy of that file.
"""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from sphinx.cmd.build import build_main

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "graph" / "comity"
DOCUMENTS = (
    "README.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "ontology/README.md",
    "ontology/SERVERS.md",
    "seeds/README.md",
    "docs/scale.md",
)
PARTS = (
    ("The API", ("api",)),
    (
        "Records and errors",
        ("model", "errors", "resources", "explanation", "dates", "files", "tables", "csv_tables", "articles", "collecting"),
    ),
    ("What is known before", ("knowledge",)),
    ("Reading", ("extract", "extractions", "orders", "parse_folder", "reader", "crew", "intake")),
    ("Putting together", ("assemble", "signatures", "curations", "curation_log", "curating", "remembered")),
    ("The graph", ("rdf", "publish", "increment", "graphs", "cluster", "asof")),
    ("Networks and measures", ("network", "nets", "analysis", "findings")),
    ("Pages and tables", ("words", "views", "stories", "export", "serve")),
    ("Measuring", ("gold", "matching", "evaluate", "learning", "checkup")),
    ("The command line", ("cli",)),
)  # fmt: skip
"""The parts of the API, in the order of the house."""
FRONT = ("extract", "assemble", "serve", "cli")
"""Packages that are used by their front alone: what is inside them is explained in their code."""
_LINK = re.compile(r"\]\(([^)#\s]+)")
_INDEX = """\
# comity

```{toctree}
:maxdepth: 2
README
ontology/README
Terms of the ontology <terms>
seeds/README
ontology/SERVERS
docs/scale
SECURITY
CONTRIBUTING
CHANGELOG
api/index
```
"""
_TERMS = """\
# The terms of the ontology

[Every class and property](./ontology.html) with its definition, an example, and a place of the seeds where it is used.
"""


def main(ontology: Path, target: Path) -> int:
    """Builds the site into `target`, with the page of the ontology in it; the exit code is Sphinx's."""
    source, made = target / ".source", target / ".doctrees"
    if (target / "objects.inv").exists():  # a site of before
        shutil.rmtree(target)
    shutil.rmtree(source, ignore_errors=True)
    write(source)
    (source / "ontology.html").write_bytes(ontology.read_bytes())
    options = [
        "--quiet",
        "--fail-on-warning",
        "--keep-going",
        "-c",
        str(ROOT / "docs"),
        "-d",
        str(made),
    ]
    code = build_main([*options, "-b", "html", str(source), str(target)])
    shutil.copy2(ontology, target / "ontology.html")
    shutil.rmtree(source)
    shutil.rmtree(made, ignore_errors=True)
    return code


def write(source: Path) -> None:
    """The sources of the site: the documents, what they link to, and a page for each part of the API."""
    for name in DOCUMENTS:
        place = source / name
        place.parent.mkdir(parents=True, exist_ok=True)
        text = (ROOT / name).read_text(encoding="utf-8")
        place.write_text(text, encoding="utf-8")
        for linked in _files(text, ROOT / name):
            copy = source / linked.relative_to(ROOT)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(linked, copy)
    (source / "index.md").write_text(_INDEX, encoding="utf-8")
    (source / "terms.md").write_text(_TERMS, encoding="utf-8")
    (source / "api").mkdir()
    pages = list(api())
    for name, text in pages:
        (source / "api" / name).write_text(text, encoding="utf-8")


def _files(text: str, document: Path) -> Iterator[Path]:
    """The files of the project that a document links to, the documents themselves excepted."""
    for found in _LINK.findall(text):
        path = (document.parent / found).resolve()
        if (
            "://" not in found
            and path.is_file()
            and path.relative_to(ROOT).as_posix() not in DOCUMENTS
        ):
            yield path


def api() -> Iterator[tuple[str, str]]:
    """The pages of the API by file name: a list, and for each module or package a page."""
    listed = [_title("API", "=")]
    for title, names in PARTS:
        entries = "\n".join(f"   {name}" for name in names)
        listed.append(f".. toctree::\n   :caption: {title}\n   :maxdepth: 1\n\n{entries}\n")
        for name in names:
            yield f"{name}.rst", _page(name)
    yield "index.rst", "\n".join(listed)


def _page(name: str) -> str:
    """The page of a module, or of a package with a section for each of its modules."""
    parts = [_title(f"comity.{name}", "="), _module(f"comity.{name}")]
    for path in sorted((PACKAGE / name).rglob("*.py")) if name not in FRONT else ():
        module = ".".join(path.relative_to(PACKAGE).with_suffix("").parts)
        if not path.stem.startswith("_"):
            parts += [_title(f"comity.{module}", "-"), _module(f"comity.{module}")]
    return "\n".join(parts)


def _module(name: str) -> str:
    return f".. automodule:: {name}\n"


def _title(text: str, line: str) -> str:
    return f"{text}\n{line * len(text)}\n"


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
