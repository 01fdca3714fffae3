"""How the article aged: how many claims stood how on each day since it came out."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from dossier.dates import day_in_words
from dossier.model import STATUSES, Event, Status
from dossier.plots.time import TimeAxis
from dossier.standing import Standings

WIDTH: Final = 720
HEIGHT: Final = 220
_LEFT, _RIGHT = 56, 650
_BAND = 20
"""Width of the band at the right end: the last day, on which pages without a date count."""
_LANE = 20
_CHARACTER = 6.6
"""Width of a character at the size of the labels, on average and rather too wide."""
_LONGEST = 62


@dataclass(frozen=True, slots=True)
class Moment:
    """One day of the article's ageing, with how many claims stood how from then on."""

    day: datetime.date
    counts: Mapping[Status, int]

    @property
    def words(self) -> str:
        """The day as a page prints it."""
        return day_in_words(self.day)


@dataclass(frozen=True, slots=True)
class Area:
    """What one status covers: a staircase over time, and a step at the right end for the last day."""

    status: Status
    points: str
    """As an SVG polygon takes them."""
    band: str
    """The step at the right end, likewise."""
    before: int
    after: int
    """Its count at the left and at the right end."""
    y_before: float
    y_after: float
    room: float | None
    """Height at which its word has room within the area, near the right end; None where it has not."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A day that matters, with what happened on it."""

    x: float
    day: datetime.date
    text: str
    """All that happened on that day, cut where it is too long for the plot."""
    y: float
    """Height of its label, above the areas."""
    anchor: str
    """`start` or `end`: on which side of its line the label stands."""

    @property
    def words(self) -> str:
        """The day as a page prints it."""
        return day_in_words(self.day)


@dataclass(frozen=True, slots=True)
class AgePlot:
    """Counts by standing over time, with the days that matter."""

    moments: tuple[Moment, ...]
    """Each day on which a count changed; the first and the last day in any case."""
    areas: tuple[Area, ...]
    marked: tuple[Marked, ...]
    events: tuple[Event, ...]
    """Every event, those outside the plot's days too, for its table."""
    ticks: tuple[tuple[float, str], ...]
    band: tuple[float, float]
    """Where the band of the last day begins and ends."""
    head: int
    """How much room the labels of the events take above the areas."""
    height: int = HEIGHT


def age_plot(standings: Standings) -> AgePlot | None:
    """The counts by standing from the day the article came out until the dossier's date; None where that is no span.

    A page without a date counts from the day it was read, mostly the last day of all; that day has a band of its own.
    """
    start, end, dossier = standings.publication, standings.today, standings.dossier
    if start is None or not dossier.claims or end <= start:
        return None
    axis = TimeAxis(start, end, _LEFT, _RIGHT)
    moments = tuple(_moments(standings, start, end))
    events = tuple(sorted(dossier.settings.events, key=lambda event: (event.date, event.text)))
    marked = tuple(_marked([event for event in events if start <= event.date <= end], axis))
    head = int(-min((each.y for each in marked), default=0)) + _LANE
    areas = tuple(_areas(moments, axis, len(dossier.claims)))
    return AgePlot(moments, areas, marked, events, axis.ticks(), (_RIGHT, _RIGHT + _BAND), head)


def _moments(standings: Standings, start: datetime.date, end: datetime.date) -> Iterable[Moment]:
    """Count once, then only what changes: a claim is looked at on the days of its own evidence and on no other."""
    counts: dict[Status, int] = dict.fromkeys(STATUSES, 0)
    turns: dict[datetime.date, list[tuple[Status, Status]]] = {}
    for claim in standings.dossier.claims.values():
        last = standings.stood(claim, start)
        counts[last] += 1
        for day in standings.cases[claim.id].days:
            if start < day <= end and (status := standings.stood(claim, day)) != last:
                turns.setdefault(day, []).append((last, status))
                last = status
    yield Moment(start, dict(counts))
    for day in sorted({*turns, end}):
        before = dict(counts)
        for last, status in turns.get(day, ()):
            counts[last] -= 1
            counts[status] += 1
        if counts != before or day == end:
            yield Moment(day, dict(counts))


def _areas(moments: Sequence[Moment], axis: TimeAxis, total: int) -> Iterable[Area]:
    """Stack the counts as steps, confirmed at the bottom, disputed on it, unverified on top."""
    places = [axis.at(moment.day) for moment in moments]
    below = [0] * len(moments)
    for status in STATUSES:
        above = [low + moment.counts[status] for low, moment in zip(below, moments, strict=True)]
        tops, floors = [[_height(level, total) for level in levels] for levels in (above, below)]
        upper, lower = _steps(places, tops), _steps(places, floors)
        left, right = axis.right, axis.right + _BAND
        band = [(left, tops[-1]), (right, tops[-1]), (right, floors[-1]), (left, floors[-1])]
        yield Area(
            status,
            _points([*upper, *reversed(lower)]),
            _points(band),
            moments[0].counts[status],
            moments[-1].counts[status],
            round((tops[0] + floors[0]) / 2, 1),
            round((tops[-1] + floors[-1]) / 2, 1),
            _room(tops, floors),
        )
        below = above


def _room(tops: Sequence[float], floors: Sequence[float]) -> float | None:
    """The middle of the area just before the last day, where it is high enough for a word."""
    top, floor = tops[-2], floors[-2]
    return round((top + floor) / 2, 1) if floor - top >= _LANE else None


def _height(level: int, total: int) -> float:
    return round(HEIGHT - level / total * HEIGHT, 1)


def _steps(places: Sequence[float], heights: Sequence[float]) -> list[tuple[float, float]]:
    """The corners of a staircase that keeps each level until the next moment; the last moment is the band's."""
    corners = [(places[0], heights[0])]
    for number in range(1, len(places)):
        corners.append((places[number], heights[number - 1]))
        if number < len(places) - 1:
            corners.append((places[number], heights[number]))
    return corners


def _points(corners: Iterable[tuple[float, float]]) -> str:
    return " ".join(f"{x:g},{y:g}" for x, y in corners)


@dataclass(frozen=True, slots=True)
class _Label:
    """A label before it has a place: its line stands at `x`, its text reaches from `left` to `right`."""

    x: float
    left: float
    right: float
    day: datetime.date
    text: str

    @property
    def rightwards(self) -> bool:
        return self.left == self.x


def _marked(events: Sequence[Event], axis: TimeAxis) -> Iterable[Marked]:
    """One label a day, each in the lowest lane in which it meets neither another label nor the line of one.

    Labels that reach to the right are placed from the right, so that a later day's line runs below an earlier text.
    """
    days: dict[datetime.date, list[str]] = {}
    for event in events:
        days.setdefault(event.date, []).append(event.text)
    labels = [_label(day, "; ".join(texts), axis) for day, texts in days.items()]
    placed: dict[_Label, int] = {}
    rightwards = [each for each in labels if each.rightwards]
    for label in [*reversed(rightwards), *(each for each in labels if not each.rightwards)]:
        # Where no lane is free of lines, one above all others is at least free of text.
        above = max(placed.values(), default=-1) + 1
        placed[label] = next((lane for lane in range(above) if _free(label, lane, placed)), above)
    for label in labels:
        anchor = "start" if label.rightwards else "end"
        yield Marked(label.x, label.day, label.text, -8.0 - placed[label] * _LANE, anchor)


def _label(day: datetime.date, words: str, axis: TimeAxis) -> _Label:
    """Lay a label out to the side on which there is more room, and cut it where even that is too little."""
    x = axis.at(day)
    room = max(x, WIDTH - x)
    most = min(_LONGEST, int(room / _CHARACTER) - len(day_in_words(day)) - 2)
    text = words if len(words) <= most else words[: most - 1].rstrip() + "…"
    width = (len(text) + len(day_in_words(day)) + 2) * _CHARACTER
    left, right = (x, x + width) if x + width <= WIDTH else (x - width, x)
    return _Label(x, left, right, day, text)


def _free(label: _Label, lane: int, placed: Mapping[_Label, int]) -> bool:
    """Whether no text in the lane overlaps, no higher label has its line there, its own line meets none."""
    return not any(
        (other_lane == lane and label.left < other.right + _CHARACTER and other.left < label.right + _CHARACTER)
        or (other_lane > lane and label.left <= other.x <= label.right)
        or (other_lane < lane and other.left <= label.x <= other.right)
        for other, other_lane in placed.items()
    )
