"""Whether this environment is what was locked: `python -m supply.audit [PIP-AUDIT]` (`make audit`).

Versions are compared with requirements-dev.txt, every installed file with the hash in its package's record, licences with
`licences.toml`; none of this needs the network. Then the program pip-audit, if there is one, asks the OSV database for known
vulnerabilities of what is shipped; where that cannot be reached, it is said. Ends with 1 where something was found.
"""

from __future__ import annotations

import base64
import csv
import hashlib
import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import metadata
from importlib.metadata import Distribution
from pathlib import Path

from packaging.markers import Marker
from packaging.utils import canonicalize_name

from supply.lock import DEVELOPMENT, SHIPPED, Licences, Pin, licences, pins, terms

_OWN = frozenset(("comity", "pip", "setuptools"))
_PATIENCE = 120
_CLASSIFIERS = {
    "Apache Software License": {"Apache-2.0"},
    "BSD License": {"BSD-2-Clause", "BSD-3-Clause"},
    "GNU Lesser General Public License v3 (LGPLv3)": {"LGPL-3.0-or-later"},
    "ISC License (ISCL)": {"ISC"},
    "MIT License": {"MIT"},
    "Mozilla Public License 2.0 (MPL 2.0)": {"MPL-2.0"},
    "Python Software Foundation License": {"PSF-2.0"},
}
_WORDS = {
    "Apache 2.0": {"Apache-2.0"},
    "BSD": {"BSD-2-Clause", "BSD-3-Clause"},
    "BSD 3-Clause License": {"BSD-3-Clause"},
    "PSFL": {"PSF-2.0"},
}


@dataclass(frozen=True, slots=True)
class Vulnerabilities:
    """What is known of what is shipped, one line each; `asked` is False where nobody could be asked, with the reason."""

    asked: bool
    found: tuple[str, ...] = ()
    reason: str = ""


def versions(locked: Iterable[Pin], installed: Iterable[Distribution]) -> Iterator[str]:
    """What is installed in another version than locked, not at all, or without being locked."""
    wanted = {p.name: p.version for p in locked if not p.marker or Marker(p.marker).evaluate()}
    there = {_name(d): d.version for d in installed}
    for name in sorted(wanted.keys() | there.keys() - _OWN):
        if name not in there:
            yield f"{name} {wanted[name]} is locked and not installed"
        elif name not in wanted:
            yield f"{name} {there[name]} is installed and not locked"
        elif there[name] != wanted[name]:
            yield f"{name} is {there[name]}, and {wanted[name]} is locked"


def files(installed: Distribution) -> Iterator[str]:
    """The files of a package that are missing, or not what its record says."""
    # `installed.files` leaves out those that are missing, from Python 3.12 on.
    for name, said, *_ in csv.reader((installed.read_text("RECORD") or "").splitlines()):
        kind, _, wanted = said.partition("=")
        path = Path(str(installed.locate_file(name)))
        if not kind:
            continue
        if not path.is_file():
            yield f"{_name(installed)}: {name} is missing"
            continue
        with path.open("rb") as data:
            digest = hashlib.file_digest(data, kind).digest()
        if base64.urlsafe_b64encode(digest).rstrip(b"=").decode() != wanted.rstrip("="):
            yield f"{_name(installed)}: {name} was changed"


def licensed(locked: Iterable[Pin], table: Licences, *, shipped: frozenset[str]) -> Iterator[str]:
    """The locked packages whose licence is not in the table, or may not be."""
    for name in sorted({pin.name for pin in locked}):
        allowed = table.allowed if name in shipped else table.allowed | table.tools
        if name not in table.packages:
            yield f"{name} has no line in tests/supply/licences.toml"
        elif strange := terms(table.packages[name]) - allowed:
            yield f"{name} is under {', '.join(sorted(strange))}, which is not allowed"


def stated(installed: Distribution, table: Licences) -> Iterator[str]:
    """What a package says of its licence, where that is another one than in the table."""
    name = _name(installed)
    if name in table.by_hand or name not in table.packages:
        return
    told = _stated(installed)
    if not terms(table.packages[name]) <= told:
        said = ", ".join(sorted(told)) or "nothing that is understood"
        yield f"{name}: tests/supply/licences.toml has {table.packages[name]}, and the package says {said}"


def _stated(installed: Distribution) -> set[str]:
    """The licences that a package says it has: of its expression, else of its classifiers and its words."""
    about = installed.metadata
    if "License-Expression" in about:
        return terms(about["License-Expression"])
    classifiers = [c.rpartition(" :: ")[2] for c in about.get_all("Classifier") or ()]
    words = (about.get_all("License") or [""])[0].strip().partition("\n")[0].strip()
    known = [_CLASSIFIERS[c] for c in classifiers if c in _CLASSIFIERS]
    return set().union(*known, _WORDS.get(words, terms(words)))


def vulnerabilities(program: str, requirements: Path = SHIPPED) -> Vulnerabilities:
    """What the program pip-audit knows of the pinned packages."""
    command = [program, "--require-hashes", "--disable-pip", "-r", str(requirements)]
    command += ["-s", "osv", "-f", "json", "--progress-spinner", "off", "--timeout", "10"]
    try:
        done = subprocess.run(
            command, capture_output=True, encoding="utf-8", check=False, timeout=_PATIENCE
        )
        told = json.loads(done.stdout)
    except FileNotFoundError:
        return Vulnerabilities(False, reason=f"there is no {program}")
    except subprocess.TimeoutExpired:
        return Vulnerabilities(False, reason=f"no answer within {_PATIENCE} seconds")
    except ValueError:
        last = (done.stderr.strip() or "it said nothing").splitlines()[-1]
        return Vulnerabilities(False, reason=last)
    lines = (
        f"{package['name']} {package['version']}: {found['id']}"
        f", mended in {', '.join(found['fix_versions']) or 'no version'}"
        for package in told["dependencies"]
        for found in package.get("vulns", ())
    )
    return Vulnerabilities(True, tuple(sorted(lines)))


def audit() -> Iterator[str]:
    """All that is found without the network."""
    locked, table = pins(DEVELOPMENT), licences()
    installed = sorted(metadata.distributions(), key=_name)
    yield from versions(locked, installed)
    for each in installed:
        yield from files(each)
        yield from stated(each, table)
    yield from licensed(locked, table, shipped=frozenset(pin.name for pin in pins(SHIPPED)))


def _name(installed: Distribution) -> str:
    return canonicalize_name(installed.metadata["Name"])


def main(program: str = "pip-audit") -> int:
    """Prints what is found; gives the exit code."""
    found = list(audit())
    known = vulnerabilities(program)
    for line in (*found, *known.found):
        print(line)
    if known.asked:
        print(f"{len(known.found)} known vulnerabilities")
    else:
        print(f"no look for known vulnerabilities: {known.reason}")
    print(f"{len(found)} differences from the lock, in versions, files and licences")
    return 1 if found or known.found else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
