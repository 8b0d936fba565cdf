"""Fenced blocks of a document, and what the comment above one has done with it in a copy of the project.

<!-- new: PATH -->             the block is a file
<!-- append: PATH -->          it stands at the end of one
<!-- below "LINE" in PATH -->  it stands below a line of one
<!-- prints -->                what the commands before it print holds each of its lines
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_BLOCK = re.compile(
    r"^(?:<!-- (?P<note>.+?) -->\n)?```(?P<language>\w*)\n(?P<text>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
_BELOW = re.compile(r'below "(?P<line>.+)" in (?P<path>\S+)')


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block: the line where it begins, its language, its text, and the comment above it."""

    line: int
    language: str
    text: str
    note: str

    def applied(self, root: Path) -> None:
        """Does in `root` what the comment says; nothing without one."""
        if below := _BELOW.fullmatch(self.note):
            path = root / below["path"]
            before, mark, after = path.read_text(encoding="utf-8").partition(f"\n{below['line']}\n")
            assert mark, f"{below['path']} has no line {below['line']!r}"
            path.write_text(before + mark + self.text + after, encoding="utf-8")
            return
        how, _, name = self.note.partition(": ")
        path = root / name
        if how == "new":
            assert not path.exists(), f"{name} is there already"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(self.text, encoding="utf-8")
        elif how == "append":
            with path.open("a", encoding="utf-8") as file:
                file.write(f"\n{self.text}")


def blocks(document: Path) -> Iterator[Block]:
    """The fenced blocks of a document, in order."""
    text = document.read_text(encoding="utf-8")
    for found in _BLOCK.finditer(text):
        line = text.count("\n", 0, found.start("language")) + 1
        yield Block(line, found["language"], found["text"], found["note"] or "")


def commands(block: Block) -> list[str]:
    """The commands of a block of shell, without their comments."""
    return [line for line in block.text.splitlines() if line and not line.startswith("#")]
