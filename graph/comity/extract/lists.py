"""Lists of names as they stand on the page, for the places where the parser takes them apart.

"Yoon, Biden and Kishida also plan", "Ahead of his summit with Ruto, Abiy and his wife, Zinash
Tayachew, visited": the names of a list stand side by side, whatever arcs the parser draws.
"""

from __future__ import annotations

from comity.extract.identifiers import is_person
from comity.extract.records import Reference
from comity.extract.sentences import bounds_of
from comity.extract.tokens import Doc, Token

_OPENING = frozenset(("nsubj", "nsubjpass"))
_BETWEEN = frozenset((",", "and", "his", "her", "their", "wife", "husband", "with", "&"))


def left_of_verb(verb: Token, by_token: dict[int, Reference]) -> list[Reference]:
    """The people listed just before a finite verb, when the parser has given it no subject.

    A name that a preposition governs ends the list ("with Ruto, Abiy and his wife"). One name alone counts where the
    parser has apposed it to something else ("in a hotel in Suva, Tonga's leader, X, signed").
    """
    doc, found = verb.doc, list[Reference]()
    first, i = bounds_of(doc).start(verb.i), verb.i - 1
    while i >= first and (doc[i].dep_ in ("aux", "advmod", "neg", "auxpass") or doc[i].text == ","):
        i -= 1
    while i >= first:
        reference = by_token.get(i)
        if reference and _names_person(reference):
            if _is_governed(doc, reference):
                break
            found.insert(0, reference)
            i = reference.start - 1
        elif doc[i].lower_ in _BETWEEN or (
            reference and reference.kind in ("title", "adjective", "anaphor")
        ):
            i -= 1
        else:
            break
    apposed = len(found) == 1 and doc[found[0].head].dep_ == "appos" and verb.dep_ == "ROOT"
    return found if len(found) > 1 or apposed else _behind_opening(verb, by_token)


def _behind_opening(verb: Token, by_token: dict[int, Reference]) -> list[Reference]:
    """Who acts behind an opening phrase, to which the parser joins them: "At the invitation of X, Y paid a visit"."""
    for opening in verb.lefts:
        if opening.dep_ != "prep" or opening.i != bounds_of(verb.doc).start(verb.i):
            continue
        for token in opening.subtree:
            joined = token.dep_ == "conj" and not any(t.dep_ == "cc" for t in token.head.rights)
            reference = by_token.get(token.i) if joined else None
            if reference is not None and _names_person(reference):
                return [reference]
    return []


def whole_list(doc: Doc, token: Token, by_token: dict[int, Reference]) -> list[Reference]:
    """The names before `token` that a comma joins to it, from the start of its sentence.

    "Yoon, Biden and ..." of "and"; none where other words open the sentence.
    """
    reference, first = by_token.get(token.i), bounds_of(doc).start(token.i)
    found: list[Reference] = []
    while (
        reference is not None
        and reference.start - 2 >= first
        and doc[reference.start - 1].text == ","
    ):
        before = by_token.get(reference.start - 2)
        if before is None or not _names_person(before) or _is_governed(doc, before):
            break
        found.insert(0, before)
        reference = before
    opens = not found or all(
        t.is_space or t.is_punct or t.dep_ in ("compound", "amod", "det")
        for t in doc[first : found[0].start]
    )
    return found if opens else []


def hung_before(token: Token, by_token: dict[int, Reference]) -> list[Reference]:
    """The people of a list that the parser has hung on the name of its last, as words of that person's title.

    "Otieno and Peruvian President Marta Rojas held": Otieno and Rojas.
    """
    reference, found, joined = by_token.get(token.i), list[Reference](), False
    if reference is None or not _names_person(reference):
        return found
    first, i = token.left_edge.i, reference.start - 1
    while i >= first:
        before, word = by_token.get(i), token.doc[i]
        if before is not None and (_names_person(before) or (joined and _is_titled_person(before))):
            if not joined or _is_governed(token.doc, before):
                break
            found.insert(0, before)
            i = before.start
        elif word.lower_ == "and":
            joined = True
        elif not (
            word.dep_ in ("compound", "amod", "nmod", "conj") or (joined and word.text == ",")
        ):
            break
        i -= 1
    return found


def titled_after(
    doc: Doc, reference: Reference, by_token: dict[int, Reference], *, verb: Token | None = None
) -> list[Reference]:
    """The people listed after one, each with a title: "with President A of Palau, President B of Fiji, and Premier C".

    None where the list does not end with "and" and a name that begins no clause of its own but that of `verb`.
    """
    found: list[Reference] = []
    end, joined = reference.end, False
    while not joined:
        end = _after_state(doc, end, by_token)
        start = end
        while start < min(len(doc), end + 2) and doc[start].lower_ in (",", "and"):
            joined = joined or doc[start].lower_ == "and"
            start += 1
        named = _titled_at(doc, start, by_token) if start > end else None
        if named is None:
            return []
        found.append(named)
        end = named.end
    if len(found) < 2 or (verb is not None and found[-1].head > verb.i):
        return []
    last = doc[found[-1].head]
    own = verb is not None and last.head.i == verb.i
    return found if own or not _opens_clause(last) else []


def _opens_clause(name: Token) -> bool:
    """Whether a name is the subject of a finite verb of its own."""
    verb = name.head
    return name.dep_ in _OPENING and verb.i > name.i and verb.tag_ in ("VBD", "VBZ", "VBP")


def _after_state(doc: Doc, end: int, by_token: dict[int, Reference]) -> int:
    """The token after "of" and a name, where these stand at `end`."""
    if end < len(doc) and doc[end].lower_ == "of":
        at = end + 2 if end + 1 < len(doc) and doc[end + 1].lower_ == "the" else end + 1
        owner = by_token.get(at)
        return owner.end if owner is not None and not _names_person(owner) else end
    return end


def _titled_at(doc: Doc, start: int, by_token: dict[int, Reference]) -> Reference | None:
    """The person whose title, with the name of their state before it or not, begins at `start`."""
    after = doc._.titles.after if doc._.titles is not None else {}
    if start not in after and start in by_token:
        start = by_token[start].end
    named = by_token.get(after[start]) if start in after else None
    whole = named is not None and named.start == after[start] and _names_person(named)
    return named if whole else None


def _is_governed(doc: Doc, reference: Reference) -> bool:
    before = doc[reference.start - 1] if reference.start else None
    return before is not None and before.pos_ == "ADP"


def _is_titled_person(reference: Reference) -> bool:
    """Whether a title alone stands for somebody: "the Secretary"."""
    return (
        reference.kind == "title" and bool(reference.entities) and is_person(reference.entities[0])
    )


def _names_person(reference: Reference) -> bool:
    return (
        reference.kind == "name" and bool(reference.entities) and is_person(reference.entities[0])
    )
