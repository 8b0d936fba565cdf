"""A page in headless Chromium that notes every request, console line and error; skipped where there is no browser."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from browser.seas import Sea, large_page, small_page

CHROMIUM = (
    shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
)


def until(page: Any, condition: str, *, seconds: int = 10) -> None:
    """Wait for `condition`; playwright's own waiting evaluates strings in the page, which its policy forbids."""
    for _ in range(seconds * 10):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"{condition} did not come true in {seconds} s")


@dataclass(slots=True)
class Reader:
    """Opens pages and keeps what the browser said about them."""

    browser: Any
    folder: Path
    requests: list[str] = field(default_factory=list)
    console: list[str] = field(default_factory=list)

    def open(
        self,
        html: str,
        *,
        width: int = 1280,
        height: int = 800,
        scheme: str = "light",
        hash_: str = "",
        ready: str = "document.documentElement.dataset.ready === '1'",
    ) -> Any:
        """The page `html` in a fresh context, once the condition `ready` holds; by default, once the explorer can be used."""
        from comity.views import write

        path = self.folder / "page.html"
        write(html, path)
        context = self.browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            accept_downloads=True,
            reduced_motion="reduce",
        )
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("console", lambda message: self.console.append(message.text))
        page.on("pageerror", lambda error: self.console.append(str(error)))
        page.goto(path.as_uri() + hash_)
        until(page, ready)
        return page

    def until(self, page: Any, condition: str) -> None:
        """Wait for `condition` in `page`."""
        until(page, condition)

    def outside(self) -> list[str]:
        """The requests for anything but the page itself."""
        own = (self.folder / "page.html").as_uri()
        return [
            url for url in self.requests if url.split("#")[0] != own and not url.startswith("blob:")
        ]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Headless Chromium, for one module: while it runs, so does an event loop of its own in this thread."""
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with api.sync_playwright() as playwright:
        program = CHROMIUM or playwright.chromium.executable_path
        if not Path(program).exists():
            pytest.skip("no Chromium: none on PATH, and none of `playwright install chromium`")
        started = playwright.chromium.launch(
            executable_path=program,
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-background-networking",
            ],
        )
        yield started
        started.close()


@pytest.fixture
def reader(browser: Any, tmp_path: Path) -> Reader:
    """A reader with nothing read yet."""
    return Reader(browser, tmp_path)


def _opened(browser: Any, folder: Path, html: str) -> Sea:
    reader = Reader(browser, folder)
    return Sea(reader.open(html, width=1280, height=760), reader)


def _in_turn(sea: Sea) -> Iterator[Sea]:
    """The page as it was opened; it must have asked for nothing and complained of nothing when the test is over."""
    sea.reader.requests.clear()
    sea.reader.console.clear()
    yield sea.afresh()
    assert sea.reader.outside() == []
    assert sea.reader.console == []


@pytest.fixture(scope="module")
def _small(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Sea:
    return _opened(browser, tmp_path_factory.mktemp("small"), small_page())


@pytest.fixture(scope="module")
def _large(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Sea:
    return _opened(browser, tmp_path_factory.mktemp("large"), large_page())


@pytest.fixture
def sea(_small: Sea) -> Iterator[Sea]:
    """The small explorer, as it was opened."""
    yield from _in_turn(_small)


@pytest.fixture
def ocean(_large: Sea) -> Iterator[Sea]:
    """The explorer of a world too wide to be drawn whole, as it was opened."""
    yield from _in_turn(_large)
