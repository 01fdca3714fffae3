"""The pages that show the whole from one side, and the plots: the same numbers as the claims, in the article's order."""

from __future__ import annotations

import datetime
import math
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from conftest import CLAIM, SOURCE, Project
from dossier.build import build_project, check_project
from dossier.figures import coverage
from dossier.model import Article, Claim, Dossier, Settings, Source
from dossier.outline import changes, outline, to_change
from dossier.plots import AgePlot, age_plot, origin_plot, value_plot
from dossier.plots.ageing import WIDTH
from dossier.plots.values import LEFT, RIGHT
from dossier.standing import Standings

ARTICLE = """\
title: t
published: 2026-04-05
sections:
  - id: hero
    figures: [{figure: 130 metres, at: [5, 15]}, {figure: 7 %, at: [30, 33]}, {figure: May, at: [40, 43]}]
  - {id: end, heading: What comes next}
dismissed:
  - {section: hero, figure: 7 %, kind: opinion, why: a guess}
  - {section: end, words: who knows, kind: rhetoric, why: a question}
"""
DISPUTED = (
    CLAIM.replace("120 metres long", "130 metres long")
    .replace("confirmed", "disputed")
    .replace("supports", "contradicts")
    .replace("checked:", "suggestion: It is 120 metres long.\nerror: wrong-value\nchecked:")
    + "appears: [{section: hero, figure: 130 metres, at: [5, 15]}]\n"
)


@pytest.fixture
def dossier(project: Project) -> Dossier:
    project.write("article.yaml", ARTICLE)
    project.write("claims/wrong.yaml", DISPUTED)
    project.claim(
        "appears: [{section: end, words: a bridge, at: [60, 68]}]\nhistory: [{date: 2026-04-09, status: unverified, gap: no-source}]\n"
    )
    return check_project(project.root).dossier


def page(project: Project, name: str) -> str:
    if not (project.root / "site").exists():
        assert build_project(project.root, project.root / "site").changes
    body = LexborHTMLParser((project.root / "site" / name).read_text(encoding="utf-8")).body
    assert body is not None
    return " ".join(body.text(separator=" ").split()).replace(" ,", ",").replace(" .", ".")


def test_the_outline_holds_every_figure_and_word_once_in_the_order_of_the_text(dossier: Dossier) -> None:
    assert dossier.article
    parts = outline(dossier, coverage(dossier.article, dossier.claims.values()))
    shown = [
        (part.id, mark.text, [claim.id for claim in mark.claims], mark.dismissed and mark.dismissed.kind)
        for part in parts
        for mark in part.marks
    ]
    assert shown == [
        ("hero", "130 metres", ["wrong"], None),
        ("hero", "7 %", [], "opinion"),
        ("hero", "May", [], None),
        ("end", "a bridge", ["length"], None),
    ]
    assert [each.why for part in parts for each in part.dismissed] == ["a question"]


@pytest.mark.usefixtures("dossier")
def test_the_article_page_marks_what_is_carried_dismissed_and_open(project: Project) -> None:
    text = page(project, "article/index.html")
    assert "130 metres disputed, wrong value checked 2 May 2026 The bridge is 130 metres long." in text
    assert "7 % opinion: a guess" in text
    assert "May open: no claim carries it yet" in text
    assert "1 passage that was not checked" in text
    assert "who knows" not in text, "words that no claim carries are not quoted"


def test_what_to_change_lists_disputed_claims_with_wording_reason_and_source(
    project: Project, dossier: Dossier
) -> None:
    assert [claim.id for claim in to_change(dossier)] == ["wrong"]
    text = page(project, "change/index.html")
    for part in (
        "130 metres (in: Figures at the head)",
        "Suggested wording It is 120 metres long.",
        "Because The builder gives 120 metres.",
        "Source Data sheet of the bridge, Bridge Works",
    ):
        assert part in text
    assert "120 metres long." not in text.split("Suggested wording")[0]


def test_every_verdict_stands_by_date_newest_first(project: Project, dossier: Dossier) -> None:
    assert [(step.day, step.claim.id, step.present) for step in changes(dossier)] == [
        ("2026-05-02", "wrong", True),
        ("2026-05-02", "length", True),
        ("2026-04-09", "length", False),
    ]
    text = page(project, "changes/index.html")
    assert text.index("2 May 2026") < text.index("9 April 2026")
    assert "unverified, no source (replaced since): The bridge is 120 metres long." in text


@pytest.mark.usefixtures("dossier")
def test_coverage_corrections_and_origins_say_what_there_is(project: Project) -> None:
    project.write("sources/paper.yaml", SOURCE.replace("primary", "secondary") + "origin: [data-sheet]\n")
    project.write("claims/length.yaml", CLAIM + "  - {source: paper, stance: supports}\n")
    project.write(
        "dossier.yaml",
        "corrections:\n  - {date: 2026-05-01, claim: length, to: self, asked: We had the wrong day., state: corrected}\n"
        "  - {date: 2026-05-01, claim: wrong, to: publisher, asked: Please mend it., state: drafted}\n",
    )
    assert "Of 3 figures, 1 are carried by a claim, 1 are dismissed with a reason, 1 are open." in page(
        project, "coverage/index.html"
    )
    corrections = page(project, "corrections/index.html")
    assert "We had the wrong day." in corrections
    assert "Please mend it." not in corrections, "what was only drafted was not asked of anybody"
    assert "2 claims would fall without it. 1 source takes it from here." in page(project, "origins/index.html")
    assert "If this is wrong, 2 claims fall" in page(project, "sources/data-sheet.html")


def claim_with(value: str, *found: str) -> tuple[Claim, Dossier]:
    record = Claim.model_validate(
        {
            "id": "c", "path": "claims/c.yaml", "statement": "s", "category": "parameters", "status": "unverified", "notes": "n",
            "value": value, "of": "it", "found": [{"value": each, "of": f"f{n}", "source": "s"} for n, each in enumerate(found)],
        }
    )  # fmt: skip
    return record, Dossier(claims={"c": record}, sources={})


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("long", ["120 metres"]),
        ("120 metres", []),
        ("120 metres", ["3 kg"]),
        ("120 metres", ["9e999 metres"]),
        (f"0.{'0' * 320}1 metres", [f"0.{'0' * 320}2 metres"]),
        ("0", ["0"]),
    ],
)
def test_a_plot_is_silent_where_there_is_nothing_like_to_compare(value: str, found: list[str]) -> None:
    assert value_plot(*claim_with(value, *found)) is None


def test_a_plot_shows_tolerance_agreement_and_a_logarithmic_axis_only_where_needed() -> None:
    near = value_plot(*claim_with("100 metres", "101 metres", "160 metres"))
    assert near
    assert [(row.label, row.text, row.agrees) for row in near.rows] == [
        ("f0", "101 metres", True),
        ("f1", "160 metres", False),
    ]
    assert near.claimed.x1 < near.claimed.x < near.claimed.x2
    assert not near.log
    assert near.rows[1].x / 1 > near.rows[0].x
    far = value_plot(*claim_with("1 metre", "100 metres"))
    assert far
    assert far.log


@given(st.integers(1, 10**9), st.lists(st.integers(1, 10**9), min_size=1, max_size=5))
def test_every_position_lies_within_the_plot_and_in_the_order_of_the_numbers(claimed: int, found: list[int]) -> None:
    plot = value_plot(*claim_with(f"{claimed} metres", *(f"{each} metres" for each in found)))
    assert (plot is None) == ({claimed} == set(found))
    if plot is None:
        return
    rows = [plot.claimed, *plot.rows]
    assert all(LEFT <= place <= RIGHT and math.isfinite(place) for row in rows for place in (row.x1, row.x, row.x2))
    ordered = sorted(zip(found, plot.rows, strict=True), key=lambda pair: pair[0])
    assert all(a.x <= b.x + 0.11 for (_, a), (_, b) in pairwise(ordered))


def test_a_value_without_an_end_reaches_to_the_edge_of_the_plot() -> None:
    plot = value_plot(*claim_with("100 metres", "at least 60 metres", "at most 50 metres"))
    assert plot
    above, below = plot.rows
    assert (above.x2, above.open_high, above.open_low, above.agrees) == (RIGHT, True, False, True)
    assert (below.x1, below.open_low, below.open_high, below.agrees) == (LEFT, True, False, False)
    assert plot.has_open


def test_the_axis_has_round_numbers_in_the_unit_of_the_printed_figure() -> None:
    plot = value_plot(*claim_with("-100 metres", "50 metres"))
    assert plot
    ticks = {text: x for x, text in plot.ticks}
    assert list(ticks) == ["-100", "-50", "0", "50"]
    assert plot.claimed.x < ticks["0"] < plot.rows[0].x == ticks["50"]
    plot = value_plot(*claim_with("37 billion parameters", "13 billion parameters"))
    assert plot
    assert [text for _, text in plot.ticks] == ["0", "10 billion", "20 billion", "30 billion"]
    plot = value_plot(*claim_with("2 percent", "2,000 percent"))
    assert plot
    assert [text for _, text in plot.ticks] == ["10", "100", "1,000"]


@given(st.integers(1, 120), st.integers(1, 20))
def test_a_label_never_reaches_into_its_number(label: int, digits: int) -> None:
    claim, dossier = claim_with("5 metres", f"{'7' * digits} metres")
    found = (claim.found[0].model_copy(update={"of": "m" * label}),)
    plot = value_plot(claim.model_copy(update={"found": found}), dossier)
    assert plot
    (row,) = plot.rows
    assert len(row.label) == 1 or len(row.label) * 6 + len(row.text) * 6.9 <= RIGHT - LEFT
    assert row.label == "m" * label or row.label.endswith("…")


def test_what_is_found_of_another_thing_is_told_apart() -> None:
    plot = value_plot(*claim_with("100 metres", "101 metres", "160 metres"))
    assert plot
    assert [row.like for row in plot.rows] == [False, False], "the claim is of it, these are of f0 and f1"
    claim, dossier = claim_with("100 metres", "160 metres")
    same = claim.model_copy(update={"found": (claim.found[0].model_copy(update={"of": "it"}),)})
    plot = value_plot(same, dossier)
    assert plot
    assert [row.like for row in plot.rows] == [True]


def test_a_plot_of_equal_values_would_say_nothing_and_is_left_out() -> None:
    assert value_plot(*claim_with("100 metres", "100 metres")) is None


def test_a_plot_holds_what_single_sources_give_of_the_very_thing_and_each_value_once(project: Project) -> None:
    project.claim(
        "  - {source: data-sheet, stance: supports, value: 121 metres}\n"
        "  - {source: data-sheet, stance: supports, value: 120 metres}\n"
        "  - {source: data-sheet, stance: supports, value: 300 metres, of: the pier}\n"
        "  - {source: data-sheet, stance: context, value: 500 metres}\n"
        "value: 120 metres\nof: the bridge\nfound: [{value: 120 metres, of: the bridge, source: data-sheet}]\n"
    )
    dossier = check_project(project.root).dossier
    plot = value_plot(dossier.claims["length"], dossier)
    assert plot
    assert [(row.label, row.text) for row in plot.rows] == [
        ("the bridge", "120 metres"),
        ("Bridge Works", "121 metres"),
    ]


def test_ageing_counts_every_claim_on_every_day_and_changes_only_when_something_became_known() -> None:
    source = Source.model_validate(
        {
            "id": "s",
            "path": "sources/s.yaml",
            "title": "t",
            "publisher": "p",
            "kind": "primary",
            "read": "full",
            "published": "2026-04-24",
        }
    )
    claims = {}
    for number, stance in enumerate(("supports", "contradicts", "context")):
        claims[f"c{number}"] = Claim.model_validate(
            {
                "id": f"c{number}", "path": f"claims/c{number}.yaml", "statement": "s", "category": "event", "status": "unverified",
                "notes": "n", "evidence": [{"source": "s", "stance": stance}], "checked": "2026-06-01",
            }
        )  # fmt: skip
    article = Article.model_validate({"path": "article.yaml", "title": "t", "published": "2026-04-05"})
    plot = age_plot(Standings(Dossier(claims=claims, sources={"s": source}, article=article)))
    assert plot
    assert [(moment.day, dict(moment.counts)) for moment in plot.moments] == [
        (datetime.date(2026, 4, 5), {"confirmed": 0, "disputed": 0, "unverified": 3}),
        (datetime.date(2026, 4, 24), {"confirmed": 1, "disputed": 1, "unverified": 1}),
        (datetime.date(2026, 6, 1), {"confirmed": 1, "disputed": 1, "unverified": 1}),
    ]
    assert age_plot(Standings(Dossier(claims=claims, sources={"s": source}))) is None


def test_the_plot_ends_and_begins_with_the_counts_of_the_overview_where_the_editor_judged_lower() -> None:
    source = Source.model_validate(
        {
            "id": "s", "path": "sources/s.yaml", "title": "t", "publisher": "p", "kind": "primary", "read": "full",
            "published": "2026-04-01",
        }
    )  # fmt: skip
    claim = Claim.model_validate(
        {
            "id": "c", "path": "claims/c.yaml", "statement": "s", "category": "event", "status": "unverified",
            "judgement": "one box of many", "notes": "n", "evidence": [{"source": "s", "stance": "supports"}],
            "checked": "2026-06-01",
        }
    )  # fmt: skip
    article = Article.model_validate({"path": "article.yaml", "title": "t", "published": "2026-04-05"})
    standings = Standings(Dossier(claims={"c": claim}, sources={"s": source}, article=article))
    plot = age_plot(standings)
    assert plot
    assert plot.moments[0].counts == standings.counts_at_publication
    assert [dict(moment.counts) for moment in plot.moments] == [{"confirmed": 0, "disputed": 0, "unverified": 1}] * 2


def settings_with(*events: tuple[str, str]) -> Settings:
    return Settings.model_validate({"events": [{"date": day, "text": text} for day, text in events]})


def aged(*events: tuple[str, str]) -> AgePlot:
    claim = Claim.model_validate(
        {
            "id": "c", "path": "claims/c.yaml", "statement": "s", "category": "event", "status": "unverified",
            "notes": "n", "checked": "2027-04-05",
        }
    )  # fmt: skip
    article = Article.model_validate({"path": "article.yaml", "title": "t", "published": "2026-04-05"})
    plot = age_plot(
        Standings(Dossier(claims={"c": claim}, sources={}, article=article, settings=settings_with(*events)))
    )
    assert plot
    return plot


def test_events_of_one_day_share_a_label_and_those_outside_stand_in_the_table_only() -> None:
    plot = aged(("2026-05-01", "one"), ("2026-05-01", "two"), ("2026-04-01", "before"), ("2028-01-01", "after"))
    assert [(each.words, each.text) for each in plot.marked] == [("1 May 2026", "one; two")]
    assert [event.text for event in plot.events] == ["before", "one", "two", "after"]


def test_a_long_event_is_cut_on_the_plot_and_whole_in_the_table() -> None:
    plot = aged(("2026-05-01", "word " * 40))
    assert len(plot.marked[0].text) <= 62
    assert plot.marked[0].text.endswith("…")
    assert plot.events[0].text == ("word " * 40).strip()


@given(st.lists(st.tuples(st.integers(0, 365), st.integers(1, 80)), max_size=12))
def test_labels_of_events_never_overprint_and_stay_on_the_plot(events: list[tuple[int, int]]) -> None:
    start = datetime.date(2026, 4, 5)
    plot = aged(*(((start + datetime.timedelta(day)).isoformat(), "x" * size) for day, size in events))
    boxes = []
    for each in plot.marked:
        width = (len(each.text) + len(each.words) + 2) * 6.6
        left = each.x if each.anchor == "start" else each.x - width
        boxes.append((each.y, left, left + width))
        assert -0.1 <= left <= left + width <= WIDTH + 0.1
        assert -plot.head < each.y < 0
    for (y, left, right), (other_y, other_left, other_right) in combinations(boxes, 2):
        assert y != other_y or right < other_left or other_right < left


def test_the_origins_picture_tells_the_first_from_those_that_repeat_it(project: Project) -> None:
    assert origin_plot(Standings(check_project(project.root).dossier)) is None
    project.source("published: 2026-01-01\n")
    for name, date in (("one", "published: 2026-02-01\n"), ("two", "published: 2026-03-01\n"), ("three", "")):
        project.write(f"sources/{name}.yaml", SOURCE.replace("primary", "secondary") + f"origin: [data-sheet]\n{date}")
    plot = origin_plot(Standings(check_project(project.root).dossier))
    assert plot
    (row,) = plot.rows
    assert (row.source.id, len(row.repeats), row.undated, row.claims) == ("data-sheet", 2, 1, 1)
    assert row.x is not None
    assert row.x < row.repeats[0] < row.repeats[1] < plot.undated
    assert row.span == (row.x, row.repeats[1])
