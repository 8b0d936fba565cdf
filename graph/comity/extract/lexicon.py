"""The lexicon of event words, loaded once: `ontology/frames.toml` with the classes of the ontology."""

from __future__ import annotations

from functools import cache

from comity.knowledge.frames import Frames, load_frames
from comity.knowledge.ontology import load_ontology


@cache
def load_lexicon() -> Frames:
    """The frames of every trigger, the light verbs, cues and word lists."""
    classes = load_ontology().event_classes
    return load_frames(parents={name: c.parent for name, c in classes.items()})
