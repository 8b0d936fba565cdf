"""The ontology: its files hold together, Python names nothing else, and a user's file can add to it."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import owlrl
import pytest
from rdflib import OWL, RDF, RDFS, SKOS, XSD, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection

import comity
from comity import resources
from comity.errors import OntologyError
from comity.knowledge.frames import load_frames
from comity.knowledge.ontology import CO, DIP, ID, EventClass, load_ontology
from comity.model import Precision, Role, Status

PLACE = resources.folder("ontology")
TURTLE = sorted(PLACE.glob("*.ttl"))
DCTERMS = Namespace("http://purl.org/dc/terms/")
ERROR = URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")
QUADS = {
    "verbal-cooperation": {"AGREE", "CONSULT", "SUPPORT", "CONCEDE"},
    "material-cooperation": {"COOPERATE", "AID", "RETREAT"},
    "verbal-conflict": {"REQUEST", "ACCUSE", "REJECT", "THREATEN"},
    "material-conflict": {"PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"},
}
TREE = {
    "Event": "Consultation Agreement Support Concession Cooperation Aid Retreat Request Accusation Rejection Threat "
    "Protest Sanction Mobilization Coercion Assault Statement Ruling Tribute Appointment Incident",
    "Consultation": "Meeting Conference Visit Call Negotiation",
    "Meeting": "Summit",
    "Concession": "Apology",
    "Request": "Offer",
    "Mobilization": "WeaponsTest MilitaryExercise",
}
RECODED = {"Offer"}  # coded otherwise than its superclass, as its scope note says
UNCODED = {"Statement", "Ruling", "Tribute", "Appointment", "Incident"}
ISSUES = (
    "forced-labour north-korea-weapons abductions bilateral-relations security-cooperation trade-status history "
    "economic-security climate-change emerging-technology exchange ukraine-war sanctions-evasion nuclear-deterrence "
    "indo-pacific us-china-rivalry territorial-dispute nuclear-non-proliferation iran-nuclear israel-palestine gaza "
    "syria-war taiwan south-china-sea maritime-security water-sharing grand-ethiopian-dam fisheries migration refugees "
    "human-trafficking drug-trafficking terrorism piracy cyber-security trade-agreement tariffs debt energy-security "
    "gas-pipelines oil peacekeeping ceasefire hostages prisoner-exchange humanitarian-aid development-aid democracy "
    "elections human-rights genocide war-crimes extradition visas border-demarcation arms-sales military-bases "
    "military-exercises missile-defence space public-health pandemic vaccines food-security critical-minerals "
    "infrastructure european-integration nato-enlargement un-reform recognition diplomatic-expulsions "
    "cultural-heritage reparations minorities"
)


def parse(*names: str) -> Graph:
    whole = Graph()
    for name in names:
        whole.parse(PLACE / name, format="turtle")
    return whole


@pytest.fixture(scope="module")
def core() -> Graph:
    return parse("comity.ttl", "codes.ttl")


def own(graph: Graph) -> list[URIRef]:
    return sorted(s for s in set(graph.subjects()) if isinstance(s, URIRef) and s.startswith(CO))


def english(graph: Graph, subject: URIRef, predicate: URIRef) -> list[str]:
    return [
        str(o)
        for o in graph.objects(subject, predicate)
        if isinstance(o, Literal) and o.language == "en"
    ]


# The files


def test_every_term_has_a_label_a_definition_an_example_and_a_home(core: Graph) -> None:
    home = URIRef(CO.removesuffix("#"))
    wrong = [
        (str(s), what)
        for s in own(core)
        for what, right in (
            ("label", len(english(core, s, RDFS.label)) == 1),
            ("definition", len(english(core, s, SKOS.definition)) == 1),
            ("full stop", english(core, s, SKOS.definition)[0].endswith(".")),
            ("example", len(list(core.objects(s, SKOS.example))) == 1),
            ("isDefinedBy", list(core.objects(s, RDFS.isDefinedBy)) == [home]),
            ("type", len(list(core.objects(s, RDF.type))) >= 1),
        )
        if not right
    ]
    assert wrong == []


def test_the_example_of_an_event_class_is_an_english_sentence_of_its_own(core: Graph) -> None:
    found = load_ontology().event_classes.values()
    examples = [e.example for e in found]
    assert all(e[0].isupper() and e.endswith(".") and len(e.split()) > 4 for e in examples)
    assert len(set(examples)) == len(examples) == 31
    for part in (lambda e: e.label, lambda e: e.definition):
        assert len({part(e) for e in found}) == 31


def test_labels_are_given_once_among_classes_and_among_properties(core: Graph) -> None:
    for kinds in ((OWL.Class,), (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)):
        labels = [str(core.value(s, RDFS.label)) for k in kinds for s in core.subjects(RDF.type, k)]
        assert [label for label, n in Counter(labels).items() if n > 1] == []


@pytest.mark.parametrize(
    "path", [*TURTLE, *sorted(PLACE.glob("queries/*.rq"))], ids=lambda p: p.name
)
def test_a_file_uses_defined_terms_only(path: Path) -> None:
    text = re.sub(r"(?m)^\s*#.*$", "", path.read_text("utf-8"))
    used = set(re.findall(r"(?<![\w:/])co:([A-Za-z][\w-]*)", text))
    used |= set(re.findall(re.escape(CO) + r"([A-Za-z][\w-]*)", text))
    if path.suffix == ".ttl":
        terms = {t for triple in Graph().parse(path, format="turtle") for t in triple}
        used |= {t.removeprefix(CO) for t in terms if isinstance(t, URIRef) and t.startswith(CO)}
    assert sorted(name for name in used - {""} if name not in DIP) == []


def test_python_names_defined_terms_only() -> None:
    pattern = re.compile(
        r"""\bDIP\.([A-Za-z]\w*)|["']co:([A-Za-z][\w-]*)["']|\bco\(["']([\w-]+)["']\)"""
    )
    root = Path(comity.__file__).parent
    found = {
        (path.relative_to(root).as_posix(), next(filter(None, groups)))
        for path in root.rglob("*.py")
        for groups in pattern.findall(path.read_text("utf-8"))
    }
    assert ("knowledge/ontology.py", "weight") in found
    assert sorted(pair for pair in found if pair[1] not in DIP) == []


def test_the_vocabulary_equals_the_files() -> None:
    texts = [(PLACE / name).read_text("utf-8") for name in ("comity.ttl", "codes.ttl")]
    written = {CO + name for text in texts for name in re.findall(r"(?m)^co:([\w-]+) a ", text)}
    assert set(DIP) == written
    assert len(DIP) == len(written) == len(list(DIP))


@pytest.mark.parametrize("name", ["Sumit", "summit", "", "Summit ", "label"])
def test_the_vocabulary_refuses_what_is_not_defined(name: str) -> None:
    with pytest.raises(OntologyError):
        DIP[name]
    with pytest.raises(AttributeError):
        getattr(DIP, name)
    assert name not in DIP


def test_a_misspelt_term_gets_the_nearest_one() -> None:
    with pytest.raises(OntologyError, match="nearest: .*Summit"):
        DIP["Sumit"]


def test_the_size_of_the_vocabulary(core: Graph) -> None:
    classes = {s for s in core.subjects(RDF.type, OWL.Class) if str(s).startswith(CO)}
    kinds = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
    properties = [s for kind in kinds for s in core.subjects(RDF.type, kind)]
    assert len(classes) == 53
    assert len(properties) == len(set(properties)) <= 75


def test_no_date_type_stands_in_an_axiom_and_nothing_is_imported() -> None:
    everything = parse(*(path.name for path in TURTLE if path.name != "shapes.ttl"))
    assert set(everything.subject_predicates(XSD.date)) == set()
    assert set(everything.subject_objects(OWL.imports)) == set()
    assert set(everything.subject_objects(OWL.sameAs)) == set()


def test_the_headers_say_what_the_files_are() -> None:
    for name in ("comity.ttl", "align.ttl"):
        graph = parse(name)
        header = graph.value(None, RDF.type, OWL.Ontology)
        assert str(graph.value(header, OWL.versionInfo)) == comity.__version__
        assert str(graph.value(header, OWL.versionIRI)).endswith(f"/{comity.__version__}")
        assert str(graph.value(header, DCTERMS.creator)) == "comity developers"
        assert "mit" in str(graph.value(header, DCTERMS.license)).lower()
        assert graph.value(header, DCTERMS.title) is not None
        assert graph.value(header, DCTERMS.description) is not None


def test_statuses_precisions_and_roles_are_those_of_the_model(core: Graph) -> None:
    for scheme, values in (
        ("status", {s.value for s in Status}),
        ("precision", {p.value for p in Precision}),
        ("role", {f"{r.value}Role" for r in Role}),
    ):
        members = core.subjects(SKOS.inScheme, URIRef(f"{ID}scheme/{scheme}"))
        assert {str(m).removeprefix(CO) for m in members} == values


def test_domains_ranges_and_superterms_are_of_the_right_kind(core: Graph) -> None:
    classes = set(core.subjects(RDF.type, OWL.Class)) | {SKOS.Concept}
    for subject in core.subjects(RDF.type, OWL.ObjectProperty):
        assert set(core.objects(subject, RDFS.domain)) <= classes
        assert set(core.objects(subject, RDFS.range)) <= classes
    for subject in core.subjects(RDF.type, OWL.DatatypeProperty):
        assert all(o.startswith(str(XSD)) for o in core.objects(subject, RDFS.range))
    for subject, above in core.subject_objects(RDFS.subPropertyOf):
        assert set(core.objects(subject, RDF.type)) == set(core.objects(above, RDF.type))
    for subject in core.subjects(RDF.type, OWL.Class):
        above = (
            line
            for o in core.objects(subject, RDFS.subClassOf)
            for line in core.transitive_objects(o, RDFS.subClassOf)
        )
        assert subject not in above


# Reasoning

NOTHING_WRONG = """
@prefix co: <https://w3id.org/comity/ontology#> . @prefix x: <https://example.org/> . @prefix prov: <http://www.w3.org/ns/prov#> .
x:article a co:Article ; co:file "a.txt" ; co:sha256 "00" .
x:sentence a co:Sentence ; co:text "Kenya hosted a summit."@en ; co:index 0 ; co:start 0 ; co:end 22 ; prov:wasDerivedFrom x:article .
x:report a co:Report ; co:eventClass co:Summit ; co:ofEvent x:event ; co:status co:occurred ; co:participation x:part ;
    co:denotedBy x:sentence ; co:trigger x:sentence ; co:triggerText "summit" ; co:triggerStart 15 ; co:triggerEnd 21 ;
    co:rule "summit" ; co:confidence 0.9 ; co:certainty 0.4 ; co:hedge "reportedly" ; co:origin x:article ; co:reportedPlace x:kenya ; co:reportedTopic x:issue ; prov:wasDerivedFrom x:article .
x:part a co:Participation ; co:agent x:kenya ; co:role co:actorRole ; co:start 0 ; co:end 5 ; co:inferred false .
x:claim a co:OfficeHolding ; co:relation co:holdsOffice ; co:subject x:person ; co:object x:kenya ; co:officeTitle "President" ;
    co:office x:office ; co:current true ; co:about x:issue ; co:denotedBy x:sentence ; co:rule "title" ; co:confidence 1.0 .
x:office a co:Office ; co:officeTitle "President" ; co:officeOf x:kenya .
x:event a co:Summit ; co:participant x:person , x:kenya , x:lake ; co:actor x:person ; co:recipient x:lake ; co:place x:kenya ;
    co:status co:occurred ; co:about x:issue ; co:precision co:day ; co:subEventOf x:larger ;
    co:confidence 0.9 ; co:certainty 0.4 ; co:sources 1 .
x:report co:reportedWithin x:another .
x:person a co:Person . x:kenya a co:State ; co:allyOf x:rwanda . x:lake a co:Place . x:issue a co:Issue , co:OpenIssue .
x:treaty a co:Treaty . x:run a co:Run ; co:version "0.1.0" ; co:model "m" ; prov:used x:article .
"""


def reasoned(data: str) -> tuple[Graph, list[str]]:
    graph = parse("comity.ttl", "codes.ttl", "align.ttl").parse(data=data, format="turtle")
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    return graph, sorted(str(o) for o in graph.objects(None, ERROR))


def test_a_sound_graph_is_free_of_contradiction_and_entails_what_it_should() -> None:
    graph, errors = reasoned(NOTHING_WRONG)
    x, sem = (
        Namespace("https://example.org/"),
        Namespace("http://semanticweb.cs.vu.nl/2009/11/sem/"),
    )
    assert errors == []
    assert (x.event, RDF.type, URIRef(DIP.Consultation)) in graph
    assert (x.event, RDF.type, sem.Event) in graph
    assert (x.larger, RDF.type, URIRef(DIP.Event)) in graph
    assert (x.event, URIRef(DIP.participant), x.person) in graph
    assert (x.rwanda, URIRef(DIP.allyOf), x.kenya) in graph
    assert (x.claim, RDF.type, URIRef(DIP.Claim)) in graph


@pytest.mark.parametrize(
    "wrong",
    [
        "x:person a co:State .",
        "x:kenya a co:Place .",
        "x:event a co:Report .",
        "x:kenya co:subEventOf x:event .",
        "x:report co:denotedBy x:article .",
        "x:event co:about x:kenya .",
        "x:run co:officeOf x:kenya .",
        "x:kenya co:holdsOffice x:rwanda .",
        "x:treaty a co:Agreement .",
    ],
    ids=[
        "person-state",
        "state-place",
        "event-report",
        "state-event",
        "article-sentence",
        "topic",
        "office",
        "holder",
        "treaty",
    ],
)
def test_a_broken_graph_is_found_out(wrong: str) -> None:
    assert reasoned(f"{NOTHING_WRONG}\n{wrong}")[1] != []


def test_the_kinds_of_things_are_declared_disjoint(core: Graph) -> None:
    sets = [
        {str(m).removeprefix(CO) for m in Collection(core, core.value(s, OWL.members))}
        for s in core.subjects(RDF.type, OWL.AllDisjointClasses)
    ]
    actors = {str(s).removeprefix(CO) for s in core.subjects(RDFS.subClassOf, URIRef(DIP.Actor))}
    assert actors in sets
    assert any(
        {"Actor", "Place", "Event", "Report", "Claim", "Treaty"} <= members for members in sets
    )


# Event classes and codes


def test_the_tree_of_event_classes() -> None:
    tree = {name: c.parent for name, c in load_ontology().event_classes.items()}
    assert tree == {name: parent for parent, names in TREE.items() for name in names.split()}


def test_the_codes_of_plover_are_complete(core: Graph) -> None:
    members = list(core.subjects(SKOS.inScheme, URIRef(f"{ID}scheme/plover")))
    notations = {
        str(core.value(s, SKOS.notation)): str(core.value(s, URIRef(DIP.quad))).removeprefix(CO)
        for s in members
    }
    assert len(members) == 16
    assert notations == {code: quad for quad, codes in QUADS.items() for code in codes}
    assert all(len(english(core, s, SKOS.scopeNote)) == 1 for s in members)
    quads = core.subjects(SKOS.inScheme, URIRef(f"{ID}scheme/quad"))
    assert {str(core.value(s, SKOS.notation)) for s in quads} == set(QUADS)


def test_each_event_class_is_coded_as_its_line_is() -> None:
    ontology = load_ontology()
    for name, found in ontology.event_classes.items():
        if name in UNCODED:
            assert (found.plover, found.quad) == (None, None)
            continue
        assert found.plover in QUADS[str(found.quad)]
        above = [ontology.event_classes[a] for a in ontology.ancestors(name)[1:-1]]
        assert {a.plover for a in above} <= {found.plover} or name in RECODED
    assert {c.plover for c in ontology.event_classes.values()} - {None} == set().union(
        *QUADS.values()
    )


def test_a_weight_is_that_of_the_code_unless_a_note_says_otherwise(core: Graph) -> None:
    for found in load_ontology().event_classes.values():
        term, code = URIRef(DIP[found.name]), found.plover
        coded = (
            None if code is None else float(str(core.value(URIRef(DIP[code]), URIRef(DIP.weight))))
        )
        assert found.weight == coded or "eight" in " ".join(english(core, term, SKOS.scopeNote)), (
            found.name
        )
        assert found.sign == (found.weight > 0) - (found.weight < 0)


@pytest.mark.parametrize(
    ("name", "weight", "sign"),
    [
        ("Aid", 10, 1),
        ("Visit", 4, 1),
        ("Call", 1.5, 1),
        ("Request", 0, 0),
        ("Assault", -9, -1),
        ("Ruling", 0, 0),
    ],
    ids=lambda v: str(v),
)
def test_weights_and_signs(name: str, weight: float, sign: int) -> None:
    found = load_ontology().event_classes[name]
    assert (found.weight, found.sign) == (weight, sign)


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("Summit", ("Summit", "Meeting", "Consultation", "Event")),
        ("Apology", ("Apology", "Concession", "Event")),
        ("Statement", ("Statement", "Event")),
        ("Event", ("Event",)),
    ],
    ids=lambda v: v if isinstance(v, str) else "",
)
def test_ancestors(name: str, line: tuple[str, ...]) -> None:
    assert load_ontology().ancestors(name) == line


@pytest.mark.parametrize("name", ["Sumit", "Person", "", "summit"])
def test_an_unknown_event_class_is_an_error_that_lists_the_known(name: str) -> None:
    for ask in (load_ontology().ancestors, load_ontology().iri):
        with pytest.raises(OntologyError, match="Aid, Apology, Appointment, "):
            ask(name)


# Issues


def test_the_issues_are_many_under_about_fifteen_fields() -> None:
    issues = load_ontology().issues
    fields = {i for i, issue in issues.items() if issue.broader is None}
    assert 14 <= len(fields) <= 18
    assert len(issues) - len(fields) >= 60
    assert {f"issue/{slug}" for slug in ISSUES.split()} <= set(issues) - fields
    assert {issue.broader for issue in issues.values()} - {None} == fields
    assert list(issues) == sorted(issues)


def test_the_names_of_issues_are_wide_plain_and_belong_to_one_issue() -> None:
    issues = load_ontology().issues.values()
    names = Counter(n.lower() for i in issues for n in (i.label, *i.alt_labels))
    assert [n for n, count in names.items() if count > 1] == []
    assert [i.id for i in issues if len(i.alt_labels) < 6] == []
    plain = re.compile(r"[a-z0-9é][a-z0-9é.,'/& -]*[a-z0-9.]")
    assert [a for i in issues for a in i.alt_labels if not plain.fullmatch(a) or "  " in a] == []


def test_every_issue_is_defined() -> None:
    graph = parse("issues.ttl")
    scheme = URIRef(f"{ID}scheme/issue")
    for subject in graph.subjects(RDF.type, URIRef(DIP.Issue)):
        assert (
            len(english(graph, subject, SKOS.prefLabel))
            == len(english(graph, subject, SKOS.definition))
            == 1
        )
        assert list(graph.objects(subject, SKOS.inScheme)) == [scheme]
        assert ((subject, SKOS.topConceptOf, scheme) in graph) == (
            graph.value(subject, SKOS.broader) is None
        )
        assert str(subject) == ID + "issue/" + str(subject).rsplit("/", 1)[-1]


@pytest.mark.parametrize(
    ("words", "issue"),
    [
        ("forced laborers", "forced-labour"),
        ("forced labour dispute", "forced-labour"),
        ("north korea's nuclear programme", "north-korea-weapons"),
        ("north korean missile tests", "north-korea-weapons"),
        ("defense cooperation", "security-cooperation"),
        ("nile dam", "grand-ethiopian-dam"),
        ("south china sea disputes", "south-china-sea"),
        ("prisoner swap", "prisoner-exchange"),
        ("free-trade agreements", "trade-agreement"),
        ("historical grievances", "history"),
    ],
)
def test_articles_words_lead_to_their_issue(words: str, issue: str) -> None:
    assert [i.id for i in load_ontology().issues.values() if words in i.alt_labels] == [
        f"issue/{issue}"
    ]


# A user's own file

PREFIXES = """@prefix co: <https://w3id.org/comity/ontology#> . @prefix issue: <https://w3id.org/comity/id/issue/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix x: <https://example.org/> .
"""
BODY = (
    'a owl:Class ; rdfs:label "state banquet"@en , "banquet d\'État"@fr ; skos:definition "A dinner for a guest of state."@en ;'
    ' skos:example "The king gave a banquet for the visiting president."@en'
)
BANQUET = f"co:StateBanquet {BODY} ; rdfs:subClassOf co:Meeting"


def extra(folder: Path, text: str) -> Path:
    path = folder / "own.ttl"
    path.write_text(PREFIXES + text, "utf-8")
    return path


def test_a_users_class_takes_the_code_and_weight_of_its_superclass(tmp_path: Path) -> None:
    ontology = load_ontology((extra(tmp_path, BANQUET + " ."),))
    assert ontology.event_classes["StateBanquet"] == EventClass(
        name="StateBanquet",
        label="state banquet",
        definition="A dinner for a guest of state.",
        example="The king gave a banquet for the visiting president.",
        parent="Meeting",
        plover="CONSULT",
        quad="verbal-cooperation",
        weight=2.5,
        sign=1,
    )
    assert ontology.ancestors("StateBanquet") == (
        "StateBanquet",
        "Meeting",
        "Consultation",
        "Event",
    )
    assert ontology.iri("StateBanquet") == f"{CO}StateBanquet"
    assert set(ontology.event_classes) - set(load_ontology().event_classes) == {"StateBanquet"}


def test_a_users_class_may_say_its_own_code_and_weight(tmp_path: Path) -> None:
    text = f"co:Snub {BODY} ; rdfs:subClassOf co:Event ; co:ploverCode co:REJECT ; co:quad co:verbal-conflict ; co:weight -1.5 ."
    found = load_ontology((extra(tmp_path, text),)).event_classes["Snub"]
    assert (found.plover, found.quad, found.weight, found.sign) == (
        "REJECT",
        "verbal-conflict",
        -1.5,
        -1,
    )


def test_a_users_file_may_add_issues_and_names_and_translations(tmp_path: Path) -> None:
    text = """issue:chess a co:Issue ; skos:prefLabel "Chess"@en ; skos:altLabel "chess olympiad"@en ; skos:broader issue:exchange-and-culture .
    issue:sport skos:altLabel "cricket diplomacy"@en . co:Person rdfs:label "personne"@fr ."""
    issues = load_ontology((extra(tmp_path, text),)).issues
    assert issues["issue/chess"].broader == "issue/exchange-and-culture"
    assert "cricket diplomacy" in issues["issue/sport"].alt_labels
    assert "issue/chess" not in load_ontology().issues


def test_a_file_that_changes_is_read_again(tmp_path: Path) -> None:
    path = extra(tmp_path, BANQUET + " .")
    assert "StateBanquet" in load_ontology((path,)).event_classes
    extra(tmp_path, BANQUET.replace("co:StateBanquet", "co:GardenParty") + " .")
    assert "GardenParty" in load_ontology((path,)).event_classes


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (f"co:StateBanquet {BODY} .", "no rdfs:subClassOf; say which"),
        (
            f"co:StateBanquet {BODY} ; rdfs:subClassOf co:Metting .",
            "Metting>, which no file defines",
        ),
        (f"co:StateBanquet {BODY} ; rdfs:subClassOf co:Person .", "no kind of co:Event"),
        (
            f"co:StateBanquet {BODY} ; rdfs:subClassOf co:Meeting , co:Visit .",
            "several superclasses .*; keep one",
        ),
        (f"co:StateBanquet {BODY} ; rdfs:subClassOf co:StateBanquet .", "stands above itself"),
        (f"co:StateBanquet {BODY} ; rdfs:subClassOf co:Event .", "no co:weight; give"),
        (
            BANQUET.replace("skos:definition", "rdfs:comment") + " .",
            "no definition in English; give",
        ),
        (BANQUET.replace("skos:example", "rdfs:comment") + " .", "no example in English"),
        (BANQUET.replace('banquet"@en', 'banquet"@de') + " .", "no label in English"),
        (BANQUET + ' ; rdfs:label "gala"@en .', "several label .*; keep one"),
        (BANQUET.replace("a owl:Class ;", "") + " .", "write `a owl:Class`"),
        (BANQUET.replace("co:StateBanquet", "x:StateBanquet") + " .", "no name for an event class"),
        (BANQUET.replace("co:StateBanquet", "co:banquet") + " .", "no name for an event class"),
        (BANQUET + " ; co:weight 11.0 .", "must be a decimal from -10.0 to 10.0"),
        (BANQUET + ' ; co:weight "high" .', "must be a decimal"),
        (BANQUET + " ; co:weight 3.0 ; co:sign -1 .", "co:sign -1; with the weight 3 it must be 1"),
        (BANQUET + " ; co:ploverCode co:DINE .", "DINE>, which codes.ttl does not have"),
        ("co:Summit rdfs:subClassOf co:Visit .", "several superclasses"),
        (
            'issue:chess a co:Issue ; skos:prefLabel "Chess"@en ; skos:altLabel "Ceasefires"@en .',
            "shares the label .*ceasefire",
        ),
        (
            'issue:chess a co:Issue ; skos:prefLabel "Chess"@en ; skos:broader issue:games .',
            "games>, which no file defines",
        ),
        (
            'issue:chess a co:Issue ; skos:prefLabel "Chess"@en ; skos:broader issue:chess .',
            "cut the circle",
        ),
        ("issue:chess a co:Issue .", "no prefLabel in English"),
        ('x:chess a co:Issue ; skos:prefLabel "Chess"@en .', "in another namespace"),
    ],
    ids=lambda v: v[:48] if not v.startswith(("co:", "issue:", "x:")) else "",
)
def test_a_faulty_file_is_refused_with_a_remedy(tmp_path: Path, text: str, message: str) -> None:
    path = extra(tmp_path, text)
    with pytest.raises(OntologyError, match=message) as caught:
        load_ontology((path,))
    assert "own.ttl" in str(caught.value) or "issues.ttl" in str(caught.value)


def test_a_file_that_is_no_turtle_is_named_with_its_line(tmp_path: Path) -> None:
    path = extra(tmp_path, "co:StateBanquet a owl:Class ;\n  rdfs:label ; .")
    with pytest.raises(OntologyError, match=r"own\.ttl:5: not Turtle .*; correct the line"):
        load_ontology((path,))


def test_a_file_that_is_not_there_or_not_text_is_named(tmp_path: Path) -> None:
    with pytest.raises(OntologyError, match=r"none\.ttl: cannot be read .*; check the path"):
        load_ontology((tmp_path / "none.ttl",))
    (tmp_path / "bytes.ttl").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(OntologyError, match=r"bytes\.ttl: .* must be Turtle in UTF-8"):
        load_ontology((tmp_path / "bytes.ttl",))


# Use


def test_loading_is_done_once() -> None:
    assert load_ontology() is load_ontology()


def test_the_readme_names_every_class_and_file() -> None:
    text = (PLACE / "README.md").read_text("utf-8")
    classes = [
        t.removeprefix(CO) for t in DIP if (URIRef(t), RDF.type, OWL.Class) in parse("comity.ttl")
    ]
    assert [c for c in classes if not re.search(rf"\b{c}\b", text)] == []
    assert [p.name for p in TURTLE if f"`{p.name}`" not in text] == []


def test_the_readmes_own_event_class_and_frame_load(tmp_path: Path) -> None:
    blocks = dict(
        re.findall(r"(?ms)^```(turtle|toml)\n(.*?)^```", (PLACE / "README.md").read_text("utf-8"))
    )
    for name, text in blocks.items():
        (tmp_path / f"own.{name}").write_text(text, "utf-8")
    ontology = load_ontology((tmp_path / "own.turtle",))
    assert ontology.event_classes["StateBanquet"].plover == "CONSULT"
    parents = {name: found.parent for name, found in ontology.event_classes.items()}
    frames = load_frames((tmp_path / "own.toml",), parents=parents)
    assert "StateBanquet" in {frame.event for group in frames.nouns.values() for frame in group}
