"""The locked packages, as `make lock` writes them, and what each is licensed under, as `licences.toml` says."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
SHIPPED, DEVELOPMENT = ROOT / "requirements.txt", ROOT / "requirements-dev.txt"
LICENCES = Path(__file__).with_name("licences.toml")
_PIN = re.compile(r"([\w.-]+)(?:\[[\w,.-]+\])?==(\S+)(?: ; (.+?))? \\\n")


@dataclass(frozen=True, slots=True)
class Pin:
    """A package in one version: where its marker holds (always where it is empty), with the SHA-256 of each of its files.

    `via` names the packages that need it; `comity` is one of them.
    """

    name: str
    version: str
    marker: str
    hashes: tuple[str, ...]
    via: tuple[str, ...]

    @property
    def purl(self) -> str:
        """Its package URL, which has no host."""
        return f"pkg:pypi/{self.name}@{self.version}"


def pins(path: Path) -> list[Pin]:
    """The pins of a file of requirements, in its order.

    Raises:
        ValueError: an entry is none, or has no hash.
    """
    entries = re.split(r"(?m)^(?=\w)", path.read_text(encoding="utf-8"))[1:]
    return [_pin(entry) for entry in entries]


def _pin(entry: str) -> Pin:
    found = _PIN.match(entry)
    hashes = re.findall(r"--hash=sha256:([0-9a-f]{64})", entry)
    if found is None or not hashes:
        raise ValueError(f"no pin with hashes: {entry.splitlines()[0]}; run `make lock`")
    name, version, marker = found.groups(default="")
    told = entry.partition("# via")[2]
    via = {
        canonicalize_name(line.split()[0])
        for line in told.replace("#", "").splitlines()
        if line.split()
    }
    return Pin(canonicalize_name(name), version, marker, tuple(sorted(hashes)), tuple(sorted(via)))


@dataclass(frozen=True, slots=True)
class Licences:
    """SPDX expressions by package, those that may be shipped, those that tools alone may have, and why some stand as they do."""

    allowed: frozenset[str]
    tools: frozenset[str]
    packages: Mapping[str, str]
    by_hand: Mapping[str, str]


def licences(path: Path = LICENCES) -> Licences:
    """What the table says."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return Licences(
        frozenset(table["allowed"]), frozenset(table["tools"]), table["packages"], table["by_hand"]
    )


def terms(expression: str) -> set[str]:
    """The licences that an SPDX expression names.

    >>> sorted(terms("MIT AND (Apache-2.0 OR BSD-2-Clause)"))
    ['Apache-2.0', 'BSD-2-Clause', 'MIT']
    """
    return set(re.findall(r"[\w.-]+", expression)) - {"AND", "OR", "WITH"}
