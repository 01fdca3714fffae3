"""What must hold between sound records. One rule is one function; its name is the rule's name everywhere."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from typing import Final

from dossier.model import Dossier
from dossier.problem import Finding, Problem, Severity
from dossier.rules.claims import (
    disputed_without_error,
    disputed_without_found,
    history_out_of_order,
    loaded_words,
    misplaced_second_word,
    missing_finding,
    recheck_due,
    self_approval,
    unverified_without_gap,
    unverified_without_search,
    void_approval,
)
from dossier.rules.coverage import open_figure, repeated_section, unlisted_figure
from dossier.rules.desk import bad_unit, publisher_of_two_houses
from dossier.rules.founding import unfounded_figure
from dossier.rules.links import same_address, unknown_claim, unknown_section, unknown_source, unsafe_url, unused_source
from dossier.rules.quotation import misquoted_article, other_text
from dossier.rules.sources import (
    article_after_the_records,
    dates_out_of_order,
    excerpt_too_long,
    excerpt_with_gap,
    too_many_excerpts,
    too_much_of_the_article,
)
from dossier.rules.standing import allegation_without_answer, circular_origin, status_against_standing
from dossier.rules.values import (
    article_contradicts_itself,
    bad_calculation,
    bad_value,
    reused_excerpt,
    stance_against_value,
    unit_mismatch,
)
from dossier.yamltext import line_of

Rule = Callable[[Dossier], Iterator[Finding]]

ERRORS: Final[tuple[Rule, ...]] = (
    unknown_source,
    unknown_claim,
    unknown_section,
    repeated_section,
    unlisted_figure,
    unsafe_url,
    excerpt_too_long,
    excerpt_with_gap,
    too_many_excerpts,
    too_much_of_the_article,
    dates_out_of_order,
    history_out_of_order,
    misplaced_second_word,
    self_approval,
    publisher_of_two_houses,
    circular_origin,
    bad_unit,
    bad_value,
    bad_calculation,
    unit_mismatch,
    stance_against_value,
    status_against_standing,
    allegation_without_answer,
)
"""Nothing is written while one of these finds something."""
WARNINGS: Final[tuple[Rule, ...]] = (
    article_after_the_records,
    unused_source,
    same_address,
    disputed_without_error,
    disputed_without_found,
    unverified_without_gap,
    unverified_without_search,
    missing_finding,
    loaded_words,
    article_contradicts_itself,
    reused_excerpt,
    void_approval,
    open_figure,
    unfounded_figure,
)
"""Printed, and counted as errors with `--strict`."""
WITH_TEXT: Final = (other_text, misquoted_article)
"""Errors that need the article's text."""
RULES: Final[tuple[Rule, ...]] = ERRORS + WARNINGS


_ALL: Final[tuple[tuple[Severity, tuple[Rule, ...]], ...]] = (("error", ERRORS), ("warning", WARNINGS))


def rule_name(rule: Callable[..., Iterator[Finding]]) -> str:
    """The name of a rule as messages and docs print it: `unknown-source`."""
    return rule.__name__.replace("_", "-")


def check(dossier: Dossier, today: datetime.date | None = None, article: str | None = None) -> list[Problem]:
    """Apply all rules to a dossier of sound records.

    With `today`, say also what the calendar wants; with the text of the `article`, whether it is quoted as printed.
    """
    found = [(severity, rule_name(rule), each) for severity, rules in _ALL for rule in rules for each in rule(dossier)]
    if today:
        found += [("notice", rule_name(recheck_due), each) for each in recheck_due(dossier, today)]
    if article is not None:
        found += [("error", rule_name(rule), each) for rule in WITH_TEXT for each in rule(dossier, article)]
    return [
        each.at(line_of(dossier.texts.get(each.path, ""), each.field), name, severity) for severity, name, each in found
    ]


__all__ = ["ERRORS", "RULES", "WARNINGS", "WITH_TEXT", "Rule", "check", "rule_name"]
