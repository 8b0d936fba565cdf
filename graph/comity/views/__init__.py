"""Pages of one file that open anywhere: the explorer with its views, and how pages are written."""

from __future__ import annotations

from pathlib import Path

from comity.errors import AnalysisError, InputError
from comity.files import put_parts
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
        put_parts([html.encode("utf-8")], path)
    except InputError as error:
        raise AnalysisError(f"the page {error}") from error
    except (OSError, UnicodeError) as error:
        raise AnalysisError(
            f"the page {path} cannot be written: {error}; check the path, and who may write there"
        ) from error
