"""What the explorer costs in a browser: CPU seconds of the renderer until the page can be used, and of a selected hub.

    python tests/benchmarks/pages.py [ROUNDS]

Pages of the seeds (built into a temporary folder) and of invented graphs of 500 and 5,000 nodes, in headless Chromium, the median
of five rounds. What an empty page costs is in it, and printed first.
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from worlds import world

from comity.knowledge.ontology import load_ontology
from comity.network import to_network
from comity.rdf.store import open_graph
from comity.views import explorer, write


def pages(folder: Path) -> Iterator[tuple[str, Path]]:
    """The pages by name, written into `folder`."""
    ontology = load_ontology()
    subprocess.run(
        [sys.executable, "-m", "comity", "build", "seeds", "-o", str(folder / "seeds")],
        check=True, capture_output=True,
    )  # fmt: skip
    with open_graph(folder / "seeds") as graph:
        known = {"seeds": graph.knowledge()}
    known |= {f"{nodes:,} nodes": world(nodes * 2 // 5, nodes * 3 // 5) for nodes in (500, 5000)}
    write("<!doctype html><title>empty</title>", folder / "empty.html")
    yield "empty", folder / "empty.html"
    for name, knowledge in known.items():
        page = folder / f"{name.split()[0]}.html"
        write(explorer(knowledge, to_network(knowledge, ontology), ontology), page)
        yield name, page


def measured(api: Any, page: Path) -> tuple[float, float]:
    """CPU seconds of the renderer until the page is ready and has been drawn, and of selecting its first node."""
    browser = api.chromium.launch(
        executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
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
