"""Names as a reader expects to see them; dates, numbers and addresses are those of `comity.words`."""

from __future__ import annotations

from comity.words import count, day, link, when_words

__all__ = ["beside", "count", "day", "link", "when_words", "wrap"]


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


def beside(kind: str, place: str, when: str) -> str:
    """What stands beside an event: its class with its place, else with its date.

    >>> beside("Summit", "", "7 May 2023")
    'Summit, 7 May 2023'
    """
    where = place or when.split(" (")[0]
    return wrap(f"{kind}, {where}" if where else kind)
