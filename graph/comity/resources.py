"""Where the ontology and the seeds are: inside the installed package, or in a checkout beside `graph/`."""

from __future__ import annotations

from pathlib import Path

from comity.errors import OntologyError

_PACKAGE = Path(__file__).resolve().parent


def folder(name: str) -> Path:
    """The folder `ontology` or `seeds`, the packaged one first, else the checkout's.

    Raises:
        OntologyError: neither exists; the installation is incomplete.
    """
    for candidate in (_PACKAGE / name, _PACKAGE.parent.parent / name):
        if candidate.is_dir():
            return candidate
    raise OntologyError(
        f"the folder {name}/ is neither in the installed package nor in a checkout; reinstall comity"
    )
