"""Files written whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from comity.errors import InputError


def put_parts(parts: Iterable[bytes], path: Path) -> None:
    """Writes data into a file exactly as it is, part by part: beside it first, so that no half of it is ever there.

    What is there and no file (a pipe, a device) is written to as it is.

    Raises:
        InputError: the file cannot be written.
    """
    special = path.exists() and not path.is_file()
    place = path.resolve()
    beside = place if special else place.with_name(f".{place.name}.part")
    try:
        with beside.open("wb") as out:
            out.writelines(parts)
        if not special:
            beside.replace(place)
    except OSError as error:
        raise InputError(
            f"{path}: cannot be written: {error.strerror}; choose another place, or make room there"
        ) from error
    finally:
        if not special:
            beside.unlink(missing_ok=True)
