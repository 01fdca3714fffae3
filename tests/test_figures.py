"""The figures of a text: the worked table, what is silent, and the laws that hold for any text."""

from __future__ import annotations

import re
import re._constants as constants
import re._parser as parser
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import REPOSITORY
from dossier.figures import (
    Cue,
    LeftOut,
    PrintedFigure,
    SectionSpan,
    article_yaml,
    cue_words,
    dates,
    find_figures,
    grammar,
    left_out,
    quoted,
    scan,
    sections,
    slug,
)
from dossier.model import Article, Claim
from dossier.yamltext import parse

EXAMPLES = [
    tuple(cell.strip() for cell in line.strip("|").split("|"))
    for line in (REPOSITORY / "docs" / "figures.md").read_text(encoding="utf-8").split("## The conv")[0].splitlines()
    if line.startswith("| ") and not line.startswith("| sentence")
]
SAMPLE = Path(REPOSITORY.parent / "shared" / "article.txt")
WORDS = (
    "1 37 2.8 1,000 3 000 $ € about roughly ~ at least from to between and or - – % percent x times million billion "
    "thousand one two twenty hundred hundreds thousands half twice a an the top first last next weeks of April May "
    "March 2026 Q1 early late mid- V4 GPT-5.4 Opus 4.6 Apple tokens per year /M + more [3] https://e.org/5 . , ; ( ) "
    "“ ’ 10:30 24/7 1/3 737-800 # No. 5 barrels chips"
)
PHRASES = st.sampled_from([*WORDS.split(), "\n", "\n\n"])
TEXTS = st.one_of(st.text(max_size=200), st.lists(PHRASES, max_size=40).map(" ".join), st.lists(PHRASES).map("".join))


def cells(figures: str) -> list[str]:
    return [] if figures == "–" else figures.split(" · ")


# what is no figure


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Nothing here counts anything.",
        "One of them, no one, this one, each one, the one that got away.",
        "The first, the second and the last of their kind; once more.",
        "A march may be called in june by april, and may august company join.",
        "last year, on Monday, this week, years ago",
        "V4 R2 H20 950PR GPT-5.4 COVID-19 F-35 5G",
    ],
)
def test_pronouns_ordinals_relative_dates_and_names_are_no_figures(text: str) -> None:
    assert find_figures(text) == ()


def test_names_addresses_marks_and_list_numbers_are_reported_as_left_out() -> None:
    assert left_out("1. Opus 4.6 [3] at https://e.org/7") == (
        LeftOut("1.", 0, 2, "number of a list item"),
        LeftOut("Opus 4.6", 3, 11, "name"),
        LeftOut("[3]", 12, 15, "footnote mark"),
        LeftOut("https://e.org/7", 19, 34, "address"),
    )


# the worked table


def test_the_table_has_at_least_forty_rows() -> None:
    assert len(EXAMPLES) >= 40


@pytest.mark.parametrize(("sentence", "figures", "names"), EXAMPLES, ids=[row[0][:40] for row in EXAMPLES])
def test_the_worked_table_holds(sentence: str, figures: str, names: str) -> None:
    found = scan(sentence)
    assert [each.figure for each in found.figures] == cells(figures)
    assert [each.text for each in found.left_out] == cells(names)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("$0.14 per million tokens", "price"),
        ("45 cents", "price"),
        ("3 to 5 percent", "percent"),
        ("25 basis points", "percent"),
        ("roughly 20 to 50 times", "multiple"),
        ("2.8x", "multiple"),
        ("twice", "multiple"),
        ("Q1 2026", "date"),
        ("the last two weeks of April", "date"),
        ("about 37 billion parameters", "quantity"),
    ],
)
def test_a_figure_knows_of_what_kind_it_is(text: str, kind: str) -> None:
    assert find_figures(text) == (PrintedFigure(text, 0, len(text), kind),)  # type: ignore[arg-type]


def test_a_figure_crosses_the_end_of_a_line_and_never_an_empty_one() -> None:
    assert [each.figure for each in find_figures("about\n37 billion\nparameters")] == ["about\n37 billion\nparameters"]
    assert [each.figure for each in find_figures("2\n\nmillion")] == ["2"]


# laws


@given(TEXTS)
def test_offsets_slice_to_the_figure_and_nothing_overlaps(text: str) -> None:
    found = scan(text)
    places = sorted([*((f.start, f.end) for f in found.figures), *((n.start, n.end) for n in found.left_out)])
    assert all(text[each.start : each.end] == each.figure == each.figure.strip() for each in found.figures)
    assert all(text[each.start : each.end] == each.text for each in found.left_out)
    assert all(start < end for start, end in places)
    assert all(before[1] <= after[0] for before, after in pairwise(places))


@given(TEXTS)
def test_an_unrelated_sentence_behind_a_text_changes_nothing_before_it(text: str) -> None:
    assert scan(text + "\n\nNothing else happened.") == scan(text)


@given(TEXTS)
def test_a_text_printed_twice_prints_its_figures_twice(text: str) -> None:
    whole = text + "\n\nThen:\n\n"
    once = scan(text).figures
    again = [PrintedFigure(f.figure, f.start + len(whole), f.end + len(whole), f.kind) for f in scan(text).figures]
    assert scan(whole + text).figures == (*once, *again)


def backtracking(pattern: parser.SubPattern) -> list[str]:
    """The repeats of a parsed expression that have no bound and can backtrack."""
    found: list[str] = []
    for operation, value in pattern:
        if operation in {constants.MAX_REPEAT, constants.MIN_REPEAT} and value[1] == constants.MAXREPEAT:
            found.append(str(value[2]))
        parts = value if isinstance(value, tuple) else [value]
        flat = [one for part in parts for one in (part if isinstance(part, list) else [part])]
        for inner in flat:
            if isinstance(inner, parser.SubPattern):
                found += backtracking(inner)
    return found


def test_every_repeat_of_the_grammar_is_bounded_or_possessive() -> None:
    patterns = [each for module in (grammar, dates) for each in vars(module).values() if isinstance(each, re.Pattern)]
    assert len(patterns) >= 10
    assert [backtracking(parser.parse(each.pattern, each.flags)) for each in patterns] == [[]] * len(patterns)


@pytest.mark.parametrize(
    "seed",
    ["1", "1 ", "1-", "1,", "000 ", "about ", "one ", "one-", "$", "1 to ", "x1", "a@", "[1", "1/", "the last ", "May ",
     "half ", "2024-", "hundred ", "per ", "~", "Aa Bb 5 ", "1 x ", "\n", "# "],
)  # fmt: skip
def test_hostile_text_yields_a_bounded_number_of_figures(seed: str) -> None:
    text = (seed * 20_000)[:20_000]
    assert len(scan(text).figures) + len(scan(text).left_out) <= len(text)
    assert sections(text) == sections(text)


# sections


def test_a_text_without_words_has_no_sections() -> None:
    assert sections("") == sections(" \n\n ") == ()


def test_short_lines_in_a_list_with_a_stop_or_below_the_article_are_no_headings() -> None:
    text = "The title\n\nA paragraph.\n\n- an item\n\nStops here.\n\nAs follows:\n\nDiscover more from us\n\nEnd."
    assert [each.id for each in sections(text)] == ["hero", "intro"]


def test_sections_are_hero_intro_and_one_a_heading() -> None:
    text = "The title\n37B\nActive\n\nIt works.\n\nWhat next?\n\nMore.\n\n## Costs & risks\nThey rise.\n\nWhat next?\n\nEnd."
    assert sections(text) == (
        SectionSpan("hero", None, 0, 22),
        SectionSpan("intro", None, 22, 33),
        SectionSpan("what-next", "What next?", 33, 52),
        SectionSpan("costs-risks", "Costs & risks", 52, 81),
        SectionSpan("what-next-2", "What next?", 81, 97),
    )


def test_a_text_that_begins_with_a_paragraph_has_no_hero() -> None:
    long = "This text begins at once with a paragraph that has more than twenty words, so that it cannot be a title at all."
    assert [each.id for each in sections(f"{long}\n\nCosts\n=====\n\nThey rise.")] == ["intro", "costs"]


def test_a_slug_keeps_letters_and_digits_and_says_section_where_none_are_left() -> None:
    assert slug("NVIDIA’s 2nd Émigré — a test") == "nvidias-2nd-emigre-a-test"
    assert slug("价格") == "section"


@given(TEXTS)
def test_sections_cover_the_text_without_a_gap_and_their_ids_are_unique(text: str) -> None:
    spans = sections(text)
    assert len({each.id for each in spans}) == len(spans)
    if spans:
        assert (spans[0].start, spans[-1].end) == (0, len(text))
        assert all(one.end == other.start for one, other in pairwise(spans))


# article.yaml


def read(text: str) -> Article:
    data, faults = parse(text)
    assert faults == []
    return Article.model_validate({"path": "article.yaml", **(data or {})})


def test_article_yaml_is_exactly_this() -> None:
    text = "Title: a “test”\n\nIt costs $0.14, up 20% since April 4, 2026.\n"
    assert article_yaml(
        text, "Title: a “test”", url="https://e.org/a", published="2026-04", retrieved="2026-05-01"
    ) == (
        'title: "Title: a “test”"\n'
        'url: "https://e.org/a"\n'
        "published: 2026-04\n"
        "retrieved: 2026-05-01\n"
        "sha256: 7b8812a5a385c1007410e33cebfcd07e98f5a2bb76866faf83eb4d88402562c5\n"
        "words: 12\n"
        "sections:\n"
        "  - id: hero\n"
        "  - id: intro\n"
        "    figures:\n"
        "      - {figure: $0.14, at: [26, 31]}\n"
        "      - {figure: 20%, at: [36, 39]}\n"
        '      - {figure: "April 4, 2026", at: [46, 59]}\n'
    )


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_a_quoted_value_reads_back_as_it_was(value: str) -> None:
    assert parse(f"a: {quoted(value)}\nb: [{{c: {quoted(value)}, d: 1}}]") == (
        {"a": value, "b": [{"c": value, "d": "1"}]},
        [],
    )


@settings(max_examples=50)
@given(TEXTS)
def test_article_yaml_loads_with_every_figure_at_its_place(text: str) -> None:
    article = read(article_yaml(text, "t"))
    listed = [each for section in article.sections for each in section.figures]
    assert [(each.figure, *each.at) for each in listed] == [(f.figure, f.start, f.end) for f in find_figures(text)]
    assert article.words == len(text.split())


@pytest.mark.skipif(not SAMPLE.exists(), reason="the article's text is not part of the project")
def test_the_sample_article_has_the_sections_of_its_record() -> None:
    record = read((REPOSITORY / "article.yaml").read_text(encoding="utf-8"))
    assert [each.id for each in sections(SAMPLE.read_text(encoding="utf-8"))] == [each.id for each in record.sections]


# cue words


def test_cue_words_within_figures_or_other_words_are_none() -> None:
    assert cue_words("in the first quarter of 2026, reconfirmed, call, firstly") == ()


def test_cue_words_name_the_claims_that_stand_near() -> None:
    text = "Reuters confirmed it runs only here." + " " * 200 + "Because."
    claim = Claim.model_validate(
        {"id": "a", "path": "claims/a.yaml", "statement": "s", "category": "event", "status": "confirmed", "notes": "n",
         "appears": [{"section": "intro", "words": "runs", "at": ("21", "25")}]}
    )  # fmt: skip
    assert cue_words(text, [claim]) == (
        Cue("confirmed", 8, 17, "attribution", ("a",)),
        Cue("only", 26, 30, "extreme", ("a",)),
        Cue("Because", 236, 243, "cause", ()),
    )
