"""The process that atheris drives: `python -m fuzzing.driven TARGET BROKE CORPUS OPTIONS-OF-LIBFUZZER`."""

from __future__ import annotations

import hashlib
import importlib
import sys
import traceback
from collections.abc import Callable
from pathlib import Path

ALSO = ("comity", "tomllib")
"""What is written in Python and reads input."""


def told(error: BaseException) -> str:
    """Where comity broke and how: what makes two faults the same."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [f for f in frames if "/comity/" in f.filename] or list(frames)
    return f"{type(error).__name__} at {Path(own[-1].filename).name}:{own[-1].lineno}"


def noted(check: Callable[[bytes], None], folder: Path) -> Callable[[bytes], None]:
    """`check`, which writes down each fault once and goes on."""

    def checked(data: bytes) -> None:
        try:
            check(data)
        except Exception as error:  # noqa: BLE001  (whatever it is, it is what is looked for)
            name = hashlib.sha256(told(error).encode()).hexdigest()[:12]
            if not (folder / name).exists():
                (folder / name).write_bytes(data)
                shown = "".join(traceback.format_exception(error))
                (folder.parent / f"{name}.txt").write_text(
                    f"{told(error)}\n{shown}", encoding="utf-8", errors="backslashreplace"
                )

    return checked


def spelt(word: bytes) -> str:
    """A line of a dictionary of libFuzzer."""
    return '"' + "".join(f"\\x{byte:02x}" for byte in word) + '"\n'


def main() -> None:
    """Fuzzes until libFuzzer ends the process."""
    import atheris

    name, broke, corpus, *options = sys.argv[1:]
    with atheris.instrument_imports(include=list(ALSO)):
        target = importlib.import_module(f"fuzzing.{name}")
    for seed in target.seeds():
        path = Path(corpus) / hashlib.sha256(seed).hexdigest()[:16]
        if not path.exists():
            path.write_bytes(seed)
    words = Path(corpus).parent / "words.txt"
    words.write_text("".join(map(spelt, target.WORDS)), encoding="ascii")
    checked = noted(target.check, Path(broke))
    checked(next(iter(target.seeds())))  # what is loaded once takes no part of an input's time
    spoken = [f"-dict={words}"] if target.WORDS else []
    atheris.Setup([sys.argv[0], *options, *spoken, corpus], checked)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
