"""Pages of one file that open anywhere: the explorer with its views, and how pages are written."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from comity.errors import AnalysisError
from comity.views.explorer import FOCUS, explorer

__all__ = ["FOCUS", "explorer", "write"]


def write(html: str, path: Path) -> None:
    """`html` in the file `path`, as UTF-8 with \\n line ends, written beside it and then renamed: never half a page.

    Missing folders are made.

    Raises:
        AnalysisError: the file cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    except OSError as error:
        raise AnalysisError(f"the page {path} cannot be written: {error}") from error
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(html)
        Path(beside).chmod(0o644)
        Path(beside).replace(path)
    except (OSError, UnicodeError) as error:
        Path(beside).unlink(missing_ok=True)
        raise AnalysisError(f"the page {path} cannot be written: {error}") from error
