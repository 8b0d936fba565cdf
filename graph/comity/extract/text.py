"""What in an article is its text, and what is furniture: captions, bylines, sources, biographies.

Reading happens on a copy of the text in which single characters are replaced by single characters
(curly quotes, no-break spaces) and furniture by spaces, so that every offset stays an offset of the
original.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from comity.extract.glyphs import lowered, mended
from comity.model import Span

BODY, HEADLINE, CAPTION, FURNITURE, DATELINE, SPEAKER = (
    "body",
    "headline",
    "caption",
    "furniture",
    "dateline",
    "speaker",
)

_PLAIN = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "“": '"',
        "”": '"',
        "\xa0": " ",
        "\ufeff": " ",
        "`": "'",
        "\u2009": " ",
        "\u202f": " ",
    }
)

_SOURCE_LINE = re.compile(
    r"""^\W*(?:source\s*: | with\ assistance\ from | (?:additional\ )?reporting\ by
    | edit(?:ed|ing)\ by | writing\ by | compiled\ by | translated\ by | more\ stories\ like\ this
    | read\ (?:more|also) | also\ read | see\ also | follow\ us | subscribe | sign\ up
    | click\ here | advertisement | share\ (?:this|on) | tags?\s*: | topics?\s*:
    | related\b.{0,20}$ | social\ navigation | copyright | all\ rights\ reserved | ©|\(c\)\s
    | by\ [A-Z][\w.\-]+(?:\ [A-Z][\w.\-]+){0,3}\s*$ | (?:last\ )?updated\b.{0,40}$
    | published\b.{0,40}$ | contact\ us | the\ (?:writer|author)\ is | this\ (?:article|story)\b)
    """,
    re.IGNORECASE | re.VERBOSE,
)
_CAPTION = re.compile(
    r"""^\W*(?:photo|image|picture|file\ photo|courtesy\ of|caption)\b
    | \((?:provided|photo|pool|courtesy|file|ap\b|afp\b|reuters|xinhua|yonhap|kyodo|getty|epa)\b
      [^)]*\)\s*$
    | \([^()]{0,60}\b(?:photos?|picture|image|handout|screenshot)\b[^()]{0,40}\)\s*$
    | ,\ (?:(?:second|third|center|centre|far)\ (?:from\ )?)?(?:left|right|center|centre)\ ?,
    | \((?:l|r|c|left|right|center|centre)\)
    """,
    re.IGNORECASE | re.VERBOSE,
)
_CREDIT = re.compile(r"^\W*(?:photo|image|courtesy)\b.{0,60}$", re.IGNORECASE)
_PAST = re.compile(
    r"\b(?:[a-z]{3,}ed|met|said|told|held|was|were|had|took|gave|went|came|left|made|began|sent|flew|won|led|fell|rose|saw"
    r"|broke|spoke|sought|struck|fought|drew|kept|brought|became)\b"
)
_BIOGRAPHY = re.compile(
    r"^(?:[A-Z][\w.'-]+ ){2,4}(?:is|was|has been|covers|reports|writes) .*\b"
    r"(?:correspondent|reporter|editor|journalist|columnist|analyst|fellow|professor|writer|"
    r"producer|lecturer|researcher|contributor)\b"
)
_DAY = r"(?:[A-Z][a-z]{2,8}\.?\ \d{1,2}|\d{1,2}\ [A-Z][a-z]{2,8}\.?)(?:,\ \d{4})?"
_DATELINE = re.compile(
    rf"""^\s*(?:\([a-z][a-z ]{{2,20}}\)\s*)?(?:\([A-Z][\w\ .&/-]{{1,30}}\)\s*(?:--|[—–-])\s+ |
    (?P<place>[A-Z][\w.'-]+(?:\ [A-Z][\w.'-]+){{0,3}}
      (?:/[A-Z][A-Z.'-]+(?:\ [A-Z][A-Z.'-]+){{0,2}}|,\ [A-Z][\w.'-]+(?:\ [A-Z][\w.'-]+){{0,2}})?)
    (?:,?\ {_DAY})?
    \s*(?:\([A-Z][^)]{{1,40}}\))?\s*(?:--|[—–]|\ -\ )\s*)
    """,
    re.VERBOSE,
)
_OPENING = re.compile(
    rf"""^\s*(?:[A-Z][\w'-]+(?:\ [A-Z][\w'-]+){{0,2}}[,.]\ {_DAY}
      (?:[,.]?\ (?:/?[A-Z]{{2,12}}/?|\([A-Z][^)]{{1,40}}\)))?[.:]\s+(?=[A-Z"])
      (?:[A-Z]\w+(?:\ [A-Z]\w+){{0,2}}\ [—–-]\ )? |
    (?=[A-Z' -]{{4,25}}[.:])[A-Z]{{2}}[A-Z' -]*(?:\.-|\.|:)\s+(?=[A-Z"]))
    """,
    re.VERBOSE,
)
_LABEL = re.compile(
    r"(?P<label>Q|A|Question|Answer|(?:[A-Z][\w.'-]*)(?:\ [A-Z][\w.'-]*){0,5})\s?:\s+(?=[\"'(A-Z])"
)
_MARKER = re.compile(
    r"""\s*(?:\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)] | [•●▪◦‣*·] | \d{1,2}[.:]\d\d(?:\ ?[ap]\.?m\b\.?)?)
    \s+(?=[\"'A-Z])""",
    re.VERBOSE,
)
_END = re.compile(r"[.!?…][\"')\]]*\s*$")
_UNREADABLE = re.compile(r"\S{201,}")
"""No word but an address or what is no writing; spaCy's tokenizer needs the square of a word's length."""
_NAME_LINE = re.compile(r"^(?:[A-Z][\w.'-]*,? ?){1,5}$")


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch of text of one kind: body, headline, caption, furniture, dateline or the name of who speaks next."""

    span: Span
    kind: str


@lru_cache(maxsize=8)
def plain(text: str) -> str:
    """`text` with quotes, primes and odd spaces made plain and letters put right, as long as it was.

    >>> plain("Seoul’s “summit”")
    'Seoul\\'s "summit"'
    """
    return mended(text).translate(_PLAIN)


def zones(text: str, *, title: str | None = None) -> tuple[Zone, ...]:
    """The zones of `text` in order: one for each line, two where a dateline, a number or the speaker's name leads it.

    Lines that go on in lower case belong to the paragraph before them, blank ones to none. An
    article without any body (a single sentence, say) is all body.
    """
    lines = _paragraphs(plain(text))
    kinds = [_kind(line, number, len(lines), title) for number, (_, line) in enumerate(lines)]
    kinds = _beside_others([line for _, line in lines], kinds)
    if BODY not in kinds:
        kinds = [BODY if kind == HEADLINE else kind for kind in kinds]
    speakers = _speakers([line for _, line in lines])
    opening = next((s for (s, _), k in zip(lines, kinds, strict=True) if k == BODY), None)
    return tuple(
        zone
        for (start, line), kind in zip(lines, kinds, strict=True)
        for zone in _split(start, line, kind, speakers, opens=start == opening)
    )


def readable(text: str, parts: tuple[Zone, ...]) -> str:
    """The plain text with furniture, datelines and endless words blanked out and leads in capitals lowered, as long as `text`."""
    letters = list(plain(text))
    for zone in parts:
        if zone.kind == BODY:
            start, end = zone.span.start, zone.span.end
            letters[start:end] = lowered("".join(letters[start:end]))
        if zone.kind in (FURNITURE, DATELINE):
            letters[zone.span.start : zone.span.end] = " " * (zone.span.end - zone.span.start)
    return _UNREADABLE.sub(lambda m: " " * len(m.group()), "".join(letters))


def _paragraphs(text: str) -> list[tuple[int, str]]:
    found = [(m.start(), m.group()) for m in re.finditer(r"[^\r\n]+", text) if m.group().strip()]
    merged: list[tuple[int, int]] = []
    last = ""
    for start, line in found:
        goes_on = bool(merged) and line.lstrip()[:1].islower() and not _END.search(last)
        first = merged.pop()[0] if goes_on else start
        merged.append((first, start + len(line)))
        last = line
    return [(start, text[start:end]) for start, end in merged]


def _kind(line: str, number: int, total: int, title: str | None) -> str:
    bare = line.strip()
    if _SOURCE_LINE.search(bare) and len(bare) < 200:
        return FURNITURE
    if title and bare.lower() == plain(title).strip().lower():
        return HEADLINE
    if number > total / 2 and _BIOGRAPHY.match(bare):
        return FURNITURE
    if number <= total / 2 and _CAPTION.search(bare):
        return FURNITURE if _CREDIT.match(bare) and not _END.search(bare) else CAPTION
    if _END.search(bare) or bare.endswith((":", '"', ",")) or len(bare) > 160:
        return BODY
    if len(bare.split()) < 4 or (number > total / 2 and _NAME_LINE.match(bare)):
        return FURNITURE
    return HEADLINE if number < 4 else BODY


def _beside_others(lines: list[str], kinds: list[str]) -> list[str]:
    """`kinds` settled by those beside: a line in the present tense after a photo credit is its caption.

    Headlines after the first of the body are body.
    """
    found = list(kinds)
    for i, j in pairwise(range(len(lines))):
        credit = found[i] == FURNITURE and _CREDIT.match(lines[i].strip())
        if credit and found[j] in (BODY, CAPTION) and not _PAST.search(lines[j]):
            found[j] = CAPTION
    if HEADLINE in found and BODY in found and found.index(HEADLINE) > found.index(BODY):
        return [BODY if kind == HEADLINE else kind for kind in found]
    return found


def _speakers(lines: list[str]) -> frozenset[str]:
    """What leads the turns of an interview or a briefing, of which one speaks more than once: "Q", "He Yaqin"."""
    labels = [m.group("label") for line in lines if (m := _LABEL.match(line))]
    talked = len(labels) > len(set(labels)) > 1
    return frozenset(labels) if talked else frozenset()


def _split(
    start: int, line: str, kind: str, speakers: frozenset[str], *, opens: bool
) -> list[Zone]:
    """The zone of a line, or two where a speaker, a marker or a dateline leads it; the first of the body (`opens`) may
    end a dateline in other ways.
    """
    end = start + len(line.rstrip())
    if kind != BODY:
        return [Zone(Span(start, end), kind)]
    label, marker, dateline = (p.match(line) for p in (_LABEL, _MARKER, _DATELINE))
    if label and label.group("label") in speakers:
        return _led(start, start + label.end(), end, SPEAKER)
    if marker:
        return _led(start, start + marker.end(), end, FURNITURE)
    dateline = dateline or (_OPENING.match(line) if opens else None)
    if dateline and dateline.end() < len(line) - 20:
        return _led(start, start + dateline.end(), end, DATELINE)
    return [Zone(Span(start, end), kind)]


def _led(start: int, body: int, end: int, kind: str) -> list[Zone]:
    """The zones of a line that something else than its text leads."""
    return [Zone(Span(start, body), kind), Zone(Span(body, end), BODY)]
