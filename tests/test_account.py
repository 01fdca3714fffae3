"""How a verdict is accounted for: what decides it, through whom an unread source speaks, and what it said when."""

from __future__ import annotations

from conftest import CLAIM, SOURCE, Project
from dossier.account import best_excerpt, best_sources, course, deciding, pages_of, relayed_by, worst
from dossier.build import check_project
from dossier.model import Claim, Dossier
from dossier.standing import Standings


def loaded(project: Project) -> tuple[Claim, Dossier]:
    dossier = check_project(project.root).dossier
    return dossier.claims["length"], dossier


def test_a_source_that_was_read_speaks_for_itself(project: Project) -> None:
    claim, dossier = loaded(project)
    assert relayed_by(claim, dossier.sources["data-sheet"], dossier) == ()


def test_a_source_that_was_not_read_speaks_through_those_of_the_claim_that_were_and_name_it(project: Project) -> None:
    project.write("sources/filing.yaml", SOURCE.replace("read: full", "read: cited-only").replace("Data", "Filing"))
    for name, read in (("relay", "full"), ("headline", "headline"), ("elsewhere", "full")):
        project.write(
            f"sources/{name}.yaml",
            SOURCE.replace("primary", "secondary").replace("read: full", f"read: {read}") + "origin: [filing]\n",
        )
    project.claim("".join(f"  - {{source: {name}, stance: supports}}\n" for name in ("filing", "relay", "headline")))
    claim, dossier = loaded(project)
    assert [source.id for source in relayed_by(claim, dossier.sources["filing"], dossier)] == ["relay"]


def test_what_decides_a_verdict_is_of_its_stance_and_the_best_comes_first(project: Project) -> None:
    project.write("sources/report.yaml", SOURCE.replace("primary", "secondary"))
    project.write("sources/unread.yaml", SOURCE.replace("read: full", "read: cited-only"))
    project.claim(
        '  - {source: unread, stance: supports, excerpt: "not read"}\n'
        '  - {source: report, stance: supports, excerpt: "second hand"}\n'
        '  - {source: data-sheet, stance: contradicts, excerpt: "against"}\n'
        '  - {source: report, stance: supports, set_aside: an error, excerpt: "aside"}\n'
    )
    claim, dossier = loaded(project)
    assert [item.source for item in deciding(claim, dossier)] == ["data-sheet", "report", "unread"]
    best = best_excerpt(claim, dossier)
    assert best
    assert best.excerpt == "second hand", "the best source is not quoted"
    assert [source.id for source in best_sources(claim, dossier)] == ["data-sheet", "report"]


def test_the_pages_of_a_claim_are_counted_with_those_of_its_calculations(project: Project) -> None:
    project.write("sources/other.yaml", SOURCE.replace("Data", "Other"))
    project.claim(
        "  - {source: data-sheet, stance: supports}\n"
        "  - calculation: a / b\n    stance: context\n    says: x\n"
        "    where: {a: {value: 3, source: other}, b: {value: 1, assumption: one}}\n"
    )
    assert pages_of(loaded(project)[0]) == 2


def test_the_course_is_in_the_order_of_its_days_with_that_of_the_article_among_them(project: Project) -> None:
    project.write("article.yaml", "title: t\npublished: 2026-04-05\n")
    for day, order in (("2026-01-01", [False, True]), ("2026-04-24", [True, False]), ("2026-04-05", [False, True])):
        project.source(f"published: {day}\n")
        claim, dossier = loaded(project)
        assert [step.published for step in course(claim, Standings(dossier))] == order, day


def test_a_lower_judgement_holds_on_every_day_on_which_the_evidence_stood_as_now(project: Project) -> None:
    project.source("published: 2026-01-01\n")
    unverified = CLAIM.replace("confirmed", "unverified") + "gap: one-origin\njudgement: one test of many\n"
    project.write("claims/length.yaml", unverified)
    claim, dossier = loaded(project)
    standings = Standings(dossier)
    assert standings.now(claim) == "confirmed"
    assert course(claim, standings) == ()


def test_a_mark_of_shared_words_shows_the_worst_of_them(project: Project) -> None:
    disputed = CLAIM.replace("confirmed", "disputed").replace("supports", "contradicts") + "error: scope\n"
    project.write("claims/wrong.yaml", disputed)
    project.write(
        "claims/open.yaml", CLAIM.replace("confirmed", "unverified").replace("supports", "context") + "gap: no-source\n"
    )
    claims = check_project(project.root).dossier.claims
    assert worst(claims.values()) == "disputed"
    assert worst([claims["length"], claims["open"]]) == "unverified"
    assert worst([claims["length"]]) == "confirmed"
