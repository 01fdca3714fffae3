"""Coverage and its two rules: first what is silent, then the exact results."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.figures import LIMITS, Coverage, contains, coverage
from dossier.model import Article, Dossier
from dossier.problem import Finding, Severity
from dossier.records import File, read_records
from dossier.rules.coverage import open_figure, unlisted_figure
from dossier.yamltext import line_of

ARTICLE = """\
title: t
sections:
  - {id: hero, figures: [{figure: 37B, at: [0, 3]}, {figure: 37B, at: [10, 13]}]}
  - id: intro
    figures:
      - {figure: about 37 billion parameters, at: [20, 47]}
      - {figure: $0.14, at: [60, 65]}
"""
CLAIM = """\
statement: s
category: parameters
status: confirmed
notes: n
"""
Rule = Callable[[Dossier], Iterator[Finding]]


def dossier_of(appears: str = "", article: str = ARTICLE, **more: str) -> Dossier:
    """A dossier of one claim `a` that appears in `appears`, and of more claims by name."""
    texts = {"a": appears, **more}
    files = [File(f"claims/{name}.yaml", f"{CLAIM}appears: [{text}]\n".encode()) for name, text in texts.items()]
    dossier, problems = read_records([*files, File("article.yaml", article.encode())] if article else files)
    assert problems == []
    return dossier


def covered(dossier: Dossier) -> Coverage:
    assert dossier.article is not None
    return coverage(dossier.article, dossier.claims.values())


def states(dossier: Dossier) -> list[str]:
    return [each.state for each in covered(dossier).occurrences]


def printed(rule: Rule, dossier: Dossier, severity: Severity) -> list[str]:
    """What `dossier check` prints of a rule."""
    name = rule.__name__.replace("_", "-")
    found = ((each, line_of(dossier.texts[each.path], each.field)) for each in rule(dossier))
    return [str(each.at(line, name, severity)) for each, line in found]


# what carries a figure


def test_an_article_without_figures_is_covered_by_nothing_and_has_nothing_open() -> None:
    assert covered(dossier_of(article="title: t\n")) == Coverage(())
    assert covered(dossier_of(article="title: t\nsections: [{id: hero}]\n")).total == 0


def test_a_figure_that_nobody_names_is_open() -> None:
    assert states(dossier_of()) == ["open"] * 4


@pytest.mark.parametrize(
    ("appearance", "expected"),
    [
        ("{section: hero, figure: 37B}", "CCoo"),  # without nth it is every equal one
        ("{section: hero, figure: 37B, nth: 2}", "oCoo"),
        ("{section: hero, figure: 37B, nth: 3}", "oooo"),
        ("{section: hero, figure: 37B, at: [10, 13]}", "oCoo"),
        ("{section: hero, figure: 37B, at: [13, 16]}", "oooo"),  # beside it
        ("{section: hero, figure: 38B, at: [10, 13]}", "oooo"),  # another figure at this place
        ("{section: hero, words: runs on 37B of them}", "CCoo"),
        ("{section: hero, words: runs}", "oooo"),
        ("{section: intro, figure: 37 billion}", "ooCo"),  # the listed one contains it
        ("{section: intro, figure: only About  37 billion parameters activate}", "ooCo"),  # it contains the listed one
        ("{section: intro, figure: 37 billion parameters activate, at: [26, 60]}", "ooCo"),  # they overlap
        ("{section: intro, figure: 7 billion}", "oooo"),
        ("{section: intro, figure: '0'}", "oooo"),
        ("{section: intro, figure: '14'}", "oooo"),
        ("{section: intro, figure: 0.14}", "oooC"),
        ("{section: outro, figure: 37B}", "oooo"),
    ],
)
def test_an_appearance_carries_the_figures_it_names(appearance: str, expected: str) -> None:
    assert states(dossier_of(appearance)) == [{"C": "carried", "o": "open"}[letter] for letter in expected]


def test_a_figure_names_all_claims_that_carry_it_in_their_order() -> None:
    dossier = dossier_of(
        "{section: hero, figure: 37B, nth: 1}", b="{section: hero, figure: 37B}, {section: hero, figure: 37B}"
    )
    assert [each.claims for each in covered(dossier).occurrences] == [("a", "b"), ("b",), (), ()]


def test_a_dismissal_covers_what_no_claim_carries() -> None:
    dismissed = (
        "dismissed:\n  - {section: hero, figure: 37B, kind: repeated, why: w}\n"
        "  - {section: intro, words: costs $0.14 today, kind: opinion, why: v}\n"
    )
    dossier = dossier_of("{section: hero, figure: 37B, nth: 1}", ARTICLE + dismissed)
    assert states(dossier) == ["carried", "dismissed", "open", "dismissed"]
    assert [each.dismissed.why if each.dismissed else "" for each in covered(dossier).occurrences] == [
        "w",
        "w",
        "",
        "v",
    ]


def test_counts_are_given_a_section_and_in_total_with_what_they_cannot_see() -> None:
    result = covered(dossier_of("{section: hero, figure: 37B, nth: 1}"))
    assert [(each.id, each.total, each.count("carried"), each.count("open")) for each in result.sections] == [
        ("hero", 2, 1, 1),
        ("intro", 2, 0, 2),
    ]
    assert (result.total, result.count("carried"), result.count("dismissed"), result.count("open")) == (4, 1, 0, 3)
    assert result.limits == LIMITS
    assert "does not see assertions without a figure" in LIMITS


# laws


@given(
    st.lists(
        st.sampled_from(["hero", "intro"]).flatmap(
            lambda s: st.tuples(st.just(s), st.sampled_from(["37B", "37", "0.14", "about"]))
        )
    )
)
def test_every_figure_has_one_state_and_more_claims_never_open_one(appears: list[tuple[str, str]]) -> None:
    entries = [f"{{section: {section}, figure: '{figure}'}}" for section, figure in appears]
    before = covered(dossier_of(", ".join(entries[:-1])))
    after = covered(dossier_of(", ".join(entries)))
    assert after.count("carried") + after.count("dismissed") + after.count("open") == after.total == 4
    assert after.count("open") <= before.count("open")


@given(st.text(max_size=30), st.text(max_size=10), st.text(max_size=10))
def test_a_text_contains_itself_between_blanks(text: str, before: str, after: str) -> None:
    assert contains(f"{before} {text} {after}", text) == contains(text, text)


# unlisted-figure


@pytest.mark.parametrize(
    ("appears", "article"),
    [
        ("{section: hero, figure: 38B}", ""),
        ("{section: hero, figure: 38B}", "title: t\nsections: [{id: hero}, {id: intro}]\n"),
        ("{section: outro, figure: 38B}", ARTICLE),  # unknown-section speaks of that
        ("{section: hero, words: 38B and more}", ARTICLE),
        ("{section: hero, figure: 37B, nth: 2}, {section: intro, figure: 37 billion, at: [26, 36]}", ARTICLE),
    ],
)
def test_unlisted_figure_is_silent_without_listed_figures_on_words_and_on_what_is_listed(
    appears: str, article: str
) -> None:
    assert printed(unlisted_figure, dossier_of(appears, article), "error") == []


def test_unlisted_figure_names_the_nearest_figure_of_the_section() -> None:
    assert printed(unlisted_figure, dossier_of("{section: intro, figure: about 73 billion parameters}"), "error") == [
        "claims/a.yaml:5: unlisted-figure: article.yaml lists no figure 'about 73 billion parameters' in section 'intro' "
        "(did you mean 'about 37 billion parameters'?)"
    ]


def test_unlisted_figure_says_what_to_do_where_nothing_is_near() -> None:
    assert printed(unlisted_figure, dossier_of("{section: intro, figure: 999}"), "error") == [
        "claims/a.yaml:5: unlisted-figure: article.yaml lists no figure '999' in section 'intro' "
        "(write it as the article prints it, or list it there)"
    ]


def test_unlisted_figure_says_how_often_and_where_the_figure_stands() -> None:
    appears = "{section: hero, figure: 37B, nth: 3}, {section: intro, figure: $0.14, at: [70, 75]}, {section: intro, figure: $0.14, nth: 2}"
    assert printed(unlisted_figure, dossier_of(appears), "error") == [
        "claims/a.yaml:5: unlisted-figure: nth is 3, article.yaml lists '37B' in section 'hero' 2 times (nth counts from 1)",
        "claims/a.yaml:5: unlisted-figure: article.yaml lists no figure '$0.14' in section 'intro' at [70, 75] "
        "(it stands at [60, 65])",
        "claims/a.yaml:5: unlisted-figure: nth is 2, article.yaml lists '$0.14' in section 'intro' once (nth counts from 1)",
    ]


# open-figure


def test_open_figure_is_silent_without_an_article_and_where_every_figure_is_answered_for() -> None:
    assert printed(open_figure, dossier_of(article=""), "warning") == []
    dossier = dossier_of(
        "{section: hero, figure: 37B}, {section: intro, figure: 37 billion}, {section: intro, figure: $0.14}"
    )
    assert printed(open_figure, dossier, "warning") == []


def test_open_figure_is_silent_while_a_claim_cannot_be_read() -> None:
    sound = dossier_of()
    unsound = Dossier(sound.claims, sound.sources, article=sound.article, unsound=frozenset({"claims/b"}))
    assert list(open_figure(unsound)) == []


def test_open_figure_stands_at_the_figure_in_article_yaml() -> None:
    assert printed(
        open_figure, dossier_of("{section: hero, figure: 37B}, {section: intro, figure: $0.14}"), "warning"
    ) == [
        "article.yaml:6: warning: open-figure: no claim carries 'about 37 billion parameters' of section 'intro' "
        "(name it in a claim's `appears`, or under `dismissed` with kind and why)"
    ]


def test_the_model_has_what_the_rules_read() -> None:
    article = Article.model_validate({"path": "article.yaml", "title": "t"})
    assert coverage(article, []).occurrences == ()
