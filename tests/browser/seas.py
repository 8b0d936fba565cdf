"""The explorers that the tests open: of a small sea with everything contested in it, and of one too wide to be drawn whole."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent / "views"))

import invented
from contested import contested

from comity.model import Knowledge
from comity.network import to_network
from comity.views import explorer

SMALL = contested(invented.knowledge())
VIEWS = ("overview", "leaders", "issues", "dyad", "ego", "timeline", "disputes")

_AFRESH = """() => {
  if (playing) play();
  moved.clear(); beside.clear(); hovered = null;
  at('find').value = ''; closeSearch(); showTable(false);
  for (const part of ['kinds', 'tones', 'states', 'grown']) shown[part].clear();
  Object.assign(shown, {from: 0, to: Math.max(0, STEPS.length - 1), keep: true, asOf: '', read: 0, sure: 0, sources: 0, steps: 0,
    many: DATA.first, node: null, line: null, community: false, dark: matchMedia('(prefers-color-scheme: dark)').matches});
  document.documentElement.classList.toggle('dark', shown.dark); at('dark').setAttribute('aria-pressed', String(shown.dark));
  sift(); setControls(); look(DATA.opening.view, DATA.opening.focus);
  if (document.activeElement) document.activeElement.blur();
}"""


@cache
def large() -> Knowledge:
    """An invented world of 374 nodes."""
    return invented.knowledge(events=330)


def to_html(knowledge: Knowledge, **options: Any) -> str:
    """The explorer of an invented world, under the stand-in ontology."""
    ontology = invented.ontology()
    options.setdefault("title", "Inner Sea")
    return explorer(knowledge, to_network(knowledge, ontology), ontology, **options)


@cache
def small_page() -> str:
    """The explorer of `SMALL`."""
    return to_html(SMALL)


@cache
def large_page() -> str:
    """The explorer of `large`."""
    return to_html(large())


@dataclass(slots=True)
class Sea:
    """An opened explorer, which several tests use one after the other, and whoever watches its browser."""

    page: Any
    reader: Any

    def get(self, expression: str, argument: Any = None) -> Any:
        """The value of `expression` in the page."""
        return self.page.evaluate(expression, argument)

    def afresh(self) -> Sea:
        """The same page as it was when it was opened."""
        self.page.evaluate(_AFRESH)
        return self

    def press(self, *keys: str) -> None:
        """The keys, one after the other."""
        for key in keys:
            self.page.keyboard.press(key)

    def spot(self, node: str) -> tuple[float, float]:
        """Where a node stands in the window."""
        x, y = self.page.evaluate(
            "id => { const p = network.canvasToDOM(drawn.places.get(id)), r = at('canvas').getBoundingClientRect();"
            "return [p.x + r.left, p.y + r.top]; }",
            node,
        )
        return x, y

    def set(self, control: str, value: object) -> None:
        """Puts a control, by its id, to a value, as a reader would."""
        self.page.evaluate(
            "([id, value]) => { at(id).value = value; for (const name of ['input', 'change']) at(id).dispatchEvent(new Event(name)); }",
            [control, str(value)],
        )

    def title(self) -> str:
        """The heading of the panel."""
        return str(self.page.inner_text("#panel h2 >> nth=0"))
