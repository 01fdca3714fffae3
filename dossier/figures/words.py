"""The vocabulary of printed figures in English: which words count, scale, hedge, measure, and which never do.

Every part is the text of a regular expression that matches a bounded number of words, so that whatever is composed of
them takes time in proportion to the text (see `grammar`).
"""

from __future__ import annotations

from typing import Final


def listed(words: str) -> tuple[str, ...]:
    """The words of a list that is written as one text."""
    return tuple(words.split())


def any_of(words: str) -> str:
    """The alternatives of a list of words separated by spaces; `_` stands for a blank or hyphen within one."""
    ordered = sorted(listed(words), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(word.replace("_", "[ -]") for word in ordered) + ")"


GAP: Final = r"(?:[ \t\xa0\u2009\u202f]{1,3}|[ \t]?\n)"
"""Between two words of one figure: blanks, or the end of one line; never an empty line."""

ONES: Final = any_of(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
TENS: Final = any_of("twenty thirty forty fifty sixty seventy eighty ninety")
SCALE: Final = any_of("hundred thousand million billion trillion quadrillion dozen lakh crore")
SPELLED: Final = (
    rf"(?:(?:{TENS}(?:-{ONES})?|{ONES})\b(?:(?:-|{GAP})(?:and{GAP})?(?:{ONES}|{TENS}|{SCALE})\b){{0,8}}"
    rf"(?:{GAP}and{GAP}a{GAP}half\b)?"
    rf"|(?:half{GAP}an?|an?{GAP}few|a{GAP}couple{GAP}of|several|few|an?{GAP}half|an?)(?:-|{GAP}){SCALE}\b"
    rf"(?:{GAP}(?:and{GAP})?(?:{SCALE}|{TENS}|{ONES})\b){{0,3}})"
)
"""`one`, `thirty-seven`, `one trillion`, `two and a half`, `a dozen`, `half a million`, `several hundred thousand`."""
ROUND: Final = (
    rf"(?:tens|dozens|scores|hundreds|thousands|millions|billions|trillions)"
    rf"(?:{GAP}of{GAP}(?:thousands|millions|billions|trillions))?\b"
)
"""`hundreds of thousands`."""
FRACTION: Final = (
    rf"(?:(?:one|two|three|four|five|seven|nine)-(?:half|third|quarter|fourth|fifth|sixth|eighth|tenth)s?\b"
    rf"|(?:one|two|three|four|an?){GAP}(?:third|quarter|fifth|tenth|eighth)s?(?={GAP}of\b)"
    rf"|[1-3]/[2-9](?![0-9/])|(?:half|quarter)(?=-(?:(?:percentage-)?point|pound|mile|inch|hour|dozen|million|billion)\b)"
    rf"|(?<!first )(?<!second )(?<!latter )(?<!other )(?<!last )half"
    rf"(?={GAP}(?:of|the|its|their|his|her|our|that|as|an?(?!{GAP}{SCALE}\b)|will|would|are|were|have|had|said)\b|[,.;:)]))"
)
"""`two-thirds`, `a quarter of`, `half the`."""
TIMES: Final = (
    rf"(?:twice|thrice|(?:two|three|four|five|six|seven|eight|nine|ten|hundred)fold\b|halved|"
    rf"(?:doubl|tripl|quadrupl)(?:ed|ing)|(?:double|triple|quadruple)(?={GAP}(?:the|its|their|that|what|to|those)\b)|"
    rf"(?:an|another){GAP}order{GAP}of{GAP}magnitude)\b"
)
"""Multiples in one word."""

DIGITS: Final = r"(?:[0-9]{1,3}(?:[ \xa0\u2009\u202f][0-9]{3}){1,6}(?![0-9]|[.,][0-9])|[0-9]++(?:[.,][0-9]++)*+)"
"""A run of digits with the separators inside it, whichever notation it follows: `1,234.5`, `1.234,5`, `3 000`."""
SYMBOLS: Final = any_of(
    "thousand million billion trillion K k M B T m bn mn tn MM mm cm km kg g mg lb lbs oz ft KB MB GB TB PB EB kB "
    "Kb Mb Gb GiB MiB TiB Hz kHz MHz GHz W kW MW GW TW Wh kWh MWh GWh TWh V kV mAh nm ms s h hr hrs min ppm hp "
    "mph kph Gbps Mbps Tbps TFLOPS PFLOPS GFLOPS TFLOPs PFLOPs TOPS sq L ml mL kcal ha acres st nd rd th"
)
"""Scales, units and endings that are printed close up to the digits."""
CURRENCY: Final = (
    r"(?:(?:US|AU|CA|HK|NZ|NT|A|C|S|R)?\$|[€£¥₹₩₽₪₺₫₱]|"
    r"(?:USD|EUR|GBP|CNY|RMB|JPY|INR|CHF|AUD|CAD|HKD|SGD|KRW|SEK|NOK|DKK|BRL|ZAR|Rs\.?|Rp)(?=[ \xa0]?[0-9]))"
)
COINS: Final = (
    rf"(?:(?:U\.?S\.?|American|Australian|Canadian|Hong{GAP}Kong|British|Swiss|Japanese|Chinese|Indian){GAP})?"
    + any_of(
        "dollars dollar euros euro pounds pence yen yuan renminbi rupees won cents cent francs rubles roubles pesos "
        "lira reais rand kronor kroner krona dirhams riyals shekels baht bitcoins bitcoin USD EUR GBP CNY RMB JPY INR "
        "CHF AUD CAD HKD KRW BTC ETH"
    )
    + r"(?![\w-])"
)
PERCENT: Final = r"%|percent(?:age)?(?:[- ]points?)?|per cent(?: points?)?|pct|basis[ -]points?|bps|ppts?|pp"
PERIODS: Final = any_of(
    "second minute hour day week month quarter year decade century seconds minutes hours days weeks months quarters "
    "years decades centuries"
)
UNITS: Final = any_of(
    "degrees_Celsius degree_Celsius degrees_Fahrenheit ppm people men women children percent degrees kilometers "
    "kilometres miles metres meters feet inches acres hectares tons tonnes kilograms pounds ounces grams litres "
    "liters gallons barrels bytes gigabytes terabytes megabytes bpd gigawatts megawatts kilowatts watts volts "
    "hertz tokens parameters pages words chips points nanometers nanometres workers employees units shares jobs "
    "staff troops votes seats copies kilowatt-hours horsepower square_feet square_miles square_metres "
    "square_meters square_kilometers square_kilometres cubic_metres cubic_meters metric_tons light-years BC AD "
    "BCE CE"
)
"""Units that mark the number before them as a figure even where that follows a name."""
SINGULAR: Final = any_of(
    "nanometer nanometre second minute hour week month year decade century token parameter gigabyte terabyte "
    "megabyte gigawatt megawatt kilogram kilometre kilometer mile metre meter litre liter gallon barrel ton tonne "
    "inch foot acre hectare degree"
)
"""Units after which `one` is a number."""
EACH: Final = any_of(
    "year month week day hour minute second night quarter share barrel ton tonne gallon litre liter ounce pound kilo "
    "kilogram unit piece head person bushel token megawatt-hour ticket user seat foot mile"
)
"""What follows `a` in a rate: `$61 a barrel`."""
MODIFIERS: Final = any_of("input output total active activated square cubic metric fluid short long gross net")
STOPS: Final = any_of(
    "a about above after again against ago all also although among an and are as at away back be because been "
    "before being below between both but by can could did do does down during each either else even ever every "
    "for from had has have he her here his how however if in including into is it its just least less like made "
    "makes many may means might more most much must near need needs nor not now of off on once only onto or other "
    "others our out over own per plus remains said same say says shall she should shows since so some still such "
    "than that the their them then there these they this those though through thus times to today together too "
    "toward towards under until up upon us via was we were what when where whereas whether which while who whose "
    "why will with within without would years-old yes yet you your perhaps across always sometimes goes gives "
    "takes comes gets lies alias"
)
"""Words that never belong to a unit."""

HEDGES: Final = (
    r"(?:\babout|\baround|\bapproximately|\bapprox\.|\broughly|\bnearly|\balmost|\bsome|\bcirca|\bclose to|\bvirtually|"
    r"\b(?:just|well|slightly|a little|little)? ?(?:over|under|above|below)|\bat (?:least|most|around|about)|"
    r"\b(?:much |far |slightly |no |not |just |a little )?(?:more|less|fewer|greater|higher|lower|better) than|"
    r"\bup to|\bas (?:much|many|little|few|high|low|early|late|large|long) as|\b(?:an )?estimated|\ban? (?:average|"
    r"estimated|additional|total) (?:of )?|\bupwards? of|\bin excess of|\bexactly|\bnorth of|\bshy of|\bnear|"
    r"\bthe top|\btop|\bbetween|\bhalf of|\bas of)"
)
"""Words before a number that belong to the figure."""
AFTER: Final = rf"(?:\+|{GAP}or{GAP}(?:more|less|so|fewer|higher|better|longer|above|below|lower)\b(?!{GAP}than\b))"
"""Words behind a number that belong to the figure."""
MOVES: Final = any_of(
    "from rose fell climbed gained dropped added slipped jumped lost down up soared surged slid declined "
    "increased gaining losing adding falling rising dropping climbing decreased grew advanced sank edged ticked "
    "tumbled plunged shed eased rallied rise fall drop gain increase"
)
"""Before `A to B`: from one value, or by one amount, to another; so these are two figures."""

STARTERS: Final = frozenset(
    listed(
        "about above after all almost an and another any approximately are around as at before below besides between "
        "both but by during each even every few first for from he here her his how i if in including is it its just "
        "last least less more most my nearly next no not nearly of on only or our out over past per plus roughly she "
        "since so some still than that the their then there these they this those to top total under until up was we "
        "were what when where which while with within best is worst worth yet you your only once today yesterday "
        "tomorrow january february march april may june july august september october november december monday "
        "tuesday wednesday thursday friday saturday sunday jan. feb. mar. apr. jun. jul. aug. sep. sept. oct. nov. "
        "dec. us u.s. eu uk"
    )
)
"""Capitalised words that make no name of the number behind them: they begin sentences, or are days and months."""
