"""An account of a reading as a terminal shows it: the sentence, and beneath it what was found and passed over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from comity.model import Article
from comity.views.account import Account, EventTold, Name, Trust
from comity.views.words import count, day

_STYLES = {
    "Person": "blue",
    "State": "green",
    "Place": "green",
    "GovernmentBody": "magenta",
    "IntergovernmentalOrganization": "magenta",
    "Organization": "magenta",
    "Party": "magenta",
    "Group": "cyan",
}
_LABELS, _NUMBER = 15, 3
# One character for one: line ends, and what a terminal would obey or not show.
_LINE_ENDS = str.maketrans("\r\n\t", "   ") | dict.fromkeys(
    (
        *range(9),
        11,
        12,
        *range(14, 32),
        *range(127, 160),
        *range(0x202A, 0x202F),
        *range(0x2066, 0x206A),
    ),
    "�",
)


def to_text(told: Sequence[Account], article: Article) -> Iterator[RenderableType]:
    """What the sentences of the article hold, for a console to print."""
    citation = article.citation
    when = day(citation.published) if citation.published else "day of publication not known"
    about = (citation.title, citation.name, when, count(len(told), "sentence"))
    yield Text(" · ".join(part for part in about if part), style="bold")
    for sentence in told:
        yield Text("")
        yield _sentence(sentence, article.text)
        yield _findings(sentence)


def _sentence(told: Account, text: str) -> Table:
    """The number and the sentence, with names in the colours of their classes and event words set off."""
    span = told.read.sentence.span
    words = Text(span.of(text).translate(_LINE_ENDS))
    painted = [(name.span, _STYLES.get(name.type, "")) for name in told.names]
    painted += [(passed.span, "underline") for passed in told.read.passed]
    painted += [(telling.trigger, "bold reverse") for telling in told.read.tellings]
    for place, style in painted:
        words.stylize(style, place.start - span.start, place.end - span.start)
    if told.zone != "body":
        words.append(f" [{told.zone}]", "dim")
    return _grid([(Text(str(told.number), "bold"), words)], left=_NUMBER)


def _findings(told: Account) -> Table:
    rows: list[tuple[Text, Text]] = []
    for event in told.events:
        rows.append((Text(event.type, "bold"), _event(event)))
    for fact in told.facts:
        rows.append((Text(fact.kind, "bold"), Text(fact.text).append_text(_trust(fact.trust))))
    for again in told.again:
        where = "here" if again.sentence == told.number else f"in sentence {again.sentence}"
        line = Text(f"“{again.word}” tells the {again.type.lower()} {where}")
        rows.append((Text("again"), line.append(f"  {again.rule}", "dim")))
    for words, value in told.dates:
        rows.append((Text("date"), Text(f"“{words}” → {value}")))
    if told.names:
        rows.append((Text("names"), Text(" · ".join(_name(n) for n in told.names))))
    for left in told.left:
        line = Text(f"“{left.word}” ").append(left.reason).append(f"  {left.rule}", "dim")
        rows.append((Text("passed over", "dim"), line))
    return _grid(rows, left=_LABELS)


def _event(event: EventTold) -> Text:
    facts = "; ".join(
        words if label == "status" else f"{label} {words}" for label, words in event.facts
    )
    return Text(f"“{event.word}” {facts}").append_text(_trust(event.trust))


def _trust(trust: Trust) -> Text:
    return Text(f"\n{trust.rule}  {trust.words}", "dim")


def _name(name: Name) -> str:
    """The words with what they mean, where that is not the same."""
    return name.words if name.words == name.entity else f"{name.words} = {name.entity}"


def _grid(rows: Iterable[tuple[Text, Text]], *, left: int) -> Table:
    """Two columns, the left one `left` wide and aligned to what stands right of it."""
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(width=left, justify="right")
    grid.add_column(overflow="fold")
    for row in rows:
        grid.add_row(*row)
    return grid
