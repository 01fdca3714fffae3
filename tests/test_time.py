"""Time: the dossier's date, what was known when, and the calendar, which never fails a build."""

from __future__ import annotations

import os

from selectolax.lexbor import LexborHTMLParser

from conftest import CLAIM, SOURCE, Project

ARTICLE = "title: t\npublished: 2026-04-05\n"


def page(project: Project, *arguments: str, **environment: str) -> str:
    done = project.run("build", *arguments, env={**os.environ, **environment})
    assert done.returncode == 0, done.stderr
    body = LexborHTMLParser((project.root / "site/claims/length.html").read_text(encoding="utf-8")).body
    assert body is not None
    return " ".join(body.text(separator=" ").split()).replace(" :", ":").replace(" ,", ",")


def test_the_dossiers_date_is_that_of_the_records_unless_another_is_asked_for(project: Project) -> None:
    assert "State of 2 May 2026." in page(project)
    assert "State of 10 April 2026." in page(project, "--as-of", "2026-04-10")
    assert "State of 1 January 2026." in page(project, SOURCE_DATE_EPOCH="1767225600")
    assert "State of 10 April 2026." in page(project, "--as-of", "2026-04-10", SOURCE_DATE_EPOCH="1767225600")


def test_a_date_that_is_none_is_wrong_usage(project: Project) -> None:
    for arguments, environment, message in [
        (("--as-of", "2026-04"), {}, "dossier: --as-of: '2026-04' is not one day; write 2026-04-05"),
        (("--as-of", "2026-02-30"), {}, "dossier: --as-of: '2026-02-30' is not a date: February 2026 has 28 days"),
        ((), {"SOURCE_DATE_EPOCH": "x"}, "dossier: SOURCE_DATE_EPOCH: invalid literal for int() with base 10: 'x'"),
    ]:
        done = project.run("check", *arguments, env={**os.environ, **environment})
        assert (done.returncode, done.stderr) == (2, message + "\n")


def test_a_page_says_what_could_be_said_when(project: Project) -> None:
    project.write("article.yaml", ARTICLE)
    project.write("sources/data-sheet.yaml", SOURCE + "published: 2026-04-24\n")
    text = page(project)
    assert "When the article came out, 5 April 2026: unverified" in text
    assert "From 24 April 2026: confirmed" in text
    assert "Now, 2 May 2026: confirmed" in text
    assert "Now, 10 April 2026: confirmed, by the editor; the evidence of that day carries unverified" in page(
        project, "--as-of", "2026-04-10"
    )


def test_an_earlier_day_never_passes_off_todays_verdicts_as_its_own(project: Project) -> None:
    project.run("build", "--as-of", "2026-04-10")
    overview = (project.root / "site/index.html").read_text()
    assert overview.count("<dt>As last judged, 2 May 2026</dt>") == 3
    assert "<dt>Now" not in overview


def test_evidence_is_kept_apart_by_whether_it_was_public_when_the_article_came_out(project: Project) -> None:
    project.write("article.yaml", ARTICLE)
    for name, date in [
        ("early", "published: 2026-04-01\n"),
        ("late", "published: 2026-04\n"),
        ("undated", "retrieved: 2026-05-01\n"),
    ]:
        project.write(f"sources/{name}.yaml", SOURCE.replace("Data sheet", name.capitalize()) + date)
    items = "".join(f"  - {{source: {name}, stance: supports}}\n" for name in ("early", "late", "undated"))
    project.write("claims/length.yaml", CLAIM + items)
    text = page(project)
    early, late, undated = (text.index(f"{name} of the bridge") for name in ("Early", "Late", "Undated"))
    assert text.index("Public when the article came out 1") < early < text.index("Came out later 1") < late
    assert late < text.index("Undated 2") < undated


def test_the_overview_counts_the_day_of_publication_first(project: Project) -> None:
    project.write("article.yaml", ARTICLE)
    project.write("sources/data-sheet.yaml", SOURCE + "published: 2026-04-24\n")
    page(project)
    body = LexborHTMLParser((project.root / "site/index.html").read_text(encoding="utf-8")).body
    assert body is not None
    text = " ".join(body.text(separator=" ").split())
    for status, then, now in (("Confirmed", 0, 1), ("Disputed", 0, 0), ("Unverified", 1, 0)):
        assert f"{status} When the article came out, 5 April 2026 {then} Now, 2 May 2026 {now} " in text


def test_what_is_due_by_the_calendar_is_named_and_fails_nothing(project: Project) -> None:
    project.claim("recheck: 2020-01-01\n")
    done = project.run("check", "--strict")
    assert done.returncode == 0
    assert done.stderr == (
        "claims/length.yaml:11: notice: recheck-due: to be looked at again since 2020-01-01 "
        "(check it, and set `checked` and a new `recheck`)\n"
    )
    project.claim("recheck: 2999-01-01\n")
    assert project.run("check").stderr == ""
    project.claim("recheck: 2020-01-01\n")
    assert project.run("build", "--strict").stderr == ""
