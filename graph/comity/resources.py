"""Where the ontology and the seeds are: inside the installed package, or in a checkout beside `graph/`.

Whoever has an ontology of their own, a copy of the folder with classes and frames added, names it in the environment
variable COMITY_ONTOLOGY before comity starts.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path

from comity.errors import OntologyError

_PACKAGE = Path(__file__).resolve().parent
_OWN = "COMITY_ONTOLOGY"


def folder(name: str) -> Path:
    """The folder `ontology` or `seeds`: the user's own ontology, else the packaged one, else the checkout's.

    Raises:
        OntologyError: none exists; the installation is incomplete, or the user's folder is no ontology.
    """
    own = os.environ.get(_OWN) if name == "ontology" else None
    if own:
        if not (Path(own) / "comity.ttl").is_file():
            raise OntologyError(
                f"{_OWN} is {own!r}, which holds no comity.ttl; name a copy of ontology/"
            )
        return Path(own).resolve()
    for candidate in (_PACKAGE / name, _PACKAGE.parent.parent / name):
        if candidate.is_dir():
            return candidate
    raise OntologyError(
        f"the folder {name}/ is neither in the installed package nor in a checkout; reinstall comity"
    )


def code(*patterns: str) -> list[Path]:
    """The modules of the package that fit the patterns, such as `extract/*.py`."""
    return [path for pattern in patterns for path in _PACKAGE.glob(pattern)]


def tables(*, leave_out: Iterable[str] = ()) -> list[Path]:
    """The files of the ontology and its tables, those with the names in `leave_out` excepted."""
    left_out = frozenset(leave_out)
    return [
        path
        for path in folder("ontology").iterdir()
        if path.suffix in (".ttl", ".toml", ".csv") and path.name not in left_out
    ]


def fingerprint(paths: Iterable[Path], *words: str) -> str:
    """Sixteen hexadecimal digits of the names and contents of files, in any order, and of some words."""
    whole = hashlib.sha256("\0".join(words).encode())
    for name, path in sorted((f"{path.parent.name}/{path.name}", path) for path in paths):
        whole.update(f"\0{name}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()[:16]
