"""The same parse for less: what the model works out again and again for the same words is remembered.

This leans on how spaCy and the model are built. So it is done only with versions for which all annotations were found
to be the same, bit for bit, and only where the model has the form that it had; else it is read as spaCy reads it.
"""

from __future__ import annotations

import logging
from typing import Any

from spacy.language import Language
from spacy.pipeline import AttributeRuler
from thinc.api import Model

from comity.extract.attributes import make_attributes  # noqa: F401  (registers the component)
from comity.extract.embedding import remembered
from comity.extract.versions import is_tested, spacy_version

_log = logging.getLogger(__name__)

COLUMNS = {
    "tok2vec": ("NORM", "PREFIX", "SUFFIX", "SHAPE", "SPACY", "IS_SPACE", "ORTH"),
    "ner": ("NORM", "PREFIX", "SUFFIX", "SHAPE", "ORTH"),
}


def accelerated(nlp: Language) -> Language:
    """The pipeline, made to give the same annotations faster where that is known to be safe."""
    reason = _unfit(nlp)
    if reason:
        _log.warning("reading at spaCy's own speed: %s", reason)
        return nlp
    for name, columns in COLUMNS.items():
        model = nlp.get_pipe(name).model  # type: ignore[attr-defined] # both are trainable
        embed = _embed(model)
        model.replace_node(embed, remembered(embed, columns))
    nlp.add_pipe("comity_attributes", after="attribute_ruler")
    nlp.disable_pipe("attribute_ruler")
    return nlp


def _unfit(nlp: Language) -> str:
    """Why the pipeline is to be left as it is; empty where there is no reason."""
    model = str(nlp.meta.get("version"))
    if not is_tested(model):
        return f"spaCy {spacy_version()} with model {model} was not tested"
    if not isinstance(nlp.get_pipe("attribute_ruler"), AttributeRuler):
        return "the model has another attribute ruler"
    for name, columns in COLUMNS.items():
        try:
            found = _looked_at(_embed(nlp.get_pipe(name).model))  # type: ignore[attr-defined] # both are trainable
        except (KeyError, IndexError, AttributeError) as error:
            return f"the embedding of {name} has another form ({error!r})"
        if found != list(columns):
            return f"the embedding of {name} looks at {', '.join(found)}"
    return ""


def _embed(model: Model[Any, Any]) -> Model[Any, Any]:
    """The embedding in a tok2vec model, or in the model of a parser that has its own."""
    tok2vec = model.get_ref("tok2vec").layers[0] if model.has_ref("tok2vec") else model
    found: Model[Any, Any] = tok2vec.get_ref("embed")
    return found


def _looked_at(embed: Model[Any, Any]) -> list[str]:
    """The attributes that an embedding looks at, ORTH last, by which the vectors are found."""
    (extract,) = (node for node in embed.walk() if node.name == "extract_features")
    (vectors,) = (node for node in embed.walk() if node.name == "static_vectors")
    return [*extract.attrs["columns"], vectors.attrs["key_attr"]]
