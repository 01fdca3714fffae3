"""Rules about figures: silent on what is sound, exact about what is not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from conftest import CLAIM, SOURCE, Project

Silent = Callable[[], None]
Only = Callable[[str], None]

VALUED = CLAIM.replace("checked:", "value: 120 m\nof: the bridge\nmeasure: length\nchecked:")
"""The valid claim with a value; its evidence stands at its end."""


def valued(project: Project, extra: str = "", name: str = "length") -> None:
    project.write(f"claims/{name}.yaml", VALUED + extra)


# bad-value


def test_bad_value_is_silent_on_values_and_on_plain_text(project: Project, assert_silent: Silent) -> None:
    valued(
        project,
        "    value: 118 to 122 m\nfound: [{value: about 120 m, source: data-sheet}, {value: long, source: data-sheet}]\n",
    )
    assert_silent()


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (
            "120 widgets",
            "'120 widgets': 'widgets' is not a unit (list what the desk counts under `units` in dossier.yaml)",
        ),
        ("120 metrs", "'120 metrs': 'metrs' is not a unit (did you mean 'metres'?)"),
        (
            "120 long metres",
            "'120 long metres': 'long metres' is not a unit (the unit is 'metres'; put 'long' into `measure` or `of`)",
        ),
        ("1e9 m", "'1e9 m': '1e9' is not a number (write 1234.5 or 1,234.5, with a scale: 3 billion)"),
        ("2026-02-30", "'2026-02-30' is not a date: February 2026 has 28 days"),
    ],
)
def test_bad_value_says_what_cannot_be_read(project: Project, assert_problem: Only, value: str, message: str) -> None:
    valued(project, f"found: [{{value: {value}, source: data-sheet}}]\n")
    assert_problem(f"claims/length.yaml:14: bad-value: {message}")


def test_the_desk_may_count_further_things(project: Project, assert_silent: Silent) -> None:
    project.write("dossier.yaml", "units: [widgets]\n")
    valued(project, "found: [{value: 3 widgets, source: data-sheet}]\n")
    assert_silent()


# bad-calculation


def test_bad_calculation_is_silent_on_one_that_can_be_worked_out(project: Project, assert_silent: Silent) -> None:
    valued(project, "  - {calculation: a * 2, where: {a: {value: 60 m, source: data-sheet}}, stance: supports}\n")
    assert_silent()


@pytest.mark.parametrize(
    ("item", "message"),
    [
        (
            "calculation: a + b, where: {a: {value: 3 m, assumption: x}}",
            "the expression uses 'b', which `where` does not give (given: a)",
        ),
        (
            "calculation: a, where: {a: {value: 3 m, assumption: x}, c: {value: 3, assumption: x}}",
            "the expression does not use c (remove it from `where` or use it)",
        ),
        (
            'calculation: "a.real", where: {a: {value: 3 m, assumption: x}}',
            "'a.real' cannot stand in an expression (use + - * / **, parentheses, min, max, numbers and the names under `where`)",
        ),
        (
            "calculation: a / (a - a), where: {a: {value: 3 m, assumption: x}}",
            "the divisor may be zero (check the inputs)",
        ),
    ],
)
def test_bad_calculation_says_why(project: Project, assert_problem: Only, item: str, message: str) -> None:
    valued(project, f"  - {{{item}, stance: context}}\n")
    assert_problem(f"claims/length.yaml:14: bad-calculation: {message}")


def test_a_calculation_needs_inputs(project: Project, assert_problem: Only) -> None:
    valued(project, "  - {calculation: 2 * 60, stance: context}\n")
    assert_problem("claims/length.yaml:14: bad-calculation: the calculation has no inputs (give them under `where`)")


def test_a_table_of_cases_is_silent_where_each_has_its_inputs(project: Project, assert_silent: Silent) -> None:
    case = "{a: {value: 60 m, source: data-sheet}}"
    valued(project, f"  - {{calculation: a * 2, cases: [{case}, {case}], where: {{}}, stance: supports}}\n")
    assert_silent()


@pytest.mark.parametrize(
    ("inputs", "message"),
    [
        ("cases: []", "14: bad-calculation: the calculation has no inputs (give them under `where`)"),
        ("cases: [{}]", "14: bad-calculation: the case has no inputs (give them, or remove the case)"),
        (
            "cases: [{a: {value: 60 m, source: data-sheet}}],\n      where: {a: {value: 60 m, source: data-sheet}}",
            "15: bad-calculation: `where` stands beside `cases`, and is not used (give all its inputs in each case, or none)",
        ),
    ],
)
def test_inputs_stand_in_where_or_in_cases_and_no_case_is_empty(
    project: Project, assert_problem: Only, inputs: str, message: str
) -> None:
    valued(project, f"  - {{calculation: a * 2, {inputs}, stance: context}}\n")
    assert_problem(f"claims/length.yaml:{message}")


# unit-mismatch


def test_unit_mismatch_is_silent_where_measures_differ(project: Project, assert_silent: Silent) -> None:
    valued(project, "    value: 3 kg\n    of: the bridge\n    measure: weight\n")
    assert_silent()


@pytest.mark.parametrize(
    ("claimed", "found"), [("3 years", "1,095 days"), ("2 weeks", "1 month"), ("5 USD per year", "1 USD per day")]
)
def test_unit_mismatch_is_silent_on_months_and_days(
    project: Project, assert_silent: Silent, claimed: str, found: str
) -> None:
    project.write(
        "claims/length.yaml",
        VALUED.replace("120 m\n", f"{claimed}\n") + f"    value: {found}\n    of: the bridge\n    measure: length\n",
    )
    assert_silent()


def test_unit_mismatch_is_none_between_times_of_different_powers(project: Project, assert_problem: Only) -> None:
    project.write(
        "claims/length.yaml",
        VALUED.replace("120 m\n", "3 years\n")
        + "    value: 3 chips per day\n    of: the bridge\n    measure: length\n",
    )
    assert_problem(
        "claims/length.yaml:14: unit-mismatch: '3 chips per day' cannot be compared with the claim's '3 years' "
        "(give both in one unit, or another measure)"
    )


@pytest.mark.parametrize(("claimed", "found"), [("2026-05", "3 days"), ("3 days", "2026-05")])
def test_unit_mismatch_names_a_date_beside_a_number_of_days(
    project: Project, assert_problem: Only, claimed: str, found: str
) -> None:
    text = VALUED.replace("120 m\n", f"{claimed}\n")
    project.write("claims/length.yaml", text + f"    value: {found}\n    of: the bridge\n    measure: length\n")
    assert_problem(
        f"claims/length.yaml:14: unit-mismatch: '{found}' cannot be compared with the claim's '{claimed}' "
        "(give both in one unit, or another measure)"
    )


def test_unit_mismatch_names_both_values(project: Project, assert_problem: Only) -> None:
    valued(project, "    value: 3 kg\n    of: The Bridge\n    measure: length\n")
    assert_problem(
        "claims/length.yaml:14: unit-mismatch: '3 kg' cannot be compared with the claim's '120 m' "
        "(give both in one unit, or another measure)"
    )


# stance-against-value


@pytest.mark.parametrize("value", ["120 m", "0.12 km", "119 to 121 m", "about 120 m", "100 to 200 m", "121 m"])
def test_stance_against_value_is_silent_on_support_that_may_agree(
    project: Project, assert_silent: Silent, value: str
) -> None:
    valued(project, f"    value: {value}\n")
    assert_silent()


def test_stance_against_value_is_silent_on_another_thing(project: Project, assert_silent: Silent) -> None:
    valued(
        project,
        "    value: 500 m\n    of: the tunnel\n  - {source: data-sheet, stance: context, value: 700 m, why: the road}\n",
    )
    assert_silent()


def test_stance_against_value_refuses_support_that_disagrees(project: Project, assert_problem: Only) -> None:
    valued(project, "    value: 150 m\n")
    assert_problem(
        "claims/length.yaml:12: stance-against-value: the value '150 m' disagrees with the claim (20 % too low) and cannot support it "
        "(check the value, its `of` and `measure`, or the stance)"
    )


def test_stance_against_value_refuses_a_contradiction_that_agrees(project: Project) -> None:
    project.source(name="other")
    project.write("sources/other.yaml", SOURCE.replace("primary", "secondary"))
    valued(project, "  - {source: other, stance: contradicts, value: 120 m, set_aside: see there}\n")
    assert project.check() == [
        "claims/length.yaml:14: stance-against-value: the value '120 m' agrees with the claim and cannot contradict it "
        "(check the value, its `of` and `measure`, or the stance)"
    ]


def test_stance_against_value_wants_a_reason_for_context_that_disagrees(project: Project, assert_problem: Only) -> None:
    valued(project, "  - {source: data-sheet, stance: context, value: 300 m}\n")
    assert_problem(
        "claims/length.yaml:14: stance-against-value: the value '300 m' disagrees with the claim (2.5 times too low) and is filed as "
        "context without a `why` (check the value, its `of` and `measure`, or the stance)"
    )


def test_a_table_of_cases_supports_only_if_all_agree(
    project: Project, assert_silent: Silent, assert_problem: Only
) -> None:
    cases = "cases: [{{a: {{value: 60 m, source: data-sheet}}}}, {{a: {{value: {second}, source: data-sheet}}}}]"
    item = "  - {{calculation: a * 2, {cases}, stance: supports}}\n"
    valued(project, item.format(cases=cases.format(second="60.2 m")))
    assert_silent()
    valued(project, item.format(cases=cases.format(second="90 m")))
    assert_problem(
        "claims/length.yaml:14: stance-against-value: a * 2 gives a value that disagrees with the claim (33 % too low) and cannot "
        "support it (check the value, its `of` and `measure`, or the stance)"
    )


# article-contradicts-itself


def test_article_contradicts_itself_is_silent_on_agreement_and_on_related_claims(
    project: Project, assert_silent: Silent
) -> None:
    valued(project)
    valued(project, name="again")
    project.write(
        "claims/other.yaml",
        VALUED.replace("120 m\n", "200 m\n")
        + "relates: [{claim: length, how: contradicts}, {claim: again, how: contradicts}]\n",
    )
    assert_silent()


def test_article_contradicts_itself_names_both_claims(project: Project, assert_problem: Only) -> None:
    valued(project)
    project.write("claims/other.yaml", VALUED.replace("120 m\n", "200 m\n"))
    assert_problem(
        "claims/other.yaml:6: warning: article-contradicts-itself: '200 m' and '120 m' in 'length' cannot both hold "
        "(relate the claims as `contradicts`, or name their `of` and `measure` apart)"
    )


@pytest.mark.parametrize("names", [("a", "b"), ("b", "a")])
def test_article_contradicts_itself_is_silent_on_a_value_that_cannot_be_read(
    project: Project, names: tuple[str, str]
) -> None:
    valued(project, name=names[0])
    project.write(f"claims/{names[1]}.yaml", VALUED.replace("120 m\n", "3 blurbs\n"))
    assert [line.split(": ")[1] for line in project.check()] == ["bad-value"]


# reused-excerpt


def test_reused_excerpt_is_a_warning_in_the_second_claim(project: Project, assert_problem: Only) -> None:
    project.claim("    excerpt: 120 metres long\n")
    project.claim("    excerpt: 120  Metres long\n", name="other")
    assert_problem(
        "claims/other.yaml:11: warning: reused-excerpt: the same words of 'data-sheet' are quoted in 'length' (say it in our own words)"
    )


# unfounded-figure


@pytest.mark.parametrize(
    "notes",
    [
        "The sheet gives 120 metres.",
        "Twice 60 would be too much, and 7 is under ten.",
        "V4 and H20 and Table 12 and section 14.2 and GPT-5.4 are names.",
        "We read 14 pages of 2026.",
        "Checked against the sheet of 3 April 2026, dated 2026-04-03.",
        "It is 0.12 thousand metres.",
        "It opened at 12:30 and closed at 23:45:10, see p. 14, pp. 15-16 and pages 17 and 18.",
        "The 950PR is 5th of its kind, made in the 1990s.",
        "Checked on 2 May 2026.",
        "It was 1900, 2000 and 2100, and 9 or 9.99 of them.",
        "It is 60% full, 60 rows, of 60x the size, for $60.",
        "It fell by -60 and by 60, or by 60-60.",
        "It was planned in March, and opened in June 2027.",
    ],
)
def test_unfounded_figure_is_silent_on_what_is_founded_or_names(
    project: Project, assert_silent: Silent, notes: str
) -> None:
    project.write("sources/data-sheet.yaml", SOURCE + "published: 2026-04-03\n")
    text = VALUED.replace("The builder's data sheet was read.", notes)
    project.write("claims/length.yaml", text + "    place: table of 60 rows, 0.12\n")
    assert_silent()


@pytest.mark.parametrize(
    ("notes", "figure"),
    [
        ("The sheet gives 125 metres.", "125"),
        ("It grew by 30 %.", "30 %"),
        ("It cost $5.", "$5"),
        ("It cost $120.", "$120"),
        ("It has 10 of them.", "10"),
        ("It was 1899.", "1899"),
        ("It was 2101.", "2101"),
        ("It was 2,027.", "2,027"),
        (f"It has {'1' * 50} of them.", "1" * 50),
        ("It is 120 % of it.", "120 %"),
        ("It is 120x as long.", "120x"),
        ("It is 2.8 times as long.", "2.8"),
        ("It is 2.8x as long.", "2.8x"),
        ("It weighs 128GB.", "128GB"),
        ("It weighs 120 kg.", "120"),
        ("It holds 5-15 of them.", "15"),
        ("It is 125s long.", "125s"),
        ("It cost 3 million.", "3 million"),
        ("Checked on 4 April 2026.", "4 April 2026"),
    ],
)
def test_unfounded_figure_names_the_figure(project: Project, assert_problem: Only, notes: str, figure: str) -> None:
    project.write("claims/length.yaml", CLAIM.replace("The builder's data sheet was read.", notes))
    assert_problem(
        f"claims/length.yaml:5: warning: unfounded-figure: '{figure}' stands neither in the claim nor in its evidence, searches, "
        "calculations or dates (found it in the evidence, calculate it, or name it under `exempt`)"
    )


@pytest.mark.parametrize(
    "day", ["3 January 2026", "4 January 2026", "5 January 2026", "6 January 2099", "7 January 2026"]
)
def test_a_day_on_which_the_desk_worked_is_founded(project: Project, assert_silent: Silent, day: str) -> None:
    project.write("article.yaml", "title: x\nretrieved: 2026-01-03\n")
    project.write(
        "claims/length.yaml",
        CLAIM.replace("The builder's data sheet was read.", f"It was looked at on {day}.").replace(
            "2026-05-02", "2026-01-07"
        )
        + "history: [{date: 2026-01-04, status: unverified}]\nasked: [{who: B, date: 2026-01-05, question: Q}]\nrecheck: 2099-01-06\n",
    )
    assert_silent()


LOOSE = ["point", "points", "case", "cases", "unit", "units", "s", "t", "l", "h", "m", "g", "second"]
"""Words of the vocabulary that may mean something else, so that they tell nothing apart."""
SCALES = [("K", 3), ("thousand", 3), ("M", 6), ("million", 6), ("B", 9), ("billion", 9), ("T", 12), ("trillion", 12)]


@pytest.mark.parametrize(
    ("known", "notes", "founded"),
    [
        ("a fall of -30 %", "It fell by 30 %.", True),
        ("a fall of −30 %", "It changed by -30 %.", True),
        ("a change of 30 %", "It changed by -30 %.", True),
        ("a rise of +30 %", "It changed by -30 %.", False),
        ("30 chips", "It grew by 30 %.", False),
        ("30 chips", "It has 30 GPUs.", True),
        ("30 widgets", "It grew by 30 %.", True),
        ("30 chips", "It has 30 widgets.", True),
        ("30 tokens", "It has 30 chips.", False),
        ("USD 30, 30 dollars", "It cost $30.", True),
        ("$30", "It cost 30 USD.", True),
        ("€30", "It cost $30.", False),
        ("$30", "It cost 30.", True),
        ("30 points", "It grew by 30 %.", True),
        ("30 per cent", "It grew by 30 percent.", True),
        ("30.0 %", "It grew by 30%.", True),
        ("a 30x rise", "It grew 30 times.", True),
        ("3 million chips", "It has 3,000,000 chips.", True),
        ("3 million chips", "It has 30 chips.", False),
        *((f"3 {scale}", f"It has {3 * 10**power:,} chips.", True) for scale, power in SCALES),
        *((f"3 {scale}", f"It has {3 * 10 ** (power + 1):,} chips.", False) for scale, power in SCALES),
        *((f"{3 * 10**power:,} chips", f"It has 3{scale} chips.", True) for scale, power in SCALES if len(scale) == 1),
        ("30th of a row", "It has 30 chips.", True),
        *((f"30 {word}", "It has 30 chips.", True) for word in LOOSE),
        *(("30 chips", f"It has 30 {word} of it.", True) for word in LOOSE),
        ("Model X-30", "It grew by 30 %.", True),
        ("Model X-30 of 77", "It grew by 30 %.", True),
        ("Model X-30, Y-31 of 77", "It has 31 chips.", True),
        ("Model X-3,000.5 of 77", "It has 3000.5 chips.", True),
    ],
)
def test_a_figure_is_founded_by_its_like_alone(project: Project, known: str, notes: str, founded: bool) -> None:
    text = CLAIM.replace("The builder's data sheet was read.", notes)
    project.write("claims/length.yaml", text.replace("Gives the length.", f"Gives {known}."))
    assert (project.check() == []) is founded


def test_an_exempt_figure_and_the_result_of_a_calculation_are_founded(project: Project, assert_silent: Silent) -> None:
    notes = "It grew by 30 %, and twice 60 metres are 120, half of them 33.3 % of 180."
    item = "  - {calculation: b / a, where: {a: {value: 180 m, source: data-sheet}, b: {value: 60 m, source: data-sheet}}, stance: context}\n"
    project.write(
        "claims/length.yaml",
        CLAIM.replace("The builder's data sheet was read.", notes) + item + "exempt: [{figure: 30 %, why: by eye}]\n",
    )
    assert_silent()
