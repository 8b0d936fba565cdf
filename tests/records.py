"""The files of record of a graph, to be compared."""

from __future__ import annotations

from pathlib import Path


def record(folder: Path) -> dict[str, bytes]:
    """The files of record by name: manifest, quads, index and extractions."""
    found = [folder / "manifest.json", *folder.glob("graph/*"), *folder.glob("extractions/*")]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}
