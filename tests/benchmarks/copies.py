"""How well near copies are told from other articles: precision and recall of `assemble/copies.py` on edited copies.

    python tests/benchmarks/copies.py [FOLDER ...]

Copies are made of every article of the folders (by default the seeds and tests/articles/dev) as desks make them: another
headline, agency and dateline, a sentence added, the last paragraphs cut, words changed here and there. Pairs that are no
copies: all pairs of different articles, and every article with the quotations of another set into it.
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "graph"))

from comity.articles import read  # noqa: E402
from comity.assemble.copies import near_copies, signed  # noqa: E402
from comity.model import Article, Extraction, Signature, to_article  # noqa: E402
from comity.signatures import containment, resemblance, sign  # noqa: E402

QUOTED = re.compile(r"""(?:“|(?<!\S)")(?=\S)([^“”"\n]{20,})[”"]""")
ADDED = (
    "The talks come at a delicate moment for both capitals, and officials on either side were careful not to raise "
    "expectations ahead of them. More details are expected later in the day."
)
OTHERS = "new late several former joint senior major long early recent fresh broad".split()


def paragraphs(text: str) -> list[str]:
    return [p for p in re.split(r"\n+", text) if p.strip()]


def headline(text: str, _: random.Random) -> str:
    """Another headline; before the text where that begins with its lead."""
    first, *rest = paragraphs(text)
    kept = [first, *rest] if first.rstrip().endswith((".", "”", '"')) else rest
    return "\n\n".join(["Envoys keep the door open as pressure mounts on both sides", *kept])


def added(text: str, mixer: random.Random) -> str:
    parts = paragraphs(text)
    parts.insert(mixer.randint(1, len(parts)), ADDED)
    return "\n\n".join(parts)


def agency(text: str, _: random.Random) -> str:
    return f"Staff and agencies (AFP)\n\n{text}\n\n© 2023 Agence France-Presse. All rights reserved. Reporting by bureaus."


def cut(keep: float) -> Callable[[str, random.Random], str]:
    """The first paragraphs, with `keep` of the words."""

    def cutter(text: str, _: random.Random) -> str:
        wanted, kept = keep * len(text.split()), list[str]()
        for part in paragraphs(text):
            if kept and len(" ".join(kept).split()) >= wanted:
                break
            kept.append(part)
        words = "\n\n".join(kept)
        return (
            words if len(words.split()) <= 1.3 * wanted else " ".join(text.split()[: int(wanted)])
        )

    return cutter


def edited(every: int) -> Callable[[str, random.Random], str]:
    """One word in `every` replaced by another, at random places."""

    def editor(text: str, mixer: random.Random) -> str:
        return re.sub(
            r"\w+", lambda m: mixer.choice(OTHERS) if mixer.random() < 1 / every else m[0], text
        )

    return editor


def desk(text: str, mixer: random.Random) -> str:
    """Another headline and agency, a sentence added, the last third cut, one word in 25 changed."""
    for step in (headline, cut(0.67), edited(25), added, agency):
        text = step(text, mixer)
    return text


EDITS: dict[str, Callable[[str, random.Random], str]] = {
    "headline changed": headline,
    "sentence added": added,
    "agency swapped": agency,
    "first 70 %": cut(0.7),
    "first 50 %": cut(0.5),
    "first 30 %": cut(0.3),
    "1 word in 20 changed": edited(20),
    "1 word in 12 changed": edited(12),
    "all of a desk's edits": desk,
}


def with_quotations(text: str, other: Article) -> str | None:
    """`text` with all quotations of `other` in it, for its own; None where there are none."""
    quotes = QUOTED.findall(other.text)
    if not quotes:
        return None
    plain = QUOTED.sub("it", text)
    return plain + "".join(f"\n\n“{quote}”" for quote in quotes)


def is_copy(one: Article, other: Article) -> bool:
    """Whether one is the other with an ending that says so: `03d_flag_meeting_copy.txt`, `03c_flag_meeting.txt`."""
    titles = sorted(a.name.partition("_")[2].removesuffix(".txt") for a in (one, other))
    return bool(titles[0]) and titles[1] == f"{titles[0]}_copy"


def copies(articles: list[Article]) -> Iterator[tuple[str, Signature, Signature]]:
    for one, other in combinations(articles, 2):
        if is_copy(one, other):
            yield "copies as printed", sign(one.text), sign(other.text)
    for name, edit in EDITS.items():
        for article in articles:
            mixer = random.Random(article.name + name)
            yield name, sign(article.text), sign(edit(article.text, mixer))


def others(articles: list[Article]) -> Iterator[tuple[str, Signature, Signature]]:
    signed = [(article, sign(article.text)) for article in articles]
    for (one, a), (other, b) in combinations(signed, 2):
        if not is_copy(one, other):
            yield "different articles", a, b
    for n, article in enumerate(articles):
        made = with_quotations(articles[(n + 5) % len(articles)].text, article)
        if made:
            yield "only its quotations", sign(article.text), sign(made)


def main() -> None:
    folders = [Path(name) for name in sys.argv[1:]] or [ROOT / "seeds", ROOT / "tests/articles/dev"]
    articles = [a for folder in folders for a in read(folder) if isinstance(a, Article)]
    found: dict[tuple[str, bool], list[tuple[float, float, bool]]] = {}
    for wanted, pairs in ((True, copies(articles)), (False, others(articles))):
        for name, a, b in pairs:
            row = (resemblance(a, b), containment(a, b), grouped(a, b))
            found.setdefault((name, wanted), []).append(row)
    for (name, wanted), rows in found.items():
        r, c = sorted(x[0] for x in rows), sorted(x[1] for x in rows)
        edge = 0 if wanted else -1
        right = sum(x[2] is wanted for x in rows)
        print(f"{name:24} {right:4} of {len(rows):4} right; {'least' if wanted else 'most'} alike:"
              f" resemblance {r[edge]:.2f}, containment {c[edge]:.2f}")  # fmt: skip
    hits = sum(x[2] for (_, wanted), rows in found.items() if wanted for x in rows)
    all_ = sum(len(rows) for (_, wanted), rows in found.items() if wanted)
    false = sum(x[2] for (_, wanted), rows in found.items() if not wanted for x in rows)
    print(f"precision {hits / (hits + false):.3f}, recall {hits / all_:.3f}")


def grouped(a: Signature, b: Signature) -> bool:
    """Whether the two are copies by the rule and found by the index too."""
    told = [
        Extraction(to_article("", name=name).citation, (), (), (), (), (), (), signature)
        for name, signature in (("a", a), ("b", b))
    ]
    return bool(near_copies(map(signed, told)))


if __name__ == "__main__":
    main()
