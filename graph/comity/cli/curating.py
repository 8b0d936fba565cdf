"""The verb by which people put a graph right: doubtful merges to decide on, and what was decided."""

from __future__ import annotations

import getpass
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from comity.asof import told
from comity.assemble import Assembled, assemble
from comity.assemble.doubtful_people import Bearer, PersonDoubt, doubtful_people
from comity.assemble.doubts import Doubt, doubts
from comity.cli import pairing, screen
from comity.cli.building import GRAPH, Curations, GraphFolder, unheeded
from comity.curating import append, log_of
from comity.curation_log import LOG
from comity.curations import Decision, Kind, Spot
from comity.errors import InputError
from comity.model import Extraction, Report, Span
from comity.rdf.store import open_graph

_KEYS = {
    "s": "same", "n": "not same", "k": "skip", "w": "wrong", "q": "quit", "l": "left", "r": "right",
}  # fmt: skip
_ASKED = ("same", "not same", "skip", "wrong", "quit")
_OF_PEOPLE = ("same", "not same", "skip", "quit")


def curate(
    graph: GraphFolder = GRAPH,
    by: Annotated[
        str | None, typer.Option(metavar="NAME", help="Who decides; else the name that git has.")
    ] = None,
    curations: Curations = None,
    most: Annotated[int, typer.Option(metavar="NUMBER", help="Ask at most so often.")] = 20,
    list_: Annotated[bool, typer.Option("--list", help="Print what was decided.")] = False,
    check: Annotated[
        bool, typer.Option("--check", help="Print the decisions that do not apply.")
    ] = False,
) -> None:
    """Decide on doubtful merges, the most valuable first, and write it down; or list what was decided."""
    extractions = {k.extraction.citation.id: k.extraction for k in told(graph)}
    new = curations is not None and not curations.exists() and not (graph / LOG).exists()
    log = log_of(graph, None if new else curations)
    known = assemble(extractions.values(), log.curations)
    if list_ or check:
        _report(known, log.curations.decisions if list_ else ())
        return
    path = curations or graph / LOG
    behind = _is_behind(graph, known)
    if behind:
        screen.say("decisions of before are followed now: the graph does not know them yet")
    if _decide(known, extractions, path, by or _user(), most) or behind:
        _apply(graph, curations)


def _is_behind(graph: Path, known: Assembled) -> bool:
    """Whether decisions were written down that the graph does not follow, as when `curate` was stopped in between."""
    with open_graph(graph) as opened:
        followed = {curation.id for curation in opened.knowledge().curations}
    return followed != {curation.id for curation in known.knowledge.curations}


def _report(known: Assembled, listed: tuple[Decision, ...]) -> None:
    """Prints the decisions with what each does; ends with 1 where one does not apply."""
    screen.give("".join(f"{line}\n" for d in listed for line in _told(d, known)))
    amiss = unheeded(known)
    if not (amiss or listed):
        screen.say("every decision applies" if known.knowledge.curations else "nothing is decided")
    if amiss:
        raise typer.Exit(1)


def _told(decision: Decision, known: Assembled) -> Iterator[str]:
    yield f"{decision.where}: {decision.label}"
    why = f": {decision.why}" if decision.why else ""
    yield f"  {decision.by}, {decision.on}{why}"
    yield f"  {_effect(decision, known)}"


def _effect(decision: Decision, known: Assembled) -> str:
    found = next((c for c in known.knowledge.curations if c.id == decision.id), None)
    problem = next((p for p in known.problems if p.where == decision.where), None)
    if problem is not None:
        return f"does not apply: {problem.message}"
    if found is None:
        there = decision.id in {d.id for d in known.absent}
        return "waits for an article that the graph does not have" if there else "does not apply"
    labels = {e.id: e.label for e in known.knowledge.events}
    labels |= {e.id: e.name for e in known.knowledge.entities}
    shaped = [labels[name] for name in found.things if name in labels]
    return f"applies: {'; '.join(shaped)}" if shaped else "applies: the report is dropped"


@dataclass(slots=True)
class _Session:
    """One person deciding: what they have said so far, and what is asked no more."""

    extractions: Mapping[str, Extraction]
    path: Path
    by: str
    written: int = 0

    def write(self, kind: Kind, *spots: Spot) -> None:
        """Asks why, and adds the decision to the log."""
        why = _ask("why (may be empty)") or ""
        decision = Decision(kind, self.by, date.today(), why, spots)
        append(self.path, (decision,))
        self.written += 1
        screen.say(f"appended to {self.path}: {decision.label}")

    def spot(self, report: Report) -> Spot:
        """The place of a report, by its trigger, or by its first sentence where that is empty; its class as it was read."""
        extraction = self.extractions[report.article]
        read = next(r for r in extraction.reports if r.id == report.id)
        spans = {s.id: s.span for s in extraction.sentences}
        empty = report.trigger.end <= report.trigger.start
        span: Span = spans[report.sentences[0]] if empty else report.trigger
        return Spot(extraction.citation.sha256[:16], span, read.type)

    def name(self, bearer: Bearer) -> Spot:
        """The place where an article first names a person."""
        told = self.extractions[bearer.article]
        named = [m for m in told.mentions if m.entity == bearer.local]
        first = min(named, key=lambda m: (m.kind != "name", m.span))
        return Spot(told.citation.sha256[:16], first.span)


def _decide(
    known: Assembled, extractions: Mapping[str, Extraction], path: Path, by: str, most: int
) -> bool:
    """Asks about one doubt after the other; whether anything was decided."""
    found = _doubts(known, extractions)
    if not found:
        screen.say("no merge is doubtful that nobody has decided on")
        return False
    session = _Session(extractions, path, by)
    dropped: set[str] = set()
    for number, doubt in enumerate(found[:most], start=1):
        if isinstance(doubt, PersonDoubt):
            screen.show_texts(pairing.shown_people(doubt, extractions, number, len(found)))
            more = _answered_of_people(doubt, session)
        elif dropped & {doubt.one.id, doubt.other.id}:
            continue
        else:
            screen.show_texts(pairing.shown(doubt, known.knowledge, number, len(found)))
            more = _answered(doubt, session, dropped)
        if not more:
            break
    many = f"{session.written} decision{'' if session.written == 1 else 's'}"
    screen.say(f"{many} by {by} appended to {path}")
    return session.written > 0


def _doubts(known: Assembled, extractions: Mapping[str, Extraction]) -> list[Doubt | PersonDoubt]:
    """The doubtful events and people, the most valuable first; of equals events."""
    people = doubtful_people(extractions.values(), known.names, known.knowledge)
    found: list[Doubt | PersonDoubt] = [*doubts(known.knowledge), *people]
    return sorted(found, key=lambda doubt: -doubt.value)


def _answered(doubt: Doubt, session: _Session, dropped: set[str]) -> bool:
    """Takes one answer; False to stop."""
    answer = _choice(_ASKED)
    if answer == "same":
        session.write(Kind.SAME_EVENT, session.spot(doubt.one), session.spot(doubt.other))
    elif answer == "not same":
        session.write(Kind.NOT_SAME_EVENT, session.spot(doubt.one), session.spot(doubt.other))
    elif answer == "wrong":
        side = _choice(("left", "right"))
        if side is None:
            return False
        report = doubt.one if side == "left" else doubt.other
        session.write(Kind.WRONG_REPORT, session.spot(report))
        dropped.add(report.id)
    return answer not in ("quit", None)


def _answered_of_people(doubt: PersonDoubt, session: _Session) -> bool:
    """Takes one answer; False to stop."""
    answer = _choice(_OF_PEOPLE)
    kinds = {"same": Kind.SAME_ACTOR, "not same": Kind.NOT_SAME_ACTOR}
    if answer in kinds:
        session.write(kinds[answer], session.name(doubt.one), session.name(doubt.other))
    return answer not in ("quit", None)


def _choice(allowed: tuple[str, ...]) -> str | None:
    """One of some words, or its key; asked again until it is; None at the end of input."""
    keys = {key: word for key, word in _KEYS.items() if word in allowed}
    asked = " / ".join(f"{word} [{key}]" for key, word in keys.items())
    while True:
        answer = _ask(asked)
        if answer is None:
            return None
        word = keys.get(answer.casefold(), answer.casefold())
        if word in allowed:
            return word
        screen.say(f"'{answer}' is none of these")


def _ask(question: str) -> str | None:
    """The next line of standard input, None at its end."""
    print(f"{question}: ", end="", file=sys.stderr, flush=True)
    line = sys.stdin.readline()
    if not sys.stdin.isatty():
        screen.say("")
    return line.strip() if line else None


def _user() -> str:
    """The name that git has of the user, else that of the system.

    Raises:
        InputError: there is none.
    """
    command = ["git", "config", "user.name"]
    try:
        # git writes UTF-8 on every system.
        told = subprocess.run(command, capture_output=True, encoding="utf-8", check=False).stdout
    except (OSError, UnicodeDecodeError):
        told = ""
    try:
        return told.strip() or getpass.getuser()
    except (OSError, KeyError, ImportError) as error:  # which of them, depends on the system
        raise InputError("nobody is known to decide; give --by NAME") from error


def _apply(graph: Path, curations: Path | None) -> None:
    """Has the graph follow what was decided."""
    from comity import graphs  # here, since the language model takes seconds
    from comity.cli.changing import finish

    with screen.progress() as tell:
        change = graphs.curate(output=graph, curations=curations, progress=tell)
    finish(change, graph)


VERBS = ((curate, "comity curate build --list"),)
