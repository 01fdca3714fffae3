"""The grammar of printed figures: compiled regular expressions, each of named parts.

All take time in proportion to the text: digits are matched possessively, all else is bounded in words, and what begins
a figure can only begin at the edge of a word. What stands before a figure is looked for in a window of `WINDOW`.
"""

from __future__ import annotations

import re
from typing import Final

from dossier.figures.dates import DATE
from dossier.figures.words import (
    AFTER,
    COINS,
    CURRENCY,
    DIGITS,
    EACH,
    FRACTION,
    GAP,
    HEDGES,
    MODIFIERS,
    MOVES,
    PERCENT,
    PERIODS,
    ROUND,
    SCALE,
    SINGULAR,
    SPELLED,
    STOPS,
    SYMBOLS,
    TIMES,
    UNITS,
)

WINDOW: Final = 32
"""Characters before a figure in which a hedge or a name is looked for."""
_EDGE: Final = r"(?<![A-Za-z0-9_])"
_SIGN: Final = r"(?:(?<![\w)-])[-−+](?=[0-9$€£.]))?"
_WRITTEN: Final = (
    rf"(?:{DIGITS}(?:(?:{GAP}[x×]{GAP}|[x×](?=[0-9])){DIGITS}){{0,2}}|(?<![\w.])\.[0-9]++)"
    rf"(?:{SYMBOLS}(?![A-Za-z0-9])|(?=(?:x|bps|pp|fold)(?![A-Za-z0-9]))|(?![A-Za-z_]|-[A-Z0-9]{{0,8}}[A-Z]|/[0-9]))"
)
_VALUE: Final = (
    rf"{_SIGN}(?P<currency>{CURRENCY}[ \xa0]?)?{_SIGN}"
    rf"(?P<number>{_WRITTEN}|(?i:{ROUND}|{FRACTION}|{SPELLED}))"
    rf"(?P<scale>(?:-|{GAP})(?i:{SCALE}|bn|mn|tn)s?\b(?:{GAP}(?i:{SCALE})\b)?)?"
    rf"(?P<percent>(?:-|{GAP})?(?:{PERCENT})(?![A-Za-z0-9]))?"
)
_UNNAMED: Final = re.sub(r"\?P<(?:currency|number|scale|percent)>", "?:", _VALUE)
_WORD: Final = rf"(?!{STOPS}(?![\w-]))[a-z][a-z-]{{1,20}}"
_PLURAL: Final = rf"(?:(?!{STOPS}\b)(?:[a-z]{{1,20}}-){{0,2}}[a-z]{{1,20}}(?<![sui])s(?![\w-])|[A-Z]{{2,6}}s(?!\w))"
_NOUN: Final = (
    rf"{GAP}(?:{MODIFIERS}{GAP})?(?:(?P<strong>(?:{UNITS}|{PERIODS}s?|{SINGULAR})(?:[ -]old)?(?![\w-]))"
    rf"|(?:{_WORD}{GAP})?(?:{_PLURAL}|people\b))"
)
_RATE: Final = (
    rf"(?:[ ]?/[ ]?(?:10{{0,3}}[ ]?)?(?:[KM][ ]?)?[A-Za-z]{{1,12}}\b(?:[ ](?:input|output)?[ ]?tokens?\b)?"
    rf"|{GAP}(?:per|for{GAP}every){GAP}(?:[0-9][0-9.,]{{0,10}}\b[ -])?(?:(?:{SCALE}|[KM])(?:-|{GAP}))?"
    rf"(?:{MODIFIERS}{GAP})?(?!{STOPS}\b)[A-Za-z]{{1,20}}(?:-[a-z]{{1,20}})?\b"
    rf"|{GAP}(?:an?|each|every){GAP}{EACH}\b(?!-)|{GAP}(?:apiece|annually|annualized)\b)"
)

VALUE: Final = re.compile(_VALUE)
"""One number with its currency, scale and percent sign."""
JOIN: Final = re.compile(rf"(?:[–-]|{GAP}[–-]{GAP}|(?:-|{GAP})(?P<word>to|or|and|in|out{GAP}of){GAP})")
"""Between the two values of a range, or of `nine out of ten`."""
TAIL: Final = re.compile(
    rf"(?P<percent>(?:-|{GAP})?(?:{PERCENT})(?![A-Za-z0-9])\+?)"
    rf"|(?P<multiple>[x×](?![A-Za-z0-9])\+?|(?:-|{GAP})?(?:fold|[x×])(?![A-Za-z0-9])|(?:-|{GAP})times\b"
    rf"|{GAP}orders?{GAP}of{GAP}magnitude\b)"
    rf"|(?P<coins>(?:-|{GAP}){COINS})"
    rf"|(?P<sign>[ \xa0]?°[ ]?[CF]?\b|[ \xa0](?:{SYMBOLS})(?<=[A-Zkmgh][A-Za-z])(?![A-Za-z0-9’']))"
    rf"|(?P<compound>(?:-(?!to\b|and\b|or\b|way\b|sided\b|off\b|on\b|by\b|and\b|plus\b|faced\b)[a-z]{{2,20}}){{1,3}})"
    rf"|(?P<noun>{_NOUN})"
)
"""What follows the number or the range: it says of what kind the figure is."""
RATE: Final = re.compile(_RATE)
BEHIND: Final = re.compile(AFTER)
HEDGE: Final = re.compile(rf"(?:(?i:{HEDGES})(?:{GAP}|-)|[~≈><≥≤±][ ]?)$")
MOVE: Final = re.compile(
    rf"(?<!range )(?<!ranges )(?<!ranged )(?<!ranging )(?<!anywhere )\b(?i:{MOVES})(?:{GAP}by)?{GAP}"
    rf"(?:(?i:{HEDGES}){GAP}|[~≈])?$"
)
BETWEEN: Final = re.compile(rf"\b[Bb]etween{GAP}(?:{HEDGES}{GAP})?$")
NAMED: Final = re.compile(r"(?<![\w’'])((?:[A-Z]|[a-z]{1,3}[A-Z])[\w&’'-]{0,30}\.?)[ \xa0]$")
"""A capitalised word right before a number."""

_LINK: Final = r"(?:https?://|www\.)[^\s<>()\[\]\"]{1,2000}|\b[\w.]{1,64}@[\w.]{1,64}"
_MARK: Final = r"\[[0-9]{1,3}\]"
_ITEM: Final = r"(?m:^)[ \t]{0,8}[0-9]{1,3}[.)](?=[ \t])"
_NAME: Final = (
    r"(?:(?:[A-Za-z]{1,20}+|[A-Z][A-Za-z]{0,19}+-)(?<!Mid-)(?<!Pre-)(?<!Post-)(?<!Sub-)(?<!Top-)(?<!Under-)(?<!Over-)"
    r"[0-9]++(?:[.-]?[A-Za-z0-9]++)*+"
    r"|[0-9]++(?:\.[0-9]++)?(?:-[A-Z]|[A-Za-z])[A-Za-z0-9]*+(?:-[A-Za-z0-9]++)*+"
    r"|[0-9]++(?:-[0-9]++){2,}+|[0-9]++(?:\.[0-9]++){2,}+(?![0-9,])|[0-9]++/[0-9]++(?:/[0-9]++)*+|[0-9]{4,6}\.[A-Z]{2}\b)"
)
TOKEN: Final = re.compile(
    rf"(?P<link>{_LINK})|(?P<mark>{_MARK})|(?P<item>{_ITEM})"
    rf"|{_EDGE}(?P<date>{DATE})"
    rf"|(?P<rank>\b(?:No\.|Nos\.|№)[ \xa0]?[0-9]++|(?<!\w)#[0-9]++\b)"
    rf"|{_EDGE}(?P<times>(?i:{TIMES}))"
    rf"|{_EDGE}(?P<value>{_UNNAMED})"
    rf"|{_EDGE}(?P<name>{_NAME})"
)
"""Whatever may be a figure, and what only looks like one."""
REST: Final = re.compile(r"(?:[-–/.][A-Za-z0-9]++)*+")
"""What belongs to a name behind its number: `737-800`."""
