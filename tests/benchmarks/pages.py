"""What the explorer costs in a browser: CPU seconds of the renderer until the page can be used, and of a selected hub.

    python tests/benchmarks/pages.py [ROUNDS]

Pages of the seeds (built into a temporary folder) and of invented graphs of 500 and 5,000 nodes, in headless Chromium, the median
of five rounds. What an empty page costs is in it, and printed first.
"""

from __future__ import annotations

import random
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from comity.knowledge.ontology import load_ontology
from comity.model import (
    Entity,
    Event,
    Knowledge,
    Participant,
    Precision,
    Report,
    Role,
    Sentence,
    Span,
    Status,
    Trust,
    When,
    to_article,
)  # fmt: skip
from comity.network import to_network
from comity.rdf.store import open_graph
from comity.views import explorer, write

CLASSES = ("Meeting", "Summit", "Accusation", "Agreement", "Statement", "Sanction", "Visit")


def world(nodes: int, seed: int = 7) -> Knowledge:
    """A graph of so many nodes, three in five of them events, whose actors are drawn with weights that make hubs."""
    chance = random.Random(seed)
    actors = nodes * 2 // 5
    entities = tuple(
        Entity(f"person/p{n}", "Person", f"Person Number{n}", (f"P{n}",), "FRA")
        for n in range(actors)
    )
    weights = [1 / (n + 1) ** 0.8 for n in range(actors)]
    topics = tuple(sorted(load_ontology().issues))
    articles = tuple(
        to_article(f"text {n}", name=f"a{n}.txt", published=date(2023, 1, 1) + timedelta(days=n))
        for n in range(100)
    )
    events, reports, sentences = [], [], []
    for n in range(nodes - actors):
        who = sorted({entities[i].id for i in chance.choices(range(actors), weights, k=3)})
        day = date(2022, 1, 1) + timedelta(days=chance.randrange(700))
        when = When(day, day, Precision.DAY, str(day))
        article, type_ = articles[n % 100], CLASSES[n % len(CLASSES)]
        words = f"Person one and person two did what event number {n} says, officials said on {day}, in words of a usual length."
        sentence = Sentence(f"sentence/{n}", article.id, n, Span(n * 200, n * 200 + len(words)), words)  # fmt: skip
        parts = tuple(Participant(w, Role.ACTOR, Span(0, 10)) for w in who)
        report = Report(
            f"report/{n}", article.id, type_, parts, None, when, Status.OCCURRED, (), None,
            (sentence.id,), "rule", Span(n * 200 + 31, n * 200 + 34), "did", 0.8,
        )  # fmt: skip
        topic = (chance.choice(topics),) if n % 2 else ()
        trust = Trust(0.8, 0.9, 1, (article.id,))
        events.append(
            Event(f"event/{n:06}", type_, f"{type_} {n}", tuple(who[:1]), tuple(who[1:]), None, when, Status.OCCURRED, topic, (report.id,), trust=trust)
        )  # fmt: skip
        reports.append(report)
        sentences.append(sentence)
    citations = tuple(sorted((a.citation for a in articles), key=lambda c: c.id))
    return Knowledge(citations, entities, tuple(sentences), tuple(reports), (), tuple(events))


def pages(folder: Path) -> Iterator[tuple[str, Path]]:
    """The pages by name, written into `folder`."""
    ontology = load_ontology()
    subprocess.run(
        [sys.executable, "-m", "comity", "build", "seeds", "-o", str(folder / "seeds")],
        check=True, capture_output=True,
    )  # fmt: skip
    with open_graph(folder / "seeds") as graph:
        known = {"seeds": graph.knowledge()}
    known |= {f"{nodes:,} nodes": world(nodes) for nodes in (500, 5000)}
    write("<!doctype html><title>empty</title>", folder / "empty.html")
    yield "empty", folder / "empty.html"
    for name, knowledge in known.items():
        page = folder / f"{name.split()[0]}.html"
        write(explorer(knowledge, to_network(knowledge, ontology), ontology), page)
        yield name, page


def measured(api: Any, page: Path) -> tuple[float, float]:
    """CPU seconds of the renderer until the page is ready and has been drawn, and of selecting its first node."""
    browser = api.chromium.launch(
        executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
    )
    opened = browser.new_page(viewport={"width": 1440, "height": 900})
    watch = browser.new_browser_cdp_session()
    before = _at_rest(opened, watch)
    opened.goto(page.as_uri())
    ready = _at_rest(opened, watch)
    opened.evaluate("typeof NODES === 'undefined' || select(NODES.find(n => n.rank === 1).id, null, true)")  # fmt: skip
    after = _at_rest(opened, watch)
    browser.close()
    return ready - before, after - ready


def _at_rest(page: Any, watch: Any) -> float:
    """CPU seconds of the renderers once they no longer do anything."""
    last = -1.0
    while True:
        page.wait_for_timeout(1000)
        found = watch.send("SystemInfo.getProcessInfo")["processInfo"]
        now = sum(p["cpuTime"] for p in found if p["type"] == "renderer")
        if now - last < 0.02:
            return float(now)
        last = now


def main(rounds: int) -> None:
    """Prints a line for each page."""
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as place, sync_playwright() as api:
        for name, page in pages(Path(place)):
            found = [measured(api, page) for _ in range(rounds)]
            ready, hub = (statistics.median(values) for values in zip(*found, strict=True))
            size = page.stat().st_size / 1e6
            print(
                f"{name:>12}: ready {ready:.2f} s, hub {hub:.2f} s, {size:.1f} MB",
                flush=True,
            )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
