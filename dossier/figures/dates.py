"""How dates, quarters and spans of time are printed: one regular expression of named parts."""

from __future__ import annotations

import re
from typing import Final

from dossier.figures.words import GAP, ONES, PERIODS, SCALE, UNITS, any_of, listed

YEAR: Final = r"(?:1[0-9]|20|21)[0-9]{2}(?![0-9])"
_CLEAR: Final = any_of("January February July August September October November December")
_UNCLEAR: Final = any_of("March April May June")
"""Months that are also names or verbs: alone they need a word before them that a date would follow."""
_SHORT: Final = any_of("Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec")
_MONTH: Final = rf"(?:{_CLEAR}|{_UNCLEAR}|{_SHORT}\.?)"
_DAY: Final = r"(?:[12][0-9]|3[01]|0?[1-9])(?:st|nd|rd|th)?(?![0-9A-Za-z%]|[.,:][0-9])"
_BEFORE_MONTH: Final = (
    "(?:"
    + "|".join(
        rf"(?<=\b{word}[ -])"
        for word in listed(
            "in of by since until till from to through and or early mid late last this next before after during for "
            "over with on at than Early Mid Late In Since By Last This Next Until"
        )
    )
    + ")"
)
_WHEN: Final = (
    r"(?:[Ee]arly|[Mm]id|[Ll]ate)(?:[ -]to[ -](?:mid|late))?(?:[ -]in)?[ -]"
    r"|(?:[Tt]he )?(?:beginning|start|middle|end|turn|dawn|close) of (?:the )?(?=[0-9A-Z])"
)
_CALENDAR: Final = (
    rf"(?:{_DAY}(?:{GAP}of)?{GAP}{_MONTH}(?:,?{GAP}{YEAR})?"
    rf"|{_MONTH}{GAP}{_DAY}(?: ?(?:[–-]|to|and) ?{_DAY})?(?:,?{GAP}{YEAR})?"
    rf"|{_MONTH}(?: ?(?:[–-]|to) ?{_MONTH})?,?(?:{GAP}of)?{GAP}{YEAR}"
    rf"|{_CLEAR}(?:{GAP}(?:to|through){GAP}(?:{_CLEAR}|{_UNCLEAR}))?\b|{_BEFORE_MONTH}{_UNCLEAR}\b"
    rf"|(?:March|April|June)(?=[’']s ))"
)
_NOT_COUNTED: Final = rf"(?![\w%]|[.,][0-9]|-(?:{PERIODS}|foot|mile|page)|[ \xa0](?:{SCALE}|{UNITS}|{PERIODS}|%)(?!\w))"
"""What follows a number of four digits says whether it is a year."""
_YEARS: Final = (
    rf"(?:{YEAR}(?:s|[ ]?[–-][ ]?{YEAR}|[–/-][0-9]{{2}}(?![0-9]))?{_NOT_COUNTED}|[’'‘][0-9]{{2}}s?(?!\w)|[1-9]0s(?!\w))"
)
_NTH: Final = r"(?:[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ff]inal|[Ll]ast)"
_OF_YEAR: Final = (
    rf"(?:(?:{GAP}(?:of|in))?(?:{GAP}(?:the{GAP})?(?:fiscal|calendar|financial))?(?:{GAP}year)?,?{GAP}{YEAR})"
)
_QUARTERS: Final = (
    rf"(?:Q[1-4](?:[ -]?(?:of )?(?:FY|fiscal |’|')?[ ]?(?:{YEAR}|[0-9]{{2}}))?(?!\w)"
    rf"|{YEAR}[ -]?Q[1-4](?!\w)|[1-4]Q[ -]?(?:FY)?’?(?:{YEAR}|[0-9]{{2}})?(?!\w)"
    rf"|H[12][ -](?:of )?{YEAR}|[12]H[ -]?(?:{YEAR}|[0-9]{{2}})(?!\w)"
    rf"|FY ?’?(?:{YEAR}|[0-9]{{2}})(?!\w)|(?:[Ff]iscal|[Ff]inancial)(?:{GAP}[Yy]ear)?{GAP}{YEAR}"
    rf"|(?:[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ff]inal)[- ]quarter\b{_OF_YEAR}?"
    rf"|(?:{_NTH}|[Ll]atter)[- ]half{_OF_YEAR}|[Ll]ast{GAP}quarter{_OF_YEAR})"
)
_MANY: Final = rf"(?:[0-9]{{1,4}}|(?i:{ONES})|several|few|couple{GAP}of)"
_SPANS: Final = (
    rf"(?:[Tt]he{GAP})?(?:[Ff]irst|[Ss]econd|[Ll]ast|[Ff]inal|[Nn]ext|[Pp]ast|[Pp]revious|[Cc]oming|[Ff]ollowing)"
    rf"(?:{GAP}{_MANY}(?:[ -](?:to|or)[ -]{_MANY})?(?:-|{GAP}){PERIODS}\b(?:{GAP}of{GAP}(?:{_CALENDAR}|{_YEARS}))?"
    rf"|{GAP}(?:days|weeks|months|week|month|day){GAP}of{GAP}(?:{_CALENDAR}|{_YEARS}))"
)
_CLOCK: Final = (
    r"(?:[0-9]{1,2}(?::[0-9]{2})?[ \xa0]?(?:[ap]\.m\.|[ap]m\b|[AP]M\b)|[0-2]?[0-9]:[0-5][0-9](?![0-9:])"
    r"|[0-2][0-9][0-5][0-9](?= (?:GMT|UTC)))"
    r"(?:[ \xa0](?:GMT|UTC|ET|EST|EDT|PT|PST|PDT|CET|BST)\b)?"
)
_NUMERIC: Final = (
    r"(?:[12][0-9]{3}-[01]?[0-9](?:-[0-3]?[0-9])?(?![0-9A-Za-z-])"
    r"|[0-3]?[0-9](?P<sep>[/.])[0-3]?[0-9](?P=sep)(?:[12][0-9])?[0-9]{2}(?![0-9]))"
)
_CENTURY: Final = r"[1-9][0-9]?(?:st|nd|rd|th)[- ]century"

DATE: Final = (
    rf"(?:{_NUMERIC}|{_CLOCK}|{_SPANS}|(?:{_WHEN})?(?:{_CENTURY}|{_QUARTERS}|{_CALENDAR}|{_YEARS}))(?![A-Za-z0-9])"
)
"""A date, a quarter, a span of time or a time of day."""
YEAR_ALONE: Final = re.compile(rf"{YEAR}{_NOT_COUNTED}")
