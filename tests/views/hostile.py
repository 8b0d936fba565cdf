"""Knowledge whose every text tries to run a script, to close a tag, to load a picture or to write into the page."""

from __future__ import annotations

from dataclasses import replace

from comity.model import Knowledge

ATTACKS = (
    "</script><script>window.pwned=1</script>",
    "<img src=x onerror=window.pwned=2>",
    "<a href='javascript:window.pwned=3'>x</a>",
    "\"><svg onload=window.pwned=4>",
    "<!--<script>window.pwned=5",
    "{{ 7*191 }}{% raw %}",
    "]]>&lt;script&gt;\u2028\u2029",
    "<link rel=stylesheet href=https://evil.example/x.css>",
)  # fmt: skip


def hostile(knowledge: Knowledge) -> Knowledge:
    """`knowledge` with an attack appended to or put in place of every text that the page shows."""
    text = " ".join(ATTACKS)
    urls = ("javascript:window.pwned=6", "data:text/html,<script>1</script>", "https://ok.example/\"><script>window.pwned=7</script>")  # fmt: skip
    return Knowledge(
        tuple(
            replace(c, name=c.name + text, title=text, publisher=text, note=text, url=urls[i % 3])
            for i, c in enumerate(knowledge.citations)
        ),
        tuple(
            replace(e, name=e.name + text, aliases=(*e.aliases, text), code=text)
            for e in knowledge.entities
        ),
        tuple(replace(s, text=s.text + text) for s in knowledge.sentences),
        tuple(
            replace(r, source=text, quote=text, hedge=text, counts=(text,), series=text)
            for r in knowledge.reports
        ),
        tuple(replace(c, title=text if c.title else None) for c in knowledge.claims),
        tuple(
            replace(e, label=e.label + text, when=replace(e.when, text=text) if e.when else None)
            for e in knowledge.events
        ),
        tuple(replace(i, label=i.label + text, alt_labels=(text,)) for i in knowledge.issues),
        knowledge.copies,
        tuple(
            replace(c, by=c.by + text, why=text, label=c.label + text, value=text)
            for c in knowledge.curations
        ),
    )
