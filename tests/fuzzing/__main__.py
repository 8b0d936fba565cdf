"""Runs targets, each in a process of its own: see the package's docstring."""

from __future__ import annotations

import argparse
import sys
from importlib.util import find_spec
from pathlib import Path

sys.path[0] = str(Path(__file__).parent.parent)

from fuzzing import TARGETS  # noqa: E402  (the line above makes it a package)
from fuzzing.running import WHERE, run  # noqa: E402


def main() -> int:
    """Exit code 1 when something broke."""
    parser = argparse.ArgumentParser(prog="python tests/fuzzing")
    parser.add_argument("target", choices=("all", *TARGETS))
    parser.add_argument("--seconds", type=int, default=60, help="for all targets together")
    given = parser.parse_args()
    if find_spec("atheris") is None:
        parser.error(
            "the search needs atheris, which is no package of the lock: pip install atheris"
        )
    chosen = TARGETS if given.target == "all" else (given.target,)
    broke = 0
    for name in chosen:
        outcome = run(name, max(1, given.seconds // len(chosen)))
        broke += outcome.broke
        print(outcome, flush=True)
    if broke:
        print(f"What broke is in {WHERE}.")
    return int(broke > 0)


if __name__ == "__main__":
    sys.exit(main())
