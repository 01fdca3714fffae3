"""The picture that a link to the site shows where it is shared: title, both counts with their dates, the marks.

Drawn by Pillow (extra `card`), in the colours of the stylesheet, at twice the size and scaled down so that edges are
smooth. Pure: a dossier and a stylesheet in, the bytes of a PNG out.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from dossier.dates import day_in_words
from dossier.model import STATUSES, Status
from dossier.standing import Standings
from dossier.words import label, sentence

if TYPE_CHECKING:
    from PIL import ImageDraw, ImageFont

WIDTH, HEIGHT = 1200, 630  # the size that Open Graph's readers ask for
_SCALE = 2
_MARGIN = 72
_TOKEN: Final = re.compile(r"--([a-z-]+):\s*(#[0-9a-fA-F]{6}|#[0-9a-fA-F]{3})\b")
_PLAIN: Final = {
    "paper": "#ffffff", "ink": "#000000", "muted": "#444444", "sign": "#ffffff",
    "confirmed": "#000000", "disputed": "#000000", "unverified": "#000000",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Card:
    """The picture, and the words that stand for it."""

    data: bytes
    """A PNG of 1200 by 630 pixels."""
    alt: str


def alt_text(standings: Standings) -> str:
    """What the card says, in words."""
    dossier = standings.dossier
    counts = [({status: len(dossier.by_status[status]) for status in STATUSES}, _day(standings))]
    if standings.publication and dossier.published:
        counts.insert(0, (standings.counts_at_publication, f"when the article came out, {dossier.published.words}"))
    said = "; ".join(
        f"{when}: " + ", ".join(f"{found[status]:,} {label(status, 'status')}" for status in STATUSES)
        for found, when in counts
    )
    return f"{dossier.title}. {sentence(said)}."


def _day(standings: Standings) -> str:
    dossier = standings.dossier
    return f"now, {day_in_words(dossier.date)}" if dossier.date else "now"


def draw_card(standings: Standings, stylesheet: str) -> Card:
    """Draw the card in the light colours that the stylesheet names first; ImportError where Pillow is missing."""
    from PIL import Image, ImageDraw

    colours = tokens(stylesheet)
    image = Image.new("RGB", (WIDTH * _SCALE, HEIGHT * _SCALE), colours["paper"])
    pen = _Pen(ImageDraw.Draw(image), colours)
    dossier = standings.dossier
    top = 70
    for line in _wrapped(dossier.title, 34, 3):
        pen.text(_MARGIN, top, line, 58, "ink")
        top += 72
    column = (WIDTH - 2 * _MARGIN) // 3
    for number, status in enumerate(STATUSES):
        _column(pen, _MARGIN + number * column, status, standings)
    pen.text(_MARGIN, HEIGHT - 62, _foot(standings), 24, "muted")
    small = image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
    stream = io.BytesIO()
    small.save(stream, "PNG", optimize=True)
    return Card(stream.getvalue(), alt_text(standings))


def tokens(stylesheet: str) -> Mapping[str, str]:
    """The colours that a stylesheet names, each as it is named first; plain ones for what it does not name."""
    found = dict(_PLAIN)
    named: set[str] = set()
    for name, colour in _TOKEN.findall(stylesheet):
        if name not in named:
            found[name] = colour
        named.add(name)
    return found


@dataclass(frozen=True, slots=True)
class _Pen:
    """Draws in the card's own units."""

    draw: ImageDraw.ImageDraw
    colours: Mapping[str, str]

    def text(self, x: float, y: float, text: str, size: float, colour: str) -> None:
        self.draw.text((x * _SCALE, y * _SCALE), text, fill=self.colours[colour], font=_font(size))

    def shape(self, points: list[tuple[float, float]], colour: str) -> None:
        self.draw.polygon([(x * _SCALE, y * _SCALE) for x, y in points], fill=self.colours[colour])

    def stroke(self, points: list[tuple[float, float]], width: float, colour: str) -> None:
        scaled = [(x * _SCALE, y * _SCALE) for x, y in points]
        self.draw.line(scaled, fill=self.colours[colour], width=int(width * _SCALE), joint="curve")

    def circle(self, x: float, y: float, radius: float, colour: str) -> None:
        box = [(x - radius) * _SCALE, (y - radius) * _SCALE, (x + radius) * _SCALE, (y + radius) * _SCALE]
        self.draw.ellipse(box, fill=self.colours[colour])


def _font(size: float) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    from PIL import ImageFont

    return ImageFont.load_default(size * _SCALE)


def _column(pen: _Pen, x: float, status: Status, standings: Standings) -> None:
    """One status: its mark and word, then both counts with their dates."""
    dossier, y = standings.dossier, 316
    pen.stroke([(x, y - 16), (x + 328, y - 16)], 4, status)
    _mark(pen, x + 20, y + 26, status)
    pen.text(x + 54, y + 6, sentence(label(status, "status")), 34, status)
    counts = [(len(dossier.by_status[status]), ("now", day_in_words(dossier.date) if dossier.date else ""))]
    if standings.publication and dossier.published:
        counts.insert(0, (standings.counts_at_publication[status], ("when it came out", dossier.published.words)))
    for number, (count, when) in enumerate(counts):
        left = x + number * 162
        digits = f"{count:,}"
        pen.text(left, y + 62 + 4 * max(0, len(digits) - 3), digits, 72 if len(digits) <= 3 else 48, status)
        for line, words in enumerate(when):
            pen.text(left, y + 150 + line * 25, words, 19, "muted")


def _mark(pen: _Pen, x: float, y: float, status: Status) -> None:
    """The status's own shape, as on the pages."""
    if status == "confirmed":
        pen.circle(x, y, 19, status)
        pen.stroke([(x - 9, y + 1), (x - 3, y + 7), (x + 9, y - 7)], 4, "sign")
    elif status == "disputed":
        pen.shape([(x, y - 21), (x + 21, y), (x, y + 21), (x - 21, y)], status)
        pen.stroke([(x - 9, y - 4), (x + 9, y - 4)], 4, "sign")
        pen.stroke([(x - 9, y + 4), (x + 9, y + 4)], 4, "sign")
        pen.stroke([(x + 5, y - 11), (x - 5, y + 11)], 4, "sign")
    else:
        pen.stroke(
            [(x - 17, y - 17), (x + 17, y - 17), (x + 17, y + 17), (x - 17, y + 17), (x - 17, y - 19)], 4, status
        )
        pen.text(x - 9, y - 17, "?", 30, status)


def _wrapped(text: str, width: int, most: int) -> Iterator[str]:
    """The lines of a text, of at most so many characters, the last one cut where there are too many."""
    lines: list[str] = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if len(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word[:width])
    kept = [line for line in lines if line]
    yield from kept[: most - 1]
    if len(kept) >= most:
        yield kept[most - 1] + ("…" if len(kept) > most else "")


def _foot(standings: Standings) -> str:
    dossier = standings.dossier
    parts = [f"{len(dossier.claims):,} claims, {len(dossier.sources):,} sources"]
    if dossier.settings.desk.name:
        parts.append(f"{dossier.settings.desk.name}, {label(dossier.settings.desk.hand, 'hand')}")
    return "    ".join(parts)
