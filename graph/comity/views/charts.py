"""Charts as pages hold them: drawings whose colours are classes and every mark of which says its number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree

from markupsafe import Markup

from comity.findings import Chart, Look, Point
from comity.views.drawing import INKS, drawn
from comity.views.numbers import written
from comity.views.palette import KINDS, TONES

_SVG = "http://www.w3.org/2000/svg"
_UNTOLD = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LINK = "{http://www.w3.org/1999/xlink}href"
_ROLES = {ink: role for role, ink in INKS.items()}
_PAINTS = {"fill": "f", "stroke": "s"}
_CHANGE = ("#A86E00", "#EDB23C")

COLOURS = {
    **{tone.id: (tone.light, tone.dark) for tone in TONES if tone.id in INKS},
    **{kind.id: (kind.light, kind.dark) for kind in KINDS if kind.id in INKS},
    "change": _CHANGE,
}
"""The light and dark colour of each role that the sheet of the page does not already name."""


def style() -> str:
    """The rules that give the roles of charts their colours, on light, dark and printed ground."""
    light, dark = (
        "".join(f"--{role}:{pair[at]};" for role, pair in sorted(COLOURS.items())) for at in (0, 1)
    )
    paints = "".join(
        f".f-{role}{{fill:var(--{role})}}.s-{role}{{stroke:var(--{role})}}" for role in INKS
    )
    return (
        f":root{{{light}}}@media(prefers-color-scheme:dark){{:root{{{dark}}}}}@media print{{:root{{{light}}}}}"
        f".chart{{font-family:inherit}}{paints}@media(max-width:520px){{.chart text{{font-size:14px}}}}"
    )


def svg(chart: Chart) -> Markup:
    """The chart as an element of HTML, for reading aloud by its title and a summary; marks show their number under a pointer."""
    root = ElementTree.fromstring(drawn(chart))
    for element in list(root.iter()):
        _restyle(element)
    _say(root, chart)
    _rename(root, chart.name)
    root.attrib = {
        "class": "chart",
        "viewBox": root.attrib["viewBox"],
        "role": "img",
        "aria-labelledby": f"{chart.name}-title {chart.name}-words",
    }
    for at, (tag, text) in enumerate((("title", chart.title), ("desc", summary(chart)))):
        element = ElementTree.Element(f"{{{_SVG}}}{tag}", {"id": f"{chart.name}-{_IDS[tag]}"})
        element.text = told(text)
        root.insert(at, element)
    ElementTree.register_namespace("", _SVG)
    ElementTree.register_namespace("xlink", "http://www.w3.org/1999/xlink")
    return Markup(ElementTree.tostring(root, encoding="unicode"))


_IDS = {"title": "title", "desc": "words"}


def key(chart: Chart) -> str:
    """What the marks of a chart mean, where it needs saying."""
    if chart.look is Look.BARS:
        series = list(dict.fromkeys(point.series for point in chart.points))
        return f"Filled: {series[0]}; in outline: {series[1]}." if len(series) > 1 else ""
    ranged = any(point.low is not None for point in chart.points)
    thin = " The thin line is the range." if ranged else ""
    if chart.look is Look.SIGNED:
        return f"Blue to the right: cooperation; orange to the left: conflict.{thin}"
    if chart.look is Look.COURSE:
        dashed = " A dashed line is a change of level." if chart.marks else ""
        return f"Thick lines: the score; triangles up and down: friendly and hostile acts; circles: neither.{thin}{dashed}"
    return "Up: friendly; down: hostile." if chart.look is Look.SUMS else ""


def told(text: str) -> str:
    """Text without the characters that XML does not have.

    >>> told("a\\x00b")
    'a b'
    """
    return _UNTOLD.sub(" ", text)


def summary(chart: Chart) -> str:
    """The numbers of a chart in words, for those who cannot see it."""
    return f"In {chart.unit}. " + "; ".join(words(point) for point in chart.points) + "."


def words(point: Point) -> str:
    """A number of a chart in words.

    >>> words(Point("2023", 2.27, (), "score", low=2.1, high=2.93))
    '2023, score: 2.27 (2.10 to 2.93)'
    """
    name = f"{point.name}, {point.series}" if point.series else point.name
    around = ""
    if point.low is not None and point.high is not None:
        around = f" ({written(point.low)} to {written(point.high)})"
    return f"{name}: {written(point.value)}{around}"


def _restyle(element: ElementTree.Element) -> None:
    """Style attributes as attributes and classes, which a strict policy allows."""
    classes = []
    for key, value in _declared(element.attrib.pop("style", "")):
        if key in _PAINTS and value in _ROLES:
            classes.append(f"{_PAINTS[key]}-{_ROLES[value]}")
        elif key == "font-size":
            element.attrib[key] = value.removesuffix("px")
        elif key != "font-family":
            element.attrib[key] = value
    if classes:
        element.attrib["class"] = " ".join(sorted(classes))


def _declared(style: str) -> Iterator[tuple[str, str]]:
    for part in style.split(";"):
        key, _, value = part.partition(":")
        if value.strip():
            yield key.strip(), value.strip()


def _say(root: ElementTree.Element, chart: Chart) -> None:
    """What is not drawn is left out, ids that nothing points to are, and each mark has its number as its title."""
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag in (f"{{{_SVG}}}metadata", f"{{{_SVG}}}style"):
                parent.remove(child)
    for element in root.iter(f"{{{_SVG}}}g"):
        name = element.attrib.pop("id", "")
        if re.fullmatch(r"p\d+", name):
            title = ElementTree.Element(f"{{{_SVG}}}title")
            title.text = told(words(chart.points[int(name[1:])]))
            element.insert(0, title)


def _rename(root: ElementTree.Element, name: str) -> None:
    """Ids that are of this chart alone."""
    ids = {
        e.attrib["id"]: f"{name}-{n}"
        for n, e in enumerate(e for e in root.iter() if "id" in e.attrib)
    }
    for element in root.iter():
        if "id" in element.attrib:
            element.attrib["id"] = ids[element.attrib["id"]]
        if _LINK in element.attrib:
            element.attrib[_LINK] = f"#{ids[element.attrib[_LINK][1:]]}"
        clip = element.attrib.get("clip-path", "")
        if clip:
            element.attrib["clip-path"] = f"url(#{ids[clip[5:-1]]})"
