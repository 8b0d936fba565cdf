"""Palette, layout, ties and words."""

from __future__ import annotations

import re
from datetime import date
from importlib.resources import files

import networkx as nx
import pytest

from comity.model import Precision, When
from comity.views.layout import layout
from comity.views.palette import (
    COMMUNITIES,
    DARK,
    KINDS,
    LIGHT,
    STATES,
    TONES,
    Tone,
    contrast,
    kind_of,
    state_of,
)
from comity.views.ties import ties
from comity.views.words import link, when_words, wrap


@pytest.mark.parametrize("item", [*KINDS, *TONES], ids=lambda item: item.id)
def test_colours_stand_out_from_their_ground(item: object) -> None:
    assert contrast(item.light, LIGHT) >= 3  # type: ignore[attr-defined]  # Kind or Tone
    assert contrast(item.dark, DARK) >= 3  # type: ignore[attr-defined]  # Kind or Tone


@pytest.mark.parametrize("pair", COMMUNITIES, ids=lambda pair: pair[0])
def test_communities_stand_out(pair: tuple[str, str]) -> None:
    assert contrast(pair[0], LIGHT) >= 3
    assert contrast(pair[1], DARK) >= 3


PAGE = files("comity.views") / "page"
STAGE = (PAGE / "stage.js").read_text(encoding="utf-8")


def _tokens(block: str) -> dict[str, str]:
    return dict(part.split(":") for part in block.strip("{}").split(";") if part.startswith("--"))


@pytest.mark.parametrize(("number", "name"), [(0, "light"), (1, "dark")])
def test_text_stands_out_from_its_ground(number: int, name: str) -> None:
    lines = (PAGE / "page.css").read_text(encoding="utf-8").splitlines()
    tokens = {
        k: "#" + "".join(c * 2 for c in v[1:]) if len(v) == 4 else v
        for k, v in _tokens(lines[number].split("{")[1]).items()
    }
    assert tokens["--ground"] == (LIGHT, DARK)[number], name
    for ink in ("--ink", "--soft", "--link"):
        for ground in ("--ground", "--paper", "--hover"):
            assert contrast(tokens[ink], tokens[ground]) >= 4.5, (ink, ground)
    for ink, ground in (
        ("--open", "--open-bg"),
        ("--denied", "--denied-bg"),
        ("--ink", "--mark"),
        ("--ground", "--link"),
    ):
        assert contrast(tokens[ink], tokens[ground]) >= 4.5, (ink, ground)


@pytest.mark.parametrize("name", ["ink", "pale"])
def test_words_on_the_canvas_stand_out_from_its_ground(name: str) -> None:
    found = re.search(rf"const {name} = \(\) => shown.dark \? '(#\w+)' : '(#\w+)'", STAGE)
    assert found
    assert contrast(found[1], DARK) >= 4.5
    assert contrast(found[2], LIGHT) >= 4.5


def _over(colour: str, ground: str, opacity: float) -> str:
    """The colour as it is seen over the ground."""
    mixed = (
        round(int(colour[i : i + 2], 16) * opacity + int(ground[i : i + 2], 16) * (1 - opacity))
        for i in (1, 3, 5)
    )
    return "#" + "".join(f"{part:02x}" for part in mixed)


@pytest.mark.parametrize("tone", TONES, ids=lambda tone: tone.id)
def test_lines_stand_out_from_their_ground_as_they_are_drawn(tone: Tone) -> None:
    found = re.search(
        r"usual = grey \? (\.\d+) : l.tone === 'neutral' \? (\.\d+) : (\.\d+),", STAGE
    )
    assert found
    grey, neutral, signed = map(float, found.groups())
    opacity = {"neutral": neutral, "cooperation": signed, "conflict": signed}.get(tone.id, grey)
    assert contrast(_over(tone.light, LIGHT, opacity), LIGHT) >= 3
    assert contrast(_over(tone.dark, DARK, opacity), DARK) >= 3


def test_no_two_kinds_share_a_shape_and_no_two_statuses_a_dash() -> None:
    assert len({kind.shape for kind in KINDS}) == len(KINDS)
    assert len({dashes for _, _, dashes in STATES}) == len(STATES)
    assert next(t.end for t in TONES if t.id == "cooperation") != next(
        t.end for t in TONES if t.id == "conflict"
    )


@pytest.mark.parametrize(
    ("type_", "kind"),
    [
        ("Person", "person"),
        ("Party", "organisation"),
        ("Treaty", "other"),
        ("Unheard", "other"),
        ("Issue", "issue"),
    ],
)
def test_kinds(type_: str, kind: str) -> None:
    assert kind_of(type_).id == kind


def test_states() -> None:
    assert [state_of(s) for s in ("occurred", "ongoing", "planned", "possible", "denied")] == [
        "done",
        "done",
        "open",
        "open",
        "denied",
    ]


GRAPHS = {
    "empty": nx.Graph(),
    "one": nx.empty_graph(1),
    "loners": nx.empty_graph(12),
    "star": nx.star_graph(30),
    "scale-free": nx.barabasi_albert_graph(120, 2, seed=3),
    "islands": nx.disjoint_union_all([nx.cycle_graph(n) for n in (20, 5, 3, 2, 2)]),
    "large": nx.barabasi_albert_graph(230, 2, seed=4),
}


def test_many_parts_of_one_size_stand_in_a_picture_that_is_not_long() -> None:
    graph = nx.disjoint_union_all([nx.path_graph(6) for _ in range(24)])
    named = nx.relabel_nodes(graph, {n: f"n{n}" for n in graph})
    places = layout(named, dict.fromkeys(named, (60.0, 44.0)), width=1600, height=1400)
    wide, high = (max(values) - min(values) for values in zip(*places.values(), strict=True))
    assert 0.5 < wide / high < 2.5


@pytest.mark.parametrize("name", GRAPHS)
def test_layout_is_the_same_twice_and_nothing_overlaps(name: str) -> None:
    graph = nx.relabel_nodes(GRAPHS[name], {n: f"n{n:03d}" for n in GRAPHS[name]})
    sizes = dict.fromkeys(graph, (60.0, 40.0))
    places = layout(graph, sizes, width=1600, height=1300)
    assert places == layout(graph, sizes, width=1600, height=1300)
    assert list(places) == sorted(graph)
    names = sorted(graph)
    for i, one in enumerate(names):
        for other in names[i + 1 :]:
            dx, dy = (abs(places[one][k] - places[other][k]) for k in (0, 1))
            assert dx >= 58 or dy >= 38, (one, other)


def test_ties_say_each_edge_once_with_its_tone() -> None:
    net: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for number, (u, v, kind, sign, mutual) in enumerate(
        (
            ("a", "b", "relation", 1, False),
            ("b", "a", "relation", 1, True),
            ("b", "a", "relation", -1, False),
            ("a", "b", "relation", 0, False),
            ("a", "c", "holdsOffice", 0, False),
            ("a", "c", "actor", 0, False),
            ("c", "b", "about", 0, False),
            ("a", "a", "relation", 1, False),
            ("a", "elsewhere", "relation", 1, False),
        )
    ):
        net.add_edge(
            u, v, key=number, kind=kind, label=f"says {number}", fact=f"f{number}", sign=sign, mutual=mutual
        )  # fmt: skip
    net.add_edge("a", "b", key="twin", **{**net.edges["a", "b", 0], "fact": "twin"})
    of = {f"f{number}": number for number in range(9)} | {"twin": 0}
    tone = {t.id: n for n, t in enumerate(TONES)}
    assert ties(net, {"a": 0, "b": 1, "c": 2}, of) == sorted(
        [
            (0, 1, tone["cooperation"], 0, 0, ""),
            (0, 1, tone["cooperation"], 1, 1, ""),
            (1, 0, tone["conflict"], 0, 2, ""),
            (0, 1, tone["neutral"], 0, 3, ""),
            (0, 2, tone["office"], 0, 4, ""),
            (0, 2, tone["part"], 0, 5, "says 5"),
            (2, 1, tone["about"], 0, 6, "says 6"),
        ]
    )


@pytest.mark.parametrize(
    ("first", "last", "precision", "expected"),
    [
        (date(2023, 5, 7), date(2023, 5, 7), Precision.DAY, "7 May 2023"),
        (date(2023, 5, 1), date(2023, 5, 31), Precision.MONTH, "May 2023"),
        (date(2023, 1, 1), date(2023, 12, 31), Precision.YEAR, "2023"),
        (date(2022, 11, 11), date(2022, 11, 19), Precision.INTERVAL, "11–19 November 2022"),
        (
            date(2022, 11, 30),
            date(2022, 12, 2),
            Precision.INTERVAL,
            "30 November – 2 December 2022",
        ),
        (
            date(2022, 12, 30),
            date(2023, 1, 2),
            Precision.INTERVAL,
            "30 December 2022 – 2 January 2023",
        ),
        (date(2022, 12, 30), date(2022, 12, 30), Precision.INTERVAL, "30 December 2022"),
        (None, None, Precision.UNRESOLVED, "“Sunday” (date not resolved)"),
    ],
)
def test_dates_keep_their_precision(
    first: date | None, last: date | None, precision: Precision, expected: str
) -> None:
    assert when_words(When(first, last, precision, "Sunday")) == expected


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://example.org/a?b=1&c=2", True), ("HTTP://example.org", True), ("http://", False), (None, False), ("", False),
        ("javascript:alert(1)", False), ("JaVaScRiPt:alert(1)", False), ("data:text/html,x", False), ("//example.org", False),
        ("java\tscript:alert(1)", False), (" https://example.org", False), ("https://[broken", False), ("file:///etc/passwd", False),
    ],
)  # fmt: skip
def test_links(url: str | None, safe: bool) -> None:
    assert link(url) == (url if safe else None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""), ("Japan", "Japan"), ("Fumio Kishida", "Fumio Kishida"),
        ("Supreme Court of Aldmark", "Supreme Court of\nAldmark"),
        ("one two three four five six seven eight nine ten", "one two three four\nfive six seven eight…"),
        ("Donaudampfschifffahrtsgesellschaft", "Donaudampfschifffahrtsges…"),
    ],
)  # fmt: skip
def test_labels_wrap(text: str, expected: str) -> None:
    assert wrap(text) == expected
