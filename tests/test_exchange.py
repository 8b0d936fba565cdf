"""What comity writes for other programs, read back by other programs and compared with the graph."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
import rdflib
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

import samples
from comity import export
from comity.errors import InputError
from comity.export.network_files import FORMATS as NETWORKS
from comity.export.network_files import to_file
from comity.export.networks import KINDS, described, part_of
from comity.knowledge.ontology import load_ontology
from comity.model import Knowledge
from comity.network import to_network
from comity.rdf.formats import DATASETS, FORMATS, UNIONS, to_format
from comity.rdf.nanopubs import NP, to_nanopubs, trusty
from comity.rdf.quads import Run as Made
from comity.rdf.quads import to_quads
from comity.rdf.terms import THINGS
from command_line import Run

# rdflib 7.6 warns of its own use of what it will drop.
pytestmark = pytest.mark.filterwarnings("ignore:.*Dataset:DeprecationWarning")
QUADS = to_quads(samples.KNOWLEDGE, run=Made(version="0", model="none"))
RDFLIB = {
    "nq": "nquads",
    "trig": "trig",
    "jsonld": "json-ld",
    "ttl": "turtle",
    "nt": "nt",
    "rdf": "xml",
}
XSD = "http://www.w3.org/2001/XMLSchema#"


def term(node: object) -> tuple[str, ...]:
    """A term of rdflib or pyoxigraph as plain values, the same for both."""
    if isinstance(node, rdflib.Literal):
        datatype = "" if node.language else str(node.datatype or f"{XSD}string")
        return (str(node), datatype, node.language or "")
    if isinstance(node, Literal):
        datatype = "" if node.language else node.datatype.value
        return (node.value, datatype, node.language or "")
    return (node.value if isinstance(node, NamedNode) else str(node),)


def by_rdflib(data: bytes, form: str) -> set[tuple[object, ...]]:
    """The statements of a file as rdflib reads them, with their graphs."""
    read = rdflib.Dataset()
    read.parse(data=data, format=RDFLIB[form])
    return {
        (term(s), term(p), term(o), str(g) if form in DATASETS else "")
        for s, p, o, g in read.quads()
    }


def expected(quads: list[Quad], form: str) -> set[tuple[object, ...]]:
    return {
        (
            term(q.subject),
            term(q.predicate),
            term(q.object),
            term(q.graph_name)[0] if form in DATASETS else "",
        )
        for q in quads
    }


@pytest.mark.parametrize("form", FORMATS)
def test_rdflib_reads_every_format_as_the_graph_has_it(form: str) -> None:
    assert by_rdflib(to_format(QUADS, form), form) == expected(QUADS, form)


@pytest.mark.parametrize("form", FORMATS)
def test_the_order_of_the_quads_does_not_matter(form: str) -> None:
    assert to_format(reversed(QUADS), form) == to_format([*QUADS, *QUADS], form)


def test_the_same_bytes_in_another_process(comity: Run, sample_graph: Path, tmp_path: Path) -> None:
    """The engine keeps prefixes in a table whose order changes from process to process."""
    import subprocess
    import sys

    for form in FORMATS:
        command = [sys.executable, "-m", "comity", "export", "graph", str(sample_graph), "-f", form]
        done = subprocess.run(command, capture_output=True, check=True)
        assert done.stdout == to_format(QUADS, form)


def test_what_has_no_named_graphs_says_so(comity: Run, sample_graph: Path, tmp_path: Path) -> None:
    for form in FORMATS:
        done = comity("export", "graph", sample_graph, "-o", tmp_path / f"graph.{form}")
        assert done.code == 0
        assert ("named graphs" in done.err) == (form in UNIONS)
        assert (tmp_path / f"graph.{form}").read_bytes() == to_format(QUADS, form)
    assert not list(tmp_path.glob(".*"))


def test_json_ld_holds_its_context_and_plain_values() -> None:
    found = json.loads(to_format(QUADS, "jsonld"))
    assert all(isinstance(value, float | str | dict) for value in found["@context"].values())
    assert "http" not in {key.partition(":")[0] for key in found["@context"]}
    things = {t["@id"]: t for graph in found["@graph"] for t in graph["@graph"]}
    summit = things[f"id:{samples.SUMMIT_EVENT.id}"]
    assert summit["co:earliest"] == samples.SUMMIT_EVENT.when.earliest.isoformat()
    assert summit["co:actor"] == sorted(f"id:{a}" for a in samples.SUMMIT_EVENT.actors)
    assert summit["co:sources"] == samples.SUMMIT_EVENT.trust.sources


ODD = [
    pytest.param(Literal("01", datatype=NamedNode(f"{XSD}integer")), id="a number in an odd form"),
    pytest.param(Literal("9" * 5_000, datatype=NamedNode(f"{XSD}integer")), id="a number of 5000 digits"),
    pytest.param(Literal("9007199254740993", datatype=NamedNode(f"{XSD}integer")), id="a number that JSON rounds"),
    pytest.param(Literal("1", datatype=NamedNode(f"{XSD}boolean")), id="a truth value in an odd form"),
    pytest.param(Literal("2031", datatype=NamedNode(f"{XSD}gYear")), id="a year"),
    pytest.param(Literal("oui", language="fr"), id="another language"),
    pytest.param(Literal('a "b" \\ \n\tc é 𝄞 </x> &'), id="awkward characters"),
    pytest.param(NamedNode("https://example.org/x?a=1&b=2"), id="an IRI without prefix"),
]  # fmt: skip


@pytest.mark.parametrize("value", ODD)
@pytest.mark.parametrize("form", ["jsonld", "rdf", "ttl", "trig"])
def test_values_beyond_those_that_comity_writes_come_back(value: Any, form: str) -> None:
    one, two = (
        Quad(
            NamedNode(f"{THINGS}x"),
            NamedNode("http://www.w3.org/2000/01/rdf-schema#comment"),
            v,
            NamedNode(f"{THINGS}g"),
        )
        for v in (value, Literal("plain"))
    )
    for quads in ([one], [one, two]):
        data = to_format(quads, form)
        rdf = {
            "jsonld": RdfFormat.JSON_LD,
            "rdf": RdfFormat.RDF_XML,
            "ttl": RdfFormat.TURTLE,
            "trig": RdfFormat.TRIG,
        }[form]
        assert {q.object for q in parse(data, format=rdf)} == {q.object for q in quads}


def test_rdf_xml_refuses_what_xml_cannot_hold() -> None:
    feed = Quad(
        NamedNode(f"{THINGS}x"),
        NamedNode("http://www.w3.org/2000/01/rdf-schema#comment"),
        Literal("a\fb"),
    )
    with pytest.raises(InputError, match=r"U\+000C.*Turtle"):
        to_format([feed], "rdf")


# ---------------------------------------------------------------- networks

NET = to_network(samples.KNOWLEDGE, load_ontology())


def whole() -> nx.MultiDiGraph[str]:
    return described(NET, samples.KNOWLEDGE)


READERS: dict[str, Callable[[bytes], Any]] = {
    "graphml": lambda data: nx.read_graphml(io.BytesIO(data), force_multigraph=True),
    "gexf": lambda data: nx.read_gexf(io.BytesIO(data)),
    "json": lambda data: nx.node_link_graph(json.loads(data), edges="edges"),
}


def flat(value: object, form: str) -> object:
    return " | ".join(map(str, value)) if isinstance(value, list) and form != "json" else value


@pytest.mark.parametrize("form", NETWORKS)
def test_networkx_reads_the_network_back(form: str) -> None:
    net, read = whole(), READERS[form](to_file(whole(), form))
    assert read.is_directed()
    assert len(read) == len(net)
    nodes = {data["iri"]: data for _, data in read.nodes(data=True)}
    for _, data in net.nodes(data=True):
        found = nodes[data["iri"]]
        assert {k: found[k] for k in data} == {k: flat(v, form) for k, v in data.items()}
    edges = {
        (read.nodes[u]["iri"], read.nodes[v]["iri"], data.get("id", key)): data
        for u, v, key, data in read.edges(keys=True, data=True)
    }
    assert len(edges) == net.number_of_edges()
    for u, v, key, data in net.edges(keys=True, data=True):
        found = edges[net.nodes[u]["iri"], net.nodes[v]["iri"], key]
        assert {k: found[k] for k in data} == {k: flat(x, form) for k, x in data.items()}


@pytest.mark.parametrize("form", NETWORKS)
def test_a_network_is_the_same_each_time_and_has_no_day_of_writing(form: str) -> None:
    data = to_file(whole(), form)
    assert data == to_file(whole(), form)
    assert date.today().isoformat().encode() not in data
    assert b"None" not in data


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_xml_has_unique_ids_of_the_letters_that_it_may(form: str) -> None:
    root = ET.fromstring(to_file(whole(), form))
    for kind in ("node", "edge"):
        ids = [e.attrib["id"] for e in root.iter() if e.tag.endswith(f"}}{kind}")]
        assert len(ids) == len(set(ids)) > 1
        assert all(c.isalnum() or c in ".-_:" for name in ids for c in name)


def test_every_edge_leads_to_its_sentences_and_has_a_positive_weight() -> None:
    texts = {f"{THINGS}{s.id}": s.text for s in samples.KNOWLEDGE.sentences}
    for _, _, data in whole().edges(data=True):
        assert data["weight"] > 0
        assert data["quote"] == [texts[name] for name in data["sentences"]]
        assert len(data["articles"]) == len(data["sentences"]) > 0
        assert data.get("event") or data.get("claim")


def test_a_character_that_xml_may_not_hold_is_marked() -> None:
    entities = tuple(replace(e, name=f"\f{e.name}") for e in samples.KNOWLEDGE.entities)
    knowledge = replace(samples.KNOWLEDGE, entities=entities)
    net = described(to_network(knowledge, load_ontology()), knowledge)
    for form in ("graphml", "gexf"):
        assert "\ufffdKenya" in {
            d["label"] for _, d in READERS[form](to_file(net, form)).nodes(data=True)
        }
    assert "\fKenya" in {
        d["label"] for _, d in READERS["json"](to_file(net, "json")).nodes(data=True)
    }


def test_parts_of_the_network() -> None:
    kinds = {name: set() for name in KINDS}
    for name in KINDS:
        part = part_of(NET, kinds=[name])
        kinds[name] = {d["kind"] for _, _, d in part.edges(data=True)}
        assert kinds[name] <= KINDS[name]
        assert all(degree for _, degree in part.degree())
    assert all(kinds.values())
    total = sum(part_of(NET, kinds=[name]).number_of_edges() for name in KINDS)
    assert total == NET.number_of_edges()
    assert part_of(NET) is NET


@pytest.mark.parametrize(
    ("first", "last", "there"),
    [
        pytest.param(date(2031, 3, 12), date(2031, 3, 12), True, id="its day"),
        pytest.param(date(2031, 3, 13), None, False, id="from the day after"),
        pytest.param(None, date(2031, 3, 11), False, id="to the day before"),
        pytest.param(date(2031, 3, 1), None, True, id="from a day before"),
    ],
)
def test_events_of_some_days(first: date | None, last: date | None, there: bool) -> None:
    part = part_of(NET, first=first, last=last)
    assert (samples.SUMMIT_EVENT.id in part) == there
    assert samples.SANCTION_EVENT.id not in part, "its day is not known"
    assert "holdsOffice" in {d["kind"] for _, _, d in part.edges(data=True)}


@pytest.mark.parametrize("form", NETWORKS)
def test_the_verb_network(comity: Run, sample_graph: Path, tmp_path: Path, form: str) -> None:
    done = comity("network", sample_graph, "-o", tmp_path / f"net.{form}")
    assert (done.code, done.out) == (0, "")
    assert f"{len(NET)} nodes and {NET.number_of_edges()} edges" in done.err
    assert (tmp_path / f"net.{form}").read_bytes() == to_file(whole(), form)
    assert comity("export", "network", sample_graph, "-f", form).out.encode() == to_file(
        whole(), form
    )
    part = comity("network", sample_graph, "--kind", "relations", "--kind", "claims", "-f", "json")
    kinds = {edge["kind"] for edge in json.loads(part.out)["edges"]}
    assert kinds == {"relation", *({"holdsOffice", "allyOf", "disputeOver"})}


# ---------------------------------------------------------------- tables


@pytest.mark.parametrize("kind", list(export.FIELDS))
def test_pyarrow_reads_a_table_back(
    comity: Run, sample_graph: Path, tmp_path: Path, kind: str
) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is an extra")
    rows = export.table(kind, samples.KNOWLEDGE, load_ontology())
    done = comity("export", kind, sample_graph, "-o", tmp_path / "rows.parquet")
    assert done.code == 0
    data = (tmp_path / "rows.parquet").read_bytes()
    assert data == export.to_parquet(rows, kind=kind)
    assert parquet.read_table(io.BytesIO(data)).to_pylist() == rows
    empty = parquet.read_table(io.BytesIO(export.to_parquet([], kind=kind)))
    assert tuple(empty.column_names) == export.FIELDS[kind]


def test_parquet_without_pyarrow_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(InputError, match=r"comity\[parquet\]"):
        export.to_parquet([])


@pytest.mark.parametrize(
    "sign", ["=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20"]
)
def test_no_cell_of_csv_is_a_formula(sign: str) -> None:
    row = {"article": f"{sign}cmd|' /C calc'!A0", "person": "Ana", "title": "-3", "of": "-"}
    read = next(csv.DictReader(io.StringIO(export.to_csv([row], kind="offices"), newline="")))
    assert read["article"] == f"'{row['article']}"
    assert (read["person"], read["title"], read["of"]) == ("Ana", "-3", "'-")


# ---------------------------------------------------------------- nanopublications


def pubs(form: str = "trig") -> rdflib.Dataset:
    read = rdflib.Dataset()
    data = to_nanopubs(QUADS, [e.id for e in samples.KNOWLEDGE.events], form)
    read.parse(data=data, format=RDFLIB[form])
    return read


def test_every_nanopublication_is_well_formed() -> None:
    """The criteria of the Nanopublication Guidelines, one by one."""
    np = rdflib.Namespace(NP)
    read = pubs()
    heads = [(s, g) for s, _, _, g in read.quads((None, rdflib.RDF.type, np.Nanopublication, None))]
    assert len(heads) == len(samples.KNOWLEDGE.events)
    seen = set()
    for this, head in heads:
        parts = [
            list(read.graph(head).objects(this, np[link]))
            for link in ("hasAssertion", "hasProvenance", "hasPublicationInfo")
        ]
        assert [len(found) for found in parts] == [1, 1, 1]
        assertion, provenance, pubinfo = (found[0] for found in parts)
        graphs = {head, assertion, provenance, pubinfo}
        assert len(graphs | {this}) == 5
        assert all(len(read.graph(graph)) for graph in graphs)
        assert list(read.graph(provenance).triples((assertion, None, None)))
        assert list(read.graph(pubinfo).triples((this, None, None)))
        seen |= graphs
    assert {g for _, _, _, g in read.quads()} == seen


def test_a_nanopublication_leads_to_the_sentences_of_its_event() -> None:
    query = """
        PREFIX np: <http://www.nanopub.org/nschema#> PREFIX prov: <http://www.w3.org/ns/prov#>
        PREFIX co: <https://w3id.org/comity/ontology#>
        SELECT ?event ?text ?file {
          GRAPH ?head { ?this np:hasAssertion ?a ; np:hasProvenance ?p ; np:hasPublicationInfo ?i }
          GRAPH ?i { ?this <http://purl.org/dc/terms/subject> ?event }
          GRAPH ?a { ?event a co:Event }
          GRAPH ?p { ?a prov:wasDerivedFrom/co:denotedBy ?s .
                     ?s co:text ?text ; prov:wasDerivedFrom/co:file ?file } }"""
    told = {(str(e), str(t), str(f)) for e, t, f in pubs("nq").query(query)}
    names = {c.id: c.name for c in samples.KNOWLEDGE.citations}
    sentences = {s.id: s for s in samples.KNOWLEDGE.sentences}
    reports = {r.id: r for r in samples.KNOWLEDGE.reports}
    assert told == {
        (f"{THINGS}{event.id}", sentences[s].text, names[sentences[s].article])
        for event in samples.KNOWLEDGE.events
        for report in event.reports
        for s in reports[report].sentences
    }


def test_the_hash_is_that_of_trusty_uris() -> None:
    """The code was reckoned by `nanopub` 2.0.1 (its `trustyuri` module) of the same statements."""
    base = f"{THINGS}nanopub/~"
    rdfs = "http://www.w3.org/2000/01/rdf-schema#"
    quads = [
        Quad(NamedNode(base), NamedNode(f"{rdfs}{name}"), value, NamedNode(f"{base}#{graph}"))
        for name, value, graph in (
            ("seeAlso", NamedNode(f"{base}#assertion"), "Head"),
            ("seeAlso", NamedNode("https://example.org/x"), "assertion"),
            ("label", Literal("a\\b\nc é"), "assertion"),
            ("label", Literal("b", language="en"), "assertion"),
            ("label", Literal("b"), "assertion"),
            ("comment", Literal("7", datatype=NamedNode(f"{XSD}integer")), "provenance"),
        )
    ]
    assert (
        trusty(quads) == trusty(reversed(quads)) == "RA17Xy942nBRk9-FweR0HTFZNxhRoRfYrZJ-6MhlF0QKo"
    )


def test_one_event_and_all(comity: Run, sample_graph: Path, tmp_path: Path) -> None:
    done = comity("export", "nanopubs", sample_graph, "-o", tmp_path / "all.trig")
    assert f"{len(samples.KNOWLEDGE.events)} nanopublications" in done.err
    one = comity(
        "export", "nanopubs", sample_graph, "--event", samples.SUMMIT_EVENT.id, "-f", "nq"
    ).out
    assert one.encode() == to_nanopubs(QUADS, [samples.SUMMIT_EVENT.id], "nq")
    every = comity("export", "nanopubs", sample_graph, "-f", "nq").out
    assert set(one.splitlines()) < set(every.splitlines())


def test_an_event_told_otherwise_is_another_nanopublication() -> None:
    event = samples.SUMMIT_EVENT
    other = tuple(replace(e, place=None) if e is event else e for e in samples.KNOWLEDGE.events)
    knowledge: Knowledge = replace(samples.KNOWLEDGE, events=other)
    quads = to_quads(knowledge, run=Made(version="0", model="none"))
    assert to_nanopubs(quads, [event.id], "nq") != to_nanopubs(QUADS, [event.id], "nq")
    same = samples.VISIT_EVENT.id
    assert to_nanopubs(quads, [same], "nq") == to_nanopubs(QUADS, [same], "nq")


# ---------------------------------------------------------------- import


@pytest.fixture
def exported(comity: Run, sample_graph: Path, tmp_path: Path) -> Path:
    """The graph of the samples as one file of N-Quads."""
    path = tmp_path / "graph.nq"
    assert comity("export", "graph", sample_graph, "-o", path).code == 0
    return path


@pytest.mark.parametrize("form", ["nq", "trig"])
def test_a_graph_comes_back_without_loss(
    comity: Run, sample_graph: Path, tmp_path: Path, exported: Path, form: str
) -> None:
    path = tmp_path / f"whole.{form}"
    comity("export", "graph", sample_graph, "-o", path)
    for _ in range(2):  # a graph that was imported may be imported anew
        done = comity("import", path, "-o", tmp_path / "copy")
        assert done.code == 0, done.err
    assert f"{len(QUADS)} quads: {len(samples.KNOWLEDGE.events)} events of 3 articles" in done.err
    assert comity("export", "graph", tmp_path / "copy").out.encode() == exported.read_bytes()
    assert comity("export", "graph", tmp_path / "copy", "-f", "trig").out.encode() == to_format(
        QUADS, "trig"
    )
    assert (tmp_path / "copy" / "explorer.html").is_file()
    for verb in ("offices", "who-met-whom"):
        assert (
            comity("query", verb, tmp_path / "copy").out == comity("query", verb, sample_graph).out
        )


def test_what_an_imported_graph_cannot_do_is_said(
    comity: Run, tmp_path: Path, exported: Path
) -> None:
    done = comity("import", exported, "-o", tmp_path / "copy")
    assert "not added to" in done.err
    (tmp_path / "a.txt").write_text("Kenya met Ethiopia.", encoding="utf-8")
    for arguments in (
        ["add", tmp_path / "a.txt", "-o", tmp_path / "copy"],
        ["remove", "nairobi.txt", "-o", tmp_path / "copy"],
        ["export", "events", tmp_path / "copy", "--as-of", "2031-04-01"],
    ):
        failed = comity(*arguments)
        assert failed.code == 2
        assert "the graph was imported" in failed.err
        assert "comity build" in failed.err


def edited(path: Path, change: Callable[[list[str]], list[str]]) -> None:
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(change(lines)), encoding="utf-8")


STATUS, RUN = "ontology#status>", "/run/"
DAMAGED = [
    pytest.param(lambda t: ["# a note\n", "\n", *t[:9], t[9][: len(t[9]) // 2], "\n", *t[10:]], ["graph.nq:13:", "export graph"], id="half a line"),
    pytest.param(lambda t: [*t[:5], "<http://a/b> <http://a/c> <http://a/d> .\n", *t[5:]], ["graph.nq:6:", "no named graph"], id="no graph"),
    pytest.param(lambda t: ["#\n", *t[:5], "<http://a/b> <http://a/c> <http://a/d> <http://a/g> .\n"], ["graph.nq:7:", "<http://a/g>"], id="a foreign graph"),
    pytest.param(lambda t: [*t[:3], t[3].replace("<https://w3id.org/comity/id/", "<https://example.org/", 1), *t[4:]], ["graph.nq:4:", "no thing of comity"], id="a foreign thing"),
    pytest.param(lambda t: [line.replace("ontology#status>", "ontology#mood>") for line in t], ["graph.nq:", "co:mood"], id="an unknown property"),
    pytest.param(lambda t: [t[0].replace("<http://purl.org/dc/terms/", "<http://example.org/", 1), *t[1:]], ["graph.nq:1:", "example.org"], id="a foreign property"),
    pytest.param(lambda t: [t[0].replace(t[0].split(" ")[2], "_:b", 1).split(" ")[0] + " " + " ".join(["<http://purl.org/dc/terms/title>", "_:b", t[0].split(" ")[-2], ".\n"]), *t[1:]], ["graph.nq:1:", "has no IRI"], id="a blank node"),
    pytest.param(lambda t: [line for line in t if RUN not in line], ["one run", "this of 0"], id="no run"),
    pytest.param(lambda t: [line for line in t if STATUS not in line], ["co:status", "export graph"], id="a property of all gone"),
    pytest.param(lambda t: [line for line in t if "ontology#text>" not in line], ["co:text", "export graph"], id="the sentences' words gone"),
    pytest.param(lambda t: [line for line in t if "ontology#ofEvent>" not in line], ["the shapes refuse", "more)"], id="events that nobody tells"),
    pytest.param(lambda t: [f"<x:a> <x:b> {'<<( <x:a> <x:b> ' * 20_000}<x:c>{' )>>' * 20_000} .\n"], ["triples within triples"], id="triples in triples, which ended the process"),
    pytest.param(lambda t: [], ["nothing in it"], id="an empty file"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "parts"), DAMAGED)
def test_a_damaged_or_foreign_file_is_refused_and_nothing_written(
    comity: Run,
    tmp_path: Path,
    exported: Path,
    change: Callable[[list[str]], list[str]],
    parts: list[str],
) -> None:
    edited(exported, change)
    done = comity("import", exported, "-o", tmp_path / "copy")
    assert done.code == 2, done.err
    for part in parts:
        assert part in done.err
    assert not (tmp_path / "copy").exists()


def test_other_files_and_folders_are_refused(
    comity: Run, sample_graph: Path, tmp_path: Path, exported: Path
) -> None:
    turtle = tmp_path / "graph.ttl"
    comity("export", "graph", sample_graph, "-o", turtle)
    assert ".trig" in comity("import", turtle).err
    assert "nowhere.nq" in comity("import", tmp_path / "nowhere.nq").err
    (tmp_path / "bytes.nq").write_bytes(b"PK\x03\x04\xff")
    assert "bytes.nq:1:" in comity("import", tmp_path / "bytes.nq").err
    built = tmp_path / "built" / "extractions"
    built.mkdir(parents=True)
    (built / "0123456789abcdef.json").write_text("{}", encoding="utf-8")
    done = comity("import", exported, "-o", tmp_path / "built")
    assert done.code == 2
    assert "built of articles" in done.err


@pytest.mark.model
@pytest.mark.parametrize("day", [[], ["--as-of", "2023-05-03"]], ids=["today", "a past day"])
def test_the_seeds_go_out_and_come_back(
    comity: Run, seeds_graph: Path, tmp_path: Path, day: list[str]
) -> None:
    build = seeds_graph / "build"
    for form in ("nq", "trig"):
        path = tmp_path / f"graph.{form}"
        assert comity("export", "graph", build, "-o", path, *day).code == 0
        assert comity("import", path, "-o", tmp_path / form).code == 0
        back = comity("export", "graph", tmp_path / form, "-f", "nq").out
        assert back == comity("export", "graph", build, "-f", "nq", *day).out
    for form in FORMATS:
        data = comity("export", "graph", build, "-f", form, *day).out.encode()
        assert len(by_rdflib(data, form)) == back.count("\n")
