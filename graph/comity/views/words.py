"""Names as a reader expects to see them; dates, numbers and addresses are those of `comity.words`."""

from __future__ import annotations

from comity.words import count, day, link, when_words

__all__ = ["count", "day", "link", "when_words", "wrap"]


def wrap(text: str, *, columns: int = 20, lines: int = 2) -> str:
    """`text` broken at spaces into at most `lines` lines of about `columns` characters, the rest as an ellipsis.

    >>> wrap("Intergovernmental Panel on Climate Change", columns=18)
    'Intergovernmental\\nPanel on Climate…'
    """
    rows = [""]
    for word in text.split():
        longer = f"{rows[-1]} {word}".strip()
        if len(longer) <= columns or not rows[-1]:
            rows[-1] = longer
        elif len(rows) < lines:
            rows.append(word)
        else:
            rows[-1] += "…"
            break
    return "\n".join(row if len(row) <= columns + 6 else row[: columns + 5] + "…" for row in rows)
