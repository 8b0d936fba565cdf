"""The graph in a folder: asked, looked at, changed, exported."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from comity.api import changing, listing
from comity.api.brief import BriefRecord
from comity.api.changing import path_of, silent
from comity.api.event import EventRecord, record_of
from comity.api.frames import Rows, rows
from comity.api.holding import Holding
from comity.api.page import HEIGHT, View, page
from comity.api.sources import Articles, Day, day_of
from comity.api.table import Table
from comity.errors import InputError
from comity.files import put_parts
from comity.knowledge.ontology import load_ontology
from comity.model import Knowledge
from comity.rdf.names import named
from comity.rdf.query import Value, bound, question_named
from comity.rdf.terms import THINGS

if TYPE_CHECKING:
    import networkx as nx

    from comity.graphs import Change, Progress


@dataclass(frozen=True, slots=True, repr=False)
class KnowledgeGraph:
    """A graph, as its folder is at the moment of asking: what another program adds to it is there at the next question.

    Rows come as a pandas DataFrame where pandas is installed, else as a `Table`. Ids (`event/…`, `person/…`) are the same in
    answers, records and networks. Names are matched as people write them: capitals and accents do not matter, and a state
    stands for its people and bodies. `day` is the day as of which it is known, None for what is known now; see `as_of`.

    >>> import comity
    >>> kg = comity.open("build")
    >>> kg
    KnowledgeGraph 'build': 3 articles, 8 events, 4 people, 4 issues
    """

    folder: Path
    day: date | None = None
    _holding: Holding = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_holding", Holding(self.folder, self.day))

    @property
    def knowledge(self) -> Knowledge:
        """Everything that the graph states, as the frozen records of `comity.model`.

        >>> import comity
        >>> len(comity.open("build").knowledge.events)
        8
        """
        return self._holding.knowledge

    @property
    def questions(self) -> Rows:
        """What can be asked by name: `name topic title parameters help`; a parameter with a star must be given.

        >>> import comity
        >>> "who-met-whom" in list(comity.open("build").questions["name"])
        True
        """
        return rows(listing.asked_by_name())

    @property
    def people(self) -> Rows:
        """Who occurs, those of most events first: `name state office events first last id`.

        >>> import comity
        >>> list(comity.open("build").people["name"])[:2]
        ['Amina Otieno', 'Dawit Bekele']
        """
        return rows(listing.people(self.knowledge))

    @property
    def issues(self) -> Rows:
        """What events are about, the issues of most events first: `issue broader events first last id`.

        >>> import comity
        >>> list(comity.open("build").issues["issue"])[:1]
        ['International security']
        """
        return rows(listing.issues(self.knowledge, load_ontology()))

    @property
    def articles(self) -> Rows:
        """What it was made of: `name title publisher published url events id`.

        >>> import comity
        >>> list(comity.open("build").articles["name"])
        ['addis.jsonl:7', 'brasilia.txt', 'nairobi.txt']
        """
        return rows(listing.articles(self.knowledge))

    def ask(self, name: str, /, **parameters: Value) -> Rows:
        """The answer to a named question; `questions` lists them. What is a word of Python is written `from_`.

        >>> import comity
        >>> list(comity.open("build").ask("who-met-whom", actor="Otieno", from_="2031-03-01")["whom"])
        ['Dawit Bekele']

        Raises:
            QueryError: there is no such question, parameter, entity or issue; the message names the nearest.
        """
        graph = self._holding.graph
        question = question_named(name)
        answer = graph.values(bound(graph, question, parameters))
        return rows(Table(answer.columns, answer.rows, question.title))

    def sparql(self, text: str) -> Rows:
        """The answer to a SPARQL query over all graphs; the prefixes co id rdf rdfs xsd skos dcterms prov wd are known.

        Numbers and days are those of Python; things are their ids, terms of these vocabularies have a prefix. Rows are sorted
        unless the query states an order. CONSTRUCT and DESCRIBE give `subject predicate object`, ASK one cell.

        >>> import comity
        >>> list(comity.open("build").sparql("SELECT ?e { ?e a co:Summit }")["e"])
        ['event/7c5ab792fa1ae67c']

        Raises:
            QueryError: the query is wrong; the message names the place, or the nearest term.
        """
        answer = self._holding.graph.values(text)
        return rows(Table(answer.columns, answer.rows))

    def events(
        self,
        *,
        actor: str | None = None,
        kind: str | None = None,
        issue: str | None = None,
        place: str | None = None,
        from_: Day | None = None,
        to: Day | None = None,
    ) -> Rows:
        """The events that fit, by time, each with a sentence: `when what status where articles article sentence id`.

        `kind` is a class of the ontology ("visit", "Consultation"), `issue` also one above. With `from_` or `to` events
        without a date are left out.

        >>> import comity
        >>> list(comity.open("build").events(kind="summit")["what"])
        ['Summit of Amina Otieno and Dawit Bekele']

        Raises:
            QueryError: nothing, or several things, are called so.
            InputError: a day is none.
        """
        days = {"from_": day_of(from_, "from_"), "to": day_of(to, "to")}
        return self.ask("events", actor=actor, kind=kind, issue=issue, place=place, **days)

    def event(self, event: str) -> EventRecord:
        """The one event with this id, or with these words in its label: its record, history and quotes.

        >>> import comity
        >>> comity.open("build").event("summit otieno").status
        'occurred'

        Raises:
            QueryError: none fits, or several do; the message lists them.
        """
        return record_of(event, self.knowledge, load_ontology())

    def disputes(self, *, actor: str | None = None, aspect: str | None = None) -> Rows:
        """What articles contradict each other on, side by side: `what on says article published source sentence id`.

        `aspect` is one of actor, date, label, number, place, status.

        >>> import comity
        >>> len(comity.open("build").disputes(aspect="place"))
        0

        Raises:
            QueryError: nobody is called so.
        """
        return self.ask("disputes", actor=actor, aspect=aspect)

    def network(
        self,
        kind: str = "whole",
        *,
        from_: Day | None = None,
        to: Day | None = None,
        status: Iterable[str] | None = None,
        sources: int = 0,
        certainty: float = 0.0,
    ) -> nx.MultiDiGraph[str]:
        """A network, anew each time: the whole one (see `comity.network`), or one of those of `comity.nets`.

        `kind` is whole, leaders, states, actors-events, actors-issues, cooccurrence or sequence. `status` are those that
        count; without it all in the whole network, and in the others what occurred or goes on. `sources` and `certainty`
        (0 to 1) are the least that an event must have.

        >>> import comity
        >>> sorted(comity.open("build").network("leaders"))
        ['person/amina-otieno', 'person/dawit-bekele']

        Raises:
            InputError: there is no such kind or status, or a day is none.
            AnalysisError: the period ends before it begins.
        """
        from comity.api.networks import network_of  # here: networkx takes a second

        days = day_of(from_, "from_"), day_of(to, "to")
        return network_of(
            self.knowledge, kind, days=days, status=status, sources=sources, certainty=certainty
        )

    def view(self, view: str = "overview", *focus: str, height: int = HEIGHT) -> View:
        """The page of the graph, shown in a notebook and written by `.save(path)`, that opens at one of its views.

        `view` is overview, leaders, issues, dyad (about two), ego (about one), timeline or disputes; `focus` names whom it is
        about, or gives their ids.

        >>> import comity
        >>> comity.open("build").view("dyad", "Kenya", "Ethiopia").save("page.html").exists()
        True

        Raises:
            AnalysisError: there is no such view, it is about another number of things, or one of them is in no fact.
            QueryError: nothing, or several things, are called so.
        """
        about = [self._named(name) for name in focus]
        knowledge = self.knowledge
        many = len(knowledge.citations)
        title = f"Who did what to whom, in {listing.plural(many, 'article')}{self._as_known}"
        html = page(knowledge, load_ontology(), view=view, focus=about, title=title)
        first = listing.people(knowledge).head()
        people = tuple((str(row["name"]), str(row["events"])) for row in first)
        return View(view, html, self._counts(), people, height)

    def brief(
        self,
        *names: str,
        from_: Day | None = None,
        to: Day | None = None,
        since: Day | None = None,
        height: int = HEIGHT,
    ) -> BriefRecord:
        """A brief on one or two actors or issues: who met whom, positions, agreements, disputes and plans, with sources.

        `from_` and `to` choose events by their days; with `since` it also tells what changed by articles published from that
        day on.

        >>> import comity
        >>> comity.open("build").brief("Kenya", "Ethiopia").brief.title
        'Kenya and Ethiopia'

        Raises:
            QueryError: nothing, or several things, are called so.
            AnalysisError: more than two are named, or they have nothing in common.
            StoreError: `since` is given, and what was read of the articles is not there.
        """
        from comity.api.briefing import brief_on  # here: networkx takes a second

        days = day_of(from_, "from_"), day_of(to, "to"), day_of(since, "since")
        return brief_on(self._holding, names, days=days, height=height)

    def as_of(self, day: Day) -> KnowledgeGraph:
        """The graph as it could be known on a day, from the articles that were published by then; it cannot be added to.

        >>> import comity
        >>> comity.open("mine").as_of("2031-03-20")
        KnowledgeGraph 'mine': 1 article, 1 event, 2 people, 0 issues, as known on 2031-03-20

        Raises:
            InputError: the day is none.
            QueryError: no article was published by then.
            StoreError: what was read of the articles is not there.
        """
        then = KnowledgeGraph(self.folder, day_of(day, "day"))
        _ = then._holding.graph
        return then

    def add(
        self,
        articles: Articles,
        *,
        gazetteer: Path | str | None = None,
        index: Path | str | None = None,
        replace: bool = False,
        progress: Progress = silent,
    ) -> Change:
        """Adds articles, as `comity.build` takes them, and says what that changed; only what depends on them is made anew.

        An article that is there already changes nothing. One that is there with another text or citation is left out, and a
        warning says so, unless `replace` is set.

        >>> import comity
        >>> text = "Lucia Moraes met Dawit Bekele in Port Lamu on 2031-03-19."
        >>> comity.open("mine").add([{"id": "b", "text": text, "published": "2031-03-20"}]).added
        ('b',)

        Raises:
            InputError: nothing is there to read, or this is the graph as of a day.
            StoreError: there is no graph, or it was read by other rules or with another gazetteer.
        """
        self._check_present("added to")
        change = changing.add(
            articles,
            self.folder,
            gazetteer=path_of(gazetteer),
            index=path_of(index),
            replace=replace,
            progress=progress,
        )
        changing.warn(change.bad, change.curated)
        return change

    def remove(self, *articles: str, progress: Progress = silent) -> Change:
        """Removes articles by their names, with all that only they told, and says what that changed.

        >>> import comity
        >>> kg = comity.open("mine")
        >>> change = kg.add([{"id": "b", "text": "Lucia Moraes met Dawit Bekele in Port Lamu on 2031-03-19."}])
        >>> kg.remove("b").removed
        ('b',)

        Raises:
            InputError: no article has the name, none would be left, or this is the graph as of a day.
            StoreError: there is no graph, or it cannot be written.
        """
        self._check_present("taken from")
        change = changing.remove(articles, self.folder, progress=progress)
        changing.warn(change.bad, change.curated)
        return change

    def export(
        self,
        what: str,
        path: Path | str | None = None,
        *,
        form: str | None = None,
        event: str | None = None,
    ) -> Path | bytes:
        """Writes the graph, or a table of it, for other programs; gives the path, or the bytes where there is none.

        `what` is events, offices, claims, plover (jsonl, csv, parquet), graph (nq, trig, jsonld, ttl, nt, rdf), network (graphml,
        gexf, json) or nanopubs (trig, nq; of one `event` or all). The ending of the file says the format, or `form`.

        >>> import comity
        >>> comity.open("build").export("graph", "graph.trig").name
        'graph.trig'
        >>> comity.open("build").export("offices", form="csv").splitlines()[0]
        b'article,person,title,of'

        Raises:
            InputError: it is not exported, not written so, or the file cannot be written.
            QueryError: not one event fits `event`.
        """
        from comity.export import outputs  # here: networkx takes a second

        output = path_of(path)
        written = outputs.form_of(what, form, output)
        if event is not None and what != outputs.NANOPUBS:
            raise InputError(f"event chooses one of the nanopubs; {what} are written whole")
        if what == outputs.GRAPH:
            parts: Iterable[bytes] = outputs.whole(self.folder, written, self.day)
        else:
            parts = [outputs.part(self._holding.graph, what, written, event)[0]]
        if output is None:
            return b"".join(parts)
        put_parts(parts, output)
        return output

    def _named(self, name: str) -> str:
        """The id of who or what is called so."""
        if "/" in name:
            return name
        return named(self._holding.graph, name, "actor", "focus").removeprefix(THINGS)

    @property
    def _as_known(self) -> str:
        return f", as known on {self.day}" if self.day else ""

    def _check_present(self, done: str) -> None:
        if self.day is not None:
            raise InputError(f"the graph as known on {self.day} cannot be {done}; open the folder")

    def _counts(self) -> str:
        return listing.counted(self._holding.graph)

    def __repr__(self) -> str:
        return f"KnowledgeGraph {str(self.folder)!r}: {self._counts()}{self._as_known}"
