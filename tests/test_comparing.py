"""A claim's printed value beside those of its evidence: like with like, and only that."""

from __future__ import annotations

from decimal import Decimal

import pytest

from conftest import Project
from dossier.build import check_project
from dossier.comparing import comparisons, found_difference, like, own_units, results_of, tolerance, value_of
from dossier.model import Claim, Dossier
from dossier.values import Quantity, Tolerance, Words

CLAIM = """\
statement: The bridge is about 120 metres long.
category: parameters
status: confirmed
finding: The builder gives 123 metres.
notes: The builder's data sheet was read.
checked: 2026-05-02
value: about 120 metres
of: the bridge
measure: length
"""


def read(project: Project, evidence: str, *, claim: str = CLAIM, found: str = "") -> tuple[Claim, Dossier]:
    """The claim with this evidence, and its dossier; whether its status is right does not matter here."""
    project.write("claims/length.yaml", f"{claim}{found}evidence:\n{evidence}")
    dossier = check_project(project.root).dossier
    return dossier.claims["length"], dossier


def item(**fields: str) -> str:
    lines = {"source": "data-sheet", "stance": "supports", "says": "Gives the length."} | fields
    return "  - " + "\n    ".join(f"{name}: {text}" for name, text in lines.items()) + "\n"


def test_evidence_without_a_value_is_not_compared(project: Project) -> None:
    assert list(comparisons(*read(project, item()))) == []


def test_a_claim_without_a_value_is_not_compared(project: Project) -> None:
    assert (
        list(
            comparisons(*read(project, item(value="123 metres"), claim=CLAIM.replace("value: about 120 metres\n", "")))
        )
        == []
    )


@pytest.mark.parametrize(
    ("fields", "agreement"),
    [
        ({"value": "123 metres"}, "agrees"),
        ({"value": "143 metres"}, "disagrees"),
        ({"value": "0.123 km"}, "agrees"),
        ({"value": "123 metres", "of": "The  Bridge", "measure": "LENGTH"}, "agrees"),
        ({"value": "123 tonnes"}, "unlike"),
        ({"value": "very long"}, "unlike"),
    ],
)
def test_like_is_compared_with_like(project: Project, fields: dict[str, str], agreement: str) -> None:
    compared = list(comparisons(*read(project, item(**fields))))
    assert [(each.number, each.comparison.agreement, each.found.text) for each in compared] == [
        (0, agreement, fields["value"])
    ]
    assert compared[0].item.value == fields["value"]


@pytest.mark.parametrize("other", [{"of": "another bridge"}, {"measure": "height"}])
def test_unlike_is_never_compared(project: Project, other: dict[str, str]) -> None:
    claim, dossier = read(project, item(value="143 metres", **other) + item(value="123 metres"))
    assert [each.number for each in comparisons(claim, dossier)] == [1]
    assert [like(claim, each) for each in claim.evidence] == [False, True]


def test_what_cannot_be_read_is_no_value(project: Project) -> None:
    claim, dossier = read(project, item(value="123 metrs") + item(value="123 metres"))
    assert value_of("123 metrs", dossier) is None
    assert value_of(None, dossier) is None
    assert value_of("very long", dossier) == Words("very long")
    assert [each.number for each in comparisons(claim, dossier)] == [1]


def test_days_of_publication_agree_within_one_day(project: Project) -> None:
    dated = CLAIM.replace("about 120 metres\n", "2026-04-04\n")
    for measure, agreement in (("day of publication", "agrees"), ("Published", "agrees"), ("release", "disagrees")):
        claim, dossier = read(project, item(value="2026-04-05"), claim=dated.replace("length\n", f"{measure}\n"))
        assert [each.comparison.agreement for each in comparisons(claim, dossier)] == [agreement]


def test_a_calculation_is_compared_case_by_case(project: Project) -> None:
    cases = (
        "  - calculation: a * 1\n    stance: supports\n    says: Works it out.\n    cases:\n"
        '      - a: {value: 123 metres, assumption: "read off"}\n'
        '      - a: {value: 200 metres, assumption: "read off"}\n'
    )
    claim, dossier = read(project, cases)
    assert [each.comparison.agreement for each in comparisons(claim, dossier)] == ["agrees", "disagrees"]
    wide = results_of(claim.evidence[0], dossier)
    assert [(each.exact.low, each.exact.high) for each in wide] == [(Decimal("122.5"), Decimal("123.5")), (195, 205)]
    sharp = results_of(claim.evidence[0], dossier, sharp=True)
    assert [(each.exact.low, each.exact.high) for each in sharp] == [(Decimal(123),) * 2, (Decimal(200),) * 2]


def test_a_calculation_that_cannot_be_worked_out_has_no_result(project: Project) -> None:
    bad = '  - calculation: a * b\n    stance: supports\n    says: Works it out.\n    where:\n      a: {value: 123 metres, assumption: "read off"}\n'
    claim, dossier = read(project, bad)
    assert results_of(claim.evidence[0], dossier) == []
    assert list(comparisons(claim, dossier)) == []


def test_the_desk_sets_the_tolerances_and_its_units(project: Project) -> None:
    project.write("dossier.yaml", "title: Bridges\nunits: [spans]\nstandards: {hedge: 20, immaterial: 0.5}\n")
    claim, dossier = read(project, item(value="143 metres"))
    assert tolerance(dossier.settings.standards) == Tolerance(Decimal(20), Decimal("0.5"))
    assert own_units(dossier) == {"spans"}
    assert isinstance(value_of("5 spans", dossier), Quantity)
    assert [each.comparison.agreement for each in comparisons(claim, dossier)] == ["agrees"]


def test_the_found_value_may_be_of_another_thing_but_not_by_another_measure(project: Project) -> None:
    found = "found:\n  - {value: 60 metres, of: the old bridge, measure: length, source: data-sheet}\n  - {value: 60 metres, measure: height, source: data-sheet}\n  - {value: 60 metrs, source: data-sheet}\n"
    claim, dossier = read(project, item(), found=found)
    assert [found_difference(claim, each, dossier) for each in claim.found] == ["2 times too high", "", ""]


def test_a_day_of_publication_that_agrees_shows_no_difference(project: Project) -> None:
    found = "found:\n  - {value: 2026-04-05, source: data-sheet}\n"
    dated = CLAIM.replace("about 120 metres\n", "2026-04-04\n")
    for measure, words in (("day of publication", ""), ("release", "1 day too early")):
        claim, dossier = read(project, item(), claim=dated.replace("length\n", f"{measure}\n"), found=found)
        assert found_difference(claim, claim.found[0], dossier) == words
