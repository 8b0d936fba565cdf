"""The named questions: one file in `ontology/queries` each, with its help and parameters in its first comments.

    # topic: Meetings and travel
    # title: Who met whom
    # help: One sentence that says what the answer holds.
    # param: actor actor? who took part          (? may be left out)
    # param: days integer "30" how many days     ("…" is taken when left out)
    # example: comity ask who-met-whom --actor Japan

Each parameter has one place or more in the query, `VALUES ?actor { UNDEF }`, so that a file is SPARQL as it stands. What
is asked only with a parameter, or only without, stands between lines of their own, which do not nest:

    # if actor
    VALUES ?actor { UNDEF }
    ?event co:actor ?actor .
    # end

with `# if not actor` for the other case, and `# if actor is a state` and `# if actor is no state` where a state stands for its
people and bodies too. Where a parameter is left out its places fall away. One pattern that begins with what is asked for is
ten to a hundred times faster than a UNION of the two cases, which the engine makes from the bottom up.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from comity import resources
from comity.errors import OntologyError
from comity.rdf.terms import THINGS

TYPES = (
    "actor", "article", "class", "date", "entity", "event", "integer", "issue", "person", "place", "state", "text",
)  # fmt: skip
TOPICS = (
    "Meetings and travel",
    "Words",
    "Deeds",
    "Plans and agreements",
    "Actors and offices",
    "Issues",
    "Over time",
    "Evidence and trust",
)
_PARAMETER = re.compile(
    r'(?P<name>\w+) (?P<type>[a-z]+)(?P<optional>\?)?(?: "(?P<default>[^"]*)")? (?P<help>.+)'
)
_PLACE = re.compile(r"VALUES \?(\w+) \{ UNDEF \}[ ]*")
_BLOCK = re.compile(
    r"^ *# if (?P<not>not )?(?P<name>\w+)(?: is (?P<kind>a|no) state)?\n(?P<held>.*?)^ *# end\n",
    re.MULTILINE | re.DOTALL,
)
_STATE = f"<{THINGS}state/"
_COMMENT = re.compile(r"^ *#.*\n", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter: its type is one of `TYPES`; without a value it takes `default`, or is left out."""

    name: str
    type: str
    optional: bool
    default: str | None
    help: str

    @property
    def needed(self) -> bool:
        """Whether a value must be given."""
        return not self.optional and self.default is None


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its query; `topic` is one of `TOPICS`, `example` a command line."""

    name: str
    topic: str
    title: str
    help: str
    parameters: tuple[Parameter, ...]
    example: str
    text: str

    def bound(self, values: Mapping[str, tuple[str, ...]]) -> str:
        """The query with each parameter's terms, written as SPARQL writes them, in its places.

        A parameter without terms leaves its variable free. All places are found before any is filled, so
        that no text can make another one.
        """

        def kept(block: re.Match[str]) -> str:
            terms = values.get(block["name"], ())
            kind = "a" if any(term.startswith(_STATE) for term in terms) else "no"
            right = bool(terms) is not bool(block["not"]) and block["kind"] in (None, kind)
            return block["held"] if right else ""

        def fill(place: re.Match[str]) -> str:
            terms = values.get(place.group(1), ())
            return f"VALUES ?{place.group(1)} {{ {' '.join(terms)} }} " if terms else ""

        return _PLACE.sub(fill, _COMMENT.sub("", _BLOCK.sub(kept, self.text)).strip())


@cache
def questions() -> tuple[Question, ...]:
    """All named questions, by name.

    Raises:
        OntologyError: a file lacks a topic, title, help or example, or a parameter its place.
    """
    folder = resources.folder("ontology") / "queries"
    return tuple(to_question(path) for path in sorted(folder.glob("*.rq"), key=lambda p: p.stem))


def to_question(path: Path) -> Question:
    """The question that the file holds.

    Raises:
        OntologyError: it lacks a topic, title, help or example, or a parameter its place.
    """
    text = path.read_text(encoding="utf-8")
    lines: dict[str, list[str]] = {}
    for found in re.finditer(r"^# (topic|title|help|param|example): (.+)$", text, re.MULTILINE):
        lines.setdefault(found.group(1), []).append(found.group(2).strip())
    for key in ("topic", "title", "help", "example"):
        if len(lines.get(key, [])) != 1:
            raise OntologyError(f"{path.name}: there must be one line `# {key}: …`")
    if lines["topic"][0] not in TOPICS:
        raise OntologyError(
            f"{path.name}: there is no topic '{lines['topic'][0]}'; there are {', '.join(TOPICS)}"
        )
    parameters = tuple(_parameter(path, line) for line in lines.get("param", []))
    _check_places(path, text, {parameter.name for parameter in parameters})
    return Question(
        name=path.stem,
        topic=lines["topic"][0],
        title=lines["title"][0],
        help=lines["help"][0],
        parameters=parameters,
        example=lines["example"][0],
        text=text,
    )


def _parameter(path: Path, line: str) -> Parameter:
    found = _PARAMETER.fullmatch(line)
    if found is None or found["type"] not in TYPES:
        raise OntologyError(
            f"{path.name}: `# param: {line}` must be a name, a type ({', '.join(TYPES)}), and what it is"
        )
    return Parameter(
        found["name"], found["type"], bool(found["optional"]), found["default"], found["help"]
    )


def _check_places(path: Path, text: str, names: set[str]) -> None:
    places = {found.group(1) for found in _PLACE.finditer(text)}
    if places != names:
        wrong = ", ".join(sorted(places ^ names))
        raise OntologyError(
            f"{path.name}: {wrong} must be both a parameter and a VALUES ?… {{ UNDEF }}"
        )
    blocks = [found["name"] for found in _BLOCK.finditer(text)]
    lines = re.findall(r"^ *# (?:if|end)\b", text, re.MULTILINE)
    unknown = sorted(set(blocks) - names)
    if unknown or len(lines) != 2 * len(blocks):
        what = (
            f"`# if {unknown[0]}` names no parameter" if unknown else "an `# if` lacks its `# end`"
        )
        raise OntologyError(f"{path.name}: {what}")
