"""The data form of a claim: no number without its status, its unit and whose it is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from conftest import REPOSITORY, Project
from dossier.build import build_project, check_project
from dossier.export import claim_data
from dossier.standing import Standings

VALUE = """\
value: about 120 metres
of: bridge
measure: length
found: [{value: 118.5 metres, of: bridge, measure: length, source: data-sheet, valid: 2026-04/}]
"""


@pytest.fixture(scope="module")
def real() -> Standings:
    return Standings(check_project(REPOSITORY).dossier)


def data_of(project: Project, base_url: str = "") -> dict[str, Any]:
    standings = Standings(check_project(project.root).dossier)
    return claim_data(standings.dossier.claims["length"], standings, base_url)


def keys(data: Any) -> Iterator[str]:
    """Every key of a document, however deep."""
    if isinstance(data, dict):
        for key, inner in data.items():
            yield key
            yield from keys(inner)
    elif isinstance(data, list):
        for each in data:
            yield from keys(each)


def test_a_claim_without_a_value_has_no_number(project: Project) -> None:
    data = data_of(project)
    assert (data["printed_value"], data["found_values"], data["address"]) == (None, [], None)
    assert (data["status"], data["second_word"], data["second_word_label"]) == ("confirmed", "confirmed-fact", "fact")
    assert data["checked"] == "2026-05-02"


def test_printed_and_found_values_keep_unit_and_what_they_are_of(project: Project) -> None:
    project.claim(VALUE)
    data = data_of(project, "https://example.org/d")
    assert data["printed_value"] == {
        "text": "about 120 metres", "low": 120, "high": 120, "unit": "metres", "hedged": True,
        "of": "bridge", "measure": "length",
    }  # fmt: skip
    assert data["found_values"] == [
        {
            "text": "118.5 metres", "low": 118.5, "high": 118.5, "unit": "metres", "hedged": False,
            "of": "bridge", "measure": "length", "valid_from": "2026-04",
            "source": {
                "id": "data-sheet", "title": "Data sheet of the bridge", "publisher": "Bridge Works",
                "address": "https://example.org/d/sources/data-sheet.html",
            },
        }
    ]  # fmt: skip
    assert data["address"] == "https://example.org/d/claims/length.html"


@pytest.mark.parametrize(
    ("value", "low", "high", "unit"),
    [
        ("at least 5 chips", 5, None, "chips"),
        ("$0.14 per million tokens", 0.14, 0.14, "USD per million tokens"),
        ("84% to 97%", 84, 97, "%"),
        ("37 billion parameters", 37_000_000_000, 37_000_000_000, "parameters"),
        ("2026-04", "2026-04-01", "2026-04-30", "date"),
    ],
)
def test_numbers_are_those_printed_in_the_unit_that_is_named(
    project: Project, value: str, low: object, high: object, unit: str
) -> None:
    project.claim(f"value: '{value}'\n")
    printed = data_of(project)["printed_value"]
    assert (printed["low"], printed["high"], printed["unit"]) == (low, high, unit)


def test_a_calculation_gives_its_results_as_values(project: Project) -> None:
    project.claim(
        "  - calculation: long / short\n    stance: context\n    of: bridge / bus\n    cases:\n"
        "      - {long: {value: 120 metres, source: data-sheet}, short: {value: 30 metres, assumption: a bus}}\n"
        "      - {long: {value: 120 metres, source: data-sheet}, short: {value: 15 metres, assumption: a short bus}}\n"
        "value: about 4 x\n"
    )
    item = data_of(project)["evidence"][1]
    assert item["results"] == [
        {"text": "4 x", "low": 4, "high": 4, "unit": "x", "hedged": False, "of": "bridge / bus"},
        {"text": "8 x", "low": 8, "high": 8, "unit": "x", "hedged": False, "of": "bridge / bus"},
    ]
    assert item["cases"][1]["short"] == {
        "input_value": {"text": "15 metres", "low": 15, "high": 15, "unit": "metres", "hedged": False},
        "assumption": "a short bus",
    }


def test_no_value_of_the_real_dossier_is_bare(real: Standings) -> None:
    for claim in real.dossier.claims.values():
        data = claim_data(claim, real)
        assert "value" not in set(keys(data)), claim.id
        assert data["second_word_label"], claim.id
        assert data["checked"], claim.id


def test_every_claim_of_the_real_dossier_has_the_same_keys(real: Standings) -> None:
    assert len({tuple(claim_data(claim, real)) for claim in real.dossier.claims.values()}) == 1


def test_data_and_record_stand_beside_the_page_and_agree_with_it(project: Project) -> None:
    project.claim(VALUE + "limit: In summer.\n")
    build_project(project.root, project.root / "site")
    folder = project.root / "site/claims"
    data = json.loads((folder / "length.json").read_bytes())
    assert data == data_of(project)
    assert (folder / "length.yaml").read_bytes() == (project.root / "claims/length.yaml").read_bytes()
    page = LexborHTMLParser((folder / "length.html").read_text(encoding="utf-8"))
    assert page.css_first(".verdict").text(strip=False).split("checked")[0].strip() == "confirmed, with a limit"
    assert data["second_word_label"] == "with a limit"


def test_the_second_word_is_the_same_on_the_page_and_in_the_data(real: Standings, real_site: Any) -> None:
    for claim in real.dossier.claims.values():
        page = LexborHTMLParser((real_site / f"claims/{claim.id}.html").read_text(encoding="utf-8"))
        shown = " ".join(page.css_first(".verdict .badge").text().split())
        assert shown.replace(" ,", ",") == f"{claim.status}, {claim.second_word_label}", claim.id
