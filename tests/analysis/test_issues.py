"""Issues over time, who drives them, who attends to the same, what follows what, and how sure a figure is."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import date
from math import sqrt
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.world import LETTERS, days, event, knowledge, later, seeds
from comity.analysis import (
    Interval,
    bootstrap,
    cooperation,
    drivers,
    salience,
    sequels,
    similarity,
)
from comity.errors import AnalysisError
from comity.knowledge.ontology import load_ontology
from comity.model import Event, Knowledge
from comity.nets import actors_issues, chosen, states

ONTOLOGY = load_ontology()
A, B = LETTERS["A"], LETTERS["B"]


def test_salience_is_the_share_of_the_reports() -> None:
    events = [
        event("1", "Meeting", "a", when=days("2023-02-01"), topics=("trade", "space")),
        replace(event("2", "Meeting", "a", when=days("2023-05-01"), topics=("oil",)), reports=("r1", "r2")),
        event("3", "Meeting", "a", when=days("2023-06-01")),
        event("4", "Meeting", "a", when=days("2024-06-01"), topics=("trade",)),
        event("5", "Meeting", "a", when=days("2023-12-31", "2024-01-01"), topics=("trade",)),
        event("6", "Meeting", "a", topics=("trade",)),
    ]  # fmt: skip
    found = [
        (s.issue[6:], s.first.year, s.value, s.reports, s.of, s.events) for s in salience(events)
    ]
    assert found == [
        ("oil", 2023, 0.5, 2, 4, ("event/2",)),
        ("space", 2023, 0.25, 1, 4, ("event/1",)),
        ("trade", 2023, 0.25, 1, 4, ("event/1",)),
        ("trade", 2024, 1.0, 1, 1, ("event/4",)),
    ]
    assert [s.last for s in salience(events, by="month")][:2] == [
        date(2023, 5, 31),
        date(2023, 2, 28),
    ]
    assert salience(events[::-1]) == salience(events)
    assert salience([]) == ()
    with pytest.raises(AnalysisError, match="week"):
        salience(events, by="week")


def test_who_acts_alone_drives_more() -> None:
    net = actors_issues(
        knowledge(
            event("1", "Agreement", "abc", topics=("trade",), when=days("2024-01-05")),
            event("2", "Request", "b", "a", topics=("trade",), when=days("2023-01-05")),
            event("3", "Request", "a", topics=("space",)),
        ),
        ONTOLOGY,
    )
    found = drivers(net, "issue/trade")
    assert [(d.actor[7:], d.value, d.since, d.events) for d in found] == [
        ("bo", pytest.approx(2 / 3), date(2023, 1, 5), ("event/1", "event/2")),
        ("ann", pytest.approx(1 / 6), date(2024, 1, 5), ("event/1",)),
        ("cy", pytest.approx(1 / 6), date(2024, 1, 5), ("event/1",)),
    ]
    assert drivers(net, "issue/space")[0].since is None
    with pytest.raises(AnalysisError, match="issue/oil"):
        drivers(net, "issue/oil")


def test_drivers_of_the_seeds_sum_to_one() -> None:
    net = actors_issues(seeds(), ONTOLOGY)
    for issue in [n for n, kind in net.nodes(data="kind") if kind == "Issue"]:
        assert sum(d.value for d in drivers(net, issue)) == pytest.approx(1)


def test_actors_are_alike_by_the_issues_they_act_on() -> None:
    net = actors_issues(
        knowledge(
            event("1", "Statement", "ab", topics=("trade",)),
            event("2", "Statement", "a", topics=("space",)),
            event("3", "Statement", "b", topics=("trade",)),
            event("4", "Statement", "c", topics=("trade",)),
            event("5", "Statement", "d", topics=("oil",)),
            event("6", "Statement", "d", topics=("oil",)),
        ),
        ONTOLOGY,
    )
    (found,) = similarity(net)
    assert (found.one, found.other, found.issues) == ("person/ann", "person/bo", ("issue/trade",))
    assert found.value == pytest.approx(2 / (sqrt(2) * 2))
    assert found.events == ("event/1", "event/3")
    assert {(s.one[7:], s.other[7:]) for s in similarity(net, least=1)} == {
        ("ann", "bo"), ("ann", "cy"), ("bo", "cy"),
    }  # fmt: skip
    with pytest.raises(AnalysisError, match="1 or more"):
        similarity(net, least=0)


def cycle(number: int) -> list[Event]:
    """Sanctions that are followed after a week by a retreat, every hundred days, and threats in between, far from both."""
    found = []
    for at in range(number):
        found += [
            later(event(f"s{at:02}", "Sanction", "A", "B", when=days("2000-01-01")), 100 * at),
            later(event(f"r{at:02}", "Retreat", "B", "A", when=days("2000-01-08")), 100 * at),
            later(event(f"t{at:02}", "Threat", "B", "A", when=days("2000-02-20")), 100 * at),
        ]
    return found


def test_what_always_follows_is_found_and_how_often() -> None:
    found = sequels(states(knowledge(*cycle(8)), ONTOLOGY), window=10)
    (first,) = found
    assert (first.before, first.after, first.value) == ("Sanction", "Retreat", 8)
    assert first.pairs[0] == ("event/s00", "event/r00")
    # of the 8 places each has the kinds with the chance 8/24 * 8/23
    assert first.expected == pytest.approx(8 * 8 / 24 * 8 / 23, abs=0.15)
    assert first.p == first.q == 0.001
    assert first.caution is not None
    assert len(first.events) == 16


def test_what_follows_by_chance_is_not_taken_for_more() -> None:
    net = states(knowledge(*cycle(2)), ONTOLOGY)
    assert all(s.p > 0.05 for s in sequels(net, window=200))
    assert sequels(net, window=200) == sequels(net, window=200)
    assert sequels(net, window=200) != sequels(net, window=200, seed=1)


def test_nothing_follows_on_one_day_or_between_others() -> None:
    given_ = [
        event("1", "Threat", "A", "B", when=days("2024-01-01")),
        event("2", "Retreat", "B", "A", when=days("2024-01-01")),
        event("3", "Retreat", "c", "A", when=days("2024-01-05")),
        event("4", "Retreat", "B", "A", when=days("2024-01-01", "2024-06-01")),
        event("5", "Retreat", "B", "A"),
    ]
    assert sequels(states(knowledge(*given_), ONTOLOGY)) == ()
    assert sequels(states(knowledge(), ONTOLOGY)) == ()


@pytest.mark.parametrize("wrong", [{"window": 0}, {"rounds": 0}])
def test_what_cannot_be_counted_is_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(AnalysisError, match="1 or more"):
        sequels(states(knowledge(), ONTOLOGY), **wrong)
    with pytest.raises(AnalysisError, match="deeds"):
        sequels(nx.MultiDiGraph([("a", "b")]))


@settings(max_examples=25, deadline=None)
@given(st.permutations(range(9)))
def test_the_order_of_the_events_does_not_matter(order: list[int]) -> None:
    events = cycle(3)
    turned = knowledge(*events)
    turned = replace(turned, events=tuple(events[at] for at in order))
    wanted = sequels(states(knowledge(*events), ONTOLOGY), rounds=20, window=60)
    assert sequels(states(turned, ONTOLOGY), rounds=20, window=60) == wanted


def mean(known: Knowledge) -> dict[str, float]:
    net = states(known, ONTOLOGY)
    if A not in net or B not in net:
        return {}
    (score,) = cooperation(net, A, B).scores
    return {"mean": score.value}


def interval(known: Knowledge, **options: float) -> Interval:
    return bootstrap(known, mean, **options)["mean"]


def test_the_interval_of_articles_that_agree_has_no_width() -> None:
    given_ = [event(str(n), "Meeting", "AB", when=days("2024-01-01")) for n in range(5)]
    found = interval(knowledge(*given_))
    assert (found.value, found.low, found.high, found.draws, found.articles) == (
        2.5,
        2.5,
        2.5,
        200,
        5,
    )
    assert found.caution == "stands on 5 reports, fewer than 30: chance may have made it"


def test_the_interval_of_articles_that_do_not_agree() -> None:
    types = ["Meeting", "Sanction", "Meeting", "Meeting", "Meeting", "Meeting"]
    given_ = [event(str(n), t, "A", "B", when=days("2024-01-01")) for n, t in enumerate(types)]
    found = interval(knowledge(*given_), seed=4)
    assert found == interval(knowledge(*given_), seed=4)
    assert found.low is not None
    assert found.high is not None
    assert found.value == pytest.approx((5 * 2.5 - 6) / 6)
    assert found.low < found.value < found.high == 2.5
    wider = interval(knowledge(*given_), seed=4, level=0.99)
    assert wider.low is not None
    assert wider.low <= found.low


def test_near_copies_are_drawn_as_one_and_too_little_gives_no_bounds() -> None:
    given_ = [event(str(n), "Meeting", "AB", when=days("2024-01-01")) for n in range(3)]
    copied = replace(knowledge(*given_), copies=(("article/0", "article/1"),))
    found = interval(copied)
    assert (found.articles, found.value, found.low, found.high) == (2, 2.5, None, None)
    seldom = bootstrap(
        knowledge(*given_),
        lambda k: {"all": 1.0, "some": 1.0} if len(k.events) == 3 else {"some": 1.0},
    )
    assert (seldom["all"].low, seldom["some"].low) == (None, 1.0)
    assert seldom["all"].draws < 100 < seldom["some"].draws == 200
    for wrong in ({"rounds": 0}, {"level": 1.0}):
        with pytest.raises(AnalysisError, match="between 0 and 1"):
            bootstrap(knowledge(), mean, **wrong)


def test_a_draw_has_the_events_that_its_articles_tell() -> None:
    seen: set[tuple[int, int]] = set()

    def noted(known: Knowledge) -> dict[str, float]:
        articles = {report.article for report in known.reports}
        kept = {report.id for report in known.reports}
        assert all(event.reports and set(event.reports) <= kept for event in known.events)
        seen.add((len(articles), len(known.events)))
        return {}

    given_ = [event(str(n), "Meeting", "AB") for n in range(4)]
    bootstrap(knowledge(*given_), noted)
    assert seen == {(n, n) for n in range(1, 5)}


def test_the_hash_seed_does_not_matter() -> None:
    code = (
        "from analysis.world import seeds; from comity.analysis import *; from comity.nets import *\n"
        "from comity.knowledge.ontology import load_ontology\n"
        "known, ontology = seeds(), load_ontology()\n"
        "for make in NETWORKS.values(): net = make(known, ontology); print(list(net.edges(keys=True, data=True)))\n"
        "net = states(known, ontology); pair = ('state/jpn', 'state/kor'); blocs = {n: n[-1] for n in net}\n"
        "print(cooperation(net, *pair), changes(net, *pair), initiative(net, *pair), replies(net, *pair), bearings(net, *pair))\n"
        "print(sequels(net, rounds=50), balance(net), list(triads(net)), frustration(net), brokerage(net, blocs), cores(net), leiden(net))\n"
        "print(reciprocity(net), assortativity(net, blocs), betweenness(net, sample=4), salience(chosen(known)))\n"
        "acts = actors_issues(known, ontology); print(similarity(acts), drivers(acts, 'issue/forced-labour'))\n"
        "print(list(projection(actors_events(known, ontology)).edges(data=True)))\n"
        "print(bootstrap(known, lambda k: {'events': float(len(k.events))}, rounds=20))\n"
    )
    root = Path(__file__).parents[2]
    said = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": f"{root / 'graph'}:{root / 'tests'}"},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "77")
    }
    assert len(said) == 1
    assert "Interval" in said.pop()


def test_every_figure_of_the_seeds_leads_to_events_that_there_are() -> None:
    known = seeds()
    ids = {e.id for e in known.events}
    net = actors_issues(known, ONTOLOGY)
    figures = [
        *salience(chosen(known)), *similarity(net), *drivers(net, "issue/forced-labour"),
        *sequels(states(known, ONTOLOGY), rounds=10),
    ]  # fmt: skip
    assert figures
    assert all(f.events and set(f.events) <= ids for f in figures)
