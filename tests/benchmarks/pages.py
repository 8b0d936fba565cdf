"""What the explorer costs in a browser: CPU seconds of the renderer until the page can be used, and of a selected hub.

    python tests/benchmarks/pages.py [--rounds 5] [--json FILE]

Pages of the seeds (built into a temporary folder) and of invented graphs of 500 and 5,000 nodes, in headless Chromium, by turns.
What an empty page costs is in it; the page of the seeds is the control. The wall time is that of the browser until the page has loaded.
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from measuring import Lap, Table, arguments, finish, row
from worlds import world

from comity.knowledge.ontology import load_ontology
from comity.network import to_network
from comity.rdf.store import open_graph
from comity.views import explorer, write

EMPTY, SEEDS = "an empty page", "the seeds"


def pages(folder: Path) -> Iterator[tuple[str, Path]]:
    """The pages by name, written into `folder`."""
    ontology = load_ontology()
    subprocess.run(
        [sys.executable, "-m", "comity", "build", "seeds", "-o", str(folder / "seeds")],
        check=True, capture_output=True,
    )  # fmt: skip
    with open_graph(folder / "seeds") as graph:
        known = {SEEDS: graph.knowledge()}
    known |= {f"{nodes:,} nodes": world(nodes * 2 // 5, nodes * 3 // 5) for nodes in (500, 5000)}
    write("<!doctype html><title>empty</title>", folder / "empty.html")
    yield EMPTY, folder / "empty.html"
    for name, knowledge in known.items():
        page = folder / f"{name.replace(' ', '-')}.html"
        write(explorer(knowledge, to_network(knowledge, ontology), ontology), page)
        yield name, page


def measured(api: Any, page: Path) -> tuple[Lap, float]:
    """What the renderer takes until the page is ready and has been drawn, and the CPU seconds of selecting its first node."""
    browser = api.chromium.launch(
        executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
    )
    opened = browser.new_page(viewport={"width": 1440, "height": 900})
    watch = browser.new_browser_cdp_session()
    before = _at_rest(opened, watch)
    began = time.perf_counter()
    opened.goto(page.as_uri())
    wall = time.perf_counter() - began
    ready = _at_rest(opened, watch)
    opened.evaluate("typeof NODES === 'undefined' || select(NODES.find(n => n.rank === 1).id, null, true)")  # fmt: skip
    after = _at_rest(opened, watch)
    browser.close()
    return Lap(ready - before, wall), after - ready


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


def main() -> None:
    """A row for each page."""
    from playwright.sync_api import sync_playwright

    given = arguments(__doc__).parse_args()
    laps: dict[str, list[Lap]] = {}
    hubs: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as place, sync_playwright() as api:
        all_ = dict(pages(Path(place)))
        for number in range(given.rounds):
            for name in list(all_)[:: -1 if number % 2 else 1]:
                lap, hub = measured(api, all_[name])
                laps.setdefault(name, []).append(lap)
                hubs.setdefault(name, []).append(hub)
        sizes = {name: page.stat().st_size / 1e6 for name, page in all_.items()}
    rows = []
    for name in sizes:
        made = row(name, laps[name], laps[SEEDS] if name != SEEDS else None)
        note = f"its hub chosen {statistics.median(hubs[name]):.2f} s; {sizes[name]:.1f} MB"
        asked = (
            f"opening the explorer of {name}, beside that of the seeds"
            if name not in (EMPTY, SEEDS)
            else ""
        )
        rows.append(replace(made, note=note, question=asked))
    finish(Table("The explorer in a browser", tuple(rows)), given.json)


if __name__ == "__main__":
    main()
