"""The one style sheet: what is read has enough contrast on light and on dark ground (WCAG 2.2, 1.4.3)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import comity.serve

FOLDER = Path(comity.serve.__file__).parent
CSS = (FOLDER / "static" / "style.css").read_text(encoding="utf-8")
ROOTS = re.findall(r":root\{(--[^}]*)\}", CSS)
PAIRS = [
    *(
        (text, ground)
        for text in ("ink", "soft", "link")
        for ground in ("ground", "paper", "hover")
    ),
    ("good", "good-bg"),
    ("open", "open-bg"),
    ("denied", "denied-bg"),
    ("ink", "event"),
    ("ink", "actor"),
    ("ink", "open-bg"),
    ("soft", "hover"),
    ("paper", "link"),
]


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    digits = colour.lstrip("#")
    digits = "".join(d * 2 for d in digits) if len(digits) == 3 else digits
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_contrast(scheme: int, text: str, ground: str) -> None:
    colours = dict(re.findall(r"--([\w-]+):(#[0-9a-f]+)", ROOTS[scheme]))
    light, dark = sorted((luminance(colours[text]), luminance(colours[ground])), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_what_is_served_is_served_with_its_licence() -> None:
    text = (FOLDER / "static" / "yasgui.LICENSE.txt").read_text(encoding="utf-8")
    assert "The MIT License" in text
    assert re.search(r"yasgui \d+\.\d+\.\d+,", text)


@pytest.mark.parametrize("path", sorted((FOLDER / "pages").glob("*.html")), ids=lambda p: p.name)
def test_no_template_switches_escaping_off(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(
        r"\|\s*safe|autoescape|<style|\sstyle=|\son\w+=|<script>|https?://(?!w3id\.org)", text
    )
