"""spaCy is imported without its command line, which is there when it is asked for, and whole where that was not tried."""

from __future__ import annotations

import subprocess
import sys

_ASKED = "import spacy, sys; print('spacy.cli' in sys.modules, callable(spacy.info))"


def printed(program: str) -> list[str]:
    """The words that a program of its own prints."""
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", program], capture_output=True, text=True, check=True
    )
    return done.stdout.split()


def test_spacy_is_imported_without_its_command_line() -> None:
    assert printed(f"import comity.extract.alone; {_ASKED}") == ["False", "True"]


def test_what_was_left_out_is_there_when_it_is_asked_for() -> None:
    told = "print(spacy.info(silent=True)['spacy_version'] == spacy.__version__)"
    program = f"import comity.extract.alone, spacy; {told}; import spacy.cli; {told}; print(callable(spacy.cli.download))"
    assert printed(program) == ["True"] * 3


def test_another_spacy_is_imported_whole() -> None:
    change = "import comity.errors, importlib.metadata as m; m.version = lambda _: '3.8.99'"
    assert printed(f"{change}; import comity.extract.alone; {_ASKED}") == ["True", "True"]


def test_a_spacy_that_is_there_already_stays_as_it_is() -> None:
    same = "before = spacy.info; import comity.extract.alone; print(spacy.info is before)"
    assert printed(f"import spacy; {same}") == ["True"]
