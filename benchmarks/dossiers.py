"""Makes dossiers of any size that look like real ones: the same for the same number of claims.

What a record holds, and how much of it, follows this repository's own claims: about 3.5 KB a claim with six items of
evidence, a third of the claims with a value, a source of 450 bytes for every two claims, nearly every claim approved.
"""

from __future__ import annotations

import random
from pathlib import Path
from typing import Final

from dossier.records import File, read_records
from dossier.seal import seal, with_approval

_NOUNS: Final = (
    "chip", "cluster", "context", "developer", "export", "factory", "filing", "inference", "interview", "kernel",
    "launch", "licence", "memory", "model", "paper", "parameter", "partner", "price", "quarter", "release", "report",
    "response", "server", "share", "supplier", "table", "token", "training", "transcript", "weight",
)  # fmt: skip
_VERBS: Final = ("gives", "names", "repeats", "carries", "lists", "puts", "describes", "leaves open", "relays", "dates")
_ADJECTIVES: Final = ("first", "later", "official", "open", "stated", "second", "printed", "new", "earlier", "whole")
_CATEGORIES: Final = ("parameters", "pricing", "chip-spec", "benchmark", "market", "event", "architecture", "date")
_UNITS: Final = ("billion parameters", "USD/Mtoken", "%", "chips", "million tokens")
_KINDS: Final = (
    "primary",
    "secondary",
    "original-report",
    "secondary",
    "aggregator",
    "secondary",
    "primary",
    "secondary",
)
_STATUSES: Final = (
    "confirmed",
    "unverified",
    "disputed",
    "unverified",
    "confirmed",
    "unverified",
    "disputed",
    "confirmed",
)
_MOST_FIGURES: Final = 12_000
"""What fits into one article.yaml."""


def write_dossier(count: int, root: Path) -> None:
    """Write a dossier of `count` claims and half as many sources into the empty folder `root`."""
    chance = random.Random(count)  # noqa: S311 - the same dossier each time, no secret
    files = {"dossier.yaml": _settings(count), "article.yaml": _article(count)}
    files |= {f"sources/{_source_id(number)}.yaml": _source(number, chance) for number in range(_source_count(count))}
    files |= {f"claims/{number % 10}/{_id(number)}.yaml": _claim(number, count, chance) for number in range(count)}
    dossier, problems = read_records(File(path, text.encode()) for path, text in files.items())
    if problems:
        raise AssertionError(problems[0])
    for path in files:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
    for claim in dossier.claims.values():
        if int(claim.id[-6:]) % 25 and claim.checked:  # 96 of 100 are approved
            marks = seal(claim, dossier)
            files[claim.path] = with_approval(files[claim.path], "second reader", claim.checked, marks)
    for path, text in files.items():
        (root / path).write_text(text, encoding="utf-8")


def _id(number: int) -> str:
    return f"{_NOUNS[number % 30]}-{_VERBS[number % 7].split()[0]}-{number:06}"


def _source_id(number: int) -> str:
    return f"{_NOUNS[number * 7 % 30]}-{_NOUNS[number % 30]}-{number:06}"


def _source_count(count: int) -> int:
    """Half as many as claims, in whole groups of eight: one of each kind of source."""
    return max(8, count // 16 * 8)


def _section(number: int, count: int) -> str:
    return f"section-{number * _sections(count) // count}"


def _sections(count: int) -> int:
    return max(8, count // 100)


def _sentence(chance: random.Random, length: int = 12) -> str:
    words = [
        f"the {chance.choice(_ADJECTIVES)} {chance.choice(_NOUNS)} {chance.choice(_VERBS)}" for _ in range(length // 4)
    ]
    return f"{' and '.join(words)} a {chance.choice(_NOUNS)}.".capitalize()


def _settings(count: int) -> str:
    highlights = "".join(f"  - {_id(number)}\n" for number in range(min(8, count)))
    houses = "".join(f"  House {n}: [Publisher {n}, Publisher {n} Online]\n" for n in range(20))
    return (
        f"title: A dossier of {count} claims\ndesk:\n  name: The desk\n  contact: desk@example.org\n  hand: human\n"
        f"license: CC BY 4.0\nhouses:\n{houses}highlights:\n{highlights}"
        "events:\n  - {date: 2026-04-05, text: The article appears}\n  - {date: 2026-04-24, text: The release}\n"
    )


def _figure(number: int) -> str:
    return f"about {number % 977 + 11} {_UNITS[number % 5]}"


def _has_figure(number: int) -> bool:
    return number % 3 == 0 and number < _MOST_FIGURES * 3


def _article(count: int) -> str:
    lines = [
        f"title: The work of {count} claims", "url: https://example.org/article", "author: A. Writer",
        "publisher: The Paper", "published: 2026-04-05", "retrieved: 2026-11-24", f"words: {count * 60}", "sections:",
    ]  # fmt: skip
    last = ""
    for number in range(count):
        if (section := _section(number, count)) != last:
            lines += [f"  - id: {section}", f"    heading: What {section} says of it", "    figures:"]
            last = section
        if _has_figure(number):
            figure = _figure(number)
            lines.append(f"      - {{figure: {figure}, at: [{number * 200}, {number * 200 + len(figure)}]}}")
    return "\n".join(line for line in lines if line) + "\n"


def _source(number: int, chance: random.Random) -> str:
    kind = _KINDS[number % 8]
    origin = f"origin:\n  - {_source_id(number // 8 * 8 + 2)}\n" if number % 8 in {3, 5, 7} else ""
    month, day = chance.randrange(1, 10), chance.randrange(1, 29)
    return (
        f'title: "{_sentence(chance, 8)} No. {number}"\nurl: https://site-{number % 301}.example.org/{number}/page\n'
        f"publisher: Publisher {number % 211}\npublished: 2026-{month:02}-{day:02}\nkind: {kind}\n{origin}"
        f"read: {'full' if number % 3 else 'excerpt'}\nretrieved: 2026-11-24\nvia: stored-copy\nspeaks: document\n"
        f"notes: |\n  {_sentence(chance)} {_sentence(chance)}\n"
    )


def _near(number: int, count: int, *kinds: int) -> str:
    """A source of one of the kinds near a claim, so that each is named about as often as any other."""
    return _source_id((number // 2 // 8 * 8 + kinds[number % len(kinds)]) % _source_count(count))


def _claim(number: int, count: int, chance: random.Random) -> str:
    status, valued = _STATUSES[number % 8], _has_figure(number)
    amount, unit = number % 977 + 11, _UNITS[number % 5]
    found = f"{amount * 3 if status == 'disputed' else amount} {unit}"
    month = chance.randrange(10, 12)
    head = [
        f"statement: {_sentence(chance, 8)[:-1]} of Model-{number}{f' at about {amount} {unit}' if valued else ''}.",
        f"category: {_CATEGORIES[number % 8]}", "asserts: fact", f"about: [Publisher {number % 211}]",
        f"weight: {'headline' if number % 50 == 0 else 'detail'}", "appears:",
        f"  - {{section: {_section(number, count)}, {_appearance(number)}, at: [{number * 200}, {number * 200 + 12}]}}",
        f"status: {status}", f"finding: {_sentence(chance)} {_sentence(chance, 8)}",
        f"checked: 2026-{month}-{chance.randrange(1, 29):02}", "checked_by: first reader", "notes: |",
        *(f"  {_sentence(chance)}" for _ in range(8)), *(["", f"  *{_sentence(chance)}*"] if number % 20 == 0 else []),
    ]  # fmt: skip
    if valued:
        head += [f"value: {_figure(number)}", f"of: Model-{number}", "measure: as announced", "speaks_of: 2026-04-24"]
    if valued and status != "unverified":
        source = _near(number, count, 0, 6)
        head += ["found:", f"  - {{value: {found}, of: Model-{number}, measure: as announced, source: {source}}}"]
    if number % 4 == 0:
        head.append(f"suggestion: {_sentence(chance)}")
    if status != "confirmed":
        head += [
            f"would_change: {_sentence(chance)}",
            "error: wrong-value" if status == "disputed" else "gap: one-origin",
        ]
    if status == "unverified" or number % 3 == 0:
        head += [
            "searches:", f"  - where: web pages, English ({chance.choice(_NOUNS)})",
            f"    sought: {_sentence(chance, 8)}",
            "    date: 2026-11-20", "    covers: 2026-04", "    found: nothing",
        ]  # fmt: skip
    if number and number % 10:
        head += ["relates:", f"  - {{claim: {_id(number - 1 - number % 7 if number > 7 else 0)}, how: depends-on}}"]
    if number % 10 == 0:
        head += ["history:", f"  - {{date: 2026-05-02, status: unverified, notes: {_sentence(chance)}}}"]
    return "\n".join([*head, "evidence:", *_evidence(number, count, chance, found if valued else "")]) + "\n"


def _appearance(number: int) -> str:
    if _has_figure(number):
        return f"figure: {_figure(number)}, hedge: about"
    return f"words: {_NOUNS[number % 30]} {_VERBS[number % 10]} {number}"


def _evidence(number: int, count: int, chance: random.Random, found: str) -> list[str]:
    status = _STATUSES[number % 8]
    first = {"confirmed": "supports", "disputed": "contradicts", "unverified": "supports"}[status]
    # A primary source that was read carries the status; what is unverified has one that names no origin.
    carrying = _near(number, count, 1) if status == "unverified" else _near(number, count, 0, 6)
    items = [f"  - source: {carrying}", f"    stance: {first}", f"    place: section {number % 9 + 1}"]
    items += [f"    says: {_sentence(chance)}"]
    if found and status != "unverified":
        items += [f"    value: {found}", f"    of: Model-{number}", "    measure: as announced"]
    for place, kinds in enumerate(((2,), (1, 3), (5, 7), (4,))):
        items += [
            f"  - source: {_near(number, count, *kinds)}",
            "    stance: context",
            f"    says: {_sentence(chance)}",
        ]
        if (place == 0 and number % 4 == 1) or (place == 1 and number % 3):
            items.append(f"    excerpt: {chance.choice(_NOUNS)} {chance.choice(_VERBS)} {number} as it stands")
    if number % 3 == 1:
        inputs = [
            f"      {name}: {{value: {chance.randrange(20, 900)} chips, source: {_near(number, count, 0)}}}"
            for name in "ab"
        ]
        items += [
            "  - calculation: a / b",
            "    where:",
            *inputs,
            "    stance: context",
            f"    says: {_sentence(chance)}",
        ]
    return items
