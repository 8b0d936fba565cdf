"""Shapes and colours: what each kind of node and line looks like on light and on dark ground.

Colour never stands alone: kinds differ by shape, relations by arrow, statuses by dash. Every colour has a contrast of at least
3:1 against its ground (WCAG 2.2, 1.4.11), and of 4.5:1 where it is text; a test computes both. The hues are those of Okabe and
Ito (nodes) and Tol's muted scheme (communities), darkened or lightened until they pass.
"""

from __future__ import annotations

from dataclasses import dataclass

LIGHT = "#fbfbf9"
DARK = "#14171b"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of node: its name in the page, vis-network's shape, its colours, and the classes drawn so."""

    id: str
    name: str
    shape: str
    light: str
    dark: str
    types: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tone:
    """One kind of line; `end` is vis-network's arrow head, empty for none."""

    id: str
    name: str
    end: str
    light: str
    dark: str


KINDS = (
    Kind("person", "Person", "dot", "#0072B2", "#56AEE2", ("Person",)),
    Kind("state", "State", "square", "#00805D", "#2FBF95", ("State",)),
    Kind("body", "Government body", "triangleDown", "#5A5FA8", "#A3A7E8", ("GovernmentBody",)),
    Kind(
        "organisation", "Organisation", "diamond", "#B0508E", "#DE93C0",
        ("IntergovernmentalOrganization", "Organization", "Party"),
    ),
    Kind("group", "Group", "hexagon", "#3B7F86", "#7CC4CB", ("Group",)),
    Kind("event", "Event", "star", "#A86E00", "#EDB23C", ("Event",)),
    Kind("issue", "Issue", "triangle", "#7A5A3A", "#C7A078", ("Issue",)),
    Kind("other", "Place, treaty, other", "custom", "#5F6670", "#A3ABB5", ()),
)  # fmt: skip

TONES = (
    Tone("cooperation", "cooperation", "arrow", "#2B6CB0", "#7FB2EA"),
    Tone("conflict", "conflict", "bar", "#C2410C", "#F08A5D"),
    Tone("neutral", "neither", "arrow", "#6B717B", "#9AA2AD"),
    Tone("office", "holds office", "", "#7D848E", "#858D98"),
    Tone("part", "takes part in", "", "#7D848E", "#858D98"),
    Tone("about", "is about", "", "#7D848E", "#858D98"),
)

STATES = (
    ("done", "happened", ()),
    ("open", "planned or possible", (9, 7)),
    ("denied", "denied", (2, 7)),
)
"""Statuses as drawn: id, name, dashes."""

COMMUNITIES = (
    ("#332288", "#8E84E0"), ("#117733", "#44AA66"), ("#882255", "#D1719F"), ("#8A7418", "#DDCC77"),
    ("#2F8577", "#44AA99"), ("#AA4499", "#C97FBD"), ("#2F7EA8", "#88CCEE"), ("#B04A5A", "#E08592"),
)  # fmt: skip
"""Light and dark colour of the eight largest communities; the rest are drawn in the colour of `other`."""


def kind_of(type_: str) -> Kind:
    """How a node of class `type_` is drawn.

    >>> kind_of("State").shape, kind_of("Place").id
    ('square', 'other')
    """
    return next((kind for kind in KINDS if type_ in kind.types), KINDS[-1])


def state_of(status: str) -> str:
    """How a fact of `status` is drawn: `done`, `open` or `denied`."""
    return {"planned": "open", "possible": "open", "denied": "denied"}.get(status, "done")


def contrast(one: str, other: str) -> float:
    """The contrast of two `#rrggbb` colours, from 1 to 21.

    Reference: WCAG 2.2, relative luminance and contrast ratio.

    >>> round(contrast("#000000", "#ffffff"), 1)
    21.0
    """
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
