"""Each rule: first the cases in which it is silent, then its message to the last word."""

from __future__ import annotations

from collections.abc import Callable

from conftest import CLAIM, Project
from dossier.rules import ERRORS, RULES, WARNINGS, rule_name

Silent = Callable[[], None]
Only = Callable[[str], None]

DISPUTED = """\
statement: The bridge is 130 metres long.
category: parameters
value: 130 metres
status: disputed
error: wrong-value
finding: It is 120 metres long.
found: [{value: 120 metres, source: data-sheet}]
notes: The data sheet was read.
checked: 2026-05-02
evidence: [{source: data-sheet, stance: contradicts, value: 120 metres}]
"""
UNVERIFIED = """\
statement: The bridge was cheap.
category: pricing
status: unverified
gap: no-source
finding: Nobody gives a price.
searches: [{where: the builder's pages, sought: a price, date: 2026-05-02}]
notes: Searched.
checked: 2026-05-02
"""


def test_every_rule_is_in_one_tuple_and_says_what_it_wants() -> None:
    assert RULES == ERRORS + WARNINGS
    assert len({rule_name(rule) for rule in RULES}) == len(RULES)
    assert all(rule.__doc__ for rule in RULES)


# unknown-source


def test_unknown_source_is_silent_when_every_source_exists(project: Project, assert_silent: Silent) -> None:
    project.claim("found: [{value: 120 metres, source: data-sheet}]\n")
    project.source("origin: [other]\n")
    project.source(name="other")
    project.write("dossier.yaml", "events: [{date: 2026-05-01, text: opened}]\n")
    assert_silent()


def test_unknown_source_names_the_nearest(project: Project, assert_problem: Only) -> None:
    project.claim("found: [{value: 120 metres, source: data-shet}]\n")
    assert_problem(
        "claims/length.yaml:11: unknown-source: a found value names 'data-shet', there is no sources/data-shet.yaml "
        "(did you mean 'data-sheet'?)"
    )


def test_unknown_source_sees_inputs_origins_and_events(project: Project) -> None:
    project.claim("  - {calculation: a, where: {a: {value: 3, source: x}}, stance: context}\n")
    project.source("origin: [{id: y, how: inferred}]\n")
    project.write("dossier.yaml", "events: [{date: 2026-05-01, text: opened, source: z}]\n")
    assert project.check() == [
        "claims/length.yaml:11: unknown-source: evidence names 'x', there is no sources/x.yaml",
        "dossier.yaml:1: unknown-source: event names 'z', there is no sources/z.yaml",
        "sources/data-sheet.yaml:5: unknown-source: origin names 'y', there is no sources/y.yaml",
    ]


# unknown-claim


def test_unknown_claim_is_silent_when_every_claim_exists(project: Project, assert_silent: Silent) -> None:
    project.claim("relates: [{claim: length, how: contradicts}]\n", name="other")
    project.write("dossier.yaml", "highlights: [length]\n")
    assert_silent()


def test_unknown_claim_sees_relations_inputs_highlights_and_corrections(project: Project) -> None:
    project.claim(
        "  - {calculation: a, where: {a: {value: 3, as_printed: lenght}}, stance: context}\n"
        "relates: [{claim: lengthy, how: contradicts}]\n"
    )
    project.write(
        "dossier.yaml",
        "highlights: [nothing-near]\ncorrections: [{date: 2026-05-02, claim: zz, to: self, asked: b, state: sent}]\n",
    )
    assert project.check() == [
        "claims/length.yaml:11: unknown-claim: an input names 'lenght', there is no such claim (did you mean 'length'?)",
        "claims/length.yaml:12: unknown-claim: a relation names 'lengthy', there is no such claim (did you mean 'length'?)",
        "dossier.yaml:1: unknown-claim: a highlight names 'nothing-near', there is no such claim",
        "dossier.yaml:2: unknown-claim: a correction names 'zz', there is no such claim",
    ]


# unknown-section


def test_unknown_section_is_silent_without_an_article_and_for_its_sections(
    project: Project, assert_silent: Silent
) -> None:
    project.claim("appears: [{section: hero, figure: 120}]\n")
    assert_silent()
    project.write("article.yaml", "title: t\nsections: [{id: hero}]\n")
    assert_silent()


def test_unknown_section_names_the_nearest(project: Project, assert_problem: Only) -> None:
    project.claim("appears: [{section: heros, figure: 120}]\n")
    project.write("article.yaml", "title: t\nsections: [{id: hero}]\n")
    assert_problem("claims/length.yaml:11: unknown-section: article.yaml has no section 'heros' (did you mean 'hero'?)")


# unsafe-url


def test_unsafe_url_is_silent_on_plain_addresses(project: Project, assert_silent: Silent) -> None:
    project.source("url: https://example.org/a\nread_at: http://example.net/b?c=d\n")
    project.write("dossier.yaml", "base_url: https://example.org/dossier\ndesk: {url: https://example.org}\n")
    assert_silent()


def test_unsafe_url_refuses_whatever_a_page_must_not_link(project: Project) -> None:
    project.source("url: javascript:alert(1)\nread_at: https://a@example.org\n")
    project.write("article.yaml", "title: t\nurl: ftp://example.org\n")
    assert project.check() == [
        "article.yaml:2: unsafe-url: 'ftp://example.org' cannot be linked: only http and https are followed, this is 'ftp' "
        "(give the address as a browser shows it)",
        "sources/data-sheet.yaml:5: unsafe-url: 'javascript:alert(1)' cannot be linked: only http and https are followed, "
        "this is 'javascript' (give the address as a browser shows it)",
        "sources/data-sheet.yaml:6: unsafe-url: 'https://a@example.org' cannot be linked: it carries a user name, which "
        "hides the host (give the address as a browser shows it)",
    ]


# excerpt-too-long


def test_excerpt_too_long_is_silent_up_to_the_limit(project: Project, assert_silent: Silent) -> None:
    project.claim("    excerpt: one two three four five six seven eight nine ten eleven twelve\n")
    assert_silent()
    project.claim(f"    excerpt: {'长' * 40}\n")
    assert_silent()


def test_excerpt_too_long_counts_words_characters_and_ellipses(project: Project) -> None:
    hint = "(quote only the words or the figure that matter)"
    project.claim("    excerpt: a b c d e f g h i j k l m\n", name="length")
    project.claim(f"    excerpt: {'长' * 41}\n", name="cjk")
    project.claim("    excerpt: first … last\n", name="gap")
    project.claim("appears: [{section: x, words: a b c d e f g h i j k l m}]\n", name="words")
    assert project.check() == [
        f"claims/cjk.yaml:11: excerpt-too-long: the excerpt has 41 CJK characters, the limit is 40 {hint}",
        "claims/gap.yaml:11: excerpt-with-gap: the excerpt leaves something out (quote one unbroken stretch)",
        f"claims/length.yaml:11: excerpt-too-long: the excerpt has 13 words, the limit is 12 {hint}",
        f"claims/words.yaml:11: excerpt-too-long: the words has 13 words, the limit is 12 {hint}",
    ]


def test_excerpt_too_long_takes_its_limit_from_the_desk(project: Project, assert_problem: Only) -> None:
    project.claim("    excerpt: one two three\n")
    project.write("dossier.yaml", "standards: {excerpt_words: 2}\n")
    assert_problem(
        "claims/length.yaml:11: excerpt-too-long: the excerpt has 3 words, the limit is 2 "
        "(quote only the words or the figure that matter)"
    )


# dates-out-of-order


def test_dates_out_of_order_is_silent_where_the_order_may_hold(project: Project, assert_silent: Silent) -> None:
    project.source("published: 2026-04\ncaptured: 2026-04-05\nretrieved: 2026-05-01\n")
    assert_silent()
    project.source("published: <=2026-05-01\ncaptured: 2026-04-05\n")
    assert_silent()


def test_dates_out_of_order_names_both_days(project: Project, assert_problem: Only) -> None:
    project.source("published: 2026-04\ncaptured: 2026-03-05\nretrieved: 2026-05-01\n")
    assert_problem(
        "sources/data-sheet.yaml:6: dates-out-of-order: captured 2026-03-05 lies before published 2026-04 (check both dates)"
    )
    project.source("captured: 2026-05-02\nretrieved: 2026-05-01\n")
    assert_problem(
        "sources/data-sheet.yaml:6: dates-out-of-order: retrieved 2026-05-01 lies before captured 2026-05-02 (check both dates)"
    )
    project.source("published: 2026-05-02\nretrieved: 2026-05-01\n")
    assert_problem(
        "sources/data-sheet.yaml:6: dates-out-of-order: retrieved 2026-05-01 lies before published 2026-05-02 (check both dates)"
    )


# history-out-of-order


def test_history_out_of_order_is_silent_on_a_growing_history(project: Project, assert_silent: Silent) -> None:
    project.claim("history: [{date: 2026-04-01, status: unverified}, {date: 2026-05-02, status: disputed}]\n")
    assert_silent()


def test_history_out_of_order_names_the_verdict(project: Project, assert_problem: Only) -> None:
    project.claim("history:\n  - {date: 2026-04-02, status: unverified}\n  - {date: 2026-04-01, status: disputed}\n")
    assert_problem(
        "claims/length.yaml:13: history-out-of-order: the verdict of 2026-04-01 stands after that of 2026-04-02 "
        "(oldest first, newest last)"
    )
    project.claim("history: [{date: 2026-05-03, status: unverified}]\n")
    assert_problem(
        "claims/length.yaml:6: history-out-of-order: an earlier verdict is of 2026-05-03, the present one of 2026-05-02 "
        "(`checked` is the day of the present verdict)"
    )


# misplaced-second-word


def test_misplaced_second_word_is_silent_where_it_belongs(project: Project, assert_silent: Silent) -> None:
    project.claim("limit: At high water.\n")
    project.write("claims/disputed.yaml", DISPUTED)
    project.write("claims/unverified.yaml", UNVERIFIED)
    assert_silent()


def test_misplaced_second_word_names_the_status(project: Project, assert_problem: Only) -> None:
    project.claim("gap: one-origin\n")
    assert_problem(
        "claims/length.yaml:11: misplaced-second-word: gap belongs to unverified claims, and this one is confirmed "
        "(remove gap or change the status)"
    )


# self-approval


def test_self_approval_is_silent_for_a_second_reader(project: Project, assert_silent: Silent) -> None:
    project.claim("checked_by: Ada\n")
    assert project.run("approve", "length", "--by", "Grace").returncode == 0
    assert_silent()


def test_self_approval_sees_through_case_and_spaces(project: Project, assert_problem: Only) -> None:
    project.claim("checked_by: Ada\n")
    assert project.run("approve", "length", "--by", "ada  l.").returncode == 0
    text = (project.root / "claims/length.yaml").read_text()
    project.write("claims/length.yaml", text.replace("checked_by: Ada\n", "checked_by: Ada L.\n"))
    assert "self-approval" in [line.split(": ")[1] for line in project.check()]
    project.claim("checked_by: Ada L.\napproved: {by: ada  l., date: 2026-05-03}\n")
    assert_problem(
        "claims/length.yaml:12: self-approval: 'ada  l.' checked this claim and cannot approve it (let somebody else read it)"
    )


# unused-source


def test_unused_source_is_silent_for_origins_and_events(project: Project, assert_silent: Silent) -> None:
    project.source("origin: [root]\n")
    project.source(name="root")
    project.source(name="opening")
    project.write("dossier.yaml", "events: [{date: 2026-05-01, text: opened, source: opening}]\n")
    assert_silent()


def test_unused_source_is_a_warning(project: Project, assert_problem: Only) -> None:
    project.source(name="other")
    assert_problem(
        "sources/other.yaml:1: warning: unused-source: no claim and no source names 'other' (cite it or remove it)"
    )


# same-address


def test_same_address_is_silent_for_two_documents(project: Project, assert_silent: Silent) -> None:
    project.source("url: https://example.org/a\norigin: [other]\n")
    project.source("url: https://example.org/b\n", name="other")
    assert_silent()


def test_same_address_sees_through_spelling(project: Project, assert_problem: Only) -> None:
    project.source("url: https://example.org/a\norigin: [other]\n")
    project.source("url: http://www.example.org/a/#top\n", name="other")
    assert_problem(
        "sources/other.yaml:5: warning: same-address: 'data-sheet' has the same address (one document is one source)"
    )


# The second words of a verdict, and its answer


def test_a_complete_disputed_and_a_complete_unverified_claim_are_silent(
    project: Project, assert_silent: Silent
) -> None:
    project.write("claims/disputed.yaml", DISPUTED)
    project.write("claims/unverified.yaml", UNVERIFIED)
    assert_silent()


def test_disputed_without_error_is_a_warning(project: Project, assert_problem: Only) -> None:
    project.write("claims/d.yaml", DISPUTED.replace("error: wrong-value\n", ""))
    assert_problem(
        "claims/d.yaml:4: warning: disputed-without-error: disputed, and no `error` says how (error: wrong-value, wrong-entity, ...)"
    )


def test_disputed_without_found_is_a_warning_only_where_there_is_a_value(
    project: Project, assert_problem: Only
) -> None:
    without = DISPUTED.replace("found: [{value: 120 metres, source: data-sheet}]\n", "")
    project.write("claims/words.yaml", without.replace("value: 130 metres\n", ""))
    project.write("claims/d.yaml", without)
    assert_problem(
        "claims/d.yaml:4: warning: disputed-without-found: the value '130 metres' is disputed, and `found` gives no other "
        "(give the number to cite, with its source)"
    )


def test_unverified_without_gap_is_a_warning(project: Project, assert_problem: Only) -> None:
    project.write("claims/u.yaml", UNVERIFIED.replace("gap: no-source\n", ""))
    assert_problem(
        "claims/u.yaml:3: warning: unverified-without-gap: unverified, and no `gap` says why (gap: one-origin, undisclosed, ...)"
    )


def test_unverified_without_search_is_a_warning(project: Project, assert_problem: Only) -> None:
    project.write("claims/u.yaml", "\n".join(x for x in UNVERIFIED.splitlines() if "searches" not in x) + "\n")
    assert_problem(
        "claims/u.yaml:3: warning: unverified-without-search: unverified, and no `searches` says where one looked "
        "(write down the searches, also those that found nothing)"
    )


def test_missing_finding_is_a_warning(project: Project, assert_problem: Only) -> None:
    project.claim(without="finding")
    assert_problem(
        "claims/length.yaml:1: warning: missing-finding: no `finding` gives the answer in one line (write what was found)"
    )


# loaded-words


def test_loaded_words_is_silent_on_plain_notes_and_inside_other_words(project: Project, assert_silent: Silent) -> None:
    project.write("claims/length.yaml", CLAIM.replace("was read", "was read; the page implied and relied on it"))
    assert_silent()


def test_loaded_words_names_the_word(project: Project) -> None:
    project.write("claims/length.yaml", CLAIM.replace("was read", "was Invented"))
    project.source("notes: It was copied.\n")
    assert project.check() == [
        "claims/length.yaml:5: warning: loaded-words: notes says 'Invented' (say what can be shown, not what somebody meant)",
        "sources/data-sheet.yaml:5: warning: loaded-words: notes says 'copied' (say what can be shown, not what somebody meant)",
    ]
