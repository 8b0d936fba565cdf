"""spaCy imported without its own command line, which it loads, with a web client and much else, for `spacy.info` alone.

Imported before anything of spaCy: whoever imports spaCy then finds it as it is here. `spacy.info` and `spacy.cli` are
there all the same and load what they need when they are asked for. It is done for the versions of spaCy that were tested; a
spaCy that is imported already stays as it is.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any

from comity.extract.versions import TESTED, spacy_version

_LEFT_OUT = "spacy.cli.info"


def import_spacy() -> None:
    """Imports spaCy; see above."""
    if "spacy" in sys.modules or spacy_version() not in {spacy for spacy, _ in TESTED}:
        return
    stand_in = ModuleType(_LEFT_OUT)
    stand_in.info = _info  # type: ignore[attr-defined] # as the module has
    sys.modules[_LEFT_OUT] = stand_in
    try:
        import spacy  # noqa: F401
    finally:
        del sys.modules[_LEFT_OUT]


def _info(*args: Any, **options: Any) -> Any:  # what spaCy's own takes and gives
    """What `spacy.info` gives."""
    from spacy.cli.info import info  # here, since hardly anyone asks

    return info(*args, **options)


import_spacy()
