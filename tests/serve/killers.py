"""Queries that naive time-outs do not stop, each of which would run for minutes or fill the memory on the smallest graph."""

from __future__ import annotations

_TEXTS = "?s1 co:text ?a . ?s2 co:text ?b . ?s3 co:text ?c . ?s4 co:text ?d . ?s5 co:text ?e . ?s6 co:text ?f"
_TRIPLES = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i"

KILLERS = {
    "a product of three": f"SELECT (COUNT(*) AS ?n) {{ {_TRIPLES} . ?j ?k ?l }}",
    "an order of a product": f"SELECT * {{ {_TRIPLES} }} ORDER BY DESC(?i) ?f ?c",
    "a path there and back": (
        "SELECT (COUNT(*) AS ?n) { ?a (rdf:type|^rdf:type)+ ?b . ?c (rdf:type|^rdf:type)+ ?d . ?e (rdf:type|^rdf:type)+ ?f }"
    ),
    "a regular expression": (
        f'SELECT (COUNT(*) AS ?n) {{ {_TEXTS} FILTER(REGEX(CONCAT(?a, ?b, ?c, ?d, ?e, ?f), "^(([A-Za-z ])+.)+[0-9]+$")) }}'
    ),
    "a result of gigabytes": (
        f"SELECT (GROUP_CONCAT(?x) AS ?long) {{ {_TEXTS} BIND(CONCAT(?a, ?b, ?c, ?d, ?e, ?f) AS ?x) }}"
    ),
}

ENDLESS_ROWS = f"SELECT * {{ {_TEXTS} }}"
"""A result of gigabytes too, but one that comes row by row."""
