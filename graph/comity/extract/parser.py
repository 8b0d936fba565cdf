"""The parser: the trained model, with what is put right of it, and paragraphs that end sentences."""

from __future__ import annotations

from typing import Any, cast

from spacy.language import Language
from spacy.pipeline import AttributeRuler

from comity.errors import ExtractionError
from comity.extract import paragraphs  # noqa: F401  (registers the component)
from comity.extract.acceleration import accelerated
from comity.extract.lemmas import order_lemmas
from comity.extract.trained import load_model
from comity.extractions import MODEL

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


def load_parser(*, fast: bool = True) -> Language:
    """The English model with comity's words and paragraphs, read the `fast` way where that is known to be the same.

    Loading takes half a second of processor time; keep the result.

    Raises:
        ExtractionError: the model is missing, damaged or another one.
    """
    nlp = _model(fast=fast)
    order_lemmas(nlp)
    tokenizer: Any = nlp.tokenizer  # a Tokenizer, which has no stubs
    for word in _LEMMAS:
        if word.startswith("co-"):  # one word, not three
            tokenizer.add_special_case(word, [{"ORTH": word}])
    ruler = cast(AttributeRuler, nlp.get_pipe("attribute_ruler"))
    for word, lemma in _LEMMAS.items():
        ruler.add([[{"LOWER": word}]], {"LEMMA": lemma})
    nlp.add_pipe("comity_paragraphs", before="parser")
    return accelerated(nlp) if fast else nlp


def _model(*, fast: bool) -> Language:
    """The trained model as it is."""
    remedy = "install comity again, with the packages that it needs, and see `comity doctor`"
    try:
        nlp = load_model(fast=fast)
    except (ImportError, OSError, ValueError, LookupError) as error:
        said = " ".join(str(error).split())
        raise ExtractionError(
            f"the language model {MODEL} cannot be loaded ({type(error).__name__}: {said}); {remedy}"
        ) from error
    found = f"{nlp.meta['lang']}_{nlp.meta['name']} {nlp.meta['version']}"
    if found != MODEL:
        raise ExtractionError(
            f"the language model is {found}, and the rules are made for {MODEL}; {remedy}"
        )
    return nlp
