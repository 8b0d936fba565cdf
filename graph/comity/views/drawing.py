"""The only module that touches matplotlib: the numbers of a chart as lines, bars and marks in SVG.

It draws in inks, colours that stand for roles; `charts` makes classes of them, which a page gives its colours. Every number's
mark is a group with an id of its own (`p0`, `p1` ...), by which `charts` says what it is.
"""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from math import ceil
from typing import TYPE_CHECKING, Any

import matplotlib
from matplotlib.axes import Axes
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

from comity.findings import Chart, Look, Point
from comity.views.numbers import written
from comity.views.words import wrap

if TYPE_CHECKING:
    from matplotlib.typing import RcKeyType

WIDTH = 480
INKS = {
    "ink": "#000001", "soft": "#000002", "line": "#000003", "paper": "#000004", "cooperation": "#000005",
    "conflict": "#000006", "neutral": "#000007", "person": "#000008", "state": "#000009", "issue": "#00000a", "change": "#00000b",
}  # fmt: skip
"""The colour that stands for each role."""

_LEFT, _RIGHT, _ROW, _LINES = (
    172,
    46,
    34,
    250,
)  # units: labels, values, the height of a row and of a chart of periods
_SIZE = 12
_LETTER = 9
_FEW = 8
_GAP = 0.6
_LONG = 22
_SETTINGS: Mapping[RcKeyType, Any] = {  # Any: of many kinds
    "svg.fonttype": "none",
    "text.parse_math": False,
    "font.family": "DejaVu Sans",
    "font.size": _SIZE,
    "axes.linewidth": 0.8,
    "axes.unicode_minus": True,
}
_UNSHOWN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]+")


def drawn(chart: Chart) -> str:
    """The SVG of a chart, the same for the same chart; marks have the ids `p` and the number of their point."""
    with matplotlib.rc_context(), warnings.catch_warnings():
        matplotlib.rcdefaults()
        matplotlib.rcParams.update(_SETTINGS)
        matplotlib.rcParams["svg.hashsalt"] = chart.name
        # Glyphs that this font lacks are drawn by the reader's browser, in a font of its own.
        warnings.filterwarnings("ignore", "Glyph .* missing", UserWarning)
        figure = _DRAWERS[chart.look](chart)
        FigureCanvasSVG(figure)
        out = io.StringIO()
        unnamed = dict.fromkeys(("Date", "Creator", "Format", "Type"))
        figure.savefig(out, format="svg", metadata=unnamed)
    return out.getvalue()


def _axes(height: int, left: int, right: int, low: int = 26, high: int = 22) -> tuple[Figure, Axes]:
    """An empty figure of so many units and its axes, without frame and ground."""
    figure = Figure(figsize=(WIDTH / 72, height / 72), dpi=72)
    figure.patch.set_visible(False)
    box = (
        left / WIDTH,
        low / height,
        (WIDTH - left - right) / WIDTH,
        (height - low - high) / height,
    )
    axes = figure.add_axes(box)
    axes.patch.set_visible(False)
    for side in axes.spines.values():
        side.set_visible(False)
    axes.tick_params(length=0, pad=6, colors=INKS["soft"])
    return figure, axes


def _plain(text: str) -> str:
    """Text without what neither XML nor a reader can do with, on one or two lines."""
    return wrap(_UNSHOWN.sub(" ", text).strip() or "…", columns=_LONG)


def _rows(names: Sequence[str], foot: int = 26) -> tuple[Figure, Axes]:
    """Axes with a row for each name, the first on top."""
    figure, axes = _axes(_ROW * len(names) + 8 + foot, _LEFT, _RIGHT, foot, 8)
    axes.set_ylim(len(names) - 0.5, -0.5)
    axes.set_yticks([])
    for row, name in enumerate(names):
        lines = _plain(name).split("\n")
        for at, line in enumerate(
            lines
        ):  # one by one: lines of one text would stand by the widths of this font
            down = (at - (len(lines) - 1) / 2) * -(_SIZE + 2)
            axes.annotate(
                line, (0, row), (-8, down), xycoords=("axes fraction", "data"), textcoords="offset points",
                ha="right", va="center_baseline", color=INKS["ink"], annotation_clip=False,
            )  # fmt: skip
    return figure, axes


def _bars(chart: Chart) -> Figure:
    """A row a name, a bar a series: the first filled, the second in outline; the points of a name stand together."""
    series = list(dict.fromkeys(point.series for point in chart.points))
    figure, axes = _rows([point.name for point in chart.points if point.series == series[0]], 4)
    ink = INKS[_OF.get(chart.name, "neutral")]
    most = max((point.value for point in chart.points), default=0.0) or 1.0
    axes.set_xlim(0, most)
    axes.set_xticks([])
    axes.axvline(0, color=INKS["soft"], linewidth=1)
    deep = 0.62 / len(series)
    for number, point in enumerate(chart.points):
        row = number // len(series)
        at = row + (series.index(point.series) - (len(series) - 1) / 2) * deep
        fill = ink if point.series == series[0] else "none"
        (bar,) = axes.barh(at, point.value, deep * 0.8, color=fill, edgecolor=ink, linewidth=1.2)
        bar.set_gid(f"p{number}")
        axes.annotate(
            written(point.value), (point.value, at), (5, 0), textcoords="offset points", va="center_baseline",
            color=INKS["ink"], annotation_clip=False, fontsize=_SIZE - 1,
        )  # fmt: skip
    return figure


_OF = {"people": "person", "states": "state"}


def _signed(chart: Chart) -> Figure:
    """A row a name, its bar to the left (conflict) or right (cooperation) of nought, with its range as a line."""
    figure, axes = _rows([point.name for point in chart.points])
    _scale(axes.set_xlim, axes.set_xticks)
    axes.xaxis.grid(visible=True, color=INKS["line"], linewidth=0.8)
    axes.set_axisbelow(True)
    axes.axvline(0, color=INKS["soft"], linewidth=1)
    for row, point in enumerate(chart.points):
        (bar,) = axes.barh(row, point.value, 0.42, color=INKS[_side(point.value)], edgecolor="none")
        bar.set_gid(f"p{row}")
        if not point.value:
            axes.plot([0], [row], "D", color=INKS["neutral"], markersize=5)
        if point.low is not None and point.high is not None:
            _whisker(axes, (point.low, point.high), (row, row))
        axes.annotate(
            written(point.value), (1, row), (4, 0), xycoords=("axes fraction", "data"), va="center_baseline",
            textcoords="offset points", color=INKS["ink"], annotation_clip=False,
        )  # fmt: skip
    return figure


def _side(value: float) -> str:
    return "cooperation" if value > 0 else "conflict" if value < 0 else "neutral"


def _whisker(axes: Axes, x: tuple[float, float], y: tuple[float, float]) -> None:
    axes.plot(
        x, y, color=INKS["ink"], linewidth=1.4, marker="|" if y[0] == y[1] else "_", markersize=7
    )


def _scale(limits: Callable[..., Any], ticks: Callable[..., Any]) -> None:  # Any: of matplotlib's
    limits(-10.6, 10.6)
    ticks([-10, -5, 0, 5, 10], ["−10", "−5", "0", "5", "10"])


def _course(chart: Chart) -> Figure:
    """Scores as bars across their periods, with ranges; acts as triangles; changes of level as lines."""
    figure, axes = _axes(_LINES, 36, 12)
    scores = [point for point in chart.points if point.series == "score"]
    places = _places(scores)
    _across(axes, scores, places)
    _scale(axes.set_ylim, axes.set_yticks)
    axes.yaxis.grid(visible=True, color=INKS["line"], linewidth=0.8)
    axes.axhline(0, color=INKS["soft"], linewidth=1)
    spread: dict[tuple[float, float], int] = {}
    period = scores[0] if scores else None
    for number, point in enumerate(chart.points):
        if point.series == "score":
            period = point
            _score(axes, point, places[point.name], number, named=len(scores) <= _FEW)
        elif period is not None:
            at = _within(_middle(point), period, places[period.name])
            same = spread[at, point.value] = spread.get((at, point.value), -1) + 1
            _act(axes, at + 0.05 * same, point.value, number)
    for day in chart.marks:
        for point in scores:
            if point.first and point.last and point.first <= day <= point.last:
                at = _within(day, point, places[point.name])
                axes.axvline(at, color=INKS["change"], linewidth=1.6, linestyle=(0, (4, 3)))
    return figure


def _score(axes: Axes, point: Point, at: float, number: int, *, named: bool) -> None:
    if point.low is not None and point.high is not None:
        _whisker(axes, (at + 0.41, at + 0.41), (point.low, point.high))
    ink = INKS[_side(point.value)]
    (bar,) = axes.plot(
        [at - 0.34, at + 0.34], [point.value] * 2, color=ink, linewidth=4, solid_capstyle="butt"
    )
    bar.set_gid(f"p{number}")
    if named:
        axes.annotate(
            written(point.value), (at, 1), (0, 4), xycoords=("data", "axes fraction"), ha="center",
            textcoords="offset points", color=INKS["ink"], weight="bold", annotation_clip=False,
        )  # fmt: skip


def _act(axes: Axes, at: float, value: float, number: int) -> None:
    marker = {"cooperation": "^", "conflict": "v", "neutral": "o"}[_side(value)]
    (mark,) = axes.plot(
        [at], [value], marker, markersize=6, markerfacecolor="none", markeredgecolor=INKS[_side(value)],
        markeredgewidth=1.3,
    )  # fmt: skip
    mark.set_gid(f"p{number}")


def _sums(chart: Chart) -> Figure:
    """What was friendly up and what was hostile down, by period."""
    figure, axes = _axes(_LINES - 30, 36, 12)
    friendly = [point for point in chart.points if point.series == "friendly"]
    places = _places(friendly)
    _across(axes, friendly, places)
    values = [0.0, *(point.value for point in chart.points)]
    low, high = min(values), max(values)
    room = 0.14 * (high - low or 1.0)
    axes.set_ylim(low - room if low else -0.2 * room, high + room)
    axes.set_axisbelow(True)
    axes.yaxis.grid(visible=True, color=INKS["line"], linewidth=0.8)
    axes.axhline(0, color=INKS["soft"], linewidth=1)
    axes.yaxis.set_major_locator(matplotlib.ticker.MaxNLocator(5, integer=True))
    for number, point in enumerate(chart.points):
        ink = INKS["cooperation" if point.series == "friendly" else "conflict"]
        (bar,) = axes.bar(places[point.name], point.value, 0.5, color=ink, edgecolor="none")
        bar.set_gid(f"p{number}")
        if point.value and len(friendly) <= _FEW:
            axes.annotate(
                written(point.value), (places[point.name], point.value), (0, 4 if point.value > 0 else -13),
                textcoords="offset points", ha="center", color=INKS["ink"],
            )  # fmt: skip
    return figure


def _shares(chart: Chart) -> Figure:
    """A row an issue, a bar a period, all on one scale."""
    names = list(dict.fromkeys(point.name for point in chart.points))
    figure, axes = _rows(names)
    periods = sorted({(p.first, p.last, p.series) for p in chart.points if p.first and p.last})
    columns = [Point(name, 0.0, (), "", first, last) for first, last, name in periods]
    places = _places(columns)
    _across(axes, columns, places)
    for row in range(len(names)):
        axes.axhline(row + 0.4, color=INKS["line"], linewidth=0.8)
    most = max((point.value for point in chart.points), default=1.0) or 1.0
    for number, point in enumerate(chart.points):
        foot = names.index(point.name) + 0.4
        (bar,) = axes.bar(
            places[point.series], -0.5 * point.value / most, 0.5, foot, color=INKS["issue"], edgecolor="none"
        )  # fmt: skip
        bar.set_gid(f"p{number}")
        axes.annotate(
            written(point.value).removeprefix("0"), (places[point.series], foot - 0.5 * point.value / most),
            (0, 2), textcoords="offset points", ha="center", color=INKS["ink"], fontsize=_SIZE - 2,
        )  # fmt: skip
    return figure


def _places(periods: Sequence[Point]) -> dict[str, float]:
    """Where each period stands: one beside the other, wider apart where time lies between them."""
    found: dict[str, float] = {}
    at, before = 0.0, None
    for point in periods:
        if before is not None:
            at += 1 + (_GAP if point.first is not None and (point.first - before).days > 1 else 0)
        found[point.name] = at
        before = point.last
    return found


def _across(axes: Axes, periods: Sequence[Point], places: Mapping[str, float]) -> None:
    """The periods along the foot, so many that they can be read, with dots where time is left out."""
    ordered = list(places.values())
    wide = (ordered[-1] if ordered else 0) + 1.2
    axes.set_xlim(-0.6, wide - 0.6)
    room = axes.get_position().width * WIDTH / wide
    step = ceil(max((len(point.name) + 1 for point in periods), default=1) * _LETTER / room)
    shown = [point.name for point in periods][::-1][::step][::-1]
    axes.set_xticks([places[name] for name in shown], shown)
    for one, other in zip(ordered, ordered[1:], strict=False):
        if other - one > 1:
            axes.annotate(
                "···", ((one + other) / 2, 0), (0, -14), xycoords=("data", "axes fraction"),
                textcoords="offset points", ha="center", va="center", color=INKS["soft"], annotation_clip=False,
            )  # fmt: skip


def _middle(point: Point) -> date | None:
    if point.first is None or point.last is None:
        return None
    return point.first + (point.last - point.first) / 2


def _within(day: date | None, period: Point, at: float) -> float:
    """Where a day stands in a period that stands `at`."""
    if day is None or period.first is None or period.last is None:
        return at
    length = (period.last - period.first).days or 1
    return at + 0.68 * ((day - period.first).days / length - 0.5)


_DRAWERS: Mapping[Look, Callable[[Chart], Figure]] = {
    Look.COURSE: _course,
    Look.SUMS: _sums,
    Look.SHARES: _shares,
    Look.BARS: _bars,
    Look.SIGNED: _signed,
}
